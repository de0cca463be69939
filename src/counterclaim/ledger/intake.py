"""The way into the ledger: reports are coded, kept and fused; what is known already is left alone.

    reports | those not known | coder.code (xN, by the map handed in) | kept | filed | connected incidents made again

Each report is kept as a whole or not at all, and a batch of them together: an interrupted run is simply run again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from counterclaim.errors import SourceError
from counterclaim.fuse.origins import copies, signature
from counterclaim.ledger import fusing
from counterclaim.ledger.identity import matched
from counterclaim.records.account import Coding
from counterclaim.records.judgement import Anchor
from counterclaim.records.report import Report
from counterclaim.store import keep
from counterclaim.store.engine import reading, writing

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

NEW, CHANGED, KNOWN = "new", "changed", "known"
_BATCH = 16
_TEXTS = ("text", "id", "title", "outlet", "url", "published", "language")
_UNKEPT = re.compile("[\0\ud800-\udfff]")
Coder = Callable[[Report], tuple[Report, Coding | Exception]]
Map = Callable[[Coder, Iterable[Report]], Iterable[tuple[Report, Any]]]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report: its id, whether it was new, changed or known, and the incidents it touched."""

    report: str
    outcome: str
    incidents: tuple[str, ...] = ()
    accounts: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """A batch that was read and is not kept yet: `coded` holds those that the ledger did not know, by identity."""

    batch: tuple[Report | SourceError, ...]
    coded: Mapping[int, tuple[Report, Coding | Exception]]


class Intake:
    """Takes reports into one ledger. `coder` codes a report, `reader` names its version, `apply` is a `map`."""

    def __init__(self, engine: Engine, coder: Coder, reader: str, apply: Map = map) -> None:
        self.engine = engine
        self.coder = coder
        self.reader = reader
        self.apply = apply

    def add(self, reports: Iterable[Report | SourceError]) -> Iterator[Added | SourceError]:
        """Take reports in, in order; what cannot be read gives its error in its place."""
        waiting = iter(reports)
        while batch := list(islice(waiting, _BATCH)):
            yield from self._batch(batch)

    def _batch(self, batch: Sequence[Report | SourceError]) -> Iterator[Added | SourceError]:
        return self.keep(self.read(batch))

    def read(self, reports: Sequence[Report | SourceError]) -> Read:
        """Code those that are not known; nothing is kept yet, so that another batch can be kept at the same time."""
        batch = [storable(each) if isinstance(each, Report) else each for each in reports]
        given = [each for each in batch if isinstance(each, Report)]
        with reading(self.engine) as connection:
            fresh = {id(report) for report in given if not self._known(connection, report)}
        coded = dict(
            zip(
                [id(report) for report in given if id(report) in fresh],
                self.apply(self.coder, [report for report in given if id(report) in fresh]),
                strict=True,
            )
        )
        return Read(tuple(batch), coded)

    def keep(self, read: Read) -> Iterator[Added | SourceError]:
        """Keep what was read, in order; what could not be read gives its error in its place."""
        kept = self._together(list(read.coded.values()))
        for each in read.batch:
            if isinstance(each, SourceError):
                yield each
            elif id(each) in read.coded:
                yield next(kept)
            else:
                yield Added(each.id, KNOWN)

    def _together(self, coded: Sequence[tuple[Report, Coding | Exception]]) -> Iterator[Added | SourceError]:
        """Keep a batch at once, as a disk likes it; where that cannot be done, one by one as far as it can."""
        try:
            with writing(self.engine) as connection:
                made = [self._keep(connection, *each) for each in coded]
        except Exception:  # whichever it was, it is met again below
            made = []
        if made:
            yield from made
            return
        for each in coded:
            with writing(self.engine) as connection:
                one = self._keep(connection, *each)
            yield one

    def _known(self, connection: Connection, report: Report) -> bool:
        name = keep.report_of(connection, report)
        return name is not None and keep.edition_of(connection, name, keep.edition_digest(report, name)) is not None

    def _keep(self, connection: Connection, report: Report, coding: Coding | Exception) -> Added | SourceError:
        if isinstance(coding, Exception):
            return SourceError(f"report {report.id}", f"the reader failed on it ({coding!r}); please tell us")
        at = now()
        known = keep.report_of(connection, report)
        name = keep.keep_report(connection, report, known, at)
        digest = keep.edition_digest(report, name)
        if known and keep.edition_of(connection, name, digest) is not None:
            return Added(name, KNOWN)
        before = keep.told_before(connection, name) if known else []
        mark = signature(report.text)
        origin = _origin(connection, name, mark)
        numbers = keep.numbers(connection, name)
        keep.keep_edition(connection, report, numbers, origin, mark, name, at)
        keep.keep_reading(connection, numbers, self.reader, coding, at)
        filed = named(coding, digest, before)
        touched: list[str] = []
        if filed or before:
            keep.keep_accounts(connection, numbers, filed)
            touched = self._fuse(connection, [each.id for each in filed], [each.id for each in before])
        return Added(name, CHANGED if known else NEW, tuple(touched), len(filed))

    def _fuse(self, connection: Connection, new: Sequence[str], before: Sequence[str]) -> list[str]:
        reach = fusing.refile(connection, before) if before else set()
        fusing.file(connection, [name for name in new if name not in before])
        return fusing.settle(connection, reach | set(new), changed={*new, *before})


def named(coding: Coding, edition: str, before: Sequence[keep.Filed]) -> list[keep.Filed]:
    """Accounts with the ids they go by: that of the account told before, else their own anchor's."""
    anchors = [
        Anchor(edition, account.anchor.span, account.anchor.text, account.event.trigger.span)
        for account in coding.accounts
    ]
    same = matched([each.anchor for each in before], anchors)
    found = []
    for n, anchor in enumerate(anchors):
        old = before[same[n]] if n in same else None
        found.append(keep.Filed(old.id if old else anchor.id(), n, anchor, old.filed if old else None))
    return _distinct(found)


def storable(report: Report) -> Report:
    """The report with a mark of its length for each NUL and half character, which no database keeps."""
    texts = {name: getattr(report, name) or "" for name in _TEXTS}
    clean: dict[str, Any] = {name: _UNKEPT.sub("\ufffd", told) for name, told in texts.items() if _UNKEPT.search(told)}
    return replace(report, **clean) if clean else report


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def reader_name(versions: dict[str, str | None]) -> str:
    """What a reading hung on, as one text."""
    return json.dumps(versions, sort_keys=True)


def _distinct(filed: Sequence[keep.Filed]) -> list[keep.Filed]:
    """Two accounts on one trigger go by two ids: the second adds its number."""
    seen: set[str] = set()
    found = []
    for each in filed:
        name = each.id if each.id not in seen else f"{each.id[:12]}{each.n:04x}"[:16]
        seen.add(name)
        found.append(keep.Filed(name, each.n, each.anchor, each.filed))
    return found


def _origin(connection: Connection, report: str, mark: Sequence[int]) -> str:
    """The report whose text this one copies: of an earlier edition, of the first alike, else its own."""
    for name, origin, other in keep.alike(connection, mark):
        if name == report or copies(mark, other):
            return origin
    return report
