"""What is known already of many reports on their way in."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from counterclaim.records.report import Report
from counterclaim.store.many import MANY, parts
from counterclaim.store.tables import bands, editions, reports


def known_reports(connection: Connection, found: Iterable[Report]) -> tuple[set[str], dict[str, str]]:
    """Of reports on their way in: the ids that are kept, and by URL the id of what was first received from it."""
    given = list(found)
    ids: set[str] = set()
    for part in parts(each.id for each in given):
        ids.update(connection.execute(select(reports.c.id).where(reports.c.id.in_(part))).scalars())
    urls: dict[str, tuple[str, str]] = {}
    for part in parts(each.url for each in given if each.url):
        asked = select(reports.c.url, reports.c.added, reports.c.id).where(reports.c.url.in_(part))
        for row in connection.execute(asked):
            urls[row.url] = min(urls.get(row.url, (row.added, row.id)), (row.added, row.id))
    return ids, {url: name for url, (_, name) in urls.items()}


def known_editions(connection: Connection, names: Iterable[str]) -> set[tuple[str, str]]:
    """The editions that are kept of reports: report and digest."""
    found: set[tuple[str, str]] = set()
    for part in parts(names):
        asked = select(editions.c.report, editions.c.digest).where(editions.c.report.in_(part))
        found.update((row.report, row.digest) for row in connection.execute(asked))
    return found


def banded(connection: Connection, wanted: Iterable[int]) -> dict[int, list[int]]:
    """Of bands, the numbers of the editions that are filed under each."""
    asked = sorted(set(wanted))
    found: dict[int, list[int]] = {}
    for start in range(0, len(asked), MANY):
        part = select(bands.c.band, bands.c.edition).where(bands.c.band.in_(asked[start : start + MANY]))
        for row in connection.execute(part):
            found.setdefault(row.band, []).append(row.edition)
    return found


def origins(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Of editions by number: origin and signature as kept."""
    asked = sorted(set(numbers))
    found: dict[int, tuple[str, str]] = {}
    for start in range(0, len(asked), MANY):
        part = select(editions.c.id, editions.c.origin, editions.c.signature)
        for row in connection.execute(part.where(editions.c.id.in_(asked[start : start + MANY]))):
            found[row.id] = row.origin, row.signature
    return found
