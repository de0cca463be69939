"""Killed writers, writers side by side, readers all the while."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks import ledger_kill
from stubs import PLACES, Book, report, told

from counterclaim.records.report import Report

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import os, sys
sys.path[:0] = [sys.argv[2], sys.argv[3]]
from stubs import Book, report, told
with Book(sys.argv[1]) as book:
    book.put(report("before-1", told("2026-03-04", 5, "Tabaro")))
    keep = __import__("counterclaim.store.keep", fromlist=["keep"])
    real = getattr(keep, sys.argv[4])
    def dies(*told, **more):
        real(*told, **more)
        os._exit(9)
    setattr(keep, sys.argv[4], dies)
    book.put(report("after-1", told("2026-03-04", 6, "Tabaro", "mayor")))
"""


@pytest.mark.parametrize("step", ["keep_report", "keep_edition", "keep_reading", "keep_accounts"])
def test_a_writer_that_dies_midway_leaves_nothing_of_that_report(address: str, step: str) -> None:
    command = [sys.executable, "-c", WRITER, address, str(ROOT), str(Path(__file__).parent), step]
    done = subprocess.run(command, check=False, env=dict(os.environ))
    assert done.returncode == 9
    with Book(address) as book:
        assert book.check(deep=True) == []
        assert book.count() == 1
        assert [each.outcome for each in book.put(report("after-1", told("2026-03-04", 6, "Tabaro", "mayor")))] == [
            "new"
        ]
        assert book.check(deep=True) == []


@pytest.mark.slow
def test_kills_at_random_moments_lose_and_double_nothing(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    ledger_kill.told(address, str(tmp_path / "calm.db"), reports=120, kills=5)


@pytest.mark.slow
def test_every_process_makes_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for seed in ("1", "2"):
        place = str(tmp_path / f"{seed}.db")
        command = [sys.executable, "-m", "benchmarks.ledger_kill", "--fill", place, "--reports", "100"]
        path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}, cwd=ROOT)
        with Book(place) as book:
            digests.add(book.digest())
    assert len(digests) == 1


def stories(writer: int, many: int) -> list[Report]:
    """Reports of one writer; the incidents are those of the others too."""
    places = sorted(PLACES)
    return [
        report(f"w{writer}-{n}", told(f"2026-03-{n % 5 + 1:02d}", 5, places[n % len(places)]), published="2026-03-09")
        for n in range(many)
    ]


def side_by_side(address: str, many: int, readers: int) -> None:
    faults: list[BaseException] = []
    done = threading.Event()

    def guarded(work: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            try:
                work()
            except BaseException as fault:
                faults.append(fault)

        return run

    def write(writer: int) -> None:
        with Book(address) as book:
            for each in stories(writer, many):
                book.put(each)
                if each.id.endswith("5"):
                    first = book.all()[0]
                    book.revise(f"writer {writer}", "seen").correct(first.id, "reviewed", True)

    def read() -> None:
        with Book(address) as book:
            while not done.is_set():
                for incident in book.find(status=()):
                    assert book.show(incident.id).incident.members
                assert book.check() == []

    watching = [threading.Thread(target=guarded(read)) for _ in range(readers)]
    writing = [threading.Thread(target=guarded(lambda n=n: write(n))) for n in (1, 2)]  # type: ignore[misc]
    for thread in (*watching, *writing):
        thread.start()
    for thread in writing:
        thread.join()
    done.set()
    for thread in watching:
        thread.join()
    assert faults == []


@pytest.mark.slow
def test_two_writers_and_eight_readers_lose_no_update(address: str) -> None:
    many = 24
    with Book(address) as book:
        side_by_side(address, many, readers=8)
        reports = {member.report for incident in book.all() for member in incident.members}
        assert reports == {each.id for writer in (1, 2) for each in stories(writer, many)}
        corrections = {c.n for incident in book.all() for c in book.show(incident.id).corrections}
        assert corrections == set(range(1, 2 * sum(n % 10 == 5 for n in range(many)) + 1))
        assert book.check(deep=True) == []


def test_two_writers_of_the_same_reports_keep_each_once(address: str) -> None:
    first = stories(1, 6)
    threads = [threading.Thread(target=lambda: Book(address).put(*first)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Book(address) as book:
        assert sorted(ledger_kill.kept(book)) == sorted(each.id for each in first)
        assert book.check(deep=True) == []
