"""What all formats share: who made each row, claims behind numbers, losses told, names withheld, other writings."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from export_ledger import Book

from counterclaim.errors import SettingError
from counterclaim.export import FORMATS, Export, Options, export, format_of, formats
from counterclaim.export.cells import guarded
from counterclaim.records.query import Query

GOLDEN = Path(__file__).parent / "golden"
TEXT = [name for name in FORMATS if name != "parquet"]


@pytest.mark.parametrize("name", TEXT)
def test_exports_are_as_they_were(book: Book, name: str) -> None:
    made = export(book, name)
    told = b"".join(made).decode()
    place = GOLDEN / f"small{made.ending}"
    assert told == place.read_text(encoding="utf-8"), f"{place}: if this is meant, write it anew"
    assert made.losses.incidents == 5


@pytest.mark.parametrize("name", [name for name in TEXT if name not in {"claimreview", "timemap", "geojson", "hxl"}])
def test_every_row_names_what_made_it(book: Book, name: str) -> None:
    lines = b"".join(export(book, name)).decode().splitlines()
    for line in lines if name == "plover" else lines[1:]:
        assert "counterclaim" in line
        assert "sha256:0" in line


def test_numbers_carry_their_claims(book: Book) -> None:
    for name in ("acled", "ged", "plover", "polecat", "gdelt", "ftm", "geojson", "timemap", "casualties", "incidents"):
        assert b"lima-1/0/0" in b"".join(export(book, name)), name


@pytest.mark.parametrize("name", TEXT)
def test_names_of_private_victims_are_withheld_everywhere(book: Book, name: str) -> None:
    plain = b"".join(export(book, name, options=Options())).decode().casefold()
    made = export(book, name, options=Options(withhold_names=True))
    masked = b"".join(made).decode().casefold()
    assert made.losses.withheld == 1
    assert "sesay" not in masked
    assert "amara" not in masked
    assert ("sesay" in plain) or name in {"claims", "statements", "casualties"}


def test_losses_tell_what_and_how_often_with_examples(book: Book) -> None:
    made = export(book, "gdelt")
    list(made)
    told = made.report()
    toll = next(each for each in told["lost"] if each["what"] == "the toll")
    assert toll["count"] == len(toll["incidents"]) == 4
    assert told["format"] == "gdelt"
    assert json.dumps(told)


def test_accusations_and_denials_are_rows_of_their_own(book: Book) -> None:
    acts = [json.loads(line) for line in b"".join(export(book, "plover")).decode().splitlines()]
    found = {(act["event"][0], act["mode"][0] if act["mode"] else None, act["actor"][0]["code"]) for act in acts}
    assert {("ACCUSE", "allege", "PER"), ("REJECT", None, "ECU"), ("REQUEST", "yield", "BRA")} <= found
    accusation = next(act for act in acts if act["event"] == ["ACCUSE"])
    assert [each["code"] for each in accusation["recipient"]] == ["ECU"]
    battle = next(act for act in acts if act["date"] == "2026-05-01")
    assert len(battle["actor"]) == 2
    assert battle["recipient"] == []


def test_a_date_in_the_past_gives_what_was_known_then(book: Book) -> None:
    made = export(book, "incidents", options=Options(as_of="2026-03-04"))
    (row,) = b"".join(made).decode().splitlines()[1:]
    assert "quito-1" not in row


def test_tables_can_be_written_in_other_ways_and_documents_cannot(book: Book) -> None:
    lines = b"".join(export(book, "ged", options=Options(written="jsonl"))).decode().splitlines()
    assert len([json.loads(line) for line in lines]) == 4
    with pytest.raises(SettingError, match="geojson: it cannot be written as csv"):
        export(book, "geojson", options=Options(written="csv"))
    with pytest.raises(SettingError, match="no export format"):
        export(book, "gtd")


def test_sanctions_have_the_quad_class_that_is_set(book: Book) -> None:
    from counterclaim.export.plover import quad_class

    made = export(book, "plover", options=Options(sanction_quad=3))
    assert quad_class("SANCTION", made._making) == 3
    assert quad_class("ASSAULT", made._making) == 4


def test_formats_tell_their_titles_and_endings() -> None:
    found = formats()
    assert list(found) == list(FORMATS)
    assert len({form.ending for form in found.values()}) == len(FORMATS)


def test_rows_of_kept_incidents_are_those_of_records(book: Book) -> None:
    from counterclaim.export.incidents import COLUMNS, of_kept, rows
    from counterclaim.ledger import Depth, Query

    made = export(book, "incidents")._making
    asked = Query(status=())
    quick = [of_kept(body, made) for body in book.kept(asked)]
    slow = [row for whole in book.whole(asked, Depth()) for row in rows(whole, made)]
    assert quick == [list(row.values()) for row in slow]
    assert all(list(row) == list(COLUMNS) for row in slow)
    assert len(quick) == 5


def test_texts_that_a_spreadsheet_would_run_are_marked_where_asked_and_numbers_stay() -> None:
    row = {"a": "=HYPERLINK(1)", "b": "-12.5", "c": "- he said", "d": -3, "e": "@x", "f": "\tx", "g": "plain", "h": ""}
    marked = {"a": "'=HYPERLINK(1)", "c": "'- he said", "e": "'@x", "f": "'\tx"}
    assert list(guarded([list(row.values())])) == [list((row | marked).values())]


@pytest.mark.parametrize("written", ["csv", "tsv", "jsonl"])
def test_guarded_cells_stand_in_tables_alone(book: Book, written: str) -> None:
    form = format_of("incidents")
    odd = replace(form, of_kept=None, rows=lambda whole, _: [{"id": whole.incident.id, "headline": "=1+1"}])
    told = b"".join(Export(book, odd, Query(), Options(written=written, guard_cells=True))).decode()
    assert ("'=1+1" in told) is (written != "jsonl")
    assert "=1+1" in told
    plain = b"".join(Export(book, odd, Query(), Options(written=written))).decode()
    assert "'=1+1" not in plain
