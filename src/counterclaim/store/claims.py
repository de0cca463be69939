"""Which gatherer has which host in hand, where several share one PostgreSQL: so that each is asked by one at a time.

A claim ends at its time, so that what a gatherer that was killed had in hand is taken up by another. SQLite has one
gatherer, and needs none of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Column, Connection, Table, Text, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from counterclaim.store.many import parts
from counterclaim.store.sources import ACTIVE, DONE, WAITING, Item, Source, come, items, sources
from counterclaim.store.tables import metadata
from counterclaim.store.tables import reports as _reports

_Key = _reports.c.id.type

claims = Table(
    "claims",
    metadata,
    Column("host", _Key, primary_key=True),
    Column("worker", Text, nullable=False),
    Column("until", _Key, nullable=False),
)


def take(connection: Connection, hosts: Iterable[str], worker: str, now: str, until: str) -> set[str]:
    """Claim those hosts that nobody has in hand now; those that another is about to claim are passed over."""
    got: set[str] = set()
    for part in parts(hosts):
        rows = [{"host": host, "worker": "", "until": ""} for host in part]
        connection.execute(insert(claims).on_conflict_do_nothing(), rows)
        free = select(claims.c.host).where(claims.c.host.in_(part), claims.c.until <= now)
        found = list(connection.execute(free.with_for_update(skip_locked=True)).scalars())
        connection.execute(update(claims).where(claims.c.host.in_(found)).values(worker=worker, until=until))
        got.update(found)
    return got


def leave(connection: Connection, host: str, worker: str, until: str) -> None:
    """Let go of a host, which is not to be asked before a time."""
    mine = (claims.c.host == host) & (claims.c.worker == worker)
    connection.execute(update(claims).where(mine).values(until=until))


def still_due(
    connection: Connection, looks: Iterable[Source], visits: Iterable[Item], now: str, farthest: str, until: str
) -> tuple[set[str], set[int]]:
    """Of what was due, what nobody has done since, put off till the claim on it ends: names of sources, articles."""
    names: set[str] = set()
    for part in parts(each.name for each in looks):
        due = (sources.c.name.in_(part)) & (sources.c.state == ACTIVE) & come(sources.c.due, now, farthest)
        names.update(
            connection.execute(update(sources).where(due).values(due=until).returning(sources.c.name)).scalars()
        )
    asked = sorted(each.n for each in visits)
    numbers: set[int] = set()
    if asked:
        waits = or_(items.c.state == WAITING, items.c.state == DONE)
        ready = items.c.n.in_(asked) & waits & come(items.c.due, now, farthest)
        numbers.update(connection.execute(update(items).where(ready).values(due=until).returning(items.c.n)).scalars())
    return names, numbers
