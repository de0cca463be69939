"""Which drafts of a report tell one incident."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.account import joins
from counterclaim.account.scene import Scene
from counterclaim.account.split import gathered
from counterclaim.coder import code, tools
from counterclaim.records.report import Report

TWO = "Rebels shelled a camp in Gao on Monday. Separately, gunmen kidnapped a judge in Timbuktu on Friday."


def scene(text: str) -> Scene:
    coded = code(Report(text=text, published="2026-03-08"), tools())
    return Scene(replace(coded.report, published=coded.reading.published), coded.reading)


def count(text: str) -> int:
    return len(code(Report(text=text, published="2026-03-08"), tools()).coding.accounts)


def test_drafts_that_are_one_are_told_by_the_first_with_all_that_the_second_has() -> None:
    here = scene(TWO)
    made = gathered(here)
    words, harms = [e.span for d in made for e in d.events], sum(len(d.harms) for d in made)
    assert len(made) >= 2
    one = joins.joined(here, made, {"any": 1.0})
    assert [len(one), [e.span for e in one[0].events], len(one[0].harms)] == [1, words, harms]


def test_drafts_that_are_not_stay_apart() -> None:
    here = scene(TWO)
    many = len(gathered(here))
    assert len(joins.joined(here, gathered(here), {"any": -1.0})) == many


def test_an_act_given_as_the_reason_of_another_is_never_joined() -> None:
    here = scene(TWO)
    made = gathered(here)
    made[1].retaliation = True
    assert len(joins.joined(here, made, {"any": 9.0})) == 2


def test_times_places_kinds_and_words_are_laid_side_by_side() -> None:
    here = scene(TWO)
    made = gathered(here)
    found = set(joins.signs(here, made[0], made[-1], made[:1], len(made)))
    assert {"other day", "other place", "other family", "gap 1"} <= found
    assert "told again" not in found


def test_a_sentence_that_stands_twice_is_told_again() -> None:
    here = scene(f"{TWO} Rebels shelled a camp in Gao on Monday.")
    made = gathered(here)
    again = [name for one in made[1:] for name in joins.signs(here, made[0], one, made[:1], len(made))]
    assert "told again" in again or len(made) < 3


@pytest.mark.parametrize(
    ("text", "known"),
    [("the driver was shot in Gao.", "known patient"), ("a driver was shot in Gao.", "new patient")],
)
def test_people_are_told_as_known_or_as_new(text: str, known: str) -> None:
    here = scene(f"Rebels shelled a camp in Timbuktu on Monday. On Thursday {text}")
    made = gathered(here)
    assert known in joins.signs(here, made[0], made[-1], made[:-1], len(made))


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers detained a bomb maker in Kunar province on Monday. The force searched a compound in the village of "
        "Asmar, where the bomb maker was detained without a shot.",
        "Three people were shot in Riverton on Friday night, police said. The third victim was shot in the hand in the "
        "shooting and is in stable condition.",
    ],
)
def test_a_second_account_is_no_second_incident(text: str) -> None:
    assert count(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Police fired on a mob in Anand on Friday. In Nadiad, two men were stabbed to death on Saturday.",
        "A mob burnt shops in Borsad on Friday, and three were hurt. At Khambhat, police opened fire and killed two.",
        "Gunmen killed two soldiers in Gao on Monday. A separate patrol was ambushed near Kidal, and four were hurt.",
    ],
)
def test_a_list_of_incidents_in_several_towns_stays_a_list(text: str) -> None:
    assert count(text) == 2
