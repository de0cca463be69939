"""The found set at a glance: where its incidents lie, on which days, and how many share a country, a grade, a kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, case, func, select
from sqlalchemy.sql.elements import ColumnElement

from counterclaim.records.query import Query
from counterclaim.store.conditions import conditions
from counterclaim.store.incidents import UNDATED
from counterclaim.store.rulings import killed
from counterclaim.store.tables import accounts, corrections, incidents, judgements, redactions, voices

_SHARED = {
    "status": incidents.c.status,
    "country": incidents.c.country,
    "domain": incidents.c.domain,
    "grade": incidents.c.grade,
}
"""Counted in one pass with the sub-events: filters by these are equality with one of some values."""
FACETS = (*_SHARED, "event", "outlet", "holder")
"""What a set can be counted by."""
MOST_VALUES = 12
Counts = list[tuple[str, int]]


class Dot(NamedTuple):
    """An incident as the map needs it; `radius` is the uncertainty in km, `killed` -1 where no figure is told."""

    id: str
    lat: float
    lon: float
    radius: float | None
    precision: str
    day: str
    killed: int
    grade: str
    disputed: bool


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
        *(c.id, c.lat, c.lon, c.radius_km, c.precision, c.sort_day),
        *(killed(query.rule), c.grade, c.disputed),
    ).where(*conditions(connection, query), c.lat.is_not(None))
    newest = func.coalesce(c.sort_day, "")  # an expression: the index that is in this order lacks the rest
    return [Dot(*row) for row in connection.execute(asked.order_by(newest.desc(), c.id.desc()).limit(most))]


def headlines(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Headlines of incidents by id."""
    asked = select(incidents.c.id, incidents.c.headline).where(incidents.c.id.in_(ids))
    return {row.id: row.headline for row in connection.execute(asked)}


def cells(connection: Connection, query: Query, degrees: float) -> list[Cell]:
    """The set's incidents that have coordinates, added up by squares of so many degrees."""
    c = incidents.c
    asked = (
        select(func.avg(c.lat), func.avg(c.lon), func.count(), func.sum(case((c.disputed, 1), else_=0)))
        .where(*conditions(connection, query), c.lat.is_not(None))
        .group_by(func.floor(c.lat / degrees), func.floor(c.lon / degrees))
    )
    return [Cell(lat, lon, count, int(disputed)) for lat, lon, count, disputed in connection.execute(asked)]


def sizes(connection: Connection, query: Query) -> tuple[int, int]:
    """How many incidents are in the set, and how many of them have coordinates."""
    row = connection.execute(select(func.count(), func.count(incidents.c.lat)).where(*conditions(connection, query)))
    count, placed = row.one()
    return int(count), int(placed)


def days(connection: Connection, query: Query) -> list[tuple[str, int, int]]:
    """Days with incidents of the set, how many, and how many of them are disputed."""
    c = incidents.c
    day = func.coalesce(c.sort_day, "")  # an expression: grouping by the column alone would walk its index row by row
    asked = (
        select(day, func.count(), func.sum(case((c.disputed, 1), else_=0)))
        .where(*conditions(connection, query), c.sort_day != UNDATED)
        .group_by(day)
        .order_by(day)
    )
    return [(found, count, int(disputed)) for found, count, disputed in connection.execute(asked)]


def glance(connection: Connection, query: Query) -> tuple[int, dict[str, Counts]]:
    """The size of the set, and the values of its plain facets, each as if the set were not filtered by it."""
    held = conditions(connection, _without(query, *_SHARED))
    columns = (*_SHARED.values(), incidents.c.sub_event)
    rows = [tuple(row) for row in connection.execute(select(*columns, func.count()).where(*held).group_by(*columns))]
    found: dict[str, Counts] = {}
    for n, name in enumerate(_SHARED):
        found[name] = _commonest(_added(rows, n, _without(query, name)), getattr(query, name))
    event = _added(rows, len(_SHARED), query)
    found["event"] = _commonest(event, ()) if not query.event else voiced(connection, query, "event")
    return sum(event.values()), found


def voiced(connection: Connection, query: Query, name: str) -> Counts:
    """The commonest outlets, holders or events, and those chosen, as if the set were not filtered by them."""
    held = conditions(connection, _without(query, name))
    if name == "event":
        column: ColumnElement[Any] = incidents.c.sub_event
        asked = select(column, func.count()).where(*held)
    else:
        heard = voices.alias()
        column = heard.c.name
        joined = and_(heard.c.incident == incidents.c.id, heard.c.kind == name)
        asked = select(column, func.count()).join_from(incidents, heard, joined).where(*held)
    rows = connection.execute(asked.group_by(column))
    return _commonest({row[0]: int(row[1]) for row in rows}, getattr(query, name))


def _without(query: Query, *names: str) -> Query:
    return replace(query, **dict.fromkeys(names, ()))  # type: ignore[arg-type]


def _added(rows: Sequence[tuple[Any, ...]], n: int, query: Query) -> dict[str, int]:
    """Counts by the n-th column of those rows that pass the query's filters on the shared facets."""
    wanted = [(at, set(getattr(query, name))) for at, name in enumerate(_SHARED) if getattr(query, name)]
    found: dict[str, int] = {}
    for row in rows:
        if all(row[at] in values for at, values in wanted):
            found[row[n]] = found.get(row[n], 0) + row[-1]
    return found


def _commonest(counts: dict[str, int], chosen: Sequence[str]) -> Counts:
    ordered = sorted(((value, many) for value, many in counts.items() if value), key=lambda pair: (-pair[1], pair[0]))
    shown = ordered[:MOST_VALUES]
    return shown + [(value, counts.get(value, 0)) for value in chosen if value not in dict(shown)]


def state(connection: Connection) -> tuple[int, ...]:
    """Numbers that change whenever the ledger does: for ETags and for what is remembered between requests."""
    columns = (accounts.c.seq, judgements.c.n, corrections.c.n, redactions.c.n)
    return tuple(int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) for column in columns)
