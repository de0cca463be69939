"""The days of an incident, as tables want them: first, last, each, the middle of a span."""

from __future__ import annotations

from datetime import date, timedelta

from counterclaim.records.account import When

_WITHIN_A_NIGHT = frozenset({"hour", "part_of_day"})


def first_day(when: When) -> date | None:
    """The day on which it began, or may have at the earliest; a night belongs to the evening."""
    return _day(when.start) or _day(when.end)


def last_day(when: When) -> date | None:
    """The day on which it ended, or may have at the latest."""
    if when.precision in _WITHIN_A_NIGHT and when.extent == "within":
        return first_day(when)
    return _day(when.end) or _day(when.start)


def active_days(when: When) -> int:
    """On how many days it went on: more than one only where it is told to have gone on throughout."""
    first, last = first_day(when), last_day(when)
    if first is None or last is None or when.extent != "throughout" or when.precision in _WITHIN_A_NIGHT:
        return 1
    return max((last - first).days + 1, 1)


def middle_day(when: When) -> date | None:
    """The middle of the days within which it was."""
    first, last = first_day(when), last_day(when)
    if first is None or last is None:
        return None
    return first + timedelta(days=max((last - first).days, 0) // 2)


def _day(moment: str | None) -> date | None:
    try:
        return date.fromisoformat(moment[:10]) if moment else None
    except ValueError:
        return None
