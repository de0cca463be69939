"""What is asked of the ledger: one object for pages, API, exports and alerts alike."""

from __future__ import annotations

from dataclasses import dataclass

SORTS = ("day", "published", "killed")
"""Newest incident first, last reported first, most killed first."""


@dataclass(frozen=True, slots=True)
class Query:
    """Filters that must all hold; empty ones hold for everything.

    `since` and `until` are ISO days, both inside, and hold where the incident may have happened on one of them.
    `bbox` is (west, south, east, north) in degrees; west greater than east crosses the date line. `actor` takes an
    id or its beginning before a hyphen (`AM` finds `AM-MIL`); `role` asks for that role of it. `event` is an ACLED
    sub-event or event type, or a PLOVER mode. `killed_min` and `killed_max` bound the best figure
    by the rule book `rule` (UCDP's for None), by which `sort` "killed" goes too, and in which incidents come.
    `cursor` is what the page before gave; `limit` the most of one page.
    """

    text: str | None = None
    since: str | None = None
    until: str | None = None
    bbox: tuple[float, float, float, float] | None = None
    country: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    role: str | None = None
    event: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    killed_min: int | None = None
    killed_max: int | None = None
    rule: str | None = None
    grade: tuple[str, ...] = ()
    disputed: bool | None = None
    status: tuple[str, ...] = ("main",)
    outlet: tuple[str, ...] = ()
    holder: tuple[str, ...] = ()
    reviewed: bool | None = None
    placed: bool | None = None
    dismissed: bool = False
    sort: str = "day"
    limit: int = 50
    cursor: str | None = None
