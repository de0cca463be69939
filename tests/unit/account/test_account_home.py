"""Whose people those are who are told without a country: of the place's, unless the report tells nobody of it."""

from __future__ import annotations

import pytest

from counterclaim.account.home import people_home
from counterclaim.account.parties import suffering
from counterclaim.account.scene import Scene
from counterclaim.records.reading import Mention, Reading, Sentence
from counterclaim.records.report import Report


def told(actor: str, basis: str = "stated") -> Mention:
    return Mention((0, 1), "armed_force", 0, (0, 1), actor, actor[:2], "military", "x", basis=basis)


def home(there: str | None, *mentions: Mention) -> str | None:
    report = Report(id="r", text="Nothing.")
    return people_home(Scene(report, Reading("r", True, (Sentence((0, 8), 0),), mentions)), there)


def test_people_are_of_the_country_where_it_happened() -> None:
    assert home("PE", told("PE-MIL"), told("EC-MIL"), told("EC-GOV")) == "PE"
    assert home("PE") == "PE"


def test_a_town_in_a_country_of_which_nobody_is_told_is_a_namesake() -> None:
    assert home("MX", told("PE-MIL"), told("PE-POL")) == "PE"
    assert home("MX", told("PE-MIL"), told("EC-MIL")) == "MX"


def test_who_is_of_a_country_by_inference_alone_tells_none() -> None:
    assert home("MX", told("PE-MIL", "inferred")) == "MX"
    assert home("MX", told("MX-POL", "inferred"), told("PE-MIL")) == "MX"


@pytest.mark.parametrize(("entry", "role"), [("gunman", "target"), ("people", "victim")])
def test_gunmen_whom_nobody_knows_are_targets(entry: str, role: str) -> None:
    mention = Mention((0, 1), "people", 0, (0, 1), kind="unknown", name="x", identified=False, entry=entry)
    assert suffering(mention) == role
