"""Feeds, sitemaps, URL lists, tables and archives as sources; walls; addresses as identities."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import SourceError
from counterclaim.gather import sources as sources_module
from counterclaim.gather.feeds import Listing, listing, plain, when
from counterclaim.gather.kinds import Kind, kind_of
from counterclaim.gather.links import canonical, is_public
from counterclaim.gather.options import Options, Raw
from counterclaim.gather.sources import reports
from counterclaim.gather.walls import wall
from counterclaim.records.report import Report

TOLD = "Two soldiers were killed in shelling near Harsova on Tuesday, the army said. The rebels denied firing."
PAGE = f"<html lang=en><head><title>Shelling near Harsova</title></head><body><article><h1>Shelling near Harsova</h1><p>{TOLD}</p><p>{TOLD.replace('Two', 'Later two')}</p></article></body></html>"  # noqa: E501
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Herald</title><language>en-GB</language><ttl>30</ttl>
<item><title>Shell &lt;script&gt;alert(1)&lt;/script&gt; &amp; fire</title><link>https://herald.example/a?utm_source=rss&amp;id=7#top</link>
<guid>x1</guid><pubDate>Tue, 03 Mar 2026 08:30:00 +0300</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>One.</p><p>Two.</p>]]></content:encoded></item>
<item><title>No link</title><guid isPermaLink="false">x2</guid><description>Only told here.</description></item>
</channel></rss>"""


def listed(data: str | bytes, url: str = "https://herald.example/feed") -> Listing:
    return listing(Raw(url, data.encode() if isinstance(data, str) else data, url))


def told_of(data: str | bytes) -> str:
    """All that comes out of a feed, or of the error in its place."""
    try:
        return repr(listed(data))
    except SourceError as error:
        return f"{error} {error.kind}"


def test_rss_tells_links_dates_titles_and_its_own_text() -> None:
    found = listed(RSS)
    first, second = found.entries
    assert (found.title, found.language, found.minutes) == ("The Herald", "en", 30)
    assert first.url == "https://herald.example/a?id=7"
    assert first.published == "2026-03-03T08:30"
    assert "alert" not in (first.title or "")
    assert first.text == "One.\n\nTwo."
    assert second.url is None
    assert second.text == "Only told here."


def test_atom_and_json_feeds_are_feeds_too() -> None:
    atom = listed(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>H</title><entry><id>urn:1</id><title>T</title>'
        '<link href="/n/1"/><published>2026-03-04T01:02:03Z</published><updated>2026-03-05T00:00:00Z</updated>'
        "</entry></feed>"
    )
    assert atom.entries[0].url == "https://herald.example/n/1"
    assert atom.entries[0].published == "2026-03-04T01:02"
    assert atom.entries[0].stamp == "2026-03-05T00:00:00Z"
    told = listed(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "H", "items": [{"id": 1, "url": "/n/2",'
        ' "content_html": "<p>Said.</p>", "date_published": "2026-03-04"}, 7]}'
    )
    assert [(each.url, each.text) for each in told.entries] == [("https://herald.example/n/2", "Said.")]


def test_news_sitemaps_and_lists_of_them() -> None:
    found = listed(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>https://herald.example/a</loc><lastmod>2026-03-04</lastmod><news:news><news:title>T</news:title>"
        "<news:publication_date>2026-03-03T10:00:00+02:00</news:publication_date></news:news></url></urlset>"
    )
    assert found.entries[0].published == "2026-03-03T10:00"
    index = listed(
        "<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
        "<sitemap><loc>/new.xml</loc><lastmod>2026-03-01</lastmod></sitemap></sitemapindex>"
    )
    assert index.maps == ("https://herald.example/new.xml", "https://herald.example/old.xml")


def test_broken_xml_gives_what_is_whole_and_says_so() -> None:
    found = listed(RSS.replace("</channel></rss>", "<item><title>cut"))
    assert found.entries[0].url == "https://herald.example/a?id=7"
    assert found.faults == ("broken XML", "script in title")
    with pytest.raises(SourceError, match="HTML page") as caught:
        listed(PAGE)
    assert caught.value.kind == "no-feed"


def test_a_feed_reads_no_file_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the key")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    for body in (
        "<rss><channel><item><title>&x;</title></item></channel></rss>",
        "<urlset><url><loc>&x;</loc></url></urlset>",
    ):
        assert "the key" not in told_of(entity + body)


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.xml", RSS.encode(), Kind.FEED),
        ("a", b"\xef\xbb\xbf<!-- x --><urlset>", Kind.SITEMAP),
        ("a.txt", b"# mine\nhttps://a.example/1\nhttps://a.example/2\n", Kind.URLS),
        ("a.txt", b"https://a.example/1\nTwo men were hurt.\n", Kind.TEXT),
        ("a.txt", b"The feed was cut. <rss> is a tag.", Kind.TEXT),
        ("a.html", b"<html><body>&lt;rss&gt; <feed>", Kind.PAGE),
        ("a.csv", b"text,title\n", Kind.TABLE),
        ("a.warc.gz", b"\x1f\x8b", Kind.WARC),
    ],
)
def test_kinds_are_told_by_unmistakable_beginnings(name: str, head: bytes, kind: Kind) -> None:
    assert kind_of(name, head) is kind


def test_a_feed_as_a_source_reads_its_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(url: str, _settings: Any) -> Raw:
        return Raw(url, PAGE.encode(), url, "text/html")

    monkeypatch.setattr(sources_module, "fetch", answer)
    (tmp_path / "feed.xml").write_text(RSS)
    (tmp_path / "list.urls").write_text("https://herald.example/b\n")
    page, own = reports([tmp_path / "feed.xml"], Options())
    assert isinstance(page, Report)
    assert TOLD in page.text
    assert page.published == "2026-03-03T08:30"
    assert page.url == "https://herald.example/a?id=7"
    assert isinstance(own, Report)
    assert own.text == "No link\n\nOnly told here."
    assert own.notes
    (listed_,) = reports([tmp_path / "list.urls"], Options())
    assert isinstance(listed_, Report)


def test_tables_give_a_report_a_row(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "a.csv").write_text(f'id,Text,published,other\n1,"{TOLD}",2026-03-04,x\n2,,,\n')
    good, bad = reports([tmp_path / "a.csv"], Options(outlet="Wire"))
    assert isinstance(good, Report)
    assert (good.id, good.published, good.outlet) == ("1", "2026-03-04", "Wire")
    assert isinstance(bad, SourceError)
    assert "a.csv line 3" in str(bad)
    parquet.write_table(pyarrow.table({"text": [TOLD, None], "title": ["T", "U"], "n": [1, 2]}), tmp_path / "a.parquet")
    row, empty = reports([tmp_path / "a.parquet"], Options())
    assert isinstance(row, Report)
    assert row.title == "T"
    assert isinstance(empty, SourceError)
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and no more")
    assert all(isinstance(each, SourceError) for each in reports([tmp_path / "b.parquet"], Options()))
    (tmp_path / "c.csv").write_text("name\nx\n")
    (wrong,) = reports([tmp_path / "c.csv"], Options())
    assert "column" in str(wrong)


def archive(pages: list[tuple[str, str, bytes]]) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for url, status, body in pages:
        told = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=told))
    return out.getvalue()


def test_an_archive_gives_its_pages_and_an_error_where_it_breaks_off(tmp_path: Path) -> None:
    pages = [("https://h.example/1", "200 OK", PAGE.encode()), ("https://h.example/2", "404 Not Found", b"gone")]
    data = archive([*pages, ("https://h.example/3", "200 OK", PAGE.encode())])
    (tmp_path / "a.warc.gz").write_bytes(data)
    found = list(reports([tmp_path / "a.warc.gz"], Options()))
    assert [each.url for each in found if isinstance(each, Report)] == ["https://h.example/1", "https://h.example/3"]
    (tmp_path / "b.warc").write_bytes(gzip.decompress(data)[:900])
    assert list(reports([tmp_path / "b.warc"], Options()))
    (tmp_path / "c.warc.gz").write_bytes(b"nothing of the kind")
    assert all(isinstance(each, SourceError) for each in reports([tmp_path / "c.warc.gz"], Options()))


def test_walls_are_told_from_articles() -> None:
    assert wall("<div class=cf-challenge>", "Checking your browser before you go on.") == "captcha"
    assert wall('<div id="didomi-host">We value your privacy</div>', "") == "consent"
    assert wall('<script>{"isAccessibleForFree": false}</script>', "Two soldiers were killed.") == "paywall"
    assert wall("<div id=g-recaptcha></div><div id=didomi-host>", TOLD * 20) is None
    assert wall("<div id=didomi-host></div>", TOLD) is None


def test_a_wall_is_no_report_and_a_paywalled_beginning_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><body><p>Please verify you are human to read on, dear visitor.</p></body></html>"
    )
    (refused,) = reports([tmp_path / "a.html"], Options())
    assert isinstance(refused, SourceError)
    assert refused.kind == "captcha"
    locked = PAGE.replace("</head>", '<script type="application/ld+json">{"isAccessibleForFree":false}</script></head>')
    (tmp_path / "b.html").write_text(locked)
    (part,) = reports([tmp_path / "b.html"], Options())
    assert isinstance(part, Report)
    assert any("paywall" in note for note in part.notes)


@pytest.mark.parametrize(
    ("told", "same"),
    [
        ("HTTPS://Herald.example:443/a?utm_medium=x#b", "https://herald.example/a"),
        ("https://herald.example?b=1&fbclid=2&a=%20", "https://herald.example/?b=1&a=+"),
        ("https://user:key@herald.example/", "https://herald.example/"),
        ("javascript:alert(1)", None),
        ("http://[broken", None),
    ],
)
def test_one_page_has_one_address(told: str, same: str | None) -> None:
    assert canonical(told) == same


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1%eth0", "::ffff:192.168.0.1", "100.64.0.1", "0.0.0.0",  # noqa: S104

     "224.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "fd00::1"],
)  # fmt: skip
def test_private_addresses_are_known_in_every_guise(address: str) -> None:
    assert not is_public(address)


def test_public_addresses_are_public() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")


def test_dates_of_feeds() -> None:
    assert when("Tue, 03 Mar 2026 08:30:00 GMT") == "2026-03-03T08:30"
    assert when("2026-03-03T08:30:00.123+02:00") == "2026-03-03T08:30"
    assert when("yesterday") is None
    assert when("Tue, 99 Mar 99999 08:30:00 GMT") is None


PIECES = st.sampled_from(
    [
        *(
            "<rss>",
            "<channel>",
            "<item>",
            "</item>",
            "<title>",
            "</title>",
            "<link>",
            "<![CDATA[",
            "]]>",
            "&amp;",
            "&x;",
        ),
        *("<feed>", "<entry>", "<urlset>", "<url>", "<loc>", "https://a.example/", "</", "\x00", "é", "<!DOCTYPE", "["),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=30), st.sampled_from(["<rss>", "<feed>", "<urlset>"]))
def test_whatever_a_feed_holds_it_is_listed_or_refused(pieces: list[str], start: str) -> None:
    assert told_of((start + "".join(pieces)).encode("utf-8", "replace"))


@given(st.text(max_size=300))
def test_no_tag_is_left_in_plain_words(text: str) -> None:
    assert "<b" not in plain(f"<b>{text.replace('<', '').replace('&', '')}</b>")
