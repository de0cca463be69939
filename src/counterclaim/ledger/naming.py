"""Which account an id, or the beginning of one, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.errors import UnknownError
from counterclaim.store import incidents

if TYPE_CHECKING:
    from sqlalchemy import Connection


def account(connection: Connection, name: str) -> str:
    """The account that an id, or the unmistakable beginning of one, names; raises UnknownError."""
    found = incidents.beginning(connection, name) if len(name) >= 4 and name.isalnum() else []
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownError(f"{name}: several ids begin so; give more of it")
    raise UnknownError(f"{name}: no incident and no account of this ledger; `counterclaim find` lists incidents")
