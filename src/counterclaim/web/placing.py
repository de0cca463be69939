"""Gives a place to incidents that have none: all with the same words, and the user's own places for later reports."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import Any

from counterclaim import gazetteer
from counterclaim.records.incident import Incident
from counterclaim.records.query import Query
from counterclaim.web.site import Site

_NEAR_KM = 150.0
_FIELDS = ("name", "admin1", "country", "lat", "lon", "radius_km", "geonameid", "precision")


def place(site: Site, author: str, reason: str, name: str, told: dict[str, Any]) -> list[str]:
    """Set the place; returns the ids of the incidents that were placed."""
    incident = site.ledger.show(name).incident
    told = _with_country(site, told)
    words = (incident.where.text or incident.where.name or "").strip()
    revision = site.ledger.revise(author, reason or f"“{words}” is {told.get('name') or 'there'}")
    unknown = bool(words and told.get("country")) and not _known(site, words, str(told["country"]))
    placed = [incident.id, *(each.id for each in _alike(site, incident, words) if unknown)]
    for each in placed:
        revision.correct(each, "where", {field: told[field] for field in _FIELDS if field in told})
    if unknown:
        _keep(site, words, told)
    return placed


def _with_country(site: Site, told: dict[str, Any]) -> dict[str, Any]:
    """A place that was pointed at, with the country and province of the nearest one that the gazetteer has."""
    if told.get("country"):
        return told
    nearest = next(iter(site.gazetteer.within(float(told["lat"]), float(told["lon"]), _NEAR_KM)), None)
    return told | ({"country": nearest.country[:2], "admin1": nearest.admin1} if nearest else {})


def _known(site: Site, words: str, country: str) -> bool:
    """Whether the gazetteer has these words in the country: then they name something else, a province perhaps."""
    return any(country in place.countries for place in site.gazetteer.candidates(words))


def _alike(site: Site, incident: Incident, words: str) -> list[Incident]:
    """Others without a place whose reports use the same words in the same country."""
    waiting = list(site.ledger.find(Query(placed=False)))
    return [
        each
        for each in waiting
        if each.id != incident.id
        and (each.where.text or each.where.name or "").strip().casefold() == words.casefold()
        and each.where.country in {incident.where.country, None}
    ]


def _keep(site: Site, words: str, told: dict[str, Any]) -> None:
    """Add the words to the user's own places."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "place.csv"
        with table.open("w", newline="", encoding="utf-8") as out:
            rows = csv.writer(out)
            rows.writerow(["name", "lat", "lon", "country", "admin1", "radius_km"])
            radius = told.get("radius_km") or 5
            rows.writerow([words, told["lat"], told["lon"], told["country"], told.get("admin1") or "", radius])
        gazetteer.add(table)
    site.__dict__.pop("gazetteer", None)
    site.__dict__.pop("reader", None)
