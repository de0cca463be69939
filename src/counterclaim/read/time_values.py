"""What a time expression tells, in TIMEX3 and as an interval, for each kind of day, period and offset."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from counterclaim.values import interval
from counterclaim.values.interval import UNKNOWN, Interval

_MONTHS = {"month": 1, "quarter": 3, "months6": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_HOURS = {"hour": 60, "minute": 1, "second": 0}
_MINUTES_OF_A_DAY = 1440
_FEW_DAYS = 5
_LETTER = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE"}
_COMPOUND = {
    "fortnight": (2, "W"),
    "months6": (6, "M"),
    "decade": (10, "Y"),
    "century": (100, "Y"),
    "millennium": (1000, "Y"),
}
_THIRDS = {1: (0, 1), 2: (1, 2), 3: (2, 3)}
_GRADES = {
    "day": "day", "days": "days", "week": "week", "weekend": "days", "month": "month", "months": "months",
    "quarter": "months", "season": "months", "year": "year", "decade": "year", "century": "year",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One reading of a time expression. `grain` is the unit told, `first` the first day of it."""

    type: str = "DATE"
    value: str | None = None
    interval: Interval = UNKNOWN
    precision: str = "unknown"
    extent: str = "within"
    anchor: str = "none"
    grain: str = ""
    first: date | None = None
    core: tuple[int, int] | None = None
    also: tuple[Told, ...] = field(default=())


def day(told: date, anchor: str = "none") -> Told:
    """A calendar day."""
    return Told("DATE", told.isoformat(), interval.of_days(told), "day", "within", anchor, "day", told)


def period(grain: str, told: date, anchor: str = "none") -> Told:
    """The week, month, quarter, year, decade or century that holds a day."""
    value, covered = _PERIODS[grain](told)
    return Told("DATE", value, covered, _GRADES[grain], "within", anchor, grain, interval.day_of(covered.start or ""))


def moved(grain: str, base: date, count: int, anchor: str) -> Told | None:
    """The day or period `count` grains from a day; None beyond the calendar."""
    grain, count = ("week", count * 2) if grain == "fortnight" else (grain, count)
    grain, count = ("month", count * 6) if grain == "months6" else (grain, count)
    try:
        if grain in _DAYS:
            first = base + timedelta(days=count * _DAYS[grain])
            return day(first, anchor) if grain == "day" else period(grain, first, anchor)
        year, month = interval.add_months(base.year, base.month, count * _MONTHS[grain])
        return period(grain, date(year, month, 1), anchor)
    except (ValueError, OverflowError):
        return None


def with_part(told: Told, code: str, start: str, end: str) -> Told:
    """A day narrowed to a part of it; TIMEX3 writes the part as TMO, TNI and so on, or as a clock time."""
    value = f"{told.value}T{code}" if told.value else None
    if told.first is None or told.grain != "day":
        return replace(told, type="TIME", value=value, precision="part_of_day")
    covered = interval.of_hours(told.first, start, end)
    return replace(told, type="TIME", value=value, interval=covered, precision="part_of_day")


def with_clock(told: Told, hour: int, minute: int) -> Told:
    """A day narrowed to a clock time."""
    clock = f"{hour % 24:02}:{minute:02}"
    value = f"{told.value}T{clock}" if told.value else None
    if told.first is None:
        return replace(told, type="TIME", value=value, precision="hour")
    moment = f"{told.first.isoformat()}T{clock}"
    return replace(told, type="TIME", value=value, interval=Interval(moment, moment), precision="hour")


def with_edge(told: Told, third: int, code: tuple[str, str] | None = None) -> Told:
    """The early, middle or late third of a period; of a day the hours that `code` gives."""
    if told.first is None or told.interval.start is None or told.interval.end is None:
        return told
    if told.grain == "day":
        hours = code or ("00:00", "23:59")
        return replace(told, interval=interval.of_hours(told.first, *hours), precision="part_of_day")
    start, end = interval.day_of(told.interval.start), interval.day_of(told.interval.end)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    low, high = _THIRDS[third]
    if months >= 3:
        first = interval.add_months(start.year, start.month, months * low // 3)
        covered = interval.of_months(*first, months * high // 3 - months * low // 3)
        return replace(told, interval=covered, precision="month" if months == 3 else "months")
    days = (end - start).days + 1
    split = 10 if 28 <= days <= 31 else max(days // 3, 1)
    last = end if third == 3 else start + timedelta(days=split * high - 1)
    return replace(told, interval=interval.of_days(start + timedelta(days=split * low), last), precision="days")


def half(told: Told, second: bool) -> Told:
    """The first or second half of a period; of a year TIMEX3 writes H1 and H2."""
    if told.interval.start is None or told.interval.end is None:
        return told
    start, end = interval.day_of(told.interval.start), interval.day_of(told.interval.end)
    middle = start + (end - start) / 2
    if told.grain == "year":
        middle = date(start.year, 6, 30)
    covered = interval.of_days(middle + timedelta(days=1), end) if second else interval.of_days(start, middle)
    value = f"{told.value}-H{1 + second}" if told.grain == "year" else told.value
    return replace(told, interval=covered, value=value, precision=interval.precision(covered))


def week_of(told: Told, ordinal: int, unit: str) -> Told:
    """The nth (-1 the last) week of a month by its days 1-7, 8-14, ..., or its first or last few days."""
    if told.interval.start is None or told.interval.end is None:
        return told
    start, end = interval.day_of(told.interval.start), interval.day_of(told.interval.end)
    if unit == "day":
        few = timedelta(days=_FEW_DAYS - 1)
        covered = interval.of_days(end - few, end) if ordinal < 0 else interval.of_days(start, start + few)
    elif ordinal < 0:
        covered = interval.of_days(end - timedelta(days=6), end)
    else:
        first = start + timedelta(days=7 * (ordinal - 1))
        covered = interval.of_days(first, min(first + timedelta(days=6), end))
    return replace(
        told, interval=covered, precision=interval.precision(covered), first=interval.day_of(covered.start or "")
    )


def season(year: int, month: int, code: str, anchor: str = "none") -> Told:
    """Three months from `month`; winter is that of the year it begins in."""
    covered = interval.of_months(year, month, 3)
    return Told("DATE", f"{year}-{code}", covered, "months", "within", anchor, "season", date(year, month, 1))


def weekend(base: date, anchor: str = "published") -> Told:
    """The Saturday and Sunday of a day's week."""
    saturday = base + timedelta(days=5 - base.weekday())
    covered = interval.of_days(saturday, saturday + timedelta(days=1))
    value = f"{_week_value(base)}-WE"
    return Told("DATE", value, covered, "days", "within", anchor, "weekend", saturday)


def reach(base: date, count: float, unit: str, forward: bool) -> Interval:
    """From a day back, or forward, over a number of units."""
    whole = max(int(count), 1)
    try:
        if unit in _DAYS:
            other = base + timedelta(days=(1 if forward else -1) * whole * _DAYS[unit])
        elif unit in _MONTHS:
            other = interval.move_day(base, (1 if forward else -1) * whole * _MONTHS[unit], "month")
        else:
            days = -(-whole * _HOURS.get(unit, 0) // _MINUTES_OF_A_DAY)
            other = base + timedelta(days=(1 if forward else -1) * days)
    except (ValueError, OverflowError):
        return UNKNOWN
    return interval.of_days(base, other) if forward else interval.of_days(other, base)


def duration_value(count: float | None, unit: str, half_more: bool = False) -> str:
    """TIMEX3 of a length: P3D, PT5H, P1.5Y, PXW where the number is vague."""
    if unit in _HOURS:
        letter = unit[0].upper()
        return f"PT{_shown(count)}{letter}" + ("30" + ("M" if letter == "H" else "S") if half_more else "")
    if unit in _COMPOUND and count is not None:
        factor, letter = _COMPOUND[unit]
        return f"P{_shown((count + 0.5 * half_more) * factor)}{letter}"
    if unit == "year" and count is not None and (half_more or count % 1 == 0.5):
        return f"P{int(count)}Y6M"
    if unit == "weekend":
        return "P1WE" if count in {None, 1} else f"P{_shown(count)}WE"
    return f"P{_shown(count if count is None else count + 0.5 * half_more)}{_LETTER.get(unit, 'D')}"


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, skipped = divmod(century, 4)
    epact = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, remainder = divmod(rest, 4)
    weekday = (32 + 2 * skipped + 2 * quarter - epact - remainder) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day_before = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day_before + 1)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth (or, for -1, the last) given weekday of a month, Monday being 1."""
    if nth < 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def _shown(count: float | None) -> str:
    return "X" if count is None else f"{count:g}" if count < 1e6 else str(int(count))


def _week_value(told: date) -> str:
    year, week, _ = told.isocalendar()
    return f"{year}-W{week:02}"


def _quarter(told: date) -> tuple[str, Interval]:
    number = (told.month - 1) // 3
    return f"{told.year}-Q{number + 1}", interval.of_months(told.year, number * 3 + 1, 3)


def _decade(told: date) -> tuple[str, Interval]:
    first = told.year // 10 * 10
    return str(told.year // 10), interval.of_years(first, first + 9)


def _century(told: date) -> tuple[str, Interval]:
    first = told.year // 100 * 100
    return str(told.year // 100), interval.of_years(max(first, 1), first + 99)


_PERIODS: dict[str, Callable[[date], tuple[str, Interval]]] = {
    "week": lambda told: (_week_value(told), interval.of_week(told)),
    "month": lambda told: (f"{told.year}-{told.month:02}", interval.of_months(told.year, told.month)),
    "quarter": _quarter,
    "year": lambda told: (str(told.year), interval.of_years(told.year)),
    "decade": _decade,
    "century": _century,
    "millennium": lambda told: (str(told.year // 1000), interval.of_years(told.year // 1000 * 1000 or 1)),
}
