"""What the pages ask beside incidents: the found set at a glance, one report with all that was read in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.errors import UnknownError
from counterclaim.records.entry import Entry
from counterclaim.records.query import Query
from counterclaim.records.report import Report
from counterclaim.store import incidents, keep, outline
from counterclaim.store.engine import reading

if TYPE_CHECKING:
    from sqlalchemy import Engine

MOST_DOTS = 5000
"""More incidents than these are sent to the map added up by squares."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Where a set lies: `dots` each, or `cells` where they are too many; `unplaced` have no coordinates at all."""

    count: int
    unplaced: int
    dots: tuple[outline.Dot, ...]
    cells: tuple[outline.Cell, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A report's edition with its accounts, the incidents these are in, and its other editions (digest, published)."""

    report: Report
    edition: str
    editions: tuple[tuple[str, str | None], ...]
    entries: tuple[Entry, ...]
    incidents: dict[str, str]


def spread(engine: Engine, query: Query, degrees: float) -> Spread:
    """The set on a map."""
    with reading(engine) as connection:
        count, placed = outline.sizes(connection, query)
        if placed <= MOST_DOTS:
            return Spread(count, count - placed, tuple(outline.dots(connection, query, MOST_DOTS)), ())
        return Spread(count, count - placed, (), tuple(outline.cells(connection, query, degrees)))


def headlines(engine: Engine, ids: Sequence[str]) -> dict[str, str]:
    """Headlines of incidents by id."""
    with reading(engine) as connection:
        return outline.headlines(connection, ids)


def days(engine: Engine, query: Query) -> list[tuple[str, int, int]]:
    """The set by day: incidents, and how many of them are disputed."""
    with reading(engine) as connection:
        return outline.days(connection, query)


def glance(engine: Engine, query: Query) -> tuple[int, dict[str, outline.Counts]]:
    """The size of the set, and the commonest values of its country, domain, grade, status and event."""
    with reading(engine) as connection:
        return outline.glance(connection, query)


def voiced(engine: Engine, query: Query, name: str) -> outline.Counts:
    """The commonest outlets or holders of the set."""
    with reading(engine) as connection:
        return outline.voiced(connection, query, name)


def state(engine: Engine) -> tuple[int, ...]:
    """Numbers that change whenever the ledger does."""
    with reading(engine) as connection:
        return outline.state(connection)


def texts(engine: Engine, editions: list[str]) -> dict[str, str]:
    """Texts of editions by digest."""
    with reading(engine) as connection:
        return keep.texts(connection, editions)


def dossier(engine: Engine, name: str, edition: str | None = None) -> Dossier:
    """A report as kept and as read; raises UnknownError."""
    with reading(engine) as connection:
        editions = keep.newest_editions(connection, [name]).get(name, [])
        digest = edition or (editions[-1][0] if editions else "")
        report = keep.report_text(connection, name, digest) if digest else None
        if report is None:
            raise UnknownError(f"report {name}: not in this ledger")
        every = keep.entries(connection, keep.accounts_of_report(connection, name))
        told = tuple(entry for entry in every if entry.report == name and entry.edition == digest)
        held = incidents.incidents_of(connection, [entry.id for entry in told])
        return Dossier(report, digest, tuple(editions), told, held)
