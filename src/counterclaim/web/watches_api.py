"""The API of watches: list, show, make or change, preview, pause, resume, retry, forget."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from counterclaim.alerts import Watch
from counterclaim.web import shapes_watch as shapes
from counterclaim.web import watching
from counterclaim.web.api_edge import SIGNED, Asker, Name, Writer, answer
from counterclaim.web.site import site_of

router = APIRouter(prefix="/api/v1", responses=SIGNED, tags=["watches"])
_Days = Annotated[int, Query(ge=1, le=92, description="So many days before `until`.")]
_Until = Annotated[date | None, Query(description="Today where it is not given.")]


@router.get("/watches", response_model=shapes.Watches)
def listed(request: Request, user: Asker) -> Response:
    """Every watch with how it fares."""
    return answer(request, watching.every(site_of(request), user))


@router.post("/watches/preview", response_model=shapes.Preview)
def preview(
    request: Request,
    told: shapes.Told,
    user: Writer,  # noqa: ARG001 (the check is its job, here and below)
    until: _Until = None,
    days: _Days = 30,
) -> Response:
    """What a watch that is not made yet would have told."""
    return answer(request, watching.preview(site_of(request), _watch("new", told), until, days))


@router.get("/watches/{name}", response_model=shapes.OneWatch)
def show(request: Request, name: Name, user: Asker) -> Response:
    """One watch with what it told last and its deliveries."""
    return answer(request, watching.one(site_of(request), user, name))


@router.put("/watches/{name}", response_model=shapes.OneWatch)
def keep(request: Request, name: Name, told: shapes.Told, user: Writer) -> Response:
    """Make a watch, or change the one of that name; `targets` are for admins."""
    site = site_of(request)
    watching.keep(site, user, _watch(name, told), fresh=False)
    return answer(request, watching.one(site, user, name))


@router.get("/watches/{name}/preview", response_model=shapes.Preview)
def would(request: Request, name: Name, user: Asker, until: _Until = None, days: _Days = 30) -> Response:  # noqa: ARG001
    """What a watch would have told."""
    site = site_of(request)
    return answer(request, watching.preview(site, watching.named(site, name), until, days))


@router.post("/watches/{name}/{what}", response_model=shapes.OneWatch)
def act(request: Request, name: Name, what: Literal["pause", "resume", "retry"], user: Writer) -> Response:
    """Pause a watch, resume it, or let what failed be sent again."""
    site = site_of(request)
    watching.act(site, name, what)
    return answer(request, watching.one(site, user, name))


@router.delete("/watches/{name}", status_code=204)
def remove(request: Request, name: Name, user: Writer) -> Response:  # noqa: ARG001
    """Forget a watch, what it told and what is on its way."""
    watching.act(site_of(request), name, "remove")
    return Response(status_code=204)


def _watch(name: str, told: shapes.Told) -> Watch:
    return Watch(name, told.filters.query(), tuple(told.tells), tuple(told.targets), told.batch, told.quiet, told.zone)
