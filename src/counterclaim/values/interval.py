"""Arithmetic on intervals of local time: ISO strings, ends inclusive, None where an end is open.

A moment is a day (`2026-03-04`) or a minute of one (`2026-03-04T18:00`). An interval of whole days is written in
days, any finer one in minutes: a night is `2026-03-03T18:00` to `2026-03-04T06:00`.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

_MINUTE = timedelta(minutes=1)
_HOURS_OF_A_DAY_PART = 12
_DAYS_OF_A_WEEK = 7


class Interval(NamedTuple):
    """First and last moment, both inside; None leaves that end open."""

    start: str | None
    end: str | None


UNKNOWN = Interval(None, None)


@lru_cache(maxsize=4096)
def first_minute(moment: str) -> datetime:
    """The first minute that a moment covers; raises ValueError where it is no moment."""
    return datetime.fromisoformat(moment).replace(tzinfo=None)


@lru_cache(maxsize=4096)
def last_minute(moment: str) -> datetime:
    """The last minute that a moment covers."""
    found = first_minute(moment)
    return found if "T" in moment else found + (timedelta(days=1) - _MINUTE)


def day_of(moment: str) -> date:
    """The calendar day of a moment."""
    return date.fromisoformat(moment[:10])


def is_moment(text: str) -> bool:
    """Whether `text` is a day or a minute as this module writes them."""
    try:
        first_minute(text)
    except ValueError:
        return False
    return len(text) >= 10


def of_days(first: date, last: date | None = None) -> Interval:
    """Whole days, one unless `last` is given."""
    return Interval(first.isoformat(), (last or first).isoformat())


def of_hours(day: date, start: str, end: str) -> Interval:
    """From `start` to `end` (HH:MM) of a day; an end not after the start lies on the next day, 24:00 is 23:59."""
    end = "23:59" if end == "24:00" else end
    last = day + timedelta(days=1) if end < start else day
    return Interval(f"{day.isoformat()}T{start}", f"{last.isoformat()}T{end}")


def of_months(year: int, month: int, count: int = 1) -> Interval:
    """Whole months from the given one on."""
    last_year, last_month = add_months(year, month, count - 1)
    last = calendar.monthrange(last_year, last_month)[1]
    return of_days(date(year, month, 1), date(last_year, last_month, last))


def of_years(first: int, last: int | None = None) -> Interval:
    """Whole calendar years, one unless `last` is given."""
    return of_days(date(first, 1, 1), date(first if last is None else last, 12, 31))


def of_week(day: date, weeks: int = 0) -> Interval:
    """The Monday-to-Sunday week of a day, moved by `weeks`."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return of_days(monday, monday + timedelta(days=6))


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """A year and month moved by `count` months."""
    whole = year * 12 + month - 1 + count
    return whole // 12, whole % 12 + 1


def move_day(day: date, count: int, unit: str) -> date:
    """A day moved by days, weeks, months or years; the 31st becomes the last day of a shorter month."""
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (_DAYS_OF_A_WEEK if unit == "week" else 1))
    year, month = add_months(day.year, day.month, count * (12 if unit == "year" else 1))
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def shift(interval: Interval, days: int) -> Interval:
    """The interval moved by whole days; open ends stay open."""
    start, end = (_moved(moment, days) if moment else None for moment in interval)
    return Interval(start, end)


@lru_cache(maxsize=4096)
def overlaps(one: Interval, other: Interval) -> bool:
    """Whether some minute may lie in both."""
    return _not_after(one.start, other.end) and _not_after(other.start, one.end)


def contains(outer: Interval, inner: Interval) -> bool:
    """Whether every minute of `inner` lies in `outer`; an open end is contained by an open one only."""
    starts = outer.start is None or (inner.start is not None and _begins(outer) <= _begins(inner))
    ends = outer.end is None or (inner.end is not None and _ends(inner) <= _ends(outer))
    return starts and ends


def union(one: Interval, other: Interval) -> Interval:
    """The smallest interval that holds both."""
    start = None if one.start is None or other.start is None else min((one, other), key=_begins).start
    end = None if one.end is None or other.end is None else max((one, other), key=_ends).end
    return Interval(start, end)


def intersection(one: Interval, other: Interval) -> Interval | None:
    """What lies in both, or None where nothing can."""
    if not overlaps(one, other):
        return None
    starts = [interval for interval in (one, other) if interval.start]
    ends = [interval for interval in (one, other) if interval.end]
    start = max(starts, key=_begins).start if starts else None
    end = min(ends, key=_ends).end if ends else None
    return Interval(start, end)


def span_days(interval: Interval) -> float | None:
    """Length in days (a whole day is 1.0), or None where an end is open."""
    if interval.start is None or interval.end is None:
        return None
    return (_ends(interval) - _begins(interval) + _MINUTE) / timedelta(days=1)


@lru_cache(maxsize=4096)
def gap_days(one: Interval, other: Interval) -> float:
    """Days between two intervals, 0.0 where they may meet."""
    if overlaps(one, other):
        return 0.0
    early, late = (one, other) if _not_after(one.end, other.start) else (other, one)
    return (_begins(late) - _ends(early) - _MINUTE) / timedelta(days=1)


def precision(interval: Interval) -> str:
    """The contract's name for how finely an interval tells a time, by its length."""
    days = span_days(interval)
    if days is None or interval.start is None:
        return "unknown"
    if "T" in interval.start:
        hours = days * 24
        return "hour" if hours <= 1.05 else "part_of_day" if hours <= _HOURS_OF_A_DAY_PART + 1 else "day"
    grades = ((1, "day"), (6, "days"), (7, "week"), (27, "days"), (31, "month"), (364, "months"))
    return next((name for most, name in grades if days <= most), "year")


def _moved(moment: str, days: int) -> str:
    return (day_of(moment) + timedelta(days=days)).isoformat() + moment[10:]


def _begins(interval: Interval) -> datetime:
    return first_minute(interval.start) if interval.start else datetime.min


def _ends(interval: Interval) -> datetime:
    return last_minute(interval.end) if interval.end else datetime.max


def _not_after(start: str | None, end: str | None) -> bool:
    return start is None or end is None or first_minute(start) <= last_minute(end)
