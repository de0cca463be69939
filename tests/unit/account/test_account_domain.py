"""What world an incident is of."""

from __future__ import annotations

import pytest

from counterclaim.account.code import code
from counterclaim.gazetteer import open_gazetteer
from counterclaim.read.reader import read
from counterclaim.records.report import Report


@pytest.mark.parametrize(
    ("text", "world"),
    [
        ("Gunmen shot dead a trader in Homs on Monday.", "conflict"),
        ("Police shot dead two marchers in Homs on Monday.", "police"),
        ("Police shot dead two rebels in Homs on Monday.", "conflict"),
        ("A boy of 14 accidentally shot himself in the leg in Homs on Monday.", "accident"),
        (
            "A man was wounded in Homs on Monday when his friend's pistol went off as he was shot in the leg.",
            "accident",
        ),
        ("Soldiers accidentally shot dead two farmers in Homs on Monday.", "conflict"),
    ],
)
def test_the_world_of_an_incident_is_told_by_who_acts_and_whether_anybody_meant_it(text: str, world: str) -> None:
    report = Report(text=text, published="2026-03-04")
    assert [one.domain for one in code(report, read(report, open_gazetteer())).accounts][:1] == [world]
