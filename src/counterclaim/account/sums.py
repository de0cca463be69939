"""How the figures of one telling hang together: which repeat, which are parts, which are added to a sum.

    a figure | known already: repeated | listed with, or "more" than, those before: added | fewer of the same: a part
    | people of another kind: added | else a figure of its own
A sum is an entry of its own over the words of its parts, unless the parts are sides of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from counterclaim.records.account import Toll, Words
from counterclaim.records.reading import HarmMention, Quantity
from counterclaim.values.quantity import combine

_NEAR = 3
_WIDE = frozenset({"civilian"})


class Figure(NamedTuple):
    """An entry with the mention that it came from; `group` names the kind of people, "" for anybody."""

    entry: Toll
    harm: HarmMention
    group: str
    name: str


@dataclass(slots=True)
class _Whole:
    """Figures that are added up, and the figures that are parts of them."""

    figures: list[Figure]
    parts: list[Figure] = field(default_factory=list)

    @property
    def quantity(self) -> Quantity:
        return combine(f.entry.quantity for f in self.figures)

    @property
    def last(self) -> Figure:
        return self.figures[-1]


class Sums:
    """The figures of one account, added in text order; `sentence` numbers the sentence of an offset."""

    def __init__(self, sentence: Callable[[int], int]) -> None:
        self._sentence = sentence
        self._wholes: list[_Whole] = []
        self._home: dict[int, _Whole] = {}

    def add(self, figure: Figure, position: int) -> None:
        """Take in one figure; `position` is its mention's index in the reading, to which parts refer."""
        if figure.harm.subset is not None:
            whole = self._home.get(figure.harm.subset)
            if whole is not None:
                whole.parts.append(figure)
                self._home[position] = whole
                return
        whole = self._place(figure)
        self._home[position] = whole

    def _place(self, figure: Figure) -> _Whole:
        rivals = [w for w in self._wholes if _comparable(w.last.entry, figure.entry)]
        for whole in reversed(rivals):
            if self._added(whole, figure):
                whole.figures.append(figure)
                return whole
            if self._repeated(whole, figure):
                return whole
            if _is_part(whole, figure):
                whole.parts.append(figure)
                return whole
        made = _Whole([figure])
        for whole in rivals:
            if (
                _is_part(made, whole.last)
                and len(whole.figures) == 1
                and whole.quantity.best == 1
                and not figure.entry.cumulative
            ):
                self._wholes.remove(whole)  # "a soldier ... three people were killed": the one is among the three
                made.parts += [*whole.figures, *whole.parts]
                self._home = {n: made if home is whole else home for n, home in self._home.items()}
        self._wholes.append(made)
        return made

    def _added(self, whole: _Whole, figure: Figure) -> bool:
        last = whole.last
        if figure.entry.quantity.best == 0 or last.entry.quantity.best == 0 or figure.entry.holder != last.entry.holder:
            return False
        if last.harm.trigger == figure.harm.trigger:
            return True
        near = self._sentence(figure.harm.number[0]) - self._sentence(last.harm.number[0]) <= _NEAR
        if figure.harm.more and near and not figure.harm.known:
            return True
        distinct = all(_distinct(told.group, figure.group) for told in whole.figures)
        return distinct and not figure.harm.known and not figure.entry.cumulative

    def _repeated(self, whole: _Whole, figure: Figure) -> bool:
        """Whether a figure tells people again who were counted: the same number, or one who is known."""
        if figure.harm.known and figure.entry.quantity.best == 1 and whole.quantity.best != 0:
            return True
        same = whole.quantity[:3] == figure.entry.quantity[:3] or any(
            f.entry.quantity[:3] == figure.entry.quantity[:3] for f in whole.figures
        )
        return same and whole.last.entry.holder == figure.entry.holder and _agree(whole.last.entry.of, figure.entry.of)

    def entries(self) -> list[Toll]:
        """Every entry, a sum before its parts, in text order of the wholes."""
        made: list[Toll] = []
        for whole in self._wholes:
            sides = [f.entry.of for f in whole.figures]
            if len(whole.figures) == 1 or (None not in sides and len(set(sides)) == len(sides)):
                at = len(made)
                made += [f.entry for f in whole.figures]
                made += [replace(f.entry, subset_of=at) for f in whole.parts]
                continue
            at = len(made)
            made.append(_sum(whole))
            made += [replace(f.entry, subset_of=at) for f in [*whole.figures, *whole.parts]]
        return made


def _sum(whole: _Whole) -> Toll:
    """One entry over all figures of a whole; what they do not share is not told."""
    told = [f.entry for f in whole.figures]
    span = min(t.words.span[0] for t in told), max(t.words.span[1] for t in told)
    return replace(
        told[0],
        quantity=whole.quantity,
        of=told[0].of if len({t.of for t in told}) == 1 else None,
        category=told[0].category if len({t.category for t in told}) == 1 else "unknown",
        hedged=any(t.hedged for t in told),
        words=Words("", span),
    )


def _comparable(one: Toll, other: Toll) -> bool:
    return (one.harm, one.scope) == (other.harm, other.scope)


def _agree(one: str | None, other: str | None) -> bool:
    return one == other or one is None or other is None


def _distinct(one: str, other: str) -> bool:
    """Whether two kinds of people share none: soldiers and children; not people and children."""
    return bool(one and other) and one != other and not {one, other} & _WIDE


def _is_part(whole: _Whole, figure: Figure) -> bool:
    """Whether a smaller figure of the same holder counts some of those counted."""
    most = whole.quantity.high or whole.quantity.best or 0
    count = figure.entry.quantity.best or 0
    single = figure.entry.quantity[:3] == (1, 1, 1)
    mine = whole.last.entry.holder == figure.entry.holder or single
    if not mine or not 0 < count <= most or not _agree(whole.last.entry.of, figure.entry.of):
        return False
    return single or whole.last.group == "" != figure.group
