"""Care for a ledger: check it, make incidents again, back it up and restore it, take out what law or safety demands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterclaim.errors import LedgerError, SettingError, UnknownError
from counterclaim.ledger import again, fusing
from counterclaim.ledger.intake import now
from counterclaim.store import (
    audit,
    audit_run,
    decisions,
    incidents,
    keep,
    portable,
    sources,
    unfinished,
    watches,
    words,
)
from counterclaim.store.engine import name_of, reading, writing
from counterclaim.store.redact import redact as redact_report
from counterclaim.store.redact import whole, without

if TYPE_CHECKING:
    from sqlalchemy import Engine

Step = Callable[[int], None]
_UNFINISHED = "incidents are being made again, or that was broken off; run `rebuild` where none is running"


class _TakenBack(Exception):  # noqa: N818 (no error: it ends a trial)
    """Ends a transaction that was only a trial."""


def check(engine: Engine, deep: bool = False, step: Step = lambda _: None) -> list[str]:
    """Faults, a line each; `deep` also makes all incidents again, compares, and takes that back."""
    with reading(engine, anyway=True) as connection:
        if unfinished.stands(connection):
            return [_UNFINISHED, *audit.kept_faults(connection), *audit_run.faults(connection)]
        found = [*audit.faults(connection), *audit_run.faults(connection)]
    if not deep or found:
        return found
    try:
        with writing(engine) as connection:
            before = audit.derived(connection)
            again.make(again.Whole(connection), step)
            after = audit.derived(connection)
            raise _TakenBack
    except _TakenBack:
        return [] if before == after else ["incidents differ from what their accounts amount to; run `rebuild`"]


def orphans(engine: Engine) -> list[str]:
    """Decisions that hang on accounts no reading tells any more."""
    with reading(engine) as connection:
        return audit.orphans(connection)


def rebuild(engine: Engine, step: Step = lambda _: None) -> int:
    """Make everything derived again; returns the number of accounts."""
    return again.rebuild(engine, step)


def digest(engine: Engine) -> str:
    """SHA-256 over all incidents: equal accounts and decisions give equal digests."""
    with reading(engine) as connection:
        return fusing.digest(incidents.all_bodies(connection))


def backup(engine: Engine, place: Path, step: Step = lambda _: None) -> int:
    """Write all that is kept to one file, whole or not at all; returns the number of rows."""
    if not place.parent.is_dir():
        raise LedgerError(f"{place}: its folder does not exist; create it first")
    with reading(engine, anyway=True) as connection:
        return portable.write(connection, place, step)


def restore(engine: Engine, place: Path, step: Step = lambda _: None) -> int:
    """Fill an empty ledger from a backup and make its incidents; returns the number of rows."""
    with writing(engine, anyway=True) as connection:
        rows = portable.read(connection, place, step)
        unfinished.begin(connection, "restored", readable=False)
    again.rebuild(engine, step)
    return rows


def fill(engine: Engine, rows: Iterable[tuple[str, dict[str, Any]]], step: Step = lambda _: None) -> int:
    """Put rows of what is kept into a ledger, by table; `rebuild` makes incidents of them. Returns how many."""
    with writing(engine, anyway=True) as connection:
        unfinished.begin(connection, "filled", readable=False)
        return portable.fill(connection, rows, step)


def redact(engine: Engine, report: str, name: str | None, author: str, reason: str) -> int:
    """Take a name, or with None the whole text, out of all that is kept of a report; returns texts changed.

    A tombstone says when, by whom and why, and not what. Backups made before still hold it.
    """
    if not author.strip() or not reason.strip():
        raise SettingError("a redaction needs an author and a reason; give both")
    if name is not None and not name.strip():
        raise SettingError("the name to take out is empty")
    with writing(engine) as connection:
        kept = keep.report_text(connection, report)
        if kept is None:
            raise UnknownError(f"report {report}: not in this ledger")
        mask = whole if name is None else without(name)
        changed = redact_report(connection, report, mask)
        if not changed:
            raise UnknownError(f"report {report}: that name is not in it")
        what = "text" if name is None else "name"
        decisions.keep_redaction(connection, report, what, author.strip(), now(), reason.strip())
        mine = keep.accounts_of_report(connection, report)
        reach = fusing.refile(connection, mine)
        fusing.settle(connection, reach, changed=mine)
        told = incidents.incidents_of(connection, mine)
        sources.redact(connection, report, mask)
        watches.redact(connection, {*mine, *reach, *told.values()}, mask)
        words.purge(connection)
    _forget(engine)
    return changed


def _forget(engine: Engine) -> None:
    """Have SQLite write its log back, so that no old page of it keeps what was taken out."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()


def address(engine: Engine) -> str:
    """Where the ledger is, without a password."""
    return name_of(engine)
