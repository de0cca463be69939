"""What the incident page shows, gathered: the grid, the toll's matrix and history, the road of reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.errors import UnknownError
from counterclaim.ledger import outline
from counterclaim.ledger.around import beside as beside_it
from counterclaim.ledger.query import Shown
from counterclaim.records.account import Participant, Statement
from counterclaim.records.entry import Entry
from counterclaim.records.incident import Incident, IncidentLink, Member
from counterclaim.records.judgement import Correction, Judgement
from counterclaim.values.decided import counting
from counterclaim.views.across import beside
from counterclaim.views.cells import grid
from counterclaim.views.quote import Quote, quote
from counterclaim.views.tolls import Chart, chart, matrix
from counterclaim.web.site import Site

_MOST_DAYS = 12
_HUES = 7
"""Colours of the charts, so that a holder has one in all of them."""
_REACTIONS = frozenset({"urges", "demands", "condemns", "threatens"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement of a report: whose, the words, where to find them."""

    statement: Statement
    report: str
    edition: str
    published: str | None
    outlet: str | None
    quote: Quote


def dossier_of(site: Site, name: str, as_of: str | None, rule: str | None) -> dict[str, Any]:
    """Names that the template uses."""
    shown = site.ledger.show(name, as_of=as_of, rule=rule)
    incident = shown.incident
    texts = outline.texts(site.ledger.engine, sorted({member.edition for member in incident.members}))
    disputed = {dispute.field for dispute in incident.disputes}
    spoken = _spoken(shown, texts)
    told = beside(incident, shown.entries)
    counts = matrix(incident, [column.holder for column in told.columns])
    return {
        "incident": incident,
        "grid": grid(told, texts, disputed, site.name_of, _counted(incident)),
        "matrix": counts,
        "hues": {holder: n % _HUES for n, holder in enumerate(counts.holders)},
        "charts": _charts(site, shown, rule, as_of),
        "quotes": {
            (step.figure.report, step.figure.span): _figure_quote(shown, texts, step.figure)
            for tally in incident.toll
            for step in tally.steps
        },
        "road": _road(incident, shown.entries, spoken),
        "reactions": [each for each in spoken if each.statement.stance in _REACTIONS],
        "origins": _origins(incident.members),
        "titles": {entry.report: entry.title for entry in shown.entries},
        "links": _links(site, shown),
        "around": beside_it(site.ledger.engine, incident),
        "decisions": _decisions(shown),
        "roles": _roles(incident),
        "doubt": next((each for each in counting(shown.corrections)[::-1] if each.field == "unsure"), None)
        if incident.unsure
        else None,
    }


def _links(site: Site, shown: Shown) -> list[tuple[IncidentLink, str | None, str]]:
    """Ties to other incidents, each once with the id and headline of the incident it leads to."""
    linked = dict(shown.linked)
    titles = outline.headlines(site.ledger.engine, sorted(set(linked.values())))
    told = {(link.kind, linked.get(link.to), link.holder): link for link in shown.incident.links}
    return [(link, to, titles.get(to or "", "")) for (_, to, _), link in told.items() if to != shown.incident.id]


def _counted(incident: Incident) -> dict[tuple[str, int, int], str]:
    """Whom each claim of a figure counts, where the side is told."""
    figures = (step.figure for tally in incident.toll for step in tally.steps)
    return {(each.report, each.account, n): each.of for each in figures if each.of for n in each.claims}


def _figure_quote(shown: Shown, texts: dict[str, str], figure: Any) -> Quote | None:
    for member in shown.incident.members:
        if member.report == figure.report and member.n == figure.account:
            return quote(texts.get(member.edition, ""), figure.span)
    return None


def _charts(site: Site, shown: Shown, rule: str | None, as_of: str | None) -> list[Chart]:
    """The history of each harm that was counted more than once, with the best figure as it stood on each day."""
    incident = shown.incident
    days = sorted({member.published[:10] for member in incident.members if member.published})
    if len(incident.members) < 2 or len(days) > _MOST_DAYS:
        days = []
    stood: dict[str, list[tuple[str, int]]] = {}
    for day in days:
        if as_of and day > as_of:
            continue
        try:
            then = site.ledger.show(incident.id, as_of=day, rule=rule).incident
        except UnknownError:
            continue
        for tally in then.toll:
            if tally.quantity.best is not None:
                stood.setdefault(tally.harm, []).append((day, tally.quantity.best))
    made = (chart(tally, stood.get(tally.harm, [])) for tally in incident.toll)
    return [each for each in made if each is not None]


def _spoken(shown: Shown, texts: dict[str, str]) -> list[Spoken]:
    found: dict[tuple[str, int], Spoken] = {}
    for entry in shown.entries:
        about = {entry.account.n}
        for statement in entry.statements:
            if set(statement.about) & about or statement.stance in _REACTIONS:
                words = statement.content[0].span if statement.content else statement.cue.span
                text = texts.get(entry.edition, "")
                found.setdefault(
                    (entry.edition, statement.n),
                    Spoken(statement, entry.report, entry.edition, entry.published, entry.outlet, quote(text, words)),
                )
    return sorted(found.values(), key=lambda each: (each.published or "", each.report, each.statement.n))


def _road(incident: Incident, entries: tuple[Entry, ...], spoken: list[Spoken]) -> list[dict[str, Any]]:
    """Reports in order of publication, with what is said in each."""
    seen: dict[str, dict[str, Any]] = {}
    members = {(member.report, member.edition) for member in incident.members}
    for entry in sorted(entries, key=lambda each: (each.published or "", each.report)):
        if (entry.report, entry.edition) in members and entry.edition not in seen:
            said = [each for each in spoken if each.edition == entry.edition]
            seen[entry.edition] = {"entry": entry, "said": said}
    return list(seen.values())


def _roles(incident: Incident) -> list[tuple[str, list[Participant]]]:
    """Who took part, by role; one line for what several accounts tell alike."""
    found: dict[str, dict[tuple[str, str], Participant]] = {}
    for part in incident.participants:
        found.setdefault(part.role, {}).setdefault((part.actor or part.name, part.certainty), part)
    return [(role, list(parts.values())) for role, parts in found.items()]


def _origins(members: tuple[Member, ...]) -> list[tuple[str, list[Member]]]:
    """Reports by the text that they go back to, those that many copied first."""
    found: dict[str, dict[str, Member]] = {}
    for member in members:
        found.setdefault(member.origin, {}).setdefault(member.report, member)
    groups = [(origin, sorted(held.values(), key=lambda each: each.published or "")) for origin, held in found.items()]
    return sorted(groups, key=lambda group: (-len(group[1]), group[1][0].published or "", group[0]))


def _decisions(shown: Shown) -> list[tuple[str, Judgement | Correction, bool]]:
    """What people decided, newest first, and whether it was taken back."""
    undone = {("judgement", each.undoes) for each in shown.judgements if each.undoes is not None} | {
        ("correction", each.undoes) for each in shown.corrections if each.undoes is not None
    }
    every: list[tuple[str, Judgement | Correction]] = [
        *(("judgement", each) for each in shown.judgements),
        *(("correction", each) for each in shown.corrections),
    ]
    every.sort(key=lambda pair: pair[1].at, reverse=True)
    return [(kind, each, (kind, each.n) in undone) for kind, each in every]
