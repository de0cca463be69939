"""Which incidents stand on a page, found by the shortest road there: none of them reads a large ledger whole.

rare words, people, places | gathered, all that they lead to, and sorted
all else                   | walked, one after the other in the page's order, until the page is full
neither                    | as the database sees fit
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, tuple_

from counterclaim.codebook.events import scheme_words
from counterclaim.records.query import Query
from counterclaim.store.conditions import count, held, leading, of_place, within
from counterclaim.store.tables import incidents

ORDERS = {"day": incidents.c.sort_day, "published": incidents.c.published, "killed": incidents.c.sort_killed}
"""The column of each order that a page may have."""
FEW, MOST = 3000, 30_000
"""Incidents that are gathered rather than walked to, and most that are gathered when a walk led nowhere."""
FAR = 12_000
"""Incidents that are walked past at most; no more than there are to gather instead."""
_USUAL = "main"
"""The status of most incidents."""
After = tuple[Any, str] | None
"""The last incident of the page before: what it is sorted by, and its id."""


def ids(connection: Connection, query: Query, after: After, limit: int) -> list[str]:
    """Ids of the next incidents of a query, in its order."""
    fewest = min((count(connection, led, MOST) for led in leading(connection, query)), default=MOST + 1)
    if min(fewest, _boxed(connection, query, FEW)) <= FEW:
        return _gathered(connection, query, after, limit)
    found = _walked(connection, query, after, limit, min(FAR, fewest))
    if found is not None:
        return found
    if min(fewest, _boxed(connection, query, MOST)) <= MOST:
        return _gathered(connection, query, after, limit)
    asked = _ordered(query, held(connection, query), ORDERS[query.sort], after, limit)
    return list(connection.execute(asked).scalars())


def _boxed(connection: Connection, query: Query, most: int) -> int:
    """How many incidents lie in the query's box, counted to one more than `most`: a wide one is dear to count."""
    if not query.bbox:
        return most + 1
    return count(connection, select(incidents.c.id).where(*of_place(query)), most)


def _ordered(
    query: Query, wanted: Sequence[ColumnElement[bool]], order: ColumnElement[Any], after: After, limit: int
) -> Select[Any]:
    asked = select(incidents.c.id).where(*wanted).order_by(order.desc(), incidents.c.id.desc()).limit(limit)
    return asked.where(tuple_(ORDERS[query.sort], incidents.c.id) < tuple_(*after)) if after else asked


def _gathered(connection: Connection, query: Query, after: After, limit: int) -> list[str]:
    """Of incidents that people, words or a box lead to, those that the query asks for, in its order."""
    column = ORDERS[query.sort]
    order = func.coalesce(column, column)  # an expression: no index in this order is walked instead
    asked = _ordered(query, held(connection, query, led=True), order, after, limit)
    return list(connection.execute(asked).scalars())


def _walked(connection: Connection, query: Query, after: After, limit: int, far: int) -> list[str] | None:
    """Incidents in the query's order as far as a page goes, None where more than `far` would be walked past."""
    column, way = ORDERS[query.sort], _way(query)
    wanted = [*way, *held(connection, query, walked=True)]
    end = None
    if not _open(query, wanted):
        ahead = _ordered(query, way, column, after, 1).add_columns(column).offset(far)
        end = connection.execute(ahead).first()
    if end is not None:
        wanted.append(tuple_(column, incidents.c.id) > tuple_(end[1], end[0]))
    found = list(connection.execute(_ordered(query, wanted, column, after, limit)).scalars())
    return found if end is None or len(found) >= limit else None


def _open(query: Query, wanted: Sequence[ColumnElement[bool]]) -> bool:
    """Whether a query asks for nearly all there is, so that no walk is long: by nothing but a status that most have."""
    return len(wanted) <= 1 + bool(query.status) and (not query.status or _USUAL in query.status)


def _way(query: Query) -> list[ColumnElement[bool]]:
    """What of a query an index in its order leads by: one value that it begins with, an end of days, figures."""
    c = incidents.c
    if query.sort == "killed":
        return [] if query.rule else within(query, c.sort_killed)
    if query.sort != "day":
        return []
    found: list[ColumnElement[bool]] = [c.sort_day <= query.until] if query.until else []
    by_sub_event = len(query.event) == 1 and scheme_words().get(query.event[0]) == "sub_event"
    if len(query.country) == 1:
        found.append(c.country == query.country[0])
    elif by_sub_event:
        found.append(c.sub_event == query.event[0])
    return found
