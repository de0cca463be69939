"""What counts as harm to people, how many, of whom, and what a figure covers."""

from __future__ import annotations

import pytest

from counterclaim.read.document import Doc
from counterclaim.read.harm import find_harms
from counterclaim.read.numbers import find_numbers
from counterclaim.records.reading import HarmMention
from counterclaim.records.report import Report


def marked(text: str) -> tuple[Doc, list[HarmMention]]:
    doc = Doc(Report(text=text))
    return doc, find_harms(doc, find_numbers(doc))


def counts(text: str) -> list[tuple[str, int | None, int | None]]:
    """(harm, low, high) of every figure in text order."""
    return [(h.harm, h.quantity.low, h.quantity.high) for h in marked(text)[1]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Shells killed four people.", [("killed", 4, 4)]),
        ("Four people were killed by shells.", [("killed", 4, 4)]),
        ("Two nurses shot dead near Goma", [("killed", 2, 2)]),
        ("Policeman killed in ambush", [("killed", 1, 1)]),
        ("17 dead, 40 wounded in Aleppo", [("killed", 17, 17), ("injured", 40, 40)]),
        ("The blast left three dead and five people wounded.", [("killed", 3, 3), ("injured", 5, 5)]),
        ("The raid claimed the lives of five farmers.", [("killed", 5, 5)]),
        ("The war cost 400 lives.", [("killed", 400, 400)]),
        ("Nine sailors lost their lives.", [("killed", 9, 9)]),
        ("The driver succumbed to his wounds.", [("killed", 1, 1)]),
        ("A nurse was stabbed to death.", [("killed", 1, 1)]),
        ("The raid led to four martyrs of one family.", [("killed", 4, 4)]),
        ("The raid led to the martyrdom of five civilians.", [("killed", 5, 5)]),
        ("Three guards rose as martyrs and eight attained martyrdom.", [("killed", 3, 3), ("killed", 8, 8)]),
        ("Two soldiers received bodily injuries.", [("injured", 2, 2)]),
        ("Five marchers were hit by pellets; four are in hospital.", [("injured", 5, 5), ("injured", 4, 4)]),
        ("One officer was treated for cuts.", [("injured", 1, 1)]),
        ("The dead are twenty-seven by now.", [("killed", 27, 27)]),
        ("It verified injuries to 49 in the strike.", [("injured", 49, 49)]),
        ("It recorded the killing by gunmen of nine farmers.", [("killed", 9, 9)]),
        ("Masked men marched off eleven drivers.", [("abducted", 11, 11)]),
        ("The bodies of six men were found in a well.", [("killed", 6, 6)]),
        ("An explosion caused four deaths.", [("killed", 4, 4)]),
        ("The shooting injured twelve, two of them badly.", [("injured", 12, 12), ("injured", 2, 2)]),
        ("Six people were shot, two of them fatally.", [("injured", 6, 6), ("killed", 2, 2)]),
        ("A man was fatally shot.", [("killed", 1, 1)]),
        ("Three drivers were hospitalised.", [("injured", 3, 3)]),
        ("Gunmen took 12 people hostage.", [("abducted", 12, 12)]),
        ("Rebels captured nine soldiers and two villages.", [("captured", 9, 9)]),
        ("Troops detained several suspected insurgents.", [("detained", 3, 9)]),
        ("Dozens more were thought to be missing.", [("missing", 24, 99)]),
        ("The army killed 20 rebels and lost seven soldiers.", [("killed", 20, 20), ("killed", 7, 7)]),
        ("Between 10 and 15 people died.", [("killed", 10, 15)]),
        ("At least 45 people were killed or wounded.", [("casualties", 45, None)]),
        ("AT LEAST THREE SOLDIERS WERE KILLED.", [("killed", 3, None)]),
        ("One soldier was killed and another wounded.", [("killed", 1, 1), ("injured", 1, 1)]),
    ],
)
def test_figures_of_harm(text: str, told: list[tuple[str, int | None, int | None]]) -> None:
    assert counts(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Twelve gunmen attacked the post.",
        "The strike destroyed 12 drones and three houses.",
        "Soldiers were killed.",
        "He tried to kill two officials.",
        "The plan would have killed thousands.",
        "He is wanted for the murder of two officers.",
        "Police shot at three cars.",
        "The 34-year-old was at home at the time, his lawyer said.",
        "The army did not kill the two villagers.",
    ],
)
def test_what_is_no_toll(text: str) -> None:
    assert [h for h in marked(text)[1] if not h.negated] == []


@pytest.mark.parametrize(
    "text",
    ["There were no casualties.", "No one was hurt.", "The blast killed nobody.", "There were no reports of injuries."],
)
def test_nobody_harmed_is_told_as_none(text: str) -> None:
    assert {count[1:] for count in counts(text)} == {(0, 0)}


@pytest.mark.parametrize(
    "text", ["It made no mention of casualties.", "There was no word on casualties after rockets hit the base."]
)
def test_harm_that_is_left_untold_is_not_none(text: str) -> None:
    assert counts(text) == []


def test_some_of_those_counted_may_be_told_aside() -> None:
    found = marked("Nine people, one of them a teenager, were injured in the shelling.")[1]
    assert [(h.harm, h.quantity.best, h.subset) for h in found] == [("injured", 9, None), ("injured", 1, 0)]


def test_an_army_is_no_one_man() -> None:
    assert counts("Strike kills dozens, army and rebels trade blame") == [("killed", 24, 99)]


def test_a_guard_is_one_man() -> None:
    assert counts("Guard killed in attack on bank") == [("killed", 1, 1)]


def test_people_listed_are_each_counted_under_one_trigger() -> None:
    doc, harms = marked("Two soldiers, a guide and a driver were killed.")
    assert [h.quantity.best for h in harms] == [2, 1, 1]
    assert len({h.trigger for h in harms}) == 1
    assert [doc.quote(h.victims) for h in harms if h.victims] == ["Two soldiers", "a guide", "a driver"]


def test_object_and_doer_of_an_active_verb() -> None:
    doc, (harm,) = marked("Bandits abducted three teachers near Kaduna.")
    assert harm.agent
    assert doc.quote(harm.agent) == "Bandits"
    assert harm.victims
    assert doc.quote(harm.victims) == "three teachers"


def test_two_harms_may_be_told_of_one_subject() -> None:
    assert [h.harm for h in marked("A teacher was kidnapped and killed.")[1]] == ["abducted", "killed"]


def test_the_wounded_who_die_are_no_longer_wounded() -> None:
    assert counts("A guard was shot on Monday. He died in hospital.") == [("killed", 1, 1)]


def test_parts_point_to_their_whole_and_other_harms_do_not() -> None:
    _, harms = marked("A bomb killed 12 people, including three children, and wounded 30 others.")
    assert [(h.harm, h.quantity.best, h.subset) for h in harms] == [
        ("killed", 12, None),
        ("killed", 3, 0),
        ("injured", 30, None),
    ]


def test_brackets_and_ages_count_nobody() -> None:
    assert counts("2 aid group staff (1 cook, 1 guard) were killed.") == [("killed", 2, 2)]
    assert counts("Amina Bello, 12, was wounded.") == [("injured", 1, 1)]


def test_company_is_counted_and_marked_as_more() -> None:
    _, harms = marked("A commander was killed along with two of his guards.")
    assert [(h.quantity.best, h.more) for h in harms] == [(1, False), (2, True)]


def test_people_told_before_are_known() -> None:
    _, harms = marked("Gunmen abducted a driver. The driver was killed.")
    assert [(h.harm, h.known) for h in harms] == [("abducted", False), ("killed", True)]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("A mine killed two farmers on Monday.", "incident"),
        ("Since 2004 the insurgency has killed over 7,000 people.", "war"),
        ("More than 900 people have been killed since the war began.", "war"),
        ("A rights group said 64 people were killed during May.", "period"),
        ("Forty people were killed in the past 24 hours.", "day"),
        ("He was the third officer killed this year.", "period"),
        ("It was the deadliest attack since 2019, killing 30 people.", "incident"),
    ],
)
def test_what_a_figure_covers(text: str, scope: str) -> None:
    assert {h.scope for h in marked(text)[1]} == {scope}


@pytest.mark.parametrize(
    "text", ["The death toll rose to 14.", "It brought to 14 the number of people killed.", "The toll stands at 14."]
)
def test_running_totals(text: str) -> None:
    (harm,) = marked(text)[1]
    assert (harm.harm, harm.quantity.best, harm.cumulative) == ("killed", 14, True)


@pytest.mark.parametrize("text", ["Two men were reportedly killed.", "The strike may have killed two men."])
def test_doubt_is_kept(text: str) -> None:
    assert [h.hedged for h in marked(text)[1]] == [True]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The blast killed a young boy and his uncle last month.", [("killed", 1, 1), ("killed", 1, 1)]),
        ("He shot dead his ex-wife, her mother and a guard.", [("killed", 1, 1)] * 3),
        ("Police found the bodies of a woman and her two sons.", [("killed", 1, 1), ("killed", 2, 2)]),
        ("Police found two women and one man dead.", [("killed", 2, 2), ("killed", 1, 1)]),
        ("Two brothers, Musa Bello and Sani Bello, were killed.", [("killed", 2, 2)]),
        ("Two of the men, Musa Bello and 24 year old Sani Bello, died.", [("killed", 2, 2)]),
        ("The mayor said a man was killed.", [("killed", 1, 1)]),
        ("The trial for the fatal shooting of a young boy began.", [("killed", 1, 1)]),
        ("The chief said a man died after being shot.", [("killed", 1, 1)]),
        ("One of the drivers was killed.", [("killed", 1, 1)]),
        ("Both drivers were killed.", [("killed", 2, 2)]),
        ("It was one of the deadliest attacks that killed drivers.", []),
    ],
)
def test_everybody_listed_is_counted_once(text: str, told: list[tuple[str, int, int]]) -> None:
    assert counts(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "A third, 24, was wounded.",
        "Around 7 p.m., a boy younger than 12 was wounded.",
        "A guard was found suffering from multiple gunshot wounds.",
        "One shot was fired, wounding a guard.",
    ],
)
def test_ages_hours_shots_and_wounds_count_nobody(text: str) -> None:
    assert [count for count in counts(text) if count[0] == "injured"] == [("injured", 1, 1)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The blast sent four people to the hospital.", [("injured", 4, 4)]),
        ("Two men were flown to a local hospital.", [("injured", 2, 2)]),
        ("Four bodies were taken to the hospital.", []),
        ("Two doctors went to the hospital.", []),
        ("A woman and three men are recovering.", [("injured", 1, 1), ("injured", 3, 3)]),
        ("Four men were struck by gunfire.", [("injured", 4, 4)]),
    ],
)
def test_people_taken_to_a_hospital_were_hurt(text: str, told: list[tuple[str, int, int]]) -> None:
    assert [count for count in counts(text) if count[0] == "injured"] == told


@pytest.mark.parametrize(
    "text",
    [
        "A 15-year-old male was found shot in the head. On Sunday the teen died.",
        "A man died of a gunshot wound in Puno. Guards had found a victim suffering from a gunshot wound.",
    ],
)
def test_one_shot_and_one_dead_in_wide_words_are_one_person(text: str) -> None:
    assert [count[0] for count in counts(text)] == ["killed"]


@pytest.mark.parametrize(
    "text",
    [
        "A 7-year-old boy was shot. A 5-year-old boy died.",
        "A woman was shot in the leg. A man died.",
        "A second man was shot in the leg. A man died.",
        "A shepherd was shot in the leg. A farmer died.",
        "A man was shot in the leg and is recovering. A man died.",
    ],
)
def test_one_shot_and_one_dead_told_apart_are_two(text: str) -> None:
    assert [count[0] for count in counts(text)] == ["injured", "killed"]
