"""`python -m benchmarks.capacity [REPORTS]`: reports a second, bytes a report, core-hours for archives by size.

Mixed news, one article of twenty tells of an armed incident; pages of some 40 kB as outlets build them, and bare texts.
By processor time of one process, so that it holds on a busy machine too.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.news import page, stories
from counterclaim import read
from counterclaim.bulk import begin
from counterclaim.bulk.load import load
from counterclaim.gather.options import Options
from counterclaim.ledger import Ledger

MANY = 400
PAGES = (1_000_000, 100_000_000, 1_000_000_000)


def main(many: int = MANY) -> None:
    """Measure, and print a table."""
    read("Gunmen killed two soldiers near Gao on Tuesday.")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        plain, shard_bytes, shards = _made(place, "text", many)
        whole, _, _ = _made(place, "html", many)
        loaded, ledger_bytes = _loaded(place, shards)
    print(f"| texts a second and core | {many / plain:.0f} |")
    print(f"| pages a second and core | {many / whole:.0f} |")
    print(f"| into a ledger, reports a second | {many / loaded:.0f} |")
    print(f"| a report in a shard, in a ledger | {shard_bytes / many:.0f}, {ledger_bytes / many:.0f} bytes |")
    for pages in PAGES:
        print(f"| {pages:,} pages | {pages * whole / many / 3600:,.0f} core-hours |")


def _source(place: Path, kind: str, many: int) -> Path:
    path = place / f"{kind}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n, each in enumerate(stories(many)):
            body = page(each).decode() if kind == "html" else each.text
            file.write(json.dumps({"id": f"{n}", "published": "2026-03-04", kind: body}) + "\n")
    return path


def _made(place: Path, kind: str, many: int) -> tuple[float, int, str]:
    """Seconds of processor, bytes of the shards, and their folder."""
    out = str(place / f"{kind}-shards")
    run = begin([_source(place, kind, many)], out, Options())
    start = time.process_time()
    for each in run.shards():
        assert each.fault is None, each.fault
    used = time.process_time() - start
    return used, sum(path.stat().st_size for path in Path(out).rglob("*.parquet")), out


def _loaded(place: Path, shards: str) -> tuple[float, int]:
    """Seconds of processor, and bytes of the ledger."""
    with Ledger(place / "ledger.db") as ledger:
        start = time.process_time()
        for each in load(ledger, shards):
            assert not isinstance(each, Exception), each
        used = time.process_time() - start
    return used, (place / "ledger.db").stat().st_size


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
