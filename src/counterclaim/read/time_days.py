"""Reads the words of one day: a date, a weekday, "yesterday", a feast; and of a clock time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from counterclaim.read import time_values as tell
from counterclaim.read.letters import Letters, Range, letter_of
from counterclaim.read.time_values import Told
from counterclaim.values import interval

# An undated day ahead is meant when the past one lies so many times as far back, by what the clause's tense says;
# where it speaks of what is to come the past one is meant only when so many times nearer.
_NEARER = {False: 60, None: 4, True: 12}
_CENTURY_TURN = 50


@dataclass(slots=True)
class Anchors:
    """What an expression may hang on: publication, the time told before it, the quarter reported on.

    `day`: the last single day told, `night`: whether it was told as a night. `future`: whether the clause speaks of
    what is to come, None where no word tells. `day_first`: how 3/4/2026 is to be read.
    """

    letters: Letters
    published: date | None
    previous: date | None = None
    day: date | None = None
    quarter: date | None = None
    night: bool = False
    future: bool | None = None
    day_first: bool = True

    def base(self, unit: str = "day") -> tuple[date | None, str]:
        """What "two days later" or "a year later" counts from, and the anchor's name."""
        told = self.day if unit in {"day", "week", "hour", "minute", "second"} else self.previous
        return (told, "previous") if told else (self.published, "published")

    def first(self, span: Range | None, name: str) -> Any:
        """The value of the first token of a class in a range, None without one."""
        index = self.index(span, name)
        return None if index is None else self.letters.values[index]

    def index(self, span: Range | None, name: str) -> int | None:
        """The index of the first token of a class in a range, None without one."""
        if span is None:
            return None
        wanted = letter_of(name)
        return next((i for i in range(*span) if self.letters.codes[i] in wanted), None)

    def has(self, span: Range | None, name: str) -> bool:
        """Whether a token of the class stands in a range."""
        return self.index(span, name) is not None


def day_of(anchors: Anchors, span: Range) -> Told | None:
    """The day that a range of tokens tells; None where it is no day at all (30 February)."""
    for name, reader in _READERS:
        if anchors.has(span, name):
            return reader(anchors, span)
    return None


def year_of(anchors: Anchors, span: Range | None) -> int | None:
    """A year in figures, of two digits or four."""
    year = anchors.first(span, "YEAR")
    if year is not None:
        return int(year)
    short = anchors.first(span, "YEAR2")
    number = int(short[1:]) if short else anchors.first(span, "TWODIG")
    if number is None:
        return None
    return int(number) + (1900 if number >= _CENTURY_TURN else 2000)


def latest(choices: list[date], published: date, future: bool | None) -> date | None:
    """Of days a year (or a week) apart the one meant: the last not after publication, or the next if to come."""
    past = [choice for choice in choices if choice <= published]
    ahead = [choice for choice in choices if choice > published]
    if not past or not ahead:
        return max(past, default=min(ahead, default=None))
    gap, lead = (published - max(past)).days, (min(ahead) - published).days
    if future:
        return max(past) if gap == 0 or lead > _NEARER[True] * gap else min(ahead)
    return min(ahead) if gap > _NEARER[future] * lead else max(past)


def clock_of(anchors: Anchors, span: Range) -> tuple[int, int] | None:
    """Hour and minute of "21:30", "9 p.m.", "0300 GMT", "nine o'clock"; None where there is no such hour."""
    opened = anchors.index(span, "OPEN")
    span = (span[0], opened) if opened is not None and opened > span[0] else span  # not the "0200 GMT" in brackets
    told = anchors.first(span, "CLOCK")
    if told is not None:
        hour, minute = (int(part) for part in told.replace(".", ":").split(":")[:2])
    else:
        number = next(
            (value for name in ("ZEROS", "INT", "NUMW") if (value := anchors.first(span, name)) is not None), -1
        )
        hour, minute = divmod(number, 100) if number > 24 or anchors.has(span, "ZEROS") else (number, 0)
    half = anchors.first(span, "AMPM")
    if half is not None and hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    return (hour, minute) if 0 <= hour <= 24 and minute < 60 else None


def day_or_bare(anchors: Anchors, told: Told | None) -> Told:
    """The day told, else the day that the text speaks of, else one without a date."""
    if told is not None:
        return told
    base, anchor = anchors.base()
    return tell.day(base, anchor) if base else Told(value="XXXX-XX-XX", anchor=anchor)


def _iso(anchors: Anchors, span: Range) -> Told | None:
    text = str(anchors.first(span, "ISO")).rstrip("Z")
    try:
        told = tell.day(date.fromisoformat(text[:10]))
    except ValueError:
        return None
    return tell.with_clock(told, int(text[11:13]), int(text[14:16])) if "T" in text else told


def _slashed(anchors: Anchors, span: Range) -> Told | None:
    text = str(anchors.first(span, "SLASHDATE"))
    one, two, year = (int(part) for part in text.replace(".", "/").split("/"))
    year += 0 if year > 99 else 1900 if year >= _CENTURY_TURN else 2000
    day, month = (one, two) if (anchors.day_first or "." in text) else (two, one)
    if month > 12:
        day, month = month, day
    return _checked(year, month, day)


def _checked(year: int, month: int, day: int) -> Told | None:
    try:
        return tell.day(date(year, month, day))
    except ValueError:
        return None


def _dated(anchors: Anchors, span: Range) -> Told | None:
    month = anchors.first(span, "MONTHLIKE")
    number = next(
        (value for name in ("DAYNUM", "DORD", "ORDW") if (value := anchors.first(span, name)) is not None), None
    )
    if month is None or number is None:
        return None
    day = int(number) if isinstance(number, int) else int(number[:-2])
    year = year_of(anchors, span)
    if year is not None:
        return _checked(year, month, day)
    if anchors.published is None:
        return Told(value=f"XXXX-{month:02}-{day:02}", anchor="published")
    choices = [_checked(anchors.published.year + more, month, day) for more in (-1, 0, 1)]
    days = [choice.first for choice in choices if choice and choice.first]
    weekday = anchors.first(span, "WEEKDAY") or anchors.first(span, "WDABBR")
    days = [choice for choice in days if choice.isoweekday() == weekday] or days
    if anchors.has(span, "LAST"):
        days = [choice for choice in days if choice < anchors.published]
    meant = latest(days, anchors.published, anchors.future)
    return tell.day(meant, "published") if meant else None


def _weekday(anchors: Anchors, span: Range) -> Told | None:
    number = anchors.first(span, "WEEKDAY") or anchors.first(span, "WDABBR")
    near = _nearness(anchors, span)
    week = anchors.has(span, "WEEKW")
    if near in {"PREV", "FOLL", "THAT"} and not week:
        base, anchor = anchors.base("day")
        return _counted(number, base, {"PREV": -1, "FOLL": 1, "THAT": 0}[near], anchor)
    if anchors.published is None:
        return Told(value=f"XXXX-WXX-{number}", anchor="published")
    if week:
        step = {"LAST": -1, "PREV": -1, "NEXT": 1, "FOLL": 1}.get(near or "", 0)
        monday = anchors.published - timedelta(days=anchors.published.weekday())
        return tell.day(monday + timedelta(days=7 * step + number - 1), "published")
    step = {"LAST": -1, "NEXT": 1, "THIS": 2}.get(near or "", 1 if anchors.future else 0)
    return _counted(number, anchors.published, step, "published")


def _counted(number: int, base: date | None, step: int, anchor: str) -> Told:
    """The last such weekday up to a day (0), before it (-1), after it (1), or from it on (2)."""
    if base is None:
        return Told(value=f"XXXX-WXX-{number}", anchor=anchor)
    back = (base.isoweekday() - number) % 7
    ahead = (number - base.isoweekday()) % 7
    days = {0: -back, -1: -(back or 7), 1: ahead or 7, 2: ahead}[step]
    return tell.day(base + timedelta(days=days), anchor)


def _nearness(anchors: Anchors, span: Range) -> str | None:
    return next(
        (name for name in ("LAST", "NEXT", "PREV", "FOLL", "THIS", "CURRENT", "THAT") if anchors.has(span, name)), None
    )


def _relative(anchors: Anchors, span: Range) -> Told:
    away = anchors.first(span, "REL") or 0
    if anchors.published is None:
        return Told(value="XXXX-XX-XX", anchor="published")
    return tell.day(anchors.published + timedelta(days=away), "published")


def _feast(anchors: Anchors, span: Range) -> Told | None:
    rule = anchors.first(span, "HOLIDAY")
    year = year_of(anchors, span)
    if year is not None:
        return tell.day(_feast_day(rule, year))
    if anchors.published is None:
        return Told(anchor="published")
    near = {"LAST": -1, "PREV": -1, "NEXT": 1}.get(_nearness(anchors, span) or "")
    if near is not None:
        return tell.day(_feast_day(rule, anchors.published.year + near), "published")
    choices = [_feast_day(rule, anchors.published.year + more) for more in (-1, 0, 1)]
    meant = latest(choices, anchors.published, anchors.future)
    return tell.day(meant, "published") if meant else None


def _feast_day(rule: list[Any], year: int) -> date:
    if rule[0] == "easter":
        return tell.easter(year) + timedelta(days=rule[1])
    if len(rule) == 3:
        return tell.nth_weekday(year, *rule)
    return interval.day_of(f"{year}-{rule[0]:02}-{rule[1]:02}")


_READERS = (
    ("ISO", _iso),
    ("SLASHDATE", _slashed),
    ("HOLIDAY", _feast),
    ("MONTHLIKE", _dated),
    ("WEEKDAY", _weekday),
    ("WDABBR", _weekday),
    ("REL", _relative),
    ("TODAY", _relative),
)
