"""Every door fuzzed: whatever comes in by a file, an address or an import is taken, or refused in a line of ours.

Inputs are mutations of small good ones, each made from a number, so that a line like `feeds RSS 4711` is a case that
can be run again. `make fuzz` tries as many as FUZZ tells (of doors that cost milliseconds a twentieth); the tests a
few. What was found once stands under FOUND.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import QueryParams

from counterclaim.bulk import shards
from counterclaim.bulk.place import Place
from counterclaim.cli import run
from counterclaim.errors import FetchError, LedgerError, SettingError, ShardError, SourceError
from counterclaim.gather import sources
from counterclaim.gather.feeds import listing
from counterclaim.gather.opml import outlines
from counterclaim.gather.options import Options, Raw
from counterclaim.ledger import Ledger
from counterclaim.records.report import Report
from counterclaim.settings import Settings
from counterclaim.web.ask import asked

OPTIONS = Options(settings=Settings(max_text_mb=1.0, max_file_mb=1.0))
MANY = int(os.environ.get("FUZZ", "200"))
DEAR = 20
"""Doors that write files or parse pages are tried so many times less."""
HANG_SECONDS = 2.0


def tried(door: Callable[[random.Random], None], many: int = MANY) -> None:
    """Inputs made from numbers; what fails is named, and what takes two seconds twice (libraries load once)."""
    for number in range(many):
        for last in (False, True):
            start = time.process_time()
            try:
                door(random.Random(number))  # noqa: S311 (no secret)
            except Exception as error:
                raise AssertionError(f"input {number}: {type(error).__name__}: {error}") from error
            if (took := time.process_time() - start) < HANG_SECONDS:
                break
            assert not last, f"input {number} takes {took:.1f} seconds"


PAGE = (
    b"<html><head><title>Two killed</title></head><body><p>Two men were killed near Gao, police said.</p></body></html>"
)
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Type: application/http\r\n"
    b"Content-Length: %d\r\n\r\nHTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n%s\r\n\r\n"
) % (len(PAGE) + 44, PAGE)
LINES = b'{"id": "1", "text": "Two men were killed.", "url": "https://a.example/1", "published": "2026-03-04"}\n' * 3
TABLE = b'id,text,published\n1,"Two men were killed.",2026-03-04\n2,"Nobody was hurt.",\n'
RSS = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><ttl>60</ttl><item><title>Two killed</title>'
    b"<link>https://a.example/1</link><guid>1</guid><pubDate>Wed, 04 Mar 2026 08:30:00 GMT</pubDate>"
    b"<description>&lt;p&gt;Two men&lt;/p&gt;</description></item></channel></rss>"
)
ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><id>1</id><link href="/1"/><updated>2026'
    b'-03-04T08:30:00Z</updated><content type="html">Two men</content></entry></feed>'
)
JSON_FEED = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "content_text": "a", "url": "/1"}]}'
MAP = b"<urlset><url><loc>https://a.example/1</loc><lastmod>2026-03-04</lastmod></url></urlset>"
FEEDS = {"rss": RSS, "atom": ATOM, "json": JSON_FEED, "sitemap": MAP}
OPML = b'<opml><body><outline text="a"><outline title="b" xmlUrl="https://a.example/feed"/></outline></body></opml>'
BACKUP = (
    b'{"counterclaim ledger": 1}\n{"table": "reports", "row": {"id": "1", "url": null}}\n{"end": 1, "sha256": "0"}\n'
)
FILES = {
    "a.html": PAGE,
    "a.warc": WARC,
    "a.warc.gz": gzip.compress(WARC) * 2,
    "a.jsonl": LINES,
    "a.jsonl.gz": gzip.compress(LINES),
    "a.csv": TABLE,
    "a.tsv": TABLE.replace(b",", b"\t"),
    "a.txt": b"Two men were killed.\n\nThe army denied it.",
    "a.pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF",
    "a.parquet": b"PAR1" + b"\0" * 40 + b"PAR1",
}
FOUND = {
    "a.warc": [
        WARC[:80],
        WARC[:-30],
        b"WARC/1.0\r\n\r\n",
        WARC.replace(b"Content-Length: ", b"Content-Length: 9999999999999999999999"),
    ],
    "a.warc.gz": [gzip.compress(WARC)[:-9], gzip.compress(WARC) + b"\x1f\x8b", b"\x1f\x8b\x08" + b"\xff" * 40],
}


_TOLD = (
    b"\0",
    b"<",
    b">",
    b'"',
    b"\r\n",
    b"\xff\xfe",
    b"-1",
    b"9" * 30,
    b"&#0;",
    b"]]>",
    b"\xe2\x80\xae",
    b"%00",
    b"{",
    b"[",
)


def changed(chance: random.Random, seed: bytes) -> bytes:
    """A file with bytes put in, taken out, doubled and changed; now and then nothing but noise."""
    if chance.random() < 0.02:
        return chance.randbytes(chance.randrange(200))
    data = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randint(0, max(len(data) - 1, 0)), chance.randint(0, 30)
        told = chance.choice(_TOLD) if chance.random() < 0.5 else chance.randbytes(chance.randint(0, 12))
        kind = chance.randrange(9)
        if kind < 2:
            data[at:at] = told
        elif kind < 4:
            del data[at : at + size]
        elif kind < 6:
            data[at:at] = data[at : at + size] * chance.randint(1, 20)
        elif kind < 8:
            data[at : at + len(told)] = told
        else:
            del data[at:]
    return bytes(data)


def letters(chance: random.Random, most: int) -> str:
    """Any text: letters, signs, controls, half a pair of surrogates."""
    ranges = ((32, 126), (0, 31), (160, 0x24F), (0x370, 0x7FF), (0x2000, 0x206F), (0xFF00, 0x1F64F))
    return "".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(chance.randint(0, most)))


def shape(chance: random.Random, depth: int = 0) -> Any:
    """Any value that JSON can tell."""
    kind = chance.randrange(8 if depth < 3 else 6)
    if kind == 6:
        return [shape(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    if kind == 7:
        return {letters(chance, 8): shape(chance, depth + 1) for _ in range(chance.randint(0, 3))}
    plain = (None, chance.random() < 0.5, chance.getrandbits(70) - 2**69, chance.uniform(-1e300, 1e300))
    return plain[kind] if kind < 4 else letters(chance, 30)


@pytest.fixture(autouse=True)
def no_web(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(url: str, *_told: Any) -> Any:
        raise FetchError(url, "no web here")

    monkeypatch.setattr(sources, "fetch", fetch)


def taken(name: str, data: bytes) -> list[Report | SourceError]:
    """What comes of a file by that name; nothing else than reports and errors of ours."""
    found = list(sources.opened(name, io.BufferedReader(io.BytesIO(data)), OPTIONS))
    for each in found:
        assert isinstance(each, Report | SourceError)
        assert "\n" not in str(each) or isinstance(each, Report)
    return found


def file(name: str, chance: random.Random) -> None:
    taken(name, changed(chance, FILES[name]))


@pytest.mark.parametrize("name", FILES)
def test_fuzz_files(name: str) -> None:
    parsed = name in {"a.html", "a.warc", "a.warc.gz"}
    tried(partial(file, name), MANY // (DEAR if parsed else 1))


@pytest.mark.parametrize(("name", "data"), [(name, data) for name, many in FOUND.items() for data in many])
def test_fuzz_found_once(name: str, data: bytes) -> None:
    assert any(isinstance(each, SourceError) for each in taken(name, data)) or not data


def feed(seed: bytes, chance: random.Random) -> None:
    raw = Raw("a", changed(chance, seed), "https://a.example/feed", "application/xml")
    with suppress(SourceError):
        for entry in listing(raw).entries:
            assert entry.url is None or entry.url.startswith(("http://", "https://"))


@pytest.mark.parametrize("name", FEEDS)
def test_fuzz_feeds(name: str) -> None:
    tried(partial(feed, FEEDS[name]))


def test_fuzz_opml() -> None:
    def door(chance: random.Random) -> None:
        with suppress(SourceError):
            found = outlines(changed(chance, OPML), "a.opml")
            assert all(each.address.startswith(("http://", "https://")) for each in found)

    tried(door)


def test_fuzz_query_strings() -> None:
    names = ("since", "until", "bbox", "country", "limit", "text", "cursor", "sort", "killed_min", "near", "rule")

    def door(chance: random.Random) -> None:
        told = "&".join(f"{chance.choice(names)}={letters(chance, 30)}" for _ in range(chance.randint(0, 3)))
        with suppress(SettingError):
            asked(QueryParams(told or letters(chance, 60))).query()

    tried(door)


def test_fuzz_backups(tmp_path: Path) -> None:
    def door(chance: random.Random) -> None:
        data = changed(chance, BACKUP)
        (tmp_path / "a.gz").write_bytes(gzip.compress(data) if chance.random() < 0.5 else data)
        (tmp_path / "a.db").unlink(missing_ok=True)
        with Ledger(tmp_path / "a.db") as ledger, pytest.raises(LedgerError):
            ledger.restore(tmp_path / "a.gz")

    tried(door, MANY // DEAR)


def test_fuzz_shards(tmp_path: Path) -> None:
    place = Place(str(tmp_path))

    def door(chance: random.Random) -> None:
        place.write("shards.json", changed(chance, b'{"counterclaim shards": 1, "reader": "x"}'))
        place.write("done/a-00000.json", changed(chance, b'{"sha256": {}}'))
        for look in (lambda: shards.plan_of(place), lambda: list(shards.rows_of(place, "a-00000", "reports"))):
            with suppress(ShardError):
                look()

    tried(door, MANY // DEAR)


def test_fuzz_own_actors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_HOME", str(tmp_path / "home"))
    good = b"- id: XX-NEW\n  name: New Front\n  kind: armed_group\n  country: ML\n"

    def door(chance: random.Random) -> None:
        (tmp_path / "a.yaml").write_bytes(changed(chance, good))
        assert run(["actors", "add", str(tmp_path / "a.yaml")]) in {0, 1, 2}

    tried(door, MANY // DEAR)


def test_fuzz_lines_of_json_of_any_shape() -> None:
    keys = ("id", "text", "html", "title", "outlet", "url", "published", "language")

    def door(chance: random.Random) -> None:
        rows = [
            {chance.choice(keys): shape(chance) for _ in range(chance.randint(0, 5))}
            if chance.random() < 0.7
            else shape(chance)
            for _ in range(chance.randint(0, 4))
        ]
        found = taken("a.jsonl", b"\n".join(json.dumps(each).encode() for each in rows))
        assert len(found) == max(len(rows), 1)
        for each in found:
            if isinstance(each, Report):
                assert each.url is None or each.url.lower().startswith(("http://", "https://"))

    tried(door, MANY // 2)
