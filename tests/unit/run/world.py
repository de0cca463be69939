"""A small world of feeds and pages on this machine: a server with every trouble, and a clock that never sleeps."""

from __future__ import annotations

import gzip
import os
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from typing import Any

from counterclaim.run.pace import Clock

PLACES = ("Harsova", "Ostrava", "Tabaro", "Lashkar", "Kunduz", "Mopti", "Gao", "Baidoa", "Idlib", "Sumy")


class Quick(Clock):
    """A clock that only moves when somebody waits."""

    def __init__(self, start: datetime = datetime(2026, 3, 5, 8, tzinfo=UTC)) -> None:
        super().__init__(Event())
        self.moment = start
        self.waited = 0.0

    def now(self) -> datetime:
        return self.moment

    def wait(self, seconds: float) -> None:
        self.waited += seconds
        self.moment += timedelta(seconds=seconds)


def page(n: int, killed: int = 3, extra: str = "") -> bytes:
    place = PLACES[n % len(PLACES)]
    return (
        f"<html lang=en><head><title>Shelling number {n} near {place}</title>{extra}"
        '<meta property="article:published_time" content="2026-03-04T08:30:00Z"></head><body><article>'
        f"<h1>Shelling number {n} near {place}</h1>"
        f"<p>At least {killed} soldiers were killed in shelling near {place} on Tuesday, the army said, "
        f"in its report {n}.</p>"
        f"<p>The rebels denied that they had fired any shell at {place}. "
        f"Their speaker called the report number {n} a lie.</p>"
        "</article></body></html>"
    ).encode()


def rss(host: str, names: list[str], extra: str = "") -> bytes:
    items = "".join(
        f"<item><title>Item {name}</title><link>{host}/{name}</link><guid>{name}</guid>"
        f"<pubDate>Wed, 04 Mar 2026 08:30:00 GMT</pubDate></item>"
        for name in names
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{items}{extra}</channel></rss>'.encode()


class World:
    """`pages` by path are bodies, or functions from a handler to nothing that answer by themselves."""

    def __init__(self) -> None:
        self.pages: dict[str, Any] = {}
        self.asked: Counter[str] = Counter()
        world = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                world.asked[self.path] += 1
                found = world.pages.get(self.path)
                if callable(found):
                    found(self)
                elif found is None:
                    answer(self, 404, b"none")
                else:
                    answer(self, 200, found)

            def log_message(self, *_told: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_told: None  # type: ignore[method-assign]  # clients go when they like
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def answer(handler: Any, status: int, body: bytes, **headers: str) -> None:
    kind = "application/rss+xml" if body[:5] == b"<?xml" else "text/html"
    told = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    handler.send_response(status)
    for name, value in told.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)
    handler.close_connection = True


def bomb(handler: Any) -> None:
    answer(handler, 200, gzip.compress(b"x" * 30_000_000), Content_Encoding="gzip")


def dropped(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<html><body>")
    handler.close_connection = True


def leads(to: str, status: int = 302) -> Any:
    return lambda handler: answer(handler, status, b"", Location=to)


def fragile(n: int) -> int:
    """Gives its number back, but dies over one of them."""
    if n == 13:
        os._exit(1)
    return n
