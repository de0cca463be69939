"""A database that goes away and comes back, and a disk that is full: told in a line, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import event
from stubs import Book, report, told

from counterclaim.errors import LedgerError

FIRST = report("alpha-1", told("2026-03-04", 5, "Tabaro"))
SECOND = report("beta-1", told("2026-03-04", 6, "Tabaro", "mayor"), "words " * 20_000)


def admin(address: str, statement: str, *values: str) -> None:
    import psycopg

    with psycopg.connect(f"{address.rpartition('/')[0]}/postgres", autocommit=True) as connection:
        connection.execute(statement, values or None)


def cut_off(address: str) -> None:
    """End every connection to a database, as its server does when it goes down."""
    admin(address, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", name_of(address))


def name_of(address: str) -> str:
    return address.rpartition("/")[2]


def test_a_database_that_goes_away_is_told_and_taken_up_again(place: Callable[[str], str]) -> None:
    address = place("postgresql")
    name = name_of(address)
    with Book(address) as book:
        book.put(FIRST)
        admin(address, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        cut_off(address)
        with pytest.raises(LedgerError, match=name):
            book.put(SECOND)
        with pytest.raises(LedgerError, match=name):
            book.count()
        admin(address, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        assert [each.outcome for each in book.put(SECOND, FIRST)] == ["new", "known"]
        assert book.check(deep=True) == []


def test_connections_that_were_cut_are_made_again(place: Callable[[str], str]) -> None:
    address = place("postgresql")
    with Book(address) as book:
        book.put(FIRST)
        for _ in range(3):
            cut_off(address)
            assert book.count() == 1


def test_a_database_that_goes_away_amid_a_report_keeps_nothing_of_it(place: Callable[[str], str]) -> None:
    address = place("postgresql")
    name = name_of(address)
    with Book(address) as book:
        book.put(FIRST)

        @event.listens_for(book.engine, "before_cursor_execute")
        def cut(_c: object, _d: object, statement: str, *_rest: object) -> None:
            if statement.startswith("INSERT INTO readings"):
                cut_off(address)

        with pytest.raises(LedgerError, match=name):
            book.put(SECOND)
        event.remove(book.engine, "before_cursor_execute", cut)
        assert book.count() == 1
        assert [each.outcome for each in book.put(SECOND)] == ["new"]
        assert book.check(deep=True) == []


def test_a_full_disk_is_told_and_nothing_is_half_written(place: Callable[[str], str]) -> None:
    with Book(place("sqlite")) as book:
        book.put(FIRST)
        with book.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        full = [f"PRAGMA max_page_count={pages + 2}"]

        @event.listens_for(book.engine, "begin")
        def small(connection: object) -> None:
            for each in full:
                connection.exec_driver_sql(each)  # type: ignore[attr-defined]

        with pytest.raises(LedgerError, match="the disk is full; free space and run the command again"):
            book.put(SECOND)
        full[:] = ["PRAGMA max_page_count=1000000"]
        assert book.count() == 1
        assert [each.outcome for each in book.put(SECOND)] == ["new"]
        assert book.check(deep=True) == []
