"""One share of a unit into shards: what a process of its own does, wherever it runs.

records | those of this share | read | a shard for each portion: tables, then the mark that makes it count
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterclaim.bulk import shards
from counterclaim.bulk.careful import careful
from counterclaim.bulk.place import Place
from counterclaim.bulk.reading import Coded, Coder, End, Share, Told, coded, records
from counterclaim.bulk.tables import TABLES, Row, told
from counterclaim.bulk.units import Unit
from counterclaim.errors import SourceError
from counterclaim.gather.options import Options

CAREFUL_FROM = 2
"""A shard that was begun so often without being done has a record that kills its reader."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the shares of a run have in common: the folder, the options, the reader's name, records of a shard."""

    out: str
    options: Options
    reader: str
    size: int


@dataclass(frozen=True, slots=True)
class Done:
    """A shard that is done: rows by table. A unit that could not be had has a `fault` and no shard."""

    shard: str
    reports: int = 0
    accounts: int = 0
    quarantined: int = 0
    fault: str | None = None


def shares_of(unit: Unit, job: Job, workers: int) -> list[Share]:
    """The shares of a unit that are still to be done; a unit from elsewhere is not parted: it is brought here once."""
    place = Place(job.out)
    held = frozenset(shards.done(place).get(unit.name, ()))
    records_ = shards.records_of(place, unit.name)
    if records_ is not None and held.issuperset(range(_portions(records_, job.size))):
        return []
    of = 1 if unit.remote else workers
    return [Share(unit, job.size, n, of, held) for n in range(of)]


def work(share: Share, job: Job, coder: Coder = coded) -> Iterator[Done]:
    """Make the shards of a share, each as soon as it is whole; raises ShardError where one cannot be written."""
    place = Place(job.out)
    tries = (
        shards.tried(place, f"{share.unit.name}-{number:05d}")
        for number in _numbered(place.names("tries"), share.unit.name)
        if share.wants(number)
    )
    portions = _Portions(place, share, job)
    if max(tries, default=0) >= CAREFUL_FROM:
        read = careful(share, job.options, coder)
    else:
        read = records(share, job.options, coder, portions.begin)
    try:
        for record, found in read:
            if isinstance(found, End):
                yield from portions.until((max(record, 1) - 1) // share.size + 1)
                shards.end(place, share.unit.name, record)
            else:
                yield from portions.until(share.portion(record))
                portions.take(record, found)
    except SourceError as fault:
        yield Done("", fault=str(fault))


def _portions(records_: int, size: int) -> int:
    return (max(records_, 1) - 1) // size + 1


def _numbered(names: list[str], unit: str) -> Iterator[int]:
    for name in names:
        before, _, number = name.rpartition("-")
        if before == unit and number.isdigit():
            yield int(number)


class _Portions:
    """The portion at hand, and those before it on their way out."""

    def __init__(self, place: Place, share: Share, job: Job) -> None:
        self._place, self._share, self._job = place, share, job
        self._begun = -1
        self._number = share.n - share.of
        self._next()

    def until(self, number: int) -> Iterator[Done]:
        """Write every portion of the share before this one, empty ones too."""
        while self._number < number:
            counts = shards.keep(self._place, self._share.unit.name, self._number, self._rows).rows
            yield Done(self._named(self._number), counts["reports"], counts["accounts"], counts["quarantine"])
            self._next()

    def begin(self, record: int) -> None:
        """A record is about to be read: the first of a portion leaves word that its shard is begun."""
        portion = self._share.portion(record)
        if portion != self._begun:
            self._begun = portion
            shards.trying(self._place, self._named(portion))

    def take(self, record: int, found: Told) -> None:
        """Put what was made of a record into the portion at hand."""
        if isinstance(found, Coded):
            for table, rows in told(record, found.report, found.coding, self._job.reader).items():
                self._rows[table] += rows
        elif isinstance(found, SourceError):
            self._rows["quarantine"].append(_held(record, found))

    def _named(self, number: int) -> str:
        return f"{self._share.unit.name}-{number:05d}"

    def _next(self) -> None:
        self._number += self._share.of
        while not self._share.wants(self._number):
            self._number += self._share.of
        self._rows: dict[str, list[Row]] = {table: [] for table in TABLES}


def _held(record: int, fault: SourceError) -> Row:
    texts = {"source": fault.source, "kind": fault.kind, "reason": fault.reason}
    return {"record": record} | {name: told.encode("utf-8", "replace").decode() for name, told in texts.items()}


def again(share: Share, job: Job) -> Share:
    """The share without what has been done of it since."""
    held = shards.done(Place(job.out)).get(share.unit.name, set())
    return replace(share, held=frozenset(held))
