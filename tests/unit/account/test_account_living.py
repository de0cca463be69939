"""Those told only as shot or hit: where some of them died they are casualties, and the rest are hurt."""

from __future__ import annotations

import pytest

from counterclaim.account.scene import Scene
from counterclaim.account.split import Draft
from counterclaim.account.toll import toll
from counterclaim.gazetteer import open_gazetteer
from counterclaim.read.reader import read
from counterclaim.records.report import Report

Told = list[tuple[str, int | None]]


def wholes(text: str) -> Told:
    """Harm and best count of every figure that is no part of another."""
    report = Report(text=text, published="2026-03-04")
    reading = read(report, open_gazetteer())
    entries = toll(Scene(report, reading), Draft(harms=list(reading.harms)))
    return [(one.harm, one.quantity.best) for one in entries if one.subset_of is None]


@pytest.mark.parametrize(
    "text",
    [
        "Five people were shot in Puno, one fatally.",
        "Five people were shot in Puno. One of them died at the scene.",
        "Five people were shot in Puno. One died. Four others suffered burns.",
        "Five people were shot in Puno. One was killed and four others were wounded.",
    ],
)
def test_the_dead_are_among_those_shot(text: str) -> None:
    assert sorted(wholes(text)) == [("casualties", 5), ("injured", 4), ("killed", 1)]


def test_those_shot_who_all_died_are_the_dead_alone() -> None:
    assert wholes("Two traders were shot in Puno. Both traders died.") == [("killed", 2)]


def test_those_shot_beside_the_dead_of_one_sentence_are_others() -> None:
    assert sorted(wholes("Gunmen killed two guards and shot four shoppers.")) == [("injured", 4), ("killed", 2)]


def test_words_for_the_living_are_left_whole() -> None:
    assert sorted(wholes("Five people were wounded in Puno. One man died.")) == [("injured", 5), ("killed", 1)]


def test_a_figure_of_those_shot_that_is_told_again_as_wounded_is_left_whole() -> None:
    text = "Five people were shot in Puno. The five people were wounded in the legs. One guard died."
    assert ("injured", 5) in wholes(text)


def test_what_is_left_is_tied_to_the_words_of_both_figures() -> None:
    report = Report(text="Five people were shot in Puno, one fatally.", published="2026-03-04")
    reading = read(report, open_gazetteer())
    entries = toll(Scene(report, reading), Draft(harms=list(reading.harms)))
    assert [e.words.text for e in entries if e.harm == "injured"] == ["Five people were shot in Puno, one"]
