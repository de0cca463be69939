"""The rules' attributions and the model's, made one list."""

from __future__ import annotations

import pytest

from counterclaim.read.attribution import find_attributions
from counterclaim.read.document import Doc
from counterclaim.read.model_decode import Attribution, Mark, Marks
from counterclaim.records.report import Report


def mark(text: str, layer: str, words: str, sure: float = 0.9) -> Mark:
    start = text.index(words)
    first = len(text[:start].split())
    return Mark(layer, layer, (start, start + len(words)), sure, first, first + len(words.split()) - 1)


def marks(text: str, *told: tuple[str | None, str, str | None], hints: dict[str, float] | None = None) -> Marks:
    made = [
        Attribution(
            mark(text, "source", who) if who else None,
            mark(text, "cue", cue),
            (mark(text, "content", what),) if what else (),
        )
        for who, cue, what in told
    ]
    layers = {"cue": tuple(one.cue for one in made)}
    likely = tuple((mark(text, "cue", words).span, share) for words, share in (hints or {}).items())
    return Marks(layers, {}, tuple(made), likely)


def found(text: str, seen: Marks | None) -> list[tuple[str | None, str, str, str]]:
    doc = Doc(Report(text=text, id="r"))
    return [
        (
            doc.quote(one.source) if one.source else None,
            doc.quote(one.cue),
            " ... ".join(doc.quote(piece) for piece in one.content),
            one.stance,
        )
        for one in find_attributions(doc, seen)
    ]


SPOKEN = "Colonel Ana Korsun of the border guard denied that her men had fired a shot."


def test_the_model_says_where_source_and_content_end_and_the_rules_what_the_cue_does() -> None:
    seen = marks(SPOKEN, ("Colonel Ana Korsun of the border guard", "denied", "her men had fired a shot"))
    assert found(SPOKEN, seen) == [
        ("Colonel Ana Korsun of the border guard", "denied", "her men had fired a shot", "denies")
    ]


def test_words_of_saying_that_no_list_has_are_the_models() -> None:
    text = "Rescuers had it on good authority that nine were dead."
    assert found(text, None) == []
    assert found(text, marks(text, ("Rescuers", "had it on good authority", "nine were dead"))) == [
        ("Rescuers", "had it on good authority", "nine were dead", "asserts")
    ]


def test_a_listed_cue_that_only_the_model_takes_for_one_has_its_stance() -> None:
    text = "Flatly denied by the army: that nine were dead."
    told = found(text, marks(text, ("the army", "denied", "that nine were dead")))
    assert [one[3] for one in told] == ["denies"]


@pytest.mark.parametrize(
    ("text", "hint", "kept"),
    [
        (SPOKEN, {"denied": 0.2}, 1),
        (SPOKEN, {"denied": 0.05}, 0),
        ("The villagers feared that the guns would fire again.", {"feared": 0.2}, 0),
        ("The villagers feared that the guns would fire again.", {"feared": 0.4}, 1),
    ],
)
def test_what_rules_alone_see_stands_where_the_model_does_not_rule_it_out(
    text: str, hint: dict[str, float], kept: int
) -> None:
    assert len(found(text, marks(text, hints=hint))) == kept


def test_a_source_told_elsewhere_is_not_taken_for_this_ones() -> None:
    text = "Police named him. The army denied that it had fired."
    seen = marks(text, ("Police", "denied", "it had fired"))
    assert [one[0] for one in found(text, seen)] == ["The army"]


def test_whom_a_speaker_cites_has_said_nothing_himself() -> None:
    text = "State radio, citing a military source, reported that a strike had hit a depot."
    seen = marks(
        text,
        ("State radio", "citing", "a military source"),
        ("State radio", "reported", "a strike had hit a depot"),
    )
    assert [one[:2] for one in found(text, seen)] == [("a military source", "reported")]


def test_words_in_quotation_marks_are_said_with_them() -> None:
    text = 'The mayor said: "They fired first."'
    assert found(text, marks(text, ("The mayor", "said", "They fired first")))[0][2] == '"They fired first."'


def test_without_a_model_the_rules_stand() -> None:
    assert [one[3] for one in found(SPOKEN, None)] == ["denies"]


def test_one_cue_with_two_contents_is_two_statements() -> None:
    text = "The mayor said that two had died and added nothing on how five were hurt."
    seen = marks(text, ("The mayor", "said", "two had died"), ("The mayor", "said", "five were hurt"))
    seen.layers["cue"] = seen.layers["cue"][:1]
    assert [one[2] for one in found(text, seen)] == ["two had died", "five were hurt"]


def test_a_content_that_goes_on_where_another_ends_is_the_same() -> None:
    text = "The mayor added that no unit had moved."
    seen = marks(text, ("The mayor", "added", "that"), ("The mayor", "added", "no unit had moved"))
    seen.layers["cue"] = seen.layers["cue"][:1]
    assert [one[2] for one in found(text, seen)] == ["that no unit had moved"]


def test_a_content_that_breaks_off_in_a_phrase_goes_to_its_end() -> None:
    text = "The council blamed the northern garrison for it."
    assert [one[2] for one in found(text, marks(text, ("The council", "blamed", "the")))] == ["the northern garrison"]
