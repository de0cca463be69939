"""Cells that a spreadsheet program would take for formulas, marked as the text that they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from counterclaim.export.shape import Cells

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"


def guarded(rows: Iterable[Cells]) -> Iterator[Cells]:
    """The rows with a mark before every text that begins like a formula; numbers stay numbers."""
    for cells in rows:
        yield [harmless(value) for value in cells]


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet program runs."""
    if isinstance(value, str) and value.startswith(_STARTS) and not _is_number(value):
        return f"{_MARK}{value}"
    return value


def _is_number(told: str) -> bool:
    try:
        float(told)
    except ValueError:
        return False
    return True
