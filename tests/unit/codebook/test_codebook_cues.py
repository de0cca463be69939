"""The cues of attribution: what the codebook's files must hold for the reader."""

from __future__ import annotations

from counterclaim.codebook.cues import ACTS, FACTUALITIES, KINDS, STANCES, cue_index
from counterclaim.codebook.loader import load


def test_every_cue_is_of_a_known_kind_and_has_an_example() -> None:
    entries = load("cues")
    assert len(entries) >= 350
    for entry in entries:
        assert entry["class"] in KINDS, entry
        assert entry["example"], entry
        assert entry.get("stance", "asserts") in STANCES, entry
        assert entry.get("factuality", "CT+") in FACTUALITIES, entry
        assert entry.get("act", "says") in ACTS, entry


def test_no_cue_stands_twice() -> None:
    keys = [(entry["id"], entry["class"]) for entry in load("cues")]
    assert len(keys) == len(set(keys))


def test_every_stance_has_a_cue() -> None:
    assert {entry.get("stance", "asserts") for entry in load("cues")} == STANCES


def test_inflected_forms_lead_to_their_cue() -> None:
    verbs = cue_index().verbs
    for form, cue, kind in (
        ("said", "say", "past"),
        ("denies", "deny", "s"),
        ("told", "tell", "part"),
        ("rebutted", "rebut", "past"),
        ("slamming", "slam", "ing"),
        ("was", "be unable to verify", "past"),
    ):
        assert any(one.id == cue and kind in forms for one, forms in verbs[form]), form


def test_longer_cues_come_first() -> None:
    for pairs in cue_index().verbs.values():
        lengths = [len(cue.words) for cue, _ in pairs]
        assert lengths == sorted(lengths, reverse=True)


def test_words_of_doubt_weaken_in_a_known_way() -> None:
    assert {hedge.effect for hedges in cue_index().hedges.values() for hedge in hedges} == {"PR", "PS", "Uu"}


def test_turns_lead_to_known_stances() -> None:
    for turn in cue_index().turns:
        assert turn.stance in STANCES
        assert turn.factuality in FACTUALITIES
        assert turn.cues in {"all", "judges"}
        assert turn.where in {"any", "whole", "own", "plan", "act"}
