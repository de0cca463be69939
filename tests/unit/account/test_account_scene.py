"""What a scene is asked again is answered as before, and anew once its statements are known."""

from __future__ import annotations

from counterclaim.account.scene import Scene
from counterclaim.records.account import Source, Statement, Words
from counterclaim.records.reading import EventMention, Reading, Sentence
from counterclaim.records.report import Report

TEXT = "Police said the rebels shelled the mill."
SHELLED = (23, 30)


def scene() -> Scene:
    events = (EventMention(SHELLED, "shelling"),)
    return Scene(Report(text=TEXT, id="r"), Reading("r", True, (Sentence((0, 40), 0),), (), events=events))


def saying() -> Statement:
    source = Source("Police", (0, 6), None, "local")
    told = Words(TEXT[12:39], (12, 39))
    return Statement(0, source, Words("said", (7, 11)), (told,), "asserts", "CT+", "indirect")


def test_an_answer_does_not_outlive_the_statements_it_was_given_without() -> None:
    one = scene()
    assert one.statement_over(SHELLED) is None
    one.statements = (saying(),)
    said = one.statement_over(SHELLED)
    assert said is not None
    assert said.n == 0


def test_questions_that_differ_are_answered_apart() -> None:
    one = scene()
    assert [event.span for event in one.events_in(((12, 39),))] == [SHELLED]
    assert one.events_in(((0, 11),)) == []
    assert one.mentions_in((12, 39)) == []
