"""Faults of the machine while gathering: a clock that jumps, a reader that is killed, an index that is damaged."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from world import Quick, World, page, rss

from counterclaim.errors import GazetteerError, ModelError, SourceError
from counterclaim.gather.feeds import Entry
from counterclaim.gather.options import Options, Raw
from counterclaim.gazetteer.lookup import Gazetteer
from counterclaim.ledger import Ledger
from counterclaim.reader import Reader
from counterclaim.records.report import Report
from counterclaim.run import Runner
from counterclaim.run.pace import Hosts, iso
from counterclaim.run.reading import Readers, Task, coded
from counterclaim.settings import Settings
from counterclaim.store import sources as store
from counterclaim.store.engine import writing

HERE = Settings(fetch_private=1, host_seconds=1.0, fetch_seconds=2.0)
TEXT = "Gunmen killed two soldiers near Gao on Tuesday, the Malian army said."


@pytest.fixture
def world() -> Iterator[World]:
    found = World()
    yield found
    found.close()


def test_a_clock_set_back_keeps_no_host_waiting_longer() -> None:
    clock = Quick()
    hosts = Hosts(Settings(host_seconds=5.0), lambda _: 0.0)
    hosts.leave("https://a.example", clock.now())
    clock.moment -= timedelta(days=400)
    assert not hosts.free("https://a.example", clock.now())
    clock.wait(5)
    assert hosts.free("https://a.example", clock.now())


def test_a_clock_set_forward_frees_hosts_and_breaks_nothing() -> None:
    clock = Quick()
    hosts = Hosts(Settings(host_seconds=5.0), lambda _: 0.0)
    hosts.leave("https://a.example", clock.now())
    clock.moment += timedelta(days=400)
    assert hosts.free("https://a.example", clock.now())


def test_what_a_wrong_clock_put_off_for_years_is_looked_at_again(world: World, tmp_path: Path) -> None:
    world.pages |= {"/robots.txt": b"", "/feed": rss(world.url, ["1"]), "/1": page(1)}
    clock = Quick()
    with Ledger(tmp_path / "a.db") as ledger:
        with writing(ledger.engine) as connection:
            store.add(connection, store.Source("feed", f"{world.url}/feed", {}), iso(clock.now()))
        clock.moment += timedelta(days=3650)
        for _ in range(2):
            runner = Runner(ledger, HERE, clock, random.Random(7))  # noqa: S311
            runner.once()
            runner.close()
            clock.moment = Quick().now() + timedelta(minutes=1)
    assert world.asked["/feed"] == 2


@pytest.mark.slow
def test_a_fault_comes_from_a_process_with_its_reason() -> None:
    readers = Readers(2)
    task = Task("x", Entry("https://a.example/1"), Options(), date(2026, 3, 5), Raw("x", b"PK\x03\x04"))
    try:
        (found,) = readers.make([task])
    finally:
        readers.close()
    (fault,) = found
    assert isinstance(fault, SourceError)
    assert "the process that read it died" not in fault.reason


def test_a_damaged_index_of_places_is_told_once_and_nothing_is_taken_for_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from counterclaim.gazetteer.home import ready

    damaged = tmp_path / "places.sqlite"
    whole = bytearray(ready().read_bytes())
    for start in range(8 * 4096, len(whole), 4096):
        whole[start : start + 64] = b"\xff" * 64
    damaged.write_bytes(whole)
    broken = Gazetteer([damaged])
    with pytest.raises(GazetteerError, match=r"places\.sqlite: the place index is damaged .*remove it"):
        broken.candidates("Gao")
    tools = type("Kit", (), {"gazetteer": broken, "model": None, "gate": None, "versions": lambda _: {}})()
    reader = Reader()
    monkeypatch.setattr(reader, "_tools", tools)
    with pytest.raises(GazetteerError):
        list(reader._each([Report(TEXT)]))
    monkeypatch.setattr(sys.modules[coded.__module__], "gated", lambda: tools)
    with pytest.raises(GazetteerError):
        coded(Report(TEXT))


def test_a_file_of_weights_that_is_another_is_refused(tmp_path: Path) -> None:
    from hashlib import sha256

    from counterclaim.read import model

    (tmp_path / "model.onnx").write_bytes(b"weights with a bit flipped")
    with pytest.raises(ModelError, match=r"model\.onnx is not the file that its card describes"):
        model._session(tmp_path / "model.onnx", sha256(b"weights").hexdigest())
