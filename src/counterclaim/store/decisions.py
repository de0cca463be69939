"""Keeps what people decided: judgements, corrections, sheets, redactions. Entries are added and undone, that is all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, func, or_, select

from counterclaim.records.judgement import Correction, Judgement, Sheet
from counterclaim.store.keep import following
from counterclaim.store.many import evened, parts
from counterclaim.store.tables import corrections, judgements, redactions, sheets

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_JUDGED = select(judgements).where(or_(judgements.c.one.in_(_IDS), judgements.c.other.in_(_IDS)))
_CORRECTED = select(corrections).where(corrections.c.account.in_(_IDS))


def any_judged(connection: Connection) -> bool:
    """Whether anything was ever judged: where nothing was, nothing need be asked."""
    return connection.execute(select(judgements.c.n).limit(1)).first() is not None


def keep_judgement(connection: Connection, judgement: Judgement) -> int:
    """Keep a judgement under the next number, whatever number it has; returns it."""
    n = following(connection, judgements.c.n)
    connection.execute(judgements.insert(), asdict(judgement) | {"n": n})
    return n


def keep_correction(connection: Connection, correction: Correction) -> int:
    """Keep a correction under the next number, whatever number it has; returns it."""
    n = following(connection, corrections.c.n)
    connection.execute(corrections.insert(), asdict(correction) | {"n": n})
    return n


def judgements_on(connection: Connection, ids: Iterable[str]) -> list[Judgement]:
    """All judgements that touch the accounts, undone ones and their undoing too, in order."""
    found: dict[int, Judgement] = {}
    for part in parts(ids):
        rows = connection.execute(_JUDGED, {"ids": evened(part)})
        found |= {row.n: Judgement(**row._mapping) for row in rows}
    return [found[n] for n in sorted(found)]


def all_judgements(connection: Connection) -> list[Judgement]:
    """All judgements in order."""
    return [Judgement(**row._mapping) for row in connection.execute(select(judgements).order_by(judgements.c.n))]


def judgement(connection: Connection, n: int) -> Judgement | None:
    """One judgement by its number."""
    row = connection.execute(select(judgements).where(judgements.c.n == n)).first()
    return None if row is None else Judgement(**row._mapping)


def correction(connection: Connection, n: int) -> Correction | None:
    """One correction by its number."""
    row = connection.execute(select(corrections).where(corrections.c.n == n)).first()
    return None if row is None else Correction(**row._mapping)


def corrections_on(connection: Connection, ids: Iterable[str]) -> list[Correction]:
    """All corrections held by the accounts, in order."""
    found: dict[int, Correction] = {}
    for part in parts(ids):
        rows = connection.execute(_CORRECTED, {"ids": evened(part)})
        found |= {row.n: Correction(**row._mapping) for row in rows}
    return [found[n] for n in sorted(found)]


def all_corrections(connection: Connection) -> list[Correction]:
    """All corrections in order."""
    return [Correction(**row._mapping) for row in connection.execute(select(corrections).order_by(corrections.c.n))]


def keep_sheet(connection: Connection, sheet: Sheet) -> int:
    """Keep a sheet under the next number, whatever number it has; returns it."""
    n = following(connection, sheets.c.n)
    connection.execute(sheets.insert(), asdict(sheet) | {"n": n})
    return n


def sheet(connection: Connection, n: int) -> Sheet | None:
    """One sheet by its number."""
    row = connection.execute(select(sheets).where(sheets.c.n == n)).first()
    return None if row is None else Sheet(**row._mapping)


def sheets_on(connection: Connection, ids: Iterable[str]) -> list[Sheet]:
    """All sheets held by the accounts, in order."""
    found: dict[int, Sheet] = {}
    for part in parts(ids):
        asked = select(sheets).where(sheets.c.account.in_(part))
        found |= {row.n: Sheet(**row._mapping) for row in connection.execute(asked)}
    return [found[n] for n in sorted(found)]


def all_sheets(connection: Connection) -> list[Sheet]:
    """All sheets in order."""
    return [Sheet(**row._mapping) for row in connection.execute(select(sheets).order_by(sheets.c.n))]


_TABLES = {"judgement": judgements, "correction": corrections, "sheet": sheets}


def undone(connection: Connection, n: int, kind: str) -> bool:
    """Whether an entry of a kind (judgement, correction, sheet) has been taken back already."""
    table = _TABLES[kind]
    asked = select(func.count()).where(and_(table.c.undoes == n))
    return connection.execute(asked).scalar_one() > 0


def keep_redaction(connection: Connection, report: str, what: str, author: str, at: str, reason: str) -> None:
    """Keep the tombstone of something that was taken out of a report."""
    n = following(connection, redactions.c.n)
    row = {"n": n, "report": report, "what": what, "author": author, "at": at, "reason": reason}
    connection.execute(redactions.insert(), row)
