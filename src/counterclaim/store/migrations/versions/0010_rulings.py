"""How many were killed by each rule book, so that a set is filtered and sorted by the one that is chosen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the tables; they are filled by whoever opens the pages, or by a rebuild."""
    op.create_table(
        "rulings",
        sa.Column("rule", KEY, nullable=False),
        sa.Column("incident", KEY, nullable=False),
        sa.Column("killed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name="fk_rulings_incident_incidents"),
        sa.PrimaryKeyConstraint("rule", "incident", name="pk_rulings"),
    )
    op.create_index("ix_rulings_rule_killed_incident", "rulings", ["rule", "killed", "incident"], unique=False)
    op.create_index("ix_rulings_incident", "rulings", ["incident"], unique=False)
    op.create_table(
        "rulebooks", sa.Column("rule", KEY, nullable=False), sa.PrimaryKeyConstraint("rule", name="pk_rulebooks")
    )
