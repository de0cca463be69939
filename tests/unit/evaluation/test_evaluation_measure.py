"""Counting: precision and recall, distances, tokens under spans, and the best pairing against brute force."""

import itertools

import pytest
from evaluation.measure import Share, Tally, align, distance_km, number, point, token_starts
from hypothesis import given
from hypothesis import strategies as st


def test_tally_counts_over_several_documents():
    tally = Tally()
    tally.add({1, 2, 3}, {2, 3, 4, 5})
    tally.add({1}, set())
    assert (tally.precision, tally.recall) == (2 / 4, 2 / 4)
    assert tally.f1 == pytest.approx(0.5)


def test_empty_tally_scores_nothing_instead_of_failing():
    assert Tally().scores("x") == {"x P": 0.0, "x R": 0.0, "x F1": 0.0}
    assert Share().value == 0.0


def test_distance_of_one_degree_of_latitude():
    assert distance_km((10.0, 20.0), (11.0, 20.0)) == pytest.approx(111.2, abs=0.1)
    assert distance_km((0.0, 179.9), (0.0, -179.9)) == pytest.approx(22.2, abs=0.1)


def test_tokens_of_discontinuous_spans_are_counted_once():
    text = "Troops, she said, had left."
    assert token_starts(text, [(0, 7), (0, 6), (18, 27)]) == {0, 6, 18, 22, 26}


gains = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0.0, 0.0, 1.0, 2.0, 3.5]), min_size=columns, max_size=columns),
        min_size=1,
        max_size=4,
    )
)


@given(gains)
def test_alignment_is_one_to_one_and_no_pairing_does_better(gain):
    pairs = align(gain)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    size = max(len(gain), len(gain[0]))
    padded = [[*row, *[0.0] * (size - len(row))] for row in gain] + [[0.0] * size] * (size - len(gain))
    best = max(sum(padded[r][c] for r, c in enumerate(order)) for order in itertools.permutations(range(size)))
    assert sum(gain[row][column] for row, column in pairs) == pytest.approx(best)


def test_alignment_of_nothing():
    assert align([]) == [] == align([[]])


def test_cells_that_hold_no_number():
    assert (number(" 7 "), number("Unknown"), number(None)) == (7, None, None)
    assert (point("1.5", "2"), point("11.9, 24.9", "")) == ((1.5, 2.0), None)
