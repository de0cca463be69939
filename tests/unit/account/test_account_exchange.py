"""Fire that was answered, and operations whose doer stands beside the words for them."""

from __future__ import annotations

import pytest

from counterclaim.account.code import code
from counterclaim.gazetteer import open_gazetteer
from counterclaim.read.reader import read
from counterclaim.records.report import Report


def parts(text: str) -> set[tuple[str, str]]:
    report = Report(text=text, published="2026-03-04")
    (account,) = code(report, read(report, open_gazetteer())).accounts
    return {(one.role, one.kind) for one in account.participants}


@pytest.mark.parametrize(
    "text",
    [
        "Insurgents fired on an Afghan army patrol near Kandahar on Monday, which returned fire, killing two of them.",
        "An Afghan army patrol received small arms fire from insurgents near Kandahar on Monday. "
        "The patrol engaged the enemy position with artillery fire killing two insurgents.",
    ],
)
def test_who_began_an_exchange_is_its_initiator_and_who_shot_back_its_target(text: str) -> None:
    assert parts(text) == {("initiator", "armed_group"), ("target", "military")}


def test_soldiers_on_an_operation_are_responsible_whoever_shot_first() -> None:
    text = (
        "During an operation near Kandahar on Monday insurgents opened fire on Afghan soldiers. "
        "The soldiers returned fire, killing two insurgents."
    )
    assert parts(text) == {("responsible", "military"), ("target", "armed_group")}


def test_fire_that_nobody_answered_stays_as_it_is() -> None:
    assert ("responsible", "armed_group") in parts("Insurgents fired on an Afghan army patrol near Kandahar on Monday.")


@pytest.mark.parametrize(
    "text",
    [
        "Two insurgents were killed near Kandahar on Monday in an operation led by Afghan soldiers.",
        "Afghan soldiers conducted an operation near Kandahar on Monday. "
        "The operation led to the detention of two insurgents.",
        "The Afghan army confirmed the capture of an insurgent near Kandahar on Monday.",
    ],
)
def test_the_force_whose_operation_it_was_did_it(text: str) -> None:
    assert parts(text) >= {("responsible", "military"), ("target", "armed_group")}
