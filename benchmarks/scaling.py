"""`python -m benchmarks.scaling [REPORTS] [PROCESSES...]`: reports a second by the number of processes, and efficiency.

    mixed news as JSON lines | `bulk` with one process, with two, ... | the same shards each time, by their digests

By the clock, so that it wants a machine with nothing else to do: efficiency is the speed-up over the number of
processes. Their start-up is in it; some thousands of reports make that small. Loading is one process a ledger.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.news import stories
from counterclaim.bulk import begin
from counterclaim.gather.options import Options

MANY = 2000
PROCESSES = (1, 2)


def main(many: int, processes: tuple[int, ...]) -> None:
    """Measure, and print a table."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start\n")
    print("| processes | reports/s | speed-up | efficiency | the same bytes |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        sources = _sources(Path(folder), many)
        first: tuple[float, str] | None = None
        for count in processes:
            out = Path(folder) / f"by-{count}"
            begun = time.perf_counter()
            for each in begin(sources, str(out), Options()).shards("local", count):
                assert each.fault is None, each.fault
            speed, digest = many / (time.perf_counter() - begun), _digest(out)
            first = first or (speed / count, digest)
            gain = speed / first[0]
            same = "yes" if digest == first[1] else "NO"
            print(f"| {count} | {speed:.1f} | {gain:.2f} | {gain / count:.0%} | {same} |", flush=True)


def _sources(folder: Path, many: int) -> list[Path]:
    """One archive, whose portions the processes share: each of several archives would start processes of its own."""
    path = folder / "news.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n, each in enumerate(stories(many)):
            file.write(json.dumps({"id": f"{n}", "published": "2026-03-04", "text": each.text}) + "\n")
    return [path]


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.parquet")):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


if __name__ == "__main__":
    told = [int(each) for each in sys.argv[1:]]
    main(told[0] if told else MANY, tuple(told[1:]) or PROCESSES)
