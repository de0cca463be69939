"""Answers a query: incidents page by page, and how many there are."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, tuple_

from counterclaim.errors import SettingError
from counterclaim.records import codec
from counterclaim.records.incident import Incident
from counterclaim.records.query import SORTS, Query
from counterclaim.store import words
from counterclaim.store.tables import incidents, sides, voices

_COLUMNS = {"day": incidents.c.sort_day, "published": incidents.c.published, "killed": incidents.c.sort_killed}
_PLACED = ("point", "place", "near", "admin2")


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
    column = _COLUMNS[query.sort]
    asked = select(incidents.c.id, incidents.c.body, column.label("by")).where(
        *conditions(connection, query, paged=True)
    )
    if query.cursor:
        asked = asked.where(tuple_(column, incidents.c.id) < tuple_(*_position(query)))
    asked = asked.order_by(column.desc(), incidents.c.id.desc()).limit(query.limit + 1)
    rows = list(connection.execute(asked))
    shown = rows[: query.limit]
    more = len(rows) > query.limit and shown
    cursor = _cursor(query.sort, shown[-1].by, shown[-1].id) if more else None
    return [row.body for row in shown], cursor


def count(connection: Connection, query: Query) -> int:
    """How many incidents a query asks for, on all its pages."""
    asked: Select[Any] = select(func.count()).select_from(incidents).where(*conditions(connection, query))
    return int(connection.execute(asked).scalar_one())


def conditions(connection: Connection, query: Query, paged: bool = False) -> list[ColumnElement[bool]]:
    """What must hold for an incident to be found.

    `paged`: nearly none is dismissed, so an index that begins with that must not win over the one that sorts the pages.
    """
    c = incidents.c
    hidden = func.coalesce(c.dismissed, False) if paged else c.dismissed
    found: list[ColumnElement[bool]] = [hidden == query.dismissed]
    for column, values in ((c.country, query.country), (c.domain, query.domain), (c.grade, query.grade)):
        if values:
            found.append(column.in_(values))
    if query.status:
        found.append(c.status.in_(query.status))
    if query.event:
        found.append(or_(*(column.in_(query.event) for column in (c.sub_event, c.acled, c.mode, c.plover))))
    for column, flag in ((c.disputed, query.disputed), (c.reviewed, query.reviewed)):
        if flag is not None:
            found.append(column == flag)
    if query.placed is not None:
        found.append(c.precision.in_(_PLACED) if query.placed else c.precision.not_in(_PLACED))
    found += _of_time(query) + _of_toll(query) + _of_place(query) + _of_people(query)
    if query.text:
        found.append(words.matching(connection.dialect.name, query.text))
    return found


def _of_time(query: Query) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.since:
        found.append(func.coalesce(incidents.c.last_day, incidents.c.sort_day) >= query.since)
    if query.until:
        found.append(and_(incidents.c.sort_day <= query.until, incidents.c.sort_day != "0000-00-00"))
    return found


def _of_toll(query: Query) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.killed_min is not None:
        found.append(incidents.c.sort_killed >= max(0, query.killed_min))
    if query.killed_max is not None:
        found.append(incidents.c.sort_killed <= query.killed_max)
    return found


def _of_place(query: Query) -> list[ColumnElement[bool]]:
    if query.bbox is None:
        return []
    west, south, east, north = query.bbox
    lon, lat = incidents.c.lon, incidents.c.lat
    across = or_(lon >= west, lon <= east) if west > east else lon.between(west, east)
    return [lat.between(south, north), across]


def _of_people(query: Query) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.actor:
        named = or_(*(_actor(each) for each in query.actor))
        role = [sides.c.role == query.role] if query.role else []
        found.append(exists().where(sides.c.incident == incidents.c.id, named, *role))
    for kind, names in (("holder", query.holder), ("outlet", query.outlet)):
        if names:
            said = and_(voices.c.incident == incidents.c.id, voices.c.kind == kind, voices.c.name.in_(names))
            found.append(exists().where(said))
    return found


def _actor(name: str) -> ColumnElement[bool]:
    """An actor's id, or any of its organs' and wings'."""
    return or_(sides.c.actor == name, and_(sides.c.actor >= f"{name}-", sides.c.actor < f"{name}."))


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
