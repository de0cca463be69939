"""Participants of one incident: one a side, in one part, and whose the figures are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.account.casting import cast, harmed_too, owned
from counterclaim.account.scene import Scene
from counterclaim.records.account import Participant, Toll, Words
from counterclaim.records.reading import Mention, Quantity, Reading, RoleMention, Sentence
from counterclaim.records.report import Report


def scene(*mentions: Mention) -> Scene:
    return Scene(Report(id="r", text="Nothing."), Reading("r", True, (Sentence((0, 8), 0),), mentions))


def somebody(role: str, kind: str, name: str, actor: str | None = None, **told: object) -> Participant:
    country = actor[:2] if actor else None
    made = Participant(role, kind, name, actor, country, True, None, (Words(name, (0, 1)),), "stated")
    return Participant(**{f: told.get(f, getattr(made, f)) for f in made.__slots__})  # type: ignore[arg-type]


def parts(*people: Participant, country: str | None = "PE") -> list[tuple[str, str | None]]:
    return [(p.role, p.actor) for p in cast(scene(), people, country)]


@pytest.mark.parametrize("kind", ["unknown", "civilians", "person"])
def test_victims_of_no_side_are_people_of_the_country(kind: str) -> None:
    assert parts(somebody("victim", kind, "three people")) == [("victim", "PE-CIV")]


def test_victims_told_twice_in_different_words_are_one_participant() -> None:
    people = cast(scene(), [somebody("victim", "unknown", "people"), somebody("victim", "civilians", "farmers")], "PE")
    assert [len(p.mentions) for p in people] == [2]


def test_killed_gunmen_are_no_civilians() -> None:
    assert parts(somebody("victim", "unknown", "gunmen", identified=False)) == [("victim", None)]


def test_persons_with_names_stay_apart() -> None:
    named = [somebody("victim", "person", name, "PE-CIV") for name in ("Ana Rojas", "Luis Quispe")]
    assert len(cast(scene(), named, "PE")) == 2


def test_a_country_told_to_have_done_it_acts_itself() -> None:
    assert parts(somebody("responsible", "state", "Ecuador", "EC")) == [("responsible", "EC")]


def test_a_country_acts_by_its_forces_where_they_are_told_or_it_is_only_meant() -> None:
    country, guards = (
        somebody("responsible", "state", "Ecuador", "EC"),
        somebody("responsible", "military", "x", "EC-MIL"),
    )
    assert parts(country, guards) == [("responsible", "EC-MIL")]
    assert parts(replace(country, basis="inferred")) == [("responsible", "EC-MIL")]


def test_servicemen_are_of_the_one_force_that_is_told() -> None:
    guards = somebody("target", "military", "Peruvian border guards", "PE-BORDER")
    assert parts(guards, somebody("target", "military", "servicemen", "PE-MIL")) == [("target", "PE-BORDER")]


def test_gunmen_are_those_whom_somebody_names() -> None:
    named = somebody("responsible", "armed_group", "the Dawn Front", "PE-SL", certainty="claimed")
    assert parts(somebody("responsible", "unknown", "gunmen"), named) == [("responsible", "PE-SL")]


def test_gunmen_stay_where_a_group_is_only_suspected() -> None:
    suspect = somebody("responsible", "armed_group", "the Dawn Front", "PE-SL", certainty="suspected")
    assert parts(somebody("responsible", "unknown", "gunmen"), suspect) == [
        ("responsible", None),
        ("responsible", "PE-SL"),
    ]


def test_rebels_are_of_the_one_group_that_the_report_tells() -> None:
    group = Mention((0, 1), "armed_group", 0, (0, 1), "PE-SL", "PE", "armed_group", "Shining Path")
    made = cast(scene(group), [somebody("target", "armed_group", "rebels")], "PE")
    assert [p.actor for p in made] == ["PE-SL"]


def test_a_band_is_not_of_the_group_that_it_fights() -> None:
    group = Mention((0, 1), "armed_group", 0, (0, 1), "PE-SL", "PE", "armed_group", "Shining Path")
    band, hit = somebody("responsible", "armed_group", "militants"), somebody("target", "armed_group", "it", "PE-SL")
    assert [p.actor for p in cast(scene(group), [band, hit], "PE")] == [None, "PE-SL"]


@pytest.mark.parametrize(("mutual", "part"), [(True, "party"), (False, "responsible")])
def test_a_side_acts_in_one_part(mutual: bool, part: str) -> None:
    twice = [somebody(role, "military", "the army", "PE-MIL") for role in ("responsible", "party")]
    assert [p.role for p in cast(scene(), twice, "PE", mutual=mutual)] == [part]


def test_a_denied_part_gives_way_to_one_that_is_told() -> None:
    denied = somebody("responsible", "military", "the army", "PE-MIL", certainty="denied")
    assert parts(denied, somebody("initiator", "military", "soldiers", "PE-MIL")) == [("initiator", "PE-MIL")]


def test_a_side_either_acts_or_suffers() -> None:
    twice = somebody("responsible", "military", "the army", "PE-MIL", mentions=(Words("a", (0, 1)), Words("b", (3, 4))))
    assert parts(twice, somebody("target", "military", "soldiers", "PE-MIL")) == [("responsible", "PE-MIL")]


def test_the_model_tells_whether_a_side_acts_or_suffers() -> None:
    reading = Reading("r", True, stands=(RoleMention((9, 17), "suffers", 0.9),))
    acting = somebody("responsible", "military", "the army", "PE-MIL")
    hit = somebody("target", "military", "soldiers", "PE-MIL", mentions=(Words("soldiers", (9, 17)),))
    made = cast(Scene(Report(id="r", text="The army soldiers."), reading), [acting, hit], "PE")
    assert [p.role for p in made] == ["target"]


def test_a_suspect_told_by_age_and_by_name_is_one_person() -> None:
    told = [somebody("responsible", "unknown", name) for name in ("man", "Ana Rojas")]
    assert [(p.kind, p.name) for p in cast(scene(), told, "PE")] == [("person", "Ana Rojas")]


def figure(category: str = "unknown", harm: str = "killed") -> Toll:
    return Toll(harm, Quantity(3, 3, 3), None, category, "report", False, "incident", False, Words("three", (0, 5)))


def test_a_figure_of_anybody_is_of_the_only_side_that_suffers() -> None:
    victims = [somebody("victim", "civilians", "villagers", "PE-CIV")]
    assert [(t.of, t.category) for t in owned(scene(), [figure()], victims, "PE")] == [("PE-CIV", "civilian")]


def test_a_figure_of_anybody_is_of_nobody_where_two_sides_suffer() -> None:
    both = [somebody("victim", "civilians", "villagers", "PE-CIV"), somebody("target", "military", "army", "PE-MIL")]
    assert [t.of for t in owned(scene(), [figure()], both, "PE")] == [None]


def test_a_figure_of_anybody_is_of_the_country_where_no_armed_side_suffers() -> None:
    assert [t.of for t in owned(scene(), [figure()], [], "PE")] == ["PE-CIV"]


def test_people_detained_are_of_no_side_that_suffers() -> None:
    victims = [somebody("victim", "civilians", "villagers", "PE-CIV")]
    assert [t.of for t in owned(scene(), [figure(harm="detained")], victims, "PE")] == [None]


@pytest.mark.parametrize(("mutual", "part"), [(True, "party"), (False, "target")])
def test_who_fights_in_a_clash_of_two_sides_is_told_as_fighting_and_not_as_hit(mutual: bool, part: str) -> None:
    hit = somebody(
        "target", "military", "a Peruvian patrol", "PE-MIL", mentions=(Words("a", (0, 1)), Words("b", (2, 3)))
    )
    both = [somebody("party", "military", "Peruvian guards", "PE-MIL"), hit]
    assert [p.role for p in cast(scene(), both, "PE", mutual=mutual)] == [part]


def counted(of: str | None, category: str = "civilian", harm: str = "killed", best: int = 3) -> Toll:
    return Toll(harm, Quantity(best, best, best), of, category, "report", False, "incident", False, Words("x", (0, 1)))


@pytest.mark.parametrize(("of", "role"), [("PE-CIV", "victim"), ("PE-MIL", "target")])
def test_whose_people_a_figure_counts_takes_part(of: str, role: str) -> None:
    doer = somebody("responsible", "unknown", "gunmen", identified=False)
    people = harmed_too(scene(), [doer], [counted(of), counted(of, harm="injured")])
    assert [(one.role, one.actor) for one in people[1:]] == [(role, of)]


@pytest.mark.parametrize("figure", [counted(None), counted("PE-CIV", best=0), counted("PE-CIV", harm="detained")])
def test_nobody_takes_part_by_a_figure_of_nobody(figure: Toll) -> None:
    assert not harmed_too(scene(), [], [figure])


def test_who_is_told_to_suffer_is_not_told_again_by_a_figure() -> None:
    assert len(harmed_too(scene(), [somebody("victim", "civilians", "farmers", "PE-CIV")], [counted("EC-CIV")])) == 1


def test_a_body_of_many_countries_has_no_people_and_no_army() -> None:
    told = parts(somebody("victim", "organization", "UN", "UN"), somebody("responsible", "unknown", "gunmen"))
    assert ("victim", "UN") in told
