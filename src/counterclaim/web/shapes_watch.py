"""The shapes of the API's watches: what is sent, what comes back."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from counterclaim.web.ask import Filters

_Kind = Annotated[str, Field(max_length=40)]
_Target = Annotated[str, Field(max_length=2000)]


class Told(BaseModel):
    """A watch to be made or changed; docs/watches.md tells what its fields mean."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"filters": {"country": ["ML"]}, "tells": ["new", "toll:10"]}]},
    )

    filters: Filters
    tells: Annotated[list[_Kind], Field(min_length=1, max_length=20)]
    targets: Annotated[list[_Target], Field(max_length=50)] = []
    batch: int = Field(0, ge=0, le=100_000)
    quiet: str | None = Field(None, max_length=20)
    zone: str = Field("UTC", max_length=60)


class Watch(BaseModel):
    """A watch as kept: `behind` what it has not looked at, `fault` why it cannot, `sent` its deliveries by state."""

    name: str
    filters: dict[str, Any]
    tells: list[str]
    targets: list[str]
    batch: int
    quiet: str | None
    zone: str
    paused: bool
    behind: bool
    fault: str | None
    since: str
    sent: dict[str, int]
    atom: str


class Watches(BaseModel):
    """All watches."""

    watches: list[Watch]


class _Alert(BaseModel):
    kind: str
    why: str
    incident: str
    headline: str
    day: str | None
    place: str | None
    country: str | None
    grade: str
    killed: int | None
    rule: str


class Alert(_Alert):
    """What was told of an incident, and when."""

    n: int
    at: str


class WouldBe(_Alert):
    """What would have been told of an incident, and on which day."""

    day_told: str


class Delivery(BaseModel):
    """Alerts on their way to one target."""

    n: int
    target: str
    state: Literal["waiting", "sent", "failed"]
    alerts: int
    attempts: int
    fault: str | None


class OneWatch(Watch):
    """A watch with what it told last, the newest first."""

    alerts: list[Alert]
    deliveries: list[Delivery]


class Preview(BaseModel):
    """What a watch would have told; `most` incidents are looked at, those last reported."""

    until: str
    days: int
    alerts: list[WouldBe]
    last_reported: str | None
    most: int
