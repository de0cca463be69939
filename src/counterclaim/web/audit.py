"""The audit, for admins: who did what when, filtered, as a page, a table and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from pydantic import BaseModel

from counterclaim.export.cells import harmless
from counterclaim.ledger import trail
from counterclaim.ledger.trail import KINDS, Wanted
from counterclaim.records.judgement import Done
from counterclaim.web.api_edge import SIGNED, answer
from counterclaim.web.auth import User
from counterclaim.web.render import page
from counterclaim.web.site import member_of, ruler, site_of

router = APIRouter()
_SHOWN = 100
_MOST = 1000
_Word = Annotated[str, Query(max_length=200)]
_Day = Annotated[str, Query(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", description="A day of UTC, inclusive.")]
_Kind = Annotated[str, Query(pattern=f"^({'|'.join(KINDS)})?$", description=f"One of {', '.join(KINDS)}.")]
_Start = Annotated[int, Query(ge=0, le=1_000_000, description="Lines to pass over.")]


def admin(user: Annotated[User, Depends(member_of)]) -> User:
    """Who asks, where that is an admin."""
    return ruler(user)


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters in the address; empty ones do not filter."""

    author: _Word = ""
    kind: _Kind = ""
    since: _Day = ""
    until: _Day = ""
    text: _Word = ""

    def wanted(self) -> Wanted:
        """As the ledger is asked."""
        return Wanted(**asdict(self))


Filters = Annotated[Asked, Depends()]
ADMINS = [Depends(admin)]


class Line(BaseModel):
    """One line of the audit."""

    at: str
    author: str
    kind: str
    n: int
    what: str
    thing: str
    reason: str
    undone: bool


class Lines(BaseModel):
    """A page of the audit, the newest first; `next` is the `start` of the one after, null on the last."""

    lines: list[Line]
    next: int | None


@router.get("/audit", response_class=HTMLResponse, dependencies=ADMINS, include_in_schema=False)
def listed(request: Request, asked: Filters, start: _Start = 0) -> HTMLResponse:
    """The newest first."""
    engine = site_of(request).ledger.engine
    found, more = trail.page(engine, asked.wanted(), start, _SHOWN)
    told = {name: value for name, value in asdict(asked).items() if value}
    return page(
        request,
        "audit.html",
        lines=found,
        asked=asked,
        told=told,
        authors=trail.authors(engine),
        kinds=KINDS,
        next=start + _SHOWN if more else None,
        start=start,
    )


@router.get("/audit.csv", dependencies=ADMINS, include_in_schema=False)
def as_table(request: Request, asked: Filters) -> StreamingResponse:
    """Every line that is asked for, as a table."""
    return _file(_rows(trail.trail(site_of(request).ledger.engine, asked.wanted())), "text/csv", "audit.csv")


@router.get("/audit.json", dependencies=ADMINS, include_in_schema=False)
def as_json(request: Request, asked: Filters) -> StreamingResponse:
    """Every line that is asked for, one JSON list."""
    return _file(_items(trail.trail(site_of(request).ledger.engine, asked.wanted())), "application/json", "audit.json")


@router.get("/api/v1/audit", response_model=Lines, dependencies=ADMINS, responses=SIGNED, tags=["audit"])
def api(
    request: Request, asked: Filters, start: _Start = 0, limit: Annotated[int, Query(ge=1, le=_MOST)] = _SHOWN
) -> Response:
    """Who did what when, for admins."""
    found, more = trail.page(site_of(request).ledger.engine, asked.wanted(), start, limit)
    return answer(request, {"lines": [asdict(each) for each in found], "next": start + limit if more else None})


def _file(lines: Iterator[str], kind: str, name: str) -> StreamingResponse:
    return StreamingResponse(lines, media_type=kind, headers={"content-disposition": f'inline; filename="{name}"'})


def _rows(lines: Iterator[Done]) -> Iterator[str]:
    names = [each.name for each in fields(Done)]
    yield _row(names)
    for line in lines:
        yield _row([harmless(getattr(line, name)) for name in names])


def _row(cells: list[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _items(lines: Iterator[Done]) -> Iterator[str]:
    yield "["
    for n, line in enumerate(lines):
        yield (",\n" if n else "\n") + json.dumps(asdict(line), ensure_ascii=False)
    yield "\n]\n"
