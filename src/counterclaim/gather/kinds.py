"""Tells what a source holds by its name and its first bytes: a report, a listing of reports, or many."""

from __future__ import annotations

import re
from enum import Enum

from counterclaim.errors import SourceError
from counterclaim.gather.feeds import is_feed, is_sitemap

HEAD = 4096


class Kind(Enum):
    """What to do with the bytes."""

    LINES = "lines of JSON"
    PDF = "PDF"
    PAGE = "HTML"
    TEXT = "text"
    FEED = "a feed"
    SITEMAP = "a sitemap"
    URLS = "a list of URLs"
    TABLE = "a table"
    PARQUET = "Parquet"
    WARC = "a web archive"


_BINARY = (Kind.PDF, Kind.PARQUET, Kind.WARC)
LISTINGS = (Kind.FEED, Kind.SITEMAP)
"""What lists articles and holds none."""
PACKED_LINES = (".jsonl.gz", ".ndjson.gz")
_LINES = (".jsonl", ".ndjson", *PACKED_LINES)
_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_PAGE_STARTS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_REPORT_STARTS = re.compile(rb'(?:\xef\xbb\xbf)?\s*+\{\s*+"(?:[^\n]*")?(?:text|html)"\s*:')
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "packed with gzip; only .jsonl.gz is read packed, so unpack it first"),
    (b"PK\x03\x04", "a zip or office file; save it as text, HTML or PDF first"),
    (b"\xd0\xcf\x11\xe0", "an office file; save it as text, HTML or PDF first"),
    (b"{\\rtf", "a rich text file; save it as plain text, HTML or PDF first"),
)
_NAMED: tuple[tuple[tuple[str, ...], Kind], ...] = (
    ((".warc", ".warc.gz"), Kind.WARC),
    ((".parquet",), Kind.PARQUET),
    ((".csv", ".tsv"), Kind.TABLE),
    ((".urls",), Kind.URLS),
)
_ONLY_URLS = re.compile(rb"(?:\s*+(?:#[^\n]*+|https?://[^\s<>\"]++)[ \t\r]*+(?:\n|\Z))++\s*+\Z", re.I)
_A_URL = re.compile(rb"^\s*https?://", re.I | re.M)
_PDF_WITHIN = 1024
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def kind_of(name: str, head: bytes, content_type: str = "") -> Kind:
    """Kind of a source by its first `HEAD` bytes where they are unmistakable, else by its name or content type."""
    lower = name.lower().partition("?")[0]
    if lower.endswith(_LINES):
        return Kind.LINES
    for endings, kind in _NAMED:
        if lower.endswith(endings):
            return kind
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return Kind.PDF
    if head.startswith(b"WARC/"):
        return Kind.WARC
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    if is_feed(head):
        return Kind.FEED
    if is_sitemap(head):
        return Kind.SITEMAP
    if _lists_urls(head):
        return Kind.URLS
    if lower.endswith(_PAGES) or "html" in content_type or _PAGE_STARTS.match(head):
        return Kind.PAGE
    return Kind.LINES if _REPORT_STARTS.match(head) else Kind.TEXT


def is_archive(name: str) -> bool:
    """Whether a name is that of a file of many reports: lines of JSON, a table, a web archive."""
    lower = name.lower()
    return lower.endswith(_LINES) or any(lower.endswith(endings) for endings, kind in _NAMED if kind is not Kind.URLS)


def _lists_urls(head: bytes) -> bool:
    whole = head if len(head) < HEAD else head[: head.rfind(b"\n") + 1]
    return bool(_A_URL.search(whole) and _ONLY_URLS.match(whole))


def refuse_foreign(name: str, head: bytes, kind: Kind) -> None:
    """Raise SourceError for what is certainly no report: empty, packed, binary."""
    if not head.strip():
        raise SourceError(name, "empty")
    if kind in _BINARY:
        return
    for start, what in _FOREIGN:
        if head.startswith(start):
            raise SourceError(name, what)
    if name.lower().endswith(".json") and kind is not Kind.FEED:
        raise SourceError(name, "a .json file; reports are read from .jsonl files, one object a line")
    if b"\0" in head and not head.startswith(_WIDE):
        raise SourceError(name, "binary, not text")
