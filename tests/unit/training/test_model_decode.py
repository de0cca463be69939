"""Scores to spans: edges hold, pieces join, spans find their cue, mentions of one thing are one filler."""

from __future__ import annotations

import math

import pytest

from counterclaim.read.model_decode import Layer, Mark, Marks, attributions, content_groups, hung_on, spans
from counterclaim.read.model_roles import fillers

LAYER = Layer("content", ("content", "more"))
LINKS = ("before2", "before1", "after1", "after2")


def row(*shares: float) -> list[float]:
    return [math.log(max(share, 1e-9)) for share in shares]


def words(count: int) -> list[tuple[int, int]]:
    return [(5 * n, 5 * n + 4) for n in range(count)]


def mark(layer: str, first: int, last: int, label: str | None = None, confidence: float = 0.9) -> Mark:
    return Mark(layer, label or layer, (5 * first, 5 * last + 4), confidence, first, last)


def test_an_inside_never_follows_an_outside() -> None:
    rows = [row(0.9, 0.05, 0.05, 0, 0), row(0.3, 0.3, 0.4, 0, 0), row(0.1, 0.1, 0.8, 0, 0)]
    found = spans(LAYER, rows, words(3))
    assert [(one.label, one.first, one.last) for one in found] == [("content", 1, 2)]


def test_an_inside_keeps_the_label_it_began_with() -> None:
    rows = [row(0.05, 0.5, 0.05, 0.4, 0), row(0.05, 0, 0.35, 0, 0.6), row(0.05, 0, 0.7, 0, 0.25)]
    assert [(one.label, one.first, one.last) for one in spans(LAYER, rows, words(3))] == [("content", 0, 2)]


def test_two_spans_side_by_side_stay_two() -> None:
    rows = [row(0.02, 0.9, 0.08, 0, 0), row(0.02, 0.9, 0.08, 0, 0)]
    assert [(one.first, one.last) for one in spans(LAYER, rows, words(2))] == [(0, 0), (1, 1)]


def test_less_is_asked_where_being_outside_costs() -> None:
    rows = [row(0.6, 0.4, 0, 0, 0)]
    assert spans(LAYER, rows, words(1)) == ()
    eager = Layer("content", ("content", "more"), outside=-1.0)
    assert len(spans(eager, rows, words(1))) == 1


def test_confidence_follows_what_was_tuned() -> None:
    rows = [row(0.1, 0.9, 0, 0, 0)]
    plain, wary = (spans(Layer("content", ("content", "more"), slope=s), rows, words(1))[0] for s in (1.0, 0.5))
    assert plain.confidence == pytest.approx(0.9, abs=1e-3)
    assert 0.5 < wary.confidence < plain.confidence


def test_later_pieces_go_with_the_content_before_them() -> None:
    marks = [mark("content", 0, 3), mark("content", 7, 9, "more"), mark("content", 12, 15)]
    assert [[one.first for one in group] for group in content_groups(marks)] == [[0, 7], [12]]


def test_a_first_piece_that_calls_itself_later_stands_alone() -> None:
    assert len(content_groups([mark("content", 0, 1, "more")])) == 1


def test_span_hangs_on_the_cue_that_its_word_points_to() -> None:
    cues = [mark("cue", 2, 2), mark("cue", 10, 10), mark("cue", 20, 20)]
    content = mark("content", 5, 8)
    assert hung_on(content, cues, row(0.01, 0.9, 0.05, 0.04), LINKS) == 0
    assert hung_on(content, cues, row(0.01, 0.05, 0.9, 0.04), LINKS) == 1
    assert hung_on(content, cues, row(0.8, 0.1, 0.05, 0.05), LINKS) == 0, "there is no second cue before it"
    assert hung_on(content, [], row(0.1, 0.7, 0.1, 0.1), LINKS) is None


def test_attribution_takes_the_surest_source_and_every_content_of_its_cue() -> None:
    found = {
        "source": (mark("source", 0, 0, confidence=0.5), mark("source", 1, 1, confidence=0.8)),
        "cue": (mark("cue", 2, 2),),
        "content": (mark("content", 4, 6), mark("content", 8, 9)),
    }
    ahead, behind = row(0.01, 0.01, 0.97, 0.01), row(0.01, 0.97, 0.01, 0.01)
    made = attributions(found, {"content": ()}, [ahead] * 3 + [behind] * 7, LINKS)
    assert [(one.source, one.cue, one.content[0].first) for one in made] == [
        (found["source"][1], found["cue"][0], 4),
        (found["source"][1], found["cue"][0], 8),
    ]


def test_a_cue_with_a_speaker_and_no_content_has_the_surest_faint_one() -> None:
    found = {"source": (mark("source", 0, 0),), "cue": (mark("cue", 2, 2), mark("cue", 7, 7)), "content": ()}
    faint = {"content": (mark("content", 4, 5, confidence=0.2), mark("content", 9, 9, confidence=0.3))}
    ahead, behind = row(0.01, 0.01, 0.97, 0.01), row(0.01, 0.97, 0.01, 0.01)
    made = attributions(found, faint, [ahead] * 3 + [behind] * 8, LINKS)
    assert [[one.first for one in each.content] for each in made] == [[4], []]


TEXT = "The rebels of the Lora Front came. The Lora Front fled; rebels burned a bridge."


def role(label: str, words: str, confidence: float, at: int = 0) -> Mark:
    start = TEXT.index(words, at)
    return Mark("role", label, (start, start + len(words)), confidence, 0, 0)


def told(*marks: Mark, relevant: float = 0.9) -> Marks:
    return Marks({"role": marks}, relevant=relevant)


def test_mentions_of_one_thing_are_one_filler_named_by_the_surest() -> None:
    marks = told(role("PerpOrg", "the Lora Front", 0.6), role("PerpOrg", "Lora Front", 0.9, 30))
    found = fillers(marks, TEXT, {"PerpOrg": 0.5}, 0.0)
    assert [(one.role, one.name, len(one.marks)) for one in found] == [("PerpOrg", "Lora Front", 2)]
    assert found[0].confidence > 0.9


def test_fillers_below_what_is_asked_and_reports_that_tell_nothing_are_left_out() -> None:
    marks = told(role("Target", "bridge", 0.3), relevant=0.1)
    assert fillers(marks, TEXT, {"Target": 0.5}, 0.0) == []
    assert fillers(marks, TEXT, {"Target": 0.2}, 0.5) == []
    assert len(fillers(marks, TEXT, {"Target": 0.2}, 0.0)) == 1
