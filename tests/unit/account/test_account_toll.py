"""How figures of one account hang together: sums, parts, repeats, and whose people they are."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from counterclaim.account.code import code
from counterclaim.account.scene import Scene
from counterclaim.account.split import Draft
from counterclaim.account.toll import toll
from counterclaim.gazetteer import open_gazetteer
from counterclaim.read.reader import read
from counterclaim.records.account import Account, Toll
from counterclaim.records.report import Report


def coded(report: Report) -> list[Account]:
    """The main accounts of a report."""
    found = code(report, read(report, open_gazetteer())).accounts
    return [account for account in found if account.status == "main"]


class Told(NamedTuple):
    """What a toll entry is checked for."""

    harm: str
    low: int | None
    subset_of: int | None


def entries(text: str) -> list[Toll]:
    """Every figure of a text as of one account."""
    report = Report(text=text, published="2026-03-04")
    reading = read(report, open_gazetteer())
    return toll(Scene(report, reading), Draft(harms=list(reading.harms)))


def told(text: str) -> list[Told]:
    return [Told(t.harm, t.quantity.low, t.subset_of) for t in entries(text)]


def test_people_listed_make_a_sum_with_parts() -> None:
    assert told("Two nurses, a guide and a driver were killed.") == [
        ("killed", 4, None),
        ("killed", 2, 0),
        ("killed", 1, 0),
        ("killed", 1, 0),
    ]


def test_a_sum_quotes_its_parts() -> None:
    assert entries("Two nurses and a driver were killed.")[0].words.text == "Two nurses and a driver"


@pytest.mark.parametrize(
    "text",
    [
        "A leader was killed. Two other men were killed.",
        "A guard was killed along with two villagers.",
        "Kofi Mensah and two others were killed.",
    ],
)
def test_more_people_are_added(text: str) -> None:
    assert told(text)[0] == ("killed", 3, None)


@pytest.mark.parametrize(
    "text",
    [
        "Three villagers were killed. The three villagers were killed at dawn.",
        "Three villagers were killed. Police found three villagers dead.",
        "Several villagers were killed. Four villagers were killed, all of them men.",
        "A farmer was killed. The farmer was killed at dawn.",
    ],
)
def test_what_is_told_again_is_one_entry(text: str) -> None:
    assert len([t for t in told(text) if t.subset_of is None]) == 1


def test_one_of_those_counted_is_a_part() -> None:
    assert told("Five people were killed near Goma. A nurse was killed in her house.") == [
        ("killed", 5, None),
        ("killed", 1, 0),
    ]


def test_sides_of_a_fight_are_not_added_up() -> None:
    made = entries("Clashes between Somali troops and al Shabaab left seven soldiers and 20 militants dead.")
    assert [(t.of, t.quantity.best, t.category) for t in made] == [
        ("SO-MIL", 7, "combatant"),
        ("SO-SHABAAB", 20, "combatant"),
    ]


def test_a_number_alone_counts_those_told_before() -> None:
    made = entries("Two Peruvian soldiers were killed and three wounded.")
    assert [(t.harm, t.of) for t in made] == [("killed", "PE-MIL"), ("injured", "PE-MIL")]


def test_a_figure_of_both_sides_is_of_neither() -> None:
    (entry,) = entries("Dozens of Thai soldiers were killed on both sides.")
    assert (entry.of, entry.category) == (None, "combatant")


def test_sum_of_a_war_stays_apart_from_the_incident() -> None:
    made = entries("A bomb killed two farmers. Since 2004 the insurgency has killed 7,000 people.")
    assert [(t.quantity.best, t.scope, t.subset_of) for t in made] == [(2, "incident", None), (7000, "war", None)]


def test_nobody_hurt_is_an_entry_of_none() -> None:
    assert told("A bomb went off in Homs. No one was hurt.") == [("injured", 0, None)]


def test_a_figure_of_the_title_is_not_added_to_what_it_repeats() -> None:
    title = "Three killed, two others hurt in knife attack"
    text = f"{title}\n\nA man with a knife killed three people and wounded two others in a park in Leeds on Monday."
    report = Report(text=text, title=title, published="2026-03-04")
    reading = read(report, open_gazetteer())
    made = toll(Scene(report, reading), Draft(harms=list(reading.harms)))
    assert [(t.harm, t.quantity.low) for t in made] == [("killed", 3), ("injured", 2)]


def test_a_figure_told_by_a_source_and_by_the_report_is_the_source_s() -> None:
    text = "Four guards were killed at Puno on Monday. The ministry in Lima said four guards had been killed by rebels."
    report = Report(text=text, published="2026-03-04")
    (account,) = coded(report)
    assert [(t.harm, t.holder) for t in account.toll] == [("killed", "PE")]


def test_the_dead_one_by_one_after_their_number_are_among_them() -> None:
    text = "Five people were killed near Goma on Monday. The house fell in. Neighbours dug. A nurse was also killed."
    assert told(text) == [("killed", 5, None), ("killed", 1, 0)]


def test_children_told_by_somebody_else_are_among_the_civilians() -> None:
    text = "Nine civilians were killed near Goma on Monday. A doctor said two children were killed in their house."
    assert told(text) == [("killed", 9, None), ("killed", 2, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "The blast left one dead and three others injured. Three others were injured, the mayor said.",
        "Gunmen killed a guard and wounded five others. Five others were wounded in the market.",
    ],
)
def test_others_told_again_are_the_same_others(text: str) -> None:
    assert [t.low for t in told(text) if t.harm == "injured" and t.subset_of is None] in ([3], [5])


def test_others_after_the_dead_are_no_more_than_the_wounded_told_before() -> None:
    text = "Three guards were wounded in Puno. The blast killed one man and wounded three others."
    assert [t.low for t in told(text) if t.harm == "injured" and t.subset_of is None] == [3]


def test_those_told_one_by_one_after_their_total_are_parts_of_it() -> None:
    text = "Nine people were killed in Puno. A teacher was killed. Four siblings were also killed. Two others died."
    assert [t.low for t in told(text) if t.subset_of is None] == [9]


@pytest.mark.parametrize(
    "text",
    [
        "Two guards were wounded in Puno. Nobody else was wounded.",
        "Two guards were wounded in Puno. None of the children were wounded.",
        "Two guards were wounded in Puno. No one was wounded in the market.",
    ],
)
def test_a_nought_beside_a_figure_of_the_same_holder_is_left_out(text: str) -> None:
    assert [t.low for t in told(text) if t.harm == "injured"] == [2]


def test_a_nought_by_another_holder_stays() -> None:
    text = "Rebels attacked Puno. Two guards were wounded, residents said. The army said nobody was wounded."
    figures = [t for one in coded(Report(text=text, published="2026-03-04")) for t in one.toll]
    assert sorted(t.quantity.low or 0 for t in figures if t.harm == "injured") == [0, 2]


def test_whoever_killed_himself_is_one_more_of_the_dead() -> None:
    assert told("The man killed his wife and then himself in Puno.")[0] == ("killed", 2, None)
    assert told("The man shot and killed his wife before taking his own life.")[0] == ("killed", 2, None)
    assert told("Three people are dead in Puno. The man killed his wife and his son and then himself.")[0].low == 3
