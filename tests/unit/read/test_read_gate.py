"""The relevance gate lets reports of arms through and stops what borrows their words."""

from __future__ import annotations

import pytest

from counterclaim.gazetteer import open_gazetteer
from counterclaim.read.document import Doc
from counterclaim.read.gate import View, is_relevant, obviously_nothing
from counterclaim.read.reader import read
from counterclaim.records.reading import EventMention
from counterclaim.records.report import Report


def relevant(text: str) -> bool:
    return read(Report(text=text), open_gazetteer()).relevant


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen opened fire on a minibus near Kidal on Monday, killing three traders.",
        "The rebels denied that their fighters had attacked the convoy.",
        "A car bomb went off outside the barracks and wounded six soldiers.",
        "Police fired tear gas at the marchers, who threw stones at the barracks.",
        "Soldiers took eleven women away at gunpoint, residents said.",
        "An explosion destroyed the bridge; the army blamed separatist guerrillas.",
    ],
)
def test_arms_in_use_are_let_through(text: str) -> None:
    assert relevant(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hurricane Ivo struck the coast overnight, killing nine people, the weather service said.",
        "The virus has killed 40 patients since January, the health ministry said.",
        "A strike by train drivers hit the capital on Monday and stranded thousands, unions said.",
        "The senator attacked her opponent over taxes ahead of the election.",
        "A bus overturned on the motorway, killing eleven passengers; the driver was detained.",
        "The painter died at her home on Sunday, aged 90, after a long illness.",
        "Firefighters battled a blaze that killed two people in a hotel.",
        "Shares were hammered as the price war between the two retailers went on.",
        "The timetable of line 9 changes on Sunday.",
    ],
)
def test_other_worlds_are_stopped(text: str) -> None:
    assert not relevant(text)


_TERSE = "Master heard two blows under the engine room. Water came in aft. Tugs stand by. All hands are safe."
_FORT = (
    "The fort keeps nine old guns. One was fired on Sunday at noon. Visitors held their ears. The gun was cast in "
    "this town. A baker paid for its carriage. It will be heard again in May."
)


@pytest.mark.parametrize(
    ("view", "told"),
    [
        (View(words=0.8, told=0.99, act=0.9), True),
        (View(words=0.2, told=0.99, act=0.9), False),
        (View(words=0.8, told=0.99, act=0.1), False),
        (View(words=0.8, told=0.6, act=0.9), False),
    ],
)
def test_words_that_no_list_has_need_all_trained_parts_at_one(view: View, told: bool) -> None:
    assert is_relevant(Doc(Report(text=_TERSE)), [], [], view) is told


def test_an_accident_is_for_the_rules_to_tell_however_sure_the_model() -> None:
    crash = Doc(Report(text="The bus skidded on ice and fell into the river. Its driver lost control. Nine drowned."))
    assert not is_relevant(crash, [], [], View(words=0.9, told=0.99, act=0.9))


def test_what_the_model_holds_unlikely_needs_more_than_borrowed_words() -> None:
    doc = Doc(Report(text=_FORT))
    fired = EventMention((_FORT.index("fired"), _FORT.index("fired") + 5), "open_fire", confidence=0.9)
    assert is_relevant(doc, [fired], [])
    assert is_relevant(doc, [fired], [], View(words=0.1, told=0.1, act=0.8))
    assert not is_relevant(doc, [fired], [], View(words=0.1, told=0.1, act=0.0))


_BAKERY = (
    "The bakery on Mill Lane opens at six. Its loaves sell out by nine. The owner learnt the trade from her aunt. "
    "She plans a second shop by the station. Prices will stay as they are. The council gave its permit in May. "
    "Work on the oven begins in autumn. "
)


def test_a_long_report_without_arms_needs_no_more_reading() -> None:
    assert obviously_nothing(Doc(Report(text=_BAKERY)))
    assert not obviously_nothing(Doc(Report(text=_BAKERY + "Gunmen shot its driver on Friday.")))
    assert not obviously_nothing(Doc(Report(text="The capital warned that it would strike.")))


@pytest.mark.parametrize(
    "text",
    [
        "The striker scored twice before half-time as United bombarded the goal. The coach praised his sniper.",
        "In the film a sniper ambushes a warlord. The thriller opens in cinemas on Friday. Its second act explodes.",
        "Troops fired live rounds in a joint exercise on Monday. In the drills tanks stormed a mock village.",
    ],
)
def test_a_whole_report_of_another_world_is_stopped(text: str) -> None:
    assert not relevant(text)


def test_an_attack_at_a_match_is_no_sport() -> None:
    assert relevant("Gunmen opened fire on football fans outside a stadium in Kano, killing four, police said.")


@pytest.mark.parametrize(
    "lead",
    [
        "Two teenagers have been shot and killed in an alley behind the market.",
        "A boy of five was accidentally shot in the hand on Sunday night.",
        "One person is dead after a drive-by shooting on Canal Street.",
    ],
)
def test_a_shooting_told_among_plain_sentences_is_read(lead: str) -> None:
    rest = "Neighbours came out. They stood in the rain. It was late. No names were given. An inquiry is going on."
    assert relevant(f"{lead} {rest}")
