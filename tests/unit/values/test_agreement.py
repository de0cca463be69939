"""Krippendorff's alpha against the examples that he worked by hand."""

from __future__ import annotations

import pytest

from counterclaim.values.agreement import agreement, interval, nominal

BINARY = ("0100000010", "1110010000")
"""Krippendorff (2011), example A: two observers, yes or no."""
LETTERS = ("aabbdcccedda", "babbbccceddd")
"""The same, example B: two observers, names."""
FOUR = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
"""The same, examples C to E: four observers, values left out."""


def units(coders: tuple) -> list[list]:
    return [[value for value in told if value is not None] for told in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("coders", "distance", "alpha"),
    [(BINARY, nominal, 0.095), (LETTERS, nominal, 0.692), (FOUR, nominal, 0.743), (FOUR, interval, 0.849)],
)
def test_alpha_is_that_of_the_worked_examples(coders: tuple, distance: object, alpha: float) -> None:
    found = agreement(units(coders), distance)
    assert round(found.alpha, 3) == alpha


def test_a_unit_that_one_coder_saw_counts_for_nothing() -> None:
    assert agreement([["a", "a"], ["a", "b"], ["b"], []], nominal) == agreement([["a", "a"], ["a", "b"]], nominal)
    assert agreement([["a", "a"], ["a", "b"]], nominal)[:2] == (2, 1)


def test_values_that_never_vary_tell_no_agreement() -> None:
    assert agreement([["a", "a"], ["a", "a"]], nominal) == (2, 2, None)
    assert agreement([], nominal) == (0, 0, None)


def test_full_agreement_on_values_that_vary_is_one() -> None:
    assert agreement([[1, 1], [7, 7]], interval).alpha == 1.0
