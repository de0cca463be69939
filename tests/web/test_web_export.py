"""Exports by page and API: the found set in any shape, losses beside it, names withheld, no more than may be seen."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_site import client_of

from counterclaim.export import FORMATS, export, formats
from counterclaim.ledger import Ledger
from counterclaim.records.report import Report
from counterclaim.web.auth import Users
from counterclaim.web.export_page import GROUPS

VICTIM = "Gunmen killed Amara Sesay near Kita in Mali on Monday, police said."
PASSWORD = "a long enough one"  # noqa: S105 (of users that live as long as a test)


def rows(answer: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.decode())))


@pytest.mark.parametrize("name", FORMATS)
def test_the_api_gives_what_the_room_makes(ledger: Ledger, alone: TestClient, name: str) -> None:
    answer = alone.get(f"/api/v1/export/{name}")
    assert answer.status_code == 200
    made = export(ledger, name)
    assert answer.content == b"".join(made)
    assert answer.headers["content-type"] == made.media_type
    assert f'filename="counterclaim{made.ending}"' in answer.headers["content-disposition"]


def test_any_filter_rule_book_and_day_hold(alone: TestClient) -> None:
    whole = rows(alone.get("/api/v1/export/incidents").content)
    some = rows(alone.get("/api/v1/export/incidents?country=AM").content)
    assert len(some) == 1 < len(whole)
    early = rows(alone.get("/api/v1/export/incidents?country=AM&as_of=2026-03-05&rule=highest").content)
    assert (some[0]["killed_best"], early[0]["killed_best"]) == ("4", "2")
    assert early[0]["rule"] == "highest"
    lines = alone.get("/api/v1/export/ged?written=jsonl").text.splitlines()
    assert {json.loads(line)["country"] for line in lines} >= {"Armenia"}


def test_a_zip_holds_the_file_and_its_losses(alone: TestClient) -> None:
    answer = alone.get("/export/file?format=ged&losses=true&country=AM")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        assert names == ["counterclaim.ged.csv", "counterclaim.ged.csv.losses.json"]
        assert archive.testzip() is None
        assert archive.read(names[0]) == alone.get("/export/file?format=ged&country=AM").content
        told = json.loads(archive.read(names[1]))
    assert (told["incidents"], told["rows"]) == (1, 1)
    assert told == alone.get("/export/losses.json?format=ged&country=AM").json()
    assert told == alone.get("/api/v1/export/ged/losses?country=AM").json()


def test_the_page_takes_the_filters_of_the_ledger_page(alone: TestClient) -> None:
    assert 'href="/export?country=AM"' in alone.get("/?country=AM").text
    page = alone.get("/export?country=AM&format=ged").text
    assert "Export 1 incident" in page
    assert '<input type="hidden" name="country" value="AM">' in page
    assert 'href="/export?"' in page
    assert "1 incident read, 1 row written" in page
    assert "people injured" in page
    assert "deaths_civilians" in page


def test_every_shape_can_be_chosen_and_looked_at(alone: TestClient) -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(FORMATS)
    for name in FORMATS:
        answer = alone.get(f"/export?format={name}")
        assert answer.status_code == 200
        assert "written" in answer.text


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("format=gtd", "no export format"),
        ("format=geojson&written=csv", "cannot be written as csv"),
        ("format=ged&rule=nobody", "no such rule book"),
        ("format=ged&as_of=soon", "as_of"),
    ],
)
def test_what_cannot_be_made_is_told_before_a_byte(alone: TestClient, query: str, wrong: str) -> None:
    for path in ("/export/file", "/export/losses.json"):
        answer = alone.get(f"{path}?{query}")
        assert 400 <= answer.status_code < 500
        assert wrong in answer.text
    name, _, rest = query.removeprefix("format=").partition("&")
    told = alone.get(f"/api/v1/export/{name}?{rest}")
    assert 400 <= told.status_code < 500
    assert told.headers["content-type"] == "application/problem+json"


def test_others_wait_while_all_turns_are_taken(alone: TestClient) -> None:
    site = alone.app.state.site  # type: ignore[attr-defined]
    while site.carrying.acquire(blocking=False):
        pass
    answer = alone.get("/api/v1/export/ged")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "60"
    for _ in range(4):
        site.carrying.release()
    for _ in range(6):
        assert alone.get("/api/v1/export/ged").status_code == 200


def test_formats_are_listed(alone: TestClient) -> None:
    told = {each["name"]: each for each in alone.get("/api/v1/formats").json()}
    assert set(told) == set(formats())
    assert len(told["ged"]["columns"]) == 49


@pytest.fixture
def grief(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with a private person's name in it."""
    with Ledger(tmp_path / "grief.db") as made:
        list(made.add([Report(VICTIM, "kita", "A killing", "Sahel Post", None, "2026-06-02")]))
        yield made


@pytest.mark.parametrize(("name", "sees"), [(None, False), ("rea", False), ("ada", True)])
def test_in_public_only_those_who_decide_carry_names_away(
    grief: Ledger, tmp_path: Path, name: str | None, sees: bool
) -> None:
    users = Users(tmp_path / "users.json")
    users.add("ada", "analyst", PASSWORD)
    users.add("rea", "reader", PASSWORD)
    public = client_of(grief, tmp_path, alone=None, public=True)
    if name:
        public.post("/login", data={"name": name, "password": PASSWORD, "back": "/"})
    for path in ("/api/v1/export/plover", "/export/file?format=polecat", "/export?format=plover"):
        assert ("Sesay" in public.get(path).text) is sees, path
    masked = public.get("/api/v1/export/plover?withhold_names=true").text
    assert "Sesay" not in masked


def test_the_setting_withholds_names_from_everybody(
    grief: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home = client_of(grief, tmp_path)
    assert "Sesay" in at_home.get("/api/v1/export/plover").text
    monkeypatch.setenv("COUNTERCLAIM_WITHHOLD_NAMES", "1")
    assert "Sesay" not in at_home.get("/api/v1/export/plover").text
    assert b"Sesay" not in b"".join(export(grief, "plover"))


def test_in_public_statements_come_without_their_words(ledger: Ledger, tmp_path: Path) -> None:
    public = client_of(ledger, tmp_path, alone=None, public=True)
    told = rows(public.get("/api/v1/export/statements").content)
    assert told
    assert {each["words"] for each in told} == {""}
    assert "the accusation" in client_of(ledger, tmp_path).get("/api/v1/export/statements").text
    assert "the accusation" not in public.get("/api/v1/export/plover").text
