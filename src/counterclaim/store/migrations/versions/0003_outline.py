"""An index that holds all that a set is counted by, so that counting reads no incident."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NAME = "ix_incidents_outline"
COLUMNS = [
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
]


def upgrade() -> None:
    """Create the index."""
    op.create_index(NAME, "incidents", COLUMNS, unique=False)
