"""Parts those told only as shot or hit: "five were shot, one fatally" is five casualties, one dead and four hurt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.account.figures import Figure, Whole
from counterclaim.records.account import Words
from counterclaim.records.reading import Quantity

_LONGEST = 200
_FEWEST = 2
"""Of one alone who was shot and one who died, the words tell whether they are the same (read/harm_same.py)."""


def living(told: Sequence[Whole], sentence: Callable[[int], int]) -> list[Whole]:
    """The wholes, with those who were struck as casualties where some of them died, and those who live."""
    dead = [whole for whole in told if whole.last.entry.harm == "killed"]
    made: list[Whole] = []
    for whole in told:
        if _struck(whole):
            others = [one.quantity.best for one in told if one is not whole and one.last.entry.harm == "injured"]
            made += _parted(whole, _dead_of(whole, dead, sentence), others)
        else:
            made.append(whole)
    return made


def _struck(whole: Whole) -> bool:
    """Whether a whole is of people told as struck, by number, and in no words for the living."""
    exact = whole.quantity.low == whole.quantity.high and (whole.quantity.low or 0) >= _FEWEST
    faint = all(figure.harm.faint and not figure.harm.more for figure in whole.figures)
    return whole.last.entry.harm == "injured" and exact and faint and not whole.sure


def _dead_of(whole: Whole, dead: Sequence[Whole], sentence: Callable[[int], int]) -> Figure | None:
    """The figure of the dead that may be of those struck: the most, not told before in the sentence."""
    struck, first = whole.last, whole.figures[0].harm
    found = [
        _as(one.last, quantity=one.quantity)
        for one in dead
        if one.last.entry.scope == struck.entry.scope
        and not (struck.entry.of and one.last.entry.of and struck.entry.of != one.last.entry.of)
        and not (one.last.harm.number < first.number and sentence(one.last.harm.number[0]) == sentence(first.number[0]))
    ]
    return max(found, key=lambda one: one.entry.quantity.best or 0, default=None)


def _parted(whole: Whole, dead: Figure | None, others: Sequence[int | None]) -> list[Whole]:
    """Those struck and, where no other figure tells them, those of them who live; as it was where the dead are more."""
    count = 0 if dead is None else dead.entry.quantity.best or 0
    struck = whole.quantity.low or 0
    if dead is None or dead.entry.quantity.low != dead.entry.quantity.high or not 0 < count <= struck:
        return [whole]
    if count == struck:
        return []
    left = struck - count
    hurt = next((part for part in whole.parts if part.entry.quantity[:3] == (left, left, left)), None)
    rest = [part for part in whole.parts if part is not hurt and (part.entry.quantity.best or 0) <= left]
    figures = [_as(figure, harm="casualties") for figure in whole.figures]
    if left in others:
        return [Whole(figures, rest)]
    return [Whole(figures), Whole([hurt or _left(whole, dead, left)], rest)]


def _left(whole: Whole, dead: Figure, left: int) -> Figure:
    """The figure of those who live, which no words tell: from the number of those struck to that of the dead."""
    last = whole.last
    start = min(last.entry.words.span[0], dead.entry.words.span[0])
    end = max(last.entry.words.span[1], dead.entry.words.span[1])
    words = Words("", (start, end)) if end - start <= _LONGEST else last.entry.words
    return _as(last, quantity=Quantity(left, left, left, whole.quantity.hedged), words=words)


def _as(figure: Figure, **changes: Any) -> Figure:
    return figure._replace(entry=replace(figure.entry, **changes))
