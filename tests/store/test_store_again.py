"""A rebuild in steps: broken off at any of them nothing is lost, what is half made is told, and the next ends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from stubs import PLACES, Book, report, told

from counterclaim.errors import LedgerError
from counterclaim.ledger import again, fusing
from counterclaim.records.query import Query
from counterclaim.store import unfinished
from counterclaim.store.engine import reading, writing


class BrokenOffError(Exception):
    """What a killed process does not even raise."""


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two accounts a step, one at a time."""
    monkeypatch.setattr(again, "_KEPT", 2)
    monkeypatch.setattr(again, "_TOGETHER", 1)


def filled(book: Book) -> str:
    """A ledger of some incidents, some of them told twice; its digest."""
    for n, name in enumerate(sorted(PLACES)):
        for paper in ("a", "b"):
            book.put(report(f"{paper}-{n}", told("2026-03-04", 5 + n, name)))
    return book.digest()


def broken_off(book: Book, monkeypatch: pytest.MonkeyPatch, name: str, at: int) -> None:
    """A rebuild that ends at the n-th call of one of the ways to file or to make incidents."""
    plain: Callable[..., Any] = getattr(fusing, name)
    calls = 0

    def failing(*given: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == at:
            raise BrokenOffError
        return plain(*given)

    with monkeypatch.context() as patch:
        patch.setattr(fusing, name, failing)
        with pytest.raises(BrokenOffError):
            book.rebuild()


@pytest.mark.parametrize("at", [1, 4, 12])
def test_broken_off_while_filing_the_old_incidents_are_read_and_nothing_is_added(
    book: Book, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    before = filled(book)
    broken_off(book, monkeypatch, "file", at)
    assert book.digest() == before
    assert len(book.all()) == book.count(Query(status=()))
    with pytest.raises(LedgerError, match="run `counterclaim rebuild`"):
        list(book.add([report("c-1", told("2026-03-04", 9, "Tabaro"))]))
    assert "made again" in book.check()[0]
    assert "made again" in book.check(deep=True)[0]
    assert book.rebuild() == 2 * len(PLACES)
    assert book.digest() == before
    assert book.check(deep=True) == []
    assert book.put(report("c-1", told("2026-03-04", 9, "Tabaro")))[0].outcome == "new"


@pytest.mark.parametrize("at", [1, 3, 6])
def test_broken_off_while_incidents_are_made_readers_are_told(
    book: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, at: int
) -> None:
    before = filled(book)
    rows = book.backup(tmp_path / "before.gz")
    broken_off(book, monkeypatch, "found", at)
    asked: tuple[Callable[[], object], ...] = (book.all, book.count, book.digest, lambda: book.show("abcd"))
    for ask in asked:
        with pytest.raises(LedgerError, match="made again"):
            ask()
    assert len(book.check()) == 1
    assert book.backup(tmp_path / "meanwhile.gz") == rows
    assert (tmp_path / "meanwhile.gz").read_bytes() == (tmp_path / "before.gz").read_bytes()
    broken_off(book, monkeypatch, "file", 2)  # a second one that comes less far does not make it readable
    with pytest.raises(LedgerError, match="made again"):
        book.all()
    book.rebuild()
    assert book.digest() == before
    assert book.check(deep=True) == []


def test_a_restore_that_is_broken_off_is_ended_by_a_rebuild(
    book: Book, place: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = filled(book)
    book.backup(tmp_path / "whole.gz")
    with Book(place(book.engine.dialect.name)) as other:
        with monkeypatch.context() as patch:
            patch.setattr(fusing, "file", lambda *_: (_ for _ in ()).throw(BrokenOffError))
            with pytest.raises(BrokenOffError):
                other.restore(tmp_path / "whole.gz")
        with pytest.raises(LedgerError, match="made again"):
            other.all()
        with pytest.raises(LedgerError, match="not empty"):
            other.restore(tmp_path / "whole.gz")
        other.rebuild()
        assert other.digest() == before
        assert other.check(deep=True) == []


def test_of_two_rebuilds_the_later_ends(book: Book) -> None:
    before = filled(book)
    done = 0

    def another(many: int) -> None:
        nonlocal done
        done += many
        if done == 4:  # between two steps
            with writing(book.engine, anyway=True) as connection:
                unfinished.begin(connection, "another", readable=True)

    with pytest.raises(LedgerError, match="another rebuild"):
        book.rebuild(another)
    with reading(book.engine, anyway=True) as connection:
        assert unfinished.holds(connection, "another")
    book.rebuild()
    assert book.digest() == before
    assert book.check(deep=True) == []


def test_a_small_ledger_is_rebuilt_in_one_step(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    before = filled(book)
    monkeypatch.setattr(again, "_KEPT", 10_000)
    broken_off(book, monkeypatch, "found", 3)
    assert book.digest() == before
    assert book.check(deep=True) == []
