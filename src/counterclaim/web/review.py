"""What is most worth a look: a queue of incidents with reasons, and those that need a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from counterclaim.gazetteer import Place
from counterclaim.records.incident import Incident
from counterclaim.records.query import Query
from counterclaim.values.decided import counting
from counterclaim.views.queue import worth
from counterclaim.web.correcting import CHOICES
from counterclaim.web.render import page
from counterclaim.web.site import Site, site_of

router = APIRouter(include_in_schema=False)
_LOOKED_AT = 400
_WAITING = Query(reviewed=False, limit=_LOOKED_AT, sort="published")
_SHOWN = 25
_CHOICES = 6
_FINE = ("place", "admin2")
_DEGREES = re.compile(r"(-?\d{1,2}(?:\.\d+)?)[\s,;]+(-?\d{1,3}(?:\.\d+)?)")


@router.get("/review", response_class=HTMLResponse)
def queue(request: Request) -> HTMLResponse:
    """Incidents that nobody has looked at, those first where a look changes most."""
    site = site_of(request)
    found = site.ledger.page(_WAITING).incidents
    unsure = [(each, (_doubt(site, each),)) for each in found if each.unsure][:_SHOWN]
    numbers = {
        "waiting": site.ledger.count(_WAITING),
        "done": site.ledger.count(replace(_WAITING, reviewed=True)),
        "unplaced": site.ledger.count(Query(placed=False)),
    }
    shown = [(incident, why) for incident, _, why in _by_worth(found)[:_SHOWN]]
    more = numbers["waiting"] > len(shown) + len(unsure)
    return page(request, "review.html", shown=shown, unsure=unsure, numbers=numbers, more=more, choices=CHOICES)


def ranked(site: Site) -> list[tuple[Incident, int, tuple[str, ...]]]:
    """What waits and was not left open, with points and reasons, the most worth a look first."""
    return _by_worth(site.ledger.page(_WAITING).incidents)


def _by_worth(found: Sequence[Incident]) -> list[tuple[Incident, int, tuple[str, ...]]]:
    told = [(each, *worth(each)) for each in found if not each.unsure]
    return sorted(told, key=lambda row: (-row[1], row[0].id))


def _doubt(site: Site, incident: Incident) -> str:
    """Who could not say, and why."""
    entries = counting(site.ledger.show(incident.id).corrections)
    last = next((each for each in reversed(entries) if each.field == "unsure"), None)
    return f"{last.author}: {last.reason}" if last else "unsure"


@router.get("/review/places", response_class=HTMLResponse)
def places(request: Request, cursor: str | None = None, incident: str = "", words: str = "") -> HTMLResponse:
    """Incidents without a place finer than a province, each with places that it may be.

    `words` are looked up for one `incident` in place of its own: a name, or degrees as `12.3, 45.6`.
    """
    site = site_of(request)
    found = site.ledger.page(Query(placed=False, limit=_SHOWN, cursor=cursor or None))
    shown = [
        (each, choices(site, each, words[:200] if each.id == incident else ""), words if each.id == incident else "")
        for each in found.incidents
    ]
    count = site.ledger.count(Query(placed=False))
    return page(request, "places.html", shown=shown, cursor=found.cursor, count=count, here=cursor or "")


def choices(site: Site, incident: Incident, words: str) -> list[dict[str, Any]]:
    """Places of the gazetteer finer than a province that the words of an incident, or words given, may mean."""
    where = incident.where
    degrees = _DEGREES.fullmatch(words.strip())
    if degrees:
        lat, lon = float(degrees[1]), float(degrees[2])
        if abs(lat) <= 90 and abs(lon) <= 180:
            name = where.text or where.name
            return [
                {"name": name, "country": where.country, "lat": lat, "lon": lon, "radius_km": 5.0, "precision": "place"}
            ]
    asked = words or where.text or where.name or ""
    if not asked.strip():
        return []
    country = None if words else where.country
    found = site.gazetteer.candidates(asked, country) or site.gazetteer.fuzzy(asked, country)
    return [_choice(place) for place in found if place.level in _FINE][:_CHOICES]


def _choice(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "admin1": place.admin1,
        "country": place.country[:2] or None,
        "lat": round(place.lat, 5),
        "lon": round(place.lon, 5),
        "radius_km": place.radius_km,
        "geonameid": place.geonameid,
        "precision": place.level,
    }
