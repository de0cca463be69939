"""Names of one kind through a report."""

from __future__ import annotations

from counterclaim.read.model_alike import alike
from counterclaim.read.model_decode import Mark


def mark(text: str, words: str, label: str, sure: float = 0.9, after: int = 0) -> Mark:
    start = text.index(words, after)
    return Mark("entity", label, (start, start + len(words)), sure, start, start)


def told(text: str, *marks: Mark, faint: tuple[Mark, ...] = ()) -> list[tuple[str, str]]:
    return [(one.label, text[slice(*one.span)]) for one in alike(marks, faint, text)]


def test_the_mentions_of_a_name_have_the_kind_that_they_speak_for_together() -> None:
    text = "The Tarvela won. Tarvela said so. They met in Tarvela."
    once = mark(text, "Tarvela", "organisation"), mark(text, "Tarvela", "place", 0.6, 10)
    assert [label for label, _ in told(text, *once, faint=(mark(text, "Tarvela", "organisation", 0.3, 40),))] == [
        "organisation",
        "organisation",
    ]
    assert told(text, mark(text, "The Tarvela", "organisation"), mark(text, "Tarvela", "place", 0.5, 20))[1][0] == (
        "organisation"
    )


def test_a_family_name_alone_is_the_person_who_was_named_in_full() -> None:
    text = "Ana Madison left. Madison wept. Boston slept."
    found = told(
        text,
        mark(text, "Ana Madison", "person"),
        mark(text, "Madison", "place", 0.9, 15),
        mark(text, "Boston", "place"),
    )
    assert found == [("person", "Ana Madison"), ("person", "Madison"), ("place", "Boston")]


def test_neighbours_of_one_kind_are_one_name_and_those_of_a_list_are_not() -> None:
    text = "Bank Rossa and Tarvela, Orsk"
    marks = [
        mark(text, words, "place", sure)
        for words, sure in (("Bank", 0.9), ("Rossa", 0.6), ("Tarvela", 0.9), ("Orsk", 0.9))
    ]
    assert told(text, *marks) == [("place", "Bank Rossa"), ("place", "Tarvela"), ("place", "Orsk")]
    assert alike(marks, (), text)[0].confidence == 0.6


def test_a_date_ends_with_no_joining_word() -> None:
    text = "from July to September"
    assert told(text, mark(text, "July to", "date"), mark(text, "September", "date")) == [
        ("date", "July"),
        ("date", "September"),
    ]
