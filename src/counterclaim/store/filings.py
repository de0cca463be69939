"""Where accounts are looked for (keys), what was kept to compare them by (sketches), and which may be one (ties)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, delete, or_, select

from counterclaim.store.keep import MANY
from counterclaim.store.tables import filings, sketches, ties


def parts(ids: Iterable[str]) -> Iterator[list[str]]:
    """Ids in order, in portions that one question to the database can hold."""
    whole = sorted(set(ids))
    for start in range(0, len(whole), MANY):
        yield whole[start : start + MANY]


def file(connection: Connection, account: str, sketch: str, keys: Sequence[str]) -> None:
    """File an account's sketch under its keys."""
    connection.execute(sketches.insert(), {"account": account, "sketch": sketch})
    rows = [{"key": key, "account": account} for key in sorted(set(keys))]
    if rows:
        connection.execute(filings.insert(), rows)


def unfile(connection: Connection, account: str) -> None:
    """Take an account's sketch, keys and ties out."""
    connection.execute(delete(ties).where(or_(ties.c.one == account, ties.c.other == account)))
    connection.execute(delete(filings).where(filings.c.account == account))
    connection.execute(delete(sketches).where(sketches.c.account == account))


def filed_under(connection: Connection, keys: Sequence[str]) -> dict[str, str]:
    """Sketches of the accounts filed under any of the keys, by account id."""
    found: dict[str, str] = {}
    for part in parts(keys):
        ids = select(filings.c.account).where(filings.c.key.in_(part)).distinct()
        asked = select(sketches.c.account, sketches.c.sketch).where(sketches.c.account.in_(ids))
        found |= {row.account: row.sketch for row in connection.execute(asked)}
    return found


def sketches_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Sketches by account id."""
    found: dict[str, str] = {}
    for part in parts(ids):
        asked = select(sketches.c.account, sketches.c.sketch).where(sketches.c.account.in_(part))
        found |= {row.account: row.sketch for row in connection.execute(asked)}
    return found


def tie(connection: Connection, scores: Iterable[tuple[str, str, float]]) -> None:
    """Keep which pairs of accounts may tell of one incident."""
    rows = [{"one": min(a, b), "other": max(a, b), "score": score} for a, b, score in scores]
    if rows:
        connection.execute(ties.insert(), rows)


def tied(connection: Connection, ids: Iterable[str]) -> set[tuple[str, str]]:
    """All ties of the accounts."""
    found: set[tuple[str, str]] = set()
    for part in parts(ids):
        for column in (ties.c.one, ties.c.other):
            asked = select(ties.c.one, ties.c.other).where(column.in_(part))
            found |= {(row.one, row.other) for row in connection.execute(asked)}
    return found
