"""Sources and watches in a backup and under `check`, on either engine: nothing lost, nothing told twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from stubs import Book, report, told

from counterclaim import alerts
from counterclaim.errors import LedgerError
from counterclaim.records.query import Query
from counterclaim.store import sources as store
from counterclaim.store.engine import reading, writing

AT = "2026-06-01T00:00:00Z"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
HEALTH = {"ok": AT, "etag": '"v1"', "troubles": {"429": 2}}


def filled(book: Book) -> None:
    """A source with an article of each state, and a watch with an alert on its way."""
    book.put(report("paper-0", told("2026-03-03", 5, "Tabaro")))
    alerts.add(book, alerts.Watch("all", Query(), ("new",), ("https://hooks.example/x",), batch=60), NOW)
    book.put(report("paper-1", told("2026-03-04", 6, "Ostrava")))
    with writing(book.engine) as connection:
        store.add(connection, store.Source("one", "https://a.example/feed", {"outlet": "A"}), AT)
        store.looked(connection, store.Source("one", "https://a.example/feed", {}, health=HEALTH, due="2027"))
        offers = [
            store.Offer(
                f"https://a.example/{n}", f"https://{n}", {"url": f"https://a.example/{n}", "title": "The rebels"}
            )
            for n in range(3)
        ]
        store.offer(connection, "one", offers, AT)
        done, held, _ = store.due_items(connection, AT, 9)
        store.settle(connection, replace(done, state=store.DONE, report="paper-1", known={"etag": '"p"'}), AT)
        store.settle(connection, replace(held, state=store.QUARANTINED, kind="410", reason="answers 410"), AT)
    alerts.look(book, AT)
    alerts.pack(book, NOW.replace(hour=2))


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_they_come_back_as_they_were(book: Book, target: str, place: Callable[[str], str], tmp_path: Path) -> None:
    filled(book)
    assert book.check(deep=True) == []
    book.backup(tmp_path / "backup.gz")
    with Book(place(target)) as other:
        other.restore(tmp_path / "backup.gz")
        assert other.check(deep=True) == []
        for ledger in (book, other):
            with reading(ledger.engine) as connection:
                (source,) = store.all_sources(connection)
                assert (source.health, source.due, source.facts) == (HEALTH, "2027", {"outlet": "A"})
                assert store.counted(connection) == {"one": {"done": 1, "quarantined": 1, "waiting": 1}}
                (held, _), *_ = store.quarantined(connection)
                assert held.reason == "answers 410"
        assert alerts.fared(other, "all", 9) == alerts.fared(book, "all", 9)
        assert alerts.look(other, AT) == 0
        other.put(report("paper-2", told("2026-03-09", 9, "Waimanu")))
        assert alerts.look(other, AT) == 1
        with writing(other.engine) as connection:
            again = [
                store.Offer("https://a.example/1", "https://1", {}),
                store.Offer("https://a.example/9", "https://9", {}),
            ]
            assert store.offer(connection, "one", again, AT) == 1


def test_a_ledger_with_sources_is_not_empty(book: Book, tmp_path: Path) -> None:
    book.backup(tmp_path / "backup.gz")
    with writing(book.engine) as connection:
        store.add(connection, store.Source("one", "https://a.example/feed"), AT)
    with pytest.raises(LedgerError, match="not empty"):
        book.restore(tmp_path / "backup.gz")


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("DELETE FROM sources", "source one is not kept"),
        ("UPDATE items SET report = 'gone' WHERE state = 'done'", "its report gone is not in the ledger"),
        ("UPDATE items SET state = 'lost' WHERE state = 'waiting'", "of no state that there is (lost)"),
        ("UPDATE sources SET health = 'well'", "source one: what is kept of it cannot be read"),
        ("UPDATE watches SET body = '[]'", "watch all: what is kept of it cannot be read"),
        ("UPDATE watches SET edition = 99", "watch all: it has looked further"),
        ("DELETE FROM watches", "of the watch all, which is not kept"),
        ("DELETE FROM alerts", "of alerts that are not kept"),
    ],
)
def test_check_tells_what_must_not_be(book: Book, damage: str, fault: str) -> None:
    filled(book)
    with writing(book.engine) as connection:
        connection.execute(text(damage))
    assert any(fault in line for line in book.check()), book.check()


def test_a_redaction_reaches_what_a_feed_told(book: Book) -> None:
    filled(book)
    book.redact("paper-1", "Ada", "law", "rebels")
    with reading(book.engine) as connection:
        titles = connection.execute(text("SELECT body FROM items ORDER BY n")).scalars().all()
    assert ["rebels" in title for title in titles] == [False, True, True]
