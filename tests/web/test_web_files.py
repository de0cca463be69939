"""Every page as a file: what it shows, for programs, and no more than it shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
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


CROWD = (
    Report(
        "Gunmen killed dozens of traders at a market in Gao on Monday, police said.",
        "gao-1",
        "A",
        "Wire A",
        None,
        "2026-03-03",
    ),
    Report(
        "Gunmen killed 18 traders at a market in Gao on Monday, doctors said.",
        "gao-2",
        "B",
        "Wire B",
        None,
        "2026-03-03",
    ),
    Report("Gunmen killed 15 farmers near Kisumu on Sunday, police said.", "kisumu", "C", "Wire C", None, "2026-03-02"),
)


@pytest.fixture(scope="module")
def crowds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Two incidents, of one of which two figures are told."""
    with Ledger(tmp_path_factory.mktemp("crowds") / "crowds.db") as made:
        list(made.add(CROWD))
        yield made


@pytest.mark.parametrize(("rule", "best"), [("ucdp", 18), ("acled", 12), ("highest", 24)])
def test_a_set_and_its_files_go_by_the_rule_book_that_is_chosen(
    crowds: Ledger, tmp_path: Path, rule: str, best: int
) -> None:
    client = client_of(crowds, tmp_path)
    asked = f"rule={rule}&sort=killed&killed_min={max(best - 2, 1)}"
    wanted = [each for each in sorted([(best, "ML"), (15, "KE")], reverse=True) if each[0] >= best - 2]
    told = client.get(f"/incidents.json?{asked}").json()
    assert [(each["toll"]["killed"]["best"], each["where"]["country"]) for each in told] == wanted
    paged = client.get(f"/api/v1/incidents?{asked}").json()
    assert paged["count"] == len(wanted)
    assert paged["incidents"] == told
    table = rows(client.get(f"/incidents.csv?{asked}").text)
    assert [(int(row["killed_best"]), row["country"]) for row in table] == wanted
    features = client.get(f"/incidents.geojson?{asked}").json()["features"]
    assert [each["properties"]["killed_best"] for each in features] == [count for count, _ in wanted]
    assert [each["headline"] for each in told] == [row["headline"] for row in table]
    dots = client.get(f"/map.json?{asked}").json()["dots"]
    assert sorted(dot[6] for dot in dots) == sorted(count for count, _ in wanted)
    page = client.get(f"/?{asked}").text
    assert f"<b>{len(wanted)}</b> incident" in page
    assert f'<option value="{rule}" selected>' in page
    assert f"?rule={rule}" in page
    assert f"rule={rule}" in page.split("/incidents.csv?", 1)[1].split('"', 1)[0]


def test_a_set_by_a_rule_book_that_is_none_is_refused(alone: TestClient) -> None:
    for path in (
        "/?rule=none",
        "/incidents.csv?rule=none",
        "/api/v1/incidents?rule=none",
        "/map.json?rule=none&sort=killed",
    ):
        answer = alone.get(path)
        assert answer.status_code == 400, path
        assert "no such rule book" in answer.text
