"""Takes a text or a name out of all that is kept of a report; marks of the same length stay, so that offsets hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, select, update

from counterclaim.store.tables import accounts, editions, readings

BLOCK = "█"
_QUOTING = frozenset({"text", "name", "headline", "organization", "channel", "words", "why"})
_INK = re.compile(r"\S")
Mask = Callable[[str], str]


def whole(text: str) -> str:
    """Every letter blocked out."""
    return _INK.sub(BLOCK, text)


def without(name: str) -> Mask:
    """What blocks out a name, however it is capitalised and spaced."""
    pattern = re.compile(r"\s+".join(re.escape(part) for part in name.split()), re.IGNORECASE)
    return lambda text: pattern.sub(lambda found: whole(found[0]), text)


def redact(connection: Connection, report: str, mask: Mask) -> int:
    """Block out what `mask` does in every edition, reading and anchor of a report; returns how many texts changed."""
    changed = 0
    rows = list(connection.execute(select(editions).where(editions.c.report == report)))
    for row in rows:
        new = {"text": mask(row.text), "title": mask(row.title) if row.title else row.title}
        changed += new != {"text": row.text, "title": row.title}
        connection.execute(update(editions).where(editions.c.id == row.id).values(**new))
    numbers = [row.id for row in rows]
    for table, column in ((readings, readings.c.coding), (accounts, accounts.c.anchor)):
        key = table.primary_key.columns.values()[0]
        for found in list(connection.execute(select(key, column).where(table.c.edition.in_(numbers)))):
            connection.execute(update(table).where(key == found[0]).values({column.name: masked(found[1], mask)}))
    return changed


def masked(text: str, mask: Mask) -> str:
    """A record's JSON text with what is quoted in it blocked out."""
    return json.dumps(_masked(json.loads(text), mask), ensure_ascii=False, separators=(",", ":"))


def _masked(value: Any, mask: Mask, quoting: bool = False) -> Any:
    if isinstance(value, dict):
        return {key: _masked(each, mask, key in _QUOTING) for key, each in value.items()}
    if isinstance(value, list):
        return [_masked(each, mask) for each in value]
    return mask(value) if quoting and isinstance(value, str) else value
