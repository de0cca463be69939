"""Arithmetic on counts as told: adding, comparing and showing bounds that may be open."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.records.reading import Quantity

NONE = Quantity(0, 0, 0)


def exact(number: int) -> Quantity:
    """A count told plainly."""
    return Quantity(number, number, number)


def at_least(base: Quantity) -> Quantity:
    """ "At least four": nothing is said of the most."""
    return base._replace(best=base.low, high=None)


def more_than(base: Quantity) -> Quantity:
    """ "More than 40": 41 or higher."""
    low = None if base.low is None else base.low + 1
    return base._replace(low=low, best=low, high=None)


def up_to(base: Quantity) -> Quantity:
    """ "Up to 20": nothing is said of the least."""
    return base._replace(low=None, best=base.high, high=base.high)


def fewer_than(base: Quantity) -> Quantity:
    """ "Fewer than 20": 19 or lower, and no less than none."""
    high = None if base.high is None else max(base.high - 1, 0)
    return base._replace(low=None, best=high, high=high)


def hedged(base: Quantity) -> Quantity:
    """ "About 30": the number itself, marked as loosely told."""
    return base._replace(hedged=True)


def span(low: Quantity, high: Quantity) -> Quantity:
    """ "Between 10 and 15": from the one to the other, best the lower as the coding rules have it."""
    return Quantity(low.low, low.best, high.high, low.hedged or high.hedged)


def times(base: Quantity, factor: int) -> Quantity:
    """ "Several hundred": every bound times the factor."""
    low, best, high = (None if bound is None else bound * factor for bound in base[:3])
    return base._replace(low=low, best=best, high=high)


def combine(parts: Iterable[Quantity]) -> Quantity:
    """The sum of counts of different people: a bound is open as soon as one part leaves it open."""
    total = NONE
    for part in parts:
        total = Quantity(
            _plus(total.low, part.low),
            _plus(total.best, part.best),
            _plus(total.high, part.high),
            total.hedged or part.hedged,
        )
    return total


def envelope(one: Quantity, other: Quantity) -> Quantity:
    """The least and the most that either allows, best the higher best."""
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    bests = [best for best in (one.best, other.best) if best is not None]
    return Quantity(low, max(bests) if bests else None, high, one.hedged or other.hedged)


def compatible(one: Quantity, other: Quantity) -> bool:
    """Whether some number satisfies both; a hedged number stands for itself and a tenth either side."""
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    return low <= other_high and other_low <= high


def compare(one: Quantity, other: Quantity) -> int:
    """-1, 0 or 1 as the first is told as lower than, as much as or more than the second, by best then by bounds."""
    left, right = _key(one), _key(other)
    return (left > right) - (left < right)


def is_exact(quantity: Quantity) -> bool:
    """Whether one number and no other was told."""
    return quantity.low is not None and quantity.low == quantity.high and not quantity.hedged


def show(quantity: Quantity) -> str:
    """For people: "4", "about 30", "at least 3", "up to 20", "24-99", "number unknown"."""
    low, best, high, loosely = quantity
    about = "about " if loosely else ""
    if low is None and high is None:
        return "number unknown" if best is None else f"{about}{best:,}"
    if high is None:
        return f"{about}at least {low:,}"
    if low is None:
        return f"{about}up to {high:,}"
    return f"{about}{low:,}" if low == high else f"{about}{low:,}-{high:,}"


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _bounds(quantity: Quantity) -> tuple[float, float]:
    low = 0 if quantity.low is None else quantity.low
    high = float("inf") if quantity.high is None else quantity.high
    return (low * 0.9, high * 1.1) if quantity.hedged else (low, high)


def _key(quantity: Quantity) -> tuple[float, float, float]:
    low = 0 if quantity.low is None else quantity.low
    high = float("inf") if quantity.high is None else quantity.high
    best = quantity.best if quantity.best is not None else low
    return (best, low, high)
