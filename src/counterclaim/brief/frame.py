"""The part of the world that a map shows: how wide, where a place lies on it, and what of a ring is inside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, radians
from typing import NamedTuple

from counterclaim.brief.atlas import Point

_LEAST_DEGREES = 1.6
_MARGIN = 0.18
_FARTHEST_NORTH = 84.0
_KM_OF_DEGREE = 111.2
_NEAR = 0.8
"""Points of a line that lie nearer, in units of the drawing, are one."""


class Frame(NamedTuple):
    """A box of degrees on a drawing: its west and north edge, units a degree of latitude, and how longitudes shrink."""

    west: float
    north: float
    scale: float
    shrink: float
    wide: float
    high: float

    @property
    def east(self) -> float:
        """Its east edge, more than 180 where it crosses the date line."""
        return self.west + self.wide / (self.scale * self.shrink)

    @property
    def south(self) -> float:
        """Its south edge."""
        return self.north - self.high / self.scale

    def at(self, lon: float, lat: float) -> Point:
        """Where a place lies; longitudes are those of the frame's own turn."""
        return (lon - self.west) * self.scale * self.shrink, (self.north - lat) * self.scale

    def place(self, lon: float, lat: float) -> Point:
        """Where any place lies that the frame may hold."""
        return self.at(self.west + (lon - self.west) % 360, lat)

    def kilometres(self, many: float) -> float:
        """Units of so many kilometres."""
        return many / _KM_OF_DEGREE * self.scale


def framed(places: Sequence[Point], wide: float, high: float) -> Frame:
    """The frame that shows all places (longitude, latitude) with room around them."""
    west, span = _narrowest([lon for lon, _ in places])
    south, north = min(lat for _, lat in places), max(lat for _, lat in places)
    middle_lat = (south + north) / 2
    shrink = cos(radians(min(abs(middle_lat), 70.0)))
    tall = max(north - south, _LEAST_DEGREES) * (1 + 2 * _MARGIN)
    broad = max(span, _LEAST_DEGREES / shrink) * (1 + 2 * _MARGIN)
    scale = min(high / tall, wide / (broad * shrink))
    scale = max(scale, wide / (360 * shrink))
    top = min(middle_lat + high / scale / 2, _FARTHEST_NORTH)
    return Frame(west + span / 2 - wide / (scale * shrink) / 2, top, scale, shrink, wide, high)


def clipped(ring: Sequence[Point], frame: Frame) -> list[Point]:
    """What of a ring (in units of the drawing) lies on it, points that fall together made one."""
    found = list(ring)
    edges: tuple[tuple[int, float, int], ...] = ((0, -2.0, 1), (0, frame.wide + 2, -1), (1, -2.0, 1))
    for axis, edge, sign in (*edges, (1, frame.high + 2, -1)):
        found = _cut(found, lambda p, a=axis, e=edge, s=sign: (p[a] - e) * s)  # type: ignore[misc]
        if not found:
            return []
    kept = [found[0]]
    for x, y in found[1:]:
        if abs(x - kept[-1][0]) > _NEAR or abs(y - kept[-1][1]) > _NEAR:
            kept.append((x, y))
    return kept if len(kept) > 2 else []


def _cut(ring: list[Point], inside: Callable[[Point], float]) -> list[Point]:
    """Sutherland and Hodgman's cut along one edge; `inside` is how far a point lies within."""
    found: list[Point] = []
    for one, other in zip(ring[-1:] + ring[:-1], ring, strict=True):
        before, after = inside(one), inside(other)
        if (before < 0) != (after < 0):
            part = before / (before - after)
            found.append((one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part))
        if after >= 0:
            found.append(other)
    return found


def _narrowest(lons: Sequence[float]) -> tuple[float, float]:
    """West edge and width of the narrowest strip that holds all longitudes, over the date line where that is less."""
    told = sorted({lon % 360 for lon in lons})
    gaps = [(b - a, b) for a, b in zip(told, [*told[1:], told[0] + 360], strict=True)]
    gap, start = max(gaps)
    west = (start + 180) % 360 - 180
    return west, 360 - gap
