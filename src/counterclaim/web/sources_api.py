"""The API of sources: list, show, keep, pause, resume, check, retry, forget; quarantine and its retry."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from counterclaim.run.sources import retry
from counterclaim.web import shapes_run as shapes
from counterclaim.web import sourcing
from counterclaim.web.api_edge import SIGNED, Asker, Name, Ruler, Writer, answer
from counterclaim.web.site import site_of

router = APIRouter(prefix="/api/v1", responses=SIGNED, tags=["sources"])


@router.get("/sources", response_model=shapes.Sources)
def listed(request: Request, user: Asker) -> Response:  # noqa: ARG001 (the check is its job, here and below)
    """Every source with how it fares."""
    return answer(request, sourcing.every(site_of(request)))


@router.post("/sources", response_model=shapes.Source)
def add(request: Request, told: shapes.NewSource, user: Ruler) -> Response:  # noqa: ARG001
    """Keep a new source of the web; for admins."""
    site = site_of(request)
    facts = told.model_dump(exclude={"address", "name"})
    return answer(request, sourcing.one(site, sourcing.keep(site, told.address, told.name or "", facts)))


@router.get("/quarantine", response_model=list[shapes.Held])
def quarantine(
    request: Request,
    user: Asker,  # noqa: ARG001
    source: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """The last articles in quarantine, each with its reason."""
    return answer(request, sourcing.held(site_of(request), source))


@router.post("/quarantine/retry", response_model=shapes.Many)
def again(request: Request, told: shapes.Numbers, user: Writer) -> shapes.Many:  # noqa: ARG001
    """Let articles out of quarantine."""
    return shapes.Many(many=retry(site_of(request).ledger, told.numbers))


@router.post("/sources/{name:path}/check", response_model=shapes.Checked)
def check(request: Request, name: Name, user: Writer) -> shapes.Checked:  # noqa: ARG001
    """Ask a source just now; nothing is kept of it."""
    found = sourcing.check(site_of(request), name)
    return shapes.Checked(name=found.name, said=found.said, troubles=dict(found.troubles), good=found.good)


@router.post("/sources/{name:path}/{what}", response_model=shapes.Source)
def act(request: Request, name: Name, what: Literal["pause", "resume", "retry"], user: Writer) -> Response:  # noqa: ARG001
    """Pause a source, resume it, or have it looked at and its quarantine tried again."""
    site = site_of(request)
    sourcing.act(site, name, what)
    return answer(request, sourcing.one(site, name))


@router.get("/sources/{name:path}", response_model=shapes.Source)
def show(request: Request, name: Name, user: Asker) -> Response:  # noqa: ARG001
    """One source with its quarantine."""
    return answer(request, sourcing.one(site_of(request), name))


@router.delete("/sources/{name:path}", status_code=204)
def remove(request: Request, name: Name, user: Ruler) -> Response:  # noqa: ARG001
    """Forget a source; what the ledger has of it stays. For admins."""
    sourcing.act(site_of(request), name, "remove")
    return Response(status_code=204)
