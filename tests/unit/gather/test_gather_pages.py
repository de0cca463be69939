"""Pages, PDFs and URLs into reports."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import httpx2
import pypdf
import pytest

from counterclaim.errors import FetchError, SourceError
from counterclaim.gather.fetch import fetch
from counterclaim.gather.options import Options
from counterclaim.gather.page import page_article
from counterclaim.gather.pdf import paragraphs, pdf_article
from counterclaim.gather.sources import reports
from counterclaim.records.report import Report
from counterclaim.settings import Settings

HEAD = """<title>Shell hits a school | The Post</title><meta property="og:title" content="Shell hits a school">
<meta property="og:site_name" content="The Post"><link rel="canonical" href="https://post.example/school">"""
BODY = """<nav><a href="/">Home</a></nav><article><h1>Shell hits a school</h1>
<figure><img src="x"><figcaption>The school last May. Photo: an archive</figcaption></figure>
<p>A shell hit a school in the town of Lower Mill on Tuesday and hurt two people, the police said that evening.</p>
<p>The army across the river denied that its guns had fired. “We fired nothing,” a spokesman said in the capital.</p>
<p><a href="/river">READ MORE: River talks fail again</a></p>
<p>Residents heard three blasts shortly before noon and ran to the cellar of the old town hall, they said.</p>
</article><aside><h3>Related</h3><p>A bridge was closed for repairs until the end of the year</p></aside>
<footer>Copyright The Post</footer>"""


def page(head: str = HEAD, body: str = BODY, lang: str = "en-GB") -> str:
    return f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def test_a_page_gives_its_article_and_not_what_is_around_it() -> None:
    article = page_article(page(), "a.html")
    paragraphs_ = article.text.split("\n\n")
    assert paragraphs_[0] == "Shell hits a school"
    assert paragraphs_[1].startswith("A shell hit a school")
    assert "“We fired nothing,” a spokesman said" in article.text
    assert "three blasts" in article.text
    for around in ("Photo:", "READ MORE", "bridge", "Copyright", "Home"):
        assert around not in article.text
    assert (article.title, article.outlet, article.language) == ("Shell hits a school", "The Post", "en")
    assert article.url == "https://post.example/school"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2026-03-04T08:30:00+02:00">', "2026-03-04T08:30"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-03-04"}</script>',
            "2026-03-04",
        ),
        ('<meta name="date" content="2026-03-04">', "2026-03-04"),
    ],
)
def test_the_date_a_page_declares_is_its_published(head: str, published: str) -> None:
    article = page_article(page(HEAD + head), "a.html")
    assert (article.published, article.notes) == (published, ())


def test_a_page_without_a_date_has_none() -> None:
    assert page_article(page(), "a.html").published is None


@pytest.mark.parametrize("text", ["<html><body><div><p", "<p></p>", "<!-- -->", "<html><head><title>T</title></head>"])
def test_a_page_without_an_article_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="no article text"):
        page_article(text, "a.html")


def test_broken_markup_is_read_as_far_as_it_goes() -> None:
    broken = page().replace("</p>", "").replace("</article>", "<table><tr><").replace("</body></html>", "")
    assert "three blasts" in page_article(broken, "a.html").text


def test_paragraphs_are_the_page_s_and_not_its_line_ends() -> None:
    body = """<article><h1>Shell hits a school</h1>
<p>A shell hit a school in the town
of <a href="/x">Lower Mill</a> on Tuesday, hurting <b>two</b>
people, the police said.<br>It was noon.</p>
<blockquote><p>We fired nothing,
a spokesman said in the capital.</p></blockquote>
<p>The army <q>fired nothing at all</q> from its side, it said, and would look into what
residents heard that day.</p></article>"""
    assert page_article(page(body=body), "a.html").text.split("\n\n") == [
        "Shell hits a school",
        "A shell hit a school in the town of Lower Mill on Tuesday, hurting two people, the police said.",
        "It was noon.",
        "We fired nothing, a spokesman said in the capital.",
        "The army fired nothing at all from its side, it said, and would look into what residents heard that day.\n",
    ]


def test_the_year_of_a_copyright_line_is_no_date() -> None:
    body = BODY.replace("Copyright", "Copyright © 2022")
    assert page_article(page(body=body), "a.html").published is None


def test_a_page_says_its_own_encoding(tmp_path: Path) -> None:
    told = page().replace('charset="utf-8"', 'charset="windows-1251"').replace("Lower Mill", "Нижняя Мельница")
    (tmp_path / "a.html").write_bytes(told.encode("cp1251"))
    (report,) = reports([tmp_path / "a.html"], Options())
    assert isinstance(report, Report)
    assert "Нижняя Мельница" in report.text
    assert report.notes == ()


def test_html_in_a_line_of_json(tmp_path: Path) -> None:
    import json

    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps({"id": "x", "html": page(), "outlet": "The Other Post"}) + "\n")
    (report,) = reports([path], Options())
    assert isinstance(report, Report)
    assert (report.id, report.title, report.outlet) == ("x", "Shell hits a school", "The Other Post")


def pdf_of(lines: list[str], password: str | None = None) -> bytes:
    """A PDF of one page with those lines in it."""
    writer = pypdf.PdfWriter()
    sheet = writer.add_blank_page(400, 400)
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 380 Td {shown} ET".encode())
    font: dict[Any, Any] = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = pypdf.generic.DictionaryObject(
        {pypdf.generic.NameObject(key): pypdf.generic.NameObject(value) for key, value in font.items()}
    )
    fonts = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): named})
    sheet[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(
        {pypdf.generic.NameObject("/Font"): fonts}
    )
    sheet[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def test_a_pdf_gives_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(pdf_of(["A shell hit a school on Tues-", "day and hurt two people."]))
    (report,) = reports([tmp_path / "a.bin"], Options())
    assert isinstance(report, Report)
    assert report.text == "A shell hit a school on Tuesday and hurt two people.\n"


def test_a_pdf_with_binary_streams_is_no_binary_file(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of(["Two men were hurt."]).replace(b"\n", b"\n%\x00\x01\n", 1))
    (report,) = reports([tmp_path / "a.pdf"], Options())
    assert isinstance(report, Report), report
    assert report.text == "Two men were hurt.\n"


def test_ligatures_of_print_become_letters() -> None:
    assert paragraphs("The oﬃcer was ﬁred at") == "The officer was fired at"


def test_wrapped_lines_are_joined_and_paragraphs_kept() -> None:
    told = (
        "A shell hit the school in the old\ntown on Tuesday, police said. It\nhurt two.\n"
        "The army denied that it had fired\nany shell.\n\nLast line"
    )
    assert paragraphs(told).split("\n\n") == [
        "A shell hit the school in the old town on Tuesday, police said. It hurt two.",
        "The army denied that it had fired any shell.",
        "Last line",
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf_of([]), "without text"),
        (pdf_of(["Secret."], password="key"), "password"),  # noqa: S106 (a test's own)
        (b"%PDF-1.7\nnothing of the kind", "broken"),
        (pdf_of(["Some text here."])[:300], "broken"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        pdf_article(data, "a.pdf")


def answering(handler: Any) -> httpx2.MockTransport:
    return httpx2.MockTransport(handler)


def test_a_url_gives_bytes_type_and_where_it_led() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/old":
            return httpx2.Response(301, headers={"location": "https://post.example/new"})
        return httpx2.Response(200, headers={"content-type": "text/html; charset=ISO-8859-2"}, content=b"<p>hello")

    raw = fetch("https://post.example/old", Settings(), transport=answering(handler))
    assert (raw.url, raw.data, raw.charset) == ("https://post.example/new", b"<p>hello", "iso-8859-2")


def refused(handler: Any, **settings: Any) -> str:
    with pytest.raises(FetchError) as error:
        fetch("https://post.example/a", Settings(**settings), transport=answering(handler))
    assert "\n" not in str(error.value)
    return str(error.value)


def test_what_a_url_can_get_wrong_is_told_in_a_line() -> None:
    def dead(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("[Errno 111]\nConnection refused", request=request)

    def slow(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadTimeout("", request=request)

    def round_and_round(_request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(302, headers={"location": "https://post.example/a"})

    assert "404" in refused(lambda _request: httpx2.Response(404))
    assert "image/png" in refused(lambda _request: httpx2.Response(200, headers={"content-type": "image/png"}))
    assert "connection refused" in refused(dead)
    assert "COUNTERCLAIM_FETCH_SECONDS" in refused(slow)
    assert "COUNTERCLAIM_FETCH_REDIRECTS" in refused(round_and_round)
    assert "COUNTERCLAIM_MAX_FILE_MB" in refused(
        lambda _request: httpx2.Response(200, content=b"x" * 3000), max_file_mb=0.002
    )


def test_no_redirects_means_none() -> None:
    moved = httpx2.Response(302, headers={"location": "https://post.example/b"})
    assert "302" in refused(lambda _request: moved, fetch_redirects=0)
