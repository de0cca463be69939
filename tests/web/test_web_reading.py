"""A report read from its address: fetched with the limits of gathering, shown to be mended, kept when told to."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest
from fastapi.testclient import TestClient
from web_site import sign_in, token_in, users_in

from counterclaim.ledger import Ledger, trail
from counterclaim.web.app import create_app
from counterclaim.web.auth import Users
from counterclaim.web.site import Site

PAGE = """<!doctype html><html lang="en"><head><title>Nine traders killed in Bouar</title>
<meta property="og:site_name" content="Invented Post">
<meta property="article:published_time" content="2026-03-04T08:30:00Z">
</head><body><article><h1>Nine traders killed in Bouar</h1><p>Rebels killed nine traders at a market in Bouar on Monday,
the Central African army said. The market had opened a week before, and traders from three provinces had come to it.</p>
<p>The rebels denied that any of their men had been near the town, and called the army's account an invention.</p>
</article></body></html>"""
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><item><link>https://a.example/1</link></item></channel></rss>'


def site_for(ledger: Ledger, folder: Path, alone: str | None = "me") -> TestClient:
    """The pages, with the web played by one page and one feed."""

    def answered(request: httpx2.Request) -> httpx2.Response:
        told = {"/page": (PAGE.encode(), "text/html; charset=utf-8"), "/feed": (FEED, "application/rss+xml")}
        if request.url.path == "/inside":
            return httpx2.Response(302, headers={"location": "http://127.0.0.1/secret"})
        if request.url.path not in told:
            return httpx2.Response(404)
        body, kind = told[request.url.path]
        return httpx2.Response(200, content=body, headers={"content-type": kind})

    site = Site(ledger, Users(folder / "users.json", alone), transport=httpx2.MockTransport(answered))
    return TestClient(create_app(site), follow_redirects=False)


@pytest.fixture
def own(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "reading.db")


def test_the_page_at_an_address_is_read_shown_and_kept(own: Ledger, tmp_path: Path) -> None:
    client = site_for(own, tmp_path)
    token = token_in(client.get("/read").text)
    shown = client.post("/read", data={"form_token": token, "url": "https://93.184.215.14/page"}).text
    assert 'value="Invented Post"' in shown
    assert 'value="2026-03-04T08:30"' in shown
    assert "m-harm" in shown
    assert own.count(status=()) == 0
    text = shown.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>", 1)[0]
    told = {"url": "https://93.184.215.14/page", "text": text, "published": "2026-03-04", "keep": "yes"}
    answer = client.post("/read", data=told | {"form_token": token})
    assert answer.headers["location"].startswith("/incidents/")
    (found,) = own.find(country="CF")
    assert own.report(found.members[0].report).url == "https://93.184.215.14/page"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://93.184.215.14/feed", "an article was expected"),
        ("https://93.184.215.14/nothing", "answers 404"),
        ("https://93.184.215.14/inside", "127.0.0.1"),
        ("http://127.0.0.1:8400/", "127.0.0.1"),
        ("file:///etc/passwd", "http or https"),
        ("", "paste the text"),
    ],
)
def test_what_is_no_page_of_the_public_web_is_told_in_the_form(own: Ledger, tmp_path: Path, url: str, why: str) -> None:
    client = site_for(own, tmp_path)
    answer = client.post("/read", data={"form_token": token_in(client.get("/read").text), "url": url})
    assert answer.status_code == 422
    assert why in answer.text
    assert f'value="{url}"' in answer.text


def test_only_who_may_decide_has_pages_fetched_and_it_is_in_the_audit(own: Ledger, tmp_path: Path) -> None:
    users_in(tmp_path)
    client = site_for(own, tmp_path, None)
    sign_in(client, "rea")
    assert client.post("/read", data={"url": "https://93.184.215.14/page"}).status_code == 403
    client.post("/logout")
    sign_in(client, "ada")
    token = token_in(client.get("/read").text)
    client.post("/read", data={"form_token": token, "url": "https://93.184.215.14/page"})
    client.post("/logout")
    sign_in(client, "ruth")
    assert "https://93.184.215.14/page" in client.get("/audit").text


def asked(client: TestClient, token: str = "", **told: str) -> httpx2.Response:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return client.post("/api/v1/read", json=told, headers=headers)  # type: ignore[return-value]


def test_the_api_reads_an_address_as_it_reads_a_text(own: Ledger, tmp_path: Path) -> None:
    client = site_for(own, tmp_path)
    by_address = asked(client, url="https://93.184.215.14/page")
    assert by_address.status_code == 200
    (account,) = by_address.json()["accounts"]
    assert account["where"]["country"] == "CF"
    report = by_address.json()["report"]
    assert (report["outlet"], report["published"]) == ("Invented Post", "2026-03-04T08:30")
    told = asked(client, url="https://93.184.215.14/page", outlet="Ours", published="2026-03-05").json()["report"]
    assert (told["outlet"], told["published"]) == ("Ours", "2026-03-05")
    both = asked(client, url="https://93.184.215.14/nothing", text="Gunmen killed two farmers near Gao on Monday.")
    assert both.json()["accounts"][0]["where"]["country"] == "ML"
    assert own.count(status=()) == 0


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"url": "https://93.184.215.14/feed"}, "an article was expected"),
        ({"url": "https://93.184.215.14/nothing"}, "answers 404"),
        ({"url": "https://93.184.215.14/inside"}, "127.0.0.1"),
        ({"url": "http://127.0.0.1:8400/"}, "127.0.0.1"),
        ({"url": "file:///etc/passwd"}, "url"),
        ({}, "was expected"),
        ({"text": None, "url": None}, "was expected"),
    ],
)
def test_the_api_tells_what_is_no_page_of_the_public_web(
    own: Ledger, tmp_path: Path, told: dict[str, str], why: str
) -> None:
    answer = asked(site_for(own, tmp_path), **told)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert why in answer.json()["detail"]


def test_for_a_reader_the_api_fetches_nothing_and_for_others_it_is_in_the_audit(own: Ledger, tmp_path: Path) -> None:
    users = users_in(tmp_path)
    client = site_for(own, tmp_path, None)
    reads, decides = users.token("rea", "t", "read"), users.token("ada", "t", "write")
    assert asked(client, reads, text="Gunmen killed two farmers near Gao on Monday.").status_code == 200
    assert asked(client, reads, url="https://93.184.215.14/page").status_code == 403
    assert asked(client, users.token("ada", "u", "read"), url="https://93.184.215.14/page").status_code == 403
    assert asked(client, url="https://93.184.215.14/page").status_code == 401
    assert asked(client, decides, url="https://93.184.215.14/page").status_code == 200
    done = [(each.author, each.thing) for each in trail.trail(own.engine, trail.Wanted())]
    assert done == [("ada", "https://93.184.215.14/page")]
