"""What a document tells, before the caller's own knowledge is laid over it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """A text, and of itself whatever could be found; `notes` say what was guessed."""

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
