"""What kind of incident an account tells, in PLOVER's, ACLED's and UCDP's terms."""

from __future__ import annotations

import pytest

from counterclaim.coder import code, tools
from counterclaim.records.account import Account
from counterclaim.records.report import Report


def told(text: str) -> Account:
    accounts = code(Report(text=text, published="2026-05-06"), tools()).coding.accounts
    return next(account for account in accounts if account.status == "main")


@pytest.mark.parametrize(
    ("text", "sub_event"),
    [
        ("Soldiers clashed with rebels near Goma on Monday, leaving six fighters dead.", "Armed clash"),
        ("Gunmen attacked a village near Goma on Monday, killing nine farmers.", "Attack"),
        ("A roadside bomb struck a police van near Quetta on Monday, killing two.", "Remote explosive/landmine/IED"),
        ("A suicide bomber blew himself up at a mosque in Kano on Monday, killing twelve worshippers.", "Suicide bomb"),
        ("Two men threw a grenade at a police station in Cali on Monday, injuring an officer.", "Grenade"),
        ("Warplanes bombed a market in Idlib on Monday, killing four traders.", "Air/drone strike"),
        ("Rebels fired mortar rounds at a school in Goma, wounding two.", "Shelling/artillery/missile attack"),
        ("Police fired tear gas at protesters in Nairobi, injuring seven.", "Excessive force against protesters"),
        ("Gunmen abducted six teachers near Kaduna on Monday.", "Abduction/forced disappearance"),
        ("Rebels seized the town of Rutshuru from the army on Monday.", "Non-state actor overtakes territory"),
        ("Iraqi troops recaptured Mosul from Islamic State on Monday.", "Government regains territory"),
        ("Rebels shelled Goma with poison gas on Monday, killing eleven people.", "Chemical weapon"),
        ("A military patrol detained two insurgents during an operation near Khost on Monday.", "Arrests"),
        ("Soldiers captured a Taliban leader near Khost on Monday. The leader planted roadside bombs.", "Arrests"),
        ("A military patrol detained two insurgents near Khost on Monday. There were no shots fired.", "Arrests"),
        ("Enemy UAVs have hit the tram depot in Kharkiv, wounding three.", "Air/drone strike"),
        ("The air force bombed a market in Khin-U on Monday, killing four traders.", "Air/drone strike"),
        ("The army carried out an air operation near Goma on Monday, killing four.", "Air/drone strike"),
        ("On Monday a coalition helicopter struck a house in Hasakah, killing a baker.", "Air/drone strike"),
    ],
)
def test_acled_sub_event(text: str, sub_event: str) -> None:
    assert told(text).event.acled_sub_type == sub_event


@pytest.mark.parametrize(
    ("text", "violence"),
    [
        ("Soldiers clashed with rebels near Goma on Monday, leaving six fighters dead.", 1),
        ("Rebels massacred forty villagers near Bunia on Monday.", 3),
        ("Pirates hijacked a tanker off Lagos on Monday.", None),
    ],
)
def test_type_of_violence(text: str, violence: int | None) -> None:
    assert told(text).event.ucdp_type == violence


def test_police_on_marchers_are_police_business() -> None:
    assert told("Police fired tear gas at protesters in Nairobi on Monday, injuring seven.").domain == "police"


def test_a_bomb_keeps_its_kind_whatever_other_arms_are_named() -> None:
    event = told("A car bomb explosion wrecked a bank in Cali on Monday; police later found two mortars.").event
    assert event.plover_mode == "explosives"


def test_a_stabbing_is_primitive() -> None:
    assert told("A man stabbed three shoppers to death in Reading on Monday.").event.plover_mode == "primitive"


def test_arms_told_with_a_search_are_not_what_it_was_done_with() -> None:
    text = "The army mounted a security operation near Goma on Monday against rebels who make bombs and rockets."
    assert told(text).event.acled_type != "Explosions/Remote violence"


def test_both_sides_of_a_fight_that_shell_a_town_fight_a_battle() -> None:
    text = (
        "Fighting between Sudan's army and the Rapid Support Forces raged in Kadugli on Monday, both sides shelling it."
    )
    assert told(text).event.acled_type == "Battles"
