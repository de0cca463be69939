"""Every page as a file: what it shows, for programs, and no more than it shows."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from web_site import REPORTS, client_of

from counterclaim.ledger import Ledger
from counterclaim.records.report import Report


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_an_incident_is_a_row_and_a_feature(ledger: Ledger, alone: TestClient) -> None:
    (found,) = ledger.find(country="KE")
    (row,) = rows(alone.get(f"/incidents/{found.id}.csv").text)
    assert (row["id"], row["killed_best"]) == (found.id, "3")
    (feature,) = alone.get(f"/incidents/{found.id}.geojson").json()["features"]
    assert feature["geometry"]["coordinates"] == [found.where.lon, found.where.lat]
    early = alone.get(f"/incidents/{next(ledger.find(country='AM')).id}.csv?as_of=2026-03-05").text
    assert rows(early)[0]["killed_best"] == "2"
    assert alone.get("/incidents/feedfeedfeed.csv").status_code == 404


def test_a_report_is_what_was_read_in_it_its_claims_and_its_places(ledger: Ledger, alone: TestClient) -> None:
    told = alone.get("/reports/clash-1.json").json()
    assert told["text"] == REPORTS[0].text
    assert {each["holder"] for each in told["claims"]} >= {"AM", "AZ"}
    assert told["accounts"][0]["incident"] == next(ledger.find(country="AM")).id
    table = rows(alone.get("/reports/clash-1.csv").text)
    assert [row["sentence"] for row in table] == [each["sentence"] for each in told["claims"]]
    (first, *_) = alone.get("/reports/clash-1.geojson").json()["features"]
    assert first["geometry"]["type"] == "Point"


def test_a_report_whose_id_ends_like_a_file_has_its_page(tmp_path: Path) -> None:
    name = "https://news.example/a.json"
    with Ledger(tmp_path / "ends.db") as ledger:
        list(ledger.add([Report("Gunmen killed two farmers near Gao on Monday, police said.", name, "Two farmers")]))
        client = client_of(ledger, tmp_path)
        assert "<h1>Two farmers</h1>" in client.get(f"/reports/{quote(name, safe='')}").text
        assert client.get(f"/reports/{quote(name, safe='')}.json").json()["id"] == name
        assert client.get("/reports/none.json").status_code == 404


def test_in_public_a_report_as_a_file_has_no_more_than_its_page(ledger: Ledger, tmp_path: Path) -> None:
    public = client_of(ledger, tmp_path, alone=None, public=True)
    answer = public.get("/reports/clash%2F2.json")
    assert answer.json()["text"] is None
    assert "restraint" not in answer.text


def test_an_actor_tells_its_roles_and_leads_to_its_incidents(ledger: Ledger, alone: TestClient) -> None:
    (found,) = ledger.find(country="AM")
    told = alone.get("/actors/AM.json").json()
    assert told["heard"] == {"count": 1, "incidents": [found.id]}
    answer = alone.get("/actors/AM-MIL.geojson")
    assert answer.headers["location"] == "/incidents.geojson?actor=AM-MIL&status=all"
    assert [each["id"] for each in alone.get(answer.headers["location"]).json()["features"]] == [found.id]
    assert alone.get("/actors/NOBODY-AT-ALL.json").status_code == 404


@pytest.mark.parametrize("path", ["/review.csv", "/review.geojson", "/review.atom", "/review/places.csv"])
def test_what_waits_can_be_carried_away(alone: TestClient, path: str) -> None:
    answer = alone.get(path)
    assert answer.status_code == 307
    assert alone.get(answer.headers["location"]).status_code == 200


def test_the_queue_tells_why(ledger: Ledger, alone: TestClient) -> None:
    waiting = alone.get("/review.json").json()["waiting"]
    (clash,) = ledger.find(country="AM")
    assert waiting[0]["incident"] == clash.id
    assert waiting[0]["why"]
    assert alone.get("/about.json").json()["incidents"] >= 3
