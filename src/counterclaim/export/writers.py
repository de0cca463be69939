"""Rows to bytes, a portion at a time: comma- and tab-separated, lines of JSON, one JSON document, Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any

from counterclaim.errors import SettingError
from counterclaim.export.shape import Cells, Format, Row, TableWriter, Writer
from counterclaim.export.sink import Sink

_MANY = 500
_ROW_GROUP = 5_000
_PORTION = 1 << 16


def separated(form: Format, rows: Iterator[Cells], mark: str) -> Iterator[bytes]:
    """A header line, the head's line where the format has one, and a line a row; nothing for an empty cell."""
    columns = list(form.columns)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=mark, lineterminator="\n")
    writer.writerow(columns)
    if form.head:
        writer.writerow([form.head[name] for name in columns])
    flags = [n for n, kind in enumerate(form.columns.values()) if kind == "flag"]
    while True:
        part = list(islice(rows, _MANY))
        for cells in part if flags else ():
            _tell_flags(cells, flags)
        writer.writerows(part)
        if buffer.tell():
            yield buffer.getvalue().encode("utf-8", "replace")
        if not part:
            return
        buffer.seek(0)
        buffer.truncate()


def lines(_form: Format, rows: Iterator[Row]) -> Iterator[bytes]:
    """One JSON object a line."""
    for row in rows:
        yield dumps(row).encode("utf-8", "replace") + b"\n"


def document(form: Format, rows: Iterator[Row]) -> Iterator[bytes]:
    """One JSON document: the format's head, its empty parts filled with rows' bodies by the part that they name.

    The first part, a list, is written as rows come; the others wait in files, each key once, until that is done. A part
    that is `{}` holds bodies under their keys.
    """
    lists = [name for name, value in form.head.items() if value in ([], {})]
    plain = [f"{dumps(key)}: {dumps(value)}" for key, value in form.head.items() if key not in lists]
    yield f"{{{', '.join([*plain, f'{dumps(lists[0])}: ['])}\n".encode()
    with ExitStack() as stack:
        later = {name: _Later(stack.enter_context(TemporaryFile()), form.head[name] == {}) for name in lists[1:]}
        first = True
        for row in rows:
            told = dumps(row["body"]).encode("utf-8", "replace")
            if row["part"] in later:
                later[row["part"]].add(row.get("key"), told)
            else:
                yield told if first else b",\n" + told
                first = False
        end = "]"
        for name, kept in later.items():
            yield f"\n{end},\n{dumps(name)}: {'{' if kept.keyed else '['}\n".encode()
            yield from kept.all()
            end = "}" if kept.keyed else "]"
    yield f"\n{end}}}\n".encode()


def parquet(form: Format, rows: Iterator[Cells]) -> Iterator[bytes]:
    """A Parquet file, a row group at a time; raises SettingError where pyarrow is not installed."""
    try:
        import pyarrow  # noqa: PLC0415 (heavy, and an extra)
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415
    except ImportError:
        raise SettingError("Parquet needs pyarrow; install counterclaim[parquet]") from None

    types = {"text": pyarrow.string(), "whole": pyarrow.int64(), "number": pyarrow.float64(), "flag": pyarrow.bool_()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in form.columns.items()])
    sink = Sink()
    with ParquetWriter(pyarrow.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        while part := list(islice(rows, _ROW_GROUP)):
            columns = zip(*part, strict=True)
            made = [pyarrow.array(cells, kind) for cells, kind in zip(columns, schema.types, strict=True)]
            writer.write_table(pyarrow.Table.from_arrays(made, schema=schema))
            yield sink.taken()
    yield sink.taken()


def dumps(value: Any) -> str:
    """JSON on one line, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def cells_of(form: Format, rows: Iterable[Row]) -> Iterator[Cells]:
    """Rows as the values of all columns: None where a row does not have one."""
    columns = list(form.columns)
    return (list(map(row.get, columns)) for row in rows)


def _tell_flags(cells: Cells, flags: Sequence[int]) -> None:
    """Put flags in words."""
    for n in flags:
        if isinstance(cells[n], bool):
            cells[n] = "true" if cells[n] else "false"


class _Later:
    """Rows of a part that is written after another, kept in a file; `keyed` ones each under its key."""

    def __init__(self, file: IO[bytes], keyed: bool) -> None:
        self.keyed = keyed
        self._file = file
        self._known: set[int] = set()
        self._first = True

    def add(self, key: str | None, told: bytes) -> None:
        """Keep a row unless one with its key is there."""
        mark = hash(key)
        if key is not None and mark in self._known:
            return
        self._known.add(mark)
        entry = f"{dumps(key)}: ".encode("utf-8", "replace") + told if self.keyed else told
        self._file.write(entry if self._first else b",\n" + entry)
        self._first = False

    def all(self) -> Iterator[bytes]:
        """What was kept, a portion at a time."""
        self._file.seek(0)
        while part := self._file.read(_PORTION):
            yield part


TABLES: dict[str, TableWriter] = {
    "csv": lambda form, rows: separated(form, rows, ","),
    "tsv": lambda form, rows: separated(form, rows, "\t"),
    "parquet": parquet,
}
WRITERS: dict[str, Writer] = {"jsonl": lines, "json": document}
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
