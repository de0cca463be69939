"""Crosswalks from the ledger's values to codes of other data sets, and what those say of countries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.codebook.loader import derived, load
from counterclaim.errors import CodebookError


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """A country in the codes of the data sets: ISO, ACLED's and UCDP's; None where they have none."""

    id: str
    name: str
    iso3: str
    numeric: int
    acled: str
    acled_region: str | None
    ucdp_region: str | None
    gwno: int | None


def crosswalk(name: str) -> dict[Any, Any]:
    """One map of `standards.yaml`, shared: not to be changed; raises CodebookError for one that is not there."""
    found = _maps().get(name)
    if found is None:
        raise CodebookError(f"standards.yaml: there is no entry {name}")
    return found


@derived
def countries() -> dict[str, CountryCodes]:
    """Every country by its ISO 3166-1 alpha-2 code."""
    return {entry["id"]: _country(entry) for entry in load("actors/countries")}


@derived
def _maps() -> dict[str, dict[Any, Any]]:
    return {entry["id"]: entry["map"] for entry in load("standards")}


def _country(entry: dict[str, Any]) -> CountryCodes:
    acled, ucdp = entry.get("acled", {}), entry.get("ucdp", {})
    return CountryCodes(
        id=entry["id"],
        name=entry["name"],
        iso3=entry["iso3"],
        numeric=int(entry["numeric"]) if entry.get("numeric") else 0,
        acled=acled.get("country") or entry["name"],
        acled_region=acled.get("region_name"),
        ucdp_region=ucdp.get("region"),
        gwno=ucdp.get("gwno"),
    )
