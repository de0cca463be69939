"""Keeps watches, the alerts they gave, and deliveries under way: what was told is written before it is sent.

watches -< alerts -< deliveries      an alert once a watch, kind and incident; a delivery keeps its alerts
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    and_,
    delete,
    func,
    select,
    update,
)

from counterclaim.records import codec
from counterclaim.records.incident import Incident
from counterclaim.records.query import Query
from counterclaim.store.conditions import conditions
from counterclaim.store.incidents import WHOLE
from counterclaim.store.keep import following
from counterclaim.store.many import parts
from counterclaim.store.redact import Mask, masked
from counterclaim.store.tables import accounts, bodies, corrections, editions, incidents, members, metadata
from counterclaim.store.tables import reports as _reports

_Id = _reports.c.id.type
_Number = editions.c.id.type

watches = Table(
    "watches",
    metadata,
    Column("name", _Id, primary_key=True),
    Column("body", Text, nullable=False),
    Column("edition", _Number, nullable=False),
    Column("correction", _Number, nullable=False),
    Column("added", Text, nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    Column("n", _Number, primary_key=True, autoincrement=False),
    Column("watch", _Id, nullable=False),
    Column("kind", _Id, nullable=False),
    Column("incident", _Id, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("packed", Boolean, nullable=False),
    UniqueConstraint("watch", "kind", "incident"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("n", _Number, primary_key=True, autoincrement=False),
    Column("watch", _Id, nullable=False),
    Column("target", Text, nullable=False),
    Column("alerts", Text, nullable=False),
    Column("state", _Id, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", _Id, nullable=False),
    Column("fault", Text),
    Index("ix_deliveries_state_due", "state", "due"),
)

WAITING, SENT, FAILED = "waiting", "sent", "failed"


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a watch has looked: the last edition and the last correction it knows."""

    edition: int
    correction: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A watch as kept: its record as JSON text, how far it has looked, and since when there is one."""

    name: str
    body: str
    mark: Mark
    added: str


@dataclass(frozen=True, slots=True)
class Told:
    """An alert as kept: its record as JSON text, and when it was given."""

    n: int
    watch: str
    kind: str
    incident: str
    body: str
    at: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """Alerts on their way to one target; the same alerts at every attempt."""

    n: int
    watch: str
    target: str
    alerts: tuple[int, ...]
    state: str
    attempts: int
    due: str
    fault: str | None


def newest(connection: Connection) -> Mark:
    """The last edition and correction of the ledger."""
    edition = connection.execute(select(func.max(editions.c.id))).scalar()
    correction = connection.execute(select(func.max(corrections.c.n))).scalar()
    return Mark(edition or 0, correction or 0)


def redact(connection: Connection, names: Iterable[str], mask: Mask) -> None:
    """Block out in what was told of incidents what is blocked out in their reports."""
    for part in parts(names):
        for row in list(connection.execute(select(alerts.c.n, alerts.c.body).where(alerts.c.incident.in_(part)))):
            connection.execute(update(alerts).where(alerts.c.n == row.n).values(body=masked(row.body, mask)))


def keep(connection: Connection, name: str, body: str, mark: Mark, at: str) -> None:
    """Keep a watch, in place of one of its name; what that told stays told."""
    connection.execute(delete(watches).where(watches.c.name == name))
    row = {"name": name, "body": body, "edition": mark.edition, "correction": mark.correction, "added": at}
    connection.execute(watches.insert(), row)


def remove(connection: Connection, name: str) -> bool:
    """Forget a watch and what is on its way; returns whether there was one."""
    for table in (alerts, deliveries):
        connection.execute(delete(table).where(table.c.watch == name))
    return connection.execute(delete(watches).where(watches.c.name == name)).rowcount > 0


def all_watches(connection: Connection) -> list[Kept]:
    """Every watch in order of name."""
    rows = connection.execute(select(watches).order_by(watches.c.name))
    return [Kept(row.name, row.body, Mark(row.edition, row.correction), row.added) for row in rows]


def rewrite(connection: Connection, name: str, body: str) -> bool:
    """Change a watch and not how far it has looked; returns whether there is one."""
    return connection.execute(update(watches).where(watches.c.name == name).values(body=body)).rowcount > 0


def looked(connection: Connection, name: str, mark: Mark) -> None:
    """Note how far a watch has looked."""
    values = {"edition": mark.edition, "correction": mark.correction}
    connection.execute(update(watches).where(watches.c.name == name).values(values))


def touched(connection: Connection, since: Mark, until: Mark) -> list[str]:
    """Incidents that editions or corrections between two marks touch."""
    by_edition = (
        select(members.c.incident)
        .join(accounts, accounts.c.id == members.c.account)
        .where(accounts.c.edition > since.edition, accounts.c.edition <= until.edition)
    )
    by_correction = (
        select(members.c.incident)
        .join(corrections, corrections.c.account == members.c.account)
        .where(corrections.c.n > since.correction, corrections.c.n <= until.correction)
    )
    return sorted({*connection.execute(by_edition).scalars(), *connection.execute(by_correction).scalars()})


def matching(connection: Connection, query: Query, ids: Iterable[str]) -> list[Incident]:
    """Those of the incidents that a query asks for, in order of id."""
    found: list[Incident] = []
    for part in parts(ids):
        asked = select(bodies.c.body).join(incidents, WHOLE)
        asked = asked.where(incidents.c.id.in_(part), *conditions(connection, query))
        found += [codec.loads(Incident, body) for body in connection.execute(asked.order_by(incidents.c.id)).scalars()]
    return found


def known_before(connection: Connection, digests: Iterable[str], mark: Mark) -> set[str]:
    """Those editions, by digest, that the ledger had at a mark."""
    found: set[str] = set()
    for part in parts(digests):
        asked = select(editions.c.digest).where(editions.c.digest.in_(part), editions.c.id <= mark.edition)
        found |= set(connection.execute(asked).scalars())
    return found


def is_told(connection: Connection, watch: str, kind: str, group: Sequence[str]) -> bool:
    """Whether a watch told this kind of any of an incident's ids."""
    asked = select(alerts.c.n).where(
        and_(alerts.c.watch == watch, alerts.c.kind == kind, alerts.c.incident.in_(list(group)))
    )
    return connection.execute(asked.limit(1)).first() is not None


def tell(connection: Connection, told: Told) -> int:
    """Keep an alert under the next number; returns it."""
    n = following(connection, alerts.c.n)
    row = {"n": n, "watch": told.watch, "kind": told.kind, "incident": told.incident, "body": told.body, "at": told.at}
    connection.execute(alerts.insert(), row | {"packed": False})
    return n


def unpacked(connection: Connection, watch: str) -> list[Told]:
    """Alerts of a watch that no delivery holds yet, in order."""
    asked = select(alerts).where(and_(alerts.c.watch == watch, alerts.c.packed.is_(False))).order_by(alerts.c.n)
    return [_told(row) for row in connection.execute(asked)]


def numbered(connection: Connection, numbers: Sequence[int]) -> list[Told]:
    """Alerts by their numbers, in order."""
    asked = select(alerts).where(alerts.c.n.in_(list(numbers))).order_by(alerts.c.n)
    return [_told(row) for row in connection.execute(asked)]


def latest(connection: Connection, watch: str, most: int) -> list[Told]:
    """The last alerts of a watch, newest first."""
    asked = select(alerts).where(alerts.c.watch == watch).order_by(alerts.c.n.desc()).limit(most)
    return [_told(row) for row in connection.execute(asked)]


def pack(connection: Connection, watch: str, targets: Sequence[str], numbers: Sequence[int], due: str) -> None:
    """Make one delivery of alerts for each target."""
    for target in targets:
        row = {
            "n": following(connection, deliveries.c.n),
            "watch": watch,
            "target": target,
            "alerts": json.dumps(list(numbers)),
            "state": WAITING,
            "attempts": 0,
            "due": due,
            "fault": None,
        }
        connection.execute(deliveries.insert(), row)
    connection.execute(update(alerts).where(alerts.c.n.in_(list(numbers))).values(packed=True))


def due(connection: Connection, now: str) -> list[Delivery]:
    """Deliveries whose time has come, in order."""
    asked = select(deliveries).where(and_(deliveries.c.state == WAITING, deliveries.c.due <= now))
    return [_delivery(row) for row in connection.execute(asked.order_by(deliveries.c.n))]


def deliveries_of(connection: Connection, watch: str, most: int) -> list[Delivery]:
    """The last deliveries of a watch, newest first."""
    asked = select(deliveries).where(deliveries.c.watch == watch).order_by(deliveries.c.n.desc()).limit(most)
    return [_delivery(row) for row in connection.execute(asked)]


def counted(connection: Connection, watch: str) -> dict[str, int]:
    """Of a watch, how many deliveries are in each state."""
    asked = select(deliveries.c.state, func.count().label("many")).where(deliveries.c.watch == watch)
    return {row.state: row.many for row in connection.execute(asked.group_by(deliveries.c.state))}


def note(connection: Connection, n: int, state: str, attempts: int, due_at: str, fault: str | None) -> None:
    """What became of an attempt."""
    values = {"state": state, "attempts": attempts, "due": due_at, "fault": fault}
    connection.execute(update(deliveries).where(deliveries.c.n == n).values(values))


def again(connection: Connection, watch: str, now: str) -> int:
    """Let what failed be tried again; returns how many deliveries."""
    failed = and_(deliveries.c.watch == watch, deliveries.c.state == FAILED)
    values = {"state": WAITING, "attempts": 0, "due": now}
    return int(connection.execute(update(deliveries).where(failed).values(values)).rowcount)


def _told(row: Any) -> Told:
    return Told(row.n, row.watch, row.kind, row.incident, row.body, row.at)


def _delivery(row: Any) -> Delivery:
    held = tuple(json.loads(row.alerts))
    return Delivery(row.n, row.watch, row.target, held, row.state, row.attempts, row.due, row.fault)
