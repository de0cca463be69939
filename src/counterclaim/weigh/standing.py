"""Which tellings stand at a date: the newest edition of each report by then, and what it tells no more.

Goes by what was published; a report without a date of its own goes by when the ledger received it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from counterclaim.records.entry import Entry

Editions = Mapping[str, Sequence[tuple[str, str | None]]]
"""Of each report, digest and publication of its editions in order of arrival."""


class Standing(NamedTuple):
    """Tellings that stand, and the last words of accounts that a later edition tells no more; in order of filing."""

    live: tuple[Entry, ...]
    withdrawn: tuple[Entry, ...]


def standing(entries: Sequence[Entry], editions: Editions, as_of: str | None = None) -> Standing:
    """What stands at the end of a day or minute (ISO); now where `as_of` is None."""
    seen = [entry for entry in entries if as_of is None or not after(entry.published or entry.added, as_of)]
    newest = {report: _newest(told, as_of) for report, told in editions.items()}
    live = {entry.id: entry for entry in seen if entry.edition == newest.get(entry.report)}
    gone = {entry.id: entry for entry in seen if entry.id not in live}
    return Standing(
        tuple(sorted(live.values(), key=lambda entry: entry.seq)),
        tuple(sorted(gone.values(), key=lambda entry: entry.seq)),
    )


def after(moment: str, limit: str) -> bool:
    """Whether a moment lies after a day or minute; a day ends with its last minute."""
    return moment[: len(limit)] > limit


def _newest(told: Sequence[tuple[str, str | None]], as_of: str | None) -> str | None:
    seen = [digest for digest, published in told if as_of is None or not published or not after(published, as_of)]
    return seen[-1] if seen else None
