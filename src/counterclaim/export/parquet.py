"""The ledger's own table of incidents as Parquet."""

from __future__ import annotations

from counterclaim.export.incidents import COLUMNS, of_kept, rows
from counterclaim.export.shape import Format

FORMAT = Format(
    "parquet", "Incidents, a row each, as Parquet", rows, "parquet", COLUMNS, ending=".parquet", of_kept=of_kept
)
