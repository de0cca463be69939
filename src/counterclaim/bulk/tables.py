"""What a shard holds, as columns of Parquet: reports, readings, accounts, and what could not be read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from counterclaim.errors import ShardError
from counterclaim.fuse.origins import signature
from counterclaim.ledger.intake import named
from counterclaim.records import codec
from counterclaim.records.account import Account, Coding
from counterclaim.records.report import Report
from counterclaim.store.keep import edition_digest

Row = dict[str, Any]
TABLES: dict[str, dict[str, str]] = {
    "reports": {
        "record": "whole",
        "id": "text",
        "edition": "text",
        "url": "text",
        "outlet": "text",
        "title": "text",
        "language": "text",
        "published": "text",
        "text": "text",
        "marked": "text",
        "notes": "text",
        "signature": "wholes",
    },
    "readings": {
        "report": "text",
        "edition": "text",
        "reader": "text",
        "relevant": "flag",
        "accounts": "whole",
        "statements": "whole",
        "coding": "text",
    },
    "accounts": {
        "id": "text",
        "report": "text",
        "edition": "text",
        "n": "whole",
        "anchor": "text",
        "published": "text",
        "outlet": "text",
        "status": "text",
        "domain": "text",
        "headline": "text",
        "event": "text",
        "plover_type": "text",
        "plover_mode": "text",
        "acled_event_type": "text",
        "acled_sub_event_type": "text",
        "ucdp_type_of_violence": "whole",
        "start": "text",
        "end": "text",
        "time_precision": "text",
        "place": "text",
        "admin1": "text",
        "country": "text",
        "lat": "number",
        "lon": "number",
        "radius_km": "number",
        "place_precision": "text",
        "actors": "texts",
        "disputes": "whole",
        "confidence": "number",
    },
    "quarantine": {"record": "whole", "source": "text", "kind": "text", "reason": "text"},
}
"""Columns by table: `text`, `whole` (a number), `number`, `flag`, and lists of those."""


def told(record: int, report: Report, coding: Coding, reader: str) -> dict[str, list[Row]]:
    """The rows of one report as read."""
    edition = edition_digest(report, report.id)
    rows = named(coding, edition, [])
    return {
        "reports": [
            {
                "record": record,
                "id": report.id,
                "edition": edition,
                "url": report.url,
                "outlet": report.outlet,
                "title": report.title,
                "language": report.language,
                "published": report.published,
                "text": report.text,
                "marked": json.dumps(report.marked),
                "notes": json.dumps(report.notes, ensure_ascii=False),
                "signature": list(signature(report.text)),
            }
        ],
        "readings": [
            {
                "report": report.id,
                "edition": edition,
                "reader": reader,
                "relevant": coding.relevant,
                "accounts": len(coding.accounts),
                "statements": len(coding.statements),
                "coding": codec.dumps(coding),
            }
        ],
        "accounts": [
            {"id": each.id, "report": report.id, "edition": edition, "n": each.n, "anchor": codec.dumps(each.anchor)}
            | {"published": report.published, "outlet": report.outlet}
            | _flat(coding.accounts[each.n])
            for each in rows
        ],
    }


def _flat(account: Account) -> Row:
    event, when, where = account.event, account.when, account.where
    return {
        "status": account.status,
        "domain": account.domain,
        "headline": account.headline,
        "event": event.entry,
        "plover_type": event.plover_type,
        "plover_mode": event.plover_mode,
        "acled_event_type": event.acled_type,
        "acled_sub_event_type": event.acled_sub_type,
        "ucdp_type_of_violence": event.ucdp_type,
        "start": when.start,
        "end": when.end,
        "time_precision": when.precision,
        "place": where.name,
        "admin1": where.admin1,
        "country": where.country,
        "lat": where.lat,
        "lon": where.lon,
        "radius_km": where.radius_km,
        "place_precision": where.precision,
        "actors": sorted({each.actor for each in account.participants if each.actor}),
        "disputes": len(account.disputes),
        "confidence": event.confidence,
    }


def packed(columns: Mapping[str, str], rows: Iterable[Row]) -> bytes:
    """Rows as one Parquet file; equal rows give equal bytes."""
    arrow, parquet = _arrow()
    whole = list(rows)
    kinds = {
        "text": arrow.string(),
        "whole": arrow.int64(),
        "number": arrow.float64(),
        "flag": arrow.bool_(),
        "wholes": arrow.list_(arrow.int64()),
        "texts": arrow.list_(arrow.string()),
    }
    schema = arrow.schema([(name, kinds[kind]) for name, kind in columns.items()])
    arrays = [arrow.array([row.get(name) for row in whole], schema.field(name).type) for name in columns]
    sink = BytesIO()
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    return sink.getvalue()


def unpacked(data: bytes, columns: Iterable[str]) -> Iterator[Row]:
    """The rows of a Parquet file, these columns of them."""
    _, parquet = _arrow()
    for batch in parquet.ParquetFile(BytesIO(data)).iter_batches(256, columns=list(columns)):
        yield from batch.to_pylist()


def _arrow() -> tuple[Any, Any]:
    if find_spec("pyarrow") is None:
        raise ShardError("shards are Parquet, which needs pyarrow: install counterclaim[parquet]")
    import pyarrow  # noqa: PLC0415 (heavy, and an extra)
    from pyarrow import parquet  # noqa: PLC0415

    return pyarrow, parquet
