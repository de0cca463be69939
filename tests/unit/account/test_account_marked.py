"""Roles that the model sees, weighed with those that rules tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.account.marked import fillers, people_of, shared_out, things_of
from counterclaim.account.scene import Scene
from counterclaim.account.split import Draft
from counterclaim.records.account import Participant, Thing, Words
from counterclaim.records.reading import EventMention, Mention, Reading, RoleMention, Sentence
from counterclaim.records.report import Report, Span

TEXT = "Gunmen shot dead the mayor in Tarvela. A week ago a bomb wrecked the clinic."


def span(words: str) -> Span:
    return TEXT.index(words), TEXT.index(words) + len(words)


def role(words: str, part: str, thing: int | None = None, group: bool = False) -> RoleMention:
    return RoleMention(span(words), part, 0.8, group, thing, words)


def scene(*roles: RoleMention, without: bool = False, likely: float = 0.9) -> Scene:
    sentences = (Sentence(span("Gunmen shot dead the mayor in Tarvela."), 0), Sentence((39, len(TEXT)), 0))
    people = Mention(span("Gunmen"), "people", 0, span("Gunmen"), kind="unknown", name="Gunmen", identified=False)
    mayor = Mention(span("the mayor"), "person", 1, span("mayor"), kind="person", name="mayor")
    told = (None, None) if without else (tuple(roles), likely)
    reading = Reading("r", True, sentences, (people, mayor), roles=told[0], told=told[1])
    return Scene(Report(text=TEXT, id="r"), reading)


def drafts() -> list[Draft]:
    return [
        Draft([EventMention(span("shot dead"), "shoot")]),
        Draft([EventMention(span("wrecked"), "destroy")], status="background"),
    ]


def participant(role_: str, words: str) -> Participant:
    told = (Words(words, span(words)),)
    return Participant(role_, "unknown", words, None, None, True, None, told, "stated")


def test_fillers_go_to_the_incident_in_whose_sentences_they_stand() -> None:
    shared = shared_out(scene(role("the mayor", "suffers", 0), role("the clinic", "object", 1)), drafts())
    assert [[one.name for one in own] for own in shared] == [["the mayor"], ["the clinic"]]


def test_a_victim_that_rules_lack_comes_with_its_words_and_what_the_mention_tells() -> None:
    told = scene(role("the mayor", "suffers", 0))
    (one,) = people_of(told, shared_out(told, drafts())[0], [])
    assert (one.role, one.kind, one.name, one.mentions[0].span) == ("victim", "person", "mayor", span("the mayor"))


def test_who_the_model_sees_elsewhere_gives_way() -> None:
    told = scene(role("the mayor", "suffers", 0))
    people = [participant("victim", "Tarvela"), participant("victim", "the mayor")]
    kept = people_of(told, shared_out(told, drafts())[0], people)
    assert [one.mentions[0].text for one in kept] == ["the mayor"]


def test_a_faint_span_bears_out_what_rules_tell() -> None:
    told = scene(role("the mayor", "suffers", 0), role("Tarvela", "suffers"))
    people = [participant("victim", "Tarvela"), participant("victim", "the mayor")]
    assert len(people_of(told, shared_out(told, drafts())[0], people)) == 2


@pytest.mark.parametrize(("likely", "kept"), [(0.9, 1), (0.5, 0)])
def test_where_the_model_sees_no_victim_the_rules_stand_if_it_holds_that_an_incident_is_told(
    likely: float, kept: int
) -> None:
    told = scene(likely=likely)
    assert len(people_of(told, [], [participant("victim", "the mayor")])) == kept


def test_whom_the_rules_see_acting_stays() -> None:
    told = scene(role("the mayor", "suffers", 0))
    kept = people_of(told, shared_out(told, drafts())[0], [participant("responsible", "Gunmen")])
    assert {one.role for one in kept} == {"responsible", "victim"}


def test_in_capitals_whom_the_model_does_not_see_acting_gives_way() -> None:
    text = TEXT.upper()
    told = Scene(Report(text=text, id="r"), scene(role("Gunmen", "acts", 0)).reading)
    both = [participant("party", "Gunmen"), participant("initiator", "Tarvela")]
    assert [(one.role, one.name) for one in people_of(told, fillers(told), both)] == [("responsible", "Gunmen")]


def test_a_band_without_a_name_is_unidentified_and_a_named_body_stands_behind_it() -> None:
    told = scene(role("Gunmen", "acts", 0))
    band = replace(participant("responsible", "Gunmen"), kind="armed_group")
    (one,) = people_of(told, fillers(told), [band])
    assert (one.name, one.identified, one.organization) == ("Gunmen", False, None)
    front = Mention(span("Tarvela"), "armed_group", 2, span("Tarvela"), "XX-FRONT", name="Tarvela Front", entry="alias")
    told = Scene(told.report, replace(told.reading, mentions=(*told.reading.mentions, front)))
    (one,) = people_of(told, fillers(told), [replace(band, actor="XX-FRONT")])
    assert (one.name, one.identified, one.organization) == ("Gunmen", True, "Tarvela Front")


def test_without_a_model_all_stays_as_rules_tell_it() -> None:
    people = [participant("victim", "Tarvela")]
    assert people_of(scene(without=True), [], people) == people


def test_the_organisation_behind_is_no_person() -> None:
    told = scene(role("Gunmen", "acts", 0, group=True))
    (one,) = people_of(told, shared_out(told, drafts())[0], [])
    assert (one.role, one.kind) == ("responsible", "organization")


def test_things_have_the_kind_that_the_codebook_gives_their_last_words() -> None:
    told = scene(role("a bomb", "weapon", 0), role("the clinic", "object", 1))
    own = shared_out(told, drafts())[1]
    assert [one.name for one in things_of(told, own, "weapon", [])] == ["bomb"]
    known = [Thing("clinic", "hospital", (Words("the clinic", span("the clinic")),))]
    assert things_of(told, own, "object", known) == known
