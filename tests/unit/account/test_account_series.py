"""Counts of acts: what makes an account a series."""

from __future__ import annotations

import pytest

from counterclaim.coder import code, tools
from counterclaim.records.account import Account
from counterclaim.records.reading import Quantity
from counterclaim.records.report import Report


def first(text: str) -> Account:
    return code(Report(text=text, published="2026-03-04"), tools()).coding.accounts[0]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rebels carried out 17 attacks around Gao in the past month, killing 40 soldiers.", Quantity(17, 17, 17)),
        ("The army launched more than 20 air strikes on Gao on Monday.", Quantity(21, 21, None)),
        ("The rebels shelled the village about a dozen times on Monday.", Quantity(12, 12, 12, hedged=True)),
        ("Soldiers violated the ceasefire 45 times near Gao on Monday, the rebels said.", Quantity(45, 45, 45)),
        ("The army fired 40 rockets at Gao on Monday.", None),
        ("Rebels attacked Gao on Monday, killing 17 soldiers.", None),
        ("Two soldiers were killed in an attack on Gao on Monday.", None),
    ],
)
def test_acts_are_counted_and_arms_and_people_are_not(text: str, count: Quantity | None) -> None:
    assert first(text).count == count


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Observers heard 12 attacks on Gao by rebels on Monday.", "heard"),
        ("Observers saw 12 attacks on Gao by rebels on Monday.", "saw"),
        ("The mission assessed that rebels carried out 12 attacks on Gao on Monday.", "assessed"),
        ("Rebels carried out 12 attacks on Gao on Monday.", None),
    ],
)
def test_how_acts_were_observed_is_kept(text: str, way: str | None) -> None:
    assert first(text).observed == way
