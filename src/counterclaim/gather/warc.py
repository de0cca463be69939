"""Reports from a web archive (WARC, packed or not): a page or PDF of every answer that holds one."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from counterclaim.errors import SourceError
from counterclaim.gather.documents import document
from counterclaim.gather.kinds import HEAD, Kind, kind_of, refuse_foreign
from counterclaim.gather.links import canonical
from counterclaim.gather.options import Options, Raw, Wanted, everything, limit_in_bytes, over
from counterclaim.gather.unpack import unpacked
from counterclaim.records.report import Report

_KINDS = (Kind.PAGE, Kind.PDF, Kind.TEXT)
_NO_FURTHER = "the archive cannot be read on"
_TYPES = ("html", "pdf", "text/plain")


def archived(
    name: str, stream: BufferedReader, options: Options, wanted: Wanted = everything
) -> Iterator[Report | SourceError]:
    """A report or an error for every answer 200 of a type that is read; an archive that breaks off ends in an error."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 (a heavy library)

    number, record, whole = 0, None, True
    try:
        for record in ArchiveIterator(unpacked(stream)):
            number += 1
            if wanted() and record.rec_type in ("response", "resource"):
                where = f"{name} record {number}"
                try:
                    raw = _raw(where, record, options)
                    whole = not _breaks_off(record)
                    if raw is not None and whole:
                        yield _report(raw, options)
                except SourceError as error:
                    yield error
        if not whole or record is None or _breaks_off(record):
            yield SourceError(f"{name} record {number}", f"{_NO_FURTHER}: it breaks off", "broken")
    except Exception as error:  # a damaged or hostile archive trips the library in many ways
        what = " ".join(str(error).split()).rstrip(".")[:120].lower() or type(error).__name__
        if isinstance(error, AttributeError):  # what warcio makes of a head that is cut off
            what = "it breaks off"
        yield SourceError(f"{name} record {number + 1}", f"{_NO_FURTHER}: {what}", "broken")


def _breaks_off(record: Any) -> bool:
    """Whether less of a record is there than its head tells; what is left of it is passed over."""
    if record.format == "warc" and record.rec_headers.get_header("Content-Length") is None:
        return True
    return getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1)


def _raw(where: str, record: Any, options: Options) -> Raw | None:
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    told = (headers.get_header("Content-Type") if headers is not None else record.content_type) or ""
    told = told.lower()
    if told and not any(each in told for each in _TYPES):
        return None
    limit = limit_in_bytes("max_file_mb", options.settings)
    data = record.content_stream().read(limit + 1)
    if len(data) > limit:
        raise SourceError(where, over("max_file_mb", options.settings), "large")
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    url = canonical(address.strip("<>"))
    _, _, charset = told.partition("charset=")
    return Raw(where, data, url, told.partition(";")[0], charset.strip(" \"';") or None)


def _report(raw: Raw, options: Options) -> Report:
    head = raw.data[:HEAD]
    kind = kind_of(raw.name, head, raw.content_type)
    refuse_foreign(raw.name, head, kind)
    if kind not in _KINDS:
        raise SourceError(raw.name, f"{kind.value} in an archive; pages, PDFs and texts are read")
    return document(raw, kind, options)
