"""Whole archives: sources in, shards of Parquet out, and shards into a ledger.

    sources | units | shares of a unit, one a process | portions read | shards, each whole or not at all | ledger

A shard's bytes hang on its portion of its source and on the reader alone, not on who made it or how many did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.bulk import shards
from counterclaim.bulk.local import local
from counterclaim.bulk.on_ray import on_ray
from counterclaim.bulk.place import Place
from counterclaim.bulk.units import Unit, units_of
from counterclaim.bulk.work import Done, Job, shares_of
from counterclaim.coder import gated
from counterclaim.errors import SettingError
from counterclaim.gather.options import Options
from counterclaim.ledger.intake import reader_name

__all__ = ["ENGINES", "SIZE", "Done", "Run", "begin"]

ENGINES = ("local", "ray")
SIZE = 1000
"""Records of a shard, where nothing else is told."""
Note = Callable[[str], None]
_LIMITS = ("max_text_mb", "max_file_mb")


@dataclass(frozen=True, slots=True)
class Run:
    """A folder of shards that is being made, or gone on with."""

    units: tuple[Unit, ...]
    job: Job

    def shards(self, engine: str = "local", workers: int = 1) -> Iterator[Done]:
        """Make every shard that is not there; tells each as it is done."""
        if engine not in ENGINES:
            raise SettingError(f"--engine {engine}: no engine; one of {', '.join(ENGINES)}")
        shares = [share for unit in self.units for share in shares_of(unit, self.job, workers)]
        return (on_ray if engine == "ray" else local)(shares, self.job, workers)

    def held(self) -> int:
        """How many shards of these units are there."""
        known = shards.done(Place(self.job.out))
        return sum(len(known.get(unit.name, ())) for unit in self.units)


def begin(sources: Iterable[str | Path], out: str, options: Options, size: int = SIZE, note: Note | None = None) -> Run:
    """Open a folder for the shards of sources; raises ShardError for one of another run, SourceError for a source."""
    if size < 1:
        raise SettingError(f"--shard-size {size}: a number of 1 or more was expected")
    units = tuple(units_of(sources))
    reader = reader_name(gated(note).versions())
    shards.begin(Place(out), _plan(options, reader, size))
    return Run(units, Job(out, options, reader, size))


def _plan(options: Options, reader: str, size: int) -> dict[str, Any]:
    limits = {name: getattr(options.settings, name) for name in _LIMITS}
    told = {"published": options.published, "outlet": options.outlet, "language": options.language}
    return {"reader": reader, "options": told, "limits": limits, "shard size": size}
