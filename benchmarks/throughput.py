"""`python -m benchmarks.throughput [ARTICLES] [READERS]`: articles a second from the wire to the ledger, by `run`.

Mixed news, of which every twentieth article tells of an armed incident, as pages and as the feeds' own texts. Beside it
stands what each stage alone would bear on as many cores, which tells where time goes.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import httpx2

from benchmarks.news import START, Story, page, stories
from benchmarks.newsroom import Quick
from counterclaim.coder import code, tools
from counterclaim.gather.feeds import Entry
from counterclaim.gather.fetch import Web
from counterclaim.gather.options import Options, Raw
from counterclaim.ledger import Ledger
from counterclaim.ledger.intake import Intake
from counterclaim.records.report import Report
from counterclaim.run import Runner
from counterclaim.run.pace import iso
from counterclaim.run.reading import Task, coded, made
from counterclaim.settings import Settings
from counterclaim.store import sources as store
from counterclaim.store.engine import writing

ARTICLES, READERS = 1200, 2
ASKED = {"pages": 60, "texts": 150}
_A_FEED = 25


@dataclass(frozen=True, slots=True)
class Wire:
    """All articles and their feeds, a feed a host; answers come from memory."""

    told: list[Story]

    def transport(self) -> httpx2.MockTransport:
        """The whole web."""
        pages = {f"/{each.n}": page(each) for each in self.told}
        feeds = {f"feed{n}.example": self._feed(n) for n in range(-(-len(self.told) // _A_FEED))}

        def answered(request: httpx2.Request) -> httpx2.Response:
            path = request.url.path
            if path == "/feed":
                kind = {"content-type": "application/rss+xml"}
                return httpx2.Response(200, content=feeds[request.url.host], headers=kind)
            if path in pages:
                return httpx2.Response(200, content=pages[path], headers={"content-type": "text/html"})
            return httpx2.Response(404)

        return httpx2.MockTransport(answered)

    def settle(self, ledger: Ledger, take: str, clock: Quick) -> None:
        """Keep every feed as a source."""
        with writing(ledger.engine) as connection:
            for n in range(-(-len(self.told) // _A_FEED)):
                source = store.Source(f"feed {n}", f"http://feed{n}.example/feed", {"take": take})
                store.add(connection, source, iso(clock.now()))

    def _feed(self, n: int) -> bytes:
        items = "".join(
            f"<item><title>{escape(each.title)}</title><link>http://feed{n}.example/{each.n}</link>"
            f"<guid>{each.n}</guid><pubDate>Wed, 04 Mar 2026 08:30:00 GMT</pubDate>"
            f"<description>{escape(''.join(f'<p>{escape(part)}</p>' for part in each.paragraphs))}</description></item>"
            for each in self.told[n * _A_FEED : (n + 1) * _A_FEED]
        )
        return f'<rss version="2.0"><channel><title>Feed {n}</title>{items}</channel></rss>'.encode()


def end_to_end(wire: Wire, take: str, readers: int) -> float:
    """Articles a second, from nothing to all of them in the ledger."""
    clock = Quick(minutes=10**6)
    settings = Settings(fetch_private=1, host_seconds=0, readers=readers)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.db") as ledger:
        wire.settle(ledger, take, clock)
        runner = Runner(ledger, settings, clock, random.Random(4), transport=wire.transport())
        try:
            runner.warm()
            begun = time.perf_counter()
            runner.once()
            seconds = time.perf_counter() - begun
        finally:
            runner.close()
        assert ledger.count(status=()) > 0
    return len(wire.told) / seconds


def alone(wire: Wire) -> dict[str, float]:
    """Seconds of processor time that an article costs each stage."""
    transport = wire.transport()
    web = Web(Settings(fetch_private=1), transport)
    urls = [f"http://feed0.example/{each.n}" for each in wire.told]
    seconds = {"fetch": _each(urls, web.ask)}
    web.close()
    tasks = [
        Task(url, Entry(url), Options(), START, Raw(url, page(each), url, "text/html"))
        for url, each in zip(urls, wire.told, strict=True)
    ]
    made(tasks[0])
    seconds["extract"] = _each(tasks, made)
    reports = [
        Report(each.text, url, each.title, url=url, published="2026-03-04")
        for url, each in zip(urls, wire.told, strict=True)
    ]
    coded(reports[0])
    seconds["read"] = _each(reports, coded)
    seconds["read, every word marked"] = _each(reports, lambda report: code(report, tools()))
    known = dict(map(_by_id, map(coded, reports)))
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.db") as ledger:
        intake = Intake(ledger.engine, coded, "bench", lambda _, given: [(each, known[each.id]) for each in given])
        begun = time.process_time()
        list(intake.add(reports))
        seconds["add"] = (time.process_time() - begun) / len(reports)
    return seconds


def _by_id(told: tuple[Report, object]) -> tuple[str, object]:
    return told[0].id, told[1]


def _each(given: list, work: Callable) -> float:  # type: ignore[type-arg]
    begun = time.process_time()
    for each in given:
        work(each)
    return (time.process_time() - begun) / len(given)


def main(articles: int = ARTICLES, readers: int = READERS) -> None:
    """Measure and print."""
    wire = Wire(stories(articles))
    seconds = alone(wire)
    for name, told in seconds.items():
        print(f"{name} alone: {told * 1000:.1f} ms an article, {readers / told:.0f} a second on {readers} cores")
    whole = {"pages": ("fetch", "extract", "read", "add"), "texts": ("read", "add")}
    for what, take in (("pages", "page"), ("texts", "feed")):
        bound = readers / sum(seconds[name] for name in whole[what])
        print(f"{what}: {end_to_end(wire, take, readers):.1f} a second (asked {ASKED[what]}; all stages: {bound:.0f})")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
