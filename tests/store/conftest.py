"""Every test of the store runs on SQLite and on a real PostgreSQL, each with a ledger of its own."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.postgres import NoServerError, server
from stubs import Book

from counterclaim.ledger import intake

ENGINES = ("sqlite", "postgresql")
_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server's address; skips where there is none."""
    running = server()
    try:
        address = running.__enter__()
    except NoServerError as reason:
        pytest.skip(f"no PostgreSQL on this machine: {reason}")
    yield address
    running.__exit__(None, None, None)


@pytest.fixture(scope="session")
def ready(postgres: str) -> str:
    """A database with the ledger's tables, from which the others are copied."""
    _admin(postgres, "CREATE DATABASE ready")
    Book(f"{postgres}/ready").close()
    return "ready"


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Addresses of new ledgers, by engine; an empty PostgreSQL database is made for each."""

    def made(engine: str, empty: bool = False) -> str:
        number = next(_NUMBERS)
        if engine == "sqlite":
            return str(tmp_path / f"ledger-{number}.db")
        postgres = request.getfixturevalue("postgres")
        template = "" if empty else f" TEMPLATE {request.getfixturevalue('ready')}"
        _admin(postgres, f"CREATE DATABASE ledger_{number}{template}")
        return f"{postgres}/ledger_{number}"

    return made


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def address(engine: str, place: Callable[..., str]) -> str:
    return place(engine)


@pytest.fixture
def book(address: str) -> Iterator[Book]:
    """A new ledger."""
    with Book(address) as ledger:
        yield ledger


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports come in at one time, so that equal ledgers are equal to the byte."""
    monkeypatch.setattr(intake, "now", lambda: "2026-06-01T00:00:00Z")


def _admin(postgres: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute(statement)
