"""Answers a query: incidents page by page, and how many there are."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from counterclaim.errors import SettingError
from counterclaim.records import codec
from counterclaim.records.incident import Incident
from counterclaim.records.query import SORTS, Query
from counterclaim.store import roads, rulings
from counterclaim.store.conditions import conditions, held
from counterclaim.store.incidents import WHOLE
from counterclaim.store.many import evened, parts
from counterclaim.store.tables import bodies, incidents


@dataclass(frozen=True, slots=True)
class Page:
    """Incidents in order, and the cursor of the next page, None on the last."""

    incidents: tuple[Incident, ...]
    cursor: str | None


def find(connection: Connection, query: Query) -> Page:
    """One page of what a query asks for; raises SettingError for a cursor or sort that is none."""
    bodies, cursor = find_bodies(connection, query)
    return Page(tuple(codec.loads(Incident, body) for body in bodies), cursor)


def find_bodies(connection: Connection, query: Query) -> tuple[list[str], str | None]:
    """The same page as incidents are kept, JSON of records, and the cursor of the next."""
    if query.sort not in SORTS:
        raise SettingError(f"sort {query.sort!r}: one of {', '.join(SORTS)} was expected")
    after = _position(query) if query.cursor else None
    rule = rulings.key_of(connection, query.rule) if query.sort == "killed" else None
    if rule:
        ruled = rulings.most_killed(connection, rule, held(connection, query, walked=True), after, query.limit + 1)
        by = dict(ruled)
        found = list(by)
    else:
        found = roads.ids(connection, query, after, query.limit + 1)
        by = {}
    shown = found[: query.limit]
    told = _told(connection, shown, query.sort)
    if len(found) == len(shown) or not shown:
        return [told[name][0] for name in shown], None
    last = shown[-1]
    return [told[name][0] for name in shown], _cursor(query.sort, by.get(last, told[last][1]), last)


def _told(connection: Connection, names: Sequence[str], sort: str) -> dict[str, tuple[str, Any]]:
    """Of incidents by id, each one's record and what it is sorted by."""
    found: dict[str, tuple[str, Any]] = {}
    asked = select(incidents.c.id, bodies.c.body, roads.ORDERS[sort].label("by")).join(bodies, WHOLE)
    for part in parts(names):
        rows = connection.execute(asked.where(incidents.c.id.in_(evened(part))))
        found |= {row.id: (row.body, row.by) for row in rows}
    return found


def count(connection: Connection, query: Query) -> int:
    """How many incidents a query asks for, on all its pages."""
    asked: Select[Any] = select(func.count()).select_from(incidents).where(*conditions(connection, query))
    return int(connection.execute(asked).scalar_one())


def _cursor(sort: str, by: Any, last: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([sort, by, last]).encode()).decode().rstrip("=")


def _position(query: Query) -> tuple[Any, str]:
    try:
        text = query.cursor or ""
        sort, by, last = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if sort != query.sort or not isinstance(last, str) or not isinstance(by, int if sort == "killed" else str):
            raise ValueError
    except (ValueError, TypeError):
        raise SettingError(f"cursor {query.cursor!r}: it is not one of this query's pages; begin again") from None
    return by, last
