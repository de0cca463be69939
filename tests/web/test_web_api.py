"""The API: pages of a find, one shape of errors, ETags, sentences, reading without keeping."""

from __future__ import annotations

from fastapi.testclient import TestClient

from counterclaim.ledger import Ledger


def test_find_pages_through_all(alone: TestClient) -> None:
    seen, cursor = [], None
    while True:
        page = alone.get("/api/v1/incidents", params={"limit": 1, **({"cursor": cursor} if cursor else {})}).json()
        seen += [each["id"] for each in page["incidents"]]
        cursor = page["cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == page["count"] == 3


def test_errors_have_one_shape(alone: TestClient) -> None:
    wrong = {"/incidents/feedfeed": 404, "/incidents?since=now": 422, "/nothing": 404, "/incidents?colour=red": 422}
    for path, status in wrong.items():
        answer = alone.get(f"/api/v1{path}")
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(answer.json()) == {"type", "title", "status", "detail", "instance"}


def test_what_is_known_already_is_not_sent_again(ledger: Ledger, alone: TestClient) -> None:
    (found,) = ledger.find(country="AM")
    path = f"/api/v1/incidents/{found.id}"
    tag = alone.get(path).headers["etag"]
    assert alone.get(path, headers={"if-none-match": tag}).status_code == 304
    body = {"field": "reviewed", "value": True, "reason": "seen"}
    assert alone.post(f"{path}/corrections", json=body).status_code == 200
    assert alone.get(path, headers={"if-none-match": tag}).status_code == 200


def test_beside_gives_every_claim_with_its_sentence(ledger: Ledger, alone: TestClient) -> None:
    (found,) = ledger.find(country="AM")
    told = alone.get(f"/api/v1/incidents/{found.id}/beside").json()
    said = [each for cell in told["cells"] for each in cell["said"]]
    text = {"clash-1": ledger.report("clash-1").text, "clash/2": ledger.report("clash/2").text}
    assert said
    for each in said:
        start, end = each["span"]
        assert text[each["report"]][start:end].split()[0] in each["quote"]


def test_a_report_is_read_without_being_kept(ledger: Ledger, alone: TestClient) -> None:
    given = {"text": "Three soldiers were killed in Goma on Monday, the army said.", "published": "2026-03-04"}
    told = alone.post("/api/v1/read", json=given).json()
    assert told["accounts"][0]["toll"][0]["best"] == 3
    assert ledger.count(text="Goma") == 0
    assert alone.post("/api/v1/reports", json=given).json()["outcome"] == "new"
    assert alone.post("/api/v1/reports", json=given).json()["outcome"] == "known"
    assert ledger.count(text="Goma") == 1
