"""Corrections leave the pages and the API as golden cases; in public with quoted sentences alone."""

from __future__ import annotations

from pathlib import Path

import yaml
from fastapi.testclient import TestClient
from web_site import client_of

from counterclaim.ledger import Ledger


def test_a_correction_is_a_case_on_its_page_and_in_the_api(ledger: Ledger, alone: TestClient, tmp_path: Path) -> None:
    (incident,) = ledger.find(country="AM")
    n = ledger.revise("me", "the hospital's list").correct(incident.id, "toll.killed", [4, 5, 6])
    assert f'href="/corrections/{n}.yaml"' in alone.get(f"/incidents/{incident.id}").text
    told = yaml.safe_load(alone.get(f"/corrections/{n}.yaml").text)
    assert told["must"]["accounts"][0]["toll"] == [{"harm": "killed", "low": 4, "best": 5, "high": 6}]
    assert told["report"]["text"] in {ledger.report(name).text for name in ("clash-1", "clash/2")}
    assert alone.get(f"/api/v1/corrections/{n}/case").json() == told == alone.get(f"/corrections/{n}.json").json()
    assert [each["correction"] for each in alone.get("/api/v1/cases").json()["cases"] if each["case"]] == [n]
    assert alone.get("/api/v1/corrections/999/case").status_code == 404
    public = client_of(ledger, tmp_path, public=True).get(f"/api/v1/corrections/{n}/case").json()
    assert "urged both sides" not in public["report"]["text"]
    assert public["must"] == told["must"]
