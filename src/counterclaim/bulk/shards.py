"""Shards in their folder: tables first, and last the mark that makes them count, with the digest of each.

shards.json                     what all shards of the folder have in common: the reader, the options, their size
TABLE/UNIT-00003.parquet        reports, readings, accounts, quarantine
done/UNIT-00003.json            rows and digests; a shard without its mark is half-written and is made again
ended/UNIT.json                 how many records the unit has: there are no shards after its last
tries/UNIT-00003                how often a shard was begun; gone once it is done
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from counterclaim.bulk.place import Place
from counterclaim.bulk.tables import TABLES, Row, packed, unpacked
from counterclaim.errors import ShardError

FORMAT = 1
PLAN = "shards.json"
_NAME = re.compile(r"(?P<unit>.+)-(?P<number>\d{5,})")


@dataclass(frozen=True, slots=True)
class Written:
    """What a shard holds: rows by table."""

    shard: str
    rows: Mapping[str, int]


def begin(place: Place, plan: Mapping[str, Any]) -> None:
    """Open a folder for a run, or for more of one that was broken off; raises ShardError for another run's."""
    whole = {"counterclaim shards": FORMAT, **plan}
    if not place.has(PLAN):
        place.write(PLAN, _json(whole))
        return
    known = plan_of(place)
    differing = sorted(name for name in {*known, *whole} if known.get(name) != whole.get(name))
    if differing:
        raise ShardError(
            f"{place.address}: its shards were begun with another {' and '.join(differing)}; name another folder"
        )


def plan_of(place: Place) -> dict[str, Any]:
    """What the shards of a folder have in common; raises ShardError where there are none."""
    if not place.has(PLAN):
        raise ShardError(f"{place.address}: no folder of shards; `counterclaim read --out` makes one")
    try:
        told = json.loads(place.read(PLAN))
    except ValueError:
        told = None
    if not isinstance(told, dict) or told.get("counterclaim shards") != FORMAT:
        raise ShardError(f"{place.address}: its {PLAN} is not of this version; make the shards again")
    return told


def is_shards(address: str) -> bool:
    """Whether a source is a folder of shards."""
    try:
        return Place(address).has(PLAN)
    except (ShardError, ValueError):
        return False


def keep(place: Place, unit: str, number: int, rows: Mapping[str, list[Row]]) -> Written:
    """Write a shard: its tables, then its mark."""
    shard = f"{unit}-{number:05d}"
    digests = {}
    for table, columns in TABLES.items():
        data = packed(columns, rows.get(table, ()))
        digests[table] = hashlib.sha256(data).hexdigest()
        place.write(f"{table}/{shard}.parquet", data)
    counts = {table: len(rows.get(table, ())) for table in TABLES}
    place.write(f"done/{shard}.json", _json({"shard": shard, "rows": counts, "sha256": digests}))
    place.remove(f"tries/{shard}")
    return Written(shard, counts)


def done(place: Place) -> dict[str, set[int]]:
    """The numbers of the shards that are done, by unit."""
    found: dict[str, set[int]] = {}
    for name in place.names("done"):
        parts = _NAME.fullmatch(name.removesuffix(".json"))
        if parts is not None:
            found.setdefault(parts["unit"], set()).add(int(parts["number"]))
    return found


def unfinished(place: Place) -> list[str]:
    """Shards that were begun and not done."""
    whole = {name.removesuffix(".json") for name in place.names("done")}
    begun = {name.removesuffix(".parquet") for table in TABLES for name in place.names(table)}
    return sorted((begun | set(place.names("tries"))) - whole)


def end(place: Place, unit: str, records: int) -> None:
    """Write down that a unit has so many records and no more."""
    place.write(f"ended/{unit}.json", _json({"records": records}))


def records_of(place: Place, unit: str) -> int | None:
    """How many records a unit has, None where nobody has come to its end."""
    try:
        return int(json.loads(place.read(f"ended/{unit}.json"))["records"]) if place.has(f"ended/{unit}.json") else None
    except (ValueError, KeyError, TypeError):
        return None


def trying(place: Place, shard: str) -> int:
    """Write down that a shard is begun once more; returns how often it was begun before."""
    before = tried(place, shard)
    place.write(f"tries/{shard}", str(before + 1).encode())
    return before


def tried(place: Place, shard: str) -> int:
    """How often a shard was begun without being done."""
    told = place.read(f"tries/{shard}") if place.has(f"tries/{shard}") else b"0"
    return int(told) if told.isdigit() else 0


def counts_of(place: Place, shard: str) -> dict[str, int]:
    """How many rows a shard that is done has, by table."""
    return {str(table): int(rows) for table, rows in json.loads(place.read(f"done/{shard}.json"))["rows"].items()}


def rows_of(place: Place, shard: str, table: str) -> Iterator[Row]:
    """A shard's rows; raises ShardError where they are not those that were written."""
    try:
        told = json.loads(place.read(f"done/{shard}.json"))
        data = place.read(f"{table}/{shard}.parquet")
        if hashlib.sha256(data).hexdigest() != told["sha256"][table]:
            raise ValueError
    except (ShardError, ValueError, KeyError, TypeError):
        raise ShardError(
            f"{place.address}: shard {shard} is damaged ({table}); remove done/{shard}.json and read its source again"
        ) from None
    return unpacked(data, TABLES[table])


def _json(told: Mapping[str, Any]) -> bytes:
    return (json.dumps(dict(told), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")
