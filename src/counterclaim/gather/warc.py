"""Reports from a web archive (WARC, packed or not): a page or PDF of every answer that holds one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from counterclaim.errors import SourceError
from counterclaim.gather.documents import document
from counterclaim.gather.kinds import HEAD, Kind, kind_of, refuse_foreign
from counterclaim.gather.links import canonical
from counterclaim.gather.options import Options, Raw, limit_in_bytes, over
from counterclaim.records.report import Report

_KINDS = (Kind.PAGE, Kind.PDF, Kind.TEXT)
_TYPES = ("html", "pdf", "text/plain")


def archived(name: str, stream: BinaryIO, options: Options) -> Iterator[Report | SourceError]:
    """A report or an error for every answer 200 of a type that is read; an archive that breaks off ends in an error."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 (a heavy library)
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    number = 0
    try:
        for record in ArchiveIterator(stream):
            number += 1
            if record.rec_type in ("response", "resource"):
                where = f"{name} record {number}"
                try:
                    raw = _raw(where, record, options)
                    if raw is not None:
                        yield _report(raw, options)
                except SourceError as error:
                    yield error
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        what = " ".join(str(error).split()).rstrip(".")[:120].lower() or type(error).__name__
        yield SourceError(f"{name} record {number + 1}", f"the archive cannot be read on: {what}", "broken")


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
