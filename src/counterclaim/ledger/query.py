"""What the ledger answers: incidents found, one shown as known at a date, its reports, its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.codebook.rules import other_book, rule_book
from counterclaim.errors import UnknownError
from counterclaim.ledger.fusing import case_of
from counterclaim.ledger.naming import account
from counterclaim.records.entry import Entry
from counterclaim.records.incident import Incident
from counterclaim.records.judgement import Correction, Judgement
from counterclaim.records.query import Query
from counterclaim.records.report import Report
from counterclaim.store import decisions, incidents, keep
from counterclaim.store.engine import reading
from counterclaim.store.find import Page, count, find
from counterclaim.weigh.incident import by_book, weigh

if TYPE_CHECKING:
    from sqlalchemy import Engine


@dataclass(frozen=True, slots=True)
class Shown:
    """An incident with the tellings it rests on, what people decided about it, and where its links lead."""

    incident: Incident
    entries: tuple[Entry, ...]
    judgements: tuple[Judgement, ...]
    corrections: tuple[Correction, ...]
    linked: tuple[tuple[str, str], ...]


def page(engine: Engine, query: Query) -> Page:
    """One page of what is asked for, its figures by the query's rule book."""
    with reading(engine) as connection:
        found = find(connection, query)
    book = other_book(query.rule)
    return Page(tuple(by_book(incident, book) for incident in found.incidents), found.cursor) if book else found


def counted(engine: Engine, query: Query) -> int:
    """How many incidents are asked for."""
    with reading(engine) as connection:
        return count(connection, query)


def shown(engine: Engine, name: str, as_of: str | None = None, rule: str | None = None) -> Shown:
    """The incident that an id leads to, as known at a date, its toll by a rule book; raises UnknownError."""
    with reading(engine) as connection:
        found = incidents.get(connection, account(connection, name))
        if found is None:
            raise UnknownError(f"{name}: no incident of this ledger; `counterclaim find` lists them")
        group = [found.id, *found.redirects]
        case = case_of(connection, group)
        if as_of is not None or rule is not None:
            weighed = weigh(case, as_of, rule_book(rule) if rule else None)
            if weighed is None:
                raise UnknownError(f"{name}: nothing was known of it by {as_of}")
            found = weighed
        links = incidents.incidents_of(connection, [link.to for link in found.links])
        return Shown(
            found,
            case.entries,
            tuple(decisions.judgements_on(connection, group)),
            case.corrections,
            tuple(sorted(links.items())),
        )


def report(engine: Engine, name: str, edition: str | None = None) -> Report:
    """A report as kept; raises UnknownError."""
    with reading(engine) as connection:
        found = keep.report_text(connection, name, edition)
    if found is None:
        raise UnknownError(f"report {name}: not in this ledger")
    return found
