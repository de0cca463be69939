"""Counts in words and figures, their bounds, and what is no count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from counterclaim.read.document import Doc
from counterclaim.read.numbers import find_numbers, measure_spans
from counterclaim.records.report import Report

WORDS = (
    "the a at least more than up to about 3 31 4,000 1.2 million hundred two twenty - and or , "
    "dozen dozens of tens few several half no none both km $ percent years old aged one between 10 "
    "15 1995"
)


def told(text: str) -> list[tuple[str, tuple[int | None, int | None, int | None, bool]]]:
    return [(text[slice(*number.span)], tuple(number.quantity)) for number in find_numbers(Doc(Report(text=text)))]


@pytest.mark.parametrize(
    ("text", "words", "low", "best", "high", "hedged"),
    [
        ("Twenty-one people died", "Twenty-one", 21, 21, 21, False),
        ("4,000 people fled", "4,000", 4000, 4000, 4000, False),
        ("1.2 million people fled", "1.2 million", 1_200_000, 1_200_000, 1_200_000, False),
        ("two hundred and fifty-one people fled", "two hundred and fifty-one", 251, 251, 251, False),
        ("a dozen rockets", "a dozen", 12, 12, 12, False),
        ("two dozen drones", "two dozen", 24, 24, 24, False),
        ("half a dozen drones", "half a dozen", 6, 6, 6, False),
        ("a couple of shells", "a couple", 2, 2, 2, False),
        ("several shells", "several", 3, 3, 9, False),
        ("a few shells", "a few", 3, 3, 9, False),
        ("several hundred men", "several hundred", 300, 300, 900, False),
        ("dozens of people", "dozens", 24, 24, 99, False),
        ("scores of people", "scores", 24, 24, 99, False),
        ("tens of thousands fled", "tens of thousands", 10_000, 10_000, 99_999, False),
        ("hundreds of people", "hundreds", 100, 100, 999, False),
        ("at least four soldiers", "at least four", 4, 4, None, False),
        ("no fewer than 12 soldiers", "no fewer than 12", 12, 12, None, False),
        ("20 or more soldiers", "20 or more", 20, 20, None, False),
        ("more than 40 civilians", "more than 40", 41, 41, None, False),
        ("more than two dozen", "more than two dozen", 25, 25, None, False),
        ("up to 20 people", "up to 20", None, 20, 20, False),
        ("as many as 30 people", "as many as 30", None, 30, 30, False),
        ("fewer than ten people", "fewer than ten", None, 9, 9, False),
        ("nearly 200 people", "nearly 200", 200, 200, 200, True),
        ("some 30 people", "some 30", 30, 30, 30, True),
        ("50-odd people", "50-odd", 50, 50, 50, True),
        ("at least some 20 people", "at least some 20", 20, 20, None, True),
        ("between 10 and 15 people", "between 10 and 15", 10, 10, 15, False),
        ("10-15 people", "10-15", 10, 10, 15, False),
        ("two or three people", "two or three", 2, 2, 3, False),
        ("two to three thousand people", "two to three thousand", 2000, 2000, 3000, False),
        ("no casualties were reported", "no", 0, 0, 0, False),
        ("no civilian casualties", "no", 0, 0, 0, False),
        ("none were hurt", "none", 0, 0, 0, False),
        ("both soldiers died", "both", 2, 2, 2, False),
        ("one was killed", "one", 1, 1, 1, False),
        ("many civilians died", "many", None, None, None, False),
        ("AT LEAST 30 SOLDIERS", "AT LEAST 30", 30, 30, None, False),
    ],
)
def test_counts(text: str, words: str, low: int | None, best: int | None, high: int | None, hedged: bool) -> None:
    assert told(text) == [(words, (low, best, high, hedged))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a 27-year-old", "age"),
        ("Ali Reza, 34, a farmer", "age"),
        ("children aged 3 to 12", "age"),
        ("worth $4,000", "money"),
        ("500 euros", "money"),
        ("12.5 percent", "percent"),
        ("40 km away", "distance"),
        ("Flight 752", "name"),
        ("an F-16 jet", "name"),
        ("M23 rebels", "name"),
        ("a 105mm gun", "measure"),
        ("two thirds of them", "fraction"),
        ("three times", "multiple"),
        ("one of the men", "pronoun"),
        ("no one was hurt", "pronoun"),
        ("in 1995", "time"),
        ("on March 3 at 21:30", "time"),
        ("for three days", "time"),
    ],
)
def test_measures_are_no_counts(text: str, kind: str) -> None:
    assert told(text) == []
    assert kind in [name for _, name in measure_spans(Doc(Report(text=text)))]


@pytest.mark.parametrize(
    "text", ["a four-storey house", "the third blast", "a 12-member team", "no longer", "the T-72s"]
)
def test_left_out(text: str) -> None:
    assert told(text) == []


def test_several_in_a_sentence() -> None:
    text = "The army said 12 soldiers, including three officers, died and at least 7 others were hurt."
    assert [words for words, _ in told(text)] == ["12", "three", "at least 7"]


def test_a_date_beside_a_count() -> None:
    text = "LIMA, March 4 - Two soldiers died; on 12 March 30 more, and the number of dead rose to 40."
    assert [words for words, _ in told(text)] == ["Two", "30", "40"]
    assert told("LIMA, March 4 - 12 soldiers died.") == [("12", (12, 12, 12, False))]
    assert told("Team 4 — two of them hurt — withdrew.")[-1] == ("two", (2, 2, 2, False))


@given(some.integers(0, 999_999))
def test_figures_are_read_as_written(number: int) -> None:
    found = told(f"The army counted {number:,} shells.")
    if not 1500 <= number <= 2099:
        assert found[0][1][:3] == (number, number, number)


@given(some.text(max_size=200))
def test_any_text_gets_spans_inside_it(text: str) -> None:
    spans = [number.span for number in find_numbers(Doc(Report(text=text)))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(some.lists(some.sampled_from(WORDS.split()), max_size=30).map(" ".join))
def test_any_row_of_number_words_has_ordered_bounds(text: str) -> None:
    for _, (low, _, high, _) in told(text):
        assert low is None or high is None or low <= high
