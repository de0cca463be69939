"""Reports that were read elsewhere, many at a time: as the intake keeps them, but in one go.

    reads | those not known | origins by shared bands | numbered | put in at once | filed, fused
    changed articles | one by one by the intake

A batch is kept as a whole or not at all, so an interrupted run is simply run again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from counterclaim.errors import SourceError
from counterclaim.fuse.origins import copies
from counterclaim.ledger import fusing, intake
from counterclaim.ledger.intake import KNOWN, NEW, Added, Intake
from counterclaim.records import codec
from counterclaim.records.account import Coding
from counterclaim.records.report import Report
from counterclaim.store import keep, load
from counterclaim.store.engine import writing
from counterclaim.store.many import put
from counterclaim.store.tables import accounts, bands, editions, readings, reports

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


@dataclass(frozen=True, slots=True)
class Read:
    """A report as read elsewhere: its edition's digest, its fingerprint, the reader, the coding as JSON, accounts."""

    report: Report
    edition: str
    signature: tuple[int, ...]
    reader: str
    coding: str
    accounts: tuple[keep.Filed, ...]


def load_reads(engine: Engine, batch: Sequence[Read]) -> list[Added | SourceError]:
    """Keep a batch; what became of each report, in order."""
    with writing(engine) as connection:
        sorted_ = _Sorted(connection, batch)
        _put(connection, sorted_.new, intake.now())
        ids = [each.id for read in sorted_.new for each in read.accounts]
        fusing.file(connection, ids)
        touched = fusing.settle(connection, ids, changed=ids) if ids else []
    told: dict[int, Added | SourceError] = {}
    for place, outcome in sorted_.outcomes.items():
        told[place] = Added(outcome[0], outcome[1], (), len(batch[place].accounts) if outcome[1] == NEW else 0)
    for place in sorted_.changed:
        told[place] = _changed(engine, batch[place])
    first = next((place for place in sorted(told) if getattr(told[place], "outcome", None) == NEW), None)
    if first is not None:
        added = told[first]
        assert isinstance(added, Added)  # noqa: S101 (by its outcome)
        told[first] = Added(added.report, added.outcome, tuple(touched), added.accounts)
    return [told[place] for place in range(len(batch))]


class _Sorted:
    """A batch by what is to be done: those that are new, places of those that are changed, what is known of others."""

    def __init__(self, connection: Connection, batch: Sequence[Read]) -> None:
        ids, urls = load.known_reports(connection, (read.report for read in batch))
        held = load.known_editions(connection, ids | set(urls.values()))
        self.new: list[Read] = []
        self.changed: list[int] = []
        self.outcomes: dict[int, tuple[str, str]] = {}
        for place, read in enumerate(batch):
            report = read.report
            name = report.id if report.id in ids else self._by_url(report, urls)
            if name is None:
                ids.add(report.id)
                held.add((report.id, read.edition))
                if report.url:
                    urls.setdefault(report.url, report.id)
                self.new.append(read)
                self.outcomes[place] = report.id, NEW
            elif (name, keep.edition_digest(report, name)) in held:
                self.outcomes[place] = name, KNOWN
            else:
                held.add((name, keep.edition_digest(report, name)))
                self.changed.append(place)

    @staticmethod
    def _by_url(report: Report, urls: dict[str, str]) -> str | None:
        return urls.get(report.url) if report.url and report.id == report.digest() else None


def _changed(engine: Engine, read: Read) -> Added | SourceError:
    coding = codec.loads(Coding, read.coding)
    (found,) = Intake(engine, lambda report: (report, coding), read.reader).add([read.report])
    return found


def _put(connection: Connection, new: Sequence[Read], at: str) -> None:
    """Number the rows of new reports and put them in."""
    edition, reading = keep.following(connection, editions.c.id), keep.following(connection, readings.c.id)
    seq = keep.following(connection, accounts.c.seq)
    origins = _origins(connection, new, edition)
    rows: dict[str, list[dict[str, Any]]] = {"reports": [], "editions": [], "bands": [], "readings": [], "accounts": []}
    for place, read in enumerate(new):
        each, number = read.report, edition + place
        rows["reports"].append(
            {"id": each.id, "url": each.url, "outlet": each.outlet, "language": each.language, "added": at}
        )
        rows["editions"].append(_edition(read, origins[place], at) | {"id": number})
        rows["bands"] += ({"band": band, "edition": number} for band in keep.bands_of(read.signature))
        rows["readings"].append(
            {"edition": number, "reader": read.reader, "coding": read.coding, "added": at, "current": True}
            | {"id": reading + place}
        )
        for filed in read.accounts:
            anchor = codec.dumps(filed.anchor)
            rows["accounts"].append(
                {"seq": seq, "id": filed.id, "filed": seq, "edition": number, "reading": reading + place}
                | {"n": filed.n, "anchor": anchor, "current": True}
            )
            seq += 1
    for table in (reports, editions, bands, readings, accounts):
        put(connection, table, rows[table.name])


def _edition(read: Read, origin: str, at: str) -> dict[str, Any]:
    report = read.report
    return {
        "report": report.id,
        "digest": read.edition,
        "n": 0,
        "title": report.title,
        "text": report.text,
        "published": report.published,
        "marked": json.dumps(report.marked),
        "notes": json.dumps(report.notes, ensure_ascii=False),
        "origin": origin,
        "signature": json.dumps(list(read.signature)),
        "added": at,
    }


def _origins(connection: Connection, new: Sequence[Read], first: int) -> list[str]:
    """For each the report whose text it copies, itself where it copies none: of those kept, and those before it."""
    under = load.banded(connection, (band for read in new for band in keep.bands_of(read.signature)))
    kept = load.origins(connection, (number for numbers in under.values() for number in numbers))
    known = {number: (origin, json.loads(told)) for number, (origin, told) in kept.items()}
    found: list[str] = []
    for place, read in enumerate(new):
        mine = keep.bands_of(read.signature)
        near = sorted({number for band in mine for number in under.get(band, ())})
        alike = (known[number][0] for number in near if copies(read.signature, known[number][1]))
        found.append(next(alike, read.report.id))
        known[first + place] = found[-1], list(read.signature)
        for band in mine:
            under.setdefault(band, []).append(first + place)
    return found
