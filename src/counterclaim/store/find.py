"""Answers a query: incidents page by page, and how many there are."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, literal, or_, select, tuple_

from counterclaim.codebook.events import scheme_words
from counterclaim.codebook.rules import other_book
from counterclaim.errors import SettingError
from counterclaim.records import codec
from counterclaim.records.incident import Incident
from counterclaim.records.query import SORTS, Query
from counterclaim.store import rulings, words
from counterclaim.store.tables import incidents, sides, voices

_COLUMNS = {"day": incidents.c.sort_day, "published": incidents.c.published, "killed": incidents.c.sort_killed}
_SCHEMES = ("sub_event", "acled", "mode", "plover")
_CARD = (
    *("id", "status", "domain", "headline", "event", "when", "where", "grade", "outlets", "origins"),
    *("first_published", "last_published", "reviewed", "dismissed", "unsure", "corrected"),
)
_PLACED = ("point", "place", "near", "admin2")


@dataclass(frozen=True, slots=True)
class Page:
    """Incidents in order, and the cursor of the next page, None on the last."""

    incidents: tuple[Incident, ...]
    cursor: str | None


def find(connection: Connection, query: Query) -> Page:
    """One page of what a query asks for; raises SettingError for a cursor or sort that is none."""
    bodies, cursor = find_bodies(connection, query)
    return Page(tuple(codec.loads(Incident, body) for body in bodies), cursor)


def find_cards(connection: Connection, query: Query) -> Page:
    """The same page for cards: what is told, by whom and on what ground is left out of each, and takes no time."""
    bodies, cursor = find_bodies(connection, query)
    card = _card_with_figures if other_book(query.rule) else _card
    return Page(tuple(codec.decode(Incident, card(json.loads(body))) for body in bodies), cursor)


def find_bodies(connection: Connection, query: Query, deaths: bool = False) -> tuple[list[str], str | None]:
    """The same page as incidents are kept, JSON of records, and the cursor of the next.

    With `deaths` only those of which any are told come whole; of the others id and status alone are fetched.
    """
    if query.sort not in SORTS:
        raise SettingError(f"sort {query.sort!r}: one of {', '.join(SORTS)} was expected")
    column = _COLUMNS[query.sort]
    shared = {"sort": "day", "cursor": None, "limit": 0, "dismissed": False, "status": (), "rule": None}
    narrow = replace(query, **shared) != Query(limit=0, status=())  # type: ignore[arg-type]
    held = conditions(connection, query, paged=not narrow)
    rule = rulings.key_of(connection, query.rule) if query.sort == "killed" else None
    if rule:
        return _by_rule(connection, query, rule, held, deaths)
    if query.cursor:
        held.append(tuple_(column, incidents.c.id) < tuple_(*_position(query)))
    body = _stub_without_deaths() if deaths else incidents.c.body
    order = (column.desc(), incidents.c.id.desc())
    whole = select(incidents.c.id, body.label("body"), column.label("by")).order_by(*order)
    if narrow:
        # The index that sets are counted by tells which they are, without reading the others' records on the way.
        ids = select(incidents.c.id).where(*held).order_by(*order).limit(query.limit + 1)
        asked = whole.where(incidents.c.id.in_(list(connection.execute(ids).scalars())))
    else:
        asked = whole.where(*held).limit(query.limit + 1)
    rows = connection.execute(asked).all()
    shown = rows[: query.limit]
    more = len(rows) > query.limit and shown
    cursor = _cursor(query.sort, shown[-1].by, shown[-1].id) if more else None
    return [row.body for row in shown], cursor


def _by_rule(
    connection: Connection, query: Query, rule: str, held: Sequence[ColumnElement[bool]], deaths: bool
) -> tuple[list[str], str | None]:
    """The same page, most killed first by a rule book that is not the default."""
    after = _position(query) if query.cursor else None
    found = rulings.most_killed(connection, rule, held, after, query.limit + 1)
    body = (_stub_without_deaths() if deaths else incidents.c.body).label("body")
    asked = select(incidents.c.id, body).where(incidents.c.id.in_([name for name, _ in found]))
    bodies = {row.id: row.body for row in connection.execute(asked)}
    shown = found[: query.limit]
    cursor = _cursor(query.sort, shown[-1][1], shown[-1][0]) if len(found) > query.limit and shown else None
    return [bodies[name] for name, _ in shown], cursor


def _card(told: dict[str, Any]) -> dict[str, Any]:
    """Of an incident as kept, what a card shows."""
    kept = {name: told[name] for name in _CARD if name in told}
    kept["toll"] = [each | {"by": [], "steps": []} for each in told.get("toll", ())]
    kept["disputes"] = [each | {"positions": []} for each in told.get("disputes", ())]
    return kept


def _card_with_figures(told: dict[str, Any]) -> dict[str, Any]:
    """The same with what another rule book weighs anew: every figure, who took part and who is heard."""
    steps = [each | {"by": []} for each in told.get("toll", ())]
    parts = [each | {"mentions": []} for each in told.get("participants", ())]
    return _card(told) | {"toll": steps, "participants": parts, "holders": told.get("holders", [])}


def count(connection: Connection, query: Query) -> int:
    """How many incidents a query asks for, on all its pages."""
    asked: Select[Any] = select(func.count()).select_from(incidents).where(*conditions(connection, query))
    return int(connection.execute(asked).scalar_one())


def conditions(connection: Connection, query: Query, paged: bool = False) -> list[ColumnElement[bool]]:
    """What must hold for an incident to be found.

    `paged`: nearly none is dismissed, so an index that begins with that must not win over the one that sorts the pages.
    """
    c = incidents.c
    hidden = func.coalesce(c.dismissed, False) if paged else c.dismissed
    found: list[ColumnElement[bool]] = [hidden == query.dismissed]
    for column, values in ((c.country, query.country), (c.domain, query.domain), (c.grade, query.grade)):
        if values:
            found.append(column.in_(values))
    if query.status:
        found.append(c.status.in_(query.status))
    if query.event:
        found.append(_of_event(query.event))
    for column, flag in ((c.disputed, query.disputed), (c.reviewed, query.reviewed)):
        if flag is not None:
            found.append(column == flag)
    if query.placed is not None:
        found.append(c.precision.in_(_PLACED) if query.placed else c.precision.not_in(_PLACED))
    found += _of_time(query) + _of_toll(connection, query) + _of_place(query) + _of_people(query)
    if query.text:
        found.append(words.matching(connection.dialect.name, query.text))
    return found


def _of_event(words: Sequence[str]) -> ColumnElement[bool]:
    """By the scheme that a word is known in, whose column an index may hold; in all of them where it is in none."""
    asked: dict[str, list[str]] = {}
    for word in words:
        known = scheme_words().get(word)
        for name in [known] if known else _SCHEMES:
            asked.setdefault(name, []).append(word)
    return or_(*(incidents.c[name].in_(told) for name, told in asked.items()))


def _stub_without_deaths() -> ColumnElement[str]:
    """A record's JSON, cut to what says that it tells no deaths."""
    c = incidents.c
    none = and_(c.killed_low.is_(None), c.killed.is_(None), c.killed_high.is_(None))
    stub = literal('{"id":"') + c.id + literal('","status":"') + c.status + literal('","event":{}}')
    return case((none, stub), else_=c.body)


def _of_time(query: Query) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.since:
        found.append(func.coalesce(incidents.c.last_day, incidents.c.sort_day) >= query.since)
    if query.until:
        found.append(and_(incidents.c.sort_day <= query.until, incidents.c.sort_day != "0000-00-00"))
    return found


def _of_toll(connection: Connection, query: Query) -> list[ColumnElement[bool]]:
    least, most = query.killed_min, query.killed_max
    if least is None and most is None:
        return []

    def bounds(figure: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        above = [] if least is None else [figure >= max(0, least)]
        return above if most is None else [*above, figure <= most]

    return [rulings.where(rulings.key_of(connection, query.rule), bounds)]


def _of_place(query: Query) -> list[ColumnElement[bool]]:
    if query.bbox is None:
        return []
    west, south, east, north = query.bbox
    lon, lat = incidents.c.lon, incidents.c.lat
    across = or_(lon >= west, lon <= east) if west > east else lon.between(west, east)
    return [lat.between(south, north), across]


def _of_people(query: Query) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.actor:
        named = or_(*(_actor(each) for each in query.actor))
        role = [sides.c.role == query.role] if query.role else []
        found.append(incidents.c.id.in_(select(sides.c.incident).where(named, *role)))
    for kind, names in (("holder", query.holder), ("outlet", query.outlet)):
        if names:
            said = and_(voices.c.kind == kind, voices.c.name.in_(names))
            found.append(incidents.c.id.in_(select(voices.c.incident).where(said)))
    return found


def _actor(name: str) -> ColumnElement[bool]:
    """An actor's id, or any of its organs' and wings'."""
    return or_(sides.c.actor == name, and_(sides.c.actor >= f"{name}-", sides.c.actor < f"{name}."))


def _cursor(sort: str, by: Any, last: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([sort, by, last]).encode()).decode().rstrip("=")


def _position(query: Query) -> tuple[Any, str]:
    try:
        text = query.cursor or ""
        sort, by, last = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if sort != query.sort or not isinstance(last, str) or not isinstance(by, int if sort == "killed" else str):
            raise ValueError
    except (ValueError, TypeError):
        raise SettingError(f"cursor {query.cursor!r}: it is not one of this query's pages; begin again") from None
    return by, last
