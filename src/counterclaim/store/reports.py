"""What is known of many reports at once, without their texts."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from counterclaim.records.report import Report
from counterclaim.store.many import parts
from counterclaim.store.tables import editions, reports


def about(connection: Connection, digests: Iterable[str]) -> dict[str, Report]:
    """Reports by id, as their newest one of these editions has them: title, date, outlet, URL and language."""
    found: dict[str, Report] = {}
    columns = (
        reports.c.id,
        reports.c.outlet,
        reports.c.url,
        reports.c.language,
        editions.c.title,
        editions.c.published,
    )
    for part in parts(digests):
        asked = select(*columns).join(editions, editions.c.report == reports.c.id).where(editions.c.digest.in_(part))
        for row in connection.execute(asked.order_by(editions.c.id)):
            found[row.id] = Report(
                "", row.id, row.title, row.outlet, url=row.url, published=row.published, language=row.language
            )
    return found
