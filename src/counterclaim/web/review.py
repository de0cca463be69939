"""What is most worth a look: a queue of incidents with reasons, and those that need a place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from counterclaim.records.incident import Incident
from counterclaim.records.query import Query
from counterclaim.views.queue import worth
from counterclaim.web.render import page
from counterclaim.web.site import Site, site_of

router = APIRouter(include_in_schema=False)
_LOOKED_AT = 400
_SHOWN = 25
_CHOICES = 6


@router.get("/review", response_class=HTMLResponse)
def queue(request: Request) -> HTMLResponse:
    """Incidents that nobody has looked at, those first where a look changes most."""
    site = site_of(request)
    waiting = Query(reviewed=False, limit=_LOOKED_AT, sort="published")
    found = site.ledger.page(waiting).incidents
    ranked = sorted(found, key=lambda each: (-worth(each)[0], each.id))[:_SHOWN]
    numbers = {
        "waiting": site.ledger.count(waiting),
        "done": site.ledger.count(replace(waiting, reviewed=True)),
        "unplaced": site.ledger.count(Query(placed=False)),
    }
    shown = [(incident, worth(incident)[1]) for incident in ranked]
    return page(request, "review.html", shown=shown, numbers=numbers, more=numbers["waiting"] > len(ranked))


@router.get("/review/places", response_class=HTMLResponse)
def places(request: Request, cursor: str | None = None) -> HTMLResponse:
    """Incidents without a place finer than a province, each with places that it may be."""
    site = site_of(request)
    found = site.ledger.page(Query(placed=False, limit=_SHOWN, cursor=cursor or None))
    shown = [(incident, choices(site, incident)) for incident in found.incidents]
    return page(request, "places.html", shown=shown, cursor=found.cursor, count=site.ledger.count(Query(placed=False)))


def choices(site: Site, incident: Incident) -> list[dict[str, Any]]:
    """Places of the gazetteer that the words of an incident may mean."""
    where = incident.where
    words = where.text or where.name or ""
    if not words:
        return []
    found = site.gazetteer.candidates(words, where.country) or site.gazetteer.fuzzy(words, where.country)
    return [
        {
            "name": place.name,
            "admin1": place.admin1,
            "country": place.country[:2] or None,
            "lat": round(place.lat, 5),
            "lon": round(place.lon, 5),
            "radius_km": place.radius_km,
            "geonameid": place.geonameid,
            "precision": "place" if place.level == "place" else place.level,
        }
        for place in found[:_CHOICES]
    ]
