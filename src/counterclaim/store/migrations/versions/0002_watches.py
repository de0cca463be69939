"""Watches, what they told, and what is on its way to whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the three tables."""
    op.create_table(
        "watches",
        sa.Column("name", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("edition", ID, nullable=False),
        sa.Column("correction", ID, nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_watches"),
    )
    op.create_table(
        "alerts",
        sa.Column("n", ID, autoincrement=False, nullable=False),
        sa.Column("watch", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("incident", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("packed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_alerts"),
        sa.UniqueConstraint("watch", "kind", "incident", name="uq_alerts_watch_kind_incident"),
    )
    op.create_table(
        "deliveries",
        sa.Column("n", ID, autoincrement=False, nullable=False),
        sa.Column("watch", KEY, nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("alerts", sa.Text(), nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due", KEY, nullable=False),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n", name="pk_deliveries"),
    )
    op.create_index("ix_deliveries_state_due", "deliveries", ["state", "due"], unique=False)
