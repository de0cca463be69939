"""Corrections as golden cases: one as a file, all of them, and both by the API. In public only quoted sentences."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from counterclaim.errors import SettingError
from counterclaim.views.case import Case
from counterclaim.views.yaml import dumped
from counterclaim.web.api_edge import ERRORS, answer
from counterclaim.web.site import Site, site_of

router = APIRouter()
_Number = Annotated[int, Path(ge=1, le=2_000_000_000)]
_Short = Annotated[bool, Query(description="Of the report only the sentences that bear on the correction.")]


class GoldenCase(BaseModel):
    """A case as docs/golden-cases.md has it: the report, and what must (not) be read in it."""

    model_config = ConfigDict(extra="allow")

    why: str
    covers: list[str]
    invented: bool
    report: dict[str, Any]
    must: dict[str, Any]


class NumberedCase(BaseModel):
    """A correction's number, and its case or why it makes none."""

    correction: int
    case: GoldenCase | None
    fault: str | None


class Cases(BaseModel):
    """Every correction that counts."""

    cases: list[NumberedCase]


@router.get("/corrections/{n}.yaml", include_in_schema=False)
def as_yaml(request: Request, n: _Number, sentences: bool = False) -> Response:
    """One correction as a file for a folder of golden cases."""
    name = f'attachment; filename="correction-{n}.yaml"'
    text = dumped(_one(site_of(request), n, sentences))
    return Response(text, media_type="application/yaml", headers={"content-disposition": name})


@router.get("/corrections/{n}.json", include_in_schema=False)
def as_json(request: Request, n: _Number, sentences: bool = False) -> Response:
    """The same as JSON."""
    return Response(
        json.dumps(_one(site_of(request), n, sentences), ensure_ascii=False, indent=1), media_type="application/json"
    )


@router.get("/api/v1/corrections/{n}/case", response_model=GoldenCase, responses=ERRORS, tags=["test cases"])
def one(request: Request, n: _Number, sentences: _Short = False) -> Response:
    """A correction as a golden case."""
    return answer(request, _one(site_of(request), n, sentences))


@router.get("/api/v1/cases", response_model=Cases, responses=ERRORS, tags=["test cases"])
def every(request: Request, sentences: _Short = False) -> Response:
    """Every correction that counts as a golden case, or why it makes none."""
    site = site_of(request)
    rows = [
        {"correction": n, "case": None, "fault": str(found)}
        if isinstance(found, SettingError)
        else {"correction": n, "case": found, "fault": None}
        for n, found in site.ledger.cases(sentences=sentences or site.setup.public)
    ]
    return answer(request, {"cases": rows})


def _one(site: Site, n: int, sentences: bool) -> Case:
    ((_, found),) = site.ledger.cases([n], sentences=sentences or site.setup.public)
    if isinstance(found, SettingError):
        raise found
    return found
