"""Raids in which people are taken: who is taken, by whom, and where."""

from __future__ import annotations

from counterclaim.account.code import code
from counterclaim.gazetteer import open_gazetteer
from counterclaim.read.reader import read
from counterclaim.records.account import Account
from counterclaim.records.report import Report

RAID = "In Ghorak district, Kandahar province, Afghan soldiers detained three insurgents during a search on Monday."


def only(text: str) -> Account:
    report = Report(text=text, published="2026-03-04")
    (account,) = code(report, read(report, open_gazetteer())).accounts
    return account


def parts(text: str) -> set[tuple[str, str]]:
    return {(one.role, one.kind) for one in only(text).participants}


def test_people_taken_in_a_raid_are_its_target() -> None:
    assert parts(RAID) == {("responsible", "military"), ("target", "armed_group")}


def test_an_attack_that_those_taken_are_known_for_makes_no_doers_of_them() -> None:
    assert parts(f"{RAID} Their leader plans bomb attacks.") >= {("target", "armed_group")}


def test_people_arrested_over_a_killing_are_suspected_of_it() -> None:
    text = "A judge was shot dead in Kandahar on Monday. Two men were arrested, the police said."
    account = only(text)
    assert ("responsible", "suspected") in {(one.role, one.certainty) for one in account.participants}


def test_a_district_that_no_gazetteer_has_names_the_place_where_its_province_is() -> None:
    where = only(RAID.replace("Ghorak", "Zerbanak")).where
    assert (where.name, where.admin1, where.country, where.precision) == ("Zerbanak", "Kandahar", "AF", "admin1")


def test_police_who_search_after_a_shooting_did_not_shoot() -> None:
    text = "Deputies searched for several suspects after a shooting. Three people were wounded in the shooting in Homs."
    assert not {one.kind for one in only(text).participants} & {"police"}


def test_police_who_shoot_in_a_search_did() -> None:
    assert ("responsible", "police") in parts("Police searched a house in Homs on Monday and shot dead two men.")
