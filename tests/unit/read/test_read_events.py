"""Triggers by what they act on, and who does them to whom with what."""

from __future__ import annotations

import pytest

from counterclaim.gazetteer import open_gazetteer
from counterclaim.read.reader import read
from counterclaim.records.reading import EventMention
from counterclaim.records.report import Report


def events(text: str) -> list[EventMention]:
    return list(read(Report(text=text), open_gazetteer()).events)


def part(text: str, which: str) -> list[str]:
    spans = [getattr(event, which) for event in events(text)]
    return [text[span[0] : span[1]] for span in spans if span is not None]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Rebels seized the town of Goma.", "capture_place"),
        ("Police seized two rifles.", "disrupted"),
        ("Pirates seized a tanker off the coast.", "piracy"),
        ("Soldiers captured nine fighters.", "capture"),
        ("Iraqi forces freed several villages from the militants.", "capture_place"),
        ("Several mortar rounds landed near the base.", "impact"),
        ("Attackers placed a bomb under the bridge.", "bombing"),
        ("Troops violated the holiday ceasefire in the valley.", "incursion"),
        ("His body was riddled with bullets.", "open_fire"),
        ("Officers used water cannon against the marchers.", "crowd_control"),
        ("Fighting between the army and rebels left six dead.", "fight"),
        ("Gunmen took five herders hostage.", "abduction"),
        ("The truck hit a landmine on the road.", "mine_hit"),
        ("A landmine attack killed two soldiers.", "bombing"),
    ],
)
def test_kind_by_what_is_acted_on(text: str, entry: str) -> None:
    assert entry in [event.entry for event in events(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Customs officers seized a ton of sugar.",
        "The minister was fired on Monday.",
        "Unions said the strike had hit its target.",
        "A fire in a hotel killed three guests.",
        "The senator hit a record in the polls.",
    ],
)
def test_words_of_war_for_other_things(text: str) -> None:
    assert not [e for e in events(text) if e.entry in {"capture_place", "open_fire", "under_fire", "disrupted"}]


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Pirates armed with rifles seized a tanker.", "Pirates"),
        ("A group of armed men attacked the village.", "armed men"),
        ("Gunmen wearing masks attacked a bus.", "Gunmen"),
        ("By unknown bandits was attacked a bus.", "unknown bandits"),
        ("Rebels carried out 14 attacks on convoys.", "Rebels"),
        ("An attack by militants on the barracks failed.", "militants"),
        ("Rebels threatened to attack the port.", "Rebels"),
        ("The offensive was launched by militants.", "militants"),
        ("Four people were killed in police firing in the city.", "police"),
    ],
)
def test_who_does_it(text: str, agent: str) -> None:
    assert agent in part(text, "agent")


def test_both_sides_of_a_fight() -> None:
    (fight,) = events("Fighting between the army and rebels went on for days.")
    assert fight.agent is not None
    assert fight.patient is not None


def test_a_verb_with_one_form_for_all_can_be_passive() -> None:
    assert part("A boat was hit by missiles.", "patient") == ["A boat"]


def test_what_a_bomb_is_laid_at() -> None:
    assert part("Attackers placed a bomb under the bridge.", "patient") == ["the bridge"]
    assert part("A grenade was thrown by masked men at the concert.", "instrument") == ["A grenade"]
