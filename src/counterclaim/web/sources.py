"""Where reports come from, as pages: how each source fares, its quarantine, and what people do about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from pydantic import Field

from counterclaim.run.sources import Check, retry
from counterclaim.views.plain import many
from counterclaim.web import sourcing
from counterclaim.web.render import from_now, page
from counterclaim.web.signing import back_to, form_ruler, form_writer
from counterclaim.web.site import member_of, site_of

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form(max_length=2000)]
Numbers = Annotated[list[Annotated[int, Field(ge=1, le=2_000_000_000)]], Form()]
MEMBERS, WRITERS, RULERS = ([Depends(each)] for each in (member_of, form_writer, form_ruler))
_ORDER = ("failing", "new", "well", "paused")
_SHOWN = 100


@router.get("/sources", response_class=HTMLResponse, dependencies=MEMBERS)
def listed(
    request: Request, state: Annotated[str, Query(max_length=20)] = "", start: Annotated[int, Query(ge=0)] = 0
) -> HTMLResponse:
    """Every source, those that fail first; of one `state` where it is named."""
    told = sourcing.every(site_of(request))
    states = Counter(each["fares"] for each in told["sources"])
    ranked = sorted(told["sources"], key=lambda each: (_ORDER.index(each["fares"]), each["name"]))
    found = [each for each in ranked if not state or each["fares"] == state]
    more = start + _SHOWN if len(found) > start + _SHOWN else None
    return page(
        request,
        "sources.html",
        told=told,
        gathering=_gathering(told["sources"]),
        states=[(name, states[name]) for name in _ORDER if states[name]],
        state=state,
        found=found[start : start + _SHOWN],
        more=more,
        held=sourcing.held(site_of(request)),
        choices=sourcing.CHOICES,
    )


def _gathering(sources: list[dict[str, Any]]) -> str:
    """How the sources that are not paused fare as a whole, in one clause."""
    active = [each for each in sources if each["fares"] != "paused"]
    failing = sum(1 for each in active if each["fares"] == "failing")
    looks = [each["health"]["checked"] for each in active if each["health"].get("checked")]
    held = {name: sum(each["articles"].get(name, 0) for each in active) for name in ("waiting", "quarantined")}
    parts = [many(len(active), "source"), f"{failing} failing" if failing else "none failing"]
    parts.append(f"last look {from_now(max(looks))}" if looks else "no look yet")
    return ", ".join([*parts, f"{many(held['waiting'], 'article')} waiting", f"{held['quarantined']:,} in quarantine"])


@router.get("/sources.json", dependencies=MEMBERS)
def listed_json(request: Request) -> JSONResponse:
    """The same for programs."""
    return JSONResponse(sourcing.every(site_of(request)))


@router.get("/sources/{name:path}.json", dependencies=MEMBERS)
def shown_json(request: Request, name: str) -> JSONResponse:
    """One source for programs."""
    return JSONResponse(sourcing.one(site_of(request), name))


@router.get("/sources/{name:path}", response_class=HTMLResponse, dependencies=MEMBERS)
def shown(request: Request, name: str) -> HTMLResponse:
    """One source: how it fares, every trouble in words, its quarantine."""
    return _one(request, name)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a source, as typed into the form."""

    outlet: Text = ""
    country: Text = ""
    language: Text = ""
    voice: Text = ""
    region: Text = ""
    reliability: Text = ""
    kind: Text = ""
    take: Text = ""


@router.post("/sources", dependencies=RULERS)
def add(request: Request, facts: Annotated[Facts, Depends()], address: Text, name: Text = "") -> Response:
    """Keep a source."""
    return RedirectResponse(_place(sourcing.keep(site_of(request), address, name, asdict(facts))), 303)


@router.post("/sources/{name:path}/remove", dependencies=RULERS)
def remove(request: Request, name: str) -> Response:
    """Forget a source; what the ledger has of it stays."""
    sourcing.act(site_of(request), name, "remove")
    return back_to(request, "/sources")


@router.post("/sources/{name:path}/check", dependencies=WRITERS)
def check(request: Request, name: str) -> HTMLResponse:
    """Ask a source just now and tell what it answers."""
    return _one(request, name, sourcing.check(site_of(request), name))


@router.post("/sources/{name:path}/{what}", dependencies=WRITERS)
def act(request: Request, name: str, what: Literal["pause", "resume", "retry"], back: Text = "") -> Response:
    """Pause a source, resume it, or have it looked at and its quarantine tried again."""
    sourcing.act(site_of(request), name, what)
    return back_to(request, back or _place(name))


@router.post("/quarantine/retry", dependencies=WRITERS)
def again(request: Request, n: Numbers, back: Text = "/sources") -> Response:
    """Let articles out of quarantine by number."""
    retry(site_of(request).ledger, n)
    return back_to(request, back)


def _one(request: Request, name: str, answered: Check | None = None) -> HTMLResponse:
    return page(request, "source.html", each=sourcing.one(site_of(request), name), answered=answered)


def _place(name: str) -> str:
    return f"/sources/{quote(name, safe='')}"
