"""Accounts of one incident to the incident: what is agreed, what is disputed, which figures stand, how sure it is.

entries | those that stand at the date | fields | figures by rule book | disputes | relations | grade | corrections
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from counterclaim.codebook.rules import DEFAULT_RULE, RuleBook, rule_book
from counterclaim.records.account import Dispute, Participant, Position, Toll, Words
from counterclaim.records.codec import altered
from counterclaim.records.entry import Entry
from counterclaim.records.incident import Incident, IncidentLink, Member, Tally
from counterclaim.records.judgement import Correction
from counterclaim.values.sides import CERTAINTY, parties
from counterclaim.weigh import fields
from counterclaim.weigh.contradictions import contradictions
from counterclaim.weigh.corrected import corrected
from counterclaim.weigh.figures import figures, standing_figures
from counterclaim.weigh.grade import grade, responsibility
from counterclaim.weigh.headline import headline, inline_name
from counterclaim.weigh.relations import relations
from counterclaim.weigh.ruled import ruled
from counterclaim.weigh.standing import Editions, standing
from counterclaim.weigh.toll import tallies

ACTING = frozenset({"initiator", "responsible"})
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Case:
    """All that an incident is weighed from: tellings of its accounts, editions of their reports, corrections.

    `id` is the founding account's. `named` gives the account's id for an edition and a number in its report.
    """

    id: str
    entries: tuple[Entry, ...]
    editions: Editions
    corrections: tuple[Correction, ...] = ()
    named: Mapping[tuple[str, int], str] = field(default_factory=dict)


def weigh(case: Case, as_of: str | None = None, book: RuleBook | None = None) -> Incident | None:
    """The incident as known at a date (now for None), by a rule book (UCDP's); None where nothing was told by then."""
    live, withdrawn = standing(case.entries, case.editions, as_of)
    if not live and not withdrawn:
        return None
    told = live or withdrawn
    leading = [entry for entry in told if entry.account.status == "main"] or list(told)
    event, of_event = fields.event(leading)
    when, of_when = fields.when(leading)
    where, of_where = fields.where(leading)
    parts = fields.participants(told)
    figures_told = figures(told)
    toll = tallies(figures_told, _parties(told), book or rule_book(DEFAULT_RULE))
    disputes = contradictions(told, standing_figures(figures_told)[0])
    origins = len({entry.origin for entry in told})
    dated = sorted(entry.published for entry in told if entry.published)
    made = Incident(
        id=case.id,
        status=fields.status(told) if live else WITHDRAWN,
        domain=fields.domain(leading),
        headline="",
        event=event,
        when=when,
        where=where,
        count=next((entry.account.count for entry in leading if entry.account.count), None),
        participants=parts,
        objects=fields.things(told, lambda entry: entry.account.objects),
        weapons=fields.things(told, lambda entry: entry.account.weapons),
        toll=toll,
        grade=grade(told, origins, disputes),
        responsibility=responsibility(told),
        disputes=disputes,
        relations=relations(told),
        members=tuple(_members(live, withdrawn)),
        told=(of_event, of_when, of_where),
        links=tuple(_links(told, case.named)),
        outlets=len({entry.outlet or entry.report for entry in told}),
        origins=origins,
        holders=tuple(sorted({claim.holder for entry in told for claim in entry.account.claims if claim.holder})),
        first_published=dated[0] if dated else None,
        last_published=dated[-1] if dated else None,
        redirects=tuple(sorted({entry.id for entry in case.entries} - {case.id})),
    )
    final = corrected(made, case.corrections)
    return altered(final, headline=_headline(final))


def by_book(incident: Incident, book: RuleBook) -> Incident:
    """A kept incident as another rule book tells it: its toll and the figures of its headline."""
    found = ruled(incident, book)
    return altered(found, headline=_headline(found))


def _parties(entries: Sequence[Entry]) -> frozenset[str]:
    """Holders that have a side in it: their own, or their country's, takes part."""
    acting = {part.actor for entry in entries for part in entry.account.participants if part.actor}
    holders = {claim.holder for entry in entries for claim in entry.account.claims if claim.holder}
    holders |= {toll.holder for entry in entries for toll in entry.account.toll if toll.holder}
    return parties(holders, acting)


def _members(live: Sequence[Entry], withdrawn: Sequence[Entry]) -> list[Member]:
    return [
        Member(
            entry.id,
            entry.report,
            entry.edition,
            entry.account.n,
            entry.account.status if entry in live else WITHDRAWN,
            entry.origin,
            entry.outlet,
            entry.published,
            entry.added,
        )
        for entry in (*live, *withdrawn)
    ]


def _links(entries: Sequence[Entry], named: Mapping[tuple[str, int], str]) -> list[IncidentLink]:
    """Ties to other accounts of the same reports, by those accounts' ids: they lead to their incidents."""
    return [
        IncidentLink(link.kind, named[entry.edition, link.to], link.holder, entry.report)
        for entry in entries
        for link in entry.account.links
        if (entry.edition, link.to) in named
    ]


def _headline(incident: Incident) -> str:
    disputes = [
        Dispute(d.field, tuple(Position(p.holder, p.value, p.polarity, ()) for p in d.positions), d.why)
        for d in incident.disputes
    ]
    toll = [_as_toll(tally) for tally in incident.toll]
    parts = sorted(incident.participants, key=lambda part: (part.actor is None, CERTAINTY.index(part.certainty)))
    named = _with_rivals([_plainly(part) for part in parts], {dispute.field for dispute in disputes})
    return headline(incident.event, incident.when, incident.where, named, toll, disputes)


def _with_rivals(parts: Sequence[Participant], disputed: Set[str]) -> Sequence[Participant]:
    """Where it is disputed who did it, everybody whom somebody names, and nobody as a fact."""
    acting = [part for part in parts if part.role in ACTING and part.certainty != "denied"]
    if not acting or not disputed & {"initiator", "responsibility"}:
        return parts
    names = " or ".join(dict.fromkeys(part.name for part in acting))
    rest = [part for part in parts if part.role not in ACTING]
    return [altered(acting[0], name=names, certainty="claimed"), *rest]


def _plainly(part: Participant) -> Participant:
    """With the actor's plain name: what one side calls another is no headline."""
    return altered(part, name=inline_name(part.actor)) if part.actor else part


def _as_toll(tally: Tally) -> Toll:
    sides = {figure.of for figure in tally.by}
    holders = {figure.holder for figure in tally.by}
    return Toll(
        harm=tally.harm,
        quantity=tally.quantity,
        of=next(iter(sides)) if len(sides) == 1 else None,
        category="unknown",
        holder=next(iter(holders)) if len(holders) == 1 else "report",
        hedged=False,
        scope="incident",
        cumulative=False,
        words=Words("", (0, 0)),
    )
