"""Time values as written in marks to intervals of local time, ends inclusive.

    2026-03-04          a day             2026-03-04TNI   a night (MO morning, AF afternoon, EV evening)
    2026-03-04T14:30    a minute          2026-03-04T14   an hour
    2026-W10  2026-03  2026               a week, a month, a year
    A/B                 from the beginning of A to the end of B
    PAST_REF            a time that no calendar holds ("in recent weeks"): never that of an account
An exclamation mark at the end says that all of it is meant: `2026-03-02/2026-03-04!`.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from training.corpus_tools.marks import FormatError

_PARTS = {"MO": ("06:00", "12:00"), "AF": ("12:00", "18:00"), "EV": ("18:00", "23:59"), "NI": ("18:00", "06:00")}
_VAGUE = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
_FINENESS = ("hour", "part_of_day", "day", "days", "week", "month", "months", "year", "unknown")


class Told(NamedTuple):
    """What a time value means; start and end are None for what no calendar holds."""

    start: str | None
    end: str | None
    precision: str
    extent: str = "within"


def read(value: str) -> Told:
    """The interval of a value; raises FormatError where it is none."""
    bare = value.removesuffix("!")
    extent = "throughout" if bare != value else "within"
    if bare in _VAGUE:
        return Told(None, None, "unknown", extent)
    first, slash, last = bare.partition("/")
    try:
        found = _range(_single(first), _single(last)) if slash else _single(first)
    except ValueError as error:
        raise FormatError(f"{value!r} is no time: {error}") from None
    if found.start is None or found.end is None or found.start > found.end:
        raise FormatError(f"{value!r} ends before it begins")
    return found._replace(extent=extent)


def fineness(told: Told) -> int:
    """Smaller is finer: an account's time is the finest that is marked for it."""
    return _FINENESS.index(told.precision)


def _single(value: str) -> Told:
    if re.fullmatch(r"\d{4}", value):
        return Told(f"{value}-01-01", f"{value}-12-31", "year")
    if re.fullmatch(r"\d{4}-\d\d", value):
        days = calendar.monthrange(int(value[:4]), int(value[5:]))[1]
        return Told(f"{value}-01", f"{value}-{days:02}", "month")
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return Told(monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "week")
    day = date.fromisoformat(value[:10])
    rest = value[10:]
    if not rest:
        return Told(value, value, "day")
    if rest[1:] in _PARTS:
        start, end = _PARTS[rest[1:]]
        last = day + timedelta(days=end < start)
        return Told(f"{day}T{start}", f"{last}T{end}", "part_of_day")
    if re.fullmatch(r"T([01]\d|2[0-3])", rest):
        return Told(f"{value}:00", f"{value}:59", "hour")
    if re.fullmatch(r"T([01]\d|2[0-3]):[0-5]\d", rest):
        return Told(value, value, "hour")
    raise ValueError("see the coding manual for the ways to write one")


def _range(first: Told, last: Told) -> Told:
    units = {first.precision, last.precision}
    if units <= {"hour", "part_of_day"} and first.start and last.end:
        near = date.fromisoformat(last.end[:10]) - date.fromisoformat(first.start[:10]) <= timedelta(days=1)
        return Told(first.start, last.end, "part_of_day" if near else "days")
    precision = "days" if units & {"day", "hour", "part_of_day", "week"} else "months" if "month" in units else "year"
    return Told(first.start, last.end, precision)
