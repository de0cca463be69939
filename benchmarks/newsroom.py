"""A web of feeds on this machine with every kind of trouble, and a clock that moves when somebody waits.

Each feed is a host of its own at a public address that is played by one server on loopback, so that what redirects to a
private address is refused as on the open web. `expected` tells what has to be in a ledger.
"""

from __future__ import annotations

import contextlib
import gzip
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache, lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from typing import Any
from xml.sax.saxutils import escape

import httpx2

from benchmarks.news import Story, page, stories
from counterclaim.gather.feeds import Entry
from counterclaim.gather.options import Options, Raw
from counterclaim.ledger import Ledger
from counterclaim.records.report import Report
from counterclaim.run.pace import Clock, iso
from counterclaim.run.reading import Task, coded, made
from counterclaim.settings import Settings
from counterclaim.store import sources as store
from counterclaim.store.engine import writing

START = datetime(2026, 3, 5, 8, tzinfo=UTC)
TROUBLES = (
    "slow",
    "429",
    "503",
    "redirects",
    "bomb",
    "broken-xml",
    "charset",
    "no-feed",
    "changed",
    "duplicate-guid",
    "future-date",
    "large",
    "dropped",
    "private",
    "script-in-title",
)
SETTINGS = Settings(fetch_seconds=1.5, fetch_redirects=3, tries=3, host_seconds=1.0, fetch_threads=8)
_LOST = frozenset({"slow", "redirects", "bomb", "large", "dropped", "private"})
"""Troubles of one article, which ends in quarantine; with all others every article is good."""
_SPREAD = timedelta(minutes=30)
_FIRST = 0.4
_PACKED = {"Content-Encoding": "gzip"}
_SCRIPT = "&lt;script&gt;alert(1)&lt;/script&gt;"


class Quick(Clock):
    """A clock that moves only when somebody waits, and stops the run when its time is over."""

    def __init__(self, start: datetime = START, minutes: float = 60) -> None:
        super().__init__(Event())
        self.moment, self.end = start, start + timedelta(minutes=minutes)

    def now(self) -> datetime:
        """The time in this world."""
        return self.moment

    def wait(self, seconds: float) -> None:
        """Let so much time pass at once."""
        self.moment += timedelta(seconds=seconds)
        if self.moment >= self.end:
            self.stop.set()


class Newsroom:
    """So many feeds of so many articles each; the kinds of trouble go round. `now` is the clock of this world."""

    def __init__(self, feeds: int, articles: int, clock: Clock) -> None:
        self.feeds, self.articles, self.clock = feeds, articles, clock
        self.asked: Counter[tuple[str, str]] = Counter()
        self._stories = stories(feeds * articles)
        self._page = lru_cache(maxsize=100)(page)
        self._server = _server(self._answer)
        self.transport = ToLoopback(self._server.server_address[1])

    def warm(self) -> None:
        """Read an article once, so that nothing is loaded while pages are waited for."""
        raw = Raw("warm", self._page(self._stories[0]), "http://warm.example/", "text/html")
        for each in made(Task("warm", Entry(None), Options(), START.date(), raw)):
            if isinstance(each, Report):
                coded(each)

    def close(self) -> None:
        """End the server."""
        self.transport.close()
        self._server.shutdown()
        self._server.server_close()

    def settle(self, ledger: Ledger) -> None:
        """Keep every feed as a source, due when this world begins; its name ends with its trouble."""
        with writing(ledger.engine) as connection:
            for n in range(self.feeds):
                feed = store.Source(f"{n:03d} {self.trouble(n)}", f"http://{_host(n)}/feed")
                store.add(connection, feed, iso(START))

    def trouble(self, feed: int) -> str:
        """Which kind of trouble a feed has."""
        return TROUBLES[feed % len(TROUBLES)]

    def lost(self) -> set[str]:
        """Addresses of articles that cannot be had."""
        return {self._url(n, 0) for n in range(self.feeds) if self.trouble(n) in _LOST}

    def expected(self) -> set[str]:
        """Addresses of all good articles, each of which has to be in the ledger once."""
        read = [n for n in range(self.feeds) if self.trouble(n) != "no-feed"]
        return {self._url(n, m) for n in read for m in range(self.articles)} - self.lost()

    def changed(self) -> int:
        """How many articles change after they were read."""
        return sum(1 for n in range(self.feeds) if self.trouble(n) == "changed")

    def _url(self, feed: int, article: int) -> str:
        return f"http://{_host(feed)}/{article}"

    def _story(self, feed: int, article: int) -> Story:
        return self._stories[feed * self.articles + article]

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        host, path = handler.headers.get("Host", ""), handler.path
        self.asked[host, path] += 1
        feed = _feed_of(host)
        if path == "/robots.txt" or feed >= self.feeds:
            _say(handler, 404, b"")
        elif path == "/feed":
            self._say_feed(handler, feed, self.asked[host, path])
        else:
            self._say_page(handler, feed, int(path.strip("/") or 0), self.asked[host, path])

    def _say_feed(self, handler: BaseHTTPRequestHandler, feed: int, times: int) -> None:
        trouble = self.trouble(feed)
        if trouble == "503" and times == 1:
            _say(handler, 503, b"")
        elif trouble == "no-feed":
            _say(handler, 200, self._page(self._story(feed, 0)), {"Content-Type": "application/rss+xml"})
        else:
            _say(handler, 200, self._rss(feed, trouble), {"Content-Type": "application/rss+xml"})

    def _rss(self, feed: int, trouble: str) -> bytes:
        """The articles that are out by now, in RSS."""
        since = (self.clock.now() - START) / _SPREAD
        out = min(self.articles, int(self.articles * (_FIRST + (1 - _FIRST) * since)) + 1)
        items = "".join(self._item(feed, n, trouble) for n in range(out))
        text = (
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed {feed} café</title>{items}'
        )
        if trouble == "broken-xml":
            return text.encode()
        return f"{text}</channel></rss>".encode("latin-1" if trouble == "charset" else "utf-8")

    def _item(self, feed: int, article: int, trouble: str) -> str:
        first = article == 0
        title = escape(self._story(feed, article).title) + (_SCRIPT if first and trouble == "script-in-title" else "")
        day = (
            START - timedelta(hours=article) if not (first and trouble == "future-date") else START + timedelta(days=90)
        )
        again = first and trouble == "changed" and self.asked[_host(feed), "/0"]
        modified = f'<d:modified xmlns:d="http://purl.org/dc/terms/">{START.isoformat()}</d:modified>' if again else ""
        guid = "one" if trouble == "duplicate-guid" and article < 2 else str(article)
        return (
            f"<item><title>{title}</title><link>{self._url(feed, article)}</link><guid>{guid}</guid>"
            f"<pubDate>{format_datetime(day)}</pubDate>{modified}</item>"
        )

    def _say_page(self, handler: BaseHTTPRequestHandler, feed: int, article: int, times: int) -> None:
        trouble = self.trouble(feed) if article == 0 else ""
        body = self._page(self._story(feed, min(article, self.articles - 1)))
        html = {"Content-Type": "text/html; charset=utf-8"}
        if trouble == "slow":
            handler.rfile.read(1)  # until whoever asked has had enough
        elif trouble == "429" and times == 1:
            _say(handler, 429, b"", {"Retry-After": "60"})
        elif trouble in ("redirects", "private"):
            place = handler.path if trouble == "redirects" else "http://10.0.0.5/"
            _say(handler, 302, b"", {"Location": place})
        elif trouble == "bomb":
            _say(handler, 200, _bomb(), html | _PACKED)
        elif trouble == "large":
            _say(handler, 200, body + b" " * 10_000_000, html)
        elif trouble == "dropped":
            _say(handler, 200, body[:500], html, length=len(body))
        elif trouble == "charset":
            _say(handler, 200, body.replace(b"</article>", b"<p>caf\xe9</p></article>"), html)
        elif trouble == "changed" and times > 1:
            _say(handler, 200, body.replace(b"</article>", b"<p>The figure was corrected later.</p></article>"), html)
        else:
            _say(handler, 200, body, html)


class ToLoopback(httpx2.BaseTransport):
    """Asks the server on this machine whatever address is asked for; the host's name goes along."""

    def __init__(self, port: int) -> None:
        self.port, self._real = port, httpx2.HTTPTransport()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer from this machine."""
        here = request.url.copy_with(scheme="http", host="127.0.0.1", port=self.port)
        told = httpx2.Request(request.method, here, headers=request.headers, extensions=request.extensions)
        return self._real.handle_request(told)

    def close(self) -> None:
        """Let go of all connections."""
        self._real.close()


@cache
def _bomb() -> bytes:
    return gzip.compress(bytes(60_000_000))


def _host(feed: int) -> str:
    return f"93.184.{216 + feed // 200}.{feed % 200 + 1}"


def _feed_of(host: str) -> int:
    parts = host.partition(":")[0].split(".")
    return (int(parts[2]) - 216) * 200 + int(parts[3]) - 1


def _say(
    handler: BaseHTTPRequestHandler,
    status: int,
    body: bytes,
    headers: dict[str, str] | None = None,
    length: int | None = None,
) -> None:
    told = {"Content-Length": str(len(body) if length is None else length), "Connection": "close", **(headers or {})}
    handler.send_response(status)
    for name, value in told.items():
        handler.send_header(name, value)
    handler.end_headers()
    with contextlib.suppress(OSError):  # whoever asked may have had enough
        handler.wfile.write(body)
    handler.close_connection = True


def _server(answer: Any) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_told: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_told: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return server
