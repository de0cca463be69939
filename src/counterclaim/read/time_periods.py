"""Readings of weeks, months, quarters, seasons, years and decades, and of their parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from counterclaim.read import time_values as tell
from counterclaim.read.letters import Found, Range, letter_of
from counterclaim.read.number_words import number_of
from counterclaim.read.time_days import Anchors, day_of, latest, year_of
from counterclaim.read.time_values import Told
from counterclaim.values import interval
from counterclaim.values.interval import UNKNOWN, Interval

_STEPS = {"LAST": -1, "PREV": -1, "NEXT": 1, "FOLL": 1, "THIS": 0, "CURRENT": 0, "THAT": 0}
_RETOLD = ("PREV", "FOLL", "THAT")
_SECOND = 2


def edged(anchors: Anchors, span: Range) -> Told | None:
    """A month or year, with or without "early", that a range of tokens tells."""
    month = anchors.first(span, "MONTHLIKE")
    year = year_of(anchors, span)
    told = _month_of(anchors, month, year, 0, None) if month else _year(year) if year else None
    return _with_edges(anchors, told, span) if told else None


def _with_edges(anchors: Anchors, told: Told, span: Range | None) -> Told:
    """The told period narrowed by "early", "the end of", "the first half of"."""
    if span is None:
        return told
    if anchors.has(span, "HALFW"):
        return tell.half(told, anchors.first(span, "ORDW") == _SECOND or anchors.has(span, "LAST"))
    third = anchors.first(span, "EDGE") or anchors.first(span, "EDGEN")
    return tell.with_edge(told, third) if third else told


def _step(anchors: Anchors, rel: Range | None) -> tuple[int | None, bool]:
    """How many periods away a word of order points, and whether from the time told before."""
    if rel is None:
        return None, False
    names = [name for name in _STEPS if anchors.has(rel, name)]
    chosen = next((name for name in names if _STEPS[name]), names[0] if names else None)
    return (_STEPS[chosen], chosen in _RETOLD) if chosen else (None, False)


def _year(year: int, anchor: str = "none") -> Told | None:
    return tell.period("year", date(year, 1, 1), anchor) if year >= 1 else None


def _month(anchors: Anchors, found: Found) -> Told | None:
    """Mid-June, last September, June last year."""
    month = anchors.first(found.group("mon"), "MONTHLIKE")
    year = year_of(anchors, found.group("year"))
    step, retold = _step(anchors, found.group("rel"))
    yearly, _ = _step(anchors, found.group("yrel"))
    if year is None and yearly is not None and anchors.published is not None:
        year = anchors.published.year + yearly
    told = _month_of(anchors, month, year, step, retold)
    return _with_edges(anchors, told, found.group("edge"))


def _month_of(anchors: Anchors, month: int, year: int | None, step: int | None, retold: bool | None) -> Told:
    if year is not None:
        return tell.period("month", date(year, month, 1))
    base, anchor = anchors.base("month") if retold else (anchors.published, "published")
    if base is None:
        return Told(value=f"XXXX-{month:02}", anchor=anchor)
    first = base.replace(day=1)
    choices = [date(base.year + more, month, 1) for more in (-1, 0, 1)]
    if step == -1:
        meant = max(choice for choice in choices if choice < first)
    elif step == 1:
        meant = min(choice for choice in choices if choice > first)
    elif step == 0 and anchor == "published":
        meant = date(base.year, month, 1)
    else:
        meant = latest(choices, first, anchors.future) or first
    return tell.period("month", meant, anchor)


def _unitrel(anchors: Anchors, found: Found) -> Told | None:
    """Earlier this week, the end of last year, late in the month."""
    word = found.group("unit")
    unit = anchors.first(word, "PERIODW")
    step, retold = _step(anchors, found.group("rel"))
    base, anchor = anchors.base(unit) if retold else (anchors.published, "published")
    if base is None:
        return Told(value={"week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}.get(unit), anchor=anchor)
    if _is_past(anchors, found.group("rel")) and unit in {"week", "month", "year", "decade", "century", "hour"}:
        covered = tell.reach(base, 1, unit, forward=False)
        return Told(
            "DURATION", tell.duration_value(1, unit), covered, interval.precision(covered), "throughout", anchor
        )
    if unit in {"hour", "minute"}:
        return Told("DURATION", tell.duration_value(1, unit), extent="throughout")
    if unit == "weekend":
        return _weekend(base, step or 0, anchor)
    told = tell.moved(unit, base, step or 0, anchor)
    if told is None:
        return None
    pre = found.group("pre") or found.group("edge")
    told = _with_edges(anchors, told, found.group("edge"))
    if anchors.has(pre, "EARLIER") or anchors.has(pre, "LATER"):
        return _up_to_now(told, base, anchors.has(pre, "LATER"))
    return told


def _up_to_now(told: Told, now: date, after: bool) -> Told:
    """ "Earlier this month" ends at publication, "later this month" begins there."""
    inner = Interval(now.isoformat(), None) if after else Interval(None, now.isoformat())
    covered = interval.intersection(told.interval, inner)
    return replace(told, interval=covered) if covered else told


def _is_past(anchors: Anchors, rel: Range | None) -> bool:
    return rel is not None and any(anchors.letters.lowers[i] == "past" for i in range(*rel))


def _weekend(base: date, step: int, anchor: str) -> Told | None:
    moved = tell.moved("week", base, step, anchor)
    return tell.weekend(moved.first, anchor) if moved and moved.first else None


def _the_weekend(anchors: Anchors, found: Found) -> Told | None:  # noqa: ARG001 (a resolver's shape)
    """The one just over, or of this week where it has begun or is to come."""
    if anchors.published is None:
        return Told(value="XXXX-WXX-WE", anchor="published")
    begun = anchors.published.isoweekday() >= 5
    return _weekend(anchors.published, 0 if begun or anchors.future else -1, "published")


def _pastnum(anchors: Anchors, found: Found) -> Told | None:
    """The past two months, the next few days, the first nine months, recent years."""
    unit = anchors.first(found.group("unit"), "ANYUNIT")
    number, rel = found.group("num"), found.group("rel")
    vague = number is None or any(anchors.has(number, name) for name in ("SEVERAL", "FEW", "DOZENS", "MANY"))
    count = (
        None
        if vague or number is None
        else 2.0
        if anchors.has(number, "COUPLE")
        else number_of(anchors.letters, number)
    )
    if number is None and unit == "day":
        if not _is_past(anchors, rel):
            return None
        count = 1.0  # "over the past day"
    value = tell.duration_value(count, unit)
    if anchors.has(rel, "ORDW") or anchors.has(rel, "YEARAGO"):
        return Told("DURATION", value, UNKNOWN, "unknown", "throughout")
    forward = anchors.has(rel, "NEXT") or anchors.has(rel, "FOLL")
    if number is None and count is None:
        return Told("DATE", "FUTURE_REF" if forward else "PAST_REF", extent="throughout")
    retold = anchors.has(rel, "PREV") or anchors.has(rel, "FOLL")
    base, anchor = anchors.base() if retold else (anchors.published, "published")
    covered = tell.reach(base, count, unit, forward) if base and count else UNKNOWN
    return Told("DURATION", value, covered, interval.precision(covered), "throughout", anchor)


def _quarter(anchors: Anchors, found: Found) -> Told | None:
    """The third quarter of 1984, the year-earlier quarter."""
    ordinal, ago = found.group("ord"), found.group("ago") is not None
    number = anchors.first(ordinal, "ORDW") if ordinal else None
    if isinstance(ordinal_text := anchors.first(ordinal, "DORD"), str):
        number = int(ordinal_text[:-2])
    year = year_of(anchors, found.group("year")) or year_of(anchors, found.group("year0"))
    step, _ = _step(anchors, found.group("year"))
    if number is not None and not 1 <= number <= 4:
        return None
    if number is None:
        if anchors.quarter is None:
            return None
        return tell.moved("quarter", anchors.quarter, -4 if ago else 0, "previous")
    if year is not None:
        return tell.period("quarter", date(year, number * 3 - 2, 1))
    if anchors.published is None:
        return Told(value=f"XXXX-Q{number}", anchor="published")
    first = date(anchors.published.year + (step or 0), number * 3 - 2, 1)
    if first > anchors.published and not anchors.future and step is None:
        first = first.replace(year=first.year - 1) if (first - anchors.published).days > 90 else first
    return tell.moved("quarter", first, -4 if ago else 0, "published")


def _weekof(anchors: Anchors, found: Found) -> Told | None:
    """The second week of March, the last days of 2019."""
    span = found.group("month")
    told = edged(anchors, span) if span else None
    if told is None and anchors.published is not None:
        step, _ = _step(anchors, span)
        told = tell.moved(anchors.first(span, "PERIODW"), anchors.published, step or 0, "published")
    ordinal = anchors.first(found.group("ord"), "ORDW") or anchors.first(found.group("ord"), "EDGE") or -1
    unit = anchors.first(found.group("unit"), "ANYUNIT")
    if told is None or ordinal > 5 or unit not in {"day", "week"}:
        return None
    return tell.week_of(told, -1 if anchors.has(found.group("ord"), "EDGE") and ordinal == 3 else ordinal, unit)


def _yearly(anchors: Anchors, found: Found) -> Told | None:  # noqa: ARG001 (a resolver's shape)
    return tell.period("year", anchors.published, "published") if anchors.published else None


def _yearend(anchors: Anchors, found: Found) -> Told | None:  # noqa: ARG001 (a resolver's shape)
    if anchors.published is None:
        return Told(value="XXXX-12-31", anchor="published")
    return tell.day(date(anchors.published.year, 12, 31), "published")


def _season(anchors: Anchors, found: Found) -> Told | None:
    """Last fall, the summer of 2020."""
    season = found.group("season")
    month, code = anchors.first(season, "SEASON") or anchors.first(season, "SAMBIG")
    year = year_of(anchors, found.group("year")) or spelt_year(anchors, found.group("year"))
    yearly, _ = _step(anchors, found.group("yrel"))
    step, _ = _step(anchors, found.group("rel"))
    if year is None and anchors.published is None:
        return Told(value=f"XXXX-{code}", anchor="published", core=found.group("core"))
    if year is None and anchors.published is not None:
        year = _season_year(anchors.published, month, step, yearly, anchors.future)
    told = tell.season(
        year or 1, month, code, "published" if anchors.first(found.group("year"), "YEAR") is None else "none"
    )
    return replace(_with_edges(anchors, told, found.group("edge")), core=found.group("core"))


def _season_year(published: date, month: int, step: int | None, yearly: int | None, future: bool | None) -> int:
    """The year in which the season meant begins: the last one begun, or over, or the next."""
    if yearly is not None:
        return published.year + yearly
    begun = date(published.year, month, 1) <= published
    if step == 1 or (step is None and future):
        return published.year + begun
    if step == -1:
        over = interval.day_of(interval.of_months(published.year, month, 3).end or "") < published
        return published.year - (not over)
    return published.year - (not begun and step is None)


def _decade(anchors: Anchors, found: Found) -> Told | None:
    span = found.group("decade")
    named = anchors.first(span, "TENSNAME")
    digits = "".join(
        mark for mark in str(anchors.first(span, "DECADE") or anchors.first(span, "TENS") or "") if mark.isdigit()
    )
    year = named or (
        int(digits) if len(digits) == 4 else 1900 + int(digits or 0) if int(digits or 0) > 20 else 2000 + int(digits)
    )
    return _with_edges(anchors, tell.period("decade", date(year, 1, 1)), found.group("edge"))


def _plain_year(anchors: Anchors, found: Found) -> Told | None:
    """In early 1995, fiscal 1988, nineteen seventy-nine, '96."""
    span = found.group("year")
    if span and anchors.letters.codes[span[0] - 1 : span[0]] in letter_of("MONEY") and span[0] > 0:
        return None
    year = year_of(anchors, span) or spelt_year(anchors, found.group("spelt"))
    told = _year(year) if year else None
    return _with_edges(anchors, told, found.group("edge")) if told else None


def spelt_year(anchors: Anchors, span: Range | None) -> int | None:
    """A year in words: "nineteen ninety-four", "two thousand and eight"."""
    if span is None:
        return None
    if anchors.has(span, "SCALE"):
        return int(number_of(anchors.letters, span) or 0) or None
    rest = number_of(anchors.letters, (span[0] + 1, span[1]))
    return None if rest is None else int(anchors.letters.values[span[0]]) * 100 + int(rest)


def _holiday(anchors: Anchors, found: Found) -> Told | None:
    """Feasts that are not computed, and the week of one that is."""
    span = found.group("day")
    told = day_of(anchors, span) if span else None
    if told is None or told.first is None:
        return Told(value=None, anchor="published")
    return tell.period("week", told.first, told.anchor)


PERIOD_RULES: dict[str, Callable[[Anchors, Found], Told | None]] = {
    "month": _month,
    "unitrel": _unitrel,
    "pastnum": _pastnum,
    "quarter": _quarter,
    "yearend": _yearend,
    "yearly": _yearly,
    "weekof": _weekof,
    "season": _season,
    "decade": _decade,
    "year": _plain_year,
    "weekend": _the_weekend,
    "holiday": _holiday,
}
