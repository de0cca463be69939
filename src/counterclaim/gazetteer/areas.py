"""Admin areas made from the towns that lie in them: names, centres and reach."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from counterclaim.codebook import loader
from counterclaim.gazetteer.names import fold, skeleton
from counterclaim.gazetteer.sources import AdminRow, Draft
from counterclaim.values.geodesy import centre, distance_km, spread_km

_SAME_TOWN_KM = 12.0
_LEAST_KM = 5.0
_CLOSE = 84.0


def assign(towns: Sequence[Draft], rows: Iterable[AdminRow], seats: dict[tuple[str, str], str]) -> None:
    """Give every town the names of its admin areas: its own row's, else the usual name of its code.

    `seats` names the area of a town (country, folded name) where the rows' names are older than the towns' codes.
    """
    table: dict[tuple[str, str], list[AdminRow]] = defaultdict(list)
    for row in rows:
        table[row.country, fold(row.name)].append(row)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in towns:
        for spelling in _folded(town):
            near = _same(town, table.get((town.country, spelling), []))
            if near is not None:
                town.admin1, town.admin2 = near.admin1 or None, near.admin2 or None
                votes[town.country, town.code].update([near.admin1] if near.admin1 else [])
                break
    usual = {code: counted.most_common(1)[0][0] for code, counted in votes.items() if counted}
    largest: dict[tuple[str, str], Draft] = {}
    for town in towns:
        place = town.country, fold(town.name)
        if place in seats and (place not in largest or town.population > largest[place].population):
            largest[place] = town
    usual.update({(town.country, town.code): seats[place] for place, town in largest.items()})
    for town in towns:
        town.admin1 = usual.get((town.country, town.code), town.admin1)


def areas(towns: Iterable[Draft]) -> list[Draft]:
    """First- and second-order areas, each at the centre of its towns."""
    first: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    second: dict[tuple[str, str, str], list[Draft]] = defaultdict(list)
    for town in towns:
        if town.admin1:
            first[town.country, town.admin1].append(town)
            if town.admin2:
                second[town.country, town.admin1, town.admin2].append(town)
    found = [_area(inside, name, "admin1", name, None) for (_, name), inside in first.items()]
    for (_, parent, name), inside in second.items():
        found.append(_area(inside, name, "admin2", parent, name))
    return found


def other_names(names: Sequence[str], iso: Sequence[str]) -> dict[str, list[str]]:
    """For each area of one country its ISO 3166-2 spellings: the same stem first, then the closest in sound."""
    found: dict[str, list[str]] = {name: [] for name in names}
    stems = {stem(name): name for name in names}
    left: list[str] = []
    for spelling in iso:
        owner = stems.get(stem(spelling))
        if owner is None:
            left.append(spelling)
        else:
            found[owner].append(spelling)
    open_stems = {key: name for key, name in stems.items() if not found[name]}
    for spelling in left:
        best = _closest(stem(spelling), open_stems)
        if best is not None:
            found[best].append(spelling)
    return found


def stem(name: str) -> str:
    """A folded name without generic words: `Syunik'i Marz` and `Syunik'` come close, `Provincia de Loja` is Loja."""
    key = fold(name)
    cut = _generic().sub("", key).strip()
    return cut if len(cut) > 2 else key


def reach_km(population: int) -> float:
    """Radius of a town by its people; crowding grows with size."""
    return round(max(1.5, 0.008 * math.sqrt(population)), 1)


def _folded(town: Draft) -> Iterator[str]:
    yield fold(town.name)
    yield from (fold(name) for name in town.names if name.isascii())


def _closest(wanted: str, stems: dict[str, str]) -> str | None:
    from rapidfuzz import fuzz  # noqa: PLC0415 (only while building)

    scored = [(fuzz.ratio(wanted, key) + 10 * (skeleton(wanted) == skeleton(key)), name) for key, name in stems.items()]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _CLOSE else None


def _same(town: Draft, rows: Sequence[AdminRow]) -> AdminRow | None:
    """The row nearest to a town among those of its name, None where all are too far to be the same."""
    if not rows:
        return None
    near = min(rows, key=lambda row: abs(row.lat - town.lat) + abs(row.lon - town.lon))
    return near if distance_km(near.lat, near.lon, town.lat, town.lon) <= _SAME_TOWN_KM else None


def _area(inside: Sequence[Draft], name: str, level: str, admin1: str, admin2: str | None) -> Draft:
    points = [(town.lat, town.lon) for town in inside]
    lat, lon = centre(points)
    radius = max(_LEAST_KM, spread_km(lat, lon, points))
    return Draft(
        name, round(lat, 4), round(lon, 4), inside[0].country, level, admin1=admin1, admin2=admin2,
        population=sum(town.population for town in inside), radius_km=round(radius, 1),
    )  # fmt: skip


@cache
def _generic() -> re.Pattern[str]:
    words = {entry["id"]: entry for entry in loader.load("place_words")}
    every = {fold(str(word)) for word in (*words["area"]["english"], *words["area_foreign"]["words"])}
    either = "|".join(sorted(map(re.escape, every), key=len, reverse=True))
    return re.compile(rf"^(?:(?:{either})\b ?)+|(?: (?:{either}))+$")
