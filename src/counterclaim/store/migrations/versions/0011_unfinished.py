"""A mark on ledgers whose incidents are being made again; accounts are filed by their days first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
OWED = "INSERT INTO unfinished (token, readable) SELECT 'schema 0011', TRUE WHERE EXISTS (SELECT 1 FROM sketches)"


def upgrade() -> None:
    """Create the table; accounts filed by the old numbers are to be filed again, their incidents stay readable."""
    op.create_table(
        "unfinished",
        sa.Column("token", KEY, nullable=False),
        sa.Column("readable", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_unfinished"),
    )
    op.execute(OWED)
