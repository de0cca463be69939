"""The audit: for admins alone, with every kind of act, filtered, as a table that no spreadsheet runs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_site import client_of, token_in

from counterclaim.ledger import Ledger
from counterclaim.web.auth import Users

PASSWORD = "a long enough one"  # noqa: S105 (of users that live as long as a test)


@pytest.fixture
def signed(ledger: Ledger, tmp_path: Path) -> dict[str, TestClient]:
    """Browsers of an analyst and of an admin."""
    users = Users(tmp_path / "users.json")
    found = {}
    for name, role in (("ana", "analyst"), ("adm", "admin")):
        users.add(name, role, PASSWORD)
        found[name] = client_of(ledger, tmp_path, alone=None)
        found[name].post("/login", data={"name": name, "password": PASSWORD})
    return found


def lines(client: TestClient, **asked: str) -> list[dict]:
    return client.get("/audit.json", params=asked).json()


def test_what_was_done_stands_there_by_whom_with_its_reason(ledger: Ledger, signed: dict[str, TestClient]) -> None:
    (incident,) = ledger.find(country="KE")
    ana, adm = signed["ana"], signed["adm"]
    token = token_in(ana.get(f"/incidents/{incident.id}").text)
    told = {"form_token": token, "field": "toll.killed", "value": "9", "reason": "=HYPERLINK(1)"}
    ana.post(f"/incidents/{incident.id}/correct", data=told)
    ana.post(f"/incidents/{incident.id}/correct", data=told | {"field": "colour"})
    ana.post("/login", data={"name": "ana", "password": "wrong"})
    ana.post("/api/v1/reports", json={"text": "Nothing happened in Gao."})
    n = ledger.revise("ana", "wrong after all").undo(lines(adm, kind="correction")[0]["n"], "correction")
    found = {(line["author"], line["what"].split(":")[0]): line for line in reversed(lines(adm))}
    assert found["ana", "set toll.killed"]["undone"]
    assert found["ana", "signed in"]["reason"] == "refused"
    assert found["ana", "added a report"]["reason"] == "new"
    assert found["ana", f"POST /incidents/{incident.id}/correct"]["reason"] == "refused (422)"
    assert lines(adm, text="AFTER ALL")[0]["n"] == n
    assert {line["author"] for line in lines(adm, author="adm")} == {"adm"}
    assert lines(adm, until="2001-01-01") == []
    cells = {cell for row in csv.reader(adm.get("/audit.csv").text.splitlines()) for cell in row}
    assert "'=HYPERLINK(1)" in cells
    page = adm.get("/audit?author=ana").text
    assert "taken back" in page
    assert "=HYPERLINK(1)" in page
    api = adm.get("/api/v1/audit", params={"limit": 1}).json()
    assert (len(api["lines"]), api["next"]) == (1, 1)


@pytest.mark.parametrize("path", ["/audit", "/audit.csv", "/audit.json", "/api/v1/audit"])
def test_it_is_for_admins_alone(signed: dict[str, TestClient], stranger: TestClient, path: str) -> None:
    assert signed["adm"].get(path).status_code == 200
    assert signed["ana"].get(path).status_code == 403
    assert stranger.get(path).status_code == 401
    assert "/audit" not in signed["ana"].get("/about").text


def test_it_tells_that_a_sheet_was_filled_in_and_not_what_is_on_it(
    ledger: Ledger, signed: dict[str, TestClient]
) -> None:
    (incident,) = ledger.find(country="ML")
    ledger.revise("ana", "Quarrytown it is").code(incident.id, {"place": "Quarrytown"})
    assert lines(signed["adm"], kind="sheet")[0]["what"] == "filled in a sheet"
    assert "Quarrytown" not in signed["adm"].get("/audit.json").text
