"""Which incidents stand on a page, found by the shortest road there: none of them reads a large ledger whole.

rare words, people, places | gathered, all that they lead to, and sorted
all else                   | walked, one after the other in the page's order, until the page is full
neither                    | as the database sees fit
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, select, tuple_

from counterclaim.codebook.events import scheme_words
from counterclaim.records.query import Query
from counterclaim.store import words
from counterclaim.store.conditions import conditions, of_place, people
from counterclaim.store.filings import parts
from counterclaim.store.many import evened
from counterclaim.store.tables import incidents

ORDERS = {"day": incidents.c.sort_day, "published": incidents.c.published, "killed": incidents.c.sort_killed}
"""The column of each order that a page may have."""
FEW, MOST = 1500, 30_000
"""Incidents that are gathered rather than walked to, and most that are gathered when a walk led nowhere."""
FAR = 12_000
"""Incidents that are walked past at most."""
After = tuple[Any, str] | None
"""The last incident of the page before: what it is sorted by, and its id."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What a filter leads to: values of a column of `incidents` that each is one incident's."""

    column: ColumnElement[Any]
    values: Select[Any]

    def at_most(self, connection: Connection, most: int) -> list[Any] | None:
        """The values, None where there are more."""
        found = list(connection.execute(self.values.limit(most + 1)).scalars())
        return found if len(found) <= most else None


def ids(connection: Connection, query: Query, after: After, limit: int) -> list[str]:
    """Ids of the next incidents of a query, in its order."""
    sources = _sources(connection, query)
    for source in sources:
        rare = source.at_most(connection, FEW)
        if rare is not None:
            return _gathered(connection, query, (source.column, rare), after, limit)
    found = _walked(connection, query, after, limit)
    if found is not None:
        return found
    for source in sources:
        values = source.at_most(connection, MOST)
        if values is not None:
            return _gathered(connection, query, (source.column, values), after, limit)
    held = conditions(connection, query)
    return list(connection.execute(_ordered(query, held, after, limit)).scalars())


def _sources(connection: Connection, query: Query) -> list[_Source]:
    c = incidents.c
    found = [_Source(c.id, select(table.c.incident).where(said).distinct()) for table, said in people(query)]
    told = words.leading(connection.dialect.name, query.text) if query.text else None
    if told is not None:
        found.append(_Source(*told))
    if query.bbox:
        found.append(_Source(c.id, select(c.id).where(*of_place(query))))
    return found


def _ordered(query: Query, held: Sequence[ColumnElement[bool]], after: After, limit: int) -> Select[Any]:
    column = ORDERS[query.sort]
    asked = select(incidents.c.id).where(*held).order_by(column.desc(), incidents.c.id.desc()).limit(limit)
    return asked.where(tuple_(column, incidents.c.id) < tuple_(*after)) if after else asked


def _gathered(
    connection: Connection, query: Query, led: tuple[ColumnElement[Any], list[Any]], after: After, limit: int
) -> list[str]:
    """Of incidents told one by one, those that the query asks for, in its order."""
    column, values = led
    order = ORDERS[query.sort]
    asked = select(order, incidents.c.id).where(
        column.in_(bindparam("led", expanding=True)), *conditions(connection, query, walked=True)
    )
    if after:
        asked = asked.where(tuple_(order, incidents.c.id) < tuple_(*after))
    found = [row for part in parts(values) for row in connection.execute(asked, {"led": evened(part)}).all()]
    return [row[1] for row in sorted(map(tuple, found), reverse=True)[:limit]]


def _walked(connection: Connection, query: Query, after: After, limit: int) -> list[str] | None:
    """Incidents in the query's order as far as a page goes, None where they lie too far apart."""
    column, prefix = ORDERS[query.sort], _prefix(query)
    index = f"INDEXED BY {'_'.join(('ix_incidents', *prefix, column.name, 'id'))}"
    way = [incidents.c[name] == value for name, value in prefix.items()]
    if query.sort == "day" and query.until:
        way.append(column <= query.until)
    ahead = _ordered(query, way, after, 1).add_columns(column).offset(FAR).with_hint(incidents, index, "sqlite")
    end = connection.execute(ahead).first()
    held = [*way, *conditions(connection, query, walked=True)]
    if end is not None:
        held.append(tuple_(column, incidents.c.id) > tuple_(end[1], end[0]))
    asked = _ordered(query, held, after, limit).with_hint(incidents, index, "sqlite")
    found = list(connection.execute(asked).scalars())
    return found if end is None or len(found) >= limit else None


def _prefix(query: Query) -> dict[str, str]:
    """The column that an index in order of days begins with, where the query asks for one value of it."""
    if query.sort != "day":
        return {}
    if len(query.country) == 1:
        return {"country": query.country[0]}
    by_sub_event = len(query.event) == 1 and scheme_words().get(query.event[0]) == "sub_event"
    return {"sub_event": query.event[0]} if by_sub_event else {}
