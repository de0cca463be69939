"""Which entries of an append-only list of decisions count: one undoes another, and may itself be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar


class _Decision(Protocol):
    @property
    def n(self) -> int: ...

    @property
    def undoes(self) -> int | None: ...


Decision = TypeVar("Decision", bound=_Decision)


def counting(entries: Sequence[Decision]) -> list[Decision]:
    """Entries that decide something and have not been undone, in order of their numbers."""
    undone: set[int] = set()
    ordered = sorted(entries, key=lambda entry: entry.n)
    for entry in reversed(ordered):
        if entry.undoes is not None and entry.n not in undone:
            undone.add(entry.undoes)
    return [entry for entry in ordered if entry.undoes is None and entry.n not in undone]
