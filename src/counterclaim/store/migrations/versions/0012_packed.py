"""Words that accounts are compared by are kept as one line: accounts kept the old way are to be filed again."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

OWED = "INSERT INTO unfinished (token, readable) SELECT 'schema 0012', TRUE WHERE EXISTS (SELECT 1 FROM sketches)"


def upgrade() -> None:
    """Mark a ledger that holds any; its incidents stay readable."""
    op.execute("DELETE FROM unfinished WHERE readable")
    op.execute(OWED)
