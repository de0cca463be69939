"""Several gatherers on one PostgreSQL: nothing fetched twice, no host asked by two, nothing left by the dead."""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit" / "run"))

from stubs import Book
from world import World, answer, page, rss

from counterclaim.run import Runner
from counterclaim.run.pace import Clock, iso
from counterclaim.settings import Settings
from counterclaim.store import claims
from counterclaim.store import sources as store
from counterclaim.store.engine import reading, writing

HERE = Settings(fetch_private=1, host_seconds=0.0, fetch_seconds=5.0, fetch_threads=4, queue=8)
NOW = datetime(2026, 3, 5, 8, tzinfo=UTC)


@pytest.fixture
def world() -> Iterator[World]:
    found = World()
    yield found
    found.close()


@pytest.fixture
def address(place: Callable[[str], str]) -> str:
    return place("postgresql")


def counted(most: list[int], body: bytes) -> Any:
    """Answers, and keeps how many were asking at once."""
    busy, lock = [0], threading.Lock()

    def tell(handler: Any) -> None:
        with lock:
            busy[0] += 1
            most.append(busy[0])
        answer(handler, 200, body)
        with lock:
            busy[0] -= 1

    return tell


def test_gatherers_share_what_is_due_and_fetch_each_article_once(world: World, address: str) -> None:
    names = [f"a{n}" for n in range(12)]
    most: list[int] = []
    world.pages = {"/robots.txt": b"", "/feed": rss(world.url, names)}
    world.pages |= {f"/{name}": counted(most, page(n)) for n, name in enumerate(names)}
    with Book(address) as book, writing(book.engine) as connection:
        store.add(connection, store.Source("feed", f"{world.url}/feed", {}), iso(Clock().now()))
    faults: list[BaseException] = []

    def gather(seed: int) -> None:
        try:
            with Book(address) as book:
                runner = Runner(book, HERE, Clock(), random.Random(seed))  # noqa: S311
                try:
                    runner.once()
                finally:
                    runner.close()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=gather, args=(seed,)) for seed in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(120)
    assert faults == []
    assert {path: many for path, many in world.asked.items() if path != "/robots.txt"} == dict.fromkeys(
        ["/feed", *(f"/{name}" for name in names)], 1
    )
    assert max(most) == 1
    with Book(address) as book:
        with reading(book.engine) as connection:
            assert store.counted(connection) == {"feed": {"done": 12}}
        assert book.check(deep=True) == []


def test_a_host_is_in_one_hand_until_it_is_left_or_its_time_is_over(address: str) -> None:
    later, soon = iso(NOW + timedelta(minutes=15)), iso(NOW + timedelta(minutes=1))
    with Book(address) as book, book.engine.begin() as one:
        assert claims.take(one, ["a", "b"], "one", iso(NOW), later) == {"a", "b"}
        one.commit()
        with book.engine.begin() as two:
            assert claims.take(two, ["a", "c"], "two", iso(NOW), later) == {"c"}
            claims.leave(two, "a", "two", iso(NOW))
            assert claims.take(two, ["a"], "two", soon, later) == set()
            assert claims.take(two, ["a"], "two", later, later) == {"a"}


def test_claims_under_way_are_passed_over_and_not_waited_for(address: str) -> None:
    later = iso(NOW + timedelta(minutes=15))
    with Book(address) as book:
        with book.engine.begin() as first:
            claims.take(first, ["a", "b"], "nobody", iso(NOW), iso(NOW))
        with book.engine.begin() as one, book.engine.begin() as two:
            assert claims.take(one, ["a"], "one", iso(NOW), later) == {"a"}
            assert claims.take(two, ["b"], "two", iso(NOW), later) == {"b"}
        with book.engine.connect() as one, book.engine.connect() as two, one.begin():
            one.execute(claims.claims.select().where(claims.claims.c.host == "a").with_for_update())
            with two.begin():
                free = claims.claims.select().where(claims.claims.c.host.in_(["a", "b"]))
                found = two.execute(free.with_for_update(skip_locked=True)).fetchall()
                assert [row.host for row in found] == ["b"]


def test_what_a_dead_gatherer_had_in_hand_is_taken_up(address: str) -> None:
    with Book(address) as book:
        with writing(book.engine) as connection:
            store.add(connection, store.Source("feed", "https://a.example/feed", {}), iso(NOW))
        source = store.Source("feed", "https://a.example/feed")
        until, far = iso(NOW + timedelta(minutes=15)), iso(NOW + timedelta(days=8))
        with book.engine.begin() as connection:
            assert claims.still_due(connection, [source], [], iso(NOW), far, until)[0] == {"feed"}
        with book.engine.begin() as connection:
            assert claims.still_due(connection, [source], [], iso(NOW), far, until)[0] == set()
            assert claims.still_due(connection, [source], [], until, far, far)[0] == {"feed"}
