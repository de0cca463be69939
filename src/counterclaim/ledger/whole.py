"""Incidents with all that was told of them, many at a time: what exports, comparisons and alerts are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from counterclaim.codebook.rules import RuleBook, rule_book
from counterclaim.ledger.query import shown
from counterclaim.records import codec
from counterclaim.records.entry import Entry
from counterclaim.records.incident import Incident
from counterclaim.records.judgement import Correction
from counterclaim.records.query import Query
from counterclaim.records.report import Report
from counterclaim.store import decisions, keep
from counterclaim.store.engine import reading
from counterclaim.store.find import find, find_bodies
from counterclaim.store.reports import about
from counterclaim.weigh.incident import Case, weigh
from counterclaim.weigh.ruled import ruled

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

MANY = 200
_MANY_KEPT = 1000
_FEW = 100
"""Records made at a time, whose reports are asked for together: few enough to be gone before the collector looks."""
Refused = Callable[[Incident], str | None]


@dataclass(frozen=True, slots=True)
class Whole:
    """An incident with every telling of it, and its reports by id without their texts.

    `texts` gives the words of an edition by its digest, where they were asked for.
    """

    incident: Incident
    entries: tuple[Entry, ...] = ()
    reports: Mapping[str, Report] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Depth:
    """How much of each incident is wanted: reports, tellings, texts; its state at a date; a rule book's toll.

    `refused` says why an incident is not wanted after all; it comes all the same, without what costs a question.
    """

    reports: bool = False
    told: bool = False
    texts: bool = False
    as_of: str | None = None
    rule: str | None = None
    refused: Refused | None = None


def wholes(engine: Engine, query: Query, depth: Depth) -> Iterator[Whole]:
    """Everything asked for in the query's order, page after page; what was not known by a date is left out."""
    book = rule_book(depth.rule) if depth.rule else None
    if not depth.told and depth.as_of is None:
        yield from _plain_wholes(engine, query, depth, book)
        return
    asked = replace(query, limit=MANY)
    while True:
        with reading(engine) as connection:
            page = find(connection, asked)
            found = list(_page(connection, page.incidents, depth, book))
        yield from found
        if page.cursor is None:
            return
        asked = replace(asked, cursor=page.cursor)


def _plain_wholes(engine: Engine, query: Query, depth: Depth, book: RuleBook | None) -> Iterator[Whole]:
    """Those as they are kept: texts by the page, records of few at a time, gone before the collector looks."""
    for bodies in _pages(engine, query):
        for start in range(0, len(bodies), _FEW):
            found = [codec.loads(Incident, body) for body in bodies[start : start + _FEW]]
            seen = [ruled(incident, book) for incident in found] if book else found
            reports = _reports(engine, seen, depth.refused) if depth.reports else {}
            for incident in seen:
                mine = {
                    member.report: reports[member.report] for member in incident.members if member.report in reports
                }
                yield Whole(incident, reports=mine)


def whole_of(engine: Engine, name: str, as_of: str | None = None, rule: str | None = None) -> Whole:
    """Everything about the incident that an id leads to, texts too; raises UnknownError."""
    found = shown(engine, name, as_of, rule)
    standing = {(member.edition, member.n) for member in found.incident.members}
    told = tuple(entry for entry in found.entries if (entry.edition, entry.account.n) in standing)
    editions = {entry.edition for entry in told}
    with reading(engine) as connection:
        return Whole(found.incident, told, about(connection, editions), keep.texts(connection, editions))


def kept(engine: Engine, query: Query) -> Iterator[dict[str, Any]]:
    """Incidents of a query as they are kept, plain JSON of records, for what is quicker without records."""
    for bodies in _pages(engine, query):
        yield from map(codec.plain, bodies)


def _pages(engine: Engine, query: Query) -> Iterator[list[str]]:
    """Texts of kept incidents, page by page."""
    asked = replace(query, limit=_MANY_KEPT)
    while True:
        with reading(engine) as connection:
            bodies, cursor = find_bodies(connection, asked)
        yield bodies
        if cursor is None:
            return
        asked = replace(asked, cursor=cursor)


def _page(connection: Connection, found: Sequence[Incident], depth: Depth, book: RuleBook | None) -> Iterator[Whole]:
    groups = {incident.id: [incident.id, *incident.redirects] for incident in found}
    entries: dict[str, list[Entry]] = {}
    for entry in keep.entries(connection, [name for group in groups.values() for name in group]):
        entries.setdefault(entry.id, []).append(entry)
    mine = {name: [entry for each in group for entry in entries.get(each, ())] for name, group in groups.items()}
    reports = about(connection, {entry.edition for told in mine.values() for entry in told})
    texts = keep.texts(connection, {e.edition for told in mine.values() for e in told}) if depth.texts else {}
    cases = _cases(connection, groups, mine) if depth.as_of else {}
    for incident in found:
        told = sorted(mine[incident.id], key=lambda entry: entry.seq)
        seen = weigh(cases[incident.id], depth.as_of, book) if depth.as_of else incident
        if seen is None:
            continue
        if book and not depth.as_of:
            seen = ruled(seen, book)
        standing = {(member.edition, member.n) for member in seen.members}
        yield Whole(
            seen,
            tuple(entry for entry in told if (entry.edition, entry.account.n) in standing),
            {entry.report: reports[entry.report] for entry in told},
            {entry.edition: texts[entry.edition] for entry in told if entry.edition in texts},
        )


def _reports(engine: Engine, found: Sequence[Incident], refused: Refused | None) -> dict[str, Report]:
    """The reports of those that are not refused."""
    wanted = [incident for incident in found if refused is None or refused(incident) is None]
    with reading(engine) as connection:
        return about(connection, {member.edition for incident in wanted for member in incident.members})


def _cases(
    connection: Connection, groups: Mapping[str, Sequence[str]], mine: Mapping[str, Sequence[Entry]]
) -> dict[str, Case]:
    told = [entry for entries in mine.values() for entry in entries]
    editions = keep.newest_editions(connection, {entry.report for entry in told})
    named = keep.names_of(connection, {entry.edition for entry in told})
    corrections: dict[str, list[Correction]] = {}
    for each in decisions.corrections_on(connection, [name for group in groups.values() for name in group]):
        corrections.setdefault(each.account, []).append(each)
    return {
        name: Case(
            id=name,
            entries=tuple(mine[name]),
            editions={report: editions[report] for report in {entry.report for entry in mine[name]}},
            corrections=tuple(sorted((c for each in group for c in corrections.get(each, ())), key=lambda c: c.n)),
            named=named,
        )
        for name, group in groups.items()
    }
