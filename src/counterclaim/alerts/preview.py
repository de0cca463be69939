"""What a watch would have told over the past days, from the states of incidents as of each day of publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from counterclaim.alerts.facts import Facts, facts, fired
from counterclaim.alerts.look import Alert, alert_of
from counterclaim.alerts.watch import Watch
from counterclaim.codebook.rules import other_book
from counterclaim.errors import UnknownError
from counterclaim.records.incident import Incident

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger


def preview(
    ledger: Ledger, watch: Watch, today: date, days: int = 30, most: int | None = None
) -> list[tuple[str, Alert]]:
    """Day and alert, in order; each kind once an incident. The filter goes by what incidents are now.

    With `most`, only so many incidents are looked at, those last reported.
    """
    first = today - timedelta(days=days)
    told: list[tuple[str, Alert]] = []
    for incident in islice(ledger.find(replace(watch.query, sort="published")), most):
        last = incident.last_published
        if last is not None and last[:10] < first.isoformat():
            break  # they come the last published first
        told += _of(ledger, watch, incident.id, first.isoformat(), today.isoformat())
    return sorted(told, key=lambda each: (each[0], each[1].incident, each[1].kind))


def _of(ledger: Ledger, watch: Watch, name: str, first: str, today: str) -> Iterator[tuple[str, Alert]]:
    days = sorted({(entry.published or entry.added)[:10] for entry in ledger.show(name).entries})
    earlier = [day for day in days if day < first]
    rule, book = watch.query.rule, other_book(watch.query.rule)
    known = _state(ledger, name, earlier[-1], rule) if earlier else None
    before = known[1] if known else None
    seen: set[str] = set()
    for day in (each for each in days if first <= each <= today):
        state = _state(ledger, name, day, rule)
        if state is None:
            continue
        for fire in fired(before, state[1], watch.tells, book.name if book else ""):
            if fire.kind not in seen:
                seen.add(fire.kind)
                yield day, alert_of(fire, *state, rule)
        before = state[1]


def _state(ledger: Ledger, name: str, day: str, rule: str | None) -> tuple[Incident, Facts] | None:
    """An incident as known at the end of a day, None where it was not."""
    try:
        shown = ledger.show(name, as_of=day, rule=rule)
    except UnknownError:
        return None
    standing = {(member.edition, member.n) for member in shown.incident.members}
    told = [entry for entry in shown.entries if (entry.edition, entry.account.n) in standing]
    return shown.incident, facts(shown.incident, told)
