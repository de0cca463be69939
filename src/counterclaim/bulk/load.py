"""Shards into a ledger, one after another: each as a whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from counterclaim.bulk import shards
from counterclaim.bulk.place import Place
from counterclaim.bulk.tables import Row
from counterclaim.errors import ShardError, SourceError
from counterclaim.ledger.loading import Read
from counterclaim.records import codec
from counterclaim.records.judgement import Anchor
from counterclaim.records.report import Report
from counterclaim.store.keep import Filed

if TYPE_CHECKING:
    from counterclaim.ledger import Added, Ledger

_TOGETHER = 500
"""Reports of one transaction."""


def load(ledger: Ledger, address: str) -> Iterator[Added | SourceError]:
    """Add a folder's shards in order; a damaged or half-written one gives its error in its place."""
    place = Place(address)
    shards.plan_of(place)
    for unit, numbers in sorted(shards.done(place).items()):
        for number in sorted(numbers):
            shard = f"{unit}-{number:05d}"
            try:
                reads = list(reads_of(place, shard))
            except ShardError as fault:
                yield SourceError(shard, str(fault))
                continue
            for start in range(0, len(reads), _TOGETHER):
                yield from ledger.load(reads[start : start + _TOGETHER])
    for shard in shards.unfinished(place):
        yield SourceError(shard, "half-written, and left out; run the command that makes the shards once more")


def reads_of(place: Place, shard: str) -> Iterator[Read]:
    """The reports of a shard, each with what was read in it; raises ShardError where it is damaged."""
    reports, readings = shards.rows_of(place, shard, "reports"), shards.rows_of(place, shard, "readings")
    accounts = shards.rows_of(place, shard, "accounts")
    for told, read in zip(reports, readings, strict=True):
        mine = tuple(_filed(row) for row in islice(accounts, read["accounts"]))
        yield Read(_report(told), told["edition"], tuple(told["signature"]), read["reader"], read["coding"], mine)


def _filed(row: Row) -> Filed:
    return Filed(row["id"], row["n"], codec.loads(Anchor, row["anchor"]))


def _report(row: Row) -> Report:
    return Report(
        text=row["text"],
        id=row["id"],
        title=row["title"],
        outlet=row["outlet"],
        url=row["url"],
        published=row["published"],
        language=row["language"],
        marked=tuple((start, end) for start, end in json.loads(row["marked"])),
        notes=tuple(json.loads(row["notes"])),
    )
