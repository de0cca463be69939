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


def test_what_the_one_taken_had_done_before_makes_no_bombing_of_a_raid() -> None:
    account = only(f"{RAID} He planned bomb attacks against army posts and the ambush that killed two soldiers.")
    assert account.event.acled_sub_type == "Arrests"
    assert {(one.role, one.kind) for one in account.participants} == {
        ("responsible", "military"),
        ("target", "armed_group"),
    }


def test_a_raid_with_shots_is_a_clash() -> None:
    shot = (
        "Afghan soldiers shot dead one insurgent and detained three insurgents during a search in Kandahar on Monday."
    )
    event = only(shot).event
    assert (event.plover_mode, event.acled_sub_type) == ("firearms", "Armed clash")


def test_people_unharmed_and_shots_not_fired_are_no_part_of_a_raid() -> None:
    account = only(f"{RAID} No women or children were injured. No shots were fired.")
    assert account.event.acled_sub_type == "Arrests"
    assert not [one for one in account.participants if one.role == "victim"]


def test_others_whom_soldiers_take_are_suspected_and_no_victims() -> None:
    text = "Afghan soldiers detained several individuals during a search in Kandahar on Monday."
    account = only(text)
    assert ("target", "person") in {(one.role, one.kind) for one in account.participants}
    assert account.event.acled_sub_type == "Arrests"


def test_suspected_fighters_are_of_no_group_whose_leader_is_sought() -> None:
    text = (
        "Afghan soldiers detained two suspected insurgents in Kandahar on Monday while searching for a Taliban leader."
        " The Taliban leader supplies weapons to Taliban insurgents."
    )
    targets = [one for one in only(text).participants if one.role == "target"]
    assert [one.actor for one in targets] == [None]


def test_a_force_that_supports_another_acts_too() -> None:
    text = "Afghan soldiers, supported by French troops, detained three insurgents in Kandahar on Monday."
    assert {one.actor for one in only(text).participants if one.role == "responsible"} == {"AF-MIL", "FR-MIL"}


def test_troops_who_take_villages_make_no_arrest() -> None:
    text = "Syrian troops captured two villages near Idlib on Monday and killed three rebels, a monitor said."
    assert only(text).event.acled_sub_type != "Arrests"


def test_a_killing_in_an_operation_of_soldiers_is_a_clash_with_firearms() -> None:
    event = only("Afghan soldiers killed a Taliban leader during an operation near Kandahar on Monday.").event
    assert (event.plover_mode, event.acled_sub_type) == ("firearms", "Armed clash")
