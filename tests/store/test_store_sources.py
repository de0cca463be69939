"""Sources and their articles on either engine: offered once, one a host, counted, let out of quarantine."""

from __future__ import annotations

from dataclasses import replace

from stubs import Book

from counterclaim.store import sources as store
from counterclaim.store.engine import reading, writing

AT, LATER = "2026-03-05T08:00:00Z", "2026-03-05T09:00:00Z"


def offers(*names: str, stamp: str = "") -> list[store.Offer]:
    return [store.Offer(f"https://{name}", name.partition("/")[0], {"url": f"https://{name}"}, stamp) for name in names]


def test_articles_are_offered_once_and_come_one_a_host(address: str) -> None:
    with Book(address) as book, writing(book.engine) as connection:
        assert store.add(connection, store.Source("one", "https://a/feed", {"outlet": "A"}), AT)
        assert not store.add(connection, store.Source("one", "https://a/rss"), AT)
        assert store.offer(connection, "one", offers("a/1", "a/2", "b/1", stamp="x"), AT) == 3
        assert store.offer(connection, "one", offers("a/1", "c/1", stamp="y"), AT) == 1
        first = store.due_items(connection, AT, 10)
        assert [item.body["url"] for item in first] == ["https://a/1", "https://b/1", "https://c/1"]
        assert [item.n for item in store.due_items(connection, AT, 10, [first[0].n])] != [item.n for item in first]
        store.settle(connection, replace(first[0], state=store.DONE, due=store.NEVER), AT)
        assert store.offer(connection, "one", offers("a/1", stamp="x"), AT) == 0
        assert store.offer(connection, "one", offers("a/1", stamp="new"), LATER) == 1
        store.settle(connection, replace(first[1], state=store.QUARANTINED, due=store.NEVER, kind="410"), AT)
        assert store.counted(connection) == {"one": {"waiting": 3, "quarantined": 1}}
        assert [item.kind for item, _ in store.quarantined(connection, "one")] == ["410"]
        assert store.retry(connection, LATER, source="other") == 0
        assert store.retry(connection, LATER, [first[1].n]) == 1


def test_health_is_kept_and_paused_sources_are_not_due(address: str) -> None:
    with Book(address) as book:
        with writing(book.engine) as connection:
            store.add(connection, store.Source("one", "https://a/feed"), AT)
            store.offer(connection, "one", offers("a/1"), AT)
            (source,) = store.due_sources(connection, AT)
            store.looked(connection, replace(source, due=LATER, health={"fails": 1}))
            store.trouble(connection, "one", "slow")
            store.trouble(connection, "one", "slow")
            assert store.next_due(connection) == AT
            assert store.set_state(connection, "one", store.PAUSED)
        with reading(book.engine) as connection:
            (source,) = store.all_sources(connection)
            assert source.health == {"fails": 1, "troubles": {"slow": 2}}
            assert store.due_sources(connection, LATER) == []
            assert store.due_items(connection, LATER, 10) == []
            assert store.next_due(connection) == store.NEVER
        with writing(book.engine) as connection:
            assert store.remove(connection, "one")
            assert store.counted(connection) == {}
