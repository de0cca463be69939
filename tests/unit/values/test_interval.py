"""Arithmetic on intervals of local time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from counterclaim.values import interval
from counterclaim.values.interval import UNKNOWN, Interval

NIGHT = Interval("2026-03-03T18:00", "2026-03-04T06:00")
FOURTH = Interval("2026-03-04", "2026-03-04")
FIFTH = Interval("2026-03-05", "2026-03-05")
days = some.dates(date(1950, 1, 1), date(2050, 12, 31))


def test_a_night_ends_on_the_next_day() -> None:
    assert interval.of_hours(date(2026, 3, 3), "18:00", "06:00") == NIGHT


def test_the_end_of_the_evening_is_the_last_minute_of_its_day() -> None:
    assert interval.of_hours(date(2026, 3, 3), "18:00", "24:00").end == "2026-03-03T23:59"


def test_months_end_on_their_last_day() -> None:
    assert interval.of_months(1995, 1, 4) == ("1995-01-01", "1995-04-30")
    assert interval.of_months(2024, 2) == ("2024-02-01", "2024-02-29")
    assert interval.of_months(2025, 12, 3) == ("2025-12-01", "2026-02-28")


def test_weeks_begin_on_monday() -> None:
    assert interval.of_week(date(2026, 3, 4), -1) == ("2026-02-23", "2026-03-01")


def test_a_moved_day_stays_in_a_shorter_month() -> None:
    assert interval.move_day(date(2026, 3, 31), -1, "month") == date(2026, 2, 28)
    assert interval.move_day(date(2024, 2, 29), 1, "year") == date(2025, 2, 28)


def test_ends_are_inclusive() -> None:
    assert interval.overlaps(NIGHT, FOURTH)
    assert not interval.overlaps(NIGHT, FIFTH)
    assert interval.overlaps(Interval("2026-03-04", "2026-03-05"), FIFTH)


def test_open_ends_overlap_what_lies_on_their_side() -> None:
    since = Interval("2026-03-04", None)
    assert interval.overlaps(since, FIFTH)
    assert not interval.overlaps(since, Interval("2026-03-01", "2026-03-03"))
    assert interval.overlaps(UNKNOWN, FOURTH)


def test_containment_counts_minutes() -> None:
    assert interval.contains(Interval("2026-03-03", "2026-03-04"), NIGHT)
    assert not interval.contains(FOURTH, NIGHT)
    assert interval.contains(UNKNOWN, NIGHT)
    assert not interval.contains(NIGHT, UNKNOWN)


def test_union_keeps_an_open_end_open() -> None:
    assert interval.union(NIGHT, FIFTH) == ("2026-03-03T18:00", "2026-03-05")
    assert interval.union(NIGHT, Interval("2026-03-05", None)).end is None


def test_intersection() -> None:
    assert interval.intersection(NIGHT, FOURTH) == ("2026-03-04", "2026-03-04T06:00")
    assert interval.intersection(NIGHT, FIFTH) is None
    assert interval.intersection(UNKNOWN, FIFTH) == FIFTH


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (NIGHT, "part_of_day"),
        (Interval("2026-03-03T21:30", "2026-03-03T21:30"), "hour"),
        (FOURTH, "day"),
        (Interval("2026-03-04", "2026-03-06"), "days"),
        (Interval("2026-03-02", "2026-03-08"), "week"),
        (Interval("2026-03-01", "2026-03-31"), "month"),
        (Interval("1995-01-01", "1995-04-30"), "months"),
        (Interval("1995-01-01", "1995-12-31"), "year"),
        (Interval("1995-01-01", None), "unknown"),
    ],
)
def test_precision_follows_length(told: Interval, name: str) -> None:
    assert interval.precision(told) == name


def test_what_is_no_moment() -> None:
    assert interval.is_moment("2026-03-04T08:30")
    assert not interval.is_moment("2026-02-30")
    assert not interval.is_moment("yesterday")


@given(days, some.integers(-400, 400))
def test_shifting_keeps_the_length(day: date, count: int) -> None:
    told = interval.of_hours(day, "18:00", "06:00")
    moved = interval.shift(told, count)
    assert interval.span_days(moved) == interval.span_days(told)
    assert interval.shift(moved, -count) == told


@given(days, days, days, days)
def test_a_union_holds_both_and_a_gap_is_where_they_do_not_meet(a: date, b: date, c: date, d: date) -> None:
    one, other = interval.of_days(min(a, b), max(a, b)), interval.of_days(min(c, d), max(c, d))
    both = interval.union(one, other)
    assert interval.contains(both, one)
    assert interval.contains(both, other)
    assert (interval.gap_days(one, other) > 0) == (not interval.overlaps(one, other)) or interval.gap_days(
        one, other
    ) == 0
    assert interval.gap_days(one, other) == interval.gap_days(other, one)


def test_the_last_day_of_the_calendar_has_a_last_minute() -> None:
    last = Interval("9999-12-31", "9999-12-31")
    assert interval.overlaps(last, Interval(None, None))
    assert interval.span_days(last) == 1.0
