"""Looks at what has changed since a watch last looked, and keeps what there is to tell, once each.

    editions and corrections since | incidents they touch | filter | state before, state after | alerts kept

An incident's state before is weighed from the editions that the ledger had then: nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from counterclaim.alerts.facts import Facts, Fired, facts, fired
from counterclaim.alerts.watch import Watch
from counterclaim.ledger.fusing import case_of
from counterclaim.records import codec
from counterclaim.records.incident import Incident
from counterclaim.store import watches
from counterclaim.store.engine import writing
from counterclaim.store.watches import Mark
from counterclaim.weigh.incident import Case, weigh

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from counterclaim.ledger import Ledger

_AT_ONCE = 200
"""Editions looked at in one transaction, so that no writer waits for long."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What is told of an incident: the kind, why, its headline, day, place, grade, and number killed."""

    kind: str
    why: str
    incident: str
    headline: str
    day: str | None
    place: str | None
    country: str | None
    grade: str
    killed: int | None


def look(ledger: Ledger, now: str) -> int:
    """Let every watch look; returns how many alerts were kept."""
    found = 0
    while True:
        with writing(ledger.engine) as connection:
            newest = watches.newest(connection)
            kept = [(each, codec.loads(Watch, each.body)) for each in watches.all_watches(connection)]
            behind = [(each, watch) for each, watch in kept if each.mark != newest and not watch.paused]
            for each, watch in behind:
                until = Mark(min(each.mark.edition + _AT_ONCE, newest.edition), newest.correction)
                found += _look(connection, watch, each.mark, until, now)
                watches.looked(connection, each.name, until)
        if not behind:
            return found


def alert_of(fire: Fired, incident: Incident, state: Facts) -> Alert:
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
    after = facts(incident, [entry for entry in case.entries if (entry.edition, entry.account.n) in standing])
    before = _before(connection, case, mark)
    yield from (alert_of(fire, incident, after) for fire in fired(before, after, watch.tells))


def _before(connection: Connection, case: Case, mark: Mark) -> Facts | None:
    """The state at a mark, None where the ledger had nothing of it."""
    digests = {entry.edition for entry in case.entries} | {d for told in case.editions.values() for d, _ in told}
    known = watches.known_before(connection, digests, mark)
    entries = tuple(entry for entry in case.entries if entry.edition in known)
    if not entries:
        return None
    editions = {report: [each for each in told if each[0] in known] for report, told in case.editions.items()}
    corrections = tuple(each for each in case.corrections if each.n <= mark.correction)
    old = weigh(replace(case, entries=entries, editions=editions, corrections=corrections))
    return None if old is None else facts(old, entries)
