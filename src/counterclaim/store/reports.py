"""What is known of many reports at once, without their texts."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from counterclaim.records.report import Report
from counterclaim.store.filings import parts
from counterclaim.store.tables import reports


def about(connection: Connection, names: Iterable[str]) -> dict[str, Report]:
    """Reports by id with outlet, URL and language; title and date are their editions'."""
    found: dict[str, Report] = {}
    for part in parts(names):
        for row in connection.execute(select(reports).where(reports.c.id.in_(part))):
            found[row.id] = Report("", row.id, outlet=row.outlet, url=row.url, language=row.language)
    return found
