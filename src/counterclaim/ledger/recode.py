"""Reads again what another reader read: accounts keep their ids by their words, and every change is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from counterclaim.errors import SourceError
from counterclaim.ledger import fusing
from counterclaim.ledger.intake import Coder, named, now
from counterclaim.records import codec
from counterclaim.records.account import Account, Coding
from counterclaim.records.report import Report
from counterclaim.store import filings, keep
from counterclaim.store.engine import reading, writing

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_FIELDS: Mapping[str, Callable[[Account], Any]] = {
    "status": lambda account: account.status,
    "event": lambda account: account.event.entry,
    "when": lambda account: [account.when.start, account.when.end],
    "where": lambda account: [account.where.name, account.where.country],
    "toll": lambda account: [[toll.harm, toll.quantity[:3], toll.of, toll.holder] for toll in account.toll],
    "participants": lambda account: [[part.role, part.actor or part.name] for part in account.participants],
}


@dataclass(frozen=True, slots=True)
class Change:
    """What another reading made of one account: `field` is `gained`, `lost`, or what differs, old and new as JSON."""

    report: str
    account: str
    field: str
    old: Any = None
    new: Any = None


def recode(engine: Engine, coder: Coder, reader: str) -> Iterator[tuple[str, list[Change]] | SourceError]:
    """Each report that another reader read, with what changed; one transaction a report."""
    with reading(engine) as connection:
        waiting = keep.stale(connection, reader)
    for number, name, digest in waiting:
        with reading(engine) as connection:
            report = keep.report_text(connection, name, digest)
        if report is None:
            continue
        _, coding = coder(report)
        if isinstance(coding, Exception):
            yield SourceError(f"report {name}", f"the reader failed on it ({coding!r}); its old reading stays")
            continue
        with writing(engine) as connection:
            yield name, _again(connection, number, report, digest, coding, reader)


def _again(
    connection: Connection, number: int, report: Report, digest: str, coding: Coding, reader: str
) -> list[Change]:
    old = keep.accounts_of(connection, number)
    told = {entry.id: entry.account for entry in keep.entries(connection, [each.id for each in old])}
    reach = fusing.touched(connection, [each.id for each in old])
    keep.retire(connection, number)
    numbers = keep.numbers(connection, report.id)._replace(edition=number)
    keep.keep_reading(connection, numbers, reader, coding, now())
    keep.keep_accounts(connection, numbers, found := named(coding, digest, old))
    new = {each.id: coding.accounts[each.n] for each in found}
    still = {entry.id for entry in keep.entries(connection, [each.id for each in old])}
    filings.unfile(connection, {each.id for each in old} | set(new))
    fusing.file(connection, still | set(new))
    fusing.settle(connection, reach, changed={each.id for each in old} | set(new))
    return _changes(report.id, told, new)


def _changes(report: str, old: Mapping[str, Account], new: Mapping[str, Account]) -> list[Change]:
    found = [Change(report, name, "lost", old[name].headline) for name in old if name not in new]
    found += [Change(report, name, "gained", None, new[name].headline) for name in new if name not in old]
    for name in new.keys() & old.keys():
        for field, of in _FIELDS.items():
            before, after = codec.encode(of(old[name])), codec.encode(of(new[name]))
            if before != after:
                found.append(Change(report, name, field, before, after))
    return found
