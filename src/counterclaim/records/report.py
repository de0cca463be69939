"""One outlet's article as received."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

Span = tuple[int, int]
"""Half-open `[start, end)`, in Unicode code points of `Report.text`."""


@dataclass(frozen=True, slots=True)
class Report:
    """An article: its text as the reader sees it, and where and when it came from.

    `published` is an ISO date or local date-time (`2026-03-04`, `2026-03-04T08:30`), or None.
    `marked` are spans that gathering found to be page furniture; the reader finds more in plain text.
    `notes` say what gathering had to guess (an encoding, a date); they head the warnings of the output.
    """

    text: str
    id: str = ""
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    marked: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self.digest())

    def digest(self) -> str:
        """Hex SHA-256 of URL and content: the id of a report that came without one (first 16 digits)."""
        whole = "\x1f".join((self.url or "", self.title or "", self.text))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]
