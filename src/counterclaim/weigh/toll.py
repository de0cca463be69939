"""Figures by many holders to one low, best and high, by a rule book, with the part that each figure had in it.

figures | those that stand | by side | low, best, high of each side | summed over the sides
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from counterclaim.codebook.rules import RuleBook
from counterclaim.records.incident import Figure, Step, Tally
from counterclaim.records.reading import Quantity
from counterclaim.values.quantity import NONE, combine
from counterclaim.values.sides import of_side
from counterclaim.weigh.figures import standing_figures

HARMS = ("killed", "injured", "casualties", "missing", "captured", "abducted", "detained", "displaced")


def tallies(found: Sequence[Figure], parties: Collection[str], book: RuleBook) -> tuple[Tally, ...]:
    """One tally for each kind of harm told; `parties` are the holders that have a side in it."""
    stand, aside = standing_figures(found)
    made = []
    for harm in HARMS:
        mine = [figure for figure in stand if figure.harm == harm]
        if mine:
            quantity, steps = _tally(mine, parties, book)
            rest = [step for step in aside if step.figure.harm == harm]
            made.append(Tally(harm, quantity, tuple(mine), (*steps, *rest)))
    return tuple(made)


def voice(figure: Figure, parties: Collection[str]) -> str:
    """Which of the rule book's voices a figure has: a party on its own people, on the other side's, or another's."""
    holder = figure.holder
    if holder in {"medical", "witness", "local", "report", "unnamed"}:
        return str(holder)
    if holder is None:
        return "unnamed"
    if figure.of is not None and of_side(figure.of, holder):
        return "own"
    return "enemy" if holder in parties else "independent"


def _tally(mine: Sequence[Figure], parties: Collection[str], book: RuleBook) -> tuple[Quantity, list[Step]]:
    sides = by_side(mine)
    weighed = {side: weighed_side(told, parties, book) for side, told in sides.items()}
    total = summed(weighed)[0][None]
    steps = []
    for side, told in sides.items():
        low, best, high = weighed[side][:3]
        for figure in told:
            says = voice(figure, parties)
            use = "counted" if _number(figure.quantity, book) in {low, best, high} else "left out"
            name = side or "people of no side told"
            steps.append(Step(figure, use, f"{says} voice on {name}: {book.name} takes {_bounds(low, best, high)}"))
    return total, steps


def by_side(told: Iterable[Figure]) -> dict[str | None, list[Figure]]:
    """Figures by whose people they count, in the order told."""
    found: dict[str | None, list[Figure]] = {}
    for figure in told:
        found.setdefault(figure.of, []).append(figure)
    return found


def summed(weighed: Mapping[str | None, Quantity]) -> tuple[dict[str | None, Quantity], dict[str | None, list[str]]]:
    """The figure of each side and of the whole (None), and the sides that are the parts of each.

    A side's is its own figure, or the sum over its parts where that is more: "20 dead" and "5 soldiers" are 20.
    """
    below: dict[str | None, list[str]] = {}
    for side in weighed:
        if side is not None:
            below.setdefault(_parent_of(side, weighed) if len(weighed) > 1 else None, []).append(side)
    totals: dict[str | None, Quantity] = {}
    _sum_up(None, weighed, below, totals)
    return totals, below


def _sum_up(
    side: str | None,
    weighed: Mapping[str | None, Quantity],
    below: Mapping[str | None, Sequence[str]],
    totals: dict[str | None, Quantity],
) -> Quantity:
    parts = [_sum_up(other, weighed, below, totals) for other in below.get(side, ())]
    own = weighed.get(side)
    if not parts:
        found = NONE if own is None else own
    else:
        found = combine(parts)
        if own is not None:
            low, best, high = (_larger(one, other) for one, other in zip(own[:3], found[:3], strict=True))
            found = Quantity(low, best, high)
    totals[side] = found
    return found


def _parent_of(side: str, weighed: Iterable[str | None]) -> str | None:
    """The side that a side is part of, of those told: an army of its country; None for the whole."""
    above = [other for other in weighed if other is not None and other != side and of_side(side, other)]
    return max(above, key=len) if above else None


def _larger(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)


def weighed_side(told: Sequence[Figure], parties: Collection[str], book: RuleBook) -> Quantity:
    """Low, best and high of the figures told of one side, as the rule book chooses among them."""
    best = _chosen(told, parties, book)
    low, high = best, best
    if book.low != book.best:
        low = _least([each for each in (_bound(one.quantity, book, 0) for one in told) if each is not None] or [best])
    if book.high != book.best:
        highs = [_bound(one.quantity, book, 2) for one in told]
        high = None if None in highs else _most(highs)
    if best is not None and low is not None:
        low = min(low, best)
    if best is not None and high is not None:
        high = max(high, best)
    return Quantity(low, best, high)


def _chosen(told: Sequence[Figure], parties: Collection[str], book: RuleBook) -> int | None:
    if len(told) == 1:
        return _number(told[0].quantity, book)
    if book.best == "trusted":
        return _number(_trusted(told, parties, book).quantity, book)
    bests = [_number(figure.quantity, book) for figure in told]
    return _least(bests) if book.best == "lowest" else _most(bests)


def _trusted(told: Sequence[Figure], parties: Collection[str], book: RuleBook) -> Figure:
    """The figure of the voice that the rule book trusts most; then the most origins, the newest, the lower."""
    rank = {each: place for place, each in enumerate(book.trust)}
    support = {
        figure.quantity: len({other.origin for other in told if other.quantity == figure.quantity}) for figure in told
    }

    def order(figure: Figure) -> tuple[int, int, int, int]:
        day = int((figure.published or "0")[:10].replace("-", "") or 0)
        number = _number(figure.quantity, book)
        return (rank.get(voice(figure, parties), len(rank)), -support[figure.quantity], -day, number or 0)

    return min(told, key=order)


def _number(quantity: Quantity, book: RuleBook) -> int | None:
    """The one number that a figure stands for in a rule book."""
    if book.vague:
        number = book.vague.get((quantity.low, quantity.high))
        if number is not None:
            return number
    if quantity.best is not None:
        return quantity.best
    return quantity.low if quantity.low is not None else quantity.high


def _bound(quantity: Quantity, book: RuleBook, place: int) -> int | None:
    number = _number(quantity, book)
    return number if number != quantity.best and book.vague else quantity[place]


def _least(numbers: Sequence[int | None]) -> int | None:
    return min((each for each in numbers if each is not None), default=None)


def _most(numbers: Sequence[int | None]) -> int | None:
    return max((each for each in numbers if each is not None), default=None)


def _bounds(*told: int | None) -> str:
    return "/".join("open" if each is None else str(each) for each in told)
