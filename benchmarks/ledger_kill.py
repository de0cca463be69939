"""`python -m benchmarks.ledger_kill`: kills a process that adds reports again and again, and looks at what is left.

kill -9 at random moments while adding | run to the end | each report once, check clean | as an undisturbed run
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.ledger_made import Corpus
from counterclaim.ledger import Ledger, intake

REPORTS, KILLS = 5_000, 100
_AT = "2026-01-01T00:00:00Z"


def main() -> None:
    """Kill, finish, compare, print."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.ledger_kill")
    asked.add_argument("--reports", type=int, default=REPORTS)
    asked.add_argument("--kills", type=int, default=KILLS)
    asked.add_argument("--folder", type=Path, default=None)
    asked.add_argument("--address", help="a ledger to kill the writer of; else a new file")
    asked.add_argument("--fill", help="add the reports to this ledger (for the processes of this command)")
    options = asked.parse_args()
    if options.fill:
        fill(options.fill, options.reports)
        return
    with tempfile.TemporaryDirectory(dir=options.folder, prefix="kill-") as home:
        address = options.address or str(Path(home) / "ledger.db")
        print("\n".join(told(address, str(Path(home) / "calm.db"), options.reports, options.kills)))


def told(address: str, calm: str, reports: int, kills: int) -> list[str]:
    """What became of a ledger whose writer was killed, beside one of an undisturbed run; raises where they differ."""
    killed = disturb(address, reports, kills)
    fill(calm, reports)
    with Ledger(address) as ledger, Ledger(calm) as other:
        held = kept(ledger)
        assert held == kept(other)
        assert len(held) == len(set(held)) == reports
        assert ledger.check() == []
        assert ledger.digest() == other.digest()
        ledger.rebuild()
        assert ledger.digest() == other.digest()
    return [
        f"{killed} kills while adding {reports} reports: each is there once, check is clean, incidents are the same"
    ]


def disturb(address: str, reports: int, kills: int, seed: int = 1) -> int:
    """Add reports, killed at random moments, and at last left in peace; returns how often it was killed."""
    chance = random.Random(seed)
    command = [sys.executable, "-m", "benchmarks.ledger_kill", "--fill", address, "--reports", str(reports)]
    killed = 0
    while killed < kills:
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        if not process.stdout.readline():
            break
        time.sleep(chance.uniform(0.0, 1.5))
        if process.poll() is None:
            process.kill()
            killed += 1
        process.wait()
        process.stdout.close()
        with Ledger(address) as ledger:
            if len(kept(ledger)) >= reports:
                break
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return killed


def fill(address: str, reports: int) -> None:
    """Add the reports that are missing, all under one time, so that two ledgers are the same to the byte."""
    intake.now = lambda: _AT
    made = {}
    for each in Corpus().made(reports * 3):
        made[each.report.id] = each
        if len(made) == reports:
            break
    with Ledger(address) as ledger:
        road = intake.Intake(ledger.engine, lambda report: (report, made[report.id].coding), "made")
        for n, _ in enumerate(road.add(each.report for each in made.values())):
            if n == 0:
                print("adding", flush=True)


def kept(ledger: Ledger) -> list[str]:
    """Ids of all reports."""
    from sqlalchemy import text  # noqa: PLC0415 (the facade lists incidents, not reports)

    with ledger.engine.connect() as connection:
        return sorted(connection.execute(text("SELECT report FROM editions")).scalars())


if __name__ == "__main__":
    main()
