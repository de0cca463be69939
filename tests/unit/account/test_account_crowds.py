"""Police against a crowd: the crowd is the sufferer, whatever it did before."""

from __future__ import annotations

from counterclaim.account.code import code
from counterclaim.gazetteer import open_gazetteer
from counterclaim.read.reader import read
from counterclaim.records.account import Account
from counterclaim.records.report import Report


def first(text: str) -> Account:
    report = Report(text=text, published="2026-03-04")
    return code(report, read(report, open_gazetteer())).accounts[0]


def parts(account: Account) -> set[tuple[str, str | None]]:
    return {(one.role, one.actor) for one in account.participants}


def test_a_mob_that_police_fire_at_is_the_victim() -> None:
    text = "Police opened fire on a mob in Puno, Peru, on Tuesday after the mob burnt shops. Two persons were injured."
    account = first(text)
    assert account.event.acled_sub_type == "Excessive force against protesters"
    assert parts(account) == {("responsible", "PE-POL"), ("victim", "PE-CIV")}


def test_police_under_stones_who_charge_the_crowd_did_it() -> None:
    text = (
        "Protesters pelted stones at the police in Puno, Peru, on Tuesday, injuring several policemen."
        " The police lathicharged the crowd and four persons were hurt."
    )
    assert ("responsible", "PE-POL") in parts(first(text))
    assert ("responsible", "PE-CIV") not in parts(first(text))


def test_a_mob_that_burns_things_riots() -> None:
    account = first("A mob attacked a depot with petrol bombs in Puno, Peru, on Tuesday. The mob burnt cars.")
    assert account.event.acled_sub_type == "Violent demonstration"
    assert parts(account) == {("responsible", "PE-CIV")}


def test_a_group_of_people_is_no_armed_group() -> None:
    account = first("A group of pilgrims beat a journalist at a station in Puno, Peru, on Tuesday.")
    assert "armed_group" not in {one.kind for one in account.participants}


def test_a_pellet_gun_makes_no_crackdown_where_no_police_act() -> None:
    account = first("A boy was killed with a pellet gun in Puno, Peru, on Tuesday.")
    assert account.event.acled_sub_type == "Attack"


def test_mines_that_the_killed_had_laid_make_no_bombing_of_their_killing() -> None:
    text = (
        "Peruvian soldiers killed a rebel in a search near Puno on Tuesday. He had laid improvised explosive devices."
    )
    assert first(text).event.plover_mode != "explosives"


def test_people_harmed_are_civilians_where_no_country_is_told() -> None:
    account = first("Ten people were wounded in a shooting at a garage on Tuesday, the police said.")
    assert {one.kind for one in account.participants if one.role == "victim"} == {"civilians"}
