"""How the figures of one telling hang together: which repeat, which are parts, which are added to a sum.

    a figure | known already: repeated | listed with, or "more" than, those before: added | fewer of the same: a part
    | people of another kind: added | else a figure of its own
A sum is an entry of its own over the words of its parts, unless the parts are sides of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from counterclaim.account.figures import Figure, Whole
from counterclaim.account.living import living
from counterclaim.codebook.agents import agents
from counterclaim.records.account import Toll, Words
from counterclaim.records.reading import Quantity

_NEAR = 8
_NEXT = 1
"""Sentences on in which one more of many is told; further on he is one of them."""
_LONGEST = 200
_WIDE = frozenset({"civilian"})
_ANY = _WIDE | {""}
_FORCES = frozenset({"military", "police"})
_HELD = frozenset({"captured", "detained", "abducted"})


class Sums:
    """The figures of one account, added in text order; `sentence` numbers the sentence of an offset."""

    def __init__(self, sentence: Callable[[int], int]) -> None:
        self._sentence = sentence
        self._wholes: list[Whole] = []
        self._home: dict[tuple[int, int], Whole] = {}
        self._latest: Figure | None = None

    def add(self, figure: Figure, position: tuple[int, int]) -> None:
        """Take in one figure; `position`: its mention's index in the reading, to which parts refer, and whose turn
        it is among those who tell it together."""
        if figure.harm.subset is not None:
            subset = figure.harm.subset
            whole = self._home.get((subset, position[1])) or self._home.get((subset, 0))
            if whole is not None:
                whole.parts.append(figure)
                self._home[position] = whole
                return
        whole = self._place(figure)
        self._home[position] = whole
        self._latest = figure

    def _place(self, figure: Figure) -> Whole:
        """The whole that a figure belongs to, made where there is none."""
        rivals = [w for w in self._wholes if _comparable(w.last.entry, figure.entry)]
        for whole in reversed(rivals):
            if self._added(whole, figure):
                whole.figures.append(figure)
                return whole
            if _repeated(whole, figure):
                whole.sure = whole.sure or not figure.harm.faint
                return whole
            if _is_part(whole, figure):
                whole.parts.append(figure)
                return whole
        made = Whole([figure])
        for whole in rivals:
            single = len(whole.figures) == 1 and whole.quantity[:3] == (1, 1, 1) and not figure.entry.cumulative
            if (
                single
                and not figure.harm.more
                and whole.last.entry.harm == figure.entry.harm
                and _is_part(made, whole.last)
            ):
                self._wholes.remove(whole)  # "a soldier ... three people were killed": the one is among the three
                made.parts += [*whole.figures, *whole.parts]
                self._home = {n: made if home is whole else home for n, home in self._home.items()}
        self._wholes.append(made)
        return made

    def _added(self, whole: Whole, figure: Figure) -> bool:
        """Whether a figure counts other people of the same telling."""
        last, count = whole.last, figure.entry.quantity
        if count.best == 0 or last.entry.quantity.best == 0 or not _one_voice(last, figure):
            return False
        if any(_foes(told.group, figure.group) for told in whole.figures):
            return False
        vague = count.low != count.high and any(count[:3] == f.entry.quantity[:3] for f in whole.figures)
        if vague and last.harm.trigger != figure.harm.trigger:
            return False  # "several men ... several more men": the same several as far as the words tell
        if last.harm.trigger == figure.harm.trigger:
            return not figure.harm.known or figure.harm.number != last.harm.number
        if figure.harm.known or figure.entry.cumulative:
            return False
        away = self._sentence(figure.harm.number[0]) - self._sentence(last.harm.number[0])
        near = away <= _NEAR
        single = figure.entry.quantity[:3] == (1, 1, 1) and len(whole.figures) == 1 and whole.quantity[:3] != (1, 1, 1)
        if figure.harm.more and near:
            if _filled(whole, figure) or self._others_told(whole, figure):
                return False
            return away <= _NEXT or not single  # the dead one by one, after their number: "her son was also killed"
        return near and not single and all(_distinct(told.group, figure.group) for told in whole.figures)

    def _others_told(self, whole: Whole, figure: Figure) -> bool:
        """Whether "three others" are others than those of another harm told right before, and as many as known."""
        before, count = self._latest, figure.entry.quantity
        if any(f.harm.more and f.entry.quantity[:3] == count[:3] for f in whole.figures):
            return True
        if before is None or before.entry.harm == figure.entry.harm:
            return False
        here = self._sentence(before.harm.number[0]) == self._sentence(figure.harm.number[0])
        most = whole.quantity.high or whole.quantity.best or 0
        return (here or whole.last.harm.faint) and (count.best or 0) <= most

    def entries(self) -> list[Toll]:
        """Every entry, a sum before its parts, in text order of the wholes."""
        made: list[Toll] = []
        for whole in living(self._wholes, self._sentence):
            at = len(made)
            if _apart(whole):
                made += [f.entry for f in whole.figures]
                made += [replace(f.entry, subset_of=at) for f in whole.parts]
            else:
                made.append(_sum(whole))
                made += [replace(f.entry, subset_of=at) for f in [*whole.figures, *whole.parts]]
        return made


def _apart(whole: Whole) -> bool:
    """Whether the figures of a whole stay entries of their own: one alone, sides of a fight, or different harms."""
    sides = [f.entry.of for f in whole.figures]
    different = None not in sides and len(set(sides)) == len(sides)
    return len(whole.figures) == 1 or different or len({f.entry.harm for f in whole.figures}) > 1


def _sum(whole: Whole) -> Toll:
    """One entry over all figures of a whole; what they do not share is not told."""
    told = [f.entry for f in whole.figures]
    span = min(t.words.span[0] for t in told), max(t.words.span[1] for t in told)
    span = span if span[1] - span[0] <= _LONGEST else told[-1].words.span
    return replace(
        told[0],
        quantity=whole.quantity,
        of=told[0].of if len({t.of for t in told}) == 1 else None,
        category=told[0].category if len({t.category for t in told}) == 1 else "unknown",
        hedged=any(t.hedged for t in told),
        words=Words("", span),
    )


def _one_voice(one: Figure, other: Figure) -> bool:
    """Whether one holder tells both, or the report adds to what it relays: "also detained two"."""
    holders = {one.entry.holder, other.entry.holder}
    return len(holders) == 1 or (other.harm.more and "report" in holders)


def _comparable(one: Toll, other: Toll) -> bool:
    """Whether two figures may be of the same people: one harm, or two words for being held."""
    return one.scope == other.scope and (one.harm == other.harm or {one.harm, other.harm} <= _HELD)


def _filled(whole: Whole, figure: Figure) -> bool:
    """Whether a figure goes on with the parts of a whole: "five shot: ... two children ... and three others"."""
    told = sum(f.entry.quantity.best or 0 for f in [*whole.parts, figure])
    return bool(whole.parts) and len(whole.figures) == 1 and told <= (whole.quantity.best or 0)


def _repeated(whole: Whole, figure: Figure) -> bool:
    """Whether a figure tells people again who were counted: the same number, one that makes a vague one exact,
    or people told before ("the two men", "he")."""
    count, told = figure.entry.quantity, [whole.quantity, *(f.entry.quantity for f in whole.figures)]
    if figure.harm.known and (count.best or 0) <= (whole.quantity.high or whole.quantity.best or 0):
        return True
    if whole.last.entry.harm != figure.entry.harm and count[:3] != (1, 1, 1):
        return False
    if whole.last.entry.holder != figure.entry.holder or not _agree(whole.last.entry.of, figure.entry.of):
        return False
    if any(count[:3] == other[:3] for other in told):
        return True
    if len(whole.figures) == 1 and _within(count, whole.quantity):
        whole.figures = [figure]
        return True
    return any(_within(other, count) for other in told)


def _within(count: Quantity, vague: Quantity) -> bool:
    """Whether an exact count is a closer telling of a vague one: eight for "several"."""
    exact = count.low is not None and count.low == count.high
    bounded = vague.low is not None and vague.high is not None and vague.low < vague.high
    return exact and bounded and (vague.low or 0) <= (count.low or 0) <= (vague.high or 0)


def _agree(one: str | None, other: str | None) -> bool:
    return one == other or one is None or other is None


def _foes(one: str, other: str) -> bool:
    """Whether two kinds of fighters are of two sides: nobody adds soldiers and the militants whom they killed."""
    kinds = {agents()[name].kind for name in (one, other) if name in agents()}
    return "armed_group" in kinds and not kinds.isdisjoint(_FORCES)


def _distinct(one: str, other: str) -> bool:
    """Whether two kinds of people share none: soldiers and children; not people and children."""
    return bool(one and other) and one != other and not {one, other} & _WIDE


def _is_part(whole: Whole, figure: Figure) -> bool:
    """Whether a smaller figure counts some of those counted: told by one holder, or the children of the civilians."""
    most = whole.quantity.high or whole.quantity.best or 0
    count = figure.entry.quantity.best or 0
    single = figure.entry.quantity[:3] == (1, 1, 1)
    kind = figure.group not in _ANY and figure.entry.category == "civilian"
    mine = whole.last.entry.holder == figure.entry.holder or single or kind
    if not mine or not 0 < count <= most or not _agree(whole.last.entry.of, figure.entry.of):
        return False
    return single or (whole.last.group in ({""} if not kind else _ANY) and whole.last.group != figure.group)
