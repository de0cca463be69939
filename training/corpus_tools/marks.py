"""Inline marks of an annotated text: `<q 1>said</q>` to the plain text and the spans that were marked.

A mark is one letter, the ids that it links (comma between them, `-` for none) and, for some letters, a value:
`<w A=2026-03-03TNI>overnight</w>`. Marks nest and never cross. `&lt;`, `&gt;` and `&amp;` stand for `<`, `>` and `&`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.records.report import Span

LETTERS = {
    "s": "source of a statement",
    "q": "cue of a statement: the word of saying",
    "c": "content of a statement",
    "v": "relay: who passes a statement on",
    "h": "channel of a statement",
    "t": "trigger of an account",
    "a": "anchor of an account, where it is not the trigger's sentence",
    "w": "time (when)",
    "p": "place",
    "n": "number",
    "x": "weapon",
    "o": "object that was hit",
    "m": "mention of a participant",
    "k": "words that a claim rests on, where they are not its statement's content",
}
_OPEN = re.compile(r"<([a-z]) ([A-Za-z0-9-]+(?:,[A-Za-z0-9-]+)*)(?:=([^<>\s]+))?>")
_CLOSE = re.compile(r"</([a-z])>")
_STOP = re.compile(r"[<&]")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


class FormatError(ValueError):
    """A file of the corpus that is not written as the format has it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch of the plain text."""

    letter: str
    ids: tuple[str, ...]
    value: str | None
    span: Span


def parse(marked: str) -> tuple[str, list[Mark]]:
    """The plain text and its marks in order of their beginning, outer before inner; raises FormatError."""
    plain: list[str] = []
    length = at = 0
    open_marks: list[tuple[int, int, re.Match[str]]] = []
    found: list[tuple[int, Mark]] = []
    while at < len(marked):
        stop = _STOP.search(marked, at)
        end = stop.start() if stop else len(marked)
        plain.append(marked[at:end])
        length += end - at
        at = end
        if at == len(marked):
            break
        if opening := _OPEN.match(marked, at):
            if opening[1] not in LETTERS:
                raise FormatError(f"{_line(marked, at)}: no mark is called {opening[1]!r}")
            open_marks.append((len(found) + len(open_marks), length, opening))
            at = opening.end()
        elif closing := _CLOSE.match(marked, at):
            if not open_marks or open_marks[-1][2][1] != closing[1]:
                raise FormatError(f"{_line(marked, at)}: {closing[0]} closes nothing that is open")
            order, start, opening = open_marks.pop()
            ids = () if opening[2] == "-" else tuple(opening[2].split(","))
            found.append((order, Mark(opening[1], ids, opening[3], (start, length))))
            at = closing.end()
        else:
            piece, at = _literal(marked, at)
            plain.append(piece)
            length += len(piece)
    if open_marks:
        opening = open_marks[-1][2]
        raise FormatError(f"{_line(marked, opening.start())}: {opening[0]} is never closed")
    return "".join(plain), _ordered("".join(plain), [mark for _, mark in sorted(found, key=lambda one: one[0])])


def write(text: str, marks: Sequence[Mark]) -> str:
    """The text with its marks in it again: what `parse` reads back as the same text and marks."""
    pieces: list[str] = []
    open_marks: list[Mark] = []
    at = 0

    def upto(place: int) -> None:
        nonlocal at
        while open_marks and open_marks[-1].span[1] <= place:
            done = open_marks.pop()
            pieces.append(f"{escape(text[at : done.span[1]])}</{done.letter}>")
            at = done.span[1]
        pieces.append(escape(text[at:place]))
        at = place

    for mark in marks:
        upto(mark.span[0])
        value = f"={mark.value}" if mark.value else ""
        pieces.append(f"<{mark.letter} {','.join(mark.ids) or '-'}{value}>")
        open_marks.append(mark)
    upto(len(text))
    return "".join(pieces)


def escape(text: str) -> str:
    """Plain text as it has to be written between marks."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _literal(marked: str, at: int) -> tuple[str, int]:
    for entity, letter in _ENTITIES.items():
        if marked.startswith(entity, at):
            return letter, at + len(entity)
    if marked[at] == "<":
        raise FormatError(f"{_line(marked, at)}: {marked[at : at + 20]!r} is no mark; write &lt; for the sign itself")
    return "&", at + 1


def _ordered(plain: str, marks: list[Mark]) -> list[Mark]:
    for mark in marks:
        quoted = plain[mark.span[0] : mark.span[1]]
        if not quoted or quoted != quoted.strip() or "\n\n" in quoted and mark.letter != "c":
            raise FormatError(f"<{mark.letter} {','.join(mark.ids)}> marks {quoted!r}: nothing, or blanks at an end")
    return sorted(marks, key=lambda mark: (mark.span[0], -mark.span[1]))


def _line(marked: str, at: int) -> str:
    return f"text line {marked.count(chr(10), 0, at) + 1}"
