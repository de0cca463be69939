"""The one thing a gazetteer knows: a place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place in degrees WGS84. `level`: place | admin2 | admin1 | country | region | sea.

    `radius_km` covers the place itself. `score` says how well the name asked for fits: 1 its own name, lower for
    another name of it, a spelling that differs, a guess by sound. `country` is an ISO 3166-1 alpha-2 code, several
    for a region or sea that lies in more (joined by a space), empty for the high seas.
    """

    geonameid: int | None
    name: str
    lat: float
    lon: float
    country: str
    admin1: str | None
    admin2: str | None
    level: str
    population: int
    radius_km: float
    score: float = 1.0
    key: int = 0

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes in `country`."""
        return tuple(self.country.split())
