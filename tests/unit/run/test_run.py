"""Gathering until stopped: every good article once, every trouble named, nothing lost or doubled."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from world import Quick, World, answer, bomb, dropped, leads, page, rss

from counterclaim.ledger import Ledger
from counterclaim.run import Runner
from counterclaim.run.pace import iso
from counterclaim.settings import Settings
from counterclaim.store import sources as store
from counterclaim.store.engine import reading, writing

HERE = Settings(
    fetch_private=1, host_seconds=1.0, max_page_mb=1.0, max_feed_mb=1.0, fetch_seconds=2.0, fetch_redirects=3, tries=3
)


@pytest.fixture
def world() -> Iterator[World]:
    found = World()
    yield found
    found.close()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db") as found:
        yield found


def add(ledger: Ledger, name: str, address: str, **facts: str) -> None:
    with writing(ledger.engine) as connection:
        store.add(connection, store.Source(name, address, facts), iso(Quick().now()))


def ran(ledger: Ledger, clock: Quick, settings: Settings = HERE) -> Runner:
    runner = Runner(ledger, settings, clock, random.Random(7))  # noqa: S311
    try:
        runner.once()
    finally:
        runner.close()
    return runner


def urls(ledger: Ledger) -> list[str]:
    with reading(ledger.engine) as connection:
        return [row[0].rpartition("/")[2] for row in connection.execute(text("SELECT url FROM reports ORDER BY url"))]


def editions(ledger: Ledger) -> int:
    with reading(ledger.engine) as connection:
        return int(connection.execute(text("SELECT count(*) FROM editions")).scalar_one())


def named(ledger: Ledger, name: str) -> store.Source:
    with reading(ledger.engine) as connection:
        return {each.name: each for each in store.all_sources(connection)}[name]


def test_every_article_of_a_feed_comes_into_the_ledger_once(world: World, ledger: Ledger) -> None:
    names = [f"a{n}" for n in range(5)]
    world.pages |= {f"/{name}": page(n) for n, name in enumerate(names)}
    world.pages["/feed"] = rss(world.url, [*names, "a0?utm_source=x"])
    world.pages["/other"] = rss(world.url, names[:3])
    add(ledger, "one", f"{world.url}/feed", outlet="The Herald")
    add(ledger, "two", f"{world.url}/other")
    clock = Quick()
    ran(ledger, clock)
    assert urls(ledger) == names
    assert editions(ledger) == 5
    assert clock.waited >= 5
    for _ in range(3):
        clock.moment += timedelta(hours=2)
        ran(ledger, clock)
    assert editions(ledger) == 5
    assert ledger.count(status=()) >= 1


def test_what_has_not_changed_is_not_sent_again(world: World, ledger: Ledger) -> None:
    said: list[tuple[str, str | None]] = []

    def tagged(body: bytes) -> Callable[[Any], None]:
        def give(handler: Any) -> None:
            told = handler.headers.get("If-None-Match")
            said.append((handler.path, told))
            answer(handler, 304 if told == '"v1"' else 200, b"" if told == '"v1"' else body, ETag='"v1"')

        return give

    world.pages["/feed"] = tagged(rss(world.url, ["a"]))
    world.pages["/a"] = tagged(page(1))
    add(ledger, "one", f"{world.url}/feed")
    clock = Quick()
    ran(ledger, clock)
    clock.moment += timedelta(hours=13)
    ran(ledger, clock)
    assert said == [("/feed", None), ("/a", None), ("/feed", '"v1"'), ("/a", '"v1"')]


def test_a_changed_article_becomes_an_edition(world: World, ledger: Ledger) -> None:
    world.pages["/feed"] = rss(world.url, ["a"])
    world.pages["/a"] = page(1, killed=3)
    add(ledger, "one", f"{world.url}/feed")
    clock = Quick()
    ran(ledger, clock)
    world.pages["/a"] = page(1, killed=9)
    clock.moment += timedelta(hours=1, minutes=1)
    ran(ledger, clock)
    assert (len(urls(ledger)), editions(ledger)) == (1, 2)


def slow(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "10")
    handler.end_headers()
    handler.rfile.read(1)


TROUBLES: dict[str, tuple[Any, str]] = {
    "slow": (slow, "slow"),
    "busy": (lambda handler: answer(handler, 429, b"", Retry_After="7200"), "429"),
    "down": (lambda handler: answer(handler, 503, b""), "503"),
    "round": (leads("/round"), "redirects"),
    "bomb": (bomb, "bomb"),
    "dropped": (dropped, "dropped"),
    "image": (lambda handler: answer(handler, 200, b"\x89PNG", Content_Type="image/png"), "type"),
    "large": (page(1) + b" " * 1_500_000, "large"),
    "gone": (lambda handler: answer(handler, 410, b""), "410"),
    "wall": (b"<html><body><p>Please verify you are human to go on reading.</p></body></html>", "captcha"),
    "empty": (b"<html><body></body></html>", "unreadable"),
    "forbidden/x": (page(2), "robots"),
}


def test_every_trouble_is_named_and_stops_nothing(world: World, ledger: Ledger) -> None:
    settings = replace(HERE, fetch_seconds=1.0)
    world.pages |= {f"/{name}": body for name, (body, _) in TROUBLES.items()}
    world.pages |= {"/good": page(3), "/latin": page(4).replace(b"report 4", "r\xe9port".encode("latin-1"))}
    world.pages["/robots.txt"] = b"User-agent: *\nDisallow: /forbidden/\n"
    world.pages["/feed"] = rss(world.url, [*TROUBLES, "good", "latin"])
    world.pages["/html"] = page(5)
    world.pages["/broken"] = rss(world.url, ["good2"])[:-30]
    world.pages["/good2"] = page(6, extra="<script>alert(1)</script>")
    for name in ("feed", "html", "broken", "none"):
        add(ledger, name, f"{world.url}/{name}")
    clock = Quick()
    for _ in range(9):
        ran(ledger, clock, settings)
        clock.moment += timedelta(minutes=150)
    assert urls(ledger) == ["good", "good2", "latin"]
    told = named(ledger, "feed").health["troubles"]
    assert {kind for _, kind in TROUBLES.values()} <= set(told), told
    assert named(ledger, "html").health["fault"]["kind"] == "no-feed"
    assert named(ledger, "none").health["fault"]["kind"] == "404"
    assert named(ledger, "broken").health["troubles"] == {"broken-xml": 1} | named(ledger, "broken").health["troubles"]
    with reading(ledger.engine) as connection:
        held = {str(item.body["url"]).rpartition(world.url)[2][1:] for item, _ in store.quarantined(connection)}
        assert held == set(TROUBLES)
        assert all(item.reason for item, _ in store.quarantined(connection))


def test_private_addresses_are_refused_also_after_a_redirect(world: World, ledger: Ledger) -> None:
    world.pages["/feed"] = rss(world.url, ["a"])
    add(ledger, "one", f"{world.url}/feed")
    ran(ledger, Quick(), replace(HERE, fetch_private=0))
    assert named(ledger, "one").health["fault"]["kind"] == "private"
    assert not world.asked


def test_a_server_that_asks_for_peace_gets_it(world: World, ledger: Ledger) -> None:
    world.pages["/feed"] = lambda handler: answer(handler, 503, b"", Retry_After="36000")
    add(ledger, "one", f"{world.url}/feed")
    clock = Quick()
    ran(ledger, clock)
    clock.moment += timedelta(hours=9)
    ran(ledger, clock)
    assert world.asked["/feed"] == 1
    clock.moment += timedelta(hours=2)
    ran(ledger, clock)
    assert world.asked["/feed"] == 2


def test_what_is_stopped_before_it_was_marked_is_done_again_and_not_doubled(
    world: World, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.pages |= {"/feed": rss(world.url, ["a", "b"]), "/a": page(1), "/b": page(2)}
    add(ledger, "one", f"{world.url}/feed")
    clock = Quick()

    def torn(*_told: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(store, "settle", torn)
        with pytest.raises(KeyboardInterrupt):
            ran(ledger, clock)
    ran(ledger, clock)
    assert urls(ledger) == ["a", "b"]
    assert editions(ledger) == 2


def test_folders_and_files_of_lines_are_sources(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Two soldiers were killed near Harsova on Tuesday, the army said.")
    (folder / "b.jsonl").write_text('{"text": "Three men were killed near Gao, police said."}\nnot json\n')
    add(ledger, "folder", str(folder), outlet="Own")
    clock = Quick()
    ran(ledger, clock)
    with reading(ledger.engine) as connection:
        ((item, _),) = store.quarantined(connection)
    assert "1 of 2 reports" in (item.reason or "")
    assert len(urls_of_all(ledger)) == 2


def urls_of_all(ledger: Ledger) -> list[str]:
    with reading(ledger.engine) as connection:
        return [row[0] for row in connection.execute(text("SELECT id FROM reports"))]


def test_paused_sources_wait_and_quarantine_is_let_out(world: World, ledger: Ledger) -> None:
    world.pages["/feed"] = rss(world.url, ["a"])
    world.pages["/a"] = lambda handler: answer(handler, 410, b"")
    add(ledger, "one", f"{world.url}/feed")
    clock = Quick()
    ran(ledger, clock)
    with writing(ledger.engine) as connection:
        assert store.retry(connection, iso(clock.now())) == 1
        store.set_state(connection, "one", store.PAUSED)
    world.pages["/a"] = page(1)
    clock.moment += timedelta(days=1)
    before = sum(world.asked.values())
    ran(ledger, clock)
    assert sum(world.asked.values()) == before
    with writing(ledger.engine) as connection:
        store.set_state(connection, "one", store.ACTIVE)
    ran(ledger, clock)
    assert urls(ledger) == ["a"]
