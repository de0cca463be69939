"""Sheets of two coders, and what settles them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "sheets",
        sa.Column("n", ID, autoincrement=False, nullable=False),
        sa.Column("account", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("undoes", ID, nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["sheets.n"], name="fk_sheets_undoes"),
        sa.PrimaryKeyConstraint("n", name="pk_sheets"),
    )
    op.create_index("ix_sheets_account", "sheets", ["account"], unique=False)
