"""Hosts that one of several gatherers has in hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "claims",
        sa.Column("host", KEY, nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("until", KEY, nullable=False),
        sa.PrimaryKeyConstraint("host", name="pk_claims"),
    )
