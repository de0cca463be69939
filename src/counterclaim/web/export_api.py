"""Exports by the API: the formats there are, an export of any filter as it is made, and what it would lose."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response, StreamingResponse

from counterclaim.export import FORMATS, formats
from counterclaim.export.writers import MEDIA
from counterclaim.web import shapes
from counterclaim.web.api_edge import described
from counterclaim.web.carry import Wanted, answer, losses, made

FAULTS = described(
    {400: "No such rule book", 404: "Nothing by that name", 422: "Not as expected", 503: "Too many are being made"}
)
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file, or a zip of it and its loss report",
        "content": {kind.partition(";")[0]: {} for kind in (*MEDIA.values(), "application/zip")},
    }
}
router = APIRouter(prefix="/api/v1", tags=["export"])
_Format = Annotated[str, Path(json_schema_extra={"enum": list(FORMATS)}, description="One of `GET /formats`.")]


@router.get("/formats", response_model=list[shapes.Format])
def every() -> list[dict[str, Any]]:
    """The formats that incidents can be exported in."""
    return [
        {"name": each.name, "title": each.title, "written": each.written, "rule": each.rule, "columns": [*each.columns]}
        for each in formats().values()
    ]


@router.get("/export/{name}", response_class=StreamingResponse, responses=_FILE | FAULTS)
def file(request: Request, name: _Format, wanted: Annotated[Wanted, Query()]) -> StreamingResponse:
    """Incidents that all filters hold for, in the shape of a format; `losses=true` zips them with the loss report."""
    return answer(request, made(request, name, wanted), wanted.losses)


@router.get("/export/{name}/losses", response_model=shapes.Losses, responses=FAULTS)
def lost(request: Request, name: _Format, wanted: Annotated[Wanted, Query()]) -> Response:
    """The loss report of that export: what is left out, what the format cannot hold, how often."""
    return Response(losses(request, made(request, name, wanted)), media_type="application/json")
