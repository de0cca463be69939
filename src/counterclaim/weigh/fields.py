"""Event, time, place and people of an incident from its accounts: what most origins tell, the finest of it.

One origin has one vote, however many outlets print it; equal votes go to the account filed first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from counterclaim.records.account import EventCode, Participant, Thing, When, Where
from counterclaim.records.codec import altered
from counterclaim.records.entry import Entry
from counterclaim.records.incident import Told
from counterclaim.values.geodesy import distance_km
from counterclaim.values.interval import Interval, overlaps
from counterclaim.values.sides import CERTAINTY

Field = TypeVar("Field")

_TIMES = ("hour", "part_of_day", "day", "days", "week", "month", "months", "year", "unknown")
_PLACES = ("point", "place", "near", "admin2", "admin1", "sea", "country", "unknown")
_TOWN = 3
_SAME_PLACE_KM = 25.0


def event(entries: Sequence[Entry]) -> tuple[EventCode, Told]:
    """The kind of incident that most origins tell."""
    votes = _votes(entries, lambda entry: entry.account.event.entry)
    best = max(entries, key=lambda entry: (votes[entry.account.event.entry], -entry.seq))
    return best.account.event, Told("event", best.report, best.account.n)


def when(entries: Sequence[Entry]) -> tuple[When, Told]:
    """The time that agrees with most others, the finest of those."""
    told = [entry for entry in entries if entry.account.when.start]

    def support(entry: Entry) -> int:
        mine = _interval(entry.account.when)
        return len({other.origin for other in told if overlaps(mine, _interval(other.account.when))})

    best = max(
        told or entries[:1],
        key=lambda entry: (support(entry), -_TIMES.index(entry.account.when.precision), -entry.seq),
    )
    found = best.account.when
    ongoing = any(entry.account.when.ongoing for entry in entries)
    return altered(found, ongoing=ongoing), Told("when", best.report, best.account.n)


def where(entries: Sequence[Entry]) -> tuple[Where, Told]:
    """The finest place that agrees with most others; other places told are its alternates."""
    told = [entry for entry in entries if entry.account.where.name]

    def support(entry: Entry) -> int:
        return len({other.origin for other in told if near(entry.account.where, other.account.where)})

    def order(entry: Entry) -> tuple[bool, int, int, int]:
        fineness = _PLACES.index(entry.account.where.precision)
        return (fineness <= _TOWN, support(entry), -fineness, -entry.seq)

    best = max(told or entries[:1], key=order)
    found = best.account.where
    others = [other for entry in told for other in (entry.account.where, *entry.account.where.alternates)]
    return altered(found, alternates=_alternates(found, others)), Told("where", best.report, best.account.n)


def near(one: Where, other: Where) -> bool:
    """Whether two places may be one: the same entry of the gazetteer, or within 25 km or both radiuses."""
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.country is not None and one.country == other.country
    reach = max(_SAME_PLACE_KM, (one.radius_km or 0) + (other.radius_km or 0))
    return distance_km(one.lat, one.lon, other.lat, other.lon) <= reach


def participants(entries: Sequence[Entry]) -> tuple[Participant, ...]:
    """Everybody with a role, told by any account; certainty is the firmest told, mentions the first account's."""
    found: dict[tuple[str, str], Participant] = {}
    for entry in entries:
        for part in entry.account.participants:
            key = (part.role, part.actor or part.name.casefold())
            known = found.get(key)
            plain = altered(part, claims=())
            found[key] = plain if known is None else _firmer(known, plain)
    return tuple(found.values())


def things(entries: Sequence[Entry], of: Callable[[Entry], Sequence[Thing]]) -> tuple[Thing, ...]:
    """Objects or weapons told by any account, a kind once, the one with an effect before the one without."""
    found: dict[str, Thing] = {}
    for entry in entries:
        for thing in of(entry):
            known = found.get(thing.kind)
            if known is None or (thing.effect and not known.effect):
                found[thing.kind] = altered(thing, claims=())
    return tuple(found.values())


def status(entries: Sequence[Entry]) -> str:
    """Main as soon as one report has it as its news; else what the first account is."""
    told = [entry.account.status for entry in entries]
    return "main" if "main" in told else told[0]


def domain(entries: Sequence[Entry]) -> str:
    """The domain that most origins tell."""
    votes = _votes(entries, lambda entry: entry.account.domain)
    return max(entries, key=lambda entry: (votes[entry.account.domain], -entry.seq)).account.domain


def _votes(entries: Sequence[Entry], of: Callable[[Entry], str]) -> dict[str, int]:
    origins: dict[str, set[str]] = {}
    for entry in entries:
        origins.setdefault(of(entry), set()).add(entry.origin)
    return {value: len(found) for value, found in origins.items()}


def _interval(told: When) -> Interval:
    return Interval(told.start, told.end)


def _alternates(chosen: Where, others: Sequence[Where]) -> tuple[Where, ...]:
    found: list[Where] = []
    for other in others:
        fine = _PLACES.index(other.precision) <= _TOWN
        if fine and not near(chosen, other) and not any(near(known, other) for known in found):
            found.append(altered(other, alternates=()))
    return tuple(found)


def _firmer(known: Participant, other: Participant) -> Participant:
    first, second = CERTAINTY.index(known.certainty), CERTAINTY.index(other.certainty)
    named = known if len(known.name) >= len(other.name) or known.identified and not other.identified else other
    return altered(
        named,
        certainty=CERTAINTY[min(first, second)],
        identified=known.identified or other.identified,
        confidence=max(known.confidence, other.confidence),
    )
