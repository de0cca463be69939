"""Opens the ledger's database: one SQLite file, or PostgreSQL by URL.

    address | engine | schema brought up to date | Store

SQLite runs with a write-ahead log, so that readers never wait for the writer, and every write begins as one, so that
two writers queue up instead of failing half-way. On PostgreSQL writers queue up at an advisory lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from counterclaim.errors import LedgerError

_WAIT_SECONDS = 60
_WRITERS_LOCK = 0x0C0C1A1D
_PRAGMAS = (
    "wal_autocheckpoint=8000",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "cache_size=-65536",
)


def is_url(address: str) -> bool:
    """Whether a ledger's address names a database server (`postgresql://...`) and not a file."""
    return "://" in address


def open_engine(address: str) -> Engine:
    """An engine for a file's path or a PostgreSQL URL; connects when it is first used."""
    if not is_url(address):
        return _sqlite(Path(address))
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        shown = address.rsplit("@", maxsplit=1)[-1]
        raise LedgerError(f"{shown}: no address of a database; postgresql://USER@HOST/NAME") from None
    if url.get_backend_name() == "sqlite":
        return _sqlite(Path(url.database or ""))
    if url.get_backend_name() != "postgresql":
        raise LedgerError(f"{url.get_backend_name()}: only SQLite files and PostgreSQL hold a ledger")
    return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)


def _sqlite(path: Path) -> Engine:
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: its folder does not exist; create it first")
    waiting = {"timeout": _WAIT_SECONDS, "check_same_thread": False}
    engine = create_engine(f"sqlite:///{path}", connect_args=waiting)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, as reads or as writes
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def keep_log(engine: Engine) -> None:
    """Have SQLite write with a log from now on: only once it is known that the file is a ledger."""
    if engine.dialect.name == "sqlite":
        with told(engine):
            raw = engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA journal_mode=WAL")
            finally:
                raw.close()


@contextmanager
def reading(engine: Engine, anyway: bool = False) -> Iterator[Connection]:
    """A connection that sees one state of the ledger and writes nothing.

    Refuses a ledger whose incidents are half made, unless told to open it `anyway`.
    """
    one_state = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    options = one_state if engine.dialect.name == "postgresql" else {}
    with told(engine), engine.connect() as plain:
        connection = plain.execution_options(**options)
        if not anyway:
            _refuse(connection, "SELECT 1 FROM unfinished WHERE NOT readable")
        yield connection


@contextmanager
def writing(engine: Engine, anyway: bool = False) -> Iterator[Connection]:
    """A connection whose work is kept as a whole or not at all; one writer at a time.

    Refuses a ledger whose incidents are being made again, unless told to open it `anyway`.
    """
    with told(engine), engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK})
            if not anyway:
                _refuse(connection, "SELECT 1 FROM unfinished")
            yield connection


def _refuse(connection: Connection, marked: str) -> None:
    if connection.exec_driver_sql(marked).first() is not None:
        raise LedgerError(
            f"{name_of(connection.engine)}: its incidents are being made again; wait until that has ended, or if it "
            "was broken off, or a newer version asks for it, run `counterclaim rebuild`"
        )


def count_anew(connection: Connection) -> None:
    """Have PostgreSQL look at how large its tables have become: it plans by that, and looks by itself later."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ANALYZE"))


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Turns what the database says into one line that names the ledger."""
    try:
        yield
    except OperationalError as error:
        raise LedgerError(f"{name_of(engine)}: {_reason(error)}") from error
    except DBAPIError as error:
        if error.connection_invalidated or "file is not a database" in str(error.orig):
            raise LedgerError(f"{name_of(engine)}: {_reason(error)}") from error
        raise


def name_of(engine: Engine) -> str:
    """The ledger's address without a password."""
    if engine.dialect.name == "sqlite":
        return str(engine.url.database)
    return engine.url.render_as_string(hide_password=True).replace("+psycopg", "")


def _reason(error: DBAPIError) -> str:
    reason = str(error.orig).strip().splitlines()[0]
    hints = {
        "database is locked": "another process is writing to it; try again when it has ended",
        "unable to open database file": "it cannot be opened; check the path and its permissions",
        "file is not a database": "it is no ledger and no SQLite file",
        "disk is full": "the disk is full; free space and run the command again, nothing was half-written",
        "readonly database": "it cannot be written to; check its permissions",
        "disk image is malformed": "the file is damaged; restore a backup",
    }
    return next((hint for words, hint in hints.items() if words in reason), reason)
