"""Where an incident happened: the place that rules and learnt weights point at, with how finely it is known."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.account.scene import Scene, kept
from counterclaim.account.setting import TOWN_KM, TOWNS, Setting, coarseness, locations
from counterclaim.account.site import led, sites, spoken_there
from counterclaim.records.account import Where
from counterclaim.records.reading import PlaceMention
from counterclaim.values.geodesy import destination

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_POINTING = (
    "in ",
    "near ",
    "at ",
    "outside ",
    "on ",
    "of ",
    "around ",
    "off ",
    "from ",
    "over ",
    "along ",
    "inside ",
    "into ",
    "towards ",
    "north ",
    "south ",
)

_SHORT = 4
_OFF = 0.4
"""Share of a distance told by which its end may lie off: a compass point is good to 22.5 degrees on either side."""


def where(scene: Scene, draft: Draft) -> Where:
    """The place of a draft; a capital that stands for its government is never one."""
    place = sites(scene).chosen(draft, ruled(scene, draft))
    if place is None:
        country = _country_of_sides(draft.settings)
        return Where(country=country, precision="country" if country else "unknown", basis="inferred")
    here = scene.sentences_of(draft.events)
    basis = "stated" if scene.sentence(place.span[0]) in here and not place.metonym else "inferred"
    return _where(scene, _put(scene, draft, _named(scene, place)), basis)


def ruled(scene: Scene, draft: Draft) -> PlaceMention | None:
    """The place that rules give a draft: the finest told with its triggers, else what stands around, else the town that
    the report is about."""
    told = _told(scene, draft)
    if not told:
        return _around(scene, draft) or _home(scene, draft)
    best = min(told, key=lambda p: ("at_work" in led(scene, p), coarseness(p), told.index(p)))
    return best if told[0] is best or _compatible(told[0], best) else told[0]


def _named(scene: Scene, place: PlaceMention) -> PlaceMention:
    """The village that is told in a district, where no table has it: "west of Adizai in the Tagab district"."""
    spot = place.lat, place.lon
    inside = (p for p in scene.reading.places if p.within and (p.lat, p.lon) == spot and p.level == "admin2")
    return next(inside, place) if place.level in TOWNS and place.lat is not None else place


def _told(scene: Scene, draft: Draft) -> list[PlaceMention]:
    """Places in the sentences of the draft's triggers, those beside the first trigger first."""
    found: list[PlaceMention] = []
    for event, setting in zip(draft.events, draft.settings, strict=True):
        if setting.place is not None and setting.place not in found:
            found.append(setting.place)
        for place in locations(scene, scene.sentence(event.span[0])):
            if place not in found and _is_location(scene, place):
                found.append(place)
    return found


def _is_location(scene: Scene, place: PlaceMention) -> bool:
    """Whether a preposition of place or a comma stands before a toponym."""
    before = scene.text[max(0, place.span[0] - 40) : place.span[0]].lower()
    if _address(scene, place):
        return True
    after_place = before.rstrip().endswith(",") and any(
        0 < place.span[0] - p.span[1] <= 3 for p in scene.reading.places
    )
    return (
        before.endswith(_POINTING)
        or after_place
        or any(f" {w}" in before[-28:] for w in ("in the ", "near the ", "village of", "town of", "city of", "at the "))
    )


def _is_scene(scene: Scene, place: PlaceMention) -> bool:
    """Whether a toponym may tell where something happened, and not only for whom or where somebody spoke."""
    return not place.metonym and _is_location(scene, place) and not spoken_there(scene, place)


def _address(scene: Scene, place: PlaceMention) -> bool:
    """Whether a short sentence is nothing but places: "Datta Khel, North Waziristan." after a note's text."""
    start, end = scene.reading.sentences[scene.sentence(place.span[0])].span
    inside = [e for e in scene.reading.events if start <= e.span[0] < end]
    return end - start <= 70 and place.span[0] - start <= 40 and not inside and scene.text[start:end].count(" ") <= 7


def _around(scene: Scene, draft: Draft) -> PlaceMention | None:
    """A place of the paragraph or of the lead, where the trigger's sentences name none."""
    paragraphs = {scene.paragraph(e.span[0]) for e in draft.events}
    near = [p for p in scene.reading.places if scene.paragraph(p.span[0]) in paragraphs and _is_scene(scene, p)]
    if not near and draft.status == "main":
        near = [p for p in scene.reading.places if _is_scene(scene, p) and scene.sentence(p.span[0]) <= 6]
    return min(near, key=coarseness, default=None)


def _home(scene: Scene, draft: Draft) -> PlaceMention | None:
    """The town or county that a local report is about: its police's, else its dateline's."""
    return _police(scene, draft) or (scene.reading.dateline if draft.status == "main" else None)


def _put(scene: Scene, draft: Draft, place: PlaceMention) -> PlaceMention:
    """A name that no gazetteer has ("the Riverside apartments") lies in the town whose police speak."""
    town = _police(scene, draft) if place.lat is None or (place.within and place.level not in TOWNS) else None
    if town is None or town.lat is None:
        return place
    area = max(town.radius_km or 0.0, TOWN_KM)
    return replace(
        place, lat=town.lat, lon=town.lon, country=town.country, admin1=town.admin1, level="admin2", radius_km=area
    )


def _police(scene: Scene, draft: Draft) -> PlaceMention | None:
    """The town or county whose police, firemen or school the report speaks of most: they answer for what is theirs."""
    return _speaking(scene) if draft.status == "main" else None


@kept
def _speaking(scene: Scene) -> PlaceMention | None:
    bodies = [p for p in scene.reading.places if p.local and p.lat is not None and p.level in TOWNS]
    often = Counter(p.name for p in bodies)
    return max(bodies, key=lambda p: often[p.name], default=None)


def _country(place: PlaceMention) -> str | None:
    """The place's country; None for regions and seas that lie in several."""
    return place.country if place.country and len(place.country) == 2 else None


def _compatible(one: PlaceMention, other: PlaceMention) -> bool:
    return one.country == other.country or one.country is None or other.country is None


def _country_of_sides(settings: list[Setting]) -> str | None:
    countries = {c for s in settings for c in s.countries}
    return next(iter(countries)) if len(countries) == 1 else None


def _cased(name: str) -> str:
    """Names told in capitals alone, in the case of names; initials stay."""
    if not name.isupper() or len(name) < _SHORT:
        return name
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), name)


def _point(place: PlaceMention) -> tuple[float | None, float | None, float | None]:
    """Degrees and radius in km; "12 km north of X" is that far from X, "12 km from X" anywhere so far around it."""
    if place.offset is None or place.lat is None or place.lon is None:
        return place.lat, place.lon, place.radius_km
    km, bearing = place.offset
    if bearing is None:
        return place.lat, place.lon, max(place.radius_km or 0.0, round(km, 1))
    lat, lon = destination(place.lat, place.lon, bearing, km)
    return round(lat, 5), round(lon, 5), max(place.radius_km or 0.0, round(_OFF * km, 1))


def _where(scene: Scene, place: PlaceMention, basis: str) -> Where:
    precision = {"place": "near" if place.near else "place", "region": "admin1"}.get(
        place.level or "", place.level or "unknown"
    )
    start, end = place.span
    lat, lon, radius = _point(place)
    return Where(
        name=_cased(place.name),
        admin1=place.admin1 if place.level != "country" else None,
        country=_country(place),
        lat=lat,
        lon=lon,
        radius_km=radius,
        geonameid=place.geonameid,
        precision=precision,
        text=scene.text[start:end],
        span=place.span,
        basis=basis,
    )
