"""The pages that people read: the ledger, an incident, a report, an actor, what this is."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import distribution
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from counterclaim.codebook.actors import actors
from counterclaim.codebook.rules import rule_books
from counterclaim.errors import UnknownError
from counterclaim.ledger import outline
from counterclaim.ledger.around import alike
from counterclaim.records.query import Query
from counterclaim.web.ask import AsOf, asked, link
from counterclaim.web.chips import chips
from counterclaim.web.correcting import CHOICES, names
from counterclaim.web.incident_page import dossier_of
from counterclaim.web.render import page
from counterclaim.web.report_page import sheet_of
from counterclaim.web.site import Site, site_of

router = APIRouter(include_in_schema=False)
_CARDS = 40
_LAZY = ("outlet", "holder")


@router.get("/", response_class=HTMLResponse)
def ledger(request: Request) -> HTMLResponse:
    """Map, timeline, filters and cards of one found set."""
    site = site_of(request)
    filters = asked(request.query_params)
    cursor = request.query_params.get("cursor") or None
    query = filters.query(limit=_CARDS, cursor=cursor)
    found = site.ledger.page(query)
    told: dict[str, Any] = {"incidents": found.incidents, "filters": filters, "link": link}
    told["more"] = link(filters, cursor=found.cursor) if found.cursor else None
    if request.headers.get("hx-request"):
        return page(request, "_cards.html", **told)
    plain = replace(query, limit=1, cursor=None)
    count, facets = site.remembered(("glance", plain), lambda: outline.glance(site.ledger.engine, plain))
    told["books"] = [(book.id, book.name) for book in rule_books().values()]
    empty = count == 0 and site.ledger.count(status=()) == 0
    return page(
        request, "ledger.html", count=count, panel=facets, chips=chips(site, filters), empty=empty, lazy=_LAZY, **told
    )


@router.get("/facets/{name}", response_class=HTMLResponse)
def facet(request: Request, name: Literal["outlet", "holder"]) -> HTMLResponse:
    """The outlets or holders of the found set, counted when somebody opens them."""
    site = site_of(request)
    filters = asked(request.query_params)
    query = filters.query(limit=1)
    values = site.remembered(("voiced", name, query), lambda: outline.voiced(site.ledger.engine, query, name))
    return page(request, "_facet.html", name=name, values=values, filters=filters)


@router.get("/incidents/{name}.json")
def incident_json(request: Request, name: str, as_of: AsOf = None, rule: str | None = None) -> JSONResponse:
    """One incident as the API gives it."""
    return JSONResponse(site_of(request).ledger.json(name, as_of=as_of or None, rule=rule or None))


@router.get("/incidents/{name}", response_class=HTMLResponse)
def incident(request: Request, name: str, as_of: AsOf = None, rule: str | None = None) -> HTMLResponse:
    """Everything about one incident."""
    site = site_of(request)
    told = dossier_of(site, name, as_of or None, rule or None)
    books = [(book.id, book.name) for book in rule_books().values()]
    told["suggested"] = names(told["incident"])
    return page(request, "incident.html", choices=CHOICES, books=books, rule=rule or "ucdp", as_of=as_of or "", **told)


@router.get("/incidents/{name}/alike", response_class=HTMLResponse)
def others(request: Request, name: str) -> HTMLResponse:
    """Other incidents that may be the same one, for whoever is about to merge it or to keep it apart."""
    site = site_of(request)
    found = alike(site.ledger.engine, site.ledger.show(name).incident)
    return page(request, "_alike.html", found=found)


@router.get("/reports/{name:path}", response_class=HTMLResponse)
def report(request: Request, name: str, edition: str | None = None) -> HTMLResponse:
    """A report's text with its marks, or what of it may be shown in public."""
    site = site_of(request)
    return page(request, "report.html", **sheet_of(site, name, edition or None))


@router.get("/actors/{name}", response_class=HTMLResponse)
def actor(request: Request, name: str) -> HTMLResponse:
    """One actor: what it is, what it did, what was done to it, and what it says."""
    return page(request, "actor.html", **actor_told(site_of(request), name))


def actor_told(site: Site, name: str) -> dict[str, Any]:
    """Names that the template of an actor uses; raises UnknownError."""
    known = actors().get(name)
    every = Query(actor=(name,), status=(), limit=30)
    roles = [
        (role, site.ledger.page(replace(every, role=role)).incidents, site.ledger.count(replace(every, role=role)))
        for role in ("initiator", "responsible", "target", "victim", "party")
    ]
    said = Query(holder=(name,), status=(), limit=30)
    spoken = site.ledger.page(said).incidents
    if known is None and not spoken and not any(count for _, _, count in roles):
        raise UnknownError(f"{name}: no such actor; names on the pages lead to actors")
    told: dict[str, Any] = {"actor": name, "known": known, "roles": roles, "spoken": spoken}
    told["parts"] = sorted((each for each in actors().values() if each.parent == name), key=lambda each: each.name)
    return told | {"spoken_count": site.ledger.count(said)}


@router.get("/about", response_class=HTMLResponse)
def about(request: Request) -> HTMLResponse:
    """What this is, what it cannot do, and how good the reader is."""
    return page(request, "about.html", numbers=numbers(site_of(request)), accuracy=accuracy())


def numbers(site: Site) -> dict[str, int]:
    """How much the ledger holds."""
    return {
        "incidents": site.ledger.count(status=()),
        "disputed": site.ledger.count(status=(), disputed=True),
        "main": site.ledger.count(),
    }


def accuracy() -> list[list[str]]:
    """The table of figures of the README that the package was built with; none where it has none."""
    readme = distribution("counterclaim").read_text("METADATA") or ""
    _, _, rest = readme.partition("<!-- accuracy: begin -->")
    lines = rest.partition("<!-- accuracy: end -->")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
