"""Gives each fit of a rule in the codebook's times its reading: a resolver per rule name.

A resolver sees the fit's groups as token ranges and the anchors told so far; it answers None to refuse the fit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from counterclaim.read import time_values as tell
from counterclaim.read.letters import Found, Range
from counterclaim.read.time_days import Anchors, clock_of, day_of, day_or_bare
from counterclaim.read.time_lengths import LENGTH_RULES
from counterclaim.read.time_periods import PERIOD_RULES
from counterclaim.read.time_ranges import RANGE_RULES
from counterclaim.read.time_values import Told
from counterclaim.values import interval

_MIDNIGHT = "00:00"
_DAWN = 6
"""Hours before it, told after a night, are of the next day."""
_DAY_EDGES = {1: ("00:00", "06:00"), 2: ("11:00", "14:00"), 3: ("18:00", "23:59")}


def resolve(anchors: Anchors, found: Found) -> Told | None:
    """The reading of a fit, or None where it tells no time or one beyond the calendar's ends."""
    try:
        return _RESOLVERS[found.rule.name](anchors, found)
    except (OverflowError, ValueError):
        return None


def _day(anchors: Anchors, found: Found) -> Told | None:
    span = found.group("day")
    told = day_of(anchors, span) if span else None
    if told is None:
        return None
    clock, part = found.group("clock"), found.group("part") or found.group("late")
    if clock and (moment := clock_of(anchors, clock)):
        return tell.with_clock(told, *_by_part(anchors, moment, clock, part))
    if part:
        return _early(anchors, found, _parted(anchors, told, part))
    third = anchors.first(found.group("edge"), "EDGE")
    return tell.with_edge(told, third, _DAY_EDGES[third]) if third else told


def _by_part(anchors: Anchors, moment: tuple[int, int], clock: Range, part: Range | None) -> tuple[int, int]:
    """ "At 9 in the evening" is 21:00."""
    window = anchors.first(part, "PART")
    late = window is not None and (window[0] in {"AF", "EV"} or (window[0] == "NI" and moment[0] > 5))
    if late and moment[0] < 12 and not anchors.has(clock, "AMPM"):
        return moment[0] + 12, moment[1]
    return moment


def _early(anchors: Anchors, found: Found, told: Told) -> Told:
    """ "Early Sunday morning" begins at midnight."""
    if told.first is None or anchors.first(found.group("edge"), "EDGE") != 1 or not (told.value or "").endswith("TMO"):
        return told
    return replace(told, interval=interval.of_hours(told.first, *_third_of("06:00", "12:00", 1)))


def _at_midnight(anchors: Anchors, told: Told, part: Range) -> Told:
    """ "Midnight Saturday" is where Saturday ends; "after midnight Saturday" and a midnight that publication has not
    reached are where it begins; behind a night told "after midnight" is of the next day."""
    before = (max(0, part[0] - 1), part[0])
    if told.first is None:
        return tell.with_part(told, _MIDNIGHT, "23:00", "01:00")
    if anchors.has(before, "AFTER") or (anchors.published == told.first and not anchors.future):
        later = anchors.night and told.anchor == "previous"
        moved = tell.day(told.first + timedelta(days=1), told.anchor) if later else told
        return replace(tell.with_part(moved, _MIDNIGHT, "00:00", "01:00"), precision="hour")
    end = "24:00" if anchors.has(before, "BEFORE") else "01:00"
    return replace(tell.with_part(told, _MIDNIGHT, "23:00", end), precision="hour")


def _parted(anchors: Anchors, told: Told, part: Range) -> Told:
    if anchors.has(part, "OVERNIGHT") or anchors.has(part, "TONIGHT"):
        return tell.with_part(told, "NI", "18:00", "06:00")
    code, start, end = anchors.first(part, "PART") or anchors.first(part, "PARTX")
    third = anchors.first(part, "EDGE")
    if third:
        start, end = _third_of(start, end, third)
    if code == "12:00" and told.grain == "day":
        return tell.with_clock(told, 12, 0)
    return _at_midnight(anchors, told, part) if code == _MIDNIGHT else tell.with_part(told, code, start, end)


def _third_of(start: str, end: str, third: int) -> tuple[str, str]:
    """A third of a part of the day; the early part of a morning begins at midnight."""
    first, last = int(start[:2]), int(end[:2]) + (24 if end < start else 0)
    if first == 6 and third == 1:
        return "00:00", "08:00"
    step = (last - first) / 3
    hours = first + step * (third - 1), first + step * third
    return f"{int(hours[0]) % 24:02}:00", f"{int(hours[1]) % 24 or 24:02}:00"


def _clock(anchors: Anchors, found: Found) -> Told | None:
    clock = found.group("clock")
    moment = clock_of(anchors, clock) if clock else None
    if clock is None or moment is None:
        return None
    hour, minute = _by_part(anchors, moment, clock, found.group("part"))
    told = day_or_bare(anchors, None)
    if anchors.night and told.first and told.anchor == "previous" and hour < _DAWN and _is_early(anchors, clock):
        told = tell.day(told.first + timedelta(days=1), told.anchor)
    return tell.with_clock(told, hour, minute)


def _is_early(anchors: Anchors, clock: Range) -> bool:
    """Whether an hour is told as one before noon: "1:30 a.m.", "01:30"."""
    half, figures = anchors.first(clock, "AMPM"), str(anchors.first(clock, "CLOCK") or "")
    return half[0] in "aA" if half else figures.startswith("0")


def _relpart(anchors: Anchors, found: Found) -> Told:
    """Last night, this morning, that evening, tonight, overnight."""
    part, rel = found.group("part") or (0, 0), found.group("rel")
    away = 0
    if anchors.has(part, "OVERNIGHT") or anchors.has(rel, "LAST"):
        away = -1
    elif anchors.has(rel, "NEXT") or anchors.has(rel, "FOLL"):
        away = 1
    elif anchors.has(rel, "PREV"):
        away = -1
    retold = any(anchors.has(rel, name) for name in ("NEXT", "FOLL", "PREV", "THAT"))
    base, anchor = anchors.base() if retold else (anchors.published, "published")
    told = tell.day(base + timedelta(days=away), anchor) if base else Told(value="XXXX-XX-XX", anchor=anchor)
    return _parted(anchors, told, part)


def _part(anchors: Anchors, found: Found) -> Told:
    core = found.group("core") or (0, 0)
    told = day_or_bare(anchors, None)
    window = anchors.first(core, "PART")
    if window and window[0] == "NI" and told.first and told.anchor == "published" and not anchors.future:
        told = tell.day(told.first - timedelta(days=1), told.anchor)  # the night that is over
    return replace(_parted(anchors, told, core), core=core)


def _reldate(anchors: Anchors, found: Found) -> Told | None:
    """The previous day, the day before, that day."""
    rel = found.group("rel")
    away = -1 if any(anchors.has(rel, name) for name in ("PREV", "BEFORE", "EARLIER")) else 1
    base, anchor = anchors.base()
    if base is None:
        return Told(value="XXXX-XX-XX", anchor=anchor, core=found.group("core"))
    away = 0 if rel is None or anchors.has(rel, "THAT") else away
    return replace(tell.day(base + timedelta(days=away), anchor), core=found.group("core"))


_RESOLVERS: dict[str, Callable[[Anchors, Found], Told | None]] = {
    "day": _day,
    "clock": _clock,
    "relpart": _relpart,
    "part": _part,
    "reldate": _reldate,
    **RANGE_RULES,
    **LENGTH_RULES,
    **PERIOD_RULES,
}
