"""Looks for what must not be: tables that contradict one another, decisions that hang on nothing, damaged pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, and_, exists, func, not_, or_, select, text

from counterclaim.records.report import Report
from counterclaim.store.keep import edition_digest
from counterclaim.store.tables import (
    DERIVED,
    accounts,
    bodies,
    corrections,
    editions,
    incidents,
    judgements,
    members,
    readings,
    redactions,
    sheets,
    sketches,
)


def faults(connection: Connection) -> Iterator[str]:
    """One line for each fault, none where all is well."""
    yield from kept_faults(connection)
    yield from _unfiled(connection)
    yield from _empty(connection)
    yield from _unsearched(connection)


def kept_faults(connection: Connection) -> Iterator[str]:
    """The same of what is kept alone."""
    if connection.dialect.name == "sqlite":
        for (line,) in connection.execute(text("PRAGMA integrity_check")):
            if line != "ok":
                yield f"damaged file: {line}"
    yield from _unread(connection)
    yield from _changed(connection)


def derived(connection: Connection) -> str:
    """SHA-256 over every row of what is derived; its words for searching are counted by `faults`."""
    total = hashlib.sha256()
    for table in DERIVED:
        asked = select(table).order_by(*table.primary_key.columns)
        for row in connection.execute(asked.execution_options(yield_per=500)):
            total.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def orphans(connection: Connection) -> list[str]:
    """Judgements, corrections and sheets on accounts that no reading tells any more."""
    found = []
    for table, columns in (
        (judgements, (judgements.c.one, judgements.c.other)),
        (corrections, (corrections.c.account,)),
        (sheets, (sheets.c.account,)),
    ):
        lost = or_(*(not_(exists().where(sketches.c.account == column)) for column in columns))
        asked = select(table.c.n, *columns).where(lost).order_by(table.c.n)
        found += [f"{table.name[:-1]} {row[0]} on {' and '.join(row[1:])}" for row in connection.execute(asked)]
    return found


def _unread(connection: Connection) -> Iterator[str]:
    read = exists().where(and_(readings.c.edition == editions.c.id, readings.c.current))
    for row in connection.execute(select(editions.c.report, editions.c.digest).where(not_(read))):
        yield f"report {row.report}: edition {row.digest} has no reading"


def _changed(connection: Connection) -> Iterator[str]:
    redacted = set(connection.execute(select(redactions.c.report)).scalars())
    asked = select(editions.c.report, editions.c.digest, editions.c.title, editions.c.text)
    for row in connection.execute(asked.execution_options(yield_per=500)):
        report = Report(text=row.text, id=row.report, title=row.title)
        if row.report not in redacted and edition_digest(report, row.report) != row.digest:
            yield f"report {row.report}: the text of edition {row.digest} was changed"


def _unfiled(connection: Connection) -> Iterator[str]:
    told = select(accounts.c.id).where(accounts.c.current).distinct().subquery()
    filed = exists().where(sketches.c.account == told.c.id)
    held = exists().where(members.c.account == told.c.id)
    for (name,) in connection.execute(select(told.c.id).where(not_(and_(filed, held)))):
        yield f"account {name}: in no incident"
    known = exists().where(and_(accounts.c.id == sketches.c.account, accounts.c.current))
    for (name,) in connection.execute(select(sketches.c.account).where(not_(known))):
        yield f"account {name}: filed, but no reading tells it"


def _empty(connection: Connection) -> Iterator[str]:
    held = select(func.count()).where(members.c.incident == incidents.c.id).scalar_subquery()
    for (name,) in connection.execute(select(incidents.c.id).where(held == 0)):
        yield f"incident {name}: it has no account"
    founder = exists().where(and_(members.c.incident == incidents.c.id, members.c.account == incidents.c.id))
    for (name,) in connection.execute(select(incidents.c.id).where(not_(founder))):
        yield f"incident {name}: its founding account is not in it"
    recorded = exists().where(bodies.c.number == incidents.c.number)
    for (name,) in connection.execute(select(incidents.c.id).where(not_(recorded))):
        yield f"incident {name}: its record is not there"


def _unsearched(connection: Connection) -> Iterator[str]:
    told = "SELECT rowid FROM words" if connection.dialect.name == "sqlite" else "SELECT incident FROM words"
    mine = incidents.c.number if connection.dialect.name == "sqlite" else incidents.c.id
    filed = text(told).columns(mine)
    for (name,) in connection.execute(select(incidents.c.id).where(mine.not_in(filed))):
        yield f"incident {name}: no words to search it by"
