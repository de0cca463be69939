"""Where sentences end, and which lines are no part of the report."""

from __future__ import annotations

import pytest

from counterclaim.read.document import Doc
from counterclaim.records.report import Report


def sentences(text: str) -> list[str]:
    doc = Doc(Report(text=text))
    return [text[sent.start : sent.end] for sent in doc.sents]


@pytest.mark.parametrize(
    "text",
    [
        "Officers came just before 7 a.m. Wednesday to the mill.",
        "He was found at 11:40 p.m. Nov. 2 near the weir.",
        "The train was stopped at 5 p.m. GMT by two men.",
        "Shots were heard at 2 a.m. Saturday, neighbours said.",
    ],
)
def test_an_hour_goes_on_to_its_day(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Officers came just before 7 a.m. Two men were found.",
        "It ended at 11 p.m. Saturday's march was called off.",
    ],
)
def test_an_hour_may_end_a_sentence(text: str) -> None:
    assert len(sentences(text)) == 2


FILMS = (
    "Three men shot in Lobos\n\n1:08 Crowds wait at the gate Pause\n\n0:34 A gunman opens fire on a crowd\n\n"
    "1:52 Owner shoots a robber\n\nThree men were shot in Lobos on Monday, police said."
)
HOURS = (
    "Shelling in Lobos\n\n8:15 Shelling reported near the mill\n\n8:40 Two people are hurt\n\n9:05 The shelling is over"
)


def kinds(text: str) -> list[str]:
    return [sent.kind for sent in Doc(Report(text=text)).sents]


def test_a_list_of_films_with_their_lengths_is_furniture() -> None:
    assert kinds(FILMS)[1:4] == ["furniture"] * 3
    assert kinds(FILMS)[-1] == "body"


def test_the_hours_of_a_live_report_are_none() -> None:
    assert "furniture" not in kinds(HOURS)
