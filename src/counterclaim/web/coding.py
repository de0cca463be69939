"""Two-coder mode: what waits for a coder, the sheet, what two sheets differ on and what settles it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from counterclaim.codebook.sheet import questions
from counterclaim.errors import UnknownError
from counterclaim.ledger import outline
from counterclaim.records.incident import Incident
from counterclaim.views.plain import day, many
from counterclaim.views.words import clean
from counterclaim.web.ask import asked
from counterclaim.web.auth import User
from counterclaim.web.render import page
from counterclaim.web.signing import form_writer
from counterclaim.web.site import Site, site_of, user_of
from counterclaim.weigh.double import Double, answers

router = APIRouter(include_in_schema=False)
Writer = Annotated[User, Depends(form_writer)]
Text = Annotated[str, Form(max_length=2000)]
_LOOKED_AT = 200
_SHOWN = 50


@router.get("/coding", response_class=HTMLResponse)
def waiting(request: Request) -> HTMLResponse:
    """What the one who asks may code, what is to be settled, and how far coders agree."""
    site = site_of(request)
    user = user_of(request)
    me = user.name if user else None
    filters = asked(request.query_params)
    doubles = site.ledger.doubles()

    def named(found: Callable[[Double], Any]) -> list[tuple[tuple[str, str], Double]]:
        held = [(name, each) for name, each in doubles.items() if found(each)]
        return [(_named(site, name), each) for name, each in held[:_SHOWN]]

    told: dict[str, Any] = {
        "half": named(lambda each: each.coded and not each.open and not each.seen_by(me)),
        "mine": named(lambda each: not each.open and each.seen_by(me)),
        "apart": named(lambda each: each.unsettled()),
        "done": named(lambda each: each.done and not each.unsettled()),
        "many_apart": sum(bool(each.unsettled()) for each in doubles.values()),
        "fresh": [_label(each) for each in _fresh(site, doubles, replace(filters.query(_LOOKED_AT), sort="published"))],
    }
    return page(request, "coding.html", agreement=site.ledger.agreement(), questions=questions(), **told)


@router.get("/coding/{name}", response_class=HTMLResponse)
def sheet(request: Request, name: str) -> HTMLResponse:
    """The reports and the empty sheet; where two are done, their sheets side by side."""
    return _sheet(request, name)


async def filled_in(request: Request) -> dict[str, str]:
    """The answers of a form, by question."""
    form = await request.form()
    return {each: str(form.get(each, "")) for each in questions()}


@router.post("/coding/{name}", response_class=HTMLResponse)
def code(
    request: Request,
    user: Writer,
    name: str,
    told: Annotated[dict[str, str], Depends(filled_in)],
    reason: Text = "",
) -> Response:
    """Take in the sheet."""
    site_of(request).ledger.revise(user.name, reason.strip() or "coded").code(name, told)
    return RedirectResponse(f"/coding/{name}", 303)


@router.post("/coding/{name}/settle")
def settle(
    request: Request, user: Writer, name: str, question: Text, reason: Text, answer: Text = "", other: Text = ""
) -> Response:
    """Settle a question by one coder's answer, or by another that was typed."""
    site_of(request).ledger.revise(user.name, reason).settle(name, question, other.strip() or answer)
    return RedirectResponse(f"/coding/{name}#q-{question}", 303)


@router.post("/coding/{name}/adopt")
def adopt(request: Request, user: Writer, name: str, reason: Text = "") -> Response:
    """Correct the incident by what was agreed on or settled."""
    site_of(request).ledger.revise(user.name, reason or "as two coders have it").adopt(name)
    return RedirectResponse(f"/incidents/{name}", 303)


def _named(site: Site, name: str) -> tuple[str, str]:
    """An incident to code by its id, and what it is called without telling what was read in it."""
    try:
        return _label(site.ledger.show(name).incident)
    except UnknownError:
        return name, f"{name}, which no reading tells any more"


def _label(incident: Incident) -> tuple[str, str]:
    first, *rest = sorted({(each.published or "", each.outlet or each.report) for each in incident.members})
    more = f" and {many(len(rest), 'more report')}" if rest else ""
    return incident.id, f"{clean(first[1])}, {day(first[0] or None)}{more}"


def _fresh(site: Site, doubles: dict[str, Double], query: Any) -> list[Incident]:
    """Incidents that nobody has coded; by id, whose order is chance and the same for both coders."""
    found = [each for each in site.ledger.page(query).incidents if not {each.id, *each.redirects} & set(doubles)]
    return sorted(found, key=lambda each: each.id)[:_SHOWN]


def _sheet(request: Request, name: str) -> HTMLResponse:
    site = site_of(request)
    user = user_of(request)
    incident = site.ledger.show(name).incident
    found = site.ledger.double(name)
    mine = [each for each in found.seen_by(user.name if user else None) if user and each.author == user.name]
    return page(
        request,
        "sheet.html",
        incident=incident,
        found=found,
        questions=questions(),
        answers=answers,
        mine=mine[0] if mine else None,
        filled=answers(mine[0]) if mine else {},
        reports=[] if found.open else _reports(site, incident),
        told={each: found.told(each) for each in questions()},
        outcome=found.outcome(),
    )


def _reports(site: Site, incident: Incident) -> list[dict[str, Any]]:
    """The reports as they came, without what was read in them; in public only where to find them."""
    editions = {member.edition: member for member in incident.members}
    texts = {} if site.setup.public else outline.texts(site.ledger.engine, sorted(editions))
    found = [
        {"report": site.ledger.report(member.report, member.edition), "text": texts.get(digest)}
        for digest, member in editions.items()
    ]
    return sorted(found, key=lambda each: (each["report"].published or "", each["report"].id))
