"""Which account of a changed article is one told before: by place within an edition, by words across two."""

from __future__ import annotations

import pytest

from counterclaim.ledger.identity import SAME_WORDS, likeness, matched
from counterclaim.records.judgement import Anchor

BRIDGE = "Gunmen killed five farmers at the bridge of Tabaro on Monday."
BRIDGE_NOW = "Gunmen killed seven farmers at the bridge of Tabaro on Monday."
CLINIC = "A shell wounded two nurses in the yard of a clinic in Kolenze."


def anchor(words: str, trigger: str, edition: str = "one", start: int = 0) -> Anchor:
    at = start + words.index(trigger)
    return Anchor(edition, (start, start + len(words)), words, (at, at + len(trigger)))


def test_accounts_keep_their_own_when_sentences_change_places() -> None:
    old = [anchor(BRIDGE, "killed"), anchor(CLINIC, "wounded", start=80)]
    new = [anchor(CLINIC, "wounded", "two"), anchor(BRIDGE_NOW, "killed", "two", 80)]
    assert matched(old, new) == {0: 1, 1: 0}


def test_an_account_with_other_words_is_another() -> None:
    assert matched([anchor(BRIDGE, "killed")], [anchor(CLINIC, "wounded", "two")]) == {}
    assert likeness(anchor(BRIDGE, "killed"), anchor(CLINIC, "wounded", "two")) == 0.0


def test_each_account_told_before_is_taken_once() -> None:
    old = [anchor(BRIDGE, "killed")]
    new = [anchor(BRIDGE_NOW, "killed", "two"), anchor(BRIDGE, "killed", "two", 80)]
    assert matched(old, new) == {1: 0}, "the likest is the one"


def test_equal_sentences_are_matched_in_their_order() -> None:
    old = [anchor(BRIDGE, "killed"), anchor(BRIDGE, "killed", start=80)]
    new = [anchor(BRIDGE, "killed", "two"), anchor(BRIDGE, "killed", "two", 80)]
    assert matched(old, new) == {0: 0, 1: 1}


def test_within_an_edition_the_place_decides_and_not_the_words() -> None:
    here, there = anchor(BRIDGE, "killed"), anchor(BRIDGE, "killed", start=200)
    assert likeness(here, there) == 0.0
    assert likeness(here, here) == pytest.approx(1.5)
    assert likeness(anchor(BRIDGE, "killed"), anchor(BRIDGE, "five")) == pytest.approx(0.5), (
        "one sentence, two triggers"
    )


def test_the_same_trigger_speaks_for_an_account() -> None:
    before = anchor(BRIDGE, "killed")
    assert likeness(before, anchor(BRIDGE_NOW, "killed", "two")) > likeness(before, anchor(BRIDGE_NOW, "Gunmen", "two"))
    assert likeness(before, anchor(BRIDGE_NOW, "Gunmen", "two")) >= SAME_WORDS
