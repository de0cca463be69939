"""Which entries of an append-only list of decisions count: one undoes another, and may itself be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class _Decision(Protocol):
    @property
    def n(self) -> int: ...

    @property
    def undoes(self) -> int | None: ...


Decision = TypeVar("Decision", bound=_Decision)


def undone(entries: Iterable[_Decision]) -> set[int]:
    """Numbers of entries that stand taken back; entries that undo nothing may be left out."""
    found: set[int] = set()
    for entry in sorted(entries, key=lambda entry: entry.n, reverse=True):
        if entry.undoes is not None and entry.n not in found:
            found.add(entry.undoes)
    return found


def counting(entries: Sequence[Decision]) -> list[Decision]:
    """Entries that decide something and have not been undone, in order of their numbers."""
    gone = undone(entries)
    ordered = sorted(entries, key=lambda entry: entry.n)
    return [entry for entry in ordered if entry.undoes is None and entry.n not in gone]
