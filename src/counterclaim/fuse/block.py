"""Under what an account is filed, and where possible partners are filed: never all accounts against all.

Time has three grades (days, months, unknown) and so has place (cells, country, unknown). Two accounts meet at the
coarser grade of either, so each is filed at every grade from its own up, with its own grades in the key: a town on a
day finds towns on that day in its cell, countries on that day, towns in that month, and so on. A second road, for
accounts whose place or time is unknown or mistaken, leads over telling words of one week, and over telling names and
local words of half a year. Both are symmetric: `lookups(a)` meets `keys(b)` exactly where `lookups(b)` meets `keys(a)`.

A key begins with the first day of its time, 0 for what lasts: news of one time lies together wherever keys are kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from counterclaim.fuse.sketch import ASSUMED, LOOSE, TOLD, Sketch
from counterclaim.fuse.terms import rarity, shares

_DAY, _MONTH, _EVER = 0, 1, 2
_CELL, _COUNTRY, _ANYWHERE = 0, 1, 2
_CELL_DEGREES = 1.0
_EDGE_DEGREES = 0.15
_FINE_KM = 60.0
_MOST_MONTHS = 13
_MOST_NAMES, _MOST_WORDS, _MOST_LOCAL, _MOST_HALVES = 5, 8, 5, 4
_WIDE = 30
_HALF_WEEK = 3
_MANY = 5
_BACKGROUND = "background"


def keys(sketch: Sketch) -> tuple[str, ...]:
    """What an account is filed under."""
    own = _time(sketch), _place(sketch)
    filed = (
        f"{day}|{time}{place}{own[0]}{own[1]}:{where}"
        for time in range(own[0], _MONTH + 1)
        for place in range(own[1], _COUNTRY + 1)
        for day, where in _buckets(sketch, time, place, 0)
    )
    return tuple(dict.fromkeys((*filed, *_named(sketch, own[0], filing=True))))


def lookups(sketch: Sketch) -> tuple[str, ...]:
    """Where its possible partners are filed."""
    own = _time(sketch), _place(sketch)
    found: list[str] = []
    for time in range(_MONTH + 1):
        for place in range(_COUNTRY + 1):
            meet = max(time, own[0]), max(place, own[1])
            if meet[0] <= _MONTH and meet[1] <= _COUNTRY:
                met = f"{meet[0]}{meet[1]}{time}{place}"
                found += (f"{day}|{met}:{where}" for day, where in _buckets(sketch, *meet, 1))
    return tuple(dict.fromkeys((*found, *_named(sketch, own[0], filing=False))))


def _time(sketch: Sketch) -> int:
    if sketch.dated in {TOLD, ASSUMED}:
        return _DAY
    return _MONTH if sketch.dated == LOOSE and len(_months(sketch)) <= _MOST_MONTHS else _EVER


def _place(sketch: Sketch) -> int:
    if sketch.lat is not None and sketch.lon is not None and (sketch.radius_km or 0.0) <= _FINE_KM:
        return _CELL
    return _COUNTRY if sketch.country else _ANYWHERE


def _buckets(sketch: Sketch, time: int, place: int, margin: int) -> Iterator[tuple[int, str]]:
    """Day x place; where both are coarse, the kind of violence too."""
    times = _days(sketch, margin) if time == _DAY else _months(sketch)
    places = _cells(sketch) if place == _CELL else [sketch.country or ""]
    kind = _kind(sketch) if (time, place) != (_DAY, _CELL) else ""
    return ((day, f"{where}{kind}") for day in times for where in places)


def _days(sketch: Sketch, margin: int) -> Sequence[int]:
    """The days of a short interval; looked up a day either side."""
    if sketch.first is None or sketch.last is None:
        return ()
    return range(sketch.first - margin, sketch.last + margin + 1)


def _months(sketch: Sketch) -> Sequence[int]:
    """The first days of the months that an interval touches."""
    if sketch.first is None or sketch.last is None:
        return ()
    return _months_of(sketch.first, sketch.last)


@lru_cache(maxsize=1024)
def _months_of(first: int, last: int) -> Sequence[int]:
    start, end = (date.fromordinal(max(1, day)) for day in (first, last))
    months = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
    return [date(month // 12, month % 12 + 1, 1).toordinal() for month in months]


def _cells(sketch: Sketch) -> Sequence[str]:
    """The cells that a small square around the point touches: near places share one, whatever the grid."""
    if sketch.lat is None or sketch.lon is None:
        return ()
    return _cells_at(sketch.lat, sketch.lon)


@lru_cache(maxsize=1024)
def _cells_at(lat: float, lon: float) -> Sequence[str]:
    east = _EDGE_DEGREES / max(0.2, math.cos(math.radians(lat)))
    rows = {math.floor((lat + step) / _CELL_DEGREES) for step in (-_EDGE_DEGREES, _EDGE_DEGREES)}
    columns = {math.floor(((lon + step + 180) % 360) / _CELL_DEGREES) for step in (-east, east)}
    return [f"{row},{column}" for row in sorted(rows) for column in sorted(columns)]


def _kind(sketch: Sketch) -> str:
    """Violence from afar, crowds, or any other: what outlets seldom mix up."""
    return {"Explosions/Remote violence": "x", "Protests": "r", "Riots": "r"}.get(sketch.acled, "a")


def _named(sketch: Sketch, time: int, *, filing: bool) -> Iterator[str]:
    """Telling words in a week; full names, and telling words in a cell, in half a year; the undated over what lasts."""
    known = tuple(dict.fromkeys((*sketch.victims, *sketch.people)))[:_MOST_NAMES]
    full = [f"n:{name}" for name in known if name in sketch.victims or _tells(name)]
    telling = [f"t:{word}" for word in _telling(sketch)]
    local = [f"{where}{mark}" for mark in telling[:_MOST_LOCAL] for where in _cells(sketch)]
    yield from (f"{week}|w{mark}" for week in _weeks(sketch) for mark in telling)
    yield from (f"{half}|h{mark}" for half in _halves(sketch) for mark in (*full, *local))
    if sketch.published is None:
        yield from (f"0|z{mark}" for mark in (*full, *telling))
    own = "u" if time == _EVER else "d"
    sides = own if filing else "du" if own == "u" else "u"
    yield from (f"0|{side}{mark}" for side in sides for mark in _lasting(sketch))


def _tells(name: str) -> bool:
    """Whether a name's words together are as telling as one rare word: "On Tuesday", "Armed Forces" are in all news."""
    return sum(map(rarity, name.split())) >= rarity("")


def _lasting(sketch: Sketch) -> list[str]:
    """What a retelling keeps when it drops the day: who was harmed, or a place with a high toll."""
    found = [f"n:{name}" for name in sketch.victims[:_MOST_NAMES]]
    if sketch.killed and sketch.killed.low is not None and sketch.killed.low >= _MANY:
        found += (f"k:{sketch.killed.low}:{where}" for where in (_cells(sketch) or [sketch.country or ""]))
    return found


def _telling(sketch: Sketch) -> list[str]:
    """The most telling words, of news in the whole report, less those of the place itself."""
    own = set(f"{sketch.place or ''} {sketch.admin1 or ''}".casefold().split())
    told = sketch.words if sketch.status == _BACKGROUND else sketch.gist
    return [word for word in shares(told) if word not in own][:_MOST_WORDS]


def _weeks(sketch: Sketch) -> list[int]:
    """First days of the weeks around the day of the news, or around the day that history is told of."""
    day = sketch.published if sketch.status != _BACKGROUND else sketch.last
    if day is None:
        return []
    return [week * 7 for week in range((day - _HALF_WEEK) // 7, (day + _HALF_WEEK) // 7 + 1)]


def _halves(sketch: Sketch) -> list[int]:
    """First days of the half years that the days and the report touch, a while to spare before."""
    known = [day for day in (sketch.first, sketch.last, sketch.published) if day is not None]
    if not known:
        return []
    start, end = (date.fromordinal(max(1, day)) for day in (min(known) - _WIDE, max(known) + _WIDE))
    halves = range(start.year * 2 + (start.month > 6), end.year * 2 + (end.month > 6) + 1)
    return [date(half // 2, half % 2 * 6 + 1, 1).toordinal() for half in halves[-_MOST_HALVES:]]
