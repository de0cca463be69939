"""What a hostile server tries: private addresses by redirect and by name, bombs, answers without end."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import tracemalloc
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import httpx2
import pytest

from counterclaim.errors import FetchError
from counterclaim.gather import feeds
from counterclaim.gather.fetch import Web
from counterclaim.gather.links import addresses_of
from counterclaim.gather.options import Raw
from counterclaim.settings import Settings

PUBLIC = "93.184.215.14"
NAMES = {"news.example": [PUBLIC], "inner.example": ["10.0.0.5"], "both.example": [PUBLIC, "fd00::1"]}
PROXIES = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy")
BOMB = 80_000_000
PLAIN = Settings()
PAGE = b"<html><body>news</body></html>"
Talk = Callable[[socket.socket], None]


class Raws:
    """A server that answers every connection by a function of its socket, and keeps what it was sent."""

    def __init__(self, talk: Talk) -> None:
        self.talk, self.heard = talk, [b""]
        self.over = threading.Event()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            self.heard[0] += connection.recv(65536)
            if self.heard[0]:
                self.talk(connection)

    def close(self) -> None:
        self.over.set()
        self.listening.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Talk], Raws]]:
    made: list[Raws] = []

    def start(talk: Talk) -> Raws:
        made.append(Raws(talk))
        return made[-1]

    yield start
    for each in made:
        each.close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


def resolve(host: str) -> Sequence[str]:
    return NAMES.get(host) or addresses_of(host)


def fault(url: str, settings: Settings = PLAIN, **how: Any) -> FetchError:
    web = Web(settings, how.get("transport"), how.get("resolve", resolve))
    try:
        with pytest.raises(FetchError) as told:
            web.ask(url)
    finally:
        web.close()
    return told.value


def plainly(head: str, body: bytes = b"") -> Talk:
    return lambda connection: connection.sendall(f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body)


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0/",
        "http://news.example@10.0.0.5/",
        "//192.168.1.1/x",
        "http://inner.example/",
        "http://both.example/",
    ],
)
def test_a_redirect_to_a_private_address_is_not_followed(place: str) -> None:
    asked: list[str] = []

    def answered(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        return httpx2.Response(302, headers={"location": place})

    assert fault("http://news.example/a", transport=httpx2.MockTransport(answered)).kind == "private"
    assert asked == ["http://news.example/a"]


@pytest.mark.parametrize("place", ["file:///etc/passwd", "gopher://news.example/", "javascript:alert(1)"])
def test_a_redirect_to_what_is_no_web_address_is_not_followed(place: str) -> None:
    moved = httpx2.MockTransport(lambda _request: httpx2.Response(301, headers={"location": place}))
    assert fault("http://news.example/a", transport=moved).kind in ("address", "unreachable")


def test_a_name_of_a_private_address_is_refused_before_anything_is_sent(serve: Callable[[Talk], Raws]) -> None:
    server = serve(plainly("Content-Length: 4", b"news"))
    for address in ("127.0.0.1", "10.1.2.3", "::1", "fe80::1%eth0"):
        told = fault(f"http://rebound.example:{server.port}/", resolve=lambda _host, at=address: [at])
        assert told.kind == "private"
        assert "COUNTERCLAIM_FETCH_PRIVATE" in told.reason
    assert server.heard == [b""]


def test_a_name_that_changes_its_mind_after_the_look_up_is_refused(serve: Callable[[Talk], Raws]) -> None:
    server = serve(plainly("Content-Length: 4", b"news"))
    told = fault(f"http://localhost:{server.port}/", resolve=lambda _host: [PUBLIC])
    assert told.kind == "private"
    assert server.heard == [b""]


def test_a_redirect_to_a_name_that_changes_its_mind_is_refused(serve: Callable[[Talk], Raws]) -> None:
    server = serve(plainly("Content-Length: 4", b"news"))
    moved = f"HTTP/1.1 302 Found\r\nLocation: http://localhost:{server.port}/\r\nContent-Length: 0\r\n\r\n"
    first = serve(lambda connection: connection.sendall(moved.encode()))
    looked = iter([[PUBLIC]])
    # The first is let through as a proxy is; what it leads to is not.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HTTP_PROXY", f"http://127.0.0.1:{first.port}")
        patch.setenv("NO_PROXY", "localhost")
        told = fault("http://news.example/", resolve=lambda _host: next(looked, [PUBLIC]))
    assert told.kind == "private"
    assert b"GET http://news.example/" in first.heard[0]
    assert server.heard == [b""]


def test_a_proxy_may_be_private(serve: Callable[[Talk], Raws], monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(plainly(f"Content-Type: text/html\r\nContent-Length: {len(PAGE)}", PAGE))
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{server.port}")
    web = Web(Settings(), resolve=resolve)
    raw = web.ask("http://news.example/a").raw
    web.close()
    assert raw is not None
    assert raw.data == PAGE
    assert fault("http://10.0.0.5/").kind == "private"


@pytest.mark.parametrize("packing", ["gzip", "deflate", "bare"])
def test_a_bomb_is_stopped_at_the_limit_and_takes_no_memory(packing: str, serve: Callable[[Talk], Raws]) -> None:
    if packing == "gzip":
        packed = gzip.compress(bytes(BOMB))
    else:
        packer = zlib.compressobj(wbits=15 if packing == "deflate" else -15)
        packed = packer.compress(bytes(BOMB)) + packer.flush()
    name = "gzip" if packing == "gzip" else "deflate"
    head = f"Content-Type: text/html\r\nContent-Encoding: {name}\r\nContent-Length: {len(packed)}"
    server = serve(plainly(head, packed))
    tracemalloc.start()
    told = fault(f"http://127.0.0.1:{server.port}/", Settings(fetch_private=1, max_file_mb=2))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told.kind == "bomb"
    assert peak < BOMB / 8


@pytest.mark.parametrize("parsed", [feeds._feed, feeds._sitemap])
def test_entities_are_neither_unfolded_nor_fetched(parsed: Callable[[Raw], feeds.Listing]) -> None:
    folds = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    types = f'<!DOCTYPE x [<!ENTITY a0 "boom">{folds}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    item = "<item><title>x&a9;&file;</title><link>https://a.example/1</link></item>"
    page = "<url><loc>https://a.example/1</loc><title>&a9;&file;</title></url>"
    body = (
        f'<rss version="2.0"><channel>{item}</channel></rss>' if parsed is feeds._feed else f"<urlset>{page}</urlset>"
    )
    (found,) = parsed(Raw("x", f'<?xml version="1.0"?>{types}{body}'.encode())).entries
    assert found.url == "https://a.example/1"
    assert len(str(found)) < 1000
    assert "root:" not in str(found)


def dripping(head: bytes, drop: bytes) -> Talk:
    """A byte or so now and then, for ever: each is in time, the whole never is."""
    pause = threading.Event()

    def talk(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(drop)
            pause.wait(0.02)

    return talk


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\nX-A: ", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 102 Processing\r\n\r\n"),
    ],
)
def test_an_answer_without_end_is_given_up_in_time(head: bytes, drop: bytes, serve: Callable[[Talk], Raws]) -> None:
    server = serve(dripping(head, drop))
    told = fault(f"http://127.0.0.1:{server.port}/", Settings(fetch_private=1, fetch_seconds=0.3))
    assert told.kind == "slow"
    assert "COUNTERCLAIM_FETCH_SECONDS" in told.reason


def test_time_goes_on_through_redirects(serve: Callable[[Talk], Raws]) -> None:
    slow = serve(dripping(b"HTTP/1.1 200 OK\r\nX-A: ", b"a"))
    moved = f"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{slow.port}/\r\nContent-Length: 0\r\n\r\n"
    first = serve(lambda connection: connection.sendall(moved.encode()))
    assert fault(f"http://127.0.0.1:{first.port}/", Settings(fetch_private=1, fetch_seconds=0.3)).kind == "slow"


def test_a_head_without_end_is_refused(serve: Callable[[Talk], Raws]) -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            connection.sendall(b"X-A: " + b"a" * 60_000 + b"\r\n")

    server = serve(talk)
    assert fault(f"http://127.0.0.1:{server.port}/", Settings(fetch_private=1)).kind == "dropped"


def test_a_length_over_the_limit_is_believed(serve: Callable[[Talk], Raws]) -> None:
    server = serve(plainly("Content-Type: text/html\r\nContent-Length: 99999999999", b"x"))
    assert fault(f"http://127.0.0.1:{server.port}/", Settings(fetch_private=1)).kind == "large"
