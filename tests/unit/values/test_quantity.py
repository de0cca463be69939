"""Arithmetic on counts as told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from counterclaim.records.reading import Quantity
from counterclaim.values import quantity

DOZENS = Quantity(24, 24, 99)
bounds = some.one_of(some.none(), some.integers(0, 10_000))
quantities = some.builds(
    lambda low, more, open_low, open_high, hedged: Quantity(
        None if open_low else low, low, None if open_high else low + more, hedged
    ),
    some.integers(0, 5000),
    some.integers(0, 5000),
    some.booleans(),
    some.booleans(),
    some.booleans(),
)


def test_words_of_bound() -> None:
    four = quantity.exact(4)
    assert quantity.at_least(four) == (4, 4, None, False)
    assert quantity.more_than(four) == (5, 5, None, False)
    assert quantity.up_to(four) == (None, 4, 4, False)
    assert quantity.fewer_than(four) == (None, 3, 3, False)
    assert quantity.hedged(four) == (4, 4, 4, True)


def test_a_sum_is_open_where_a_part_is() -> None:
    assert quantity.combine([quantity.exact(2), quantity.at_least(quantity.exact(3))]) == (5, 5, None, False)
    assert quantity.combine([]) == (0, 0, 0, False)


def test_several_hundred() -> None:
    assert quantity.times(Quantity(3, 3, 9), 100) == (300, 300, 900, False)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (quantity.exact(4), quantity.exact(4), True),
        (quantity.exact(4), quantity.exact(7), False),
        (quantity.at_least(quantity.exact(3)), quantity.exact(7), True),
        (quantity.at_least(quantity.exact(3)), quantity.exact(2), False),
        (DOZENS, quantity.exact(30), True),
        (DOZENS, quantity.exact(12), False),
        (quantity.hedged(quantity.exact(200)), quantity.exact(190), True),
        (quantity.up_to(quantity.exact(20)), quantity.exact(21), False),
    ],
)
def test_compatible_when_some_number_satisfies_both(one: Quantity, other: Quantity, agree: bool) -> None:
    assert quantity.compatible(one, other) is agree
    assert quantity.compatible(other, one) is agree


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (quantity.exact(4), "4"),
        (quantity.at_least(quantity.exact(3)), "at least 3"),
        (quantity.up_to(quantity.exact(20)), "up to 20"),
        (quantity.hedged(quantity.exact(1500)), "about 1,500"),
        (DOZENS, "24-99"),
        (Quantity(None, None, None), "number unknown"),
    ],
)
def test_shown_to_people(told: Quantity, words: str) -> None:
    assert quantity.show(told) == words


@given(quantities, quantities)
def test_an_envelope_agrees_with_both(one: Quantity, other: Quantity) -> None:
    both = quantity.envelope(one, other)
    assert quantity.compatible(both, one)
    assert quantity.compatible(both, other)


@given(quantities, quantities)
def test_comparing_is_antisymmetric(one: Quantity, other: Quantity) -> None:
    assert quantity.compare(one, other) == -quantity.compare(other, one)
