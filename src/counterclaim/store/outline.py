"""The found set at a glance: where its incidents lie, on which days, and how many share a country, a grade, a kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import JSON, Connection, Float, Select, and_, case, cast, func, select, type_coerce
from sqlalchemy.sql.elements import ColumnElement

from counterclaim.records.query import Query
from counterclaim.store.find import conditions
from counterclaim.store.tables import accounts, corrections, incidents, judgements, redactions, voices

_UNDATED = "0000-00-00"
_COLUMNS = {
    "country": incidents.c.country,
    "domain": incidents.c.domain,
    "event": incidents.c.sub_event,
    "grade": incidents.c.grade,
    "status": incidents.c.status,
}
FACETS = (*_COLUMNS, "outlet", "holder")
"""What a set can be counted by."""


class Dot(NamedTuple):
    """An incident as the map needs it; `radius` is the uncertainty in km."""

    id: str
    lat: float
    lon: float
    radius: float | None
    precision: str
    day: str
    killed: int | None
    grade: str
    disputed: bool
    headline: str


class Cell(NamedTuple):
    """Incidents of one square of degrees: their number, how many are disputed, their middle."""

    lat: float
    lon: float
    many: int
    disputed: int


def dots(connection: Connection, query: Query, most: int) -> list[Dot]:
    """Up to `most` incidents of the set that have coordinates, the newest first."""
    c = incidents.c
    asked: Select[Any] = select(
        c.id, c.lat, c.lon, _radius(connection), c.precision, c.sort_day, c.killed, c.grade, c.disputed, c.headline
    ).where(*conditions(connection, query), c.lat.is_not(None))
    return [Dot(*row[:10]) for row in connection.execute(asked.order_by(c.sort_day.desc(), c.id.desc()).limit(most))]


def cells(connection: Connection, query: Query, degrees: float) -> list[Cell]:
    """The set's incidents that have coordinates, added up by squares of so many degrees."""
    c = incidents.c
    asked = (
        select(func.avg(c.lat), func.avg(c.lon), func.count(), func.sum(case((c.disputed, 1), else_=0)))
        .where(*conditions(connection, query), c.lat.is_not(None))
        .group_by(func.floor(c.lat / degrees), func.floor(c.lon / degrees))
    )
    return [Cell(lat, lon, count, int(disputed)) for lat, lon, count, disputed in connection.execute(asked)]


def located(connection: Connection, query: Query) -> int:
    """How many incidents of the set have coordinates."""
    held = (*conditions(connection, query), incidents.c.lat.is_not(None))
    return int(connection.execute(select(func.count()).select_from(incidents).where(*held)).scalar_one())


def days(connection: Connection, query: Query) -> list[tuple[str, int, int]]:
    """Days with incidents of the set, how many, and how many of them are disputed."""
    c = incidents.c
    asked = (
        select(c.sort_day, func.count(), func.sum(case((c.disputed, 1), else_=0)))
        .where(*conditions(connection, query), c.sort_day != _UNDATED)
        .group_by(c.sort_day)
        .order_by(c.sort_day)
    )
    return [(day, count, int(disputed)) for day, count, disputed in connection.execute(asked)]


def facet(connection: Connection, query: Query, name: str, most: int = 12) -> list[tuple[str, int]]:
    """The commonest values of one of FACETS in the set, and those chosen, as if it were not filtered by it."""
    open_query = replace(query, **{name: ()})  # type: ignore[arg-type]
    held = conditions(connection, open_query)
    if name in _COLUMNS:
        column: ColumnElement[Any] = _COLUMNS[name]
        asked = select(column, func.count().label("many")).where(*held, column.is_not(None))
    else:
        heard = voices.alias()
        column = heard.c.name
        joined = and_(heard.c.incident == incidents.c.id, heard.c.kind == name)
        asked = select(column, func.count().label("many")).join_from(incidents, heard, joined).where(*held)
    asked = asked.group_by(column)
    found = [
        (value, many) for value, many in connection.execute(asked.order_by(func.count().desc(), column).limit(most))
    ]
    missing = sorted(set(getattr(query, name)) - {value for value, _ in found})
    if missing:
        found += [
            (value, many) for value, many in connection.execute(asked.where(column.in_(missing)).order_by(column))
        ]
    return found


def state(connection: Connection) -> tuple[int, ...]:
    """Numbers that change whenever the ledger does: for ETags and for what is remembered between requests."""
    columns = (accounts.c.seq, judgements.c.n, corrections.c.n, redactions.c.n)
    return tuple(int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) for column in columns)


def _radius(connection: Connection) -> ColumnElement[Any]:
    body: Any = incidents.c.body
    told = cast(body, JSON) if connection.dialect.name == "postgresql" else type_coerce(body, JSON)
    return cast(told["where"]["radius_km"].as_string(), Float)
