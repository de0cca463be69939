"""Keeps what is derived: incidents with the columns they are found by, their members, sides and voices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, select

from counterclaim.records import codec
from counterclaim.records.incident import Incident, Tally
from counterclaim.store import rulings as by_rule
from counterclaim.store import words
from counterclaim.store.many import evened, parts, some_gone
from counterclaim.store.tables import (
    DERIVED,
    bodies,
    filings,
    incidents,
    members,
    rulings,
    sides,
    sketches,
    ties,
    voices,
)

UNDATED = "0000-00-00"
UNTOLD = -1
"""What an incident without a figure of killed is sorted by."""
WHOLE = bodies.c.number == incidents.c.number
"""What joins incidents and their records."""


class Made(NamedTuple):
    """An incident on its way in, with its record as JSON and the words that it is searched by.

    `killed` is its figure by the key of each rule book that has another than the default.
    """

    incident: Incident
    body: str
    words: str
    killed: Mapping[str, int] = MappingProxyType({})


def replace(connection: Connection, gone: Iterable[str], found: Sequence[Made]) -> None:
    """Take incidents out by id and put others in, of which none is there beside those that go."""
    _remove(connection, sorted(set(gone)))
    insert(connection, found)


def insert(connection: Connection, found: Sequence[Made]) -> None:
    """Put incidents in that are not there."""
    made = [each.incident for each in found]
    if found:
        by_rule.begin(connection)
    _insert(connection, incidents, [_row(each.incident) for each in found])
    _insert(connection, bodies, [{"number": words.rowid(each.incident.id), "body": each.body} for each in found])
    _insert(connection, members, [{"account": each, "incident": one.id} for one in made for each in _accounts(one)])
    _insert(connection, sides, [row for one in made for row in _sides(one)])
    _insert(connection, voices, [row for one in made for row in _voices(one)])
    by_rule.insert(connection, {each.incident.id: each.killed for each in found})
    words.keep(connection, {each.incident.id: each.words for each in found})


def clear_filed(connection: Connection, most: int) -> int:
    """Forget some of where accounts are filed; returns how many rows, 0 when all are gone."""
    return next((gone for table in (ties, filings, sketches) if (gone := some_gone(connection, table, most))), 0)


def clear_made(connection: Connection, most: int) -> int:
    """Forget some of what is told of incidents, and of incidents; returns how many rows, 0 when all are gone."""
    made = (table for table in DERIVED if table not in (ties, filings, sketches))
    told = words.some_gone(connection, most)
    return told or next((gone for table in made if (gone := some_gone(connection, table, most))), 0)


def get(connection: Connection, name: str) -> Incident | None:
    """The incident that an id leads to: its own, or any of its accounts'."""
    asked = select(bodies.c.body).join(incidents, WHOLE).join(members, members.c.incident == incidents.c.id)
    body = connection.execute(asked.where(members.c.account == name)).scalar()
    return None if body is None else codec.loads(Incident, body)


def beginning(connection: Connection, start: str) -> list[str]:
    """At most two ids of accounts that begin so, for ids that people shorten."""
    told = members.c.account
    asked = select(told).where(told >= start, told < start + "g").order_by(told).limit(2)
    return list(connection.execute(asked).scalars())


def incidents_of(connection: Connection, accounts: Iterable[str]) -> dict[str, str]:
    """Of accounts by id, the incident each is in."""
    found: dict[str, str] = {}
    for part in parts(accounts):
        asked = select(members.c.account, members.c.incident).where(members.c.account.in_(part))
        found |= {row.account: row.incident for row in connection.execute(asked)}
    return found


_BESIDE = members.alias()
_AROUND = (
    select(_BESIDE.c.incident, _BESIDE.c.account)
    .join(members, members.c.incident == _BESIDE.c.incident)
    .where(members.c.account.in_(bindparam("ids", expanding=True)))
    .distinct()
)
_GONE = [
    delete(table).where(column.in_(bindparam("ids", expanding=True)))
    for table, column in (
        *((each, each.c.incident) for each in (rulings, members, sides, voices)),
        (incidents, incidents.c.id),
    )
]

_BODIES_GONE = delete(bodies).where(bodies.c.number.in_(bindparam("numbers", expanding=True)))


def around(connection: Connection, accounts: Iterable[str]) -> dict[str, frozenset[str]]:
    """The incidents that accounts are in by id, each with all its accounts."""
    told: dict[str, set[str]] = {}
    for part in parts(accounts):
        for row in connection.execute(_AROUND, {"ids": evened(part)}):
            told.setdefault(row.incident, set()).add(row.account)
    return {each: frozenset(accounts) for each, accounts in told.items()}


def all_bodies(connection: Connection) -> Iterator[tuple[str, str]]:
    """Every incident's id and record as kept, in order of id."""
    asked = select(incidents.c.id, bodies.c.body).join(bodies, WHOLE).order_by(incidents.c.id)
    for row in connection.execute(asked.execution_options(yield_per=500)):
        yield row.id, row.body


def _remove(connection: Connection, ids: Sequence[str]) -> None:
    words.drop(connection, list(ids))
    for part in parts(ids):
        connection.execute(_BODIES_GONE, {"numbers": evened([words.rowid(each) for each in part])})
        for statement in _GONE:
            connection.execute(statement, {"ids": evened(part)})


def _insert(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(table.insert(), rows)


def _accounts(incident: Incident) -> list[str]:
    return sorted({member.account for member in incident.members})


def _sides(incident: Incident) -> list[dict[str, Any]]:
    found = {(part.actor, part.role) for part in incident.participants if part.actor}
    return [{"incident": incident.id, "actor": actor, "role": role} for actor, role in sorted(found)]


def _voices(incident: Incident) -> list[dict[str, Any]]:
    found = {("holder", holder) for holder in incident.holders}
    found |= {("outlet", member.outlet) for member in incident.members if member.outlet}
    return [{"incident": incident.id, "kind": kind, "name": name} for kind, name in sorted(found)]


def _row(incident: Incident) -> dict[str, Any]:
    event, when, where = incident.event, incident.when, incident.where
    killed, injured = _tally(incident, "killed"), _tally(incident, "injured")
    first, last = (moment[:10] if moment else None for moment in (when.start, when.end))
    return {
        "id": incident.id,
        "number": words.rowid(incident.id),
        "headline": incident.headline,
        "status": incident.status,
        "domain": incident.domain,
        "plover": event.plover_type,
        "mode": event.plover_mode,
        "acled": event.acled_type,
        "sub_event": event.acled_sub_type,
        "ucdp": event.ucdp_type,
        "first_day": first,
        "last_day": last,
        "sort_day": first or last or UNDATED,
        "published": incident.last_published or UNDATED,
        "country": where.country,
        "admin1": where.admin1,
        "lat": where.lat,
        "lon": where.lon,
        "place": where.name,
        "precision": where.precision,
        "sort_killed": sorted_by(killed.quantity.best if killed else None),
        "killed_low": killed.quantity.low if killed else None,
        "killed": killed.quantity.best if killed else None,
        "killed_high": killed.quantity.high if killed else None,
        "injured": injured.quantity.best if injured else None,
        "grade": incident.grade.grade,
        "disputed": bool(incident.disputes),
        "outlets": incident.outlets,
        "origins": incident.origins,
        "reviewed": incident.reviewed,
        "dismissed": incident.dismissed,
        "radius_km": where.radius_km,
    }


def sorted_by(killed: int | None) -> int:
    """What an incident is sorted by with this figure of killed."""
    return UNTOLD if killed is None else killed


def _tally(incident: Incident, harm: str) -> Tally | None:
    return next((tally for tally in incident.toll if tally.harm == harm), None)
