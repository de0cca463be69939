"""Which rows and incidents tell of one event: near in time and place, between the same sides, with like tolls.

rows, incidents | candidates by day and country | scored | paired one to one, the best first | the rest to pairs
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from counterclaim.codebook.actors import actors, alias_index
from counterclaim.codebook.standards import crosswalk
from counterclaim.compare.rows import Event
from counterclaim.records.incident import Incident
from counterclaim.values.geodesy import distance_km
from counterclaim.views.claim_ids import number, tally_of
from counterclaim.views.days import first_day, last_day
from counterclaim.views.sides import bloc

_WEIGHTS = {"days": 0.3, "place": 0.35, "sides": 0.2, "toll": 0.15}
_NAMING = frozenset({"name", "alias", "organ"})
"""How words name a side itself; an adjective (Syrian insurgents) only says where it is from."""
_UNKNOWN = 0.4
"""What a part scores where one side does not tell it: neither for nor against."""


@dataclass(frozen=True, slots=True)
class Windows:
    """How far apart a row and an incident may be, beside what their own precision leaves open."""

    days: int = 2
    km: float = 30.0
    least: float = 0.6


@dataclass(frozen=True, slots=True)
class Side:
    """An incident as it is matched."""

    incident: Incident
    days: tuple[date, date]
    blocs: frozenset[str]
    killed: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A row and an incident held to be one; `first` where neither has a better one."""

    event: Event
    side: Side
    score: float
    days_apart: int
    km: float | None
    first: bool = True


@dataclass(slots=True)
class Matched:
    """What was matched and what was not."""

    pairs: list[Pair] = field(default_factory=list)
    only_rows: list[Event] = field(default_factory=list)
    only_ledger: list[Side] = field(default_factory=list)


def side_of(incident: Incident) -> Side | None:
    """An incident as it is matched, None for one without a day."""
    first, last = first_day(incident.when), last_day(incident.when)
    if first is None or last is None:
        return None
    tally = tally_of(incident, "killed")
    blocs = frozenset(bloc(part) for part in incident.participants if part.role != "mediator" and part.actor)
    return Side(incident, (first, max(first, last)), blocs, number(tally.quantity) if tally else None)


def match(events: Sequence[Event], found: Sequence[Side], windows: Windows) -> Matched:
    """Pairs one to one, the best score first; what is left joins the pair it fits, as a part of it."""
    scored = sorted(_scored(events, found, windows), key=lambda each: (-each[0], each[1], each[2]))
    by_row: dict[int, int] = {}
    by_side: dict[int, int] = {}
    made = Matched()
    for score, row, at, apart, km in scored:
        if row not in by_row and at not in by_side:
            by_row[row], by_side[at] = at, row
            made.pairs.append(Pair(events[row], found[at], score, apart, km))
    for score, row, at, apart, km in scored:
        if row not in by_row or at not in by_side:
            by_row.setdefault(row, at)
            by_side.setdefault(at, row)
            made.pairs.append(Pair(events[row], found[at], score, apart, km, first=False))
    made.only_rows = [event for n, event in enumerate(events) if n not in by_row]
    made.only_ledger = [side for n, side in enumerate(found) if n not in by_side]
    return made


def _scored(
    events: Sequence[Event], found: Sequence[Side], windows: Windows
) -> Iterator[tuple[float, int, int, int, float | None]]:
    by_day: dict[date, list[int]] = defaultdict(list)
    for at, side in enumerate(found):
        for day in _each(side.days):
            by_day[day].append(at)
    named = {name: _blocs(name) for event in events for name in event.sides}
    for row, event in enumerate(events):
        reach = timedelta(days=windows.days + event.slack_days)
        near = {at for day in _each((event.days[0] - reach, event.days[1] + reach)) for at in by_day.get(day, ())}
        blocs = frozenset(one for name in event.sides for one in named[name])
        for at in sorted(near):
            told = _score(event, blocs, found[at], windows)
            if told is not None and told[0] >= windows.least:
                yield (told[0], row, at, told[1], told[2])


def _score(event: Event, blocs: frozenset[str], side: Side, windows: Windows) -> tuple[float, int, float | None] | None:
    """How well a row fits an incident (0 to 1), days and kilometres apart; None where it cannot be."""
    apart = max((side.days[0] - event.days[1]).days, (event.days[0] - side.days[1]).days, 0)
    place = _place(event, side.incident, windows)
    if place is None:
        return None
    parts = {
        "days": 1 - max(apart - event.slack_days, 0) / (windows.days + 1),
        "place": place[0],
        "sides": _overlap(blocs, side.blocs),
        "toll": _likeness(event, side.killed),
    }
    return sum(_WEIGHTS[name] * value for name, value in parts.items()), apart, place[1]


def _place(event: Event, incident: Incident, windows: Windows) -> tuple[float, float | None] | None:
    where = incident.where
    exact = where.precision not in {"country", "unknown"} and where.lat is not None and where.lon is not None
    if not exact or event.lat is None or event.lon is None or event.slack_km is None:
        known = event.country is not None and where.country is not None
        return (_UNKNOWN, None) if known and event.country == where.country else None
    km = distance_km(event.lat, event.lon, where.lat or 0.0, where.lon or 0.0)
    reach = windows.km + event.slack_km + (where.radius_km or 0.0)
    return (1 - km / reach, km) if km <= reach else None


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared sides, of the fewer told: one source often names one side alone."""
    if not one or not other:
        return _UNKNOWN
    return len(one & other) / min(len(one), len(other))


def _likeness(event: Event, killed: int | None) -> float:
    low, best, high = event.killed
    if killed is None:
        return 1.0 if best == 0 else _UNKNOWN
    if low <= killed <= high:
        return 1.0
    return 1 - abs(best - killed) / max(best, killed)


def _blocs(name: str) -> frozenset[str]:
    """Holders that a table's name of a side tells, by the codebook's names of actors."""
    words = name.replace("(", " ").replace(")", " ").replace(",", " ").split()
    if not words or words[0].casefold() in crosswalk("tables.no_side"):
        return frozenset()
    index, found, i = alias_index(), set(), 0
    while i < len(words):
        hit = index.match(words, i)
        named = [each.actor for each in hit.candidates if each.how in _NAMING] if hit else []
        if named:
            known = actors().get(named[0])
            found.add(known.holder if known else named[0])
        i += hit.length if hit else 1
    return frozenset(found)


def _each(days: tuple[date, date]) -> Iterator[date]:
    for n in range(min((days[1] - days[0]).days, 366) + 1):
        yield days[0] + timedelta(days=n)
