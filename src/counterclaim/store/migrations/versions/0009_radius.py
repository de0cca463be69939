"""How far off an incident may be stands in a column of its own, so that a map is drawn from the counting index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
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
    "radius_km",
]
FILLED = {
    "sqlite": "UPDATE incidents SET radius_km = json_extract(body, '$.where.radius_km')",
    "postgresql": "UPDATE incidents SET radius_km = CAST(CAST(body AS json) -> 'where' ->> 'radius_km' AS float)",
}


def upgrade() -> None:
    """Add the column, fill it, and make the index anew."""
    op.add_column("incidents", sa.Column("radius_km", sa.Float(), nullable=True))
    op.execute(sa.text(FILLED[op.get_bind().dialect.name]))
    op.drop_index(NAME, "incidents")
    op.create_index(NAME, "incidents", COLUMNS, unique=False)
