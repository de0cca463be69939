"""Suspects told in so many words: by a charge, a verdict, or named as who did it."""

from __future__ import annotations

import pytest

from counterclaim.account.code import code
from counterclaim.gazetteer import open_gazetteer
from counterclaim.read.reader import read
from counterclaim.records.account import Participant
from counterclaim.records.report import Report

DEED = "A gunman shot dead a teacher at a garage in Toledo, Ohio, on Monday."


def people(text: str) -> tuple[Participant, ...]:
    report = Report(text=text, published="2026-03-04")
    (account,) = code(report, read(report, open_gazetteer())).accounts
    return account.participants


def doers(text: str) -> set[tuple[str, str]]:
    return {(one.name, one.certainty) for one in people(text) if one.role == "responsible"}


@pytest.mark.parametrize(
    "charge",
    [
        "Hugo Rios, 22, was charged with murder.",
        "Hugo Rios, of Dayton, has been arrested.",
        "Police identified the gunman as Hugo Rios.",
        "The suspect, Hugo Rios, is being held in the county jail.",
    ],
)
def test_who_is_charged_or_named_is_the_doer_for_the_gunman(charge: str) -> None:
    assert {name for name, _ in doers(f"{DEED} {charge}")} == {"Hugo Rios"}


def test_a_verdict_is_surer_than_a_charge() -> None:
    assert ("Hugo Rios", "stated") in doers(f"{DEED} Hugo Rios was found guilty of murder.")


def test_all_of_a_list_are_charged() -> None:
    told = people(f"{DEED} Hugo Rios, Ana Diaz and Ivo Brandt were charged with murder.")
    words = {words.text for one in told if one.role == "responsible" for words in one.mentions}
    assert {"Hugo Rios", "Ana Diaz", "Ivo Brandt"} <= words


def test_who_is_charged_is_no_victim() -> None:
    told = people(f"{DEED} Hugo Rios, 22, who was wounded in the leg, was charged with murder.")
    assert not [one for one in told if one.role == "victim" and one.name == "Hugo Rios"]


def test_an_official_who_speaks_is_not_the_one_arrested() -> None:
    told = people(f"{DEED} Sheriff Hugo Rios said that nobody was arrested.")
    assert not [one for one in told if "Rios" in one.name and one.role == "responsible"]


def test_a_street_and_a_deed_are_nobody() -> None:
    told = people("Two men were wounded in the Harn Street Shooting in Toledo, Ohio, on Monday, the police said.")
    assert not [one for one in told if "Street" in one.name or "Shooting" in one.name]


def test_who_kills_himself_after_the_deed_is_told_by_the_deed() -> None:
    told = people("A man shot dead his wife and a neighbour in Toledo, Ohio, on Monday before killing himself.")
    assert {one.name for one in told if one.role == "responsible"} == {"man"}


@pytest.mark.parametrize("none", ["Police have not identified any suspects.", "There is no active shooter."])
def test_suspects_whom_nobody_has_did_nothing(none: str) -> None:
    told = people(f"A teacher was shot dead at a garage in Toledo, Ohio, on Monday. {none}")
    assert not [one for one in told if one.role == "responsible"]


def test_who_denies_a_deed_that_others_are_told_to_have_done_is_not_its_doer() -> None:
    denial = "Mali's army denied that its soldiers were involved."
    told = doers(f"Gunmen killed seven herders near Kidal in northern Mali on Monday, officials said. {denial}")
    assert told == {("Gunmen", "claimed"), ("soldiers", "denied")}
