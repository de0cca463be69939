"""Reports from the rows of a CSV, TSV or Parquet table, whose columns are named as in lines of JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

from counterclaim.errors import SourceError
from counterclaim.gather.lines import told_report
from counterclaim.gather.options import Options, Wanted, everything, limit_in_bytes
from counterclaim.records.report import Report

_BATCH = 64
_COLUMNS = ("id", "text", "html", "title", "outlet", "url", "published", "language")


def rows(name: str, stream: BinaryIO, options: Options, wanted: Wanted = everything) -> Iterator[Report | SourceError]:
    """A report or an error for every row of a table with a header; tabs divide where its name ends in .tsv."""
    csv.field_size_limit(limit_in_bytes("max_file_mb", options.settings))
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    reader = csv.DictReader(text, delimiter="\t" if ".tsv" in name.lower() else ",", restkey="")
    try:
        _check(name, reader.fieldnames or ())
        for row in reader:
            if not wanted():
                continue
            told = {key.strip().lower(): value for key, value in row.items() if key and isinstance(value, str)}
            yield _one(f"{name} line {reader.line_num}", told, options)
    except UnicodeDecodeError:
        yield SourceError(name, "not UTF-8")
    except csv.Error as error:
        yield SourceError(f"{name} line {reader.line_num}", str(error))


def columns(
    name: str, stream: BinaryIO, options: Options, wanted: Wanted = everything
) -> Iterator[Report | SourceError]:
    """A report or an error for every row of a Parquet file, read a few at a time."""
    if find_spec("pyarrow") is None:
        raise SourceError(name, "Parquet needs pyarrow: install counterclaim[parquet]")
    import pyarrow  # noqa: PLC0415 (a heavy library that not everybody has)
    from pyarrow import parquet  # noqa: PLC0415

    try:
        file = parquet.ParquetFile(stream)
        _check(name, file.schema_arrow.names)
        number = 0
        for batch in file.iter_batches(_BATCH, columns=[each for each in _COLUMNS if each in file.schema_arrow.names]):
            for row in batch.to_pylist():
                number += 1
                if not wanted():
                    continue
                yield _one(f"{name} row {number}", {key: _plain(value) for key, value in row.items()}, options)
    except (pyarrow.ArrowException, OSError) as error:
        raise SourceError(name, f"no Parquet that can be read: {' '.join(str(error).split())[:120]}") from None


def addresses(text: str) -> list[str]:
    """The addresses of a plain list, one a line; blank lines and those after a # are passed over."""
    lines = (line.strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def is_table(path: str) -> bool:
    """Whether a name is that of a table of text."""
    return Path(path).suffix.lower() in (".csv", ".tsv")


def _one(where: str, told: dict[str, Any], options: Options) -> Report | SourceError:
    try:
        return told_report(where, told, options)
    except SourceError as error:
        return error


def _check(name: str, found: Any) -> None:
    if not {each.strip().lower() for each in found} & {"text", "html"}:
        raise SourceError(name, 'a table without a column "text" or "html"')


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, int)) else str(value)
