"""Looks for what must not be among sources and watches: articles that are lost, alerts that nobody is told."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, exists, func, not_, select

from counterclaim.store.sources import ACTIVE, DONE, PAUSED, QUARANTINED, WAITING, items, sources
from counterclaim.store.tables import corrections, editions, reports
from counterclaim.store.watches import SENT, alerts, deliveries, watches

_STATES = ((sources, (ACTIVE, PAUSED)), (items, (WAITING, DONE, QUARANTINED)))


def faults(connection: Connection) -> Iterator[str]:
    """One line for each fault, none where all is well."""
    yield from _lost(connection)
    yield from _unread(connection)
    yield from _ahead(connection)
    yield from _untold(connection)


def _lost(connection: Connection) -> Iterator[str]:
    """Articles whose source is gone, whose report is not kept, or that no state would ever have visited."""
    kept = exists().where(sources.c.name == items.c.source)
    for row in connection.execute(
        select(items.c.n, items.c.source).where(items.c.state != DONE, not_(kept)).order_by(items.c.n)
    ):
        yield f"article {row.n}: its source {row.source} is not kept, so that it is never read"
    known = exists().where(reports.c.id == items.c.report)
    asked = select(items.c.n, items.c.report).where(items.c.report.is_not(None), not_(known)).order_by(items.c.n)
    for row in connection.execute(asked):
        yield f"article {row.n}: its report {row.report} is not in the ledger"
    for table, states in _STATES:
        key = table.primary_key.columns.values()[0]
        for name, state in connection.execute(select(key, table.c.state).where(table.c.state.not_in(states))):
            yield f"{_one(table.name)} {name}: of no state that there is ({state})"


def _unread(connection: Connection) -> Iterator[str]:
    """What is kept as JSON and is none."""
    columns = ((sources, ("facts", "health")), (items, ("body", "known")), (watches, ("body",)), (alerts, ("body",)))
    for table, names in columns:
        key = table.primary_key.columns.values()[0]
        asked = select(key, *(table.c[name] for name in names)).order_by(key)
        for row in connection.execute(asked.execution_options(yield_per=500)):
            if not all(_is_object(text) for text in row[1:]):
                yield f"{_one(table.name)} {row[0]}: what is kept of it cannot be read"


def _ahead(connection: Connection) -> Iterator[str]:
    """Watches that looked further than the ledger goes: they would pass over what comes."""
    edition = connection.execute(select(func.max(editions.c.id))).scalar() or 0
    correction = connection.execute(select(func.max(corrections.c.n))).scalar() or 0
    further = (watches.c.edition > edition) | (watches.c.correction > correction)
    for name in connection.execute(select(watches.c.name).where(further).order_by(watches.c.name)).scalars():
        yield f"watch {name}: it has looked further than the ledger goes; pause and resume it"


def _untold(connection: Connection) -> Iterator[str]:
    """Alerts and deliveries of no watch, and deliveries of alerts that are gone."""
    for table in (alerts, deliveries):
        kept = exists().where(watches.c.name == table.c.watch)
        for row in connection.execute(select(table.c.n, table.c.watch).where(not_(kept)).order_by(table.c.n)):
            yield f"{_one(table.name)} {row.n}: of the watch {row.watch}, which is not kept"
    known = set(connection.execute(select(alerts.c.n)).scalars())
    waiting = select(deliveries.c.n, deliveries.c.alerts).where(deliveries.c.state != SENT).order_by(deliveries.c.n)
    for row in connection.execute(waiting):
        if not known.issuperset(json.loads(row.alerts)):
            yield f"delivery {row.n}: of alerts that are not kept"


def _one(table: str) -> str:
    """One of a table, in words."""
    return {"watches": "watch", "deliveries": "delivery", "items": "article"}.get(table, table.removesuffix("s"))


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
