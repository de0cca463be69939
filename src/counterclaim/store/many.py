"""Many ids in one question and many rows at once, as each database likes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, select, tuple_

MANY = 500
"""Most ids in one question to the database: below SQLite's limit on bound values."""
_COPIED = 24
"""From so many rows on PostgreSQL takes COPY quicker than INSERT."""
Id = TypeVar("Id", str, int)


def parts(ids: Iterable[Id]) -> Iterator[list[Id]]:
    """Ids in order, in portions that one question to the database can hold."""
    whole = sorted(set(ids))
    for start in range(0, len(whole), MANY):
        yield whole[start : start + MANY]


def evened(ids: Sequence[Id]) -> list[Id]:
    """At most MANY ids with the last repeated up to a power of two.

    Questions over one id or hundreds come in ten forms then, and a database plans each form once.
    """
    size = 1
    while size < len(ids):
        size *= 2
    return list(ids) + list(ids[-1:]) * (min(size, MANY) - len(ids))


def put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all tell the same columns: by COPY on PostgreSQL, which is several times as quick there."""
    if not rows:
        return
    if connection.dialect.name != "postgresql" or len(rows) < _COPIED:
        connection.execute(table.insert(), rows)
        return
    names = list(rows[0])
    _copy(connection, table, names, ([row[name] for name in names] for row in rows))


def put_plain(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert very many short rows of plain values, given in the order of these columns."""
    if not rows:
        return
    if connection.dialect.name == "postgresql" and len(rows) >= _COPIED:
        _copy(connection, table, names, rows)
    elif connection.dialect.name == "postgresql":
        connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])
    else:  # the driver takes rows as they are: making each a set of named values costs more than keeping it
        told = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
        connection.exec_driver_sql(told, [tuple(row) for row in rows])


def some_gone(connection: Connection, table: Table, most: int) -> int:
    """Delete so many rows, the first by their key; on PostgreSQL all, which costs no more there in one go."""
    if connection.dialect.name == "postgresql":
        return connection.execute(delete(table)).rowcount
    keys = tuple_(*table.primary_key.columns)
    first = select(*table.primary_key.columns).order_by(*table.primary_key.columns).limit(most)
    return connection.execute(delete(table).where(keys.in_(first))).rowcount


def _copy(connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from psycopg import sql  # noqa: PLC0415 (only where PostgreSQL is used)

    told = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(told) as copy:
        for row in rows:
            copy.write_row(row)
