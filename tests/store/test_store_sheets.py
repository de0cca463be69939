"""Two coders: blind till both are done, apart, settled, taken back, written to the incident, backed up."""

from __future__ import annotations

from pathlib import Path

import pytest
from stubs import Book, report, told

from counterclaim.errors import SettingError, UnknownError

ADA = {"occurred": "yes", "domain": "conflict", "place": "Tabaro", "day": "2026-03-04", "killed": 5, "country": "ml"}
BEA = ADA | {"place": "tabaro", "killed": "7", "day": ""}


@pytest.fixture
def name(book: Book) -> str:
    """An incident to be coded."""
    book.put(report("delta-1", told("2026-03-04", 5, "Tabaro")), report("echo-1", told("2026-01-20", 9, "Ostrava")))
    return next(incident.id for incident in book.all() if incident.where.country == "ML")


def test_a_sheet_is_seen_by_its_coder_alone_until_both_are_done(book: Book, name: str) -> None:
    book.revise("Ada", "coding").code(name, ADA)
    assert [sheet.author for sheet in book.double(name).seen_by("Ada")] == ["Ada"]
    assert book.double(name).seen_by("Bea") == ()
    assert book.double(name).seen_by(None) == ()
    book.revise("Bea", "coding").code(name, BEA)
    assert [sheet.author for sheet in book.double(name).seen_by("Cyd")] == ["Ada", "Bea"]


def test_answers_that_say_the_same_agree_and_others_are_apart(book: Book, name: str) -> None:
    book.revise("Ada", "coding").code(name, ADA)
    assert book.double(name).apart() == []
    book.revise("Bea", "coding").code(name, BEA)
    assert book.double(name).apart() == ["day", "killed"]
    assert book.double(name).outcome() == {
        "occurred": "yes", "domain": "conflict", "country": "ML", "place": "Tabaro",
    }  # fmt: skip


def test_a_coder_may_begin_again_before_the_other_is_done_and_not_after(book: Book, name: str) -> None:
    book.revise("Ada", "coding").code(name, ADA)
    book.revise("Ada", "read it again").code(name, BEA)
    assert len(book.double(name).coded) == 1
    n = book.revise("Bea", "coding").code(name, BEA)
    assert book.double(name).apart() == []
    with pytest.raises(SettingError, match="open"):
        book.revise("Ada", "after looking").code(name, ADA)
    book.revise("Bea", "a mistake").undo(n, "sheet")
    assert not book.double(name).done
    with pytest.raises(SettingError, match="open"):
        book.revise("Bea", "blind no more").code(name, ADA)


def test_a_sheet_taken_back_before_the_other_coded_opens_nothing(book: Book, name: str) -> None:
    n = book.revise("Ada", "coding").code(name, ADA)
    book.revise("Ada", "the wrong one").undo(n, "sheet")
    book.revise("Bea", "coding").code(name, BEA)
    assert not book.double(name).open
    assert [sheet.author for sheet in book.double(name).coded] == ["Bea"]


def test_a_third_settles_what_is_apart_and_that_is_taken_back(book: Book, name: str) -> None:
    for who, sheet in (("Ada", ADA), ("Bea", BEA)):
        book.revise(who, "coding").code(name, sheet)
    n = book.revise("Cyd", "the later report counts seven").settle(name, "killed", "7")
    assert book.double(name).unsettled() == ["day"]
    assert book.double(name).outcome()["killed"] == 7
    with pytest.raises(SettingError, match="agree"):
        book.revise("Cyd", "why not").settle(name, "place", "Kolenze")
    book.revise("Cyd", "too soon").undo(n, "sheet")
    assert book.double(name).unsettled() == ["day", "killed"]


def test_what_was_settled_is_written_to_the_incident_and_nothing_twice(book: Book, name: str) -> None:
    for who, sheet in (("Ada", ADA | {"event": "Grenade"}), ("Bea", BEA | {"event": "Grenade"})):
        book.revise(who, "coding").code(name, sheet)
    book.revise("Cyd", "the later report").settle(name, "killed", 7)
    revision = book.revise("Cyd", "as coded twice")
    assert len(revision.adopt(name)) == 3
    incident = book.show(name).incident
    assert (incident.event.acled_type, incident.event.acled_sub_type) == ("Explosions/Remote violence", "Grenade")
    assert next(tally.quantity.best for tally in incident.toll if tally.harm == "killed") == 7
    assert revision.adopt(name) == []
    assert book.check(deep=True) == []


def test_agreement_is_told_by_question(book: Book, name: str) -> None:
    other = next(incident.id for incident in book.all() if incident.id != name)
    for who, sheet in (("Ada", ADA), ("Bea", BEA)):
        book.revise(who, "coding").code(name, sheet)
        book.revise(who, "coding").code(other, {"killed": 9, "domain": "crime"})
    found = book.agreement()
    assert found["domain"] == (2, 2, 1.0)
    assert found["killed"][:2] == (2, 1)
    assert found["day"] == (0, 0, None)


@pytest.mark.parametrize(
    ("question", "value"),
    [("killed", "many"), ("day", "Tuesday"), ("country", "XQZ"), ("domain", "sport"), ("colour", "red")],
)
def test_an_answer_that_is_none_is_refused_by_its_question(book: Book, name: str, question: str, value: str) -> None:
    with pytest.raises(SettingError, match=question):
        book.revise("Ada", "coding").code(name, {question: value})


def test_what_cannot_be_coded_settled_or_taken_back_is_told(book: Book, name: str) -> None:
    revision = book.revise("Ada", "coding")
    with pytest.raises(SettingError, match="empty"):
        revision.code(name, {"killed": " "})
    with pytest.raises(SettingError, match="two coders"):
        revision.settle(name, "killed", 3)
    with pytest.raises(UnknownError, match="sheet 9"):
        revision.undo(9, "sheet")
    with pytest.raises(SettingError, match="no kind"):
        revision.undo(1, "colour")


def test_sheets_are_in_a_backup(book: Book, name: str, tmp_path: Path) -> None:
    book.revise("Ada", "coding").code(name, ADA)
    book.revise("Bea", "coding").code(name, BEA)
    book.backup(tmp_path / "ledger.gz")
    with Book(str(tmp_path / "again.db")) as again:
        again.restore(tmp_path / "ledger.gz")
        assert again.double(name) == book.double(name)
