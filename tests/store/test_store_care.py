"""Care: rebuilding gives the same bytes, backups move between engines, faults are found, errors are one line."""

from __future__ import annotations

import gzip
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from stubs import PLACES, Book, report, told

from counterclaim.errors import CounterclaimError, LedgerError
from counterclaim.ledger import intake
from counterclaim.records.report import Report
from counterclaim.store.engine import open_engine, writing

ENGINES = ("sqlite", "postgresql")
DAYS = ("2026-03-04", "2026-03-05", "2025-07-01")


def _chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 (a repeatable story, no secret)


def story(chance: random.Random, n: int) -> list[Report]:
    """One report and perhaps a later edition of it, about one or two incidents of few, so that many meet."""
    places = sorted(PLACES)

    def sentence() -> str:
        what = chance.choice(("killed", "killed", "wounded"))
        return told(chance.choice(DAYS), chance.choice((5, 5, 6, 40)), chance.choice(places), what=what)

    first = [sentence() for _ in range(chance.choice((1, 1, 2)))]
    made = [report(f"paper{n % 4}-{n}", *first, published=f"2026-03-{n % 20 + 5:02d}")]
    if chance.random() < 0.3:
        changed = [each.replace("5 at", "7 at") for each in first] + [f"Update {n}."]
        made.append(report(f"paper{n % 4}-{n}", *changed, published="2026-03-29"))
    return made


def decide(chance: random.Random, book: Book) -> None:
    """Some decision on whatever is there."""
    found = book.all()
    if len(found) < 2:
        return
    one, two = chance.sample(found, 2)
    revision = book.revise("Ada", "tried")
    kind = chance.choice(("same", "different", "unsure", "split", "correct", "undo"))
    try:
        if kind == "split":
            accounts = sorted({member.account for member in one.members})
            revision.split(one.id, accounts[: chance.randint(1, len(accounts))])
        elif kind == "correct":
            revision.correct(one.id, chance.choice(("reviewed", "dismissed")), True)
        elif kind == "undo":
            revision.undo(chance.randint(1, 5), "correction" if chance.random() < 0.3 else "judgement")
        else:
            accounts = [chance.choice(each.members).account for each in (one, two)]
            revision.judge(*accounts, kind)
    except CounterclaimError:
        pass


def same_after_rebuild(book: Book) -> str:
    """The digest, which a rebuild may not change."""
    before = book.digest()
    book.rebuild()
    assert book.digest() == before
    assert book.check(deep=True) == []
    return before


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_rebuilding_gives_the_same_bytes_whatever_came_before(place: Callable[[str], str], seed: int) -> None:
    chance = _chance(seed)
    with Book(place("sqlite")) as book:
        for n in range(chance.randint(3, 14)):
            book.put(*story(chance, n))
            if chance.random() < 0.4:
                decide(chance, book)
        same_after_rebuild(book)


def test_rebuilding_gives_the_same_bytes_on_both_engines(place: Callable[[str], str]) -> None:
    digests = []
    for engine in ENGINES:
        chance = _chance(11)
        with Book(place(engine)) as book:
            for n in range(20):
                book.put(*story(chance, n))
                decide(chance, book)
            digests.append(same_after_rebuild(book))
    assert digests[0] == digests[1]


def test_order_of_adding_matters_to_names_alone(place: Callable[[str], str]) -> None:
    chance = _chance(5)
    reports = [report(f"p-{n}", *[told(chance.choice(DAYS), 5, chance.choice(sorted(PLACES)))]) for n in range(25)]
    groups = set()
    for _ in range(4):
        chance.shuffle(reports)
        with Book(place("sqlite")) as book:
            book.put(*reports)
            groups.add(frozenset(frozenset(member.report for member in each.members) for each in book.all()))
            for incident in book.all():
                filed = [name for name in (each.id for each in reports) if name in {m.report for m in incident.members}]
                founder = next(member for member in incident.members if member.account == incident.id)
                assert founder.report == filed[0]
    assert len(groups) == 1


def test_dense_news_stays_in_blocks_and_rebuilds_alike(
    place: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from counterclaim.ledger import ties

    chance = _chance(3)
    monkeypatch.setattr(ties, "MOST", 4)
    with Book(place("sqlite")) as book:
        for n in range(40):
            book.put(*story(chance, n))
            if n % 5 == 0:
                decide(chance, book)
        same_after_rebuild(book)


def filled(book: Book) -> str:
    chance = _chance(2)
    for n in range(8):
        book.put(*story(chance, n))
    decide(chance, book)
    first = book.all()[0]
    book.revise("Ada", "seen").correct(first.id, "reviewed", True)
    book.redact(first.members[0].report, "Ada", "law", "rebels")
    return book.digest()


@pytest.mark.parametrize("target", ENGINES)
def test_a_backup_moves_to_either_engine(book: Book, target: str, place: Callable[[str], str], tmp_path: Path) -> None:
    digest = filled(book)
    rows = book.backup(tmp_path / "backup.gz")
    with Book(place(target)) as other:
        assert other.restore(tmp_path / "backup.gz") == rows
        assert other.digest() == digest
        assert other.check(deep=True) == []
        assert other.put(report("new-1", told("2026-03-04", 5, "Tabaro")))[0].outcome == "new"
        other.backup(tmp_path / "again.gz")
    book.backup(tmp_path / "second.gz")
    assert (tmp_path / "second.gz").read_bytes() == (tmp_path / "backup.gz").read_bytes()
    with pytest.raises(LedgerError, match="not empty"):
        book.restore(tmp_path / "backup.gz")


def damaged(whole: bytes) -> dict[str, bytes]:
    plain = gzip.decompress(whole)
    lines = plain.splitlines(keepends=True)
    return {
        "cut": whole[: len(whole) // 2],
        "no end": gzip.compress(b"".join(lines[:-1])),
        "a row less": gzip.compress(b"".join(lines[:3] + lines[4:])),
        "changed": gzip.compress(plain.replace(b"Tabaro", b"Tobaro")),
        "empty": b"",
        "other": b"no backup at all",
        "json": gzip.compress(b"[1]\n"),
        "newer": gzip.compress(b'{"counterclaim ledger":99}\n' + b"".join(lines[1:])),
        "strange table": gzip.compress(lines[0] + b'{"table":"users","row":{}}\n'),
        "strange column": gzip.compress(lines[0] + b'{"table":"reports","row":{"id":"x","colour":1}}\n'),
    }


def test_a_damaged_backup_is_refused_and_leaves_nothing(
    book: Book, place: Callable[[str], str], tmp_path: Path
) -> None:
    book.put(report("delta-1", told("2026-03-04", 5, "Tabaro")))
    book.backup(tmp_path / "whole.gz")
    with Book(place(book.engine.dialect.name)) as other:
        for name, content in damaged((tmp_path / "whole.gz").read_bytes()).items():
            (tmp_path / "bad.gz").write_bytes(content)
            with pytest.raises(LedgerError) as refused:
                other.restore(tmp_path / "bad.gz")
            assert "\n" not in str(refused.value), name
        with pytest.raises(LedgerError, match="no such file"):
            other.restore(tmp_path / "nowhere.gz")
        with pytest.raises(LedgerError, match="folder"):
            other.backup(tmp_path / "no" / "where.gz")
        assert other.restore(tmp_path / "whole.gz") > 0


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("UPDATE editions SET text = text || 'x'", "was changed"),
        ("UPDATE readings SET current = FALSE", "no reading"),
        ("DELETE FROM members WHERE account <> incident", "in no incident"),
        ("DELETE FROM sketches", "in no incident"),
        ("UPDATE accounts SET current = FALSE", "no reading tells it"),
        ("DELETE FROM members", "has no account"),
        ("UPDATE members SET incident = (SELECT min(id) FROM incidents)", "founding account is not in it"),
        ("DELETE FROM bodies", "its record is not there"),
        ("DELETE FROM words", "words"),
    ],
)
def test_check_finds_what_was_planted(book: Book, planted: str, found: str) -> None:
    for n in range(3):
        book.put(report(f"p-{n}", told("2026-03-04", 5, "Tabaro")), report(f"q-{n}", told("2025-01-04", 9, "Ostrava")))
    assert book.check() == []
    with writing(book.engine) as connection:
        connection.execute(text(planted))
    assert any(found in line for line in book.check()), book.check()


@pytest.mark.parametrize(
    "planted",
    [
        "UPDATE bodies SET body = replace(body, 'Tabaro', 'Tobaro')",
        "DELETE FROM ties",
        "UPDATE incidents SET killed = 99",
        "DELETE FROM voices",
        "DELETE FROM filings",
    ],
)
def test_a_deep_check_finds_what_differs_from_the_accounts(book: Book, planted: str) -> None:
    book.put(report("p-1", told("2026-03-04", 5, "Tabaro")), report("q-1", told("2026-03-04", 5, "Tabaro", "mayor")))
    with writing(book.engine) as connection:
        connection.execute(text(planted))
    assert book.check() == []
    assert book.check(deep=True) == ["incidents differ from what their accounts amount to; run `rebuild`"]
    book.rebuild()
    assert book.check(deep=True) == []


def test_a_redaction_does_not_hide_a_changed_text(book: Book) -> None:
    book.put(report("p-1", told("2026-03-04", 5, "Tabaro"), "By Qozbala."))
    book.redact("p-1", "Ada", "law", "Qozbala")
    assert book.check(deep=True) == []


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda folder: folder / "no" / "ledger.db", "folder does not exist"),
        (lambda folder: folder, "opened"),
        (lambda _: "mysql://u:secret@h/d", "only SQLite files and PostgreSQL"),
        (lambda _: "postgresql://u:secret@127.0.0.1:1/d", "127.0.0.1"),
        (lambda _: "postgresql://u:sec ret@@:x/d", "address"),
    ],
)
def test_a_ledger_that_cannot_be_opened_is_told_in_a_line(
    tmp_path: Path, make: Callable[[Path], object], expected: str
) -> None:
    with pytest.raises(LedgerError) as refused:
        Book(str(make(tmp_path)))
    assert expected in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "secret" not in str(refused.value)


def test_what_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Minutes of a meeting, longer than a hundred bytes. " * 10)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE birds (name TEXT)")
    for name, expected in (("notes.txt", "no SQLite file"), ("other.db", "no ledger")):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(LedgerError, match=expected):
            Book(tmp_path / name)
        assert (tmp_path / name).read_bytes() == before


def test_a_newer_ledger_is_left_alone(address: str) -> None:
    Book(address).close()
    engine = open_engine(address)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(LedgerError, match="newer Counterclaim"):
        Book(address)


def test_a_ledger_that_another_writes_to_is_told_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.store.engine._WAIT_SECONDS", 0)
    with Book(tmp_path / "ledger.db") as book, sqlite3.connect(tmp_path / "ledger.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another process is writing"):
            book.put(report("p-1", told("2026-03-04", 5, "Tabaro")))
        assert book.count() == 0
        other.execute("ROLLBACK")
        assert book.put(report("p-1", told("2026-03-04", 5, "Tabaro")))[0].outcome == "new"


def test_a_reader_sees_one_state_and_writes_nothing(book: Book) -> None:
    from counterclaim.store.engine import reading

    book.put(report("p-1", told("2026-03-04", 5, "Tabaro")))
    with reading(book.engine) as connection:
        many = text("SELECT count(*) FROM reports")
        assert connection.execute(many).scalar() == 1
        book.put(report("p-2", told("2026-01-04", 9, "Ostrava")))
        assert connection.execute(many).scalar() == 1
    assert intake.now() == "2026-06-01T00:00:00Z"
