"""The sentence that a span stands in, in three parts: before the words, the words, after them."""

from __future__ import annotations

import re
from typing import NamedTuple

from counterclaim.records.report import Span
from counterclaim.views.words import clean

_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n|\n(?=[-*•])")
_TITLES = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Gov|Sen|Rep|St|No|U\.S|U\.N|[A-Z])\.\s*$")
_REACH = 600


class Quote(NamedTuple):
    """A sentence, cut where the quoted words begin and end."""

    before: str
    words: str
    after: str


def quote(text: str, span: Span) -> Quote:
    """The sentence around a span; of a very long one, what is near."""
    start, end = max(0, min(span[0], len(text))), max(0, min(span[1], len(text)))
    first = _begins(text, start)
    last = _ends(text, end)
    return Quote(_line(text[first:start]).lstrip(), clean(text[start:end]), _line(text[end:last]).rstrip())


def _begins(text: str, at: int) -> int:
    floor = max(0, at - _REACH)
    found = floor
    for stop in _END.finditer(text, floor, at):
        if not _TITLES.search(text[floor : stop.start() + 2]):
            found = stop.end()
    return found


def _ends(text: str, at: int) -> int:
    ceiling = min(len(text), at + _REACH)
    for stop in _END.finditer(text, max(0, at - 1), ceiling):
        if stop.end() > at and not _TITLES.search(text[max(0, at - 20) : stop.start() + 2]):
            return stop.end()
    return ceiling


def _line(text: str) -> str:
    """One line that keeps a blank at its ends, so that the parts can be set one after another."""
    told = clean(text)
    lead = " " if text[:1].isspace() and told else ""
    tail = " " if text[-1:].isspace() and told else ""
    return f"{lead}{told}{tail}" if told else (" " if text else "")
