"""What people decide: identity through merges and splits, every decision undone by another, redaction."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select, text
from stubs import Book, coding, ids, report, told

from counterclaim.errors import SettingError, UnknownError
from counterclaim.records.report import Report
from counterclaim.store.engine import reading, writing
from counterclaim.store.tables import metadata, redactions
from counterclaim.store.watches import alerts

A = told("2026-03-04", 5, "Tabaro")
B = told("2026-01-20", 9, "Ostrava", what="wounded")
C = told("2025-11-02", 2, "Kolenze", "mayor")
NAME = "Idrissa Qozbala"


@pytest.fixture
def three(book: Book) -> list[str]:
    """Ids of three incidents in the order of their filing."""
    book.put(report("delta-1", A), report("echo-1", B), report("fox-1", C))
    found = {incident.members[0].report: incident.id for incident in book.all()}
    return [found["delta-1"], found["echo-1"], found["fox-1"]]


def test_a_merge_goes_by_the_first_filed_id_and_the_others_lead_to_it(book: Book, three: list[str]) -> None:
    book.revise("Ada", "one clash").merge([three[2], three[0]])
    assert sorted(ids(book.all())) == sorted(three[:2])
    assert book.show(three[2]).incident.id == three[0]
    assert book.show(three[0]).incident.redirects == (three[2],)
    assert book.show(three[2][:9]).incident.id == three[0]
    assert book.check(deep=True) == []


def test_split_gives_the_old_ids_back(book: Book, three: list[str]) -> None:
    before = book.digest()
    revision = book.revise("Ada", "tried")
    revision.merge(three)
    assert ids(book.all()) == [three[0]]
    revision.split(three[0], three[1:])
    assert sorted(ids(book.all())) == sorted(three[:2])
    assert book.show(three[1]).incident.redirects == (three[2],)
    revision.split(three[1], [three[2]])
    assert book.digest() == before
    assert book.check(deep=True) == []


def test_ids_survive_recode_after_a_merge(book: Book, three: list[str]) -> None:
    book.revise("Ada", "one clash").merge(three[:2])
    book.version = "stub 2"
    list(book.recode())
    assert book.show(three[1]).incident.id == three[0]
    assert book.orphans() == []


def test_undo_and_undo_of_undo(book: Book, three: list[str]) -> None:
    apart = book.digest()
    revision = book.revise("Ada", "tried")
    [n] = revision.judge(three[0], three[1], "same")
    together = book.digest()
    back = revision.undo(n)
    assert book.digest() == apart
    with pytest.raises(SettingError, match="undone already"):
        revision.undo(n)
    revision.undo(back)
    assert book.digest() == together != apart
    assert [each.n for each in book.show(three[0]).judgements] == [1, 2, 3]


def test_the_newest_word_on_a_pair_counts_and_different_is_never_one(book: Book, three: list[str]) -> None:
    same = report("golf-1", A, outlet="Golf Wire")
    book.put(same)
    assert book.show(three[0]).incident.outlets == 2
    other = next(m.account for m in book.show(three[0]).incident.members if m.report == "golf-1")
    book.revise("Ada", "not so").judge(three[0], other, "different")
    assert book.show(other).incident.id == other
    book.revise("Ben", "it is").judge(other, three[0], "same")
    assert book.show(other).incident.id == three[0]
    assert book.check(deep=True) == []


def test_a_correction_is_put_over_what_was_weighed_and_taken_back(book: Book, three: list[str]) -> None:
    before = book.digest()
    revision = book.revise("Ada", "the register")
    n = revision.correct(three[0], "toll.killed", 6)
    assert book.show(three[0]).incident.toll[0].quantity.best == 6
    assert book.count(killed_min=6) == 1
    assert json.loads(book.show(three[0]).corrections[0].old) == [5, 5, 5]
    back = revision.undo(n, "correction")
    assert book.digest() == before
    revision.undo(back, "correction")
    assert book.show(three[0]).incident.toll[0].quantity.best == 6
    assert book.check(deep=True) == []


def test_dismissed_and_reviewed(book: Book, three: list[str]) -> None:
    revision = book.revise("Ada", "a drill")
    revision.correct(three[0], "dismissed", True)
    revision.correct(three[1], "reviewed", True)
    assert sorted(ids(book.find())) == sorted(three[1:])
    assert ids(book.find(dismissed=True)) == [three[0]]
    assert ids(book.find(reviewed=True)) == [three[1]]
    assert ids(book.find(reviewed=False)) == [three[2]]


@pytest.mark.parametrize(
    ("field", "value"),
    [("toll.killed", -1), ("toll.killed", "many"), ("nothing", 1), ("reviewed", "yes"), ("when", {})],
)
def test_a_correction_that_cannot_be_is_refused_and_leaves_nothing(
    book: Book, three: list[str], field: str, value: object
) -> None:
    before = book.digest()
    with pytest.raises(SettingError):
        book.revise("Ada", "x").correct(three[0], field, value)
    assert book.digest() == before
    assert book.show(three[0]).corrections == ()


def test_decisions_on_nothing_are_refused(book: Book, three: list[str]) -> None:
    revision = book.revise("Ada", "x")
    for wrong in ("", "ab", "ffffffffffffffff", three[0] + "0", "%", "' OR 1=1"):
        with pytest.raises(UnknownError):
            revision.judge(three[0], wrong, "same")
    with pytest.raises(SettingError):
        revision.judge(three[0], three[0], "same")
    with pytest.raises(SettingError):
        revision.judge(three[0], three[1], "perhaps")
    with pytest.raises(UnknownError):
        revision.split(three[0], [three[1]])
    with pytest.raises(SettingError):
        revision.split(three[0], [three[0]])
    with pytest.raises(UnknownError):
        revision.undo(99)
    with pytest.raises(UnknownError):
        revision.undo(99, "correction")
    with pytest.raises(SettingError):
        book.revise(" ", "x")


def test_a_merge_of_one_incident_decides_nothing(book: Book, three: list[str]) -> None:
    assert book.revise("Ada", "x").merge([three[0], three[0]]) == []


def everything(book: Book) -> str:
    """All that any table holds, as text."""
    with reading(book.engine) as connection:
        found = [str(list(connection.execute(select(table)))) for table in metadata.sorted_tables]
        if book.engine.dialect.name == "sqlite":
            found.append(str(list(connection.execute(text("SELECT * FROM words_content")))))
            connection.execute(text("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, row)"))
            found.append(str(list(connection.execute(text("SELECT term FROM temp.terms")))))
        else:
            found.append(str(list(connection.execute(text("SELECT told::text FROM words")))))
    return "\n".join(found)


def redacted(book: Book, name: str | None) -> tuple[Report, Report]:
    """A report before and after something was taken out of it, told first by two editions and found by search."""
    first = f"{A} {NAME} was among them, wrote {NAME.upper()}'s paper."
    book.put(
        report("delta-1", first, title=f"{NAME} at Tabaro"),
        report("delta-1", f"{first}\n{told('2026-03-04', 6, 'Kolenze', weapon=NAME)}", title="More"),
        report("echo-1", B),
    )
    before = book.report("delta-1")
    assert book.count(text="Qozbala", status=()) > 0
    assert book.redact("delta-1", "Ada", "a private person", name) > 0
    return before, book.report("delta-1")


def test_a_name_is_gone_from_every_table_and_offsets_hold(book: Book) -> None:
    before, after = redacted(book, NAME)
    assert len(after.text) == len(before.text)
    assert after.text.replace("█", "") != after.text
    assert coding(after).accounts[0].anchor.span == coding(before).accounts[0].anchor.span
    assert "qozbala" not in everything(book).casefold()
    assert book.count(text="Qozbala", status=()) == 0
    assert book.count(text="Tabaro", status=()) == 1
    with reading(book.engine) as connection:
        [row] = connection.execute(select(redactions))
    assert (row.report, row.what, row.author, row.reason) == ("delta-1", "name", "Ada", "a private person")
    assert book.check(deep=True) == []


def test_a_whole_text_is_gone_and_the_rest_of_the_ledger_stays(book: Book) -> None:
    _, after = redacted(book, None)
    assert set(after.text) <= {"█", " ", "\n"}
    told = everything(book)
    assert "qozbala" not in told.casefold()
    assert "Tabaro" not in told
    assert "Ostrava" in told
    book.version = "stub 2"
    assert [each[0] for each in book.recode() if isinstance(each, tuple)] == ["echo-1"]
    assert book.check(deep=True) == []


@pytest.mark.parametrize("name", [NAME, None])
@pytest.mark.parametrize("many", [0, 30])
def test_nothing_of_it_is_left_in_the_bytes_of_the_file(tmp_path: Path, many: int, name: str | None) -> None:
    with Book(tmp_path / "ledger.db") as book:
        for n in range(many):
            day = f"2024-03-{n % 28 + 1:02d}"
            book.put(report(f"hotel-{n}", told(day, n + 1, "Kolenze", weapon=NAME), f"{NAME} of {n}."))
        redacted(book, name)
        for n in range(many):
            book.redact(f"hotel-{n}", "Ada", "law", name)
    whole = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"qozbala" not in whole.lower()


def test_redacting_what_is_not_there_is_refused(book: Book, three: list[str]) -> None:
    with pytest.raises(UnknownError):
        book.redact("nobody", "Ada", "x")
    with pytest.raises(UnknownError):
        book.redact("delta-1", "Ada", "x", "Nobody Here")
    with pytest.raises(SettingError):
        book.redact("delta-1", "Ada", " ")
    with pytest.raises(SettingError):
        book.redact("delta-1", "Ada", "x", "  ")
    assert three[0] in ids(book.all())


def test_what_was_told_by_a_watch_is_redacted_too(book: Book) -> None:
    book.put(report("delta-1", f"{A} {NAME} was among them."))
    [incident] = book.all()
    body = json.dumps({"incident": incident.id, "headline": f"{NAME} killed in Tabaro", "grade": "admitted"})
    row = {"n": 1, "watch": "w", "kind": "new", "incident": incident.id, "body": body, "at": "2026-03-05T00:00:00Z"}
    with writing(book.engine) as connection:
        connection.execute(alerts.insert(), row | {"packed": False})
    book.redact("delta-1", "Ada", "a private person", NAME)
    with reading(book.engine) as connection:
        told = connection.execute(select(alerts.c.body)).scalar_one()
    assert "Qozbala" not in told
    assert json.loads(told)["grade"] == "admitted"
