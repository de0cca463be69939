"""Attacks on the pages, by name: script in words, sessions and tokens stolen, fixed or replayed, bodies without end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_site import PASSWORD, client_of, sign_in, users_in

from counterclaim.ledger import Ledger
from counterclaim.records.report import Report
from counterclaim.web import auth
from counterclaim.web.app import create_app
from counterclaim.web.site import COOKIE, Setup, Site

BACKS = (
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/\t/evil.example",
    "/\r\nset-cookie: a=b",
    "evil",
)


@pytest.fixture
def site(ledger: Ledger, tmp_path: Path) -> Site:
    return Site(ledger, users_in(tmp_path), Setup())


def browser(site: Site) -> TestClient:
    return TestClient(create_app(site), follow_redirects=False)


def may_look(client: TestClient) -> bool:
    return bool(client.get("/sources").status_code == 200)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,<script>", "vbscript:x"])
def test_html_sanitised_no_link_runs_anything(url: str, ledger: Ledger, tmp_path: Path) -> None:
    name = f"link-{url[:4]}"
    list(ledger.add([Report("Gunmen killed two soldiers near Gao on Tuesday.", name, url=url, published="2026-03-04")]))
    page = client_of(ledger, tmp_path).get(f"/reports/{name}").text
    assert url not in page


def test_csp_on_every_kind_of_answer(site: Site) -> None:
    client = browser(site)
    for path in ("/", "/login", "/static/app.css", "/api/v1/incidents", "/nothing", "/sources", "/incidents.json"):
        answer = client.get(path)
        policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";"))
        assert policy["default-src"] == "'none'", path
        assert policy["script-src"] == policy["style-src"] == "'self'", path
        assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'", path
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert "'unsafe" not in answer.headers["content-security-policy"]


def test_session_fixation_a_session_of_before_is_not_taken_up(site: Site) -> None:
    client = browser(site)
    client.cookies.set(COOKIE, "chosen-by-somebody-else")
    assert sign_in(client, "ada") == 303
    given = [cookie.value for cookie in client.cookies.jar if cookie.name == COOKIE]
    assert given[-1] != "chosen-by-somebody-else"
    other = browser(site)
    other.cookies.set(COOKIE, "chosen-by-somebody-else")
    assert not may_look(other)


def test_session_each_sign_in_is_another(site: Site) -> None:
    made = {site.users.sign_in("ada", PASSWORD, "here") for _ in range(5)}
    assert len(made) == 5
    assert all(session and len(session) >= 40 for session in made)


def test_session_replay_after_signing_out(site: Site) -> None:
    client = browser(site)
    sign_in(client, "ada")
    stolen = client.cookies[COOKIE]
    assert may_look(client)
    client.post("/logout")
    thief = browser(site)
    thief.cookies.set(COOKIE, stolen)
    assert not may_look(thief)


def test_session_expiry(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser(site)
    sign_in(client, "ada")
    now = time.time()
    monkeypatch.setattr(auth.time, "time", lambda: now + auth.SESSION_SECONDS - 60)
    assert may_look(client)
    monkeypatch.setattr(auth.time, "time", lambda: now + auth.SESSION_SECONDS + 60)
    assert not may_look(client)


def test_session_ends_when_the_password_is_changed(site: Site) -> None:
    client = browser(site)
    sign_in(client, "ada")
    auth.Users(site.users.path).add("ada", "analyst", "another long enough one")
    assert not may_look(client)


def test_session_has_the_role_of_now(site: Site) -> None:
    client = browser(site)
    sign_in(client, "ruth")
    assert client.get("/audit").status_code == 200
    site.users.add("ruth", "reader", PASSWORD)
    assert client.get("/audit").status_code in {401, 403}


def test_session_cookie_is_not_kept_as_it_is(site: Site) -> None:
    client = browser(site)
    sign_in(client, "ada")
    assert client.cookies[COOKIE] not in repr(site.users)
    assert client.cookies[COOKIE] not in site.users.path.read_text()


def test_form_token_replay_in_another_session(site: Site) -> None:
    client, other = browser(site), browser(site)
    sign_in(client, "ada")
    sign_in(other, "ada")
    token = site.users.form_token(client.cookies[COOKIE])
    body = {"form_token": token, "text": "Sheep."}
    assert client.post("/read", data=body).status_code == 200
    assert other.post("/read", data=body).status_code == 403
    client.post("/logout")
    client.cookies.clear()
    assert client.post("/read", data=body).status_code == 401


def test_form_token_of_another_server_is_none(site: Site, tmp_path: Path) -> None:
    other = auth.Users(tmp_path / "users.json")
    assert not site.users.form_is_ours("session", other.form_token("session"))


def test_token_of_a_user_who_is_gone(site: Site) -> None:
    token = site.users.token("ada", "script", "write")
    told = {"Authorization": f"Bearer {token}"}
    assert browser(site).get("/api/v1/sources", headers=told).status_code == 200
    site.users.path.write_text(site.users.path.read_text().replace('"ada"', '"gone"'))
    assert "gone" in site.users.known()
    site.users.path.write_text('{"users": {}}')
    assert browser(site).get("/api/v1/sources", headers=told).status_code == 401


def test_token_that_has_ended(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = {days: site.users.token("ada", f"{days} days", "write", days) for days in (2, 0)}
    tokens[90] = site.users.token("ada", "as it comes", "write")

    def answers(days: int) -> tuple[int, str]:
        told = {"Authorization": f"Bearer {tokens[days]}"}
        answer = browser(site).get("/api/v1/sources", headers=told)
        return answer.status_code, answer.text

    assert {answers(days)[0] for days in tokens} == {200}
    now = time.time()
    monkeypatch.setattr(auth.time, "time", lambda: now + 3 * 24 * 3600)
    status, said = answers(2)
    assert status == 401
    assert "token ended at" in said
    assert answers(90)[0] == answers(0)[0] == 200
    monkeypatch.setattr(auth.time, "time", lambda: now + 91 * 24 * 3600)
    assert answers(90)[0] == 401
    assert answers(0)[0] == 200


def test_token_whose_end_was_tampered_with_is_over(site: Site) -> None:
    token = site.users.token("ada", "script", "write")
    kept = site.users.known()["ada"]["tokens"][0]["ends"]
    site.users.path.write_text(site.users.path.read_text().replace(kept, "some day"))
    assert site.users.of_token(token) is None


def test_token_is_kept_as_its_digest_alone(site: Site) -> None:
    token = site.users.token("ada", "script", "write")
    assert token not in site.users.path.read_text()
    assert site.users.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("told", ["Bearer", "Bearer ", "Bearer x", "Basic YTpi", "bearer \x00", "Bearer " + "a" * 9000])
def test_token_that_is_none(told: str, site: Site) -> None:
    client = browser(site)
    sign_in(client, "ruth")
    status = client.get("/api/v1/sources", headers={"Authorization": told.encode()}).status_code
    assert status == (200 if told.startswith("Basic") else 401)


def test_passwords_cannot_be_guessed_at_leisure_and_names_not_found_out(site: Site) -> None:
    client = browser(site)
    pages = [client.post("/login", data={"name": name, "password": "wrong one"}) for name in ("ada", "nobody")]
    assert [page.status_code for page in pages] == [401, 401]
    assert pages[0].text.replace("ada", "") == pages[1].text.replace("nobody", "")
    for _ in range(4):
        client.post("/login", data={"name": "ada", "password": "wrong one"})
    assert sign_in(client, "ada") == 401


@pytest.mark.parametrize("back", BACKS)
def test_open_redirect(back: str, site: Site) -> None:
    answer = browser(site).post("/login", data={"name": "ada", "password": PASSWORD, "back": back})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "set-cookie: a" not in str(answer.headers)


def test_a_body_without_end_is_refused(site: Site) -> None:
    def endless() -> Iterator[bytes]:
        yield b"name="
        for _ in range(20):
            yield b"a" * (1 << 20)

    answer = browser(site).post(
        "/login", content=endless(), headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 413


@pytest.mark.parametrize("length", ["99999999999", "-1", "²", "1e9", ""])
def test_a_length_that_is_none_is_refused(length: str, site: Site) -> None:
    answer = browser(site).post("/login", headers={"content-length": length.encode("latin-1", "replace")})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/static/../auth.py",
        "/static/%2e%2e/auth.py",
        "/static/..%2fauth.py",
        "/static//etc/passwd",
        "/reports/..%2f..%2fetc%2fpasswd",
        "/reports/%00",
        "/sources/..%2f..%2fetc%2fpasswd",
    ],
)
def test_path_traversal_in_addresses(path: str, alone: TestClient) -> None:
    answer = alone.get(path)
    assert answer.status_code in {400, 404, 422}
    assert "root:" not in answer.text
    assert "class Users" not in answer.text
