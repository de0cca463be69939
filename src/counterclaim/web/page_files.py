"""Pages as files: what an incident, a report, an actor, the queue and the figures of the reader show, for programs."""

from __future__ import annotations

import json
from typing import Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from counterclaim.errors import UnknownError
from counterclaim.records import codec
from counterclaim.records.account import Account
from counterclaim.views.flat import flat
from counterclaim.views.geo import feature, point
from counterclaim.views.words import claimed
from counterclaim.web import pages
from counterclaim.web.ask import AsOf
from counterclaim.web.data import as_file, no_cache, table
from counterclaim.web.report_page import sheet_of
from counterclaim.web.review import ranked
from counterclaim.web.site import Site, site_of

router = APIRouter(include_in_schema=False)
SetForm = Literal["json", "csv", "geojson", "atom"]


@router.get("/incidents/{name}.csv")
def incident_csv(request: Request, name: str, as_of: AsOf = None, rule: str | None = None) -> StreamingResponse:
    """One incident as a table of one row."""
    found = site_of(request).ledger.show(name, as_of=as_of or None, rule=rule or None).incident
    return as_file(table([flat(found)]), "text/csv", f"{found.id}.csv")


@router.get("/incidents/{name}.geojson")
def incident_geojson(request: Request, name: str, as_of: AsOf = None, rule: str | None = None) -> Response:
    """One incident as a collection of one feature."""
    found = site_of(request).ledger.show(name, as_of=as_of or None, rule=rule or None).incident
    return _features([feature(found)])


@router.get("/reports/{name:path}.{form}")
def report(request: Request, name: str, form: str, edition: str | None = None) -> Response:
    """A report with what was read in it, its claims as a table, or its places; one whose id so ends, as a page."""
    site = site_of(request)
    try:
        if form not in ("json", "csv", "geojson"):
            raise UnknownError(name)
        told = sheet_of(site, name, edition or None)
    except UnknownError:
        return pages.report(request, f"{name}.{form}", edition)
    if form == "csv":
        return as_file(table(_claims(site, told)), "text/csv", "claims.csv")
    if form == "geojson":
        return _features([_placed(told["report"].id, account) for account in told["accounts"]])
    return no_cache(_report(site, told))


@router.get("/actors/{name}.{form}")
def actor(request: Request, name: str, form: SetForm) -> Response:
    """An actor with the ids of its incidents by role, or these incidents in another form."""
    site = site_of(request)
    told = pages.actor_told(site, name)
    if form != "json":
        return _incidents(form, {"actor": name, "status": "all"})
    known = told["known"]
    facts = codec.encode(known) if known else {"id": name}
    roles = {role: {"count": many, "incidents": [each.id for each in found]} for role, found, many in told["roles"]}
    heard = {"count": told["spoken_count"], "incidents": [each.id for each in told["spoken"]]}
    return no_cache(facts | {"name": site.name_of(name), "roles": roles, "heard": heard})


@router.get("/review.{form}")
def review(request: Request, form: SetForm) -> Response:
    """The queue with its reasons, those first where a look changes most, or what waits in another form."""
    if form != "json":
        return _incidents(form, {"reviewed": "false", "sort": "published"})
    told = [{"incident": each.id, "points": points, "why": why} for each, points, why in ranked(site_of(request))]
    return no_cache({"waiting": told})


@router.get("/review/places.{form}")
def places(form: SetForm) -> Response:
    """What needs a place."""
    return _incidents(form, {"placed": "false"})


@router.get("/about.json")
def about(request: Request) -> JSONResponse:
    """How much the ledger holds, and the figures of the reader."""
    table = pages.accuracy()
    figures = [dict(zip(table[0], row, strict=False)) for row in table[2:]]
    return no_cache(pages.numbers(site_of(request)) | {"accuracy": figures})


def _incidents(form: str, query: dict[str, str]) -> RedirectResponse:
    return RedirectResponse(f"/incidents.{form}?{urlencode(query)}", 307)


def _features(found: list[dict[str, Any]]) -> Response:
    told = json.dumps({"type": "FeatureCollection", "features": found}, ensure_ascii=False)
    return Response(told, media_type="application/geo+json", headers={"cache-control": "private, no-cache"})


def _report(site: Site, told: dict[str, Any]) -> dict[str, Any]:
    """What the page shows; in public no more words than those that claims rest on."""
    kept = told["report"]
    facts = {key: getattr(kept, key) for key in ("id", "title", "outlet", "url", "published", "language")}
    public = site.setup.public
    return facts | {
        "text": None if public else kept.text,
        "edition": told["edition"],
        "editions": [digest for digest, _ in told["editions"]],
        "origin": told["origin"],
        "accounts": [codec.encode(account) | {"incident": told["held"].get(account.n)} for account in told["accounts"]],
        "statements": [] if public else [codec.encode(each) for each in told["statements"]],
        "claims": _claims(site, told),
    }


def _claims(site: Site, told: dict[str, Any]) -> list[dict[str, Any]]:
    """Every claim with its sentence."""
    return [
        {
            "report": told["report"].id,
            "account": account.n,
            "claim": n,
            "incident": told["held"].get(account.n),
            "holder": claim.holder,
            "field": claim.field,
            "says": claimed(claim, site.name_of),
            "start": claim.span[0],
            "end": claim.span[1],
            "sentence": "".join(told["sayings"][account.n, n]),
        }
        for account in told["accounts"]
        for n, claim in enumerate(account.claims)
    ]


def _placed(report_id: str, account: Account) -> dict[str, Any]:
    where = account.where
    told = {"report": report_id, "account": account.n, "status": account.status, "headline": account.headline}
    told |= {"place": where.name, "country": where.country, "precision": where.precision, "radius_km": where.radius_km}
    return {"type": "Feature", "geometry": point(where), "properties": told}
