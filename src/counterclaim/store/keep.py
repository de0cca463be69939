"""Keeps what was received and read: reports, their editions, readings and accounts. Nothing here is ever changed
but `current`, which says what the newest reading of an edition is, and by `redact`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, exists, func, not_, select, update

from counterclaim.records import codec
from counterclaim.records.account import Coding
from counterclaim.records.entry import Entry
from counterclaim.records.judgement import Anchor
from counterclaim.records.report import Report
from counterclaim.store.many import evened, parts
from counterclaim.store.tables import accounts, bands, editions, readings, redactions, reports

_BANDS = 16


@dataclass(frozen=True, slots=True)
class Filed:
    """An account on its way in: the id it goes by, its number in the report, and where it hangs."""

    id: str
    n: int
    anchor: Anchor
    filed: int | None = None


def edition_digest(report: Report, name: str) -> str:
    """First 16 hex digits of the SHA-256 of the report's id, title and text: equal words of it are one edition."""
    whole = f"{name}\x1f{report.title or ''}\x1f{report.text}"
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def following(connection: Connection, column: ColumnElement[int]) -> int:
    """The next number of a table; writers come one at a time, so that it is nobody else's."""
    return int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1


class Numbers(NamedTuple):
    """The next numbers of an edition, of a reading and of an account, and how many editions a report has."""

    edition: int
    reading: int
    account: int
    editions: int


_NUMBERS = select(
    *(select(func.coalesce(func.max(column), 0)).scalar_subquery() for column in (editions.c.id, readings.c.id)),
    select(func.coalesce(func.max(accounts.c.seq), 0)).scalar_subquery(),
    select(func.count()).where(editions.c.report == bindparam("report")).scalar_subquery(),
)


def numbers(connection: Connection, report: str) -> Numbers:
    """What is next for a report; writers come one at a time, so that it is nobody else's."""
    row = connection.execute(_NUMBERS, {"report": report}).one()
    return Numbers(int(row[0]) + 1, int(row[1]) + 1, int(row[2]) + 1, int(row[3]))


def report_of(connection: Connection, report: Report) -> str | None:
    """The id under which a report is kept: its own, or that of what was received from its URL before."""
    found: str | None = connection.execute(select(reports.c.id).where(reports.c.id == report.id)).scalar()
    if found is None and report.url and report.id == report.digest():
        by_url = select(reports.c.id).where(reports.c.url == report.url).order_by(reports.c.added, reports.c.id)
        found = connection.execute(by_url).scalar()
    return found


def edition_of(connection: Connection, report: str, digest: str) -> int | None:
    """The number of an edition, None where these words were not received for this report."""
    asked = select(editions.c.id).where(and_(editions.c.report == report, editions.c.digest == digest))
    found: int | None = connection.execute(asked).scalar()
    return found


def keep_report(connection: Connection, report: Report, known: str | None, at: str) -> str:
    """Keep a report's identity where it is new; returns the id it goes by."""
    if known is not None:
        return known
    row = {"id": report.id, "url": report.url, "outlet": report.outlet, "language": report.language, "added": at}
    connection.execute(reports.insert(), row)
    return report.id


def keep_edition(
    connection: Connection, report: Report, filed: Numbers, origin: str, signature: Sequence[int], name: str, at: str
) -> None:
    """Keep a text under its report, and file the bands by which copies of it are found."""
    row = {
        "id": filed.edition,
        "report": name,
        "digest": edition_digest(report, name),
        "n": filed.editions,
        "title": report.title,
        "text": report.text,
        "published": report.published,
        "marked": json.dumps(report.marked),
        "notes": json.dumps(report.notes, ensure_ascii=False),
        "origin": origin,
        "signature": json.dumps(list(signature)),
        "added": at,
    }
    connection.execute(editions.insert(), row)
    rows = [{"band": band, "edition": filed.edition} for band in bands_of(signature)]
    if rows:
        connection.execute(bands.insert(), rows)


def alike(connection: Connection, signature: Sequence[int]) -> Iterator[tuple[str, str, list[int]]]:
    """Editions that share a band: report, origin and signature, the first received first; to be read at once."""
    shared = select(bands.c.edition).where(bands.c.band.in_(bands_of(signature))).distinct()
    asked = select(editions.c.report, editions.c.origin, editions.c.signature).where(editions.c.id.in_(shared))
    for report, origin, kept in connection.execute(asked.order_by(editions.c.id)):
        yield report, origin, json.loads(kept)


def bands_of(signature: Sequence[int]) -> list[int]:
    """The least numbers of a fingerprint: two that are alike share some of them."""
    return sorted(set(signature))[:_BANDS]


def retire(connection: Connection, edition: int) -> None:
    """Let the reading of an edition, and its accounts, be current no more: another is on its way."""
    for table in (readings, accounts):
        connection.execute(update(table).where(and_(table.c.edition == edition, table.c.current)).values(current=False))


def keep_reading(connection: Connection, filed: Numbers, reader: str, coding: Coding, at: str) -> None:
    """Keep what a reader made of an edition, as the current one."""
    row = {"id": filed.reading, "edition": filed.edition, "reader": reader, "coding": codec.dumps(coding)}
    connection.execute(readings.insert(), row | {"added": at, "current": True})


def keep_accounts(connection: Connection, filed: Numbers, found: Sequence[Filed]) -> None:
    """Keep the accounts of a reading."""
    rows = [
        {
            "seq": filed.account + place,
            "id": each.id,
            "filed": each.filed if each.filed is not None else filed.account + place,
            "edition": filed.edition,
            "reading": filed.reading,
            "n": each.n,
            "anchor": codec.dumps(each.anchor),
            "current": True,
        }
        for place, each in enumerate(found)
    ]
    if rows:
        connection.execute(accounts.insert(), rows)


def told_before(connection: Connection, report: str) -> list[Filed]:
    """The accounts of a report as the last of its editions that tells them has them, in order of filing."""
    asked = (
        select(accounts.c.id, accounts.c.n, accounts.c.anchor, accounts.c.filed)
        .join(editions, editions.c.id == accounts.c.edition)
        .where(and_(accounts.c.current, editions.c.report == report))
        .order_by(accounts.c.edition, accounts.c.n)
    )
    last = {row.id: _filed(row) for row in connection.execute(asked)}
    return sorted(last.values(), key=lambda each: (each.filed or 0, each.n))


def report_text(connection: Connection, report: str, edition: str | None = None) -> Report | None:
    """A report as kept, its newest edition unless one is named by its digest."""
    asked = select(reports, editions).join(editions, editions.c.report == reports.c.id).where(reports.c.id == report)
    if edition is not None:
        asked = asked.where(editions.c.digest == edition)
    row = connection.execute(asked.order_by(editions.c.id.desc()).limit(1)).mappings().first()
    return None if row is None else _report(row)


def _report(row: Any) -> Report:
    return Report(
        text=row[editions.c.text],
        id=row[reports.c.id],
        title=row[editions.c.title],
        outlet=row[reports.c.outlet],
        url=row[reports.c.url],
        published=row[editions.c.published],
        language=row[reports.c.language],
        marked=tuple((start, end) for start, end in json.loads(row[editions.c.marked])),
        notes=tuple(json.loads(row[editions.c.notes])),
    )


_ENTRY = (
    select(
        accounts.c.id,
        accounts.c.filed,
        accounts.c.n,
        accounts.c.anchor,
        accounts.c.edition.label("number"),
        editions.c.report,
        editions.c.digest,
        editions.c.title,
        editions.c.published,
        editions.c.added,
        editions.c.origin,
        reports.c.outlet,
        readings.c.id.label("reading"),
    )
    .join(editions, editions.c.id == accounts.c.edition)
    .join(reports, reports.c.id == editions.c.report)
    .join(readings, readings.c.id == accounts.c.reading)
    .where(accounts.c.current, accounts.c.id.in_(bindparam("ids", expanding=True)))
)
_CODINGS = select(readings.c.id, readings.c.coding).where(readings.c.id.in_(bindparam("ids", expanding=True)))
_EDITIONS = (
    select(editions.c.report, editions.c.digest, editions.c.published)
    .where(editions.c.report.in_(bindparam("ids", expanding=True)))
    .order_by(editions.c.id)
)
_TEXTS = select(editions.c.digest, editions.c.text).where(editions.c.digest.in_(bindparam("ids", expanding=True)))


def entries(connection: Connection, ids: Sequence[str]) -> list[Entry]:
    """Every edition's telling of the accounts with these ids, in order of filing and edition."""
    found: list[Row[Any]] = []
    for part in parts(ids):
        found += connection.execute(_ENTRY, {"ids": evened(part)})
    codings = _codings(connection, {row.reading for row in found})
    return [_entry(row, codings[row.reading]) for row in sorted(found, key=lambda row: (row.filed, row.number, row.n))]


def _codings(connection: Connection, ids: Iterable[int]) -> dict[int, Coding]:
    found: dict[int, Coding] = {}
    for part in parts(ids):
        rows = connection.execute(_CODINGS, {"ids": evened(part)})
        found |= {row.id: _coding(row.coding) for row in rows}
    return found


@lru_cache(maxsize=512)
def _coding(told: str) -> Coding:
    """Kept by its text, which cannot go stale: news of the day is weighed again and again."""
    return codec.loads(Coding, told)


def _entry(row: Row[Any], coding: Coding) -> Entry:
    return Entry(
        id=row.id,
        seq=row.filed,
        report=row.report,
        edition=row.digest,
        outlet=row.outlet,
        title=row.title,
        published=row.published,
        added=row.added,
        origin=row.origin,
        anchor=codec.loads(Anchor, row.anchor),
        account=coding.accounts[row.n],
        statements=coding.statements,
    )


def newest_editions(connection: Connection, names: Iterable[str]) -> dict[str, list[tuple[str, str | None]]]:
    """Of each report, its editions (digest, published) in order of arrival."""
    found: dict[str, list[tuple[str, str | None]]] = {}
    for part in parts(names):
        for row in connection.execute(_EDITIONS, {"ids": evened(part)}):
            found.setdefault(row.report, []).append((row.digest, row.published))
    return found


def names_of(connection: Connection, editions_: Iterable[str]) -> dict[tuple[str, int], str]:
    """Of editions by digest, the id of each account by its number in the report."""
    found: dict[tuple[str, int], str] = {}
    for part in parts(editions_):
        asked = (
            select(editions.c.digest, accounts.c.n, accounts.c.id)
            .join(editions, editions.c.id == accounts.c.edition)
            .where(and_(accounts.c.current, editions.c.digest.in_(part)))
        )
        found |= {(row.digest, row.n): row.id for row in connection.execute(asked)}
    return found


def texts(connection: Connection, digests: Iterable[str]) -> dict[str, str]:
    """Texts of editions by digest."""
    found: dict[str, str] = {}
    for part in parts(digests):
        rows = connection.execute(_TEXTS, {"ids": evened(part)})
        found |= {row.digest: row.text for row in rows}
    return found


def account_ids(connection: Connection) -> list[str]:
    """Every account's id, in order of filing."""
    asked = select(accounts.c.id, func.min(accounts.c.filed).label("filed")).where(accounts.c.current)
    return [row.id for row in connection.execute(asked.group_by(accounts.c.id).order_by("filed"))]


def accounts_of(connection: Connection, edition: int) -> list[Filed]:
    """The accounts of an edition as its current reading has them."""
    asked = select(accounts.c.id, accounts.c.n, accounts.c.anchor, accounts.c.filed).where(
        and_(accounts.c.edition == edition, accounts.c.current)
    )
    return [_filed(row) for row in connection.execute(asked.order_by(accounts.c.n))]


def _filed(row: Any) -> Filed:
    return Filed(row.id, row.n, codec.loads(Anchor, row.anchor), row.filed)


def accounts_of_report(connection: Connection, report: str) -> list[str]:
    """Ids of all accounts that any edition of a report tells."""
    asked = select(accounts.c.id).join(editions, editions.c.id == accounts.c.edition)
    return sorted(set(connection.execute(asked.where(and_(accounts.c.current, editions.c.report == report))).scalars()))


def stale(connection: Connection, reader: str) -> list[tuple[int, str, str]]:
    """Editions whose current reading another reader made and whose text is there: number, report and digest."""
    blocked = exists().where(and_(redactions.c.report == editions.c.report, redactions.c.what == "text"))
    asked = (
        select(editions.c.id, editions.c.report, editions.c.digest)
        .join(readings, readings.c.edition == editions.c.id)
        .where(and_(readings.c.current, readings.c.reader != reader, not_(blocked)))
        .order_by(editions.c.id)
    )
    return [(row.id, row.report, row.digest) for row in connection.execute(asked)]
