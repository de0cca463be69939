"""Who did what when, on both engines: every kind in one order, filtered, what was taken back marked."""

from __future__ import annotations

import pytest
from stubs import Book, report, told

from counterclaim.ledger.trail import Wanted, authors, note, page, trail


@pytest.fixture
def name(book: Book) -> str:
    """An incident on which everything was done once."""
    book.put(report("delta-1", told("2026-03-04", 5, "Tabaro")), report("echo-1", told("2026-01-20", 9, "Ostrava")))
    one, other = (incident.id for incident in book.all())
    ada = book.revise("Ada", "seen")
    ada.judge(one, other, "different")
    ada.code(one, {"killed": 5})
    n = ada.correct(one, "toll.killed", 6)
    back = book.revise("Bea", "no").undo(n, "correction")
    book.revise("Bea", "yes").undo(back, "correction")
    book.redact("echo-1", "Cyd", "law")
    note(book.engine, "Bea", "signed in", "127.0.0.1", "done")
    return one


@pytest.mark.usefixtures("name")
def test_every_kind_stands_there_the_newest_first(book: Book) -> None:
    found = list(trail(book.engine, Wanted()))
    assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)
    assert {each.kind for each in found} == {"judgement", "correction", "sheet", "redaction", "act"}
    corrections = [each for each in found if each.kind == "correction"]
    assert [(each.n, each.undone) for each in sorted(corrections, key=lambda each: each.n)] == [
        (1, False),
        (2, True),
        (3, False),
    ]
    assert authors(book.engine) == ["Ada", "Bea", "Cyd"]


@pytest.mark.usefixtures("name")
def test_lines_are_filtered_and_come_in_pages(book: Book) -> None:
    assert {each.author for each in trail(book.engine, Wanted(author="Bea"))} == {"Bea"}
    assert [each.what for each in trail(book.engine, Wanted(kind="redaction"))] == ["redacted a text"]
    assert list(trail(book.engine, Wanted(until="2001-01-01"))) == []
    assert len(list(trail(book.engine, Wanted(text="TOLL.killed")))) == 3
    every = list(trail(book.engine, Wanted()))
    first, more = page(book.engine, Wanted(), 0, 5)
    rest, end = page(book.engine, Wanted(), 5, 5)
    assert (first + rest, more, end) == (every, True, False)
