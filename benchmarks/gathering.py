"""`python -m benchmarks.gathering hour | kill`: gathering as a whole, over feeds with every kind of trouble.

hour     200 feeds of 50 articles with fifteen kinds of trouble, an hour of polling played at once
kill     the same kind of feeds, the process killed again and again without warning
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from benchmarks.newsroom import SETTINGS, START, Newsroom, Quick, ToLoopback
from counterclaim.ledger import Ledger
from counterclaim.run import Runner
from counterclaim.run.sources import checked, fared
from counterclaim.store.engine import reading

FEEDS, ARTICLES = 200, 50
KILLS = 50
_MEGA = 1_000_000


def hour(feeds: int = FEEDS, articles: int = ARTICLES, readers: int = 2) -> None:
    """An hour of polling; prints whether all is there once, every trouble named, and how memory went."""
    clock = Quick()
    world = Newsroom(feeds, articles, clock)
    begun = time.perf_counter()
    memory: list[float] = []
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.db") as ledger:
        world.settle(ledger)
        settings = replace(SETTINGS, fetch_seconds=5.0, readers=readers)
        runner = Runner(ledger, settings, clock, random.Random(4), transport=world.transport)
        done = [0]

        def each() -> None:
            read = sum(many for (what, _), many in runner.tally.told.items() if what == "articles")
            if read - done[0] >= 500:
                done[0] = read
                memory.append(_resident())
                print(
                    f"{read} articles, {memory[-1]:.0f} MB, {(clock.now() - START).seconds // 60} minutes", flush=True
                )

        try:
            runner.forever(each)
        finally:
            runner.close()
        _tell(ledger, world)
    world.close()
    print(f"{time.perf_counter() - begun:.0f} s; memory of the gathering process: {memory[:1]} to {memory[-1:]} MB")


def _tell(ledger: Ledger, world: Newsroom) -> None:
    with reading(ledger.engine) as connection:
        kept = Counter(connection.execute(text("SELECT url FROM reports")).scalars())
        editions = connection.execute(text("SELECT count(*) FROM editions")).scalar_one()
    expected = world.expected()
    found, twice = len(set(kept) & expected), sum(1 for many in kept.values() if many > 1)
    print(f"good articles {len(expected)}: in the ledger {found}, beside them {len(set(kept) - expected)}")
    print(f"more than once: {twice}; editions {editions}, changed {world.changed()}")
    troubles = {each.source.name: each.source.health.get("troubles", {}) for each in fared(ledger)}
    unnamed = [name for name, told in troubles.items() if name.partition(" ")[2] not in told]
    print(f"feeds whose trouble is not named: {len(unnamed)} {unnamed[:5]}")
    shown = [name.partition(" ")[2] for name in list(troubles)[:15]]
    some = [" ".join((each.said, *each.troubles)) for each in checked(ledger, list(troubles)[:15], world.transport)]
    print(f"named by `sources check` of the first fifteen: {sum(a in b for a, b in zip(shown, some, strict=True))}")
    print(f"check: {ledger.check(deep=True) or 'no fault'}")


def kill(kills: int = KILLS, feeds: int = 60, articles: int = 30) -> None:
    """A gatherer in a process of its own, killed at any moment so often; prints what is lost and what is twice."""
    dice = random.Random(9)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "ledger.db"
        server = Newsroom(feeds, articles, Quick(START + timedelta(hours=1)))
        with Ledger(place) as ledger:
            server.settle(ledger)
        command = [sys.executable, "-m", "benchmarks.gathering", "one", str(place), str(server.transport.port)]
        died = 0
        for _ in range(kills):
            running = subprocess.Popen(command, stdout=subprocess.PIPE)
            assert running.stdout is not None
            running.stdout.readline()  # it has begun
            try:
                running.wait(dice.uniform(0.0, 3.0))
            except subprocess.TimeoutExpired:
                running.send_signal(signal.SIGKILL)
                died += 1
            running.stdout.close()
            running.wait()
        _count(place)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with Ledger(place) as ledger:
            print(f"killed {died} times of {kills}")
            _tell(ledger, server)
        server.close()


def one(place: str, port: str) -> None:
    """One life of a gatherer: an hour of its own, unless it is killed."""
    transport = ToLoopback(int(port))
    with Ledger(place) as ledger:
        runner = Runner(ledger, SETTINGS, Quick(), random.Random(4), _begun, transport)
        try:
            runner.forever()
        finally:
            runner.close()


def _begun(event: str, **_told: object) -> None:
    """Says what happens to whoever waits for it."""
    with contextlib.suppress(OSError):
        print(event, flush=True)


def _count(place: Path) -> None:
    with Ledger(place) as ledger, reading(ledger.engine) as connection:
        many = connection.execute(text("SELECT count(*) FROM reports")).scalar_one()
    print(f"reports when it was killed for the last time: {many}")


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MEGA


if __name__ == "__main__":
    if sys.argv[1] == "one":
        one(*sys.argv[2:])
    else:
        {"hour": hour, "kill": kill}[sys.argv[1]](*map(int, sys.argv[2:]))
