"""Briefs by page and API: one incident or the found set as Markdown, HTML or PDF, no more than may be seen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from counterclaim.brief import MEDIA, MOST, Options, brief, located, written
from counterclaim.brief.html import POLICY
from counterclaim.brief.svg import svg
from counterclaim.errors import UnknownError
from counterclaim.records.query import Query as Asked
from counterclaim.web.api_edge import Name
from counterclaim.web.ask import DAY, Filters, asked_as
from counterclaim.web.carry import names_withheld, turn
from counterclaim.web.export_api import FAULTS
from counterclaim.web.site import site_of

pages = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api/v1", tags=["brief"])
_SMALL = (380.0, 230.0)
Form = Literal["md", "html", "pdf"]
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The brief", "content": {kind.partition(";")[0]: {} for kind in MEDIA.values()}}
}
_Rule = Annotated[str | None, Query(max_length=60, description="Rule book of figures; ucdp where not given.")]
_AsOf = Annotated[str | None, Query(pattern=DAY, description="As known by then.")]
_Withhold = Annotated[bool, Query(description="Mask names of private people who were harmed.")]
_Form = Annotated[Form, Query(description="Markdown, a page that stands alone, or PDF.")]


class WantedBrief(Filters):
    """Filters, and how a brief on the incidents that pass them is made."""

    form: Form = Field("html", description="Markdown, a page that stands alone, or PDF.")
    rule: str | None = Field(None, max_length=60, description="Rule book of figures; ucdp where not given.")
    as_of: str | None = Field(None, pattern=DAY, description="As known from what was published by then.")
    withhold_names: bool = Field(False, description="Mask names of private people who were harmed.")
    heading: str | None = Field(None, max_length=200, description="What stands above it.")
    most: int = Field(MOST, ge=1, le=200, description="Most incidents told in full.")


@pages.get("/brief.{form}")
def of_set(request: Request, form: Form) -> Response:
    """The found set."""
    return _of_set(request, asked_as(WantedBrief, request.query_params).model_copy(update={"form": form}))


@pages.get("/incidents/{name}/brief.{form}")
def of_one(request: Request, name: str, form: Form) -> Response:
    """One incident."""
    given = asked_as(WantedBrief, request.query_params)
    return _made(request, name, form, _options(request, given.rule, given.as_of, given.withhold_names))


@pages.get("/incidents/{name}/map.svg")
def where(request: Request, name: str) -> Response:
    """Where one incident was, drawn as in its brief."""
    site = site_of(request)
    incident = site.ledger.show(name).incident
    if incident.where.lat is None or incident.where.lon is None:
        raise UnknownError(f"{name}: no place of it is known, so that there is no map")
    drawn = site.remembered(("map of", incident.id), lambda: svg(located([incident], *_SMALL)))
    return Response(drawn, media_type="image/svg+xml", headers={"cache-control": "private, max-age=60"})


@api.get("/brief", response_class=Response, responses=_FILE | FAULTS)
def find(request: Request, wanted: Annotated[WantedBrief, Query()]) -> Response:
    """A brief on the incidents that all filters hold for."""
    return _of_set(request, wanted)


@api.get("/incidents/{name}/brief", response_class=Response, responses=_FILE | FAULTS)
def show(
    request: Request,
    name: Name,
    form: _Form = "html",
    rule: _Rule = None,
    as_of: _AsOf = None,
    withhold_names: _Withhold = False,
) -> Response:
    """A brief on one incident."""
    return _made(request, name, form, _options(request, rule, as_of, withhold_names))


def _of_set(request: Request, wanted: WantedBrief) -> Response:
    options = _options(request, wanted.rule, wanted.as_of, wanted.withhold_names, wanted.heading, wanted.most)
    return _made(request, wanted.query(), wanted.form, options)


def _options(
    request: Request,
    rule: str | None,
    as_of: str | None,
    withhold: bool,
    heading: str | None = None,
    most: int = MOST,
) -> Options:
    return Options(
        rule=rule or "ucdp",
        as_of=as_of or None,
        withhold_names=withhold or names_withheld(request),
        heading=heading,
        made=datetime.now(UTC).date().isoformat(),
        most=most,
        public=site_of(request).setup.public,
    )


def _made(request: Request, what: Asked | str, form: Form, options: Options) -> Response:
    site = site_of(request)
    with turn(site):
        body = written(brief(site.ledger, what, options), form)
    name = f"brief-{what[:16]}" if isinstance(what, str) else "brief"
    how = "inline" if form == "html" else "attachment"
    headers = {"content-disposition": f'{how}; filename="{_plain(name)}.{form}"', "cache-control": "private, no-store"}
    if form == "html":
        headers["content-security-policy"] = POLICY
    return Response(body, media_type=MEDIA[form], headers=headers)


def _plain(name: str) -> str:
    return "".join(each for each in name if each.isascii() and (each.isalnum() or each == "-"))


router = APIRouter()
router.include_router(pages)
router.include_router(api)
