"""Every door fuzzed: whatever comes in by a file, an address or an import is taken, or refused in a line of ours.

`make fuzz` tries as many as FUZZ tells; the tests a few. What was found once stands under FOUND.
"""

from __future__ import annotations

import functools
import gzip
import io
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
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
MANY = int(os.environ.get("FUZZ", "60"))
FUZZED = settings(
    max_examples=MANY,
    deadline=None,
    derandomize=MANY == 60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
HANG_SECONDS = 2.0


def at_once(test: Callable[..., None]) -> Callable[..., None]:
    """A test that must not take two seconds of the processor; what is slow once may have been loading a library."""

    @functools.wraps(test)
    def timed(*told: Any, **named: Any) -> None:
        for last in (False, True):
            start = time.process_time()
            test(*told, **named)
            took = time.process_time() - start
            if took < HANG_SECONDS:
                return
            assert not last, f"{took:.1f} seconds"

    return timed


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


@st.composite
def changed(draw: st.DrawFn, seed: bytes) -> bytes:
    """A file with bytes put in, taken out, doubled and changed."""
    data = bytearray(seed)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        size = draw(st.integers(0, 30))
        kind = draw(st.sampled_from(("put", "take", "double", "change", "cut")))
        told = draw(
            st.binary(max_size=12) | st.sampled_from((b"\0", b"<", b">", b'"', b"\r\n", b"\xff\xfe", b"-1", b"9" * 30))
        )
        if kind == "put":
            data[at:at] = told
        elif kind == "take":
            del data[at : at + size]
        elif kind == "double":
            data[at:at] = data[at : at + size] * draw(st.integers(1, 20))
        elif kind == "change":
            data[at : at + len(told)] = told
        elif draw(st.booleans()):
            del data[at:]
    return bytes(data)


@pytest.fixture(autouse=True)
def no_web(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(url: str, *_told: Any) -> Any:
        raise FetchError(url, "no web here")

    monkeypatch.setattr(sources, "fetch", fetch)


def taken(name: str, data: bytes) -> list[Report | SourceError]:
    """What comes of a file by that name; nothing else than reports and errors of ours."""
    found = list(sources.opened(name, io.BufferedReader(io.BytesIO(data)), OPTIONS))  # type: ignore[arg-type]
    for each in found:
        assert isinstance(each, Report | SourceError)
        assert "\n" not in str(each) or isinstance(each, Report)
    return found


@pytest.mark.parametrize("name", FILES)
@FUZZED
@given(data=st.data())
@at_once
def test_fuzz_files(name: str, data: st.DataObject) -> None:
    taken(name, data.draw(changed(FILES[name]) | st.binary(max_size=200)))


@pytest.mark.parametrize(("name", "data"), [(name, data) for name, many in FOUND.items() for data in many])
def test_fuzz_found_once(name: str, data: bytes) -> None:
    assert any(isinstance(each, SourceError) for each in taken(name, data)) or not data


@pytest.mark.parametrize("seed", [RSS, ATOM, JSON_FEED, MAP])
@FUZZED
@given(data=st.data())
@at_once
def test_fuzz_feeds(seed: bytes, data: st.DataObject) -> None:
    raw = Raw("a", data.draw(changed(seed)), "https://a.example/feed", "application/xml")
    try:
        for entry in listing(raw).entries:
            assert entry.url is None or entry.url.startswith(("http://", "https://"))
    except SourceError:
        pass


@FUZZED
@given(data=changed(OPML))
@at_once
def test_fuzz_opml(data: bytes) -> None:
    with suppress(SourceError):
        assert all(each.address.startswith(("http://", "https://")) for each in outlines(data, "a.opml"))


@FUZZED
@given(
    query=st.text(max_size=60)
    | st.sampled_from(("since", "bbox", "country", "limit", "text")).flatmap(
        lambda name: st.text(max_size=30).map(lambda told: f"{name}={told}")
    )
)
@at_once
def test_fuzz_query_strings(query: str) -> None:
    with suppress(SettingError):
        asked(QueryParams(query)).query()


@FUZZED
@given(data=changed(BACKUP), packed=st.booleans())
@at_once
def test_fuzz_backups(data: bytes, packed: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("backup")
    (folder / "a.gz").write_bytes(gzip.compress(data) if packed else data)
    with Ledger(folder / "a.db") as ledger, pytest.raises(LedgerError):
        ledger.restore(folder / "a.gz")


@FUZZED
@given(
    plan=st.binary(max_size=60) | changed(b'{"counterclaim shards": 1, "reader": "x"}'), mark=changed(b'{"sha256": {}}')
)
@at_once
def test_fuzz_shards(plan: bytes, mark: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = Place(str(tmp_path_factory.mktemp("shards")))
    place.write("shards.json", plan)
    place.write("done/a-00000.json", mark)
    for look in (lambda: shards.plan_of(place), lambda: list(shards.rows_of(place, "a-00000", "reports"))):
        with suppress(ShardError):
            look()


@FUZZED
@given(data=changed(b"- id: XX-NEW\n  name: New Front\n  kind: armed_group\n  country: ML\n"))
@at_once
def test_fuzz_own_actors(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("actors")
    (folder / "a.yaml").write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTERCLAIM_HOME", str(folder / "home"))
        assert run(["actors", "add", str(folder / "a.yaml")]) in {0, 1, 2}


def lines(told: Any) -> Iterator[bytes]:
    yield from (json.dumps(each).encode() for each in told)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(("id", "text", "html", "title", "outlet", "url", "published", "language"))


@FUZZED
@given(told=st.lists(st.dictionaries(KEYS, JSON, max_size=5) | JSON, max_size=4))
@at_once
def test_fuzz_lines_of_json_of_any_shape(told: list[Any]) -> None:
    found = taken("a.jsonl", b"\n".join(lines(told)))
    assert len(found) == max(len(told), 1)
    for each in found:
        if isinstance(each, Report):
            assert each.url is None or each.url.lower().startswith(("http://", "https://"))
