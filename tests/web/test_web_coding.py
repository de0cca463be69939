"""Two coders by forms and by the API: blind till both are done, settled by a third, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_site import client_of, token_in

from counterclaim.ledger import Ledger
from counterclaim.web.auth import Users

PASSWORD = "a long enough one"  # noqa: S105 (of users that live as long as a test)
MARKED = "Quarrytown-on-the-sheet"


@pytest.fixture
def signed(ledger: Ledger, tmp_path: Path) -> dict[str, TestClient]:
    """Browsers of two coders, of a third, and of a reader."""
    users = Users(tmp_path / "users.json")
    found = {}
    for name, role in (("ada", "analyst"), ("bea", "analyst"), ("cyd", "admin"), ("rea", "reader")):
        users.add(name, role, PASSWORD)
        found[name] = client_of(ledger, tmp_path, alone=None)
        assert found[name].post("/login", data={"name": name, "password": PASSWORD}).status_code == 303
    return found


def fill(client: TestClient, name: str, **answers: str) -> int:
    token = token_in(client.get(f"/coding/{name}").text)
    return client.post(f"/coding/{name}", data={"form_token": token, **answers}).status_code


def test_two_coders_are_blind_settled_by_a_third_and_written_to_the_incident(
    ledger: Ledger, signed: dict[str, TestClient]
) -> None:
    (incident,) = ledger.find(country="KE")
    ada, bea, cyd = (signed[name] for name in ("ada", "bea", "cyd"))
    empty = ada.get(f"/coding/{incident.id}").text
    assert "gunmen opened fire on a bus" in empty
    assert "<script>alert" not in empty
    assert fill(ada, incident.id, occurred="yes", killed="3", place=MARKED, reason="first round") == 303
    assert MARKED in ada.get(f"/coding/{incident.id}").text
    for other in (bea, cyd, signed["rea"]):
        for path in (f"/coding/{incident.id}", "/coding", f"/api/v1/incidents/{incident.id}/sheets"):
            assert MARKED not in other.get(path).text
    assert f"/coding/{incident.id}" in bea.get("/coding").text
    assert fill(bea, incident.id, occurred="yes", killed="4", place="Kisumu") == 303
    both = cyd.get(f"/coding/{incident.id}").text
    assert MARKED in both
    assert "differ on place, killed" in cyd.get("/coding").text
    told = {"form_token": token_in(both), "question": "killed", "answer": "4", "reason": "the list has four"}
    assert cyd.post(f"/coding/{incident.id}/settle", data=told).status_code == 303
    assert "the list has four" in cyd.get(f"/coding/{incident.id}").text
    assert cyd.post(f"/coding/{incident.id}/adopt", data={"form_token": told["form_token"]}).status_code == 303
    assert "<b>4</b> killed" in cyd.get("/?country=KE").text
    again = fill(ada, incident.id, killed="4")
    assert again == 422


def test_the_api_takes_sheets_and_tells_agreement(ledger: Ledger, signed: dict[str, TestClient]) -> None:
    (incident,) = ledger.find(country="ML")
    path = f"/api/v1/incidents/{incident.id}"
    for name, figure in (("ada", 6), ("bea", 5)):
        body = {"answers": {"occurred": "yes", "killed": figure}, "reason": "round one"}
        assert signed[name].post(f"{path}/sheets", json=body).status_code == 200
        seen = signed["cyd"].get(f"{path}/sheets").json()
        assert len(seen["sheets"]) == (2 if seen["open"] else 0)
    assert seen["apart"] == ["killed"]
    body = {"question": "killed", "answer": 6, "reason": "six were named"}
    (n,) = signed["cyd"].post(f"{path}/settlements", json=body).json()["entries"]
    assert signed["cyd"].get(f"{path}/sheets").json()["outcome"] == {"occurred": "yes", "killed": 6}
    assert signed["cyd"].post("/api/v1/undo", json={"kind": "sheet", "n": n, "reason": "no"}).status_code == 200
    assert signed["cyd"].get(f"{path}/sheets").json()["settled"] == []
    rows = signed["cyd"].get("/api/v1/agreement").json()["agreement"]
    killed = next(row for row in rows if row["question"] == "killed")
    assert killed["agreed"] < killed["units"]
    assert signed["rea"].post(f"{path}/sheets", json=body).status_code in {403, 422}


def test_a_wrong_answer_names_its_question(ledger: Ledger, signed: dict[str, TestClient]) -> None:
    (incident,) = ledger.find(country="AM")
    body = {"answers": {"killed": "many"}, "reason": "round one"}
    answer = signed["ada"].post(f"/api/v1/incidents/{incident.id}/sheets", json=body)
    assert answer.status_code == 422
    assert "killed: 'many' is no answer; a number was expected" in answer.json()["detail"]
