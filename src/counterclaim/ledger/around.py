"""What lies around an incident: others that may be the same one, and others that its reports tell of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from counterclaim.fuse import block
from counterclaim.fuse.compare import Reason, Score, compare
from counterclaim.fuse.sketch import Sketch
from counterclaim.fuse.verdicts import standing
from counterclaim.records import codec
from counterclaim.records.incident import Incident
from counterclaim.records.judgement import DIFFERENT
from counterclaim.store import decisions, filings, incidents, keep
from counterclaim.store.engine import reading

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_LEAST = 0.05
_MOST_ACCOUNTS = 12
_MOST_BESIDE = 12


@dataclass(frozen=True, slots=True)
class Alike:
    """Another incident, how likely it is the same by its most alike accounts, and why, the strongest reason first."""

    incident: Incident
    chance: float
    reasons: tuple[Reason, ...]


def alike(engine: Engine, incident: Incident, most: int = 5) -> list[Alike]:
    """Others that may be the same incident, the likeliest first, but any of whose accounts was judged another."""
    own = sorted({member.account for member in incident.members})
    with reading(engine) as connection:
        best = _best(connection, own)
        held = incidents.incidents_of(connection, best)
        apart = set(incidents.incidents_of(connection, sorted(_apart(connection, own))).values())
        found: dict[str, Score] = {}
        for account, score in sorted(best.items(), key=lambda pair: -pair[1].value):
            other = held.get(account)
            if other is not None and other not in {incident.id, *apart} and score.value >= _LEAST:
                found.setdefault(other, score)
        told = []
        for name, score in islice(found.items(), most):
            record = incidents.get(connection, name)
            if record is not None and not record.dismissed:
                told.append(Alike(record, score.value, score.reasons))
    return told


def beside(engine: Engine, incident: Incident) -> list[Incident]:
    """Other incidents that its reports tell of, as history or beside it, the newest first."""
    reports = sorted({member.report for member in incident.members})
    with reading(engine) as connection:
        accounts = [name for report in reports[:_MOST_ACCOUNTS] for name in keep.accounts_of_report(connection, report)]
        names = {name for name in incidents.incidents_of(connection, accounts).values() if name != incident.id}
        found = [incidents.get(connection, name) for name in sorted(names)]
    told = [each for each in found if each is not None and not each.dismissed]
    return sorted(told, key=lambda each: (each.when.start or "", each.id), reverse=True)[:_MOST_BESIDE]


def _best(connection: Connection, own: Sequence[str]) -> dict[str, Score]:
    """Of each account filed near the given ones, how alike it is to the one of them that it is most alike to."""
    kept = filings.sketches_of(connection, own[:_MOST_ACCOUNTS])
    mine = {name: codec.loads(Sketch, told) for name, told in kept.items()}
    near = filings.partners(connection, {name: block.lookups(one) for name, one in mine.items()})
    best: dict[str, Score] = {}
    for name, sketches in near.items():
        for other in (codec.loads(Sketch, told) for told in sketches):
            if other.id not in own:
                score = compare(mine[name], other)
                if other.id not in best or score.value > best[other.id].value:
                    best[other.id] = score
    return best


def _apart(connection: Connection, own: Sequence[str]) -> set[str]:
    """Accounts that somebody judged different from one of the given ones."""
    judged = standing(decisions.judgements_on(connection, own))
    return {end for each in judged if each.verdict == DIFFERENT for end in (each.one, each.other)}
