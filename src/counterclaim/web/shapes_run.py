"""The shapes of the API's sources: what is sent, what comes back."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

_Word = Annotated[str, Field(max_length=200)]


class Trouble(BaseModel):
    """How often a kind of trouble was met (docs/gathering.md)."""

    kind: str
    words: str
    many: int


class Held(BaseModel):
    """An article in quarantine."""

    n: int
    at: str
    source: str
    kind: str | None
    address: str
    reason: str | None


class Source(BaseModel):
    """A source with what is known of it and how it fares; `next` is null where it is paused."""

    model_config = ConfigDict(extra="allow")

    name: str
    address: str
    state: Literal["active", "paused"]
    fares: Literal["well", "failing", "new", "paused"]
    wrong: str | None
    next: str | None
    health: dict[str, Any]
    troubles: list[Trouble]
    articles: dict[str, int]


class Sources(BaseModel):
    """All sources, and gathering as a whole in one line."""

    well: bool
    health: str
    sources: list[Source]


class NewSource(BaseModel):
    """A source to keep. Files and folders are added on the command line."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"address": "https://news.example/rss", "outlet": "News", "country": "AM"}]},
    )

    address: str = Field(min_length=1, max_length=2000, description="Its http or https address.")
    name: _Word | None = Field(None, description="Made of the address where it is not given.")
    outlet: _Word | None = None
    country: _Word | None = None
    language: _Word | None = None
    voice: _Word | None = None
    region: _Word | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = None
    kind: Literal["feed", "page"] | None = None
    take: Literal["page", "feed"] | None = None


class Numbers(BaseModel):
    """Articles by number."""

    model_config = ConfigDict(extra="forbid")

    numbers: Annotated[list[Annotated[int, Field(ge=1, le=2_000_000_000)]], Field(min_length=1, max_length=500)]


class Many(BaseModel):
    """How many it was done to."""

    many: int


class Checked(BaseModel):
    """What a source answered just now: `good` where there is something to read."""

    name: str
    said: str
    troubles: dict[str, int]
    good: bool
