"""`python -m benchmarks.capacity [REPORTS]`: the figures of docs/capacity.md, in its order.

    reports a second and bytes a report, measured | core-hours, space and cost for archives by size, worked out

Mixed news, one article of twenty tells of an armed incident; pages of some 40 kB as outlets build them, and bare texts.
By processor time of one process with the shipped model, so that it holds on a busy machine too.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.news import ONE_IN, Story, page, stories
from counterclaim.bulk import begin
from counterclaim.bulk.load import load
from counterclaim.gather.options import Options
from counterclaim.ledger import Ledger

MANY = 400
PAGES = (1_000_000, 100_000_000, 1_000_000_000)
DAILY = 500_000
SHARD_BYTES = 3_000
"""A report in a shard: the invented texts are much alike and pack better than news does."""


def main(many: int = MANY) -> None:
    """Measure, and print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        _made(Path(folder), "first", "html", stories(ONE_IN))  # opens the tools, which is no part of a rate
        plain, shard_bytes, shards = _made(Path(folder), "texts", "text", stories(many))
        whole, _, _ = _made(Path(folder), "pages", "html", stories(many))
        loaded, ledger_bytes = _loaded(Path(folder) / "mixed.db", shards)
        told = [each for each in stories(many * ONE_IN // 4) if each.incident]
        dense, _, dense_shards = _made(Path(folder), "told", "text", told)
        filled, full_bytes = _loaded(Path(folder) / "told.db", dense_shards)
    print("| what | measured |\n|---|---|")
    print(f"| bare texts into shards | {many / plain:.0f} a second and core |")
    print(f"| pages into shards | {many / whole:.0f} a second and core |")
    print(f"| texts that each tell of an incident into shards | {len(told) / dense:.0f} a second and core |")
    print(f"| shards into a ledger (SQLite) | {many / loaded:.0f} reports a second |")
    print(f"| the same, where every report tells of an incident | {len(told) / filled:.0f} reports a second |")
    print(f"| a report in a shard | {shard_bytes / many / 1000:.1f} kB |")
    print(f"| a report in a ledger | {ledger_bytes / many / 1000:.0f} kB |")
    print(f"| the same, where it tells of an incident | {full_bytes / len(told) / 1000:.0f} kB |")
    _sizes(many / whole, many / plain, many / loaded, ledger_bytes / many)


def _sizes(pages: float, texts: float, loaded: float, kept: float) -> None:
    """What archives take: by pages, texts and reports a second, and bytes of a ledger a report."""
    print("\n| pages | core-hours | hours on 64 cores | shards | ledger | hours into the ledger |")
    print("|---|---|---|---|---|---|")
    for many in PAGES:
        hours, space = many / pages / 3600, f"{many * SHARD_BYTES / 1e9:,.0f} GB | {many * kept / 1e9:,.0f} GB"
        print(f"| {many:,} | {hours:,.0f} | {hours / 64:,.1f} | {space} | {many / loaded / 3600:,.1f} |")
    print(f"\nA million pages cost {1e6 / pages / 3600:.2f} times the price of a core-hour.")
    print(f"A million texts cost {1e6 / texts / 3600:.2f} times that price.")
    day = f"{DAILY / pages / 3600:.1f} core-hours, {DAILY * kept / 1e9:.1f} GB of ledger"
    print(f"Common Crawl News, {DAILY:,} pages a day: {day}.")


def _source(place: Path, name: str, kind: str, told: Sequence[Story]) -> Path:
    path = place / f"{name}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n, each in enumerate(told):
            body = page(each).decode() if kind == "html" else each.text
            file.write(json.dumps({"id": f"{n}", "published": "2026-03-04", kind: body}) + "\n")
    return path


def _made(place: Path, name: str, kind: str, told: Sequence[Story]) -> tuple[float, int, str]:
    """Seconds of processor, bytes of the shards, and their folder."""
    out = str(place / f"{name}-shards")
    run = begin([_source(place, name, kind, told)], out, Options())
    start = time.process_time()
    for each in run.shards():
        assert each.fault is None, each.fault
    used = time.process_time() - start
    return used, sum(path.stat().st_size for path in Path(out).rglob("*.parquet")), out


def _loaded(place: Path, shards: str) -> tuple[float, int]:
    """Seconds of processor, and bytes of the ledger."""
    with Ledger(place) as ledger:
        start = time.process_time()
        for each in load(ledger, shards):
            assert not isinstance(each, Exception), each
        used = time.process_time() - start
    return used, place.stat().st_size


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
