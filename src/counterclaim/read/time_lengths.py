"""Readings of lengths and of what is counted in them: offsets, durations, sets and references."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from counterclaim.read import time_values as tell
from counterclaim.read.letters import Found, Range, letter_of
from counterclaim.read.number_words import number_of
from counterclaim.read.time_days import Anchors, day_of
from counterclaim.read.time_values import Told
from counterclaim.values import interval
from counterclaim.values.interval import UNKNOWN

_SECOND = 2


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
        return None if anchors.letters.codes[span[1] : span[1] + 1] in letter_of("UNITS") else 1.0
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
    base, anchor = (anchors.published, "published") if now else anchors.base(unit)
    if found.group("num") is None and not now and not anchors.has(way, "LATER") and not anchors.has(way, "EARLIER"):
        return Told("DURATION", tell.duration_value(None, unit))
    if unit in {"hour", "minute", "second"} and base is not None:
        covered = interval.of_days(base)
        return Told(
            "DURATION", tell.duration_value(count, unit), covered, "day", anchor=anchor, grain="day", first=base
        )
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
    clause = anchors.letters.codes[found.match.end() : found.match.end() + 1] in (
        letter_of("CAP") + letter_of("ART") + "."
    )
    if anchors.has(way, "AFTER") and (ahead or clause) or anchors.has(way, "BEFORE") and clause:
        return Told("DURATION", tell.duration_value(count, unit))
    return told


def _duration(anchors: Anchors, found: Found) -> Told | None:
    unit = anchors.first(found.group("unit"), "ANYUNIT") or "weekend"
    number = found.group("num")
    start = found.match.start()
    if number and number[1] - number[0] == 1 and anchors.has(number, "ART") and _is_rate(anchors, start, found):
        return None
    if unit == "quarter" and (anchors.has(number, "ART") or anchors.has((start, found.match.end()), "DASH")):
        return None  # three-quarters, a quarter of it
    count = (
        1.0 if found.group("num") is None and anchors.has(found.group("unit"), "UNIT") else count_of(anchors, number)
    )
    return Told("DURATION", tell.duration_value(count, unit, found.group("half") is not None), extent="throughout")


def _nth_day(anchors: Anchors, found: Found) -> Told | None:
    """ "A third day", "its second week": from the first of them to the day of publication, all of it."""
    span, unit = found.group("ord"), anchors.first(found.group("unit"), "ANYUNIT")
    number = anchors.first(span, "ORDW") or int(str(anchors.first(span, "DORD") or "0th")[:-2])
    if number < _SECOND:
        return None
    value = tell.duration_value(number, unit)
    if anchors.published is None:
        return Told("DURATION", value, extent="throughout", anchor="published")
    covered = interval.of_days(interval.move_day(anchors.published, 1 - number, unit), anchors.published)
    return Told("DURATION", value, covered, interval.precision(covered), "throughout", "published")


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


def _ref(anchors: Anchors, found: Found) -> Told | None:
    span = found.group("ref")
    if anchors.has(span, "LAST"):
        past = any(anchors.letters.lowers[i] == "past" for i in range(*(span or (0, 0))))
        return Told("DATE", "PAST_REF", core=span) if past else None
    value = next(
        got for name in ("PRESENT", "PASTREF", "FUTUREREF", "CURRENT", "RECENTW") if (got := anchors.first(span, name))
    )
    base = anchors.published if value == "PRESENT_REF" else None
    return Told(
        "DATE", value, interval.of_days(base) if base else UNKNOWN, "day" if base else "unknown", anchor="published"
    )


LENGTH_RULES: dict[str, Callable[[Anchors, Found], Told | None]] = {
    "offset": _offset,
    "ago": _ago,
    "duration": _duration,
    "nthday": _nth_day,
    "set": _set,
    "ref": _ref,
}
