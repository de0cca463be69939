"""The Export page: the found set, the formats, a glimpse of the rows and of what is lost, and the files themselves."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from counterclaim.codebook.rules import rule_books
from counterclaim.errors import SettingError
from counterclaim.export import Export, formats
from counterclaim.web.ask import Filters, asked_as, link, pairs
from counterclaim.web.carry import Wanted, answer, losses, made, names_withheld, turn
from counterclaim.web.chips import chips
from counterclaim.web.render import page
from counterclaim.web.site import site_of

router = APIRouter(include_in_schema=False)
GROUPS = {
    "Tables of the ledger": ("incidents", "parquet", "claims", "statements", "casualties"),
    "Event data sets": ("acled", "ged", "plover", "polecat", "gdelt"),
    "Maps and time lines": ("geojson", "timemap", "hxl"),
    "Claims and who is behind them": ("claimreview", "ftm"),
}
_GLIMPSE_ROWS = 5
_GLIMPSE_COLUMNS = 12
_MOST_READ = 2000
"""Larger sets are not read through to tell what would be lost: the loss report does that."""


@router.get("/export", response_class=HTMLResponse)
def choose(request: Request) -> HTMLResponse:
    """What is to be carried away, and how."""
    site = site_of(request)
    wanted = asked_as(Wanted, request.query_params)
    filters = Filters.model_validate(wanted.model_dump(include=set(Filters.model_fields)))
    name = request.query_params.get("format") or "incidents"
    count = site.ledger.count(wanted.query())
    told: dict[str, Any] = {"count": count, "filters": filters, "wanted": wanted, "chosen": name}
    told |= {"forced": names_withheld(request), "groups": GROUPS, "formats": formats(), "fault": None, "glimpse": None}
    if "format" in request.query_params:
        try:
            told["glimpse"] = _glimpse(request, name, wanted, count)
        except SettingError as fault:
            told["fault"] = str(fault)
    told |= {"books": [(book.id, book.name) for book in rule_books().values()], "state": pairs(filters)}
    return page(request, "export.html", chips=chips(site, filters, "/export"), link=link, **told)


@router.get("/export/file")
def file(request: Request) -> StreamingResponse:
    """The file, or a zip of it and its loss report."""
    wanted = asked_as(Wanted, request.query_params)
    return answer(request, made(request, request.query_params.get("format") or "", wanted), wanted.losses)


@router.get("/export/losses.json")
def lost(request: Request) -> Response:
    """The loss report alone."""
    wanted = asked_as(Wanted, request.query_params)
    told = losses(request, made(request, request.query_params.get("format") or "", wanted))
    return Response(told, media_type="application/json", headers={"cache-control": "private, no-store"})


def _glimpse(request: Request, name: str, wanted: Wanted, count: int) -> dict[str, Any]:
    """The first rows, and for a set that is not too large what would be left out and lost."""
    with turn(site_of(request)):
        out = made(request, name, wanted)
        rows = [_shown(out, row) for row in islice(out.rows(), _GLIMPSE_ROWS)]
        report = _report(made(request, name, wanted)) if count <= _MOST_READ else None
    columns = list(out.format.columns)
    return {"columns": columns[:_GLIMPSE_COLUMNS], "more": columns[_GLIMPSE_COLUMNS:], "rows": rows, "report": report}


def _shown(out: Export, row: Any) -> Any:
    """A row's first cells, or the whole of a nested one as text."""
    if out.format.columns:
        return [row.get(name) for name in [*out.format.columns][:_GLIMPSE_COLUMNS]]
    return json.dumps(row.get("body", row), ensure_ascii=False, indent=1)


def _report(out: Export) -> dict[str, Any]:
    for _ in out.rows():
        pass
    return out.report()
