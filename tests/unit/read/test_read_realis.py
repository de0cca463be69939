"""Whether a trigger is told as done, denied, planned, threatened or only imagined."""

from __future__ import annotations

import pytest

from counterclaim.read.document import Doc
from counterclaim.read.events import find_events
from counterclaim.records.report import Report


def told(text: str) -> list[str]:
    return [event.realis for event in find_events(Doc(Report(text=text)), [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels attacked the town.", "actual"),
        ("The army had not shelled the village.", "negated"),
        ("Rebels have not yet attacked the city.", "negated"),
        ("No attack took place.", "negated"),
        ("No women or children were wounded.", "negated"),
        ("The militants did not carry out any attack.", "negated"),
        ("The garrison refused to fire on the crowd.", "negated"),
        ("The aborted invasion cost a year.", "negated"),
        ("The army will launch an offensive next week.", "planned"),
        ("The offensive is to begin in May.", "planned"),
        ("Rebels planned to attack the town.", "planned"),
        ("Their fighters will cross the river and attack the base.", "planned"),
        ("The rebels threatened to attack the port.", "threatened"),
        ("The capital warned that it would shell bases in the gulf.", "threatened"),
        ("The group vowed more attacks.", "threatened"),
        ("Troops could attack within days.", "hypothetical"),
        ("Guards were posted to prevent attacks.", "hypothetical"),
        ("The missile is capable of striking ships.", "hypothetical"),
        ("In the event of an attack the school will close.", "hypothetical"),
        ("The army sent men to attack the camp.", "actual"),
        ("Masked men tried to storm the palace.", "actual"),
    ],
)
def test_realis_of_the_trigger(text: str, expected: str) -> None:
    assert expected in told(text)
    assert expected == "actual" or "actual" not in told(text)
