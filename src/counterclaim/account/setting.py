"""The time, place and sides told with one trigger, by which triggers of one incident know each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from counterclaim.account.holders import holder
from counterclaim.account.scene import Scene, distance, kept
from counterclaim.account.told import time_of
from counterclaim.codebook.loader import load
from counterclaim.records.reading import EventMention, PlaceMention, TimeMention
from counterclaim.values.geodesy import distance_km
from counterclaim.values.interval import Interval

TOWNS = frozenset({"place", "admin2"})
"""Levels of what is no wider than a town and what lies about it."""
TOWN_KM = 20.0
"""Radius of a town and what lies about it, where nothing finer is known."""
_BESIDE_KM = 30.0
_UNKNOWN = 5
_ATTRIBUTE = 24
"""Characters between a wide place and the finer one that it stands before as an attribute."""
_BROKEN = re.compile(r"[,;:.()]|\b(?:and|or|to|from|in|at|near|than)\b")
_COARSE = {"place": 0, "admin2": 1, "admin1": 2, "sea": 2, "region": 3, "country": 4}


class Setting(NamedTuple):
    """What stands with a trigger; `another` and `definite`: the words point to a new or to the known incident."""

    interval: Interval | None
    time: TimeMention | None
    place: PlaceMention | None
    countries: frozenset[str]
    sides: frozenset[str]
    another: bool
    definite: bool
    past: bool
    year_only: bool
    previous_day: bool
    told: bool
    country: bool

    def near(self, other: PlaceMention) -> bool:
        """Whether this setting's place and another can be one place told at two levels."""
        mine = self.place
        return mine is None or mine.name == other.name or beside(mine, other)


def apart(one: PlaceMention, other: PlaceMention) -> float | None:
    """The km between two places, None where one is not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def beside(one: PlaceMention, other: PlaceMention, least: float = _BESIDE_KM) -> bool:
    """Whether two places may touch: within `least` km, or within their radii; also where one is not known."""
    away = apart(one, other)
    return away is None or away <= max(least, (one.radius_km or 0.0) + (other.radius_km or 0.0))


def coarseness(place: PlaceMention) -> int:
    """How wide a place is by its level: 0 for a town, more for what is wider or not known; a name that is told in a
    district or a province is a step finer than that."""
    wide = _COARSE.get(place.level or "", _UNKNOWN)
    return wide - 1 if place.within and wide in {1, 2} else wide


@kept
def locations(scene: Scene, number: int) -> list[PlaceMention]:
    """Places of a sentence where something can have happened: no government's seat, no speaker's address."""
    spans = [(a.source, a.cue) for a in scene.said_in(number)]
    found = []
    for place in scene.places_of(number):
        speaking = any(
            (source and source[0] <= place.span[0] < source[1])
            or 0 <= place.span[0] - cue[1] < 25
            and not _in_content(scene, place)
            for source, cue in spans
        )
        if not place.metonym and not speaking:
            found.append(place)
    return found


def _in_content(scene: Scene, place: PlaceMention) -> bool:
    return any(a <= place.span[0] < b for att in scene.reading.attributions for a, b in att.content)


@cache
def pointers(name: str) -> tuple[str, ...]:
    """Words of one group of `pointers.yaml`."""
    return tuple(next(entry["words"] for entry in load("pointers") if entry["id"] == name))


def setting_of(scene: Scene, event: EventMention) -> Setting:
    """The setting of a trigger, from its own clause first and its sentence after."""
    number = scene.sentence(event.span[0])
    sentence = scene.reading.sentences[number]
    text = scene.text[sentence.span[0] : sentence.span[1]].lower()
    time = time_of(scene, event)
    place = nearest_place(event, _own(scene, [p for p in locations(scene, number) if p.level != "country"]))
    before = scene.text[max(sentence.span[0], event.span[0] - 30) : event.span[0]].lower()
    mentions = [m for m in (scene.mention_at(event.agent), scene.mention_at(event.patient)) if m is not None]
    return Setting(
        interval=Interval(time.start, time.end) if time and time.start else None,
        time=time,
        place=place,
        countries=frozenset(m.country for m in mentions if m.country and m.actor),
        sides=frozenset(s for s in map(holder, mentions) if s),
        another=_another(before),
        definite=before.rstrip().endswith(pointers("definite")),
        past=_has(text, pointers("history")),
        year_only=bool(time and time.precision in {"year", "months", "month"}),
        previous_day=bool(time and time.anchor == "previous"),
        told=bool(scene.times_of(number)),
        country=any(p.level == "country" for p in locations(scene, number)),
    )


def _another(before: str) -> bool:
    """Whether the words before a trigger tell of one more act: "another", "in a separate"."""
    ended = before.rstrip().endswith(tuple(f" {words}" for words in pointers("another")))
    return ended or _has(before, [words for words in pointers("another") if " " in words])


def _has(text: str, phrases: Iterable[str]) -> bool:
    spaced = f" {text} "
    return any(f" {phrase} " in spaced for phrase in phrases)


def _own(scene: Scene, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places without those that only tell where another lies: "the Black Sea port of Odesa"."""
    return [p for p in places if not any(_tells_where(scene, p, other) for other in places)]


def _tells_where(scene: Scene, wide: PlaceMention, place: PlaceMention) -> bool:
    """Whether a wide place stands right before a finer one as its attribute."""
    between = scene.text[wide.span[1] : place.span[0]]
    beside = 0 < len(between) <= _ATTRIBUTE and not _BROKEN.search(between)
    return beside and coarseness(place) < coarseness(wide)


def nearest_place(event: EventMention, places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The place of a trigger: after it rather than before it, and nearest."""

    def order(place: PlaceMention) -> tuple[bool, int]:
        return place.span[1] <= event.span[0] and distance(place.span, event.span) > 60, distance(
            place.span, event.span
        )

    return min(places, key=order, default=None)
