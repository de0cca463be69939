"""A query from a URL and back: the same names on pages, in the API and in links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlencode

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import FormData, QueryParams

from counterclaim.errors import SettingError
from counterclaim.records.query import Query as LedgerQuery

LISTED = ("country", "actor", "event", "domain", "grade", "status", "outlet", "holder")
Params = QueryParams | FormData
_NUMBER = r"-?\d{1,3}(\.\d{1,9})?"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_Word = Annotated[str, Field(max_length=200)]
_Words = Annotated[list[_Word], Field(max_length=50)]
_Day = Annotated[str, Field(pattern=DAY, examples=["2026-03-04"])]
_Many = Annotated[int, Field(ge=0, le=10_000_000)]


class Filters(BaseModel):
    """What is asked of the ledger; all filters given must hold."""

    model_config = ConfigDict(extra="forbid")

    text: str | None = Field(None, max_length=400, description='Words that must all be told, "phrases", -excluded ones')
    since: _Day | None = Field(None, description="Not over before this day.")
    until: _Day | None = Field(None, description="Begun by this day.")
    bbox: str | None = Field(
        None,
        pattern=f"^{_NUMBER},{_NUMBER},{_NUMBER},{_NUMBER}$",
        description="West, south, east, north in degrees; west greater than east crosses the date line.",
        examples=["44.8,38.8,46.6,41.3"],
    )
    country: _Words = Field([], description="ISO 3166-1 alpha-2 codes, any of them.")
    actor: _Words = Field([], description="Actor ids, each with its organs and wings: `AM` finds `AM-MIL`.")
    role: str | None = Field(None, max_length=40, description="With `actor`: in this role, as initiator or victim.")
    event: _Words = Field([], description="ACLED event types or sub-events, PLOVER types or modes.")
    domain: _Words = Field([], description="conflict, political, police, crime, accident.")
    killed_min: _Many | None = Field(None, description="At least this many killed, by the rule book's best figure.")
    killed_max: _Many | None = Field(None, description="At most this many killed, by the rule book's best figure.")
    rule: str | None = Field(None, max_length=60, description="Rule book of the figures; ucdp where not given.")
    grade: _Words = Field([], description="admitted, corroborated, single_source, contested, denied, refuted.")
    disputed: bool | None = Field(None, description="With or without a dispute on some field.")
    status: _Words = Field([], description="`main` where not given; background, denied, ...; `all` for every one.")
    outlet: _Words = Field([], description="Told by one of these outlets.")
    holder: _Words = Field([], description="With a claim by one of these holders.")
    reviewed: bool | None = Field(None, description="Looked at by somebody or by nobody.")
    placed: bool | None = Field(None, description="With a place finer than a province, or without.")
    dismissed: bool = Field(False, description="Those that were dismissed, and no others.")
    sort: Literal["day", "published", "killed"] = Field("day", description="Newest, last reported, most killed")

    def query(self, limit: int = 50, cursor: str | None = None) -> LedgerQuery:
        """The ledger's query."""
        told: dict[str, Any] = self.model_dump(include=set(Filters.model_fields))
        told |= {name: tuple(told[name]) for name in LISTED}
        told["status"] = () if "all" in told["status"] else told["status"] or ("main",)
        told["text"] = (told["text"] or "").replace("\x00", " ").strip() or None
        if told["bbox"]:
            west, south, east, north = (float(part) for part in told["bbox"].split(","))
            told["bbox"] = (west, south, east, north)
        return LedgerQuery(**told, limit=limit, cursor=cursor)


def filters_of(query: LedgerQuery) -> Filters:
    """The filters that make this query."""
    told = {name: getattr(query, name) for name in Filters.model_fields if name != "sort"}
    told |= {name: list(told[name]) for name in LISTED}
    told["status"] = {(): ["all"], ("main",): []}.get(query.status, told["status"])
    told["bbox"] = ",".join(f"{part:g}" for part in query.bbox) if query.bbox else None
    return Filters.model_validate(told)


AsOf = Annotated[str | None, Query(pattern=f"{DAY}|^$", description="As known by then; empty for what is known now.")]
Asked = TypeVar("Asked", bound=Filters)


class PagedFilters(Filters):
    """The same, one page of it."""

    limit: int = Field(50, ge=1, le=500, description="Most incidents of one page.")
    cursor: str | None = Field(None, max_length=400, description="`cursor` of the page before.")


def asked(params: Params) -> Filters:
    """The filters in a page's URL; empty ones and other names are left out. Raises SettingError."""
    return asked_as(Filters, params)


def asked_as(kind: type[Asked], params: Params) -> Asked:
    """The same for filters with more to them."""
    told: dict[str, Any] = {}
    for name in kind.model_fields:
        values = [value for value in params.getlist(name) if isinstance(value, str) and value.strip()]
        if values:
            told[name] = values if name in LISTED else values[-1]
    try:
        return kind.model_validate(told)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingError(f"{name}: {first['msg'].lower()}; change it in the address or clear the filters") from None


def link(filters: Filters, changes: Mapping[str, Any] | None = None, **rest: Any) -> str:
    """The part of a URL after `?` for these filters with some changed; None and empty ones are left out."""
    return urlencode(pairs(filters, changes, **rest))


def pairs(filters: Filters, changes: Mapping[str, Any] | None = None, **rest: Any) -> list[tuple[str, str]]:
    """The same as names and values, as hidden fields of a form want them."""
    told = filters.model_dump(exclude_defaults=True) | dict(changes or {}) | rest
    found = []
    for name, value in told.items():
        for each in value if isinstance(value, list) else [value]:
            if each is not None and each != "":
                found.append((name, str(each).lower() if isinstance(each, bool) else str(each)))
    return found
