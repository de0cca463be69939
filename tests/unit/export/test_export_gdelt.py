"""GDELT's rules: columns of its event table 2.0, Goldstein values by code, places, dates as its own files have them."""

from __future__ import annotations

import csv
import io

import pytest
from export_ledger import Book

from counterclaim.codebook.standards import countries, crosswalk
from counterclaim.export import export
from counterclaim.export.gdelt import goldstein

ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = [
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor1{name}" for name in ACTOR),
    *(f"Actor2{name}" for name in ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in GEO),
    *("DATEADDED", "SOURCEURL"),
]


def rows(book: Book) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(export(book, "gdelt")).decode()), delimiter="\t"))


def test_columns_stand_in_the_order_of_the_second_table(book: Book) -> None:
    assert list(rows(book)[0]) == COLUMNS
    assert len(COLUMNS) == 61


@pytest.mark.parametrize(
    ("code", "value"),
    [
        *(("010", 0.0), ("016", -2.0), ("020", 3.0), ("0254", -0.3), ("0334", 6.0), ("057", 8.0), ("0874", 10.0)),
        *(("100", -5.0), ("1124", -2.0), ("120", -4.0), ("129", -5.0), ("130", -4.4), ("1384", -7.0), ("1452", -7.5)),
        *(("163", -8.0), ("171", -9.2), ("173", -5.0), ("175", -9.0), ("181", -9.0), ("182", -9.5), ("1822", -9.0)),
        *(("1823", -10.0), ("1831", -10.0), ("186", -10.0), ("190", -10.0), ("192", -9.5), ("195", -10.0)),
        *(("201", -9.5), ("2041", -10.0)),
    ],
)
def test_goldstein_values_are_those_of_its_table(code: str, value: float) -> None:
    assert goldstein(code) == value


def test_every_code_that_rows_can_have_has_a_value_and_three_digits_or_more(book: Book) -> None:
    for code in (*crosswalk("cameo.mode").values(), *crosswalk("cameo.stance").values()):
        assert -10 <= goldstein(code) <= 10
    for row in rows(book):
        assert len(row["EventCode"]) >= 3
        assert row["EventBaseCode"] == row["EventCode"][:3]
        assert row["EventRootCode"] == row["EventCode"][:2]
        assert float(row["GoldsteinScale"]) == goldstein(row["EventCode"])


def test_the_fraction_of_a_year_has_months_of_thirty_days(book: Book) -> None:
    found = {row["SQLDATE"]: row["FractionDate"] for row in rows(book)}
    assert found["20260501"] == "2026.3315"  # as 20170302 is 2017.1699 in its files
    assert found["20260303"] == "2026.1726"


def test_places_have_country_codes_of_fips_and_no_ids_of_others(book: Book) -> None:
    chad = next(row for row in rows(book) if row["ActionGeo_FullName"] == "Chad")
    names = ("Type", "CountryCode", "ADM1Code", "FeatureID")
    assert [chad[f"ActionGeo_{name}"] for name in names] == ["1", "CD", "CD", "CD"]
    menaka = next(row for row in rows(book) if row["SQLDATE"] == "20260501")
    assert [menaka[f"ActionGeo_{name}"] for name in names] == ["4", "ML", "", ""]
    assert all(row["Actor1KnownGroupCode"] == "" for row in rows(book))


def test_fips_codes_are_of_countries_and_each_once() -> None:
    known = crosswalk("gdelt.fips")
    assert {"UA": "UP", "DE": "GM", "IL": "IS", "CH": "SZ", "AU": "AS", "NE": "NG"}.items() <= known.items()
    assert len(set(known.values())) == len(known)
    assert set(countries()) - set(known) <= {"AX", "BQ", "UM"}
