"""What is most worth a look: a queue of incidents with reasons, and those that need a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from counterclaim.gazetteer import Place
from counterclaim.ledger import outline
from counterclaim.records.incident import Incident
from counterclaim.records.query import Query
from counterclaim.values.decided import counting
from counterclaim.views.queue import worth
from counterclaim.views.quote import Quote, quote
from counterclaim.web.correcting import CHOICES
from counterclaim.web.render import page
from counterclaim.web.site import Site, site_of

router = APIRouter(include_in_schema=False)
_LOOKED_AT = 400
_WAITING = Query(reviewed=False, limit=_LOOKED_AT, sort="published")
_SHOWN = 25
_WORLD, _LAND, _PROVINCE = (15.0, 20.0, 1.0), 4.5, 7.0
_WIDE_KM = 150
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
    """Incidents without a place finer than a province, each with places that it may be; a named one stands first.

    `words` are looked up for one `incident` in place of its own: a name, or degrees as `12.3, 45.6`.
    """
    site = site_of(request)
    found = site.ledger.page(Query(placed=False, limit=_SHOWN, cursor=cursor or None))
    waiting = list(found.incidents)
    if incident and incident not in {each.id for each in waiting}:
        waiting.insert(0, site.ledger.show(incident).incident)
    shown = [
        (each, choices(site, each, words[:200] if each.id == incident else ""), words if each.id == incident else "")
        for each in waiting
    ]
    told: dict[str, Any] = {
        "sentences": _sentences(site, waiting),
        "near": {each.id: _near(site, each) for each in waiting},
    }
    count = site.ledger.count(Query(placed=False))
    return page(request, "places.html", shown=shown, cursor=found.cursor, count=count, here=cursor or "", **told)


def _sentences(site: Site, incidents: Sequence[Incident]) -> dict[str, Quote | None]:
    """The sentence that tells each one's place, where one does."""
    of = {each.id: next((told for told in each.told if told.field == "where"), None) for each in incidents}
    editions = {
        each.id: member.edition
        for each in incidents
        for member in each.members
        if (told := of[each.id]) and (member.report, member.n) == (told.report, told.account)
    }
    texts = outline.texts(site.ledger.engine, sorted(set(editions.values())))
    return {
        each.id: quote(texts.get(editions.get(each.id, ""), ""), each.where.span) if each.where.span else None
        for each in incidents
    }


def _near(site: Site, incident: Incident) -> tuple[float, float, float]:
    """Where a map to point at begins, and how near: at what is known of the place, on its country, on the world."""
    where = incident.where
    if where.lat is not None and where.lon is not None:
        return where.lat, where.lon, _PROVINCE if (where.radius_km or 0) < _WIDE_KM else _LAND
    country = next(iter(_countries(incident)), None)
    known = site.gazetteer.country(country) if country else None
    return (known.lat, known.lon, _LAND) if known else _WORLD


def _countries(incident: Incident) -> list[str]:
    """Countries that it may have been in: its own, else those of who took part, who was harmed first."""
    if incident.where.country:
        return [incident.where.country]
    parts = sorted(incident.participants, key=lambda part: part.role not in {"victim", "target"})
    return list(dict.fromkeys(part.country for part in parts if part.country))


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
    look = site.gazetteer
    near = [] if words else _countries(incident)
    found = [place for country in near or (None,) for place in look.candidates(asked, country)]
    found = found or [place for country in near or (None,) for place in look.fuzzy(asked, country)]
    if not found and not where.country:
        found = look.candidates(asked)
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
