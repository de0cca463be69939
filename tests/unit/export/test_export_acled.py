"""ACLED's rules: a row a day, the lowest figure, sides and types, precision, and what it does not code."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from export_ledger import Book

from counterclaim.export import Options, export
from counterclaim.export.acled_actors import interaction

COLUMNS = re.split(
    ", ",
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, actor1, "
    "assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, civilian_targeting, iso, region, country, "
    "admin1, admin2, admin3, location, latitude, longitude, geo_precision, source, source_scale, notes, fatalities, "
    "tags, timestamp",
)


def rows(book: Book, **asked: Any) -> list[dict[str, str]]:
    made = export(book, "acled", options=Options(**asked))
    return list(csv.DictReader(io.StringIO(b"".join(made).decode())))


def by_place(book: Book, place: str) -> list[dict[str, str]]:
    return [row for row in rows(book) if row["location"] == place]


def test_columns_stand_in_the_order_of_the_codebook(book: Book) -> None:
    assert list(rows(book)[0]) == COLUMNS


def test_days_of_a_battle_are_rows_and_share_its_dead(book: Book) -> None:
    found = by_place(book, "Menaka")
    assert [(row["event_date"], row["fatalities"]) for row in found] == [
        ("2026-05-01", "4"),
        ("2026-05-02", "3"),
        ("2026-05-03", "3"),
    ]
    assert len({row["event_id_cnty"] for row in found}) == 3
    assert {row["time_precision"] for row in found} == {"1"}


def test_a_night_is_one_row_on_the_evening_it_began(book: Book) -> None:
    (row,) = [row for row in rows(book) if row["event_date"].startswith("2026-03")]
    assert row["event_date"] == "2026-03-03"
    assert row["geo_precision"] == "2"
    assert row["latitude"] == "-2.9500"


def test_figures_that_differ_give_the_lowest_and_the_claims_behind_it(book: Book) -> None:
    (row,) = [row for row in rows(book) if row["event_date"] == "2026-03-03"]
    assert row["fatalities"] == "2"
    assert "lima-1/0/0" in row["notes"]
    assert rows(book, rule="highest")[-1]["fatalities"] == "4"


def test_an_army_abroad_is_external_and_the_lower_code_comes_first(book: Book) -> None:
    (row,) = [row for row in rows(book) if row["event_date"] == "2026-03-03"]
    assert (row["actor1"], row["inter1"]) == ("Military Forces of Ecuador", "External/Other forces")
    assert (row["actor2"], row["inter2"]) == ("Military Forces of Peru", "State forces")
    assert row["interaction"] == "State forces-External/Other forces"


def test_violence_against_civilians_has_them_as_actor2(book: Book) -> None:
    (row,) = by_place(book, "Kita")
    assert row["actor1"] == "Unidentified Armed Group (Mali)"
    assert row["actor2"] == "Civilians (Mali)"
    assert row["civilian_targeting"] == "Civilians targeted"
    assert row["fatalities"] == "3"


def test_incidents_placed_by_country_alone_are_left_out_and_counted(book: Book) -> None:
    made = export(book, "acled")
    assert b"Chad" not in b"".join(made)
    assert made.losses.out == {"placed no finer than a country": 1}
    assert len(made.report()["left_out"][0]["incidents"]) == 1
    assert made.losses.lost["people injured"] == 1


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        ("Civilians", "State forces", "State forces-Civilians"),
        ("Rebel group", None, "Rebel group only"),
        (None, None, None),
        ("State forces", "State forces", "State forces-State forces"),
    ],
)
def test_interaction_words(one: str | None, two: str | None, words: str | None) -> None:
    assert interaction(one, two) == words
