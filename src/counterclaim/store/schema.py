"""Brings a database to the tables that this version works with, by Alembic's migrations."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from counterclaim.errors import LedgerError
from counterclaim.store.engine import keep_log, name_of, reading, writing

NEWEST = "0013"
_SCRIPTS = Path(__file__).parent / "migrations"


def revision(engine: Engine) -> str | None:
    """The schema that a database has, None for an empty one; raises LedgerError for one that holds other tables."""
    with reading(engine, anyway=True) as connection:
        tables = set(inspect(connection).get_table_names())
        if "alembic_version" in tables:
            found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return found
    if tables:
        raise LedgerError(f"{name_of(engine)}: it holds tables that are no ledger; give another file or database")
    return None


def bring_up(engine: Engine) -> None:
    """Create the tables or migrate them; a ledger of a newer version is left alone and told."""
    found = revision(engine)
    if found is not None and found > NEWEST:
        raise LedgerError(f"{name_of(engine)}: a newer Counterclaim made it (schema {found}); upgrade this one")
    keep_log(engine)
    if found == NEWEST:
        return
    with writing(engine, anyway=True) as connection:
        _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 (slow, and needed once a ledger)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
