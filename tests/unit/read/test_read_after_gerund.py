"""Who does what where words of deeds stand as nouns."""

from __future__ import annotations

import pytest

from counterclaim.gazetteer import open_gazetteer
from counterclaim.read.reader import read
from counterclaim.records.report import Report


def agents(text: str) -> dict[str, str | None]:
    found = read(Report(text=text, published="2026-03-04"), open_gazetteer()).events
    return {text[slice(*e.span)]: text[slice(*e.agent)] if e.agent else None for e in found}


def test_what_a_deed_did_is_not_done_by_those_who_look_into_it() -> None:
    text = "Crews came as police investigated a shooting that claimed the life of one person and injured three others."
    assert agents(text)["injured"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen hit Homs. All of the wounded were carried to hospitals.",
        "Gunmen hit Homs. The names of the wounded were not told.",
        "Gunmen hit Homs and left several wounded.",
    ],
)
def test_the_wounded_do_nothing(text: str) -> None:
    assert agents(text)["wounded"] is None
