"""Watches on the pages and in the API: made from a filter, changed, paused, removed; what they told and would tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from fastapi.testclient import TestClient
from web_site import REPORTS, client_of, sign_in, token_in, users_in

from counterclaim import alerts
from counterclaim.codebook.rules import rule_books
from counterclaim.ledger import Ledger
from counterclaim.records.query import Query
from counterclaim.records.report import Report

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
HOOK = "https://hooks.example/secret-part"
SPACE = "{http://www.w3.org/2005/Atom}"
FRESH = "Gunmen killed seven herders near Kidal in Mali on Monday, officials said."


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "watched.db") as made:
        list(made.add(REPORTS))
        yield made


@pytest.fixture
def alone(book: Ledger, tmp_path: Path) -> TestClient:
    return client_of(book, tmp_path)


def form(client: TestClient, **told: object) -> dict[str, object]:
    """The form of a watch over Mali, filled in."""
    plain = {"name": "mali", "country": "ML", "tell": ["new", "toll"], "toll": "5", "batch": "0"}
    return {**plain, "form_token": token_in(client.get("/watches?new=yes").text), **told}


def kept(ledger: Ledger) -> dict[str, alerts.Watch]:
    return {each.name: each for each, _ in alerts.listed(ledger)}


def test_the_ledger_page_offers_its_filters_and_a_watch_is_made_of_them(book: Ledger, alone: TestClient) -> None:
    assert 'href="/watches?new=yes&amp;country=ML&amp;disputed=true"' in alone.get("/?country=ML&disputed=true").text
    page = alone.get("/watches?new=yes&country=ML&disputed=true&bbox=-12,10,4.5,25&status=all").text
    for name, value in (("country", "ML"), ("disputed", "true"), ("bbox", "-12,10,4.5,25"), ("status", "all")):
        assert f'name="{name}" value="{value}" checked' in page
    told = form(alone, disputed="true", bbox="-12,10,4.5,25", status="all", more_country="BF, NE", quiet="22:00-07:00")
    assert alone.post("/watches", data=told).headers["location"] == "/watches/mali"
    made = kept(book)["mali"]
    box = (-12.0, 10.0, 4.5, 25.0)
    assert made.query == Query(country=("ML", "BF", "NE"), disputed=True, bbox=box, status=())
    assert (made.tells, made.quiet, made.zone, made.targets) == (("new", "toll:5"), "22:00-07:00", "UTC", ())
    assert "there is a watch of that name" in alone.post("/watches", data=told).text


def test_what_it_would_have_told_is_shown_before_it_is_made(book: Ledger, alone: TestClient) -> None:
    page = alone.post("/watches", data=form(alone, preview="yes", until="2026-06-10", name=""))
    assert page.status_code == 200
    assert "new incident" in page.text
    assert kept(book) == {}
    told = {"filters": {"country": ["ML"]}, "tells": ["new"]}
    would = alone.post("/api/v1/watches/preview?until=2026-06-10", json=told).json()
    assert [(each["kind"], each["day_told"]) for each in would["alerts"]] == [("new", "2026-06-02")]
    late = alone.post("/api/v1/watches/preview?until=2026-09-10", json=told).json()
    assert (late["alerts"], late["last_reported"]) == ([], "2026-06-02")
    assert alone.get("/api/v1/watches").json() == {"watches": []}


def test_a_page_of_a_watch_leads_to_the_month_that_has_something(book: Ledger, alone: TestClient) -> None:
    alerts.add(book, alerts.Watch("mali", Query(country=("ML",)), ("new",), ()), NOW)
    assert 'href="/watches/mali?until=2026-06-02"' in alone.get("/watches/mali?until=2026-09-01").text
    assert "new incident" in alone.get("/watches/mali?until=2026-06-02").text
    assert alone.get("/watches/mali?until=soon").status_code == 422


def test_what_it_told_is_shown_and_is_an_atom_feed_with_links(book: Ledger, alone: TestClient, tmp_path: Path) -> None:
    alerts.add(book, alerts.Watch("mali", Query(country=("ML",)), ("new",), (HOOK,)), NOW)
    list(book.add([Report(FRESH, "kidal", None, "Desert News", None, "2026-08-31")]))
    assert alone.get("/api/v1/watches/mali").json()["behind"]
    alerts.look(book, "2026-09-01T12:00:00Z")
    alerts.pack(book, NOW)
    told = alone.get("/api/v1/watches/mali").json()
    assert [each["kind"] for each in told["alerts"]] == ["new"]
    assert told["sent"] == {"waiting": 1, "sent": 0, "failed": 0}
    assert told == alone.get("/watches/mali.json").json()
    assert "new incident" in alone.get("/watches/mali").text
    stranger = client_of(book, tmp_path, alone=None)
    feed = Xml.fromstring(stranger.get("/watches/mali.atom").content)  # noqa: S314 (our own feed)
    (entry,) = feed.findall(f"{SPACE}entry")
    link = entry.find(f"{SPACE}link")
    assert link is not None
    assert link.get("href") == f"http://testserver/incidents/{told['alerts'][0]['incident']}"
    assert stranger.get("/watches/none.atom").status_code == 404


def test_a_watch_is_changed_and_goes_on_from_where_it_was(book: Ledger, alone: TestClient) -> None:
    alerts.add(book, alerts.Watch("mali", Query(country=("KE",)), ("new",), ("atom:/feeds/x.atom",)), NOW)
    list(book.add([Report(FRESH, "kidal", None, "Desert News", None, "2026-08-31")]))
    changed = form(alone, tell="new", targets="atom:/feeds/x.atom\nmailto:desk@example.org")
    assert alone.post("/watches/mali", data={**changed, "preview": "yes"}).status_code == 200
    assert kept(book)["mali"].query.country == ("KE",)
    assert alone.post("/watches/mali", data=changed).status_code == 303
    assert kept(book)["mali"].query.country == ("ML",)
    assert kept(book)["mali"].targets == ("atom:/feeds/x.atom", "mailto:desk@example.org")
    assert alerts.look(book, "2026-09-01T12:00:00Z") == 1
    wrong = {**changed, "targets": "atom:/etc/cron.d/x"}
    assert alone.post("/watches/mali", data=wrong).status_code == 422
    assert alone.post("/watches/none", data=changed).status_code == 404


@pytest.mark.parametrize(
    "told",
    [
        {"tell": []},
        {"quiet": "night"},
        {"zone": "Moon/Sea"},
        {"batch": "soon"},
        {"name": "a b"},
        {"name": "x.json"},
        {"tell": "toll", "toll": "-1"},
        {"targets": "ftp://x"},
        {"since": "yesterday"},
    ],
)
def test_what_a_watch_cannot_be_is_told(book: Ledger, alone: TestClient, told: dict[str, object]) -> None:
    assert alone.post("/watches", data=form(alone, **told)).status_code == 422
    assert kept(book) == {}


def test_while_paused_nothing_is_told_then_or_later(book: Ledger, alone: TestClient) -> None:
    alone.post("/watches", data=form(alone, tell="new"))
    token = {"form_token": token_in(alone.get("/watches/mali").text)}
    assert alone.post("/watches/mali/pause", data={**token, "back": "/watches"}).headers["location"] == "/watches"
    assert "paused" in alone.get("/watches").text
    list(book.add([Report(FRESH, "kidal", None, "Desert News", None, "2026-08-31")]))
    assert alerts.look(book, "2026-09-01T12:00:00Z") == 0
    alone.post("/watches/mali/resume", data=token)
    assert alerts.look(book, "2026-09-01T12:00:00Z") == 0
    later = "Rebels shot dead two drivers near Timbuktu in Mali on Sunday, the army said."
    list(book.add([Report(later, "drivers", None, "Desert News", None, "2026-09-07")]))
    assert alerts.look(book, "2026-09-07T12:00:00Z") == 1
    alone.post("/watches/mali/remove", data=token)
    assert kept(book) == {}


def test_by_api_a_watch_is_made_changed_paused_and_removed(alone: TestClient) -> None:
    told = {"filters": {"country": ["ML"], "killed_min": 3}, "tells": ["toll:10"], "targets": [HOOK]}
    made = alone.put("/api/v1/watches/mali", json=told).json()
    assert (made["filters"], made["targets"]) == (told["filters"], [HOOK])
    assert alone.put("/api/v1/watches/mali", json={**told, "tells": ["denial"]}).json()["tells"] == ["denial"]
    assert alone.post("/api/v1/watches/mali/pause").json()["paused"]
    assert not alone.post("/api/v1/watches/mali/resume").json()["paused"]
    assert alone.get("/api/v1/watches/mali/preview?until=2026-06-10").json()["alerts"] == []
    assert alone.put("/api/v1/watches/mali", json={**told, "filters": {"colour": "red"}}).status_code == 422
    assert alone.delete("/api/v1/watches/mali").status_code == 204
    for answer in (alone.get("/api/v1/watches/mali"), alone.post("/api/v1/watches/mali/pause")):
        assert answer.status_code == 404


def test_only_admins_say_to_whom_it_is_sent(book: Ledger, tmp_path: Path) -> None:
    users = users_in(tmp_path)
    client = client_of(book, tmp_path, alone=None)
    by = {name: {"authorization": f"Bearer {users.token(name, 'x', 'write')}"} for name in ("ada", "rea", "ruth")}
    told = {"filters": {"country": ["ML"]}, "tells": ["new"], "targets": [HOOK]}
    assert client.put("/api/v1/watches/mali", json=told, headers=by["rea"]).status_code == 403
    assert client.put("/api/v1/watches/mali", json=told, headers=by["ada"]).json()["targets"] == []
    assert client.put("/api/v1/watches/mali", json=told, headers=by["ruth"]).json()["targets"] == [HOOK]
    assert client.put("/api/v1/watches/mali", json={**told, "targets": []}, headers=by["ada"]).status_code == 200
    assert kept(book)["mali"].targets == (HOOK,)
    shown = client.get("/api/v1/watches/mali", headers=by["rea"]).json()["targets"]
    assert shown == ["https://hooks.example/…"]
    sign_in(client, "rea")
    page = client.get("/watches/mali").text
    assert "secret-part" not in page
    assert "form_token" not in page


def test_strangers_and_readers_change_nothing(book: Ledger, tmp_path: Path) -> None:
    users_in(tmp_path)
    alerts.add(book, alerts.Watch("mali", Query(), ("new",), ()), NOW)
    client = client_of(book, tmp_path, alone=None)
    assert "/watches" not in client.get("/").text
    for path in ("/watches", "/watches.json", "/watches/mali", "/api/v1/watches", "/api/v1/watches/mali"):
        assert client.get(path).status_code == 401, path
    posts = ("/watches", "/watches/mali", "/watches/mali/pause", "/watches/mali/remove", "/api/v1/watches/mali/pause")
    for status, name in ((401, None), (403, "rea")):
        if name:
            sign_in(client, name)
        assert [client.post(path, data={"form_token": "x"}).status_code for path in posts] == [status] * len(posts)
        assert client.delete("/api/v1/watches/mali").status_code == status
    assert not kept(book)["mali"].paused


def test_a_form_of_another_site_changes_nothing(book: Ledger, alone: TestClient) -> None:
    told = form(alone)
    assert alone.post("/watches", data={**told, "form_token": ""}).status_code == 403
    assert alone.post("/watches", data=told, headers={"origin": "https://evil.example"}).status_code == 403
    assert kept(book) == {}


def test_a_watch_counts_by_the_rule_book_that_is_chosen(book: Ledger, alone: TestClient) -> None:
    assert 'href="/watches?new=yes&amp;rule=acled"' in alone.get("/?rule=acled").text
    page = alone.get("/watches?new=yes&rule=acled").text
    assert '<option value="acled" selected>' in page
    assert alone.post("/watches", data=form(alone, rule="acled")).status_code == 303
    assert kept(book)["mali"].query.rule == "acled"
    for shown in (alone.get("/watches").text, alone.get("/watches/mali").text):
        assert "more than 5 killed, by the best figure of ACLED" in shown
    assert alone.get("/watches/mali.json").json()["filters"]["rule"] == "acled"
    told = alone.get("/api/v1/watches/mali/preview?until=2026-06-10").json()
    assert [each["rule"] for each in told["alerts"]] == ["acled"]
    assert alone.post("/watches/mali", data=form(alone, rule="ucdp")).status_code == 303
    assert kept(book)["mali"].query.rule is None
    refused = alone.post("/watches", data=form(alone, name="other", rule="nobody's"))
    assert refused.status_code == 400
    assert "no such rule book" in refused.text


def test_a_watch_whose_rule_book_is_gone_says_so_and_can_be_mended(
    alone: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone.post("/watches", data=form(alone, rule="highest"))
    left = {name: each for name, each in rule_books().items() if name != "highest"}
    for module in ("alerts.watch", "web.render", "web.watches", "codebook.rules"):
        monkeypatch.setattr(f"counterclaim.{module}.rule_books", lambda: left)
    for path in ("/watches", "/watches/mali"):
        assert "There is no rule book highest any more" in alone.get(path).text
    assert alone.get("/watches/mali.json").json()["fault"]
    assert alone.post("/watches/mali", data=form(alone, rule="acled")).status_code == 303
    assert alone.get("/watches/mali.json").json()["fault"] is None


def test_a_form_that_is_refused_leads_back_to_what_was_typed(alone: TestClient) -> None:
    told = form(alone, name="two words")
    came = {"referer": "http://testserver/watches?new=yes&country=ML"}
    refused = alone.post("/watches", data=told, headers=came)
    assert refused.status_code == 422
    assert 'href="/watches?new=yes&amp;country=ML" data-back' in refused.text
    for elsewhere in ("https://evil.example/watches", "//evil.example/", ""):
        assert "data-back" not in alone.post("/watches", data=told, headers={"referer": elsewhere}).text
    strange = alone.post("/watches", data=told, headers={"referer": "http://testserver//evil.example/x"})
    assert 'href="//' not in strange.text
    assert "data-back" not in alone.get("/watches/nothing", headers=came).text
