"""Makes the place index: towns | admin areas from them | countries | known regions and names | one file."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from counterclaim.gazetteer import index, sources
from counterclaim.gazetteer.areas import areas, assign, other_names, reach_km, stem
from counterclaim.gazetteer.names import fold
from counterclaim.gazetteer.sources import Draft
from counterclaim.values.geodesy import spread_km

Note = Callable[[str], None]


def build(path: Path, note: Note = lambda _text: None) -> str:
    """Build the index at `path` and return its digest; `note` is told each step."""
    note("reading towns")
    towns = list(sources.towns())
    note(f"naming the admin areas of {len(towns)} towns")
    entries = [entry for entry in sources.known() if entry["level"] != "country"]
    assign(towns, sources.admin_rows(), _seats(entries))
    for town in towns:
        town.radius_km = reach_km(town.population)
    parts = areas(towns)
    _name_areas(parts)
    drafts = [*_countries(towns), *parts, *towns]
    for entry in _known(drafts, entries):
        note(f"places.yaml: no {entry['level']} {entry['name']} ({entry['country']}) in the tables; left out")
    note(f"writing {len(drafts)} places")
    return index.write(path, drafts)


def _seats(entries: Sequence[dict[str, Any]]) -> dict[tuple[str, str], str]:
    return {(entry["country"], fold(entry["seat"])): str(entry["name"]) for entry in entries if "seat" in entry}


def _name_areas(parts: Iterable[Draft]) -> None:
    """Add to each admin area its stem and its ISO 3166-2 spellings."""
    first: dict[str, list[Draft]] = defaultdict(list)
    for part in parts:
        if part.level == "admin1":
            first[part.country].append(part)
        part.names.append(stem(part.name))
    iso = sources.subdivisions()
    for country, inside in first.items():
        found = other_names([part.name for part in inside], iso.get(country, []))
        for part in inside:
            spellings = found.get(part.name, [])
            part.names += [*spellings, *map(stem, spellings)]


def _countries(towns: Iterable[Draft]) -> list[Draft]:
    """Countries where the codebook puts them, reaching as far as their area and towns do."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        points[town.country].append((town.lat, town.lon))
    entries = {entry["country"]: entry for entry in sources.known() if entry["level"] == "country"}
    iso, found = sources.iso_names(), []
    for code, row in sources.countries().items():
        entry = entries.get(code)
        if entry is None:  # a state that is no more
            continue
        lat, lon = float(entry["lat"]), float(entry["lon"])
        disc = math.sqrt(float(row["areakm2"] or 0) / math.pi)
        radius = entry.get("radius_km") or max(disc, spread_km(lat, lon, points[code], 0.9), 5.0)
        found.append(
            Draft(
                row["name"], lat, lon, code, "country", int(row["geonameid"]), population=int(row["population"] or 0),
                radius_km=round(float(radius), 1), names=[*iso.get(code, []), *entry.get("aliases", [])],
            )
        )  # fmt: skip
    return found


def _known(drafts: list[Draft], entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add the codebook's regions and seas; an entry for a place that there is mends its names and where it lies.

    Returns the entries that mend nothing: the tables that are installed differ from those they were written for.
    """
    held: dict[tuple[str, str, str], list[Draft]] = defaultdict(list)
    for draft in drafts:
        for name in {fold(draft.name), stem(draft.name) if draft.level == "admin1" else fold(draft.name)}:
            held[draft.level, draft.country, name].append(draft)
    lost = []
    for entry in entries:
        same = held.get((entry["level"], str(entry["country"]), fold(str(entry.get("of") or entry["name"]))))
        if same:
            _mend(drafts, max(same, key=lambda draft: draft.population), entry)
        elif "lat" in entry and "of" not in entry:
            drafts.append(_own(entry))
        else:
            lost.append(entry)
    return lost


def _mend(drafts: Iterable[Draft], owner: Draft, entry: dict[str, Any]) -> None:
    owner.names += [str(name) for name in entry.get("aliases", [])]
    if "lat" in entry:
        owner.lat, owner.lon, owner.radius_km = float(entry["lat"]), float(entry["lon"]), float(entry["radius_km"])
    owner.admin1 = entry.get("admin1", owner.admin1)
    if owner.name != entry["name"]:
        _rename(drafts, owner, str(entry["name"]))


def _rename(drafts: Iterable[Draft], owner: Draft, name: str) -> None:
    """Give a place the name that news uses; towns of an admin area carry it too."""
    old = owner.name
    owner.names.insert(0, old)
    owner.name = name
    if owner.level == "admin1":
        for draft in drafts:
            if draft.country == owner.country and draft.admin1 == old:
                draft.admin1 = name


def _own(entry: dict[str, Any]) -> Draft:
    country, name, level = entry["country"], str(entry["name"]), entry["level"]
    return Draft(
        name, float(entry["lat"]), float(entry["lon"]), country if isinstance(country, str) else " ".join(country),
        level, admin1=name if level == "admin1" else entry.get("admin1"), population=int(entry.get("population", 0)),
        radius_km=float(entry["radius_km"]), names=[str(other) for other in entry.get("aliases", [])],
    )  # fmt: skip
