"""Gives each fit of a rule in the codebook's times its reading: a resolver per rule name.

A resolver sees the fit's groups as token ranges and the anchors told so far; it answers None to refuse the fit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from counterclaim.read import time_values as tell
from counterclaim.read.letters import Found, Range, letter_of
from counterclaim.read.number_words import number_of
from counterclaim.read.time_days import Anchors, clock_of, day_of, day_or_bare
from counterclaim.read.time_periods import PERIOD_RULES, edged
from counterclaim.read.time_values import Told
from counterclaim.values import interval
from counterclaim.values.interval import UNKNOWN, Interval

_DAY_EDGES = {1: ("00:00", "06:00"), 2: ("11:00", "14:00"), 3: ("18:00", "23:59")}


def resolve(anchors: Anchors, found: Found) -> Told | None:
    """The reading of a fit, or None where it tells no time."""
    return _RESOLVERS[found.rule.name](anchors, found)


def _day(anchors: Anchors, found: Found) -> Told | None:
    span = found.group("day")
    told = day_of(anchors, span) if span else None
    if told is None:
        return None
    clock, part = found.group("clock"), found.group("part")
    if clock and (moment := clock_of(anchors, clock)):
        return tell.with_clock(told, *_by_part(anchors, moment, clock, part))
    if part:
        return _parted(anchors, told, part)
    third = anchors.first(found.group("edge"), "EDGE")
    return tell.with_edge(told, third, _DAY_EDGES[third]) if third else told


def _by_part(anchors: Anchors, moment: tuple[int, int], clock: Range, part: Range | None) -> tuple[int, int]:
    """ "At 9 in the evening" is 21:00."""
    window = anchors.first(part, "PART")
    late = window is not None and (window[0] in {"AF", "EV"} or (window[0] == "NI" and moment[0] > 5))
    if late and moment[0] < 12 and not anchors.has(clock, "AMPM"):
        return moment[0] + 12, moment[1]
    return moment


def _parted(anchors: Anchors, told: Told, part: Range) -> Told:
    if anchors.has(part, "OVERNIGHT") or anchors.has(part, "TONIGHT"):
        return tell.with_part(told, "NI", "18:00", "06:00")
    code, start, end = anchors.first(part, "PART") or anchors.first(part, "PARTX")
    third = anchors.first(part, "EDGE")
    if third:
        start, end = _third_of(start, end, third)
    if code == "12:00" and told.grain == "day":
        return tell.with_clock(told, 12, 0)
    return tell.with_part(told, code, start, end)


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
    return tell.with_clock(day_or_bare(anchors, None), *_by_part(anchors, moment, clock, found.group("part")))


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
    return replace(_parted(anchors, day_or_bare(anchors, None), core), core=core)


def _reldate(anchors: Anchors, found: Found) -> Told | None:
    """The previous day, the day before, that day."""
    rel = found.group("rel")
    away = -1 if any(anchors.has(rel, name) for name in ("PREV", "BEFORE", "EARLIER")) else 1
    base, anchor = anchors.base()
    if base is None:
        return Told(value="XXXX-XX-XX", anchor=anchor)
    away = 0 if anchors.has(rel, "THAT") else away
    return tell.moved("day", base, away, anchor)


def _offset(anchors: Anchors, found: Found) -> Told | None:
    """Two days before March 3."""
    span, unit = found.group("day"), anchors.first(found.group("unit"), "ANYUNIT")
    told = day_of(anchors, span) if span else None
    count = count_of(anchors, found.group("num"))
    if told is None or told.first is None or count is None or unit not in {"day", "week", "month", "year"}:
        return told and replace(
            told, value=tell.duration_value(count, unit), type="DURATION", interval=UNKNOWN, precision="unknown"
        )
    return tell.moved(unit, told.first, int(count) * (anchors.first(found.group("dir"), "BEFORE") or 1), told.anchor)


def count_of(anchors: Anchors, span: Range | None) -> float | None:
    """How many units: a number, "a" for one, None for a vague word or none."""
    if span is None:
        return None
    if anchors.has(span, "COUPLE"):
        return 2.0
    if span[1] - span[0] == 1 and (anchors.has(span, "ART") or anchors.has(span, "THE")):
        return 1.0
    if anchors.has(span, "DOZENS") or anchors.has(span, "SEVERAL") or anchors.has(span, "FEW"):
        return None
    return number_of(anchors.letters, span)


def _ago(anchors: Anchors, found: Found) -> Told | None:
    """Three years ago, two days later, a year earlier."""
    unit = anchors.first(found.group("unit"), "ANYUNIT")
    count = count_of(anchors, found.group("num"))
    way = found.group("dir")
    forward = any(anchors.has(way, name) for name in ("LATER", "AFTER", "HENCE"))
    now = anchors.has(way, "AGO") or anchors.has(way, "HENCE")
    base, anchor = (anchors.published, "published") if now else anchors.base()
    if found.group("num") is None and not now and not anchors.has(way, "LATER") and not anchors.has(way, "EARLIER"):
        return Told("DURATION", tell.duration_value(None, unit))
    if count is None or base is None:
        value = tell.duration_value(count, unit) if base is None else "FUTURE_REF" if forward else "PAST_REF"
        return Told("DATE", value, anchor=anchor)
    if unit in {"hour", "minute", "second"}:
        covered = interval.of_days(base)
        return Told(
            "DURATION", tell.duration_value(count, unit), covered, "day", anchor=anchor, grain="day", first=base
        )
    if unit == "year" and anchors.quarter is not None and count == 1 and not forward:
        return tell.moved("quarter", anchors.quarter, -4, anchor)
    told = tell.moved(unit, base, int(count) if forward else -int(count), anchor)
    ahead = (
        told is not None and told.first is not None and anchors.published is not None and told.first > anchors.published
    )
    if ahead and anchors.has(way, "AFTER"):
        return Told("DURATION", tell.duration_value(count, unit))
    return told


def _duration(anchors: Anchors, found: Found) -> Told | None:
    unit = anchors.first(found.group("unit"), "ANYUNIT") or "weekend"
    number = found.group("num")
    start = found.match.start()
    if number and number[1] - number[0] == 1 and anchors.has(number, "ART") and _is_rate(anchors, start, found):
        return Told("SET", tell.duration_value(1, unit))
    count = (
        1.0 if found.group("num") is None and anchors.has(found.group("unit"), "UNIT") else count_of(anchors, number)
    )
    return Told("DURATION", tell.duration_value(count, unit, found.group("half") is not None), extent="throughout")


def _is_rate(anchors: Anchors, start: int, found: Found) -> bool:
    """ "358,000 a month", "four flights a week": the article stands right after what is counted."""
    codes = anchors.letters.codes
    if found.match.end() - start != 2 or start == 0:
        return False
    before, lower = codes[start - 1], anchors.letters.lowers[start - 1]
    counted = before in letter_of("INT") + letter_of("TIMESW") + letter_of("SCALE") + letter_of("MONEYW") + letter_of(
        "PERCENT"
    )
    if lower in {"once", "twice"} or counted:
        return True
    near = codes[max(start - 5, 0) : start]
    return lower.endswith("s") and any(
        code in letter_of("INT") + letter_of("NUMW") + letter_of("DOZENS") for code in near
    )


def _set(anchors: Anchors, found: Found) -> Told:
    weekday = found.group("weekday")
    if weekday:
        number = (
            anchors.first(weekday, "WEEKDAY") or anchors.first(weekday, "WDABBR") or anchors.first(weekday, "WEEKDAYS")
        )
        whole = (found.match.start(), found.match.end())
        part = anchors.first(whole, "PART") or anchors.first(whole, "PARTS")
        return Told("SET", f"XXXX-WXX-{number}" + (f"T{part[0]}" if part else ""))
    if found.group("freq"):
        return Told("SET", anchors.first(found.group("freq"), "FREQ"))
    unit = anchors.first(found.group("unit"), "ANYUNIT")
    if unit is None:
        return Told("SET", f"XXXX-XX-XXT{anchors.first(found.group('unit'), 'PART')[0]}")
    number = found.group("num")
    count = anchors.first(number, "OTHER2") or count_of(anchors, number) or 1
    return Told("SET", tell.duration_value(count, unit), core=found.group("core"))


def _ref(anchors: Anchors, found: Found) -> Told:
    span = found.group("ref")
    value = next(got for name in ("PRESENT", "PASTREF", "FUTUREREF") if (got := anchors.first(span, name)))
    base = anchors.published if value == "PRESENT_REF" else None
    return Told(
        "DATE", value, interval.of_days(base) if base else UNKNOWN, "day" if base else "unknown", anchor="published"
    )


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
    two = _side(anchors, found.group("b"))
    one = _side(anchors, found.group("a"), two)
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
    if a is None or b is None or (last := clock_of(anchors, b)) is None:
        return None
    window = anchors.first(a, "PARTX")
    first = (int(window[1][:2]), 0) if window else clock_of(anchors, a)
    if first is None:
        return None
    if not anchors.has(a, "AMPM") and not window and first[0] < 12 <= last[0] and first[0] + 12 < last[0]:
        first = first[0] + 12, first[1]
    told = day_or_bare(anchors, day_of(anchors, on) if on else None)
    start, end = tell.with_clock(told, *first), tell.with_clock(told, *last)
    covered = Interval(start.interval.start, end.interval.end)
    if covered.start and covered.end and covered.end < covered.start:
        covered = Interval(covered.start, interval.shift(Interval(covered.end, None), 1).start)
    return replace(end, interval=covered, value=f"{start.value}/{end.value}", precision=interval.precision(covered))


_RESOLVERS: dict[str, Callable[[Anchors, Found], Told | None]] = {
    "nightspan": _nightspan,
    "dayspan": _dayspan,
    "daylist": _daylist,
    "span": _span,
    "clockspan": _clockspan,
    "offset": _offset,
    "day": _day,
    "clock": _clock,
    "relpart": _relpart,
    "part": _part,
    "reldate": _reldate,
    "ago": _ago,
    "duration": _duration,
    "set": _set,
    "ref": _ref,
    **PERIOD_RULES,
}
