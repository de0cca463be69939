"""Sources on the pages and in the API: who may see and change them, what is told, what is asked just now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient
from web_site import SCRIPT, sign_in, token_in, users_in

from counterclaim.ledger import Ledger
from counterclaim.run.troubles import TROUBLES, in_words
from counterclaim.store import sources as store
from counterclaim.store.engine import reading, writing
from counterclaim.web.app import create_app
from counterclaim.web.auth import Users
from counterclaim.web.site import Site

AT = "2026-03-05T08:00:00Z"
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><item><link>https://a.example/1</link></item></channel></rss>'
FAULT = {"kind": "503", "reason": "answers 503 Service Unavailable", "at": AT}


def put(ledger: Ledger, name: str, address: str, **more: Any) -> None:
    """A source as a gatherer leaves it, with an article in quarantine where one is told."""
    with writing(ledger.engine) as connection:
        store.add(connection, store.Source(name, address, more.get("facts", {}), health=more.get("health", {})), AT)
        for n, url in enumerate(more.get("held", ())):
            store.offer(connection, name, [store.Offer(url, "https://a.example", {"url": url})], AT)
            (item,) = [each for each in store.due_items(connection, "3", 9) if each.body["url"] == url]
            told = {"state": store.QUARANTINED, "kind": "captcha", "reason": f"asks {n} for a person", "due": "9999"}
            store.settle(connection, store.Item(item.n, name, item.host, item.body, **told), AT)


def site_for(ledger: Ledger, folder: Path, alone: str | None = "me") -> TestClient:
    """The pages, with the web played by one feed that answers."""

    def answered(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/robots.txt":
            return httpx2.Response(404)
        kind = {"content-type": "application/rss+xml"}
        return httpx2.Response(200, content=FEED, headers=kind) if request.url.path == "/rss" else httpx2.Response(503)

    site = Site(ledger, Users(folder / "users.json", alone), transport=httpx2.MockTransport(answered))
    return TestClient(create_app(site), follow_redirects=False)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "sources.db") as made:
        health = {"checked": AT, "fails": 3, "fault": FAULT, "troubles": {"503": 3, "captcha": 1}}
        put(made, "down", "https://93.184.215.14/down", health=health, held=["https://a.example/x"])
        put(made, f"feed/{SCRIPT}", "https://93.184.215.14/rss", facts={"outlet": SCRIPT, "country": "AM"})
        yield made


@pytest.fixture
def alone(book: Ledger, tmp_path: Path) -> TestClient:
    return site_for(book, tmp_path)


def states(ledger: Ledger) -> dict[str, str]:
    with reading(ledger.engine) as connection:
        return {each.name: each.state for each in store.all_sources(connection)}


def test_each_source_is_told_with_what_is_wrong_and_its_quarantine(alone: TestClient) -> None:
    page = alone.get("/sources").text
    assert page.index("Answers 503 Service Unavailable, 3 times in a row.") < page.index('class="r-new"')
    assert "asks 0 for a person" in page
    assert "<script>alert" not in page
    one = alone.get("/sources/down").text
    assert "asks whether a person reads" in one
    assert "https://a.example/x" in one
    assert alone.get("/sources?state=paused").text.count("<tr class=") == 0
    assert alone.get("/sources?state=failing").text.count("<tr class=") == 1


def test_programs_get_the_same(alone: TestClient) -> None:
    told = alone.get("/sources.json").json()
    assert told == alone.get("/api/v1/sources").json()
    assert [each["fares"] for each in told["sources"]] == ["failing", "new"]
    one = alone.get("/api/v1/sources/down").json()
    assert one == alone.get("/sources/down.json").json()
    assert [each["reason"] for each in one["quarantine"]] == ["asks 0 for a person"]
    assert one["quarantine"] == alone.get("/api/v1/quarantine?source=down").json()
    name = f"feed/{SCRIPT}"
    assert alone.get(f"/api/v1/sources/{name}").json()["name"] == name
    assert alone.get("/api/v1/sources/none").status_code == 404


def test_a_source_is_paused_resumed_retried_and_removed_by_forms(book: Ledger, alone: TestClient) -> None:
    token = {"form_token": token_in(alone.get("/sources/down").text)}
    for what, state in (("pause", "paused"), ("resume", "active")):
        assert alone.post(f"/sources/down/{what}", data=token).headers["location"] == "/sources/down"
        assert states(book)["down"] == state
    assert "in quarantine" in alone.get("/sources/down").text
    alone.post("/sources/down/retry", data=token)
    with reading(book.engine) as connection:
        assert store.quarantined(connection) == []
        assert "down" in [each.name for each in store.due_sources(connection, "9")]
    assert alone.post("/sources/down/remove", data=token).headers["location"] == "/sources"
    assert "down" not in states(book)
    assert alone.post("/sources/down/pause", data=token).status_code == 404
    assert alone.post("/sources/down/dance", data=token).status_code == 422


def test_an_article_is_let_out_of_quarantine_by_number(book: Ledger, alone: TestClient) -> None:
    (held,) = alone.get("/api/v1/quarantine").json()
    assert alone.post("/api/v1/quarantine/retry", json={"numbers": [held["n"] + 1]}).json() == {"many": 0}
    form = {"form_token": token_in(alone.get("/sources").text), "n": held["n"], "back": "/sources"}
    assert alone.post("/quarantine/retry", data=form).status_code == 303
    assert alone.get("/api/v1/quarantine").json() == []
    assert states(book)["down"] == "active"


def test_check_now_tells_what_a_source_answers(alone: TestClient) -> None:
    name = f"feed/{SCRIPT}"
    told = alone.post(f"/api/v1/sources/{name}/check").json()
    assert (told["good"], told["said"]) == (True, "answers with 1 article")
    token = {"form_token": token_in(alone.get("/sources/down").text)}
    page = alone.post("/sources/down/check", data=token).text
    assert "Asked just now: 503: answers 503" in page


def test_a_source_is_added_by_form_and_by_api_and_never_a_file(book: Ledger, alone: TestClient) -> None:
    form = {"form_token": token_in(alone.get("/sources").text), "address": "https://b.example/rss?utm_source=x"}
    assert alone.post("/sources", data={**form, "reliability": "B"}).headers["location"] == "/sources/b.example-rss"
    assert alone.get("/sources/b.example-rss.json").json()["reliability"] == "B"
    assert alone.post("/sources", data=form).status_code == 422
    assert alone.post("/sources", data={**form, "address": "https://c.example/", "kind": "tv"}).status_code == 422
    for address in ("/etc/passwd", "file:///etc/passwd", "javascript:1", ""):
        assert alone.post("/sources", data={**form, "address": address}).status_code == 422
        assert alone.post("/api/v1/sources", json={"address": address}).status_code == 422
    told = alone.post("/api/v1/sources", json={"address": "https://d.example/", "name": "d", "country": "AM"}).json()
    assert (told["name"], told["fares"], told["country"]) == ("d", "new", "AM")
    assert alone.delete("/api/v1/sources/d").status_code == 204
    assert set(states(book)) == {"down", f"feed/{SCRIPT}", "b.example-rss"}


def test_strangers_see_no_sources(book: Ledger, tmp_path: Path) -> None:
    users_in(tmp_path)
    stranger = site_for(book, tmp_path, None)
    assert "/sources" not in stranger.get("/").text
    for path in ("/sources", "/sources.json", "/sources/down", "/api/v1/sources", "/api/v1/quarantine"):
        assert stranger.get(path).status_code == 401, path
    assert stranger.post("/sources/down/pause").status_code == 401
    assert stranger.delete("/api/v1/sources/down").status_code == 401
    assert states(book)["down"] == "active"


@pytest.mark.parametrize(("name", "acts", "rules"), [("rea", 403, 403), ("ada", 303, 403), ("ruth", 303, 303)])
def test_readers_look_analysts_act_and_admins_add_and_remove(
    book: Ledger, tmp_path: Path, name: str, acts: int, rules: int
) -> None:
    users_in(tmp_path)
    client = site_for(book, tmp_path, None)
    sign_in(client, name)
    page = client.get("/sources").text
    assert ("Add a source" in page) == (rules == 303)
    token = {"form_token": token_in(page) if acts == 303 else "none"}
    assert client.post("/sources/down/pause", data=token).status_code == acts
    assert client.post("/sources", data={**token, "address": "https://e.example/"}).status_code == rules
    assert client.post("/sources/down/remove", data=token).status_code == rules
    assert client.get("/sources.json").status_code == 200


@pytest.mark.parametrize(("name", "scope", "acts", "rules"), [("ada", "write", 200, 403), ("ruth", "read", 403, 403)])
def test_tokens_do_what_role_and_scope_say(
    book: Ledger, tmp_path: Path, name: str, scope: str, acts: int, rules: int
) -> None:
    users = users_in(tmp_path)
    client = site_for(book, tmp_path, None)
    headers = {"authorization": f"Bearer {users.token(name, scope, scope)}"}
    assert client.get("/api/v1/sources", headers=headers).status_code == 200
    assert client.post("/api/v1/sources/down/pause", headers=headers).status_code == acts
    assert client.post("/api/v1/sources", json={"address": "https://e.example/"}, headers=headers).status_code == rules
    assert client.delete("/api/v1/sources/down", headers=headers).status_code == rules


def test_a_form_of_another_site_changes_nothing(book: Ledger, alone: TestClient) -> None:
    token = {"form_token": token_in(alone.get("/sources").text)}
    assert alone.post("/sources/down/pause").status_code == 403
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert alone.post("/sources/down/pause", data=token, headers=headers).status_code == 403
        assert alone.post("/api/v1/sources/down/pause", headers=headers).status_code == 403
        assert alone.delete("/api/v1/sources/down", headers=headers).status_code == 403
    assert states(book)["down"] == "active"


def test_every_trouble_is_told_in_words_and_in_the_docs() -> None:
    told = (Path(__file__).parents[2] / "docs" / "gathering.md").read_text(encoding="utf-8")
    for kind in TROUBLES:
        assert f"`{kind}`" in told, kind
    assert in_words("429") == "the server answers 429 Too Many Requests"


def test_how_gathering_fares_is_told_in_words(book: Ledger, tmp_path: Path) -> None:
    page = site_for(book, tmp_path).get("/sources").text
    (told,) = [line for line in page.splitlines() if "Gathering is" in line]
    assert "2 sources, 1 failing, last look" in told
    assert "0 articles waiting, 1 in quarantine" in told
    assert AT not in told, "moments stand in words"


def test_a_source_that_is_overdue_is_not_looked_at_again_in_the_past(book: Ledger, tmp_path: Path) -> None:
    page = site_for(book, tmp_path).get("/sources/down").text
    assert "It is due to be looked at again." in page
    assert "looked at again <time" not in page
