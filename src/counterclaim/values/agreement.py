"""Krippendorff's alpha: how far coders agree beyond what chance would give, with values left out allowed.

Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): 1 - observed disagreement / expected disagreement,
over pairs of values that different coders gave to one unit; each unit's pairs weigh as much as it has values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

Value = TypeVar("Value", bound=Hashable)
Distance = Callable[[Value, Value], float]


class Agreement(NamedTuple):
    """`units` that two coders or more gave a value, how many of these they agree on, and alpha.

    Alpha is None where there is no unit, or where all values are one and the same: then nothing tells agreement
    from coders who always write that.
    """

    units: int
    agreed: int
    alpha: float | None


def nominal(one: Hashable, other: Hashable) -> float:
    """The distance of names: none or all."""
    return float(one != other)


def interval(one: float, other: float) -> float:
    """The distance of figures and days: the square of their difference."""
    return float(one - other) ** 2


def agreement(units: Iterable[Sequence[Value]], distance: Distance[Value]) -> Agreement:
    """Agreement over units, each the values that its coders gave it; a unit with one value counts for nothing."""
    paired = [values for values in units if len(values) > 1]
    agreed = sum(len(set(values)) == 1 for values in paired)
    many = sum(len(values) for values in paired)
    observed = sum(_apart(Counter(values), distance) / (len(values) - 1) for values in paired)
    expected = _apart(Counter(value for values in paired for value in values), distance)
    alpha = 1 - (many - 1) * observed / expected if expected else None
    return Agreement(len(paired), agreed, alpha)


def _apart(counts: Counter[Value], distance: Distance[Value]) -> float:
    """The sum of distances over all ordered pairs of values."""
    told = list(counts.items())
    return sum(many * others * distance(one, other) for one, many in told for other, others in told if one != other)
