"""Who does what in a clause, where the words between the doer and the deed lead astray."""

from __future__ import annotations

import pytest

from counterclaim.gazetteer import open_gazetteer
from counterclaim.read.reader import read
from counterclaim.records.report import Report


def agents(text: str) -> dict[str, str | None]:
    reading = read(Report(text=text, published="2026-03-04"), open_gazetteer())
    return {text[slice(*e.span)]: text[slice(*e.agent)] if e.agent else None for e in reading.events}


def chains(text: str) -> dict[str, int]:
    reading = read(Report(text=text, published="2026-03-04"), open_gazetteer())
    return {mention.name: mention.chain for mention in reading.mentions if mention.type == "person"}


@pytest.mark.parametrize(
    ("text", "deed", "doer"),
    [
        ("Troops attacked the post with rifle fire killing two rebels near Goma.", "killing", "Troops"),
        ("Troops attacked the post with small arms fire, killing two rebels near Goma.", "killing", "Troops"),
        ("Two farmers were killed by gunmen who stormed a house near Goma.", "stormed", "gunmen"),
        ("Rebels fired on the patrol which killed two of them near Goma.", "killed", "the patrol"),
    ],
)
def test_the_doer_of_a_deed(text: str, deed: str, doer: str) -> None:
    assert agents(text)[deed] == doer


def test_people_shot_did_not_shoot() -> None:
    told = agents("Deputies answering a report of three men shot found a farmer dead near Puno.")
    assert "men" not in str(told)


def test_one_suspected_rebel_is_one_phrase() -> None:
    reading = read(Report(text="Troops detained one suspected insurgent near Kandahar."), open_gazetteer())
    assert "suspected insurgent" in {mention.name for mention in reading.mentions}


def test_two_of_one_surname_are_two_people() -> None:
    told = chains(
        "The bodies of Elsa Rojas, 6, and Luis Vega, 50, were found. Her mother, Ana Rojas, 25, was arrested."
    )
    assert told["Elsa Rojas"] != told["Ana Rojas"]


def test_an_hour_tells_of_no_minister() -> None:
    reading = read(Report(text="A man was shot around 9 PM on Tuesday near Puno."), open_gazetteer())
    assert not [mention for mention in reading.mentions if mention.entry == "head_of_state"]


def test_a_surname_goes_on_with_the_calling_told_before() -> None:
    text = 'Doctor Ana Rojas operated on him near Puno. "He will live," Rojas said.'
    reading = read(Report(text=text), open_gazetteer())
    assert {mention.entry for mention in reading.mentions if mention.name == "Rojas"} == {"medic"}
