"""The shapes of the API: what is sent, what comes back, each with an example."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

_Id = Annotated[str, Field(min_length=1, max_length=200)]
_Reason = Annotated[str, Field(min_length=1, max_length=2000, description="Why; kept with the decision.")]
_WEB = r"^https?://"
MOST_LETTERS = 200_000
"""Of a text that is read while somebody waits."""
_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$"


class Problem(BaseModel):
    """Any error."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


class Incident(BaseModel):
    """An incident; docs/ledger.md tells what every key holds."""

    model_config = ConfigDict(extra="allow")

    id: str
    status: str
    domain: str
    headline: str
    event: dict[str, Any]
    when: dict[str, Any]
    where: dict[str, Any]
    participants: list[dict[str, Any]]
    toll: dict[str, Any]
    dispute: dict[str, Any]
    disputes: list[dict[str, Any]]
    accounts: list[dict[str, Any]]
    outlets: int
    origins: int
    reviewed: bool


class Incidents(BaseModel):
    """One page of incidents; `cursor` leads to the next, null on the last."""

    count: int
    incidents: list[Incident]
    cursor: str | None


class Said(BaseModel):
    """One claim, the words it was read from, and where they stand."""

    model_config = ConfigDict(extra="allow")

    value: Any
    polarity: bool
    hedged: bool
    disputed: bool
    quote: str
    report: str
    edition: str
    account: int
    claim: int
    span: list[int]


class BesideCell(BaseModel):
    """What one holder says of one field."""

    field: str
    holder: str
    said: list[Said]


class Beside(BaseModel):
    """The side by side."""

    columns: list[dict[str, str]]
    rows: list[str]
    cells: list[BesideCell]


class Report(BaseModel):
    """A report as kept. In public mode `text` is null."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    language: str | None
    text: str | None
    edition: str
    editions: list[str]
    incidents: list[str]


class _Sheet(BaseModel):
    """What may be told of a report beside its text."""

    title: str | None = Field(None, max_length=500)
    outlet: str | None = Field(None, max_length=200)
    published: str | None = Field(None, pattern=_MOMENT)
    language: str | None = Field(None, max_length=20)


class Given(_Sheet):
    """A report to be read."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"text": "Two men were shot dead in Tarhuna on Monday, police said.", "published": "2026-03-04"}
            ]
        },
    )

    text: str = Field(min_length=1, max_length=MOST_LETTERS)
    url: str | None = Field(None, max_length=2000, pattern=_WEB)


class ToRead(_Sheet):
    """A report to be read: its text, or an address from which it is fetched."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "anyOf": [
                {"required": ["text"], "properties": {"text": {"type": "string"}}},
                {"required": ["url"], "properties": {"url": {"type": "string"}}},
            ]
        },
    )

    text: str | None = Field(None, min_length=1, max_length=MOST_LETTERS)
    url: str | None = Field(None, max_length=2000, pattern=_WEB, description="Fetched where no text is given.")

    @model_validator(mode="after")
    def _either(self) -> ToRead:
        if not self.text and not self.url:
            raise ValueError("a `text` or a `url` was expected")
        return self


class Taken(BaseModel):
    """What became of a report that was added."""

    report: str
    outcome: Literal["new", "changed", "known"]
    incidents: list[str]
    accounts: int


class Correct(BaseModel):
    """One field set by hand."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"field": "toll.killed", "value": [2, 3, 5], "reason": "The hospital's list has three names."}]
        },
    )

    field: str = Field(max_length=80, description="As `toll.killed`, `where.name`, `when.start`, `reviewed`.")
    value: Any = Field(description="Of the field's own kind.")
    reason: _Reason


class Judge(BaseModel):
    """Whether two accounts tell of one incident."""

    model_config = ConfigDict(extra="forbid")

    one: _Id
    other: _Id
    verdict: Literal["same", "different", "unsure"]
    reason: _Reason


class Merge(BaseModel):
    """Incidents to be one with the one addressed."""

    model_config = ConfigDict(extra="forbid")

    others: Annotated[list[_Id], Field(min_length=1, max_length=50)]
    reason: _Reason


class Split(BaseModel):
    """Accounts that are another incident."""

    model_config = ConfigDict(extra="forbid")

    accounts: Annotated[list[_Id], Field(min_length=1, max_length=200)]
    reason: _Reason


class Undo(BaseModel):
    """A decision to be taken back."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["judgement", "correction", "sheet"]
    n: int = Field(ge=1, le=2_000_000_000)
    reason: _Reason


class Decided(BaseModel):
    """Numbers of the entries made, and the incident as it is now."""

    entries: list[int]
    incident: str | None


class Format(BaseModel):
    """One export format; without columns it is nested JSON."""

    name: str
    title: str
    written: str
    rule: str
    columns: list[str]


class Lost(BaseModel):
    """Something an export left out or lost, how often, and ids of some incidents that it befell."""

    what: str
    count: int
    incidents: list[str]


class Losses(BaseModel):
    """The loss report of an export."""

    format: str
    title: str
    rule: str
    as_of: str | None
    coder: str
    version: str
    codebook: str
    incidents: int
    rows: int
    names_withheld: int
    left_out: list[Lost]
    lost: list[Lost]
