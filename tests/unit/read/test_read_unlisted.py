"""Acts told in words that no list has, where the model sees them."""

from __future__ import annotations

import numpy as np
import pytest

from counterclaim.read.document import Doc
from counterclaim.read.events import find_events, with_unlisted
from counterclaim.read.mentions import find_mentions
from counterclaim.read.model import Card, Scored
from counterclaim.read.model_acts import acts
from counterclaim.read.model_decode import Mark
from counterclaim.read.naming import Naming
from counterclaim.read.numbers import find_numbers
from counterclaim.records.reading import EventMention
from counterclaim.records.report import Report

TEXT = "On Friday the rebels visited the guards of the mill."


def events(text: str, words: str, label: str = "main", sure: float = 0.8) -> list[EventMention]:
    doc = Doc(Report(text=text))
    mentions = find_mentions(doc, Naming(doc, []), find_numbers(doc), [], [])
    start = text.index(words)
    return with_unlisted(
        doc, mentions, find_events(doc, mentions), [Mark("trigger", label, (start, start + len(words)), sure, 0, 0)]
    )


@pytest.mark.parametrize(
    ("label", "sure", "told"),
    [
        ("main", 0.8, [("act", "actual")]),
        ("background", 0.8, [("act", "background")]),
        ("unreal", 0.8, []),
        ("main", 0.2, []),
    ],
)
def test_an_unlisted_word_tells_an_attack_where_the_model_is_sure(
    label: str, sure: float, told: list[tuple[str, str]]
) -> None:
    assert [(event.entry, event.realis) for event in events(TEXT, "visited", label, sure)] == told


def test_it_has_its_parts_and_no_listed_word_is_told_twice() -> None:
    event = events(TEXT, "visited")[0]
    assert event.agent is not None
    assert TEXT[slice(*event.agent)] == "the rebels"
    assert len(events("The rebels shelled the mill.", "shelled")) == 1


def test_negation_and_plans_hold_for_unlisted_words_too() -> None:
    told = "The rebels did not visit the guards."
    assert [event.realis for event in events(told, "visit")] == ["negated"]


def test_every_word_that_may_tell_an_act_is_kept_with_its_shares() -> None:
    card = Card("x", "x", {"trigger": ("O", "B-main", "I-main", "B-unreal", "I-unreal")}, {}, 0, 0, {}, 0.0)
    rows = np.log([(0.99, 0.004, 0.002, 0.002, 0.002), (0.3, 0.4, 0.2, 0.05, 0.05)])
    found = acts(Scored(((0, 3), (4, 9)), {"trigger": rows}, {}), card)
    assert found == (((4, 9), 0.6, 0.0, 0.1),)
    assert acts(Scored((), {}, {}), card) == ()
