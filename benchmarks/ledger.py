"""`python -m benchmarks.ledger`: what adding a report and finding a page cost as the ledger grows, on both engines.

    a ledger filled and rebuilt as `restore` does | reports of the next days added one by one | pages by random filters

Each size runs in a process of its own, so that its memory is its own. `--keep` puts the table into RESULTS.md and draws
ledger.svg beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.ledger_made import LAST, Corpus, Made
from benchmarks.ledger_page import keep
from benchmarks.postgres import server
from counterclaim.fuse.origins import copies, signature
from counterclaim.ledger import Ledger, Query
from counterclaim.ledger.intake import Added, Intake, named
from counterclaim.ledger.upkeep import fill
from counterclaim.records import codec
from counterclaim.store.keep import bands_of, edition_digest

SIZES = (1_000, 10_000, 100_000)
ENGINES = ("sqlite", "postgresql")
ADDED, PAGES = 300, 300
_AT = "2026-01-01T00:00:00Z"
_DAYS = 20


def main() -> None:
    """Measure every size on every engine, print and perhaps keep the table."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.ledger")
    asked.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    asked.add_argument("--engines", nargs="*", default=ENGINES)
    asked.add_argument("--folder", type=Path, default=None, help="where the ledgers are made; else a temporary one")
    asked.add_argument("--one", help="measure one ledger at this address (for the processes of this command)")
    asked.add_argument("--keep", action="store_true")
    options = asked.parse_args()
    if options.one:
        print(json.dumps({**made(options.one, options.sizes[0]), **timed(options.one)}))
        return
    rows = []
    for engine in options.engines:
        for size in options.sizes:
            rows.append({"engine": engine, **_apart(engine, size, options.folder)})
            print(json.dumps(rows[-1]), flush=True)
    print(table(rows))
    if options.keep:
        keep(rows, table(rows))


def made(address: str, size: int) -> dict[str, float]:
    """Fill a new ledger and make its incidents."""
    corpus = Corpus()
    with Ledger(address) as ledger:
        begun = time.perf_counter()
        fill(ledger.engine, rows(corpus.made(size)))
        filled = time.perf_counter() - begun
        used = time.process_time()
        accounts = ledger.rebuild()
        rebuilt, rebuilt_cpu = time.perf_counter() - begun - filled, time.process_time() - used
    return {
        "accounts": accounts,
        "fill_s": round(filled, 1),
        "rebuild_s": round(rebuilt, 1),
        "rebuild_cpu_s": round(rebuilt_cpu, 1),
        "rebuild_rss_mb": _memory(),
    }


def timed(address: str) -> dict[str, float]:
    """Add to a ledger that was made, and ask it for pages."""
    with Ledger(address) as ledger:
        incidents = ledger.count(status=())
        adding = _adding(ledger, Corpus())
        finding = _finding(ledger, Query(status=()))
    return {"incidents": incidents, **adding, **finding, "rss_mb": _memory()}


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def rows(made: Iterator[Made]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the ledger keeps of generated reports, as a backup holds it."""
    seq = 0
    story: list[tuple[str, str, tuple[int, ...]]] = []
    for edition, (report, told) in enumerate(made, 1):
        digest, mark = edition_digest(report, report.id), signature(report.text)
        if story and story[-1][0] != report.id.partition("-7-")[2]:
            story = []
        origin = next((other for _, other, known in story if copies(mark, known)), report.id)
        story.append((report.id.partition("-7-")[2], origin, mark))
        yield (
            "reports",
            {"id": report.id, "url": None, "outlet": report.outlet, "language": report.language, "added": _AT},
        )
        yield (
            "editions",
            {
                "id": edition,
                "report": report.id,
                "digest": digest,
                "n": 0,
                "title": report.title,
                "text": report.text,
                "published": report.published,
                "marked": "[]",
                "notes": "[]",
                "origin": origin,
                "signature": json.dumps(mark),
                "added": _AT,
            },
        )
        for band in bands_of(mark):
            yield "bands", {"band": band, "edition": edition}
        reading = {"id": edition, "edition": edition, "reader": "made", "coding": told, "added": _AT, "current": True}
        yield "readings", reading
        for each in named(Made(report, told).coding, digest, []):
            seq += 1
            kept = {"edition": edition, "reading": edition, "n": each.n, "anchor": codec.dumps(each.anchor)}
            yield "accounts", {"seq": seq, "id": each.id, "filed": seq, "current": True, **kept}


def _adding(ledger: Ledger, corpus: Corpus) -> dict[str, float]:
    """Reports of the next days, their reading not counted."""
    ready = {each.report.id: (each.report, each.coding) for each in corpus.made(ADDED * 2, 99, LAST - _DAYS, LAST)}
    intake = Intake(ledger.engine, lambda report: ready[report.id], "made")
    wall, processor = [], []
    for report, _ in list(ready.values())[:ADDED]:
        begun, used = time.perf_counter(), time.process_time()
        [added] = intake.add([report])
        wall.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
        assert isinstance(added, Added)
        assert added.outcome == "new"
    return {**_spread("add", wall), **_spread("add_cpu", processor)}


def _finding(ledger: Ledger, plain: Query) -> dict[str, float]:
    """Pages of fifty by random filters, half of them further on than the first."""
    chance = random.Random(3)
    stock = ledger.page(plain).incidents
    taken: list[Callable[[], dict[str, Any]]] = [
        lambda: {"country": (chance.choice(stock).where.country or "ML",)},
        lambda: {"country": (chance.choice(stock).where.country or "ML",), "disputed": True, "sort": "killed"},
        lambda: {"since": (day := f"20{chance.randint(16, 25)}-0{chance.randint(1, 9)}-10"), "until": f"{day[:8]}20"},
        lambda: {"bbox": (x := chance.uniform(-20, 60), y := chance.uniform(-10, 40), x + 6, y + 6)},
        lambda: {"actor": (chance.choice(stock).where.country or "ML",), "role": "responsible"},
        lambda: {"event": (chance.choice(stock).event.acled_sub_type,), "killed_min": chance.choice((1, 5, 20))},
        lambda: {"text": " ".join(chance.sample(stock[0].headline.split(), 1)), "sort": "published"},
        lambda: {"text": "hospital -market", "country": (chance.choice(stock).where.country or "ML",)},
        lambda: {"grade": ("contested",), "holder": ("UN",)},
        lambda: {"sort": chance.choice(("day", "published", "killed"))},
    ]
    wall, processor = [], []
    for n in range(PAGES):
        query = Query(**taken[n % len(taken)]())
        cursor = ledger.page(query).cursor if n % 2 else None
        asked = Query(**{**{name: getattr(query, name) for name in Query.__slots__}, "cursor": cursor})
        begun, used = time.perf_counter(), time.process_time()
        ledger.page(asked)
        wall.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
    return {**_spread("page", wall), **_spread("page_cpu", processor)}


def _spread(name: str, seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    at = {"p50": ordered[len(ordered) // 2], "p95": ordered[int(len(ordered) * 0.95)]}
    return {f"{name}_{part}_ms": round(value * 1000, 1) for part, value in at.items()}


def _apart(engine: str, size: int, folder: Path | None) -> dict[str, float]:
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(dir=folder, prefix="ledger-"))
        if engine == "sqlite":
            address = str(Path(home) / "ledger.db")
        else:
            Path(home).chmod(0o711)
            address = f"{stack.enter_context(server(folder))}/postgres"
        command = [sys.executable, "-m", "benchmarks.ledger", "--one", address, "--sizes", str(size)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def table(rows: list[dict[str, Any]]) -> str:
    """The figures as Markdown."""
    head = (
        "engine",
        "accounts",
        "incidents",
        "rebuild",
        "of it processor",
        "add p50 / p95",
        "of it processor",
        "page p50 / p95",
        "of it processor",
        "memory",
    )
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for row in rows:
        lines.append(
            f"| {row['engine']} | {row['accounts']:,} | {row['incidents']:,} | {row['rebuild_s']:.0f} s "
            f"| {row['rebuild_cpu_s']:.0f} s "
            f"| {row['add_p50_ms']:.0f} / {row['add_p95_ms']:.0f} ms "
            f"| {row['add_cpu_p50_ms']:.0f} / {row['add_cpu_p95_ms']:.0f} ms "
            f"| {row['page_p50_ms']:.0f} / {row['page_p95_ms']:.0f} ms "
            f"| {row['page_cpu_p50_ms']:.0f} / {row['page_cpu_p95_ms']:.0f} ms | {row['rss_mb']:.0f} MB |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
