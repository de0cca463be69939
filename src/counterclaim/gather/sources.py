"""Gives the reports of a list of sources, one after another, in order.

    source | fetch or open | kind by first bytes and name | text, page, pdf, lines, table, archive, listing | Report

What cannot be read comes out as a SourceError in its place, so that the others are still read.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any

from counterclaim.errors import SourceError
from counterclaim.gather.documents import document
from counterclaim.gather.entries import article, own_text
from counterclaim.gather.feeds import listing
from counterclaim.gather.fetch import fetch, is_url
from counterclaim.gather.kinds import LISTINGS, PACKED_LINES, Kind, kind_of, refuse_foreign
from counterclaim.gather.lines import lines
from counterclaim.gather.options import Options, Raw, Wanted, everything, limit_in_bytes, over
from counterclaim.gather.tables import addresses, columns, rows
from counterclaim.gather.warc import archived
from counterclaim.records.report import Report

STANDARD_INPUT = "-"
MOST_MAPS, DEEPEST = 10, 2
"""Of a list of sitemaps, so many are looked at, the newest first, and so many lists within lists."""
_LIMITS = {
    Kind.TEXT: "max_text_mb",
    Kind.PAGE: "max_file_mb",
    Kind.PDF: "max_file_mb",
    Kind.FEED: "max_feed_mb",
    Kind.SITEMAP: "max_feed_mb",
    Kind.URLS: "max_feed_mb",
}
_MANY: dict[Kind, Callable[[str, Any, Options, Wanted], Iterator[Report | SourceError]]] = {
    Kind.LINES: lines,
    Kind.TABLE: rows,
    Kind.PARQUET: columns,
    Kind.WARC: archived,
}


def reports(sources: Iterable[str | Path], options: Options) -> Iterator[Report | SourceError]:
    """Every report of every source, read as they are asked for; a source at fault gives its error and no more."""
    for source in sources:
        try:
            yield from _of_source(str(source), options)
        except SourceError as error:
            yield error
        except OSError as error:
            yield SourceError(str(source), _reason(error))


def opened(
    name: str, stream: BufferedReader, options: Options, wanted: Wanted = everything
) -> Iterator[Report | SourceError]:
    """Every report of an open stream, which goes by a name; a document asks once whether it is wanted."""
    try:
        yield from _of_stream(Raw(name, b""), stream, options, wanted)
    except SourceError as error:
        yield error


def _of_source(source: str, options: Options) -> Iterator[Report | SourceError]:
    if is_url(source):
        raw = fetch(source, options.settings)
        yield from _of_stream(raw, _buffered(BytesIO(raw.data)), options)
    elif "://" in source:
        with _remote(source) as stream:
            yield from _of_stream(Raw(source, b""), _buffered(stream), options)
    elif source == STANDARD_INPUT:
        yield from _of_stream(Raw("standard input", b""), _buffered(sys.stdin.buffer), options)
    elif Path(source).is_dir():
        raise SourceError(source, f"a directory; name the files in it, as in {source.rstrip('/')}/*.txt")
    else:
        with open(source, "rb") as stream:
            yield from _of_stream(Raw(source, b""), stream, options)


def _of_stream(
    origin: Raw, stream: BufferedReader, options: Options, wanted: Wanted = everything
) -> Iterator[Report | SourceError]:
    """Reports of an open stream, which is read a line at a time where it holds lines of JSON."""
    name = origin.name
    if name.lower().endswith(PACKED_LINES):
        yield from lines(name, gzip.GzipFile(fileobj=stream), options, wanted)
        return
    head = stream.peek()
    kind = kind_of(name, head, origin.content_type)
    refuse_foreign(name, head, kind)
    if kind in _MANY:
        yield from _MANY[kind](name, stream, options, wanted)
        return
    if not wanted():
        return
    limit = limit_in_bytes(_LIMITS[kind], options.settings)
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise SourceError(name, over(_LIMITS[kind], options.settings))
    raw = replace(origin, data=data)
    if kind is Kind.URLS:
        yield from reports(addresses(data.decode("utf-8-sig", "replace")), options)
    elif kind in LISTINGS:
        yield from _listed(raw, options)
    else:
        yield document(raw, kind, options)


def _listed(raw: Raw, options: Options, deep: int = 0) -> Iterator[Report | SourceError]:
    """The articles of a feed or sitemap, each fetched; an entry without a link is its own text."""
    found = listing(raw)
    for entry in found.entries:
        try:
            if entry.url is None:
                yield own_text(entry, options, f"{raw.name} {entry.guid}".rstrip())
            else:
                yield article(fetch(entry.url, options.settings), entry, options)
        except SourceError as error:
            yield error
    for url in found.maps[:MOST_MAPS] if deep < DEEPEST else ():
        try:
            yield from _listed(fetch(url, options.settings), options, deep + 1)
        except SourceError as error:
            yield error


def _remote(source: str) -> Any:
    """A file elsewhere by its fsspec address (s3://, gs://, ...), where that and its library are installed."""
    if find_spec("fsspec") is None:
        raise SourceError(source, "files elsewhere need fsspec: install it and the library of this address")
    import fsspec  # noqa: PLC0415 (a heavy library that not everybody has)

    try:
        return fsspec.open(source, "rb").open()
    except (ImportError, ValueError, OSError) as error:
        raise SourceError(source, f"cannot be opened: {' '.join(str(error).split())[:120]}") from None


def _buffered(stream: Any) -> BufferedReader:
    return stream if isinstance(stream, BufferedReader) else BufferedReader(stream)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    return (error.strerror or str(error)).lower()
