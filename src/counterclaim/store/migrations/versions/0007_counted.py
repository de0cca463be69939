"""The index that sets are counted by holds what people, outlets and words are looked up by, too."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
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
    "published",
    "id",
    "number",
]


def upgrade() -> None:
    """Make the index anew."""
    op.drop_index(NAME, "incidents")
    op.create_index(NAME, "incidents", COLUMNS, unique=False)
