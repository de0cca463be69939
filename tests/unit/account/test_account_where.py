"""Where an incident is put: by its own words, else by whose police speak, else by the dateline."""

from __future__ import annotations

from counterclaim.account.code import code
from counterclaim.gazetteer import open_gazetteer
from counterclaim.read.reader import read
from counterclaim.records.account import Where
from counterclaim.records.report import Report


def place(text: str) -> Where:
    report = Report(text=text, published="2026-03-04")
    return code(report, read(report, open_gazetteer())).accounts[0].where


def test_the_town_whose_police_speak_is_where_nothing_else_is_told() -> None:
    where = place("Two men were shot dead at a house on Monday night, Waycross Police Department officers said.")
    assert (where.name, where.admin1, where.basis) == ("Waycross", "Georgia", "inferred")


def test_a_place_told_goes_before_whose_police_speak() -> None:
    where = place("Two men were shot dead in Savannah, Georgia, on Monday night, Waycross police said.")
    assert where.name == "Savannah"


def test_a_house_that_no_gazetteer_has_lies_in_the_town_of_the_report() -> None:
    where = place(
        "Two men were shot dead in the Xarvenwood neighborhood on Monday, Waycross Police Department officers said."
    )
    assert (where.country, where.admin1) == ("US", "Georgia")
    assert where.lat is not None


def test_a_district_told_later_is_finer_than_the_province_told_first() -> None:
    where = place(
        "Soldiers detained two insurgents in Zabul province, Afghanistan, on Monday, the army said.\n\n"
        "The force searched a compound in the Qalat district after a tip, and no shots were fired."
    )
    assert where.name == "Qalat"


def test_where_the_wounded_are_brought_is_not_where_they_were_shot() -> None:
    where = place(
        "Two men were shot on Monday night in Norlina, N.C., police said. They were flown to Duke Hospital in Durham. "
        "The shooting left one of them paralysed, a hospital in Durham said."
    )
    assert where.name == "Norlina"


def test_a_capital_that_speaks_is_no_place_of_an_incident() -> None:
    assert place("Smugglers shot a soldier on Monday. Amman said its troops shot back and killed two.").name != "Amman"


def test_a_distance_and_a_bearing_from_a_town_are_reckoned() -> None:
    where = place("Gunmen killed two soldiers 40 km north of Gao, Mali, on Monday, the army said.")
    assert where.lat is not None
    assert abs(where.lat - 16.63) < 0.05
    assert where.precision == "near"


def test_a_distance_without_a_bearing_widens_the_circle() -> None:
    where = place("Gunmen killed two soldiers 40 km from Gao, Mali, on Monday, the army said.")
    assert (where.radius_km or 0) >= 40


def test_where_a_court_sits_is_no_place_of_an_incident() -> None:
    text = "Gunmen killed two soldiers on Monday, the army said. A court in Savannah, Georgia, will hear the case."
    assert place(text).name != "Savannah"


def test_where_a_ministry_speaks_is_no_place_of_an_incident() -> None:
    where = place(
        "Two soldiers were wounded on Tuesday evening when a patrol boat came under rifle fire on the Sarstoon River, "
        "the Ministry of National Defence in Belmopan said."
    )
    assert (where.name, where.lat) == ("Sarstoon", None)


def test_the_place_of_another_deed_does_not_take_the_place_of_one_told_with_this() -> None:
    where = place(
        "Rebels killed five traders near Gao on Monday, the army said.\n\n"
        "In a second attack gunmen killed two teachers in Mopti on Sunday, police said."
    )
    assert where.name == "Gao"
