"""What the head of a sentence says of its act, and what of a report is no place of it."""

from __future__ import annotations

import pytest

from counterclaim.coder import code, tools
from counterclaim.records.account import Account
from counterclaim.records.report import Report

LEAD = "Shells hit the port of Odesa overnight, killing two dockers, officials said."


def accounts(text: str) -> list[Account]:
    return list(code(Report(text=text, published="2026-03-08"), tools()).coding.accounts)


@pytest.mark.parametrize(
    "second",
    [
        "In Russia's Belgorod region, a drone hit a car on a road, wounding a married couple, the governor said.",
        "Separately, six militants were killed in an operation near Kharkiv, the army said.",
        "Elsewhere, a bomb killed a judge in Kherson.",
    ],
)
def test_a_sentence_that_opens_elsewhere_tells_another_incident(second: str) -> None:
    assert len(accounts(f"{LEAD}\n\n{second}")) == 2


def test_a_sentence_that_opens_at_the_same_place_goes_on_with_it() -> None:
    assert len(accounts(f"{LEAD}\n\nIn Odesa, the shells also wounded a watchman, the mayor said.")) == 1


def test_harm_goes_with_the_act_told_after_it_in_its_sentence() -> None:
    second = "In the Meta department, four soldiers were killed when their patrol was ambushed near La Macarena."
    first = "Ten rebels were killed in a battle with the army in El Retorno in the Guaviare department on Sunday."
    told = accounts(f"{first}\n\n{second}")
    assert [[(t.quantity.best, t.of) for t in one.toll][-1] for one in told][1] == (4, "CO-MIL")


def test_what_one_side_says_of_the_same_hour_is_the_same_clash() -> None:
    text = (
        "A Cambodian soldier was killed early Saturday in an exchange of fire with Thai troops at the border, both "
        "countries said.\n\nCambodia's defence ministry said Thai forces opened fire at about 5:30 a.m. near a temple."
    )
    assert len(accounts(text)) == 1


def test_a_capital_that_news_of_a_border_was_sent_from_is_not_its_place() -> None:
    text = "BANGKOK (Own Wire) - Thai and Cambodian troops exchanged fire along the border on Saturday, killing two."
    assert "Bangkok" not in {one.where.name for one in accounts(text)}


def test_where_a_truce_was_brokered_is_no_place_of_the_fighting() -> None:
    text = "Some 43 people were killed in five days of fighting last July, which ended with a truce brokered in Doha."
    assert "Doha" not in {one.where.name for one in accounts(text)}


def test_the_place_of_an_older_attack_is_not_that_of_the_news() -> None:
    text = (
        "PESHAWAR: A suicide bomber blew himself up inside a mosque in the Pakistani city of Bannu on Friday, killing "
        "18 worshippers.\n\nA similar attack in Peshawar in January 2023 left more than 80 people dead."
    )
    assert accounts(text)[0].where.name == "Bannu"


def test_soldiers_and_the_militants_they_fought_are_not_added_up() -> None:
    told = accounts("Two soldiers and six militants were killed in a clash in Mir Ali on Friday, the army said.")
    assert sorted(t.quantity.best or 0 for t in told[0].toll) == [2, 6]
