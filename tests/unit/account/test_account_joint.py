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
