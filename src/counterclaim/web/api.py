"""The API: find, show, beside, report, read, add, correct, judge, merge, split, undo. Errors are problem+json."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from counterclaim.errors import SettingError, SourceError
from counterclaim.ledger import outline
from counterclaim.records.report import Report
from counterclaim.views.quote import quote
from counterclaim.web import shapes
from counterclaim.web.api_edge import ERRORS, SIGNED, Asker, Name, Writer, answer, described, whole
from counterclaim.web.ask import PagedFilters
from counterclaim.web.auth import User
from counterclaim.web.fetching import fetched
from counterclaim.web.journal import note
from counterclaim.web.site import site_of

router = APIRouter(prefix="/api/v1", responses=ERRORS)
_RULED = described({400: "No such rule book"})
_AsOf = Annotated[str | None, Query(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="As known by then.")]
_Rule = Annotated[str | None, Query(max_length=60, description="Rule book of the toll: ucdp, acled, highest, yours.")]


@router.get("/incidents", response_model=shapes.Incidents, tags=["find"], responses=_RULED)
def find(request: Request, filters: Annotated[PagedFilters, Query()]) -> Response:
    """Incidents that all filters hold for, page by page."""
    site = site_of(request)
    query = filters.query(filters.limit, filters.cursor)
    found = site.ledger.page(query)
    told = [site.ledger.json(incident.id, rule=filters.rule or None) for incident in found.incidents]
    return answer(request, {"count": site.ledger.count(query), "incidents": told, "cursor": found.cursor})


@router.get("/incidents/{name}", response_model=shapes.Incident, tags=["show"], responses=_RULED)
def show(request: Request, name: Name, as_of: _AsOf = None, rule: _Rule = None) -> Response:
    """One incident, by its id, an account's, or enough of the beginning."""
    return answer(request, site_of(request).ledger.json(name, as_of=as_of, rule=rule))


@router.get("/incidents/{name}/beside", response_model=shapes.Beside, tags=["show"])
def beside(request: Request, name: Name, as_of: _AsOf = None) -> Response:
    """Who says what: every claim by holder and field, with the words."""
    site = site_of(request)
    found = site.ledger.beside(name, as_of=as_of)
    editions = sorted({said.edition for cell in found.cells.values() for said in cell})
    texts = outline.texts(site.ledger.engine, editions)
    cells = [
        {
            "field": field,
            "holder": holder,
            "said": [whole(said) | {"quote": "".join(quote(texts.get(said.edition, ""), said.span))} for said in cell],
        }
        for (field, holder), cell in found.cells.items()
    ]
    columns = [{"holder": column.holder, "kind": column.kind} for column in found.columns]
    return answer(request, {"columns": columns, "rows": list(found.rows), "cells": cells})


@router.get("/reports/{name:path}", response_model=shapes.Report, tags=["show"])
def report(request: Request, name: Name, edition: Annotated[str | None, Query(max_length=40)] = None) -> Response:
    """A report as kept, its newest edition unless one is named."""
    site = site_of(request)
    found = outline.dossier(site.ledger.engine, name, edition)
    kept = found.report
    told = {key: getattr(kept, key) for key in ("id", "title", "outlet", "url", "published", "language")}
    told["text"] = None if site.setup.public else kept.text
    editions = [digest for digest, _ in found.editions]
    return answer(
        request,
        told | {"edition": found.edition, "editions": editions, "incidents": sorted(set(found.incidents.values()))},
    )


@router.post("/read", tags=["read"], responses=SIGNED)
def read(request: Request, given: shapes.ToRead, user: Asker) -> dict[str, Any]:
    """Read a report and keep nothing; the object of docs/output.md.

    Without a text the page at `url` is fetched, within the limits of gathering; that takes a role that decides.
    """
    site = site_of(request)
    report = _report(given) if given.text else _fetched(request, given, user)
    return site.reader.code(report).as_json()


@router.post("/reports", response_model=shapes.Taken, tags=["read"], responses=SIGNED)
def add(request: Request, given: shapes.Given, user: Writer) -> shapes.Taken:
    """Read a report and keep it."""
    (added,) = site_of(request).ledger.add([_report(given)])
    if isinstance(added, SourceError):
        raise added
    note(request, "added a report", added.report, added.outcome, user.name)
    return shapes.Taken.model_validate(whole(added))


@router.post("/incidents/{name}/corrections", response_model=shapes.Decided, tags=["decide"], responses=SIGNED)
def correct(request: Request, name: Name, told: shapes.Correct, user: Writer) -> shapes.Decided:
    """Set one field of an incident."""
    site = site_of(request)
    made = site.ledger.revise(user.name, told.reason).correct(name, told.field, told.value)
    return shapes.Decided(entries=[made], incident=site.ledger.show(name).incident.id)


@router.post("/incidents/{name}/merge", response_model=shapes.Decided, tags=["decide"], responses=SIGNED)
def merge(request: Request, name: Name, told: shapes.Merge, user: Writer) -> shapes.Decided:
    """Make incidents one."""
    site = site_of(request)
    made = site.ledger.revise(user.name, told.reason).merge([name, *told.others])
    return shapes.Decided(entries=made, incident=site.ledger.show(name).incident.id)


@router.post("/incidents/{name}/split", response_model=shapes.Decided, tags=["decide"], responses=SIGNED)
def split(request: Request, name: Name, told: shapes.Split, user: Writer) -> shapes.Decided:
    """Take accounts out of an incident."""
    site = site_of(request)
    made = site.ledger.revise(user.name, told.reason).split(name, told.accounts)
    return shapes.Decided(entries=made, incident=site.ledger.show(name).incident.id)


@router.post("/judgements", response_model=shapes.Decided, tags=["decide"], responses=SIGNED)
def judge(request: Request, told: shapes.Judge, user: Writer) -> shapes.Decided:
    """Say of two accounts whether they tell of one incident."""
    site = site_of(request)
    made = site.ledger.revise(user.name, told.reason).judge(told.one, told.other, told.verdict)
    return shapes.Decided(entries=made, incident=site.ledger.show(told.one).incident.id)


@router.post("/undo", response_model=shapes.Decided, tags=["decide"], responses=SIGNED)
def undo(request: Request, told: shapes.Undo, user: Writer) -> shapes.Decided:
    """Take a decision back."""
    revision = site_of(request).ledger.revise(user.name, told.reason)
    return shapes.Decided(entries=[revision.undo(told.n, told.kind)], incident=None)


def _report(given: shapes.Given | shapes.ToRead) -> Report:
    return Report(**given.model_dump())


def _fetched(request: Request, given: shapes.ToRead, user: User) -> Report:
    """The report at an address; what is told of it goes before what its page tells."""
    if not user.writes:
        raise HTTPException(403, "your role or token may only read, and pages are fetched for those who decide")
    url = given.url or ""
    try:
        found = fetched(site_of(request), url, given.published, given.outlet)
    except (SourceError, SettingError) as fault:
        raise HTTPException(422, str(fault)) from None
    note(request, "fetched a page to read", url, author=user.name)
    title, language = given.title or found.title, given.language or found.language
    return replace(found, title=title, language=language, url=found.url or url)
