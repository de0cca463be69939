"""What a query asks of incidents, as conditions on the ledger's tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exists, func, or_, select

from counterclaim.codebook.events import scheme_words
from counterclaim.records.query import Query
from counterclaim.store import rulings, words
from counterclaim.store.incidents import UNDATED
from counterclaim.store.plans import unindexed
from counterclaim.store.tables import incidents, sides, voices

_SCHEMES = ("sub_event", "acled", "mode", "plover")
_PLACED = ("point", "place", "near", "admin2")


RARE = 4000
"""Incidents that a filter leads to at most, for a whole set to be looked up by it and not by reading the ledger."""


def leading(connection: Connection, query: Query) -> list[Select[Any]]:
    """What the filters lead to by which incidents can be looked up: people, holders, outlets, words that must stand."""
    found: list[Select[Any]] = [select(table.c.incident).where(said) for table, said in people(query)]
    told = words.leading(connection.dialect.name, query.text) if query.text else None
    return found if told is None else [*found, told]


def count(connection: Connection, led: Select[Any], most: int) -> int:
    """How many rows something leads to, counted to one more than `most`."""
    some = led.limit(most + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def conditions(connection: Connection, query: Query) -> list[ColumnElement[bool]]:
    """What must hold for an incident to be found, for whole sets: looked up by a rare filter where there is one."""
    rare = any(count(connection, led, RARE) <= RARE for led in leading(connection, query))
    return held(connection, query, led=rare)


def held(connection: Connection, query: Query, *, walked: bool = False, led: bool = False) -> list[ColumnElement[bool]]:
    """What must hold for an incident to be found.

    `walked`: it is asked of one incident after the other until some are found, so that nothing is to be made ready.
    `led`: incidents are to be looked up by what the people or the words of the query lead to.
    """
    c = incidents.c
    dismissed = unindexed(c.dismissed) if led or walked else c.dismissed
    country = unindexed(c.country) if walked else c.country
    found: list[ColumnElement[bool]] = [dismissed == query.dismissed]
    for column, values in ((country, query.country), (c.domain, query.domain), (c.grade, query.grade)):
        if values:
            found.append(column.in_(values))
    if query.status:
        found.append(c.status.in_(query.status))
    if query.event:
        found.append(_of_event(query.event, walked=walked))
    for column, flag in ((c.disputed, query.disputed), (c.reviewed, query.reviewed)):
        if flag is not None:
            found.append(column == flag)
    if query.placed is not None:
        found.append(c.precision.in_(_PLACED) if query.placed else c.precision.not_in(_PLACED))
    found += _of_time(query) + _of_toll(connection, query, walked) + of_place(query, walked=walked)
    for table, said in people(query):
        if walked:
            found.append(exists().where(table.c.incident == c.id, said))
        else:
            found.append(c.id.in_(select(table.c.incident).where(said)))
    if query.text:
        found.append(words.matching(connection.dialect.name, query.text, walked=walked))
    return found


def people(query: Query) -> list[tuple[Table, ColumnElement[bool]]]:
    """Who took part and who is heard: tables that tell of incidents, and what must hold in a row of each."""
    found: list[tuple[Table, ColumnElement[bool]]] = []
    if query.actor:
        named = or_(*(_actor(each) for each in query.actor))
        found.append((sides, and_(named, sides.c.role == query.role) if query.role else named))
    for kind, names in (("holder", query.holder), ("outlet", query.outlet)):
        if names:
            found.append((voices, and_(voices.c.kind == kind, voices.c.name.in_(names))))
    return found


def _of_event(words: Sequence[str], *, walked: bool) -> ColumnElement[bool]:
    """By the scheme that a word is known in, whose column an index may hold; in all of them where it is in none."""
    asked: dict[str, list[str]] = {}
    for word in words:
        known = scheme_words().get(word)
        for name in [known] if known else _SCHEMES:
            asked.setdefault(name, []).append(word)
    columns = {name: unindexed(incidents.c[name]) if walked else incidents.c[name] for name in asked}
    return or_(*(columns[name].in_(told) for name, told in asked.items()))


def _of_time(query: Query) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.since:
        found.append(func.coalesce(incidents.c.last_day, incidents.c.sort_day) >= query.since)
    if query.until:
        found.append(and_(incidents.c.sort_day <= query.until, incidents.c.sort_day != UNDATED))
    return found


def _of_toll(connection: Connection, query: Query, walked: bool) -> list[ColumnElement[bool]]:
    if query.killed_min is None and query.killed_max is None:
        return []
    key = rulings.key_of(connection, query.rule)
    return [rulings.where(key, lambda figure: within(query, figure), walked=walked)]


def within(query: Query, figure: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """That a figure of killed is as high as a query asks, and no higher."""
    least, most = query.killed_min, query.killed_max
    above = [] if least is None else [figure >= max(0, least)]
    return above if most is None else [*above, figure <= most]


def of_place(query: Query, *, walked: bool = False) -> list[ColumnElement[bool]]:
    """That it is placed within a query's box; `walked`: asked of one incident after the other."""
    if query.bbox is None:
        return []
    west, south, east, north = query.bbox
    lon, lat = incidents.c.lon, unindexed(incidents.c.lat) if walked else incidents.c.lat
    across = or_(lon >= west, lon <= east) if west > east else lon.between(west, east)
    return [lat.between(south, north), across]


def _actor(name: str) -> ColumnElement[bool]:
    """An actor's id, or any of its organs' and wings'."""
    return or_(sides.c.actor == name, and_(sides.c.actor >= f"{name}-", sides.c.actor < f"{name}."))
