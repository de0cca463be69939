"""Who of those told with an incident did it, who suffered it and who is neither, by given weights."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.account.code import cues, ruled_people
from counterclaim.account.doers import Candidate, Doers
from counterclaim.account.parties import participants
from counterclaim.account.scene import Scene
from counterclaim.account.split import drafts
from counterclaim.account.statements import statements
from counterclaim.gazetteer import open_gazetteer
from counterclaim.read.reader import read
from counterclaim.records.report import Report

TEXT = (
    "Two farmers were shot dead by gunmen near Puno in Peru on Monday. "
    "Neighbour Ana Rojas said that she had heard shots. Rojas said nobody slept."
)
KEEP = {"ruled responsible|acts": 1.0, "ruled victim|suffers": 1.0, "ruled none|none": 1.0}


def doers(text: str = TEXT) -> Doers:
    report = Report(text=text, published="2026-03-04")
    scene = Scene(report, replace(read(report, open_gazetteer()), roles=()))
    scene.statements = tuple(statements(scene))
    [cue] = cues(scene, drafts(scene), [[] for _ in scene.statements])
    return Doers(scene, cue.draft, ruled_people(scene, cue, participants(scene, cue.draft)), cue.alone)


def named(found: Doers, name: str) -> Candidate:
    return next(one for one in found.candidates() if any(mention.name == name for mention in one.mentions))


def test_who_has_a_part_by_the_rules_keeps_it_where_weights_say_so() -> None:
    found = doers()
    assert found.chosen(KEEP) == list(found.people)


def test_somebody_told_near_by_comes_where_weights_say_so() -> None:
    came = doers().chosen(KEEP | {"only speaks|suffers": 9.0})
    assert {(one.role, one.name) for one in came} >= {("victim", "Ana Rojas")}


def test_somebody_goes_or_changes_sides_where_weights_say_so() -> None:
    gone = doers().chosen(KEEP | {"word farmers|none": 9.0})
    assert {one.role for one in gone} == {"responsible"}
    turned = doers().chosen(KEEP | {"word farmers|acts": 9.0})
    assert {one.role for one in turned} == {"responsible"}
    assert len(turned) == 2


def test_a_name_told_again_is_the_same_candidate() -> None:
    found = doers()
    rojas = named(found, "Ana Rojas")
    assert len(rojas.spans) == 2
    assert "only speaks|none" in found.options(rojas)["none"]
    assert [one for one in found.candidates() if any(m.name == "Rojas" for m in one.mentions)] == [rojas]


def test_a_blind_choice_sees_nothing_of_the_model() -> None:
    found = doers()
    for candidate in found.candidates():
        told = found.options(candidate, blind=True)["acts"]
        assert {"stand nothing|acts", "role nothing|acts"} <= set(told)


def test_nobody_is_weighed_in_capitals_or_in_a_raid() -> None:
    gone = {"ruled responsible|none": 9.0, "ruled victim|none": 9.0, "ruled target|none": 9.0}
    raid = doers("Afghan soldiers detained three insurgents during a search in Kandahar on Monday.")
    assert raid.chosen(gone) == list(raid.people) != []
    loud = doers(TEXT.upper())
    assert loud.chosen(gone) == list(loud.people)


def test_what_others_of_a_side_do_and_how_a_trigger_is_told_speak_for_a_part() -> None:
    found = doers("Soldiers were ambushed by rebels near Puno in Peru on Monday. Three soldiers were killed.")
    soldiers = next(one for one in found.candidates() if one.one is not None and one.one.kind == "military")
    names = found.options(soldiers)["suffers"]
    assert "passive left first|suffers" in names
    assert "another side acts|suffers" in names
