"""A ledger as one file that any ledger can be made from: what is kept, a row a line, with a digest at the end."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from counterclaim.errors import LedgerError
from counterclaim.store.sources import items, sources
from counterclaim.store.tables import KEPT
from counterclaim.store.watches import alerts, deliveries, watches

CARRIED = (*KEPT, sources, items, watches, alerts, deliveries)
"""All that a backup holds, in an order in which each stands after what it refers to."""
FORMAT = 1
_NAME = "counterclaim ledger"
_MANY = 500
_LONGEST = 1 << 28
"""Bytes of a line: far above any row, and what a file that is made to unpack without end is stopped at."""
Step = Callable[[int], None]


def write(connection: Connection, place: Path, step: Step) -> int:
    """Write all that is kept to a file, whole or not at all; returns the number of rows."""
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
    try:
        with os.fdopen(handle, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file:
            total = hashlib.sha256()
            rows = 0
            for line in _lines(connection):
                file.write(line)
                total.update(line)
                rows += 1
                step(1)
            file.write(_line({"end": rows - 1, "sha256": total.hexdigest()}))
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return rows - 1


def read(connection: Connection, place: Path, step: Step) -> int:
    """Fill an empty ledger from a file that `write` wrote; raises LedgerError where it is none or is cut off."""
    if any(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in CARRIED):
        raise LedgerError("the ledger is not empty; restore into a new one, before sources and watches are added")
    return fill(connection, ((told["table"], told["row"]) for told in _checked(place)), step)


def fill(connection: Connection, rows: Iterable[tuple[str, dict[str, Any]]], step: Step = lambda _: None) -> int:
    """Put rows into what is kept, many at a time, each after those that it refers to; returns how many."""
    waiting: dict[str, list[dict[str, Any]]] = {table.name: [] for table in CARRIED}
    done = 0
    for name, row in rows:
        waiting[name].append(row)
        done += 1
        step(1)
        if done % _MANY == 0:
            _flush(connection, waiting)
    _flush(connection, waiting)
    return done


def _flush(connection: Connection, waiting: dict[str, list[dict[str, Any]]]) -> None:
    for table in CARRIED:
        if waiting[table.name]:
            connection.execute(table.insert(), waiting[table.name])
            waiting[table.name] = []


def _lines(connection: Connection) -> Iterator[bytes]:
    yield _line({_NAME: FORMAT})
    for table in CARRIED:
        asked = select(table).order_by(*table.primary_key.columns)
        for row in connection.execute(asked.execution_options(yield_per=_MANY)):
            yield _line({"table": table.name, "row": dict(row._mapping)})


def _checked(place: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file; what is wrong with it is told before its end, and nothing is kept then."""
    columns = {table.name: set(table.columns.keys()) for table in CARRIED}
    total = hashlib.sha256()
    rows = -1
    try:
        with gzip.open(place, "rb") as file:
            while line := file.readline(_LONGEST):
                told = json.loads(line)
                if rows < 0 and told.get(_NAME) != FORMAT:
                    raise LedgerError(f"{place}: no backup of a ledger of this version")
                if "end" in told:
                    if told["end"] == rows and told["sha256"] == total.hexdigest():
                        return
                    break
                total.update(line)
                rows += 1
                if rows:
                    if set(told["row"]) != columns.get(told["table"]):
                        raise LedgerError(f"{place}: no backup of a ledger of this version")
                    yield told
    except FileNotFoundError:
        raise LedgerError(f"{place}: no such file") from None
    except (OSError, EOFError, ValueError, AttributeError, KeyError, TypeError) as fault:
        raise LedgerError(f"{place}: no backup of a ledger ({fault})") from None
    raise LedgerError(f"{place}: it is cut off or was changed; use another backup")


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
