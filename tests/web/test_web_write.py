"""Who may decide, by forms and by tokens; what a decision changes, and how it is taken back."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_site import PASSWORD, client_of, sign_in, token_in, users_in

from counterclaim.errors import SettingError
from counterclaim.gazetteer import open_gazetteer
from counterclaim.ledger import Ledger
from counterclaim.records.report import Report
from counterclaim.web.auth import Users

ELSEWHERE = "Rebels killed nine traders at a market in Bouar on Monday, the Central African army said."


def test_a_figure_is_corrected_shown_on_the_card_and_taken_back(ledger: Ledger, alone: TestClient) -> None:
    (found,) = ledger.find(country="KE")
    token = token_in(alone.get(f"/incidents/{found.id}").text)
    told = {"form_token": token, "field": "toll.killed", "value": "3-7", "reason": "a list of names"}
    assert alone.post(f"/incidents/{found.id}/correct", data=told).headers["location"] == f"/incidents/{found.id}"
    assert "<b>3–7</b> killed" in alone.get("/?country=KE").text
    page = alone.get(f"/incidents/{found.id}").text
    assert "a list of names" in page
    back = {"form_token": token_in(page), "kind": "correction", "n": page.split('name="n" value="')[1].split('"')[0]}
    assert alone.post("/undo", data=back).status_code == 303
    assert "<b>3</b> killed" in alone.get("/?country=KE").text


def test_incidents_are_merged_and_split_again(ledger: Ledger, alone: TestClient) -> None:
    one, other = (next(ledger.find(country=name)) for name in ("KE", "ML"))
    token = token_in(alone.get(f"/incidents/{one.id}").text)
    alone.post(f"/incidents/{one.id}/merge", data={"form_token": token, "other": other.id, "reason": "one"})
    merged = ledger.show(other.id).incident
    assert len(merged.members) == 2
    gone = next(member.account for member in merged.members if member.account != merged.id)
    alone.post(f"/incidents/{merged.id}/split", data={"form_token": token, "account": gone, "reason": "two"})
    assert len(ledger.show(merged.id).incident.members) == 1


def test_what_may_be_the_same_is_offered_and_kept_apart_when_told(tmp_path: Path) -> None:
    first = "Gunmen killed nine traders at the market of Bouar on Monday, the army said."
    second = "Rebels shelled the market of Bouar on Thursday, wounding three people, residents said."
    again = "Three people were wounded on Thursday when rebels shelled the market of Bouar, a hospital said."
    told = [
        Report(first, "a", None, "A", None, "2026-03-03"),
        Report(second, "b", None, "B", None, "2026-03-08"),
        Report(again, "c", None, "C", None, "2026-03-08"),
    ]
    with Ledger(tmp_path / "alike.db") as ledger:
        list(ledger.add(told))
        one, other = sorted(ledger.find(), key=lambda each: each.when.start or "")
        assert len(other.members) == 2
        client = client_of(ledger, tmp_path)
        assert f'data-choose="{other.id}"' in client.get(f"/incidents/{one.id}/alike").text
        token = token_in(client.get(f"/incidents/{one.id}").text)
        apart = {"form_token": token, "other": other.id, "reason": "two days, two tolls"}
        assert client.post(f"/incidents/{one.id}/apart", data=apart).status_code == 303
        assert other.id not in client.get(f"/incidents/{one.id}/alike").text
        assert "two days, two tolls" in client.get(f"/incidents/{one.id}").text


def test_who_did_it_the_kind_and_the_day_are_typed_in_words(ledger: Ledger, alone: TestClient) -> None:
    (found,) = ledger.find(country="ML")
    token = token_in(alone.get(f"/incidents/{found.id}").text)

    def set_to(field: str, value: str) -> int:
        told = {"form_token": token, "field": field, "value": value, "reason": "the court's finding"}
        return int(alone.post(f"/incidents/{found.id}/correct", data=told).status_code)

    assert set_to("who.responsible", "Armed forces of Mali; a band of Ansongo") == 303
    assert set_to("what", "airstrike") == 303
    assert set_to("when.start", "2026-05-30") == 303
    now = ledger.show(found.id).incident
    acting = [(part.actor, part.name) for part in now.participants if part.role == "responsible"]
    assert acting == [("ML-MIL", "Armed forces of Mali"), (None, "a band of Ansongo")]
    assert (now.event.entry, now.event.plover_mode, now.event.quad_class) == ("airstrike", "aerial", 4)
    assert (now.when.start, now.when.precision) == ("2026-05-30", "day" if now.when.end == "2026-05-30" else "days")
    assert "Airstrike" in now.headline
    page = alone.get(f"/incidents/{found.id}").text
    assert "set who took part" in page
    assert "responsible: Armed forces of Mali; responsible: a band of Ansongo" in page
    for field, value in (("when.start", "yesterday"), ("domain", "weather"), ("where.country", "XX"), ("what", "tea")):
        assert set_to(field, value) == 422
    assert alone.get("/?country=ML").status_code == 200
    for correction in ledger.show(found.id).corrections:
        if correction.reason == "the court's finding":
            ledger.revise("me", "a trial").undo(correction.n, "correction")


def test_a_form_without_its_token_or_of_another_site_is_refused(ledger: Ledger, alone: TestClient) -> None:
    (found,) = ledger.find(country="ML")
    told = {"field": "reviewed", "value": "true"}
    assert alone.post(f"/incidents/{found.id}/correct", data=told).status_code == 403
    told["form_token"] = token_in(alone.get(f"/incidents/{found.id}").text)
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert alone.post(f"/incidents/{found.id}/correct", data=told, headers=headers).status_code == 403
    assert alone.post(f"/incidents/{found.id}/correct", data=told).status_code == 303
    assert ledger.show(found.id).incident.reviewed


def test_who_is_not_signed_in_may_look_and_not_decide(ledger: Ledger, stranger: TestClient, tmp_path: Path) -> None:
    users_in(tmp_path)
    (found,) = ledger.find(country="ML")
    assert "form_token" not in stranger.get(f"/incidents/{found.id}").text
    for path in (f"/incidents/{found.id}/correct", "/undo", "/read", f"/incidents/{found.id}/merge"):
        assert stranger.post(path, data={"field": "reviewed", "value": "true"}).status_code == 401
    body = {"field": "reviewed", "value": True, "reason": "seen"}
    assert stranger.post(f"/api/v1/incidents/{found.id}/corrections", json=body).status_code == 401


def test_a_session_lets_an_analyst_decide_and_a_reader_not(
    ledger: Ledger, stranger: TestClient, tmp_path: Path
) -> None:
    users_in(tmp_path)
    (found,) = ledger.find(country="ML")
    assert sign_in(stranger, "ada") == 303
    token = token_in(stranger.get(f"/incidents/{found.id}").text)
    told = {"form_token": token, "field": "domain", "value": "crime", "reason": "a band"}
    assert stranger.post(f"/incidents/{found.id}/correct", data=told).status_code == 303
    assert ledger.show(found.id).corrections[-1].author == "ada"
    stranger.post("/logout")
    assert stranger.post(f"/incidents/{found.id}/correct", data=told).status_code == 401
    assert sign_in(stranger, "rea") == 303
    assert stranger.post(f"/incidents/{found.id}/correct", data=told).status_code == 403


def test_a_form_token_is_of_one_session(ledger: Ledger, tmp_path: Path) -> None:
    users_in(tmp_path)
    (found,) = ledger.find(country="ML")
    one, other = (client_of(ledger, tmp_path, alone=None) for _ in range(2))
    sign_in(one, "ada")
    sign_in(other, "ada")
    token = token_in(one.get(f"/incidents/{found.id}").text)
    told = {"form_token": token, "field": "reviewed", "value": "true"}
    assert other.post(f"/incidents/{found.id}/correct", data=told).status_code == 403


def test_wrong_passwords_are_refused_and_then_the_right_one_too(stranger: TestClient, tmp_path: Path) -> None:
    users_in(tmp_path)
    assert [sign_in(stranger, "ada", "wrong") for _ in range(5)] == [401] * 5
    assert sign_in(stranger, "ada") == 401


def test_the_session_cookie_is_closed_to_scripts_and_other_sites(stranger: TestClient, tmp_path: Path) -> None:
    users_in(tmp_path)
    answer = stranger.post("/login", data={"name": "ada", "password": PASSWORD, "back": "//evil.example"})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert answer.headers["location"] == "/"


def test_tokens_do_what_their_scope_says(ledger: Ledger, stranger: TestClient, tmp_path: Path) -> None:
    users = users_in(tmp_path)
    (found,) = ledger.find(country="ML")
    body = {"field": "reviewed", "value": True, "reason": "seen"}
    path = f"/api/v1/incidents/{found.id}/corrections"
    for scope, status in (("read", 403), ("write", 200)):
        headers = {"authorization": f"Bearer {users.token('ada', scope, scope)}"}
        assert stranger.post(path, json=body, headers=headers).status_code == status
    assert stranger.post(path, json=body, headers={"authorization": "Bearer cc_no"}).status_code == 401
    assert PASSWORD not in (tmp_path / "users.json").read_text()
    assert (tmp_path / "users.json").stat().st_mode & 0o077 == 0


def test_a_pasted_report_is_read_and_kept_only_when_asked(ledger: Ledger, alone: TestClient) -> None:
    token = token_in(alone.get("/read").text)
    told = {"form_token": token, "text": ELSEWHERE, "published": "2026-03-04"}
    before = ledger.count(status=())
    page = alone.post("/read", data=told)
    assert page.status_code == 200
    assert "Bouar" in page.text
    assert ledger.count(status=()) == before
    kept = alone.post("/read", data={**told, "keep": "yes"})
    assert kept.headers["location"].startswith("/incidents/")
    assert ledger.count(status=()) == before + 1


def test_one_click_places_an_incident_and_all_with_its_words_and_keeps_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_HOME", str(tmp_path))
    told = "Gunmen killed {} farmers in the village of Tondibangou in Mali on Monday, officials said."
    with Ledger(tmp_path / "places.db") as ledger:
        days = {"three": "2026-03-04", "nine": "2026-05-20"}
        list(ledger.add([Report(told.format(many), published=day) for many, day in days.items()]))
        one, other = ledger.find(placed=False)
        alone = client_of(ledger, tmp_path)
        page = alone.get(f"/review/places?incident={one.id}&words=16.9,-0.2").text
        place = html.unescape(page.split('name="place" value="', 1)[1].split('"', 1)[0])
        form = {"form_token": token_in(page), "place": place, "back": "/review/places"}
        assert alone.post(f"/incidents/{one.id}/place", data=form).status_code == 303
        placed = [ledger.show(each.id).incident.where for each in (one, other)]
        assert [(where.lat, where.precision) for where in placed] == [(16.9, "place")] * 2
        assert ledger.count(placed=False) == 0
    (found,) = open_gazetteer().candidates("Tondibangou")
    assert (found.lat, found.country) == (16.9, "ML")


def test_a_place_is_looked_up_by_name(ledger: Ledger, alone: TestClient) -> None:
    (found,) = ledger.find(country="ML")
    page = alone.get(f"/review/places?incident={found.id}&words=Kidal").text
    assert "Kidal, Mali" in page or "Kidal, Kidal, Mali" in page
    assert "no such place" in alone.get(f"/review/places?incident={found.id}&words=Zzyzxqwv").text


def test_users_need_a_role_and_a_password(tmp_path: Path) -> None:
    users = Users(tmp_path / "users.json")
    for name, role, password in (("a", "king", PASSWORD), ("a", "reader", "short"), (" ", "reader", PASSWORD)):
        with pytest.raises(SettingError):
            users.add(name, role, password)
