"""`python -m evaluation.site_learn`: learns the weights that choose where an incident is put, and writes them down.

annotated reports   train families and the tune half of the real ones: an account's place, or that none is told
news of shootings   the tune half, accidents aside: the town on record, for the first main account
communiques         the tune half: the province on record, for releases of one main account
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from counterclaim.account.scene import Scene
from counterclaim.account.setting import coarseness
from counterclaim.account.site import Sites
from counterclaim.account.split import Draft, drafts
from counterclaim.account.where import ruled
from counterclaim.gazetteer.names import fold
from counterclaim.reader import Reader, Result
from counterclaim.records.reading import PlaceMention
from counterclaim.values.geodesy import distance_km
from evaluation import corpora, data
from evaluation.catalogue import REPOSITORY
from evaluation.holder_learn import Choice, Read, keep, material, scene_of
from evaluation.reader import report_of
from evaluation.run import Json, Run, nothing
from evaluation.sets import corpus_align, isaf
from evaluation.sets.shootings import cities

FILE = REPOSITORY / "src" / "counterclaim" / "account" / "site.json"
_PENALTY = 3.0
_SHOOTINGS = 1400
_KM = 25.0
_AREA = 2
Labelled = tuple[str, Choice]
Right = Callable[[PlaceMention], bool]


def choice(scene: Scene, draft: Draft, right: Right | None) -> Choice | None:
    """The candidates of a draft, the best told of the right ones as right; None where none is.

    Without `right` none of them is, as where an incident's place is not told.
    """
    found, rules = Sites(scene), ruled(scene, draft)
    options = found.options(draft, rules)
    told = {key: found.told(draft, key, rules) for key in options}
    good = [key for key, place in told.items() if place is not None and right and right(place)]
    if right and not good:
        return None
    good = good or [None]
    best = min(good, key=lambda key: (*_led(options[key]), told[key] is not rules, not _happened(options[key])))
    return [(key == best, names) for key, names in options.items() if key == best or key not in good]


def _led(names: list[str]) -> tuple[bool, bool]:
    """Where somebody is at work comes last among what may be right, where forces went first."""
    return "led at_work" in names, "led searched" not in names


def _happened(names: list[str]) -> bool:
    """Whether the words put something in a place: "in the X district"."""
    return any(name.endswith((" in", " near", " at")) for name in names)


def near(lat: float, lon: float, km: float = _KM) -> Right:
    """Whether a place lies about a point and is no wider than what lies there."""
    return lambda place: (
        place.lat is not None and place.lon is not None and distance_km(lat, lon, place.lat, place.lon) <= km
    )


def annotated(one: Read) -> Iterator[Labelled]:
    """The accounts of an annotated report whose place is among the candidates."""
    scene = scene_of(one.result)
    told = drafts(scene)
    for theirs, mine in corpus_align.pairs(one.gold, one.result.as_json()).accounts:
        found = choice(scene, told[mine], _same(one.gold["accounts"][theirs]["where"]))
        if found:
            yield one.family, found


def _same(there: Json) -> Right | None:
    if there.get("lat") is None:
        return None if not there.get("name") else lambda place: place.name == there["name"]
    about = near(float(there["lat"]), float(there["lon"]))
    wide, name = there.get("precision") in {"admin1", "country"}, fold(there.get("name") or "")
    return lambda place: (
        fold(place.name) == name
        if place.within or place.lat is None
        else about(place) and (place.level in {"admin1", "country", "region"}) == wide
    )


def shot(reader: Reader, folder: Path, run: Run) -> Iterator[Labelled]:
    """News of shootings by the town on record."""
    for story, record in corpora.shootings_on_record(folder, run, _SHOOTINGS):
        town = record["city_or_county"].split("(")[0].strip().lower()
        point = cities().get((town, record["state"].lower()))
        if point:
            yield from _first(story.id, reader.code(report_of(story)), near(*point))


def released(reader: Reader, folder: Path, run: Run) -> Iterator[Labelled]:
    """Communiques by the province on record: what lies in it, the finer the better."""
    place = data.locate("isaf_press_releases", folder)
    if place is None:
        return
    records = {str(one["text"]): one for one in data.lines(place / "releases.jsonl")}
    for story in corpora.half("isaf", folder, run):
        provinces = {isaf.province(name) for name in records[story.text]["province"]}
        result = reader.code(report_of(story))
        told = {_size(place) for place in result.reading.places if isaf.province(place.admin1) in provinces}
        yield from _first(story.id, result, partial(_inside, provinces, min(told, default=_AREA)))


def _size(place: PlaceMention) -> int:
    """How finely a place is told: below a province, its town that has its name as well, the province."""
    named = place.name.casefold() == (place.admin1 or "").casefold()
    return _AREA if coarseness(place) >= _AREA else int(named)


def _inside(provinces: set[str], size: int, place: PlaceMention) -> bool:
    return isaf.province(place.admin1) in provinces and _size(place) == size


def _first(family: str, result: Result, right: Right) -> Iterator[Labelled]:
    scene = scene_of(result)
    news = [draft for draft in drafts(scene) if draft.status == "main"]
    found = choice(scene, news[0], right) if news else None
    if found:
        yield family, found


def main() -> int:
    """Learn and write."""
    folder, reader, run = data.root(), Reader(), Run(reader=nothing, part="tune")
    if folder is None:
        print(f"{data.VARIABLE} names no folder: nothing to learn from", file=sys.stderr)
        return 1
    known = [row for one in material() for row in annotated(one)]
    keep(FILE, [*known, *shot(reader, folder, run), *released(reader, folder, run)], _PENALTY)
    return 0


if __name__ == "__main__":
    sys.exit(main())
