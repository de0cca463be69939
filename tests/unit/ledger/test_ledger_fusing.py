"""Settling: what a report, a changed article or a judgement touches is made again, and nothing else falls apart."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "store"))

from stubs import Book, ids, report, told

from counterclaim.ledger import fusing, intake
from counterclaim.records.incident import Incident
from counterclaim.store.engine import writing

DAY = "2026-03-04"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    monkeypatch.setattr(intake, "now", lambda: "2026-03-06T00:00:00Z")
    with Book(tmp_path / "ledger.db") as made:
        yield made


def tabaro(name: str, many: int = 5, **rest: str) -> tuple[str, str]:
    return name, told(DAY, many, "Tabaro", **rest)


def put(book: Book, *stories: tuple[str, str]) -> list[intake.Added]:
    return book.put(*(report(name, sentence) for name, sentence in stories))


def of(book: Book, name: str) -> Incident:
    """The incident that a report's account is in."""
    return next(each for each in book.all() if name in {member.report for member in each.members})


def reports_of(incident: Incident) -> set[str]:
    return {member.report for member in incident.members if member.status != "withdrawn"}


def stands(book: Book) -> None:
    """What was made step by step is what a rebuild makes."""
    before = book.digest()
    book.rebuild()
    assert book.digest() == before
    assert book.check(deep=True) == []


def test_a_changed_article_that_tells_another_incident_leaves_the_others_together(book: Book) -> None:
    put(book, tabaro("a-1"), tabaro("b-1", holder="mayor"), tabaro("c-1", denier="rebels"))
    assert len(book.all()) == 1
    put(book, ("b-1", told("2026-02-02", 40, "Ostrava", what="wounded", who="soldiers")))
    assert {"a-1", "c-1"} <= reports_of(of(book, "a-1"))
    assert of(book, "a-1").id == of(book, "c-1").id
    stands(book)


def test_the_founding_article_may_change_and_the_incident_keeps_its_id(book: Book) -> None:
    put(book, tabaro("a-1"), tabaro("b-1", holder="mayor"))
    [before] = book.all()
    put(book, tabaro("a-1", 7))
    [after] = book.all()
    assert after.id == before.id
    assert reports_of(after) == {"a-1", "b-1"}
    stands(book)


def test_an_article_that_tells_nothing_any_more_is_withdrawn_and_takes_nobody_with_it(book: Book) -> None:
    put(book, tabaro("a-1"), tabaro("b-1", holder="mayor"), tabaro("c-1"))
    put(book, ("a-1", "The editors have taken this article back."))
    assert of(book, "b-1").id == of(book, "c-1").id
    stands(book)


def test_a_report_of_another_place_touches_no_incident_but_its_own(book: Book) -> None:
    put(book, tabaro("a-1"), tabaro("b-1", holder="mayor"))
    kept = {each.id: each for each in book.all()}
    [added] = put(book, ("z-1", told("2026-01-09", 2, "Waimanu", what="wounded")))
    assert len(added.incidents) == 1
    assert set(added.incidents).isdisjoint(kept)
    assert {each.id: each for each in book.all() if each.id in kept} == kept


def test_settling_what_has_not_changed_makes_nothing(book: Book) -> None:
    put(book, tabaro("a-1"), tabaro("b-1", holder="mayor"))
    before = book.digest()
    with writing(book.engine) as connection:
        touched = fusing.touched(connection, ids(book.all()))
        assert fusing.settle(connection, touched) == []
    assert book.digest() == before


def test_judged_apart_stays_apart_when_more_is_told_and_comes_back_when_undone(book: Book) -> None:
    put(book, tabaro("a-1"), tabaro("b-1", holder="mayor"))
    [one] = book.all()
    names = [member.account for member in one.members]
    [number] = book.revise("ana", "two villages of that name").split(one.id, [names[1]])
    assert len(book.all()) == 2
    put(book, tabaro("c-1"), tabaro("d-1", holder="mayor"))
    apart = [of(book, "a-1").id, of(book, "b-1").id]
    assert apart[0] != apart[1]
    stands(book)
    book.revise("ana", "one village after all").undo(number)
    assert of(book, "a-1").id == of(book, "b-1").id == one.id
    stands(book)


def test_a_judgement_outlives_the_words_that_it_was_made_on(book: Book) -> None:
    put(book, tabaro("a-1"), ("b-1", told("2026-01-20", 30, "Kolenze", what="wounded", who="soldiers")))
    one, other = of(book, "a-1"), of(book, "b-1")
    book.revise("ana", "the same by a witness").merge([one.id, other.id])
    assert len(book.all()) == 1
    put(book, tabaro("a-1", 6))
    [merged] = book.all()
    assert merged.id == one.id
    assert other.id in merged.redirects
    stands(book)


def test_adding_asks_a_larger_ledger_no_more_questions(book: Book) -> None:
    asked: list[str] = []
    event.listen(book.engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))

    def questions(name: str) -> int:
        asked.clear()
        put(book, (name, told("2026-05-05", 3, "Leulumo")))
        return len(asked)

    few = questions("x-1")
    put(book, *((f"r-{n}", told(f"20{n % 20:02}-0{n % 9 + 1}-11", 5, "Kolenze")) for n in range(60)))
    many = questions("x-2")
    assert few <= 40
    assert many <= few + 10, "what it is fused with costs some, the size of the ledger none"
