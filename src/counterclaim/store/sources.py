"""Keeps sources with how they fare, and the articles that they list until each is in the ledger.

    sources -< items        an item is an address (or a file) once, whichever sources list it

What is listed is written down before it is fetched, and marked as done after the ledger has it: whatever stops in
between is done again, and the ledger takes a report only once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    Table,
    Text,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)

from counterclaim.store.keep import following
from counterclaim.store.many import parts
from counterclaim.store.redact import Mask
from counterclaim.store.tables import editions, metadata
from counterclaim.store.tables import reports as _reports

_Key = _reports.c.id.type
_Number = editions.c.id.type

sources = Table(
    "sources",
    metadata,
    Column("name", _Key, primary_key=True),
    Column("address", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("state", _Key, nullable=False),
    Column("due", _Key, nullable=False),
    Column("health", Text, nullable=False),
    Column("added", Text, nullable=False),
)

items = Table(
    "items",
    metadata,
    Column("n", _Number, primary_key=True, autoincrement=False),
    Column("key", _Key, nullable=False, unique=True),
    Column("source", _Key, nullable=False),
    Column("host", _Key, nullable=False),
    Column("body", Text, nullable=False),
    Column("stamp", Text, nullable=False),
    Column("state", _Key, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("visits", Integer, nullable=False),
    Column("due", _Key, nullable=False),
    Column("known", Text, nullable=False),
    Column("report", Text),
    Column("kind", Text),
    Column("reason", Text),
    Column("at", Text, nullable=False),
    Index("ix_items_due_host", "due", "host"),
    Index("ix_items_source_state", "source", "state"),
)

ACTIVE, PAUSED = "active", "paused"
WAITING, DONE, QUARANTINED = "waiting", "done", "quarantined"
NEVER = "9999"


@dataclass(frozen=True, slots=True)
class Source:
    """`facts` are what the user told of it (outlet, country, language, voice, ...), `health` how it fares.

    Health: `checked`, `ok`, `fails` in a row, `minutes` between looks, `fault` {kind, reason, at}, `troubles` by kind,
    `listed` last time, `etag`, `modified`.
    """

    name: str
    address: str
    facts: Mapping[str, str] = field(default_factory=dict)
    state: str = ACTIVE
    due: str = ""
    health: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """An article on its way: `body` is what its source told of it, `known` what its server said at the last visit."""

    n: int
    source: str
    host: str
    body: Mapping[str, Any]
    state: str = WAITING
    tries: int = 0
    visits: int = 0
    due: str = ""
    known: Mapping[str, Any] = field(default_factory=dict)
    report: str | None = None
    kind: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """An article as a source lists it: `identity` is its address or path, `stamp` changes when the article does."""

    identity: str
    host: str
    body: Mapping[str, Any]
    stamp: str = ""


def add(connection: Connection, source: Source, at: str) -> bool:
    """Keep a source, or new facts of one; returns whether it is new."""
    row = {"address": source.address, "facts": _json(source.facts)}
    if connection.execute(update(sources).where(sources.c.name == source.name).values(row)).rowcount:
        return False
    own = {"name": source.name, "state": source.state, "due": at, "health": _json(source.health), "added": at}
    connection.execute(sources.insert(), row | own)
    return True


def remove(connection: Connection, name: str) -> bool:
    """Forget a source and what of it is not in the ledger yet; returns whether there was one."""
    connection.execute(delete(items).where(items.c.source == name, items.c.state != DONE))
    return connection.execute(delete(sources).where(sources.c.name == name)).rowcount > 0


def set_state(connection: Connection, name: str, state: str) -> bool:
    """Pause or resume a source; returns whether there is one."""
    return connection.execute(update(sources).where(sources.c.name == name).values(state=state)).rowcount > 0


def hasten(connection: Connection, name: str, at: str) -> bool:
    """Have a source looked at from a moment on; returns whether there is one."""
    return connection.execute(update(sources).where(sources.c.name == name).values(due=at)).rowcount > 0


def all_sources(connection: Connection) -> list[Source]:
    """Every source in order of name."""
    return [_source(row) for row in connection.execute(select(sources).order_by(sources.c.name))]


def due_sources(connection: Connection, now: str, farthest: str = NEVER) -> list[Source]:
    """Active sources whose time has come, in order of it; and those that a wrong clock put off beyond `farthest`."""
    asked = select(sources).where(and_(sources.c.state == ACTIVE, come(sources.c.due, now, farthest)))
    return [_source(row) for row in connection.execute(asked.order_by(sources.c.due, sources.c.name))]


def looked(connection: Connection, source: Source) -> None:
    """Keep how a source fares and when it is looked at next."""
    row = {"address": source.address, "health": _json(source.health), "due": source.due}
    connection.execute(update(sources).where(sources.c.name == source.name).values(row))


def trouble(connection: Connection, name: str, kind: str) -> None:
    """Count a trouble of one of a source's articles."""
    told = connection.execute(select(sources.c.health).where(sources.c.name == name)).scalar()
    if told is None:
        return
    health = json.loads(told)
    counts = health.setdefault("troubles", {})
    counts[kind] = counts.get(kind, 0) + 1
    connection.execute(update(sources).where(sources.c.name == name).values(health=_json(health)))


def offer(connection: Connection, source: str, found: Sequence[Offer], at: str) -> int:
    """Write down what a source lists; returns how many are new or told to have changed."""
    keyed = {_digest(each.identity): each for each in found}
    known: dict[str, tuple[str, str]] = {}
    for part in parts(keyed):
        asked = select(items.c.key, items.c.stamp, items.c.state).where(items.c.key.in_(part))
        known |= {row.key: (row.stamp, row.state) for row in connection.execute(asked)}
    first = following(connection, items.c.n)
    fresh = [key for key in keyed if key not in known]
    rows = [_row(first + place, key, source, keyed[key], at) for place, key in enumerate(fresh)]
    if rows:
        connection.execute(items.insert(), rows)
    again = 0
    for key, (stamp, state) in known.items():
        each = keyed[key]
        if each.stamp and stamp != each.stamp and state == DONE:
            new = {"stamp": each.stamp, "body": _json(each.body), "state": WAITING, "tries": 0, "due": at, "visits": 0}
            connection.execute(update(items).where(items.c.key == key).values(new))
            again += 1
    return len(rows) + again


def due_items(
    connection: Connection, now: str, most: int, without: Sequence[int] = (), farthest: str = NEVER
) -> list[Item]:
    """Of each host the first article that is due, so many of them; articles of paused sources wait."""
    active = select(sources.c.name).where(sources.c.state == ACTIVE)
    ready = and_(come(items.c.due, now, farthest), items.c.state.in_((WAITING, DONE)), items.c.source.in_(active))
    ready = and_(ready, items.c.n.not_in(list(without))) if without else ready
    first = select(func.min(items.c.n)).where(ready).group_by(items.c.host)
    asked = select(items).where(items.c.n.in_(first)).order_by(items.c.due, items.c.n).limit(most)
    return [_item(row) for row in connection.execute(asked)]


def come(due: ColumnElement[str], now: str, farthest: str) -> ColumnElement[bool]:
    """A condition: the time has come, or a wrong clock put it off further than anything ever is."""
    return or_(due <= now, and_(due > farthest, due < NEVER))


def next_due(connection: Connection) -> str:
    """When the next source or article is due; far away where there is none."""
    source = select(func.min(sources.c.due)).where(sources.c.state == ACTIVE)
    active = select(sources.c.name).where(sources.c.state == ACTIVE)
    item = select(func.min(items.c.due)).where(items.c.state.in_((WAITING, DONE)), items.c.source.in_(active))
    found = [connection.execute(each).scalar() for each in (source, item)]
    return min((each for each in found if each), default=NEVER)


def settle(connection: Connection, item: Item, at: str) -> None:
    """Keep what became of a visit."""
    row = {
        "body": _json({name: told for name, told in item.body.items() if name != "text" or item.state != DONE}),
        "state": item.state,
        "tries": item.tries,
        "visits": item.visits,
        "due": item.due,
        "known": _json(item.known),
        "report": item.report,
        "kind": item.kind,
        "reason": item.reason,
        "at": at,
    }
    connection.execute(update(items).where(items.c.n == item.n).values(row))


def quarantined(connection: Connection, source: str | None = None, last: int | None = None) -> list[tuple[Item, str]]:
    """Articles in quarantine with the time that they went there, in order of number; with `last` the last first."""
    asked = select(items).where(items.c.state == QUARANTINED)
    asked = asked if source is None else asked.where(items.c.source == source)
    asked = asked.order_by(items.c.n) if last is None else asked.order_by(items.c.n.desc()).limit(last)
    return [(_item(row), row.at) for row in connection.execute(asked)]


def retry(connection: Connection, at: str, numbers: Sequence[int] = (), source: str | None = None) -> int:
    """Let articles out of quarantine to be tried again: those numbered, those of a source, else all."""
    chosen = items.c.state == QUARANTINED
    if numbers or source is not None:
        chosen = and_(chosen, or_(items.c.n.in_(list(numbers)), items.c.source == source))
    done = connection.execute(update(items).where(chosen).values(state=WAITING, tries=0, due=at))
    return int(done.rowcount)


def redact(connection: Connection, report: str, mask: Mask) -> None:
    """Block out in what sources told of a report what is blocked out in it."""
    for row in list(connection.execute(select(items.c.n, items.c.body).where(items.c.report == report))):
        body = json.loads(row.body)
        told = {name: mask(body[name]) for name in ("title", "text") if isinstance(body.get(name), str)}
        connection.execute(update(items).where(items.c.n == row.n).values(body=_json({**body, **told})))


def counted(connection: Connection) -> dict[str, dict[str, int]]:
    """Of each source, how many of its articles are in each state."""
    found: dict[str, dict[str, int]] = {}
    asked = select(items.c.source, items.c.state, func.count().label("many")).group_by(items.c.source, items.c.state)
    for row in connection.execute(asked):
        found.setdefault(row.source, {})[row.state] = row.many
    return found


def _row(n: int, key: str, source: str, each: Offer, at: str) -> dict[str, Any]:
    return {
        "n": n,
        "key": key,
        "source": source,
        "host": each.host,
        "body": _json(each.body),
        "stamp": each.stamp,
        "state": WAITING,
        "tries": 0,
        "visits": 0,
        "due": at,
        "known": "{}",
        "at": at,
    }


def _source(row: Any) -> Source:
    return Source(row.name, row.address, json.loads(row.facts), row.state, row.due, json.loads(row.health))


def _item(row: Any) -> Item:
    told = (json.loads(row.body), row.state, row.tries, row.visits, row.due, json.loads(row.known))
    return Item(row.n, row.source, row.host, *told, row.report, row.kind, row.reason)


def _json(told: Mapping[str, Any]) -> str:
    return json.dumps(dict(told), ensure_ascii=False, sort_keys=True)


def _digest(identity: str) -> str:
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32]
