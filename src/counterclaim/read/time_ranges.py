"""Readings of ranges: nights over midnight, days, months and years from one to another, two clock times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from counterclaim.read import time_values as tell
from counterclaim.read.letters import Found, Range
from counterclaim.read.time_days import Anchors, clock_of, day_of, day_or_bare
from counterclaim.read.time_periods import edged
from counterclaim.read.time_values import Told
from counterclaim.values import interval
from counterclaim.values.interval import Interval


def _nightspan(anchors: Anchors, found: Found) -> Told | None:
    """The night from one day to the next, or over several."""
    last = found.group("b")
    end = _side(anchors, last)
    start = _side(anchors, found.group("a"), end)
    if end is None and start is not None and last is not None:  # "March 3-4": the second is a bare day number
        end = _same_month(anchors, last, start)
    if end is None or end.first is None:
        return Told("TIME", None, anchor="published") if end else None
    first = start.first if start and start.first else end.first - timedelta(days=1)
    first = end.first - timedelta(days=1) if first >= end.first else first
    covered = Interval(f"{first.isoformat()}T18:00", f"{end.first.isoformat()}T06:00")
    return Told("TIME", f"{first.isoformat()}TNI", covered, "part_of_day", anchor=end.anchor, grain="day", first=first)


def _dayspan(anchors: Anchors, found: Found) -> Told | None:
    told = _two_days(anchors, found)
    if told is None or told[0].first is None or told[1].first is None:
        return None
    one, two = told
    return _covering(
        one, two, "within" if anchors.has((found.match.start(), found.match.end()), "AND") else "throughout"
    )


def _daylist(anchors: Anchors, found: Found) -> Told | None:
    told = _two_days(anchors, found)
    return replace(told[0], also=(told[1],)) if told else None


def _two_days(anchors: Anchors, found: Found) -> tuple[Told, Told] | None:
    """Both days of "3 to 5 March" or "March 3-5, 2020", each with its own tokens as core."""
    a, b = found.group("a"), found.group("b")
    if a is None or b is None:
        return None
    start, end = found.match.start(), found.match.end()
    if found.group("mon"):
        known = day_of(anchors, (start, end))
        one, two = (_same_month(anchors, span, known) for span in (a, b)) if known else (None, None)
        cores = ((start, a[1]), (b[0], end))
    else:
        two = day_of(anchors, b)
        one = _same_month(anchors, a, two) if two else None
        cores = (a, b)
    if one is None or two is None:
        return None
    return replace(one, core=cores[0]), replace(two, core=cores[1])


def _same_month(anchors: Anchors, span: Range, known: Told | None) -> Told | None:
    number = anchors.first(span, "DAYNUM") or anchors.first(span, "DORD")
    if known is None or known.first is None or number is None:
        return None
    day = number if isinstance(number, int) else int(number[:-2])
    try:
        return tell.day(known.first.replace(day=day), known.anchor)
    except ValueError:
        return None


def _span(anchors: Anchors, found: Found) -> Told | None:
    """From one day, month or year to another."""
    two = _side(anchors, found.group("b") or found.group("d"))
    one = _side(anchors, found.group("a") or found.group("c"), two)
    if one is None or two is None or (one.first and two.first and one.first > two.first):
        return None
    return _covering(
        one, two, "within" if anchors.has((found.match.start(), found.match.end()), "BETWEEN") else "throughout"
    )


def _side(anchors: Anchors, span: Range | None, later: Told | None = None) -> Told | None:
    """One end of a range; the earlier end is the latest such day not after the later one."""
    if span is None:
        return None
    if later is not None and later.first is not None:
        anchors = replace(anchors, published=later.first, future=False)
    return day_of(anchors, span) or edged(anchors, span)


def _covering(one: Told, two: Told, extent: str) -> Told:
    covered = interval.union(one.interval, two.interval)
    value = f"{one.value}/{two.value}"
    return Told(one.type, value, covered, interval.precision(covered), extent, two.anchor, two.grain, one.first)


def _clockspan(anchors: Anchors, found: Found) -> Told | None:
    a, b, on = found.group("a"), found.group("b"), found.group("day")
    if a is None or b is None or (last := _hour(anchors, b, 2)) is None:
        return None
    first = _hour(anchors, a, 1)
    if first is None:
        return None
    told_half = anchors.has(a, "AMPM") or anchors.has(a, "PARTX")
    if not told_half and first[0] < 12 <= last[0] and first[0] + 12 < last[0]:
        first = first[0] + 12, first[1]
    told = day_or_bare(anchors, day_of(anchors, on) if on else None)
    start, end = tell.with_clock(told, *first), tell.with_clock(told, *last)
    covered = Interval(start.interval.start, end.interval.end)
    if covered.start and covered.end and covered.end < covered.start:
        covered = Interval(covered.start, interval.shift(Interval(covered.end, None), 1).start)
    return replace(end, interval=covered, value=f"{start.value}/{end.value}", precision=interval.precision(covered))


def _hour(anchors: Anchors, span: Range, edge: int) -> tuple[int, int] | None:
    """A clock time, or the edge (1 first, 2 last) of "dawn"; noon and midnight are clock times themselves."""
    window = anchors.first(span, "PARTX")
    if window is None:
        return clock_of(anchors, span)
    moment = window[0] if ":" in window[0] else window[edge]
    return int(moment[:2]), int(moment[3:])


RANGE_RULES: dict[str, Callable[[Anchors, Found], Told | None]] = {
    "nightspan": _nightspan,
    "dayspan": _dayspan,
    "daylist": _daylist,
    "span": _span,
    "clockspan": _clockspan,
}
