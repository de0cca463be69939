"""The ledger's tables. Kept: reports to redactions, append-only. Derived: filings to incidents, made again at will.

    reports -< editions -< readings -< accounts          what was received, and what was read in it
    judgements, corrections, redactions, sheets          what people decided
    filings, ties                                        where accounts are looked for, and which may be one incident
    incidents - bodies, -< members, sides, voices        what the accounts amount to
    unfinished                                           a mark while what is derived is being made again

Times are ISO text (UTC for the ledger's own, local as told for the news'), records are JSON text (records/codec.py).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_Id = BigInteger().with_variant(Integer, "sqlite")
_Key = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is compared byte by byte, on every server alike: ids, days, codes."""

reports = Table(
    "reports",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("url", Text, index=True),
    Column("outlet", Text),
    Column("language", Text),
    Column("added", Text, nullable=False),
)

editions = Table(
    "editions",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=False),
    Column("report", _Key, ForeignKey("reports.id"), nullable=False),
    Column("digest", _Key, nullable=False, index=True),
    Column("n", Integer, nullable=False),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("published", Text),
    Column("marked", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Column("added", Text, nullable=False),
    UniqueConstraint("report", "digest"),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("edition", _Id, ForeignKey("editions.id"), primary_key=True),
)

readings = Table(
    "readings",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=False),
    Column("edition", _Id, ForeignKey("editions.id"), nullable=False, index=True),
    Column("reader", Text, nullable=False),
    Column("coding", Text, nullable=False),
    Column("added", Text, nullable=False),
    Column("current", Boolean, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("seq", _Id, primary_key=True, autoincrement=False),
    Column("id", _Key, nullable=False, index=True),
    Column("filed", _Id, nullable=False),
    Column("edition", _Id, ForeignKey("editions.id"), nullable=False, index=True),
    Column("reading", _Id, ForeignKey("readings.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("anchor", Text, nullable=False),
    Column("current", Boolean, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("n", _Id, primary_key=True, autoincrement=False),
    Column("one", _Key, nullable=False, index=True),
    Column("other", _Key, nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("undoes", _Id, ForeignKey("judgements.n")),
)

corrections = Table(
    "corrections",
    metadata,
    Column("n", _Id, primary_key=True, autoincrement=False),
    Column("account", _Key, nullable=False, index=True),
    Column("field", Text, nullable=False),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("undoes", _Id, ForeignKey("corrections.n")),
)

redactions = Table(
    "redactions",
    metadata,
    Column("n", _Id, primary_key=True, autoincrement=False),
    Column("report", _Key, nullable=False),
    Column("what", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

sheets = Table(
    "sheets",
    metadata,
    Column("n", _Id, primary_key=True, autoincrement=False),
    Column("account", _Key, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("answers", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("undoes", _Id, ForeignKey("sheets.n")),
)

acts = Table(
    "acts",
    metadata,
    Column("n", _Id, primary_key=True, autoincrement=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("thing", Text, nullable=False),
    Column("outcome", Text, nullable=False),
)
"""What was done by the pages and the API besides decisions: signing in, adding reports, sources, what was refused."""

sketches = Table(
    "sketches",
    metadata,
    Column("number", _Id, primary_key=True, autoincrement=False),
    Column("account", _Key, nullable=False, unique=True),
    Column("sketch", Text, nullable=False),
    Column("under", Text, nullable=False),
)

filings = Table(
    "filings",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

ties = Table(
    "ties",
    metadata,
    Column("one", _Key, primary_key=True),
    Column("other", _Key, primary_key=True),
    Column("odds", Float, nullable=False),
    sqlite_with_rowid=False,
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("number", BigInteger, nullable=False, unique=True),
    Column("headline", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("domain", Text, nullable=False),
    Column("plover", Text, nullable=False),
    Column("mode", Text),
    Column("acled", Text, nullable=False),
    Column("sub_event", _Key, nullable=False),
    Column("ucdp", Integer),
    Column("first_day", _Key),
    Column("last_day", _Key),
    Column("sort_day", _Key, nullable=False),
    Column("published", _Key, nullable=False),
    Column("country", _Key),
    Column("admin1", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("place", Text),
    Column("precision", Text, nullable=False),
    Column("sort_killed", Integer, nullable=False),
    Column("killed_low", Integer),
    Column("killed", Integer),
    Column("killed_high", Integer),
    Column("injured", Integer),
    Column("grade", Text, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    Column("dismissed", Boolean, nullable=False),
    Column("radius_km", Float),
    Index("ix_incidents_sort_day_id", "sort_day", "id"),
    Index("ix_incidents_published_id", "published", "id"),
    Index("ix_incidents_sort_killed_id", "sort_killed", "id"),
    Index("ix_incidents_country_sort_day_id", "country", "sort_day", "id"),
    Index("ix_incidents_lat_lon", "lat", "lon"),
    Index("ix_incidents_sub_event_sort_day_id", "sub_event", "sort_day", "id"),
    Index(
        "ix_incidents_outline",
        "dismissed",
        "status",
        "country",
        "domain",
        "grade",
        "sub_event",
        "sort_day",
        "last_day",
        "disputed",
        "reviewed",
        "sort_killed",
        "precision",
        "lat",
        "lon",
        "published",
        "id",
        "number",
        "radius_km",
    ),
)

bodies = Table(
    "bodies",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)
"""Incidents' records by their numbers: apart, so that looking for incidents passes over short rows.

A plain BIGINT, so that SQLite keeps them in the order of their coming: news of one time lies together."""

members = Table(
    "members",
    metadata,
    Column("account", _Key, primary_key=True),
    Column("incident", _Key, ForeignKey("incidents.id"), nullable=False, index=True),
)

sides = Table(
    "sides",
    metadata,
    Column("incident", _Key, ForeignKey("incidents.id"), primary_key=True),
    Column("actor", _Key, primary_key=True),
    Column("role", _Key, primary_key=True),
    Index("ix_sides_actor_role", "actor", "role", "incident"),
)

voices = Table(
    "voices",
    metadata,
    Column("incident", _Key, ForeignKey("incidents.id"), primary_key=True),
    Column("kind", _Key, primary_key=True),
    Column("name", _Key, primary_key=True),
    Index("ix_voices_kind_name", "kind", "name", "incident"),
)
"""Whose words an incident rests on: `kind` is `holder` (an actor id) or `outlet` (its name)."""

rulings = Table(
    "rulings",
    metadata,
    Column("rule", _Key, primary_key=True),
    Column("incident", _Key, ForeignKey("incidents.id"), primary_key=True),
    Column("killed", Integer, nullable=False),
    Index("ix_rulings_rule_killed_incident", "rule", "killed", "incident"),
    Index("ix_rulings_incident", "incident"),
)
"""Killed by other rule books than the one that incidents are weighed by, where theirs is another figure."""

rulebooks = Table("rulebooks", metadata, Column("rule", _Key, primary_key=True))
"""Keys of the rule books for which rulings of every incident are kept."""

unfinished = Table(
    "unfinished", metadata, Column("token", _Key, primary_key=True), Column("readable", Boolean, nullable=False)
)
"""A row while incidents are made again in steps (store/unfinished.py)."""

DERIVED = (rulings, rulebooks, members, sides, voices, bodies, incidents, ties, filings, sketches)
KEPT = (reports, editions, bands, readings, accounts, judgements, corrections, redactions, sheets, acts)
