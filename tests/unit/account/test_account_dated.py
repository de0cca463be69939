"""Which of several days told is the incident's. Published 4 March 2026, a Wednesday."""

from __future__ import annotations

import pytest

from counterclaim.coder import code, tools
from counterclaim.records.account import Account
from counterclaim.records.report import Report

PUBLISHED = "2026-03-04"


def first(text: str, title: str | None = None) -> Account:
    whole = f"{title}\n\n{text}" if title else text
    report = Report(text=whole, title=title, published=PUBLISHED)
    return next(one for one in code(report, tools()).coding.accounts if one.status == "main")


@pytest.mark.parametrize(
    ("title", "text", "start"),
    [
        (  # an arrest is not the deed
            "Man arrested in fatal shooting of grocer",
            "A man was arrested Tuesday in connection with a shooting that killed a grocer in Lobos, police said.\n\n"
            "The shooting happened around 9:40 p.m. on Sunday in front of the store.",
            "2026-03-01T21:40",
        ),
        (  # nor is a death that came of it later
            "Teen dies after shooting in Lobos",
            "A teenager who was shot outside a bakery in Lobos died Tuesday, the sheriff's office said.\n\n"
            "The shooting was reported at about 10:30 p.m. Saturday on the main street.",
            "2026-02-28T22:30",
        ),
        (  # a month told first is made finer by the day told below, however long ago
            "No charges in triple shooting",
            "No charges will be filed in a triple shooting in Lobos last month, prosecutors said.\n\n"
            "The incident happened at around 1 a.m. on February 7 in an alley. Three people were injured.",
            "2026-02-07T01:00",
        ),
        (  # nor is a day in court
            "Man pleads guilty to killing neighbour",
            "A man pleaded guilty on Tuesday to murder in the shooting death of his neighbour in Lobos.\n\n"
            "The neighbour was shot twice in his kitchen on February 7, court records show.",
            "2026-02-07",
        ),
    ],
)
def test_what_came_of_a_deed_is_not_its_day(title: str, text: str, start: str) -> None:
    assert first(text, title).when.start == start


def test_the_stamp_of_a_page_is_no_time_of_its_incident() -> None:
    text = (
        "Four people shot in Lobos Posted: Wednesday, March 4, 2026 12:06 AM Updated: March 4, 2026 7:15 AM\n\n"
        "Deputies responded to the north of Lobos around 9 p.m. Tuesday after four people were shot.\n\n"
    )
    assert first(text).when.start == "2026-03-03T21:00"


def test_an_hour_told_with_officers_called_makes_a_day_finer() -> None:
    text = "Two men were shot in Lobos on Monday.\n\nOfficers were called to the park around 3:45 p.m. and found them."
    assert first(text).when.start == "2026-03-02T15:45"


def test_an_hour_of_the_next_night_lies_in_no_night_before_it() -> None:
    text = (
        "A gunman shot four men at a bakery in Lobos on Sunday night, police said.\n\n"
        "The day after the shooting at about 9:15 p.m., officers stopped a car like that of the gunman."
    )
    assert first(text).when.start == "2026-03-01T18:00"
