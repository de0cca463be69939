"""Two-coder mode in the API: sheets, settlements, agreement. Nobody sees another's sheet before both are done."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from counterclaim.codebook.sheet import questions
from counterclaim.records.judgement import Sheet
from counterclaim.web import shapes
from counterclaim.web.api_edge import ERRORS, SIGNED, Name, Writer, answer
from counterclaim.web.site import site_of, user_of
from counterclaim.weigh.double import answers

router = APIRouter(prefix="/api/v1", responses=ERRORS, tags=["two coders"])
_Answer = str | int | None
_Reason = Annotated[str, Field(min_length=1, max_length=2000, description="Why; kept with the sheet.")]
_Question = Annotated[str, Field(min_length=1, max_length=60)]


class Told(BaseModel):
    """A sheet as it is kept."""

    n: int
    author: str
    at: str
    reason: str
    answers: dict[str, _Answer]


class Sheets(BaseModel):
    """How two coders' sheets stand; `coders` are done, `sheets` those of them that the one who asks may see."""

    incident: str
    open: bool
    coders: int
    sheets: list[Told]
    apart: list[str]
    settled: list[Told]
    outcome: dict[str, _Answer]


class Coded(BaseModel):
    """One coder's sheet; a question left out, or null, means that nobody can say."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"answers": {"occurred": "yes", "killed": 5, "day": "2026-03-04"}, "reason": "first round"}]
        },
    )

    answers: Annotated[dict[_Question, Annotated[str, Field(max_length=200)] | int | None], Field(max_length=60)]
    reason: _Reason


class Settled(BaseModel):
    """What settles one question."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"question": "killed", "answer": 7, "reason": "the later report says so"}]},
    )

    question: _Question
    answer: Annotated[str, Field(max_length=200)] | int | None
    reason: _Reason


class Reasoned(BaseModel):
    """Why."""

    model_config = ConfigDict(extra="forbid")

    reason: _Reason


class Agreed(BaseModel):
    """Agreement on one question: incidents that both coders answered, on how many they agree, Krippendorff's alpha."""

    question: str
    metric: str
    units: int
    agreed: int
    alpha: float | None


class Agreements(BaseModel):
    """Agreement by question of the sheet."""

    agreement: list[Agreed]


@router.get("/incidents/{name}/sheets", response_model=Sheets)
def sheets(request: Request, name: Name) -> Response:
    """The sheets of an incident that the one who asks may see."""
    site = site_of(request)
    user = user_of(request)
    found = site.ledger.double(name)
    told = {
        "incident": site.ledger.show(name).incident.id,
        "open": found.open,
        "coders": len(found.coded),
        "sheets": [_told(each) for each in found.seen_by(user.name if user else None)],
        "apart": found.apart(),
        "settled": [_told(each) for each in found.settled.values()],
        "outcome": found.outcome(),
    }
    return answer(request, told)


@router.post("/incidents/{name}/sheets", response_model=shapes.Decided, responses=SIGNED)
def code(request: Request, name: Name, told: Coded, user: Writer) -> shapes.Decided:
    """Code an incident as one of two coders."""
    site = site_of(request)
    made = site.ledger.revise(user.name, told.reason).code(name, told.answers)
    return shapes.Decided(entries=[made], incident=site.ledger.show(name).incident.id)


@router.post("/incidents/{name}/settlements", response_model=shapes.Decided, responses=SIGNED)
def settle(request: Request, name: Name, told: Settled, user: Writer) -> shapes.Decided:
    """Settle a question that two coders answer otherwise."""
    site = site_of(request)
    made = site.ledger.revise(user.name, told.reason).settle(name, told.question, told.answer)
    return shapes.Decided(entries=[made], incident=site.ledger.show(name).incident.id)


@router.post("/incidents/{name}/adopt", response_model=shapes.Decided, responses=SIGNED)
def adopt(request: Request, name: Name, told: Reasoned, user: Writer) -> shapes.Decided:
    """Correct an incident by what its coders agree on and what was settled."""
    site = site_of(request)
    made = site.ledger.revise(user.name, told.reason).adopt(name)
    return shapes.Decided(entries=made, incident=site.ledger.show(name).incident.id)


@router.get("/agreement", response_model=Agreements)
def agreement(request: Request) -> Response:
    """How far two coders agree, by question."""
    found = site_of(request).ledger.agreement()
    rows = [{"question": name, "metric": questions()[name].metric} | each._asdict() for name, each in found.items()]
    return answer(request, {"agreement": rows})


def _told(sheet: Sheet) -> dict[str, Any]:
    told: dict[str, Any] = {key: getattr(sheet, key) for key in ("n", "author", "at", "reason")}
    return told | {"answers": answers(sheet)}
