"""What a watch would have told over the past days, from the states of incidents as of each day of publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from counterclaim.alerts.facts import Facts, facts, fired
from counterclaim.alerts.look import Alert, alert_of
from counterclaim.alerts.watch import Watch
from counterclaim.errors import UnknownError
from counterclaim.ledger.whole import Depth, Whole

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger


def preview(ledger: Ledger, watch: Watch, today: date, days: int = 30) -> list[tuple[str, Alert]]:
    """Day and alert, in order; each kind once an incident. The filter goes by what incidents are now."""
    first = today - timedelta(days=days)
    told: list[tuple[str, Alert]] = []
    for whole in ledger.whole(replace(watch.query, sort="published"), Depth(told=True)):
        last = whole.incident.last_published
        if last is not None and last[:10] < first.isoformat():
            break  # they come the last published first
        told += _of(ledger, watch, whole, first.isoformat(), today.isoformat())
    return sorted(told, key=lambda each: (each[0], each[1].incident, each[1].kind))


def _of(ledger: Ledger, watch: Watch, whole: Whole, first: str, today: str) -> Iterator[tuple[str, Alert]]:
    days = sorted({(entry.published or entry.added)[:10] for entry in whole.entries})
    earlier = [day for day in days if day < first]
    before = _state(ledger, whole, earlier[-1])[1] if earlier else None
    seen: set[str] = set()
    for day in (each for each in days if first <= each <= today):
        incident, after = _state(ledger, whole, day)
        if incident is None or after is None:
            continue
        for fire in fired(before, after, watch.tells):
            if fire.kind not in seen:
                seen.add(fire.kind)
                yield day, alert_of(fire, incident.incident, after)
        before = after


def _state(ledger: Ledger, whole: Whole, day: str) -> tuple[Whole | None, Facts | None]:
    try:
        incident = ledger.show(whole.incident.id, as_of=day).incident
    except UnknownError:
        return None, None
    entries = tuple(entry for entry in whole.entries if (entry.published or entry.added)[:10] <= day)
    return Whole(incident, entries), facts(incident, entries)
