"""Towns to label a map with: the larger ones of a box, so far apart that their names do not touch."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import cos, log2, radians
from typing import NamedTuple

from counterclaim.gazetteer import home, index

_TILE = 512
_WIDE, _HIGH = 110, 34
_LEAST_PEOPLE = 500
_MOST = 60


class Town(NamedTuple):
    """A town, with as many people as the index tells."""

    name: str
    lat: float
    lon: float
    people: int


@cache
def towns() -> tuple[Town, ...]:
    """All towns of the index, the largest first."""
    base = index.connect(home.ready())
    asked = "SELECT name, lat, lon, population FROM place WHERE level = 'place' AND population >= ? ORDER BY 4 DESC, id"
    return tuple(Town(*row) for row in base.execute(asked, (_LEAST_PEOPLE,)))


def labels(west: float, south: float, east: float, north: float, pixels: int) -> list[Town]:
    """Towns to name in a box that is shown so many pixels wide; west greater than east crosses the date line."""
    wide = (east - west) % 360 or 360.0
    degree = pixels / wide
    kept: list[Town] = []
    for town in _inside(west, south, wide, north):
        across = cos(radians(town.lat))
        if all(
            abs(town.lon - other.lon) * degree > _WIDE or abs(town.lat - other.lat) * degree > _HIGH * across
            for other in kept
        ):
            kept.append(town)
            if len(kept) == _MOST:
                break
    return kept


def _inside(west: float, south: float, wide: float, north: float) -> Iterator[Town]:
    """Towns of a box, the largest first; in wide boxes only those large enough to matter."""
    least = _LEAST_PEOPLE if wide < 6 else 4000 * 2 ** log2(wide)
    for town in towns():
        if town.people < least:
            return
        if south <= town.lat <= north and (town.lon - west) % 360 <= wide:
            yield town
