"""Tells what a source holds by its name and its first bytes: lines of JSON, PDF, a page or plain text."""

from __future__ import annotations

import re
from enum import Enum

from counterclaim.errors import SourceError

HEAD = 4096


class Kind(Enum):
    """What to do with the bytes."""

    LINES = "lines of JSON"
    PDF = "PDF"
    PAGE = "HTML"
    TEXT = "text"


PACKED_LINES = (".jsonl.gz", ".ndjson.gz")
_LINES = (".jsonl", ".ndjson", *PACKED_LINES)
_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_PAGE_STARTS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_REPORT_STARTS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:[^\n]*")?(?:text|html)"\s*:')
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "packed with gzip; only .jsonl.gz is read packed, so unpack it first"),
    (b"PK\x03\x04", "a zip or office file; save it as text, HTML or PDF first"),
    (b"\xd0\xcf\x11\xe0", "an office file; save it as text, HTML or PDF first"),
    (b"{\\rtf", "a rich text file; save it as plain text, HTML or PDF first"),
)
_PDF_WITHIN = 1024
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def kind_of(name: str, head: bytes, content_type: str = "") -> Kind:
    """Kind of a source by its first `HEAD` bytes where they are unmistakable, else by its name or content type."""
    lower = name.lower().partition("?")[0]
    if lower.endswith(_LINES):
        return Kind.LINES
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return Kind.PDF
    if lower.endswith(_PAGES) or "html" in content_type or _PAGE_STARTS.match(head):
        return Kind.PAGE
    return Kind.LINES if _REPORT_STARTS.match(head) else Kind.TEXT


def refuse_foreign(name: str, head: bytes, kind: Kind) -> None:
    """Raise SourceError for what is certainly no report: empty, packed, binary."""
    if not head.strip():
        raise SourceError(name, "empty")
    if kind is Kind.PDF:
        return
    for start, what in _FOREIGN:
        if head.startswith(start):
            raise SourceError(name, what)
    if name.lower().endswith(".json"):
        raise SourceError(name, "a .json file; reports are read from .jsonl files, one object a line")
    if b"\0" in head and not head.startswith(_WIDE):
        raise SourceError(name, "binary, not text")
