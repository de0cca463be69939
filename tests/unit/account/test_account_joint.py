"""Forces that act as one, bands from abroad, people only looked for: who takes part beside whom."""

from __future__ import annotations

import pytest

from counterclaim.account.code import code
from counterclaim.gazetteer import open_gazetteer
from counterclaim.read.reader import read
from counterclaim.records.report import Report


def sides(text: str) -> set[tuple[str, str]]:
    report = Report(text=text, published="2011-03-04")
    accounts = code(report, read(report, open_gazetteer())).accounts
    return {(p.role, p.actor or p.kind) for account in accounts for p in account.participants}


@pytest.mark.parametrize(
    "force",
    [
        "An Afghan and coalition force",
        "An Afghan-international security force",
        "An Afghan force supported by coalition troops",
    ],
)
def test_a_force_of_two_armies_is_two_sides(force: str) -> None:
    told = f"ISAF gave news of it. {force} killed two insurgents near Kandahar on Monday."
    assert {("responsible", "AF-MIL"), ("responsible", "ISAF")} <= sides(told)


def test_the_bare_force_is_of_the_two_armies_told_before() -> None:
    text = "An Afghan and coalition security force went to Kandahar on Monday. There the security force shot a rebel."
    assert {("responsible", "AF-MIL"), ("responsible", "military")} <= sides(text)


def test_coalition_troops_are_of_the_force_and_not_of_its_command() -> None:
    text = "ISAF Joint Command gave news of it. Coalition forces killed two insurgents near Kandahar on Monday."
    assert sides(text) == {("responsible", "ISAF"), ("target", "armed_group")}


def test_fighters_from_a_country_are_not_its_army() -> None:
    text = "Afghan soldiers killed six fighters from Pakistan near Kandahar on Monday."
    assert sides(text) == {("responsible", "AF-MIL"), ("target", "armed_group")}


def test_a_captured_leader_of_an_armed_group_is_a_target() -> None:
    assert ("target", "AF-TALIBAN") in sides("Afghan soldiers captured a Taliban leader near Kandahar on Monday.")


def test_who_is_only_looked_for_takes_no_part() -> None:
    text = "Afghan soldiers shot dead two farmers near Kandahar on Monday in search of a Haqqani network leader."
    assert "AF-HAQQANI" not in {side for _, side in sides(text)}


def test_a_country_after_a_town_is_a_place() -> None:
    assert sides("A mayor was stabbed in Puno, Peru, on Monday.") == {("victim", "PE-CIV")}


def test_a_report_of_shots_does_nothing() -> None:
    text = "Two men were wounded near Kandahar on Monday in an attack by the report of shots fired."
    assert "organization" not in {side for _, side in sides(text)}


def test_rebels_who_are_shot_and_shoot_back_stand_on_one_side() -> None:
    text = "Soldiers killed two rebels near Puno, Peru, on Monday. The rebels fired at the soldiers."
    assert len({role for role, side in sides(text) if side == "armed_group"}) == 1


def test_the_shooter_nobody_knows_did_it() -> None:
    text = "A woman was shot near Puno, Peru, on Monday, the police said. The shooter is still at large."
    assert ("responsible", "unknown") in sides(text)


def test_suspects_still_sought_are_suspected_doers() -> None:
    text = "A woman was shot dead near Puno, Peru, on Monday. Police have released no word on the suspects."
    report = Report(text=text, published="2011-03-04")
    (account,) = code(report, read(report, open_gazetteer())).accounts
    assert ("responsible", "unknown", "suspected") in {(p.role, p.kind, p.certainty) for p in account.participants}


def test_those_arrested_in_a_riot_are_of_the_crowd() -> None:
    text = "Protesters hurled stones at the police in Puno, Peru, on Monday. Seventy people were arrested."
    assert ("responsible", "person") not in sides(text)


def test_one_private_doer_is_a_person_and_no_people() -> None:
    text = "A shop owner shot dead two men in Puno, Peru, on Monday."
    assert ("responsible", "person") in sides(text)


def test_people_told_as_wounded_did_not_wound() -> None:
    text = "A shooting in Puno, Peru, on Monday left two people dead and two others wounded."
    assert not {side for role, side in sides(text) if role == "responsible"}


def test_a_mayor_told_after_his_name_is_of_the_state() -> None:
    text = "Hernando Quintero, the mayor of the town, was stabbed in Puno, Peru, on Monday."
    assert "PE-GOV" in {side for _, side in sides(text)}


def test_a_road_is_no_side() -> None:
    text = "Four people were hurt on Monday in a shooting on US 64 near Puno, Peru."
    assert not {side for _, side in sides(text) if side.startswith("US")}


def test_at_whom_an_operation_was_aimed_takes_no_part_where_others_were_hit() -> None:
    text = "Afghan soldiers targeted a Taliban leader near Kandahar on Monday, killing two farmers."
    assert "AF-TALIBAN" not in {side for _, side in sides(text)}


def test_a_combined_force_is_of_the_country_and_its_allies() -> None:
    text = "ISAF Joint Command gave news of it. The combined force killed two insurgents near Kandahar on Monday."
    assert {("responsible", "AF-MIL"), ("responsible", "ISAF")} <= sides(text)


def test_somebody_who_opens_fire_is_unknown() -> None:
    assert ("responsible", "unknown") in sides("Someone in a car opened fire on two girls in Puno, Peru, on Monday.")
