"""UCDP GED's rules: its columns and scales, deaths by side that add up, no row without deaths."""

from __future__ import annotations

import csv
import io
import re

from export_ledger import Book

from counterclaim.export import export
from counterclaim.export.ged import _grid

COLUMNS = re.split(
    ", ",
    "id, relid, year, active_year, code_status, type_of_violence, conflict_dset_id, conflict_new_id, conflict_name, "
    "dyad_dset_id, dyad_new_id, dyad_name, side_a_dset_id, side_a_new_id, side_a, side_b_dset_id, side_b_new_id, "
    "side_b, number_of_sources, source_article, source_office, source_date, source_headline, source_original, "
    "where_prec, where_coordinates, where_description, adm_1, adm_2, latitude, longitude, geom_wkt, priogrid_gid, "
    "country, country_id, region, event_clarity, date_prec, date_start, date_end, deaths_a, deaths_b, "
    "deaths_civilians, deaths_unknown, best, high, low, gwnoa, gwnob",
)


def rows(book: Book) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(export(book, "ged")).decode())))


def test_columns_stand_in_its_order_and_deaths_add_up(book: Book) -> None:
    found = rows(book)
    assert list(found[0]) == COLUMNS
    for row in found:
        sides = [int(row[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
        assert sum(sides) == int(row["best"])
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])
        assert row["code_status"].startswith("Check")


def test_the_clash_has_both_governments_and_the_dead_on_their_side(book: Book) -> None:
    (row,) = [row for row in rows(book) if row["date_start"].startswith("2026-03")]
    assert (row["side_a"], row["side_b"]) == ("Government of Ecuador", "Government of Peru")
    assert (row["gwnoa"], row["gwnob"]) == ("130", "135")
    assert (row["deaths_a"], row["deaths_b"], row["best"], row["high"], row["low"]) == ("0", "2", "2", "4", "2")
    assert (row["date_start"], row["where_prec"], row["date_prec"]) == ("2026-03-03 00:00:00.000", "2", "1")
    assert row["number_of_sources"] == "2"
    assert "lima-1/0/0" in row["source_original"]


def test_one_sided_violence_has_civilians_as_side_b(book: Book) -> None:
    (row,) = [row for row in rows(book) if row["date_start"].startswith("2026-06")]
    assert (row["type_of_violence"], row["side_b"], row["deaths_civilians"]) == ("3", "Civilians", "3")


def test_a_month_and_a_country_have_their_precision(book: Book) -> None:
    (row,) = [row for row in rows(book) if row["country"] == "Chad"]
    assert (row["date_prec"], row["where_prec"], row["best"], row["high"]) == ("4", "6", "24", "99")


def test_incidents_without_deaths_are_left_out_and_counted(book: Book) -> None:
    made = export(book, "ged")
    list(made)
    assert made.losses.out["without deaths"] == 1
    assert made.losses.rows == made.losses.incidents - 1


def test_grid_cells_are_those_of_prio() -> None:
    assert _grid(34.802462, 36.707602) == 179714  # a row of UCDP GED 19.1
    assert _grid(90, 180) == 259200
