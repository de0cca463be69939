"""Every role at every endpoint: who may do what, and that a new endpoint is put in the table below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from web_site import sign_in, users_in

from counterclaim.ledger import Ledger
from counterclaim.web.app import create_app
from counterclaim.web.site import COOKIE, Setup, Site

ALL, MEMBERS, WRITERS, RULERS = "anybody", "members", "writers", "admins"
MATRIX = {
    "GET /": ALL,
    "GET /about": ALL,
    "GET /about.json": ALL,
    "GET /actors/{name}": ALL,
    "GET /actors/{name}.{form}": ALL,
    "GET /api/v1/agreement": ALL,
    "GET /api/v1/audit": RULERS,
    "GET /api/v1/cases": ALL,
    "GET /api/v1/corrections/{n}/case": ALL,
    "GET /api/v1/export/{name}": ALL,
    "GET /api/v1/export/{name}/losses": ALL,
    "GET /api/v1/formats": ALL,
    "GET /api/v1/incidents": ALL,
    "GET /api/v1/incidents/{name}": ALL,
    "GET /api/v1/incidents/{name}/beside": ALL,
    "GET /api/v1/incidents/{name}/sheets": ALL,
    "GET /api/v1/openapi.json": ALL,
    "GET /api/v1/quarantine": MEMBERS,
    "GET /api/v1/reports/{name:path}": ALL,
    "GET /api/v1/sources": MEMBERS,
    "GET /api/v1/sources/{name:path}": MEMBERS,
    "GET /audit": RULERS,
    "GET /audit.csv": RULERS,
    "GET /audit.json": RULERS,
    "GET /coding": ALL,
    "GET /coding/{name}": ALL,
    "GET /corrections/{n}.json": ALL,
    "GET /corrections/{n}.yaml": ALL,
    "GET /export": ALL,
    "GET /export/file": ALL,
    "GET /export/losses.json": ALL,
    "GET /facets/{name}": ALL,
    "GET /headlines.json": ALL,
    "GET /incidents.atom": ALL,
    "GET /incidents.csv": ALL,
    "GET /incidents.geojson": ALL,
    "GET /incidents.json": ALL,
    "GET /incidents/{name}": ALL,
    "GET /incidents/{name}.csv": ALL,
    "GET /incidents/{name}.geojson": ALL,
    "GET /incidents/{name}.json": ALL,
    "GET /incidents/{name}/alike": ALL,
    "GET /incidents/{name}/map.svg": ALL,
    "GET /login": ALL,
    "GET /map.json": ALL,
    "GET /read": ALL,
    "GET /reports/{name:path}": ALL,
    "GET /reports/{name:path}.{form}": ALL,
    "GET /review": ALL,
    "GET /review.{form}": ALL,
    "GET /review/places": ALL,
    "GET /review/places.{form}": ALL,
    "GET /sources": MEMBERS,
    "GET /sources.json": MEMBERS,
    "GET /sources/{name:path}": MEMBERS,
    "GET /sources/{name:path}.json": MEMBERS,
    "GET /timeline.json": ALL,
    "GET /towns.json": ALL,
    "POST /api/v1/incidents/{name}/adopt": WRITERS,
    "POST /api/v1/incidents/{name}/corrections": WRITERS,
    "POST /api/v1/incidents/{name}/merge": WRITERS,
    "POST /api/v1/incidents/{name}/settlements": WRITERS,
    "POST /api/v1/incidents/{name}/sheets": WRITERS,
    "POST /api/v1/incidents/{name}/split": WRITERS,
    "POST /api/v1/judgements": WRITERS,
    "POST /api/v1/quarantine/retry": WRITERS,
    "POST /api/v1/read": MEMBERS,
    "POST /api/v1/reports": WRITERS,
    "POST /api/v1/sources": RULERS,
    "POST /api/v1/sources/{name:path}/check": WRITERS,
    "POST /api/v1/sources/{name:path}/{what}": WRITERS,
    "POST /api/v1/undo": WRITERS,
    "DELETE /api/v1/sources/{name:path}": RULERS,
    "POST /coding/{name}": WRITERS,
    "POST /coding/{name}/adopt": WRITERS,
    "POST /coding/{name}/settle": WRITERS,
    "POST /incidents/{name}/apart": WRITERS,
    "POST /incidents/{name}/correct": WRITERS,
    "POST /incidents/{name}/merge": WRITERS,
    "POST /incidents/{name}/place": WRITERS,
    "POST /incidents/{name}/split": WRITERS,
    "POST /login": ALL,
    "POST /logout": ALL,
    "POST /quarantine/retry": WRITERS,
    "POST /read": WRITERS,
    "POST /sources": RULERS,
    "POST /sources/{name:path}/check": WRITERS,
    "POST /sources/{name:path}/remove": RULERS,
    "POST /sources/{name:path}/{what}": WRITERS,
    "POST /undo": WRITERS,
    "GET /brief.{form}": ALL,
    "GET /incidents/{name}/brief.{form}": ALL,
    "GET /api/v1/brief": ALL,
    "GET /api/v1/incidents/{name}/brief": ALL,
    "GET /watches": MEMBERS,
    "GET /watches.json": MEMBERS,
    "GET /watches/{name}": MEMBERS,
    "GET /watches/{name}.atom": ALL,
    "GET /watches/{name}.json": MEMBERS,
    "POST /watches": WRITERS,
    "POST /watches/{name}": WRITERS,
    "POST /watches/{name}/{what}": WRITERS,
    "GET /api/v1/watches": MEMBERS,
    "GET /api/v1/watches/{name}": MEMBERS,
    "GET /api/v1/watches/{name}/preview": MEMBERS,
    "POST /api/v1/watches/preview": WRITERS,
    "POST /api/v1/watches/{name}/{what}": WRITERS,
    "PUT /api/v1/watches/{name}": WRITERS,
    "DELETE /api/v1/watches/{name}": WRITERS,
}
ROLES = {"": {ALL}, "rea": {ALL, MEMBERS}, "ada": {ALL, MEMBERS, WRITERS}, "ruth": {ALL, MEMBERS, WRITERS, RULERS}}
TOKENS = {
    ("rea", "read"): {ALL, MEMBERS},
    ("rea", "write"): {ALL, MEMBERS},
    ("ada", "read"): {ALL, MEMBERS},
    ("ada", "write"): {ALL, MEMBERS, WRITERS},
    ("ruth", "read"): {ALL, MEMBERS},
    ("ruth", "write"): {ALL, MEMBERS, WRITERS, RULERS},
}
FORMS = [each for each, who in MATRIX.items() if each.startswith("POST") and who != ALL and "/api/" not in each]
ANSWERS = {200, 204, 303, 404, 405, 422}


def endpoints(routes: Any) -> Iterator[str]:
    """Method and path of every route of an application, however deep it was put in."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from endpoints(inner.routes)
        elif getattr(route, "methods", None):
            yield from (f"{method} {route.path}" for method in sorted(route.methods - {"HEAD"}))


@pytest.fixture(scope="module")
def site(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(ledger, users_in(tmp_path_factory.mktemp("users")), Setup())


@pytest.fixture(scope="module")
def signed(site: Site) -> dict[str, TestClient]:
    """A browser for each role, which sends the form's token with whatever it asks."""
    found = {}
    for name in ROLES:
        client = TestClient(create_app(site), follow_redirects=False)
        if name:
            assert sign_in(client, name) == 303
            client.headers["x-form-token"] = site.users.form_token(client.cookies[COOKIE])
        found[name] = client
    return found


def ask(client: TestClient, endpoint: str, **headers: str) -> int:
    method, path = endpoint.split()
    told = {"what": "pause", "n": "1"}
    path = re.sub(r"\{(\w+)(?::path)?\}", lambda found: told.get(found[1], "nothing-of-that-name"), path)
    body = {"json": {}} if path.startswith("/api/") and method in {"POST", "PUT"} else {}
    return int(client.request(method, path, headers=headers, **body).status_code)


def test_every_endpoint_is_in_the_matrix(site: Site) -> None:
    assert set(endpoints(create_app(site).routes)) == set(MATRIX)


@pytest.mark.parametrize("endpoint", [each for each in MATRIX if each != "POST /logout"])
def test_a_session_may_what_its_role_may(endpoint: str, signed: dict[str, TestClient]) -> None:
    for name, held in ROLES.items():
        status = ask(signed[name], endpoint)
        if MATRIX[endpoint] in held:
            assert status in ANSWERS, (name, status)
        else:
            assert status == (403 if name else 401), (name, status)


@pytest.mark.parametrize("endpoint", [each for each in MATRIX if " /api/" in each])
def test_a_token_may_what_its_role_and_scope_may(endpoint: str, site: Site) -> None:
    client = TestClient(create_app(site), follow_redirects=False)
    for (name, scope), held in TOKENS.items():
        token = site.users.token(name, "matrix", scope)
        status = ask(client, endpoint, Authorization=f"Bearer {token}")
        assert status in ANSWERS if MATRIX[endpoint] in held else status == 403, (name, scope, status)


@pytest.mark.parametrize("endpoint", [each for each in MATRIX if not each.startswith("GET") and each != "POST /login"])
def test_nothing_is_done_for_a_page_of_another_site(endpoint: str, signed: dict[str, TestClient]) -> None:
    assert ask(signed["ruth"], endpoint, Origin="https://elsewhere.example") == 403
    assert ask(signed["ruth"], endpoint, **{"Sec-Fetch-Site": "cross-site"}) == 403


@pytest.mark.parametrize(
    "endpoint", [e for e in MATRIX if e.startswith("POST") and MATRIX[e] != ALL and "/api/" not in e]
)
def test_a_form_without_its_token_does_nothing(endpoint: str, signed: dict[str, TestClient]) -> None:
    assert ask(signed["ruth"], endpoint, **{"x-form-token": "0.0"}) == 403
