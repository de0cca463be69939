"""Shares by Ray Data, on one machine or on a cluster: an actor reads share after share with tools that it opened once.

The only importer of ray. What dies, an actor or a node, is made again by Ray; what it had done stays done.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from counterclaim.bulk import shards
from counterclaim.bulk.place import Place
from counterclaim.bulk.reading import Coder, Share, coded
from counterclaim.bulk.work import Done, Job, again, work
from counterclaim.errors import CounterclaimError, SettingError, ShardError

_QUIET = {
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
}


def on_ray(shares: Sequence[Share], job: Job, workers: int, coder: Coder = coded) -> Iterator[Done]:
    """What each shard held; the cluster is the one that `$RAY_ADDRESS` names, else this machine.

    Raises ShardError where no shard can be written, SettingError where ray is not installed.
    """
    if find_spec("ray") is None:
        raise SettingError("--engine ray: ray is not installed; install counterclaim[ray], or take --engine local")
    if not shares:
        return
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    import ray  # noqa: PLC0415 (a heavy library that not everybody has)
    import ray.data  # noqa: PLC0415

    mine = not ray.is_initialized()
    if mine:
        ray.init(log_to_driver=False, include_dashboard=False, configure_logging=False)
    try:
        yield from _told(ray, list(shares), job, workers, coder)
    finally:
        if mine:
            ray.shutdown()


def _told(ray: Any, shares: list[Share], job: Job, workers: int, coder: Coder) -> Iterator[Done]:
    """Shards as they are told, and at last those that were done by somebody who died before he told."""
    place = Place(job.out)
    waiting = {(unit, number) for unit, numbers in shards.done(place).items() for number in numbers}
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    for name in ("ray", "ray.data"):  # what a worker or a node comes to is told by us; the rest is in Ray's own folder
        logging.getLogger(name).setLevel(logging.ERROR)
    items = [{"share": n} for n in range(len(shares))]
    data = ray.data.from_items(items, override_num_blocks=len(items))
    pool = ray.data.ActorPoolStrategy(size=min(workers, len(shares)))
    read = data.flat_map(_Actor, fn_constructor_args=(shares, job, coder), compute=pool, num_cpus=1)
    told: set[str] = set()
    for row in read.iter_rows():
        if row["fatal"]:
            raise ShardError(row["fatal"])
        if row["fault"] or row["shard"] not in told:
            told.add(row["shard"])
            yield Done(row["shard"], row["reports"], row["accounts"], row["quarantined"], row["fault"] or None)
    units = {share.unit.name for share in shares}
    for unit, numbers in sorted(shards.done(place).items()):
        for number in sorted(numbers):
            shard = f"{unit}-{number:05d}"
            if unit in units and (unit, number) not in waiting and shard not in told:
                rows = shards.counts_of(place, shard)
                yield Done(shard, rows["reports"], rows["accounts"], rows["quarantine"])


class _Actor:
    """Reads shares in a process of Ray's; the tools are opened with the first report."""

    def __init__(self, shares: list[Share], job: Job, coder: Coder) -> None:
        self._shares, self._job, self._coder = shares, job, coder

    def __call__(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        """The shards of one share."""
        share = again(self._shares[row["share"]], self._job)
        try:
            return [_row(each) for each in work(share, self._job, self._coder)]
        except CounterclaimError as fault:
            return [_row(Done("")) | {"fatal": str(fault)}]


def _row(done: Done) -> dict[str, Any]:
    counts = {"reports": done.reports, "accounts": done.accounts, "quarantined": done.quarantined}
    return {"shard": done.shard, **counts, "fault": done.fault or "", "fatal": ""}
