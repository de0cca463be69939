"""Distances, directions and centres on the globe; degrees WGS84 and kilometres throughout."""

from __future__ import annotations

import math
from collections.abc import Sequence

EARTH_KM = 6371.0088
DEGREE_KM = math.pi * EARTH_KM / 180

_COMPASS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_BEARINGS = {word: 45.0 * number for number, word in enumerate(_COMPASS)}


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two points."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_lat, half_lon = (phi2 - phi1) / 2, math.radians(lon2 - lon1) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_lon) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def destination(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """Where one stands after going `km` from a point, starting at `bearing` degrees clockwise from north."""
    phi, theta, arc = math.radians(lat), math.radians(bearing), km / EARTH_KM
    sine = math.sin(phi) * math.cos(arc) + math.cos(phi) * math.sin(arc) * math.cos(theta)
    there = math.asin(max(-1.0, min(1.0, sine)))
    east = math.atan2(math.sin(theta) * math.sin(arc) * math.cos(phi), math.cos(arc) - math.sin(phi) * math.sin(there))
    return math.degrees(there), wrap(lon + math.degrees(east))


def bearing_of(words: str) -> float | None:
    """Degrees that words of direction name ("north", "south-east", "northwestern"), None for any other words."""
    plain = words.casefold().replace("-", "").replace(" ", "")
    for ending in ("", "ern", "wards", "ward"):
        if ending and not plain.endswith(ending):
            continue
        found = _BEARINGS.get(plain.removesuffix(ending))
        if found is not None:
            return found
    return None


def wrap(lon: float) -> float:
    """The same meridian in [-180, 180)."""
    return (lon + 180.0) % 360.0 - 180.0


def centre(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Middle of the box around a non-empty set of (lat, lon), less a few far ones; works across the date line.

    Towns crowd coasts and capitals: their mean would be drawn there.
    """
    origin = points[0][1]
    lats = sorted(lat for lat, _ in points)
    lons = sorted(wrap(lon - origin) for _, lon in points)
    return _box_middle(lats), wrap(_box_middle(lons) + origin)


def spread_km(lat: float, lon: float, points: Sequence[tuple[float, float]], share: float = 0.95) -> float:
    """Radius around a centre that holds `share` of the points; 0 for none."""
    far = sorted(distance_km(lat, lon, *point) for point in points)
    return far[min(len(far) - 1, int(share * len(far)))] if far else 0.0


def _box_middle(ordered: list[float]) -> float:
    cut = len(ordered) // 200
    return (ordered[cut] + ordered[-1 - cut]) / 2
