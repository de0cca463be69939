"""Looks at what has changed since a watch last looked, and keeps what there is to tell, once each.

    editions and corrections since | incidents they touch | filter | state before, state after | alerts kept

An incident's state before is weighed from the editions that the ledger had then: nothing of it is stored. Both states
are weighed by the watch's rule book, so that one that is changed fires nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from counterclaim.alerts.facts import Facts, Fired, facts, fired
from counterclaim.alerts.watch import Watch, fault_of
from counterclaim.codebook.rules import DEFAULT_RULE, RuleBook, other_book
from counterclaim.ledger.fusing import case_of
from counterclaim.records import codec
from counterclaim.records.incident import Incident
from counterclaim.store import watches
from counterclaim.store.engine import reading, writing
from counterclaim.store.watches import Mark
from counterclaim.weigh.incident import Case, by_book, weigh

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from counterclaim.ledger import Ledger

_AT_ONCE = 200
"""Editions looked at in one transaction, so that no writer waits for long."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What is told of an incident: the kind, why, its headline, day, place, grade, and number killed by a rule book."""

    kind: str
    why: str
    incident: str
    headline: str
    day: str | None
    place: str | None
    country: str | None
    grade: str
    killed: int | None
    rule: str = DEFAULT_RULE


def look(ledger: Ledger, now: str) -> int:
    """Let every watch look that can; returns how many alerts were kept."""
    found = 0
    with reading(ledger.engine) as connection:
        ruled = any(codec.loads(Watch, each.body).query.rule for each in watches.all_watches(connection))
    if ruled:
        ledger.catch_up()  # the rule book may be new or changed, and the watch's filter go by it
    while True:
        with writing(ledger.engine) as connection:
            newest = watches.newest(connection)
            kept = [(each, codec.loads(Watch, each.body)) for each in watches.all_watches(connection)]
            looking = [(each, watch) for each, watch in kept if not (watch.paused or fault_of(watch))]
            behind = [(each, watch) for each, watch in looking if each.mark != newest]
            for each, watch in behind:
                until = Mark(min(each.mark.edition + _AT_ONCE, newest.edition), newest.correction)
                found += _look(connection, watch, each.mark, until, now)
                watches.looked(connection, each.name, until)
        if not behind:
            return found


def alert_of(fire: Fired, incident: Incident, state: Facts, rule: str | None) -> Alert:
    """What is told of an incident in one state."""
    return Alert(
        kind=fire.kind,
        why=fire.why,
        incident=incident.id,
        headline=incident.headline,
        day=(incident.when.start or "")[:10] or None,
        place=incident.where.name or incident.where.admin1,
        country=incident.where.country,
        grade=incident.grade.grade,
        killed=state.killed or None,
        rule=rule or DEFAULT_RULE,
    )


def _look(connection: Connection, watch: Watch, since: Mark, until: Mark, now: str) -> int:
    found = 0
    for incident in watches.matching(connection, watch.query, watches.touched(connection, since, until)):
        group = [incident.id, *incident.redirects]
        for alert in _alerts(connection, watch, incident, group, since):
            if not watches.is_told(connection, watch.name, alert.kind, group):
                watches.tell(connection, watches.Told(0, watch.name, alert.kind, incident.id, codec.dumps(alert), now))
                found += 1
    return found


def _alerts(
    connection: Connection, watch: Watch, incident: Incident, group: Sequence[str], mark: Mark
) -> Iterator[Alert]:
    case = case_of(connection, group)
    standing = {(member.edition, member.n) for member in incident.members}
    book = other_book(watch.query.rule)
    incident = by_book(incident, book) if book else incident
    after = facts(incident, [entry for entry in case.entries if (entry.edition, entry.account.n) in standing])
    before = _before(connection, case, mark, book)
    for fire in fired(before, after, watch.tells, book.name if book else ""):
        yield alert_of(fire, incident, after, watch.query.rule)


def _before(connection: Connection, case: Case, mark: Mark, book: RuleBook | None) -> Facts | None:
    """The state at a mark, None where the ledger had nothing of it."""
    digests = {entry.edition for entry in case.entries} | {d for told in case.editions.values() for d, _ in told}
    known = watches.known_before(connection, digests, mark)
    entries = tuple(entry for entry in case.entries if entry.edition in known)
    if not entries:
        return None
    editions = {report: [each for each in told if each[0] in known] for report, told in case.editions.items()}
    corrections = tuple(each for each in case.corrections if each.n <= mark.correction)
    old = weigh(replace(case, entries=entries, editions=editions, corrections=corrections), book=book)
    return None if old is None else facts(old, entries)
