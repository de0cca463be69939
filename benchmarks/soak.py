"""`python -m benchmarks.soak [MINUTES]`: reading, adding, browsing, judging and exporting side by side, for a while.

Prints memory and open files of the process once a minute, and at the end the slowest hundredth of each kind of work.
Flat means that the last minutes hold no more than the first after everything was once used.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.news import stories
from counterclaim.errors import SourceError
from counterclaim.export import export
from counterclaim.ledger import Ledger
from counterclaim.records.report import Report

MINUTES = 10.0
PATHS = ("/", "/?country=ML", "/map.json", "/timeline.json", "/review", "/api/v1/incidents?limit=20", "/incidents.csv")


def main(minutes: float = MINUTES) -> None:
    """Work for so long."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "soak.db") as ledger:
        work = _work(ledger, Path(folder))
        took: dict[str, list[float]] = {name: [] for name in work}
        end, told = time.monotonic() + minutes * 60, 0.0
        for name in itertools.cycle(work):
            start = time.monotonic()
            work[name]()
            took[name].append(time.monotonic() - start)
            if time.monotonic() >= told:
                told = time.monotonic() + 60
                print(
                    f"{_memory():.0f} MB, {len(os.listdir('/proc/self/fd'))} files, {ledger.count(status=())} incidents"
                )
            if time.monotonic() > end:
                break
    for name, each in took.items():
        print(f"{name}: {len(each)} times, p99 {sorted(each)[int(len(each) * 0.99) - 1] * 1000:.0f} ms")


def _work(ledger: Ledger, folder: Path) -> dict[str, Callable[[], object]]:
    from fastapi.testclient import TestClient  # noqa: PLC0415

    from counterclaim.web.app import create_app  # noqa: PLC0415
    from counterclaim.web.auth import Users  # noqa: PLC0415
    from counterclaim.web.site import Site  # noqa: PLC0415

    news = (story for seed in itertools.count() for story in stories(200, seed))
    numbers = itertools.count()
    paths = itertools.cycle(PATHS)
    client = TestClient(create_app(Site(ledger, Users(folder / "users.json", "soak"))))

    def add() -> None:
        n = next(numbers)
        given = [Report(next(news).text, f"soak-{n}-{each}", published="2026-03-04") for each in range(20)]
        assert not [each for each in ledger.add(given) if isinstance(each, SourceError)]

    def judge() -> None:
        found = [incident.id for incident in itertools.islice(ledger.find(status=()), 2)]
        if len(found) == 2:
            ledger.revise("soak", "a trial").judge(found[0], found[1], "different")

    return {
        "add": add,
        "browse": lambda: client.get(next(paths)).raise_for_status(),
        "judge": judge,
        "export": lambda: sum(map(len, export(ledger, "acled"))),
    }


def _memory() -> float:
    """Megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES)
