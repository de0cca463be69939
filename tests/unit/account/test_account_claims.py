"""Claims: what each holder says of who did it and with what, once a holder, and what the report says beside them."""

from __future__ import annotations

import counterclaim
from counterclaim.records.account import Account

SHELLING = (
    "The mayor of Tumbes said Ecuadorean troops fired mortars at a market in Zarumilla on Tuesday, killing two people."
)


def main(text: str) -> Account:
    report = counterclaim.Report(id="r", text=text, title=None, published="2026-03-05", outlet=None)
    return next(account for account in counterclaim.read(report).accounts if account.status == "main")


def claims(text: str, field: str) -> list[tuple[object, bool]]:
    return [(one.value, one.polarity) for one in main(text).claims if one.field == field]


def test_a_holder_claims_the_weapon_that_his_words_tell() -> None:
    assert claims(SHELLING, "weapon") == [("mortar", True)]


def test_what_a_holder_says_again_is_claimed_once() -> None:
    again = f"{SHELLING} He said the Ecuadorean troops had fired the mortars at noon."
    told = [
        (one.field, one.value, one.holder) for one in main(again).claims if one.field in {"weapon", "responsibility"}
    ]
    assert len(told) == len(set(told))


def test_the_report_alone_claims_no_doer_where_nobody_says_otherwise() -> None:
    text = f"{SHELLING} Ecuadorean troops shelled the market for an hour."
    assert not [one for one in main(text).claims if one.field == "responsibility" and one.holder == "report"]


def test_a_unit_that_a_group_tells_of_is_its_own() -> None:
    text = "Al-Shabaab announced that a unit stormed an army base in Kismayo on Tuesday, killing five soldiers."
    acting = {one.actor for one in main(text).participants if one.role in {"responsible", "initiator"}}
    assert acting == {"SO-SHABAAB"}


def test_whose_country_it_happened_in_is_nobody_accused() -> None:
    text = (
        "Gunmen on motorcycles killed 17 people in an attack on Gidan Waya village in Nigeria's Zamfara state on "
        "Monday, residents said."
    )
    assert not claims(text, "responsibility")


def test_a_country_that_is_blamed_is_accused() -> None:
    text = (
        "Drones hit an oil plant near Abqaiq on Saturday, wounding two workers. Washington's envoy accused Iran "
        "over the attack."
    )
    assert any(str(value).startswith("IR") for value, _ in claims(text, "responsibility"))


BOMB = "A suicide bomber killed 23 police officers at a checkpoint in Bannu on Sunday, officials said. "


def said(text: str) -> list[tuple[str | None, str]]:
    found = counterclaim.read(counterclaim.Report(id="r", text=text, title=None, published="2026-03-05", outlet=None))
    return [(one.source.holder, one.stance) for one in found.statements]


def test_who_has_no_link_with_a_deed_denies_it() -> None:
    text = f"{BOMB}The Pakistani Taliban said in a statement that it had no link with the bombing."
    assert ("PK-TTP", "denies") in said(text)
    assert ("PK-TTP", True) not in claims(text, "responsibility")


def test_whose_deeds_are_another_sides_is_not_claimed() -> None:
    text = (
        "Israeli air strikes killed three people in Tyre on Saturday, the health ministry in Beirut said. Hezbollah "
        "said Israel's accusation was a pretext to continue its aggression."
    )
    assert ("LB-HEZBOLLAH", "claims_responsibility") not in said(text)


def test_a_claim_of_which_no_words_are_told_is_a_claim() -> None:
    text = f"{BOMB}Islamic State claimed responsibility."
    assert ("ISLAMIC-STATE", "claims_responsibility") in said(text)
    assert ("ISLAMIC-STATE", True) in claims(text, "responsibility")


def test_a_new_group_is_not_one_whose_name_begins_alike() -> None:
    text = f"{BOMB}A little-known group calling itself Jaish-e-Fursan claimed responsibility."
    assert not [value for value, _ in claims(text, "responsibility") if str(value) == "PK-JEM"]


def test_no_group_is_nobody() -> None:
    assert (None, "declines") in said(f"{BOMB}No group claimed responsibility for the blast. Hezbollah kept silent.")


def test_a_fight_of_two_sides_has_no_doer_by_its_dead() -> None:
    text = (
        "Thai and Cambodian troops exchanged fire overnight near Sa Kaeo, leaving four Cambodian soldiers dead and "
        "nine wounded, the defence ministry in Phnom Penh said. The Thai army said its soldiers had fired back."
    )
    assert not claims(text, "responsibility")
    assert {one.actor for one in main(text).participants} == {"TH-MIL", "KH-MIL"}
