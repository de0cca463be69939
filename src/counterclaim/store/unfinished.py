"""Marks a ledger whose incidents are being made again step by step, from the first step till the last.

Whoever reads or writes looks at the mark (store/engine.py): nobody adds to what is half made, and what is found in it
is not taken for all there is. A mark whose rebuild was broken off stays, until another one ends.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, not_, select

from counterclaim.store.tables import unfinished


def begin(connection: Connection, token: str, readable: bool) -> None:
    """Mark the ledger as one's own to make again; `readable` while incidents stand that were whole before."""
    whole = readable and not any(connection.execute(select(unfinished.c.token).where(not_(unfinished.c.readable))))
    connection.execute(delete(unfinished))
    connection.execute(unfinished.insert(), {"token": token, "readable": whole})


def hide(connection: Connection) -> None:
    """From now on incidents are not whole."""
    connection.execute(unfinished.update().values(readable=False))


def holds(connection: Connection, token: str) -> bool:
    """Whether the mark is still one's own: another rebuild may have begun since."""
    return connection.execute(select(unfinished.c.token)).scalars().all() == [token]


def stands(connection: Connection) -> bool:
    """Whether there is a mark."""
    return connection.execute(select(unfinished.c.token)).first() is not None


def end(connection: Connection) -> None:
    """All is made: take the mark away."""
    connection.execute(delete(unfinished))
