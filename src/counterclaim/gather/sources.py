"""Gives the reports of a list of sources, one after another, in order.

    source | fetch or open | kind by first bytes and name | text, page, pdf or lines | Report

What cannot be read comes out as a SourceError in its place, so that the others are still read.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any

from counterclaim.errors import SourceError
from counterclaim.gather.documents import document
from counterclaim.gather.fetch import fetch, is_url
from counterclaim.gather.kinds import PACKED_LINES, Kind, kind_of, refuse_foreign
from counterclaim.gather.lines import lines
from counterclaim.gather.options import Options, Raw, limit_in_bytes, over
from counterclaim.records.report import Report

STANDARD_INPUT = "-"
_LIMITS = {Kind.TEXT: "max_text_mb", Kind.PAGE: "max_file_mb", Kind.PDF: "max_file_mb"}


def reports(sources: Iterable[str | Path], options: Options) -> Iterator[Report | SourceError]:
    """Every report of every source, read as they are asked for; a source at fault gives its error and no more."""
    for source in sources:
        try:
            yield from _of_source(str(source), options)
        except SourceError as error:
            yield error
        except OSError as error:
            yield SourceError(str(source), _reason(error))


def _of_source(source: str, options: Options) -> Iterator[Report | SourceError]:
    if is_url(source):
        raw = fetch(source, options.settings)
        yield from _of_stream(raw, _buffered(BytesIO(raw.data)), options)
    elif source == STANDARD_INPUT:
        yield from _of_stream(Raw("standard input", b""), _buffered(sys.stdin.buffer), options)
    elif Path(source).is_dir():
        raise SourceError(source, f"a directory; name the files in it, as in {source.rstrip('/')}/*.txt")
    else:
        with open(source, "rb") as stream:
            yield from _of_stream(Raw(source, b""), stream, options)


def _of_stream(origin: Raw, stream: BufferedReader, options: Options) -> Iterator[Report | SourceError]:
    """Reports of an open stream, which is read a line at a time where it holds lines of JSON."""
    name = origin.name
    if name.lower().endswith(PACKED_LINES):
        yield from lines(name, gzip.GzipFile(fileobj=stream), options)
        return
    head = stream.peek()
    kind = kind_of(name, head, origin.content_type)
    refuse_foreign(name, head, kind)
    if kind is Kind.LINES:
        yield from lines(name, stream, options)
        return
    limit = limit_in_bytes(_LIMITS[kind], options.settings)
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise SourceError(name, over(_LIMITS[kind], options.settings))
    yield document(replace(origin, data=data), kind, options)


def _buffered(stream: Any) -> BufferedReader:
    return stream if isinstance(stream, BufferedReader) else BufferedReader(stream)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    return (error.strerror or str(error)).lower()
