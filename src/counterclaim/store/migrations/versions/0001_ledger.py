"""The ledger's first tables, and where incidents' words are searched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create everything."""
    _received()
    _read()
    _decided()
    _filed()
    _incidents()
    _parts()
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE words USING fts5(told, tokenize='porter unicode61', detail='full')")
        return
    op.execute("CREATE TEXT SEARCH DICTIONARY counterclaim_stem (TEMPLATE = snowball, LANGUAGE = english)")
    op.execute("CREATE TEXT SEARCH CONFIGURATION counterclaim (COPY = simple)")
    op.execute("ALTER TEXT SEARCH CONFIGURATION counterclaim ALTER MAPPING REPLACE simple WITH counterclaim_stem")
    op.execute('CREATE TABLE words (incident TEXT COLLATE "C" PRIMARY KEY, told tsvector NOT NULL)')
    op.execute("CREATE INDEX ix_words_told ON words USING gin (told)")


def _received() -> None:
    op.create_table(
        "reports",
        sa.Column("id", KEY, nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )
    op.create_index("ix_reports_url", "reports", ["url"], unique=False)
    op.create_table(
        "editions",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("report", KEY, nullable=False),
        sa.Column("digest", KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("marked", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_editions_report"),
        sa.PrimaryKeyConstraint("id", name="pk_editions"),
        sa.UniqueConstraint("report", "digest", name="uq_editions_report_digest"),
    )
    op.create_index("ix_editions_digest", "editions", ["digest"], unique=False)
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("edition", ID, nullable=False),
        sa.ForeignKeyConstraint(["edition"], ["editions.id"], name="fk_bands_edition"),
        sa.PrimaryKeyConstraint("band", "edition", name="pk_bands"),
    )


def _read() -> None:
    op.create_table(
        "readings",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("edition", ID, nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("coding", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["edition"], ["editions.id"], name="fk_readings_edition"),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
    )
    op.create_index("ix_readings_edition", "readings", ["edition"], unique=False)
    op.create_table(
        "accounts",
        sa.Column("seq", ID, autoincrement=False, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("filed", ID, nullable=False),
        sa.Column("edition", ID, nullable=False),
        sa.Column("reading", ID, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["edition"], ["editions.id"], name="fk_accounts_edition"),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"], name="fk_accounts_reading"),
        sa.PrimaryKeyConstraint("seq", name="pk_accounts"),
    )
    op.create_index("ix_accounts_edition", "accounts", ["edition"], unique=False)
    op.create_index("ix_accounts_id", "accounts", ["id"], unique=False)


def _decided() -> None:
    op.create_table(
        "judgements",
        sa.Column("n", ID, autoincrement=False, nullable=False),
        sa.Column("one", KEY, nullable=False),
        sa.Column("other", KEY, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("undoes", ID, nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["judgements.n"], name="fk_judgements_undoes"),
        sa.PrimaryKeyConstraint("n", name="pk_judgements"),
    )
    op.create_index("ix_judgements_one", "judgements", ["one"], unique=False)
    op.create_index("ix_judgements_other", "judgements", ["other"], unique=False)
    op.create_table(
        "corrections",
        sa.Column("n", ID, autoincrement=False, nullable=False),
        sa.Column("account", KEY, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("undoes", ID, nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["corrections.n"], name="fk_corrections_undoes"),
        sa.PrimaryKeyConstraint("n", name="pk_corrections"),
    )
    op.create_index("ix_corrections_account", "corrections", ["account"], unique=False)
    op.create_table(
        "redactions",
        sa.Column("n", ID, autoincrement=False, nullable=False),
        sa.Column("report", KEY, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_redactions"),
    )


def _filed() -> None:
    op.create_table(
        "sketches",
        sa.Column("number", ID, autoincrement=False, nullable=False),
        sa.Column("account", KEY, nullable=False),
        sa.Column("sketch", sa.Text(), nullable=False),
        sa.Column("under", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_sketches"),
        sa.UniqueConstraint("account", name="uq_sketches_account"),
    )
    op.create_table(
        "filings",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "number", name="pk_filings"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ties",
        sa.Column("one", KEY, nullable=False),
        sa.Column("other", KEY, nullable=False),
        sa.Column("odds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name="pk_ties"),
        sqlite_with_rowid=False,
    )


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", KEY, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("plover", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("acled", sa.Text(), nullable=False),
        sa.Column("sub_event", KEY, nullable=False),
        sa.Column("ucdp", sa.Integer(), nullable=True),
        sa.Column("first_day", KEY, nullable=True),
        sa.Column("last_day", KEY, nullable=True),
        sa.Column("sort_day", KEY, nullable=False),
        sa.Column("published", KEY, nullable=False),
        sa.Column("country", KEY, nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("sort_killed", sa.Integer(), nullable=False),
        sa.Column("killed_low", sa.Integer(), nullable=True),
        sa.Column("killed", sa.Integer(), nullable=True),
        sa.Column("killed_high", sa.Integer(), nullable=True),
        sa.Column("injured", sa.Integer(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.Column("dismissed", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
        sa.UniqueConstraint("number", name="uq_incidents_number"),
    )
    op.create_index("ix_incidents_country_sort_day_id", "incidents", ["country", "sort_day", "id"], unique=False)
    op.create_index("ix_incidents_sort_killed_id", "incidents", ["sort_killed", "id"], unique=False)
    op.create_index("ix_incidents_lat_lon", "incidents", ["lat", "lon"], unique=False)
    op.create_index("ix_incidents_published_id", "incidents", ["published", "id"], unique=False)
    op.create_index("ix_incidents_sort_day_id", "incidents", ["sort_day", "id"], unique=False)
    op.create_index("ix_incidents_sub_event_sort_day_id", "incidents", ["sub_event", "sort_day", "id"], unique=False)


def _parts() -> None:
    op.create_table(
        "members",
        sa.Column("account", KEY, nullable=False),
        sa.Column("incident", KEY, nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name="fk_members_incident"),
        sa.PrimaryKeyConstraint("account", name="pk_members"),
    )
    op.create_index("ix_members_incident", "members", ["incident"], unique=False)
    op.create_table(
        "sides",
        sa.Column("incident", KEY, nullable=False),
        sa.Column("actor", KEY, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name="fk_sides_incident"),
        sa.PrimaryKeyConstraint("incident", "actor", "role", name="pk_sides"),
    )
    op.create_index("ix_sides_actor_role", "sides", ["actor", "role", "incident"], unique=False)
    op.create_table(
        "voices",
        sa.Column("incident", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name="fk_voices_incident"),
        sa.PrimaryKeyConstraint("incident", "kind", "name", name="pk_voices"),
    )
    op.create_index("ix_voices_kind_name", "voices", ["kind", "name", "incident"], unique=False)
