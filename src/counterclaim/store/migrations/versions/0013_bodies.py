"""Incidents' records lie in a table of their own, so that looking for incidents passes over short rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move them."""
    op.create_table(
        "bodies",
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.execute("INSERT INTO bodies (number, body) SELECT number, body FROM incidents")
    op.drop_column("incidents", "body")
