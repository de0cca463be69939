"""Killed by rule books other than the default: kept where the figure is another, asked for in filters and order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, or_, select, tuple_

from counterclaim.codebook.rules import other_book, other_books
from counterclaim.errors import SettingError
from counterclaim.store.plans import unindexed
from counterclaim.store.tables import incidents, rulebooks, rulings

Bounds = Callable[[ColumnElement[Any]], Sequence[ColumnElement[bool]]]


def others() -> frozenset[str]:
    """Keys of all rule books but the default."""
    return frozenset(book.key for book in other_books())


def owed(connection: Connection) -> tuple[frozenset[str], frozenset[str]]:
    """Keys of rule books by which not every incident is ruled yet, and of those that are no more."""
    kept = _kept(connection)
    return others() - kept, kept - others()


def begin(connection: Connection) -> None:
    """Before incidents come in: what rule books stand for all of them from now on.

    An empty ledger begins with all that there are; a rule book that this process lacks can no longer be kept.
    """
    kept = _kept(connection)
    mine = others()
    if kept != mine and connection.execute(select(incidents.c.id).limit(1)).first() is None:
        forget(connection, kept)
        told(connection, mine)
    else:
        forget(connection, kept - mine)


def told(connection: Connection, keys: Iterable[str]) -> None:
    """Note that rulings by these rule books are whole."""
    rows = [{"rule": key} for key in sorted(keys)]
    if rows:
        connection.execute(rulebooks.insert(), rows)


def forget(connection: Connection, keys: Iterable[str]) -> None:
    """Drop rule books with their rulings."""
    for table in (rulings, rulebooks):
        for key in sorted(keys):
            connection.execute(delete(table).where(table.c.rule == key))


def insert(connection: Connection, found: Mapping[str, Mapping[str, int]]) -> None:
    """Keep rulings: by incident, figures by the key of the rule book."""
    rows = [
        {"incident": incident, "rule": key, "killed": killed}
        for incident, figures in found.items()
        for key, killed in figures.items()
    ]
    if rows:
        connection.execute(rulings.insert(), rows)


def key_of(connection: Connection, rule: str | None) -> str | None:
    """The key of a rule book with rulings, None for the default; raises SettingError where they are not kept."""
    book = other_book(rule)
    if book is not None and book.key not in _kept(connection):
        raise SettingError(f"rule {rule!r}: not filtered or sorted by it yet; `counterclaim rebuild` makes that so")
    return book.key if book else None


def where(key: str | None, bounds: Bounds, *, walked: bool = False) -> ColumnElement[bool]:
    """That the figure of killed by a rule book is within bounds; `walked`: asked of one incident after the other."""
    own = and_(*bounds(unindexed(incidents.c.sort_killed) if walked else incidents.c.sort_killed))
    if key is None:
        return own
    ruled = select(rulings.c.incident).where(rulings.c.rule == key)
    within = ruled.where(*bounds(rulings.c.killed))
    if walked:
        found = [asked.where(rulings.c.incident == incidents.c.id).correlate(incidents) for asked in (ruled, within)]
        return or_(and_(own, ~found[0].exists()), found[1].exists())
    return or_(and_(own, incidents.c.id.not_in(ruled)), incidents.c.id.in_(within))


def killed(rule: str | None) -> ColumnElement[Any]:
    """The figure of killed by a rule book, the default's where none by that is kept."""
    book = other_book(rule)
    if book is None:
        return incidents.c.sort_killed
    one = (rulings.c.rule == book.key, rulings.c.incident == incidents.c.id)
    return func.coalesce(select(rulings.c.killed).where(*one).scalar_subquery(), incidents.c.sort_killed)


def most_killed(
    connection: Connection,
    key: str,
    held: Sequence[ColumnElement[bool]],
    after: tuple[Any, str] | None,
    limit: int,
) -> list[tuple[str, int]]:
    """Ids and figures by a rule book, the most first, of incidents for which all of `held` holds.

    Each of the two columns that a figure may stand in is walked by its own index.
    """
    of_it = and_(rulings.c.rule == key, rulings.c.incident == incidents.c.id)
    found: list[tuple[str, int]] = []
    for figure, name, one in (
        (incidents.c.sort_killed, incidents.c.id, ~exists().where(of_it).correlate(incidents)),
        (rulings.c.killed, rulings.c.incident, of_it),
    ):
        asked = select(name, figure).where(one, *held)
        if after:
            asked = asked.where(tuple_(figure, name) < tuple_(*after))
        rows = connection.execute(asked.order_by(figure.desc(), name.desc()).limit(limit))
        found += [(row[0], int(row[1])) for row in rows]
    return sorted(found, key=lambda pair: (pair[1], pair[0]), reverse=True)[:limit]


def _kept(connection: Connection) -> frozenset[str]:
    return frozenset(connection.execute(select(rulebooks.c.rule)).scalars())
