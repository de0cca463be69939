"""What claims do to claims told before them: corroborate, revise, deny, contradict, blame in return, relay.

Equal words of one holder are one position; relations hold between the first claims of positions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from counterclaim.records.account import Claim
from counterclaim.records.entry import Entry
from counterclaim.records.incident import ClaimRef, ClaimRelation
from counterclaim.values.agree import EXCLUSIVE, agree
from counterclaim.values.sides import of_side

_FIGURES = frozenset({"killed", "injured", "captured"})
_BLAME = frozenset({"initiator", "responsibility"})
_RETRACTS = "retracts"


@dataclass(slots=True)
class _Position:
    """Equal claims of one holder: the first, when and from which origins, and whether it takes something back."""

    claim: Claim
    ref: ClaimRef
    published: str
    origins: set[str] = field(default_factory=set)
    more: list[tuple[ClaimRef, str]] = field(default_factory=list)
    retracts: bool = False


def relations(entries: Sequence[Entry]) -> tuple[ClaimRelation, ...]:
    """Relations in order of publication of the later claim."""
    positions = _positions(entries)
    found = [relation for position in positions for relation in _retold(position)]
    for n, later in enumerate(positions):
        for earlier in positions[:n]:
            kind = _kind(later, earlier)
            if kind:
                found.append(ClaimRelation(kind, later.claim.field, later.ref, earlier.ref))
    return tuple(found)


def _positions(entries: Sequence[Entry]) -> list[_Position]:
    made: dict[Any, _Position] = {}
    for entry in sorted(entries, key=lambda entry: (entry.published or "", entry.seq)):
        for n, claim in enumerate(entry.account.claims):
            ref = ClaimRef(entry.report, entry.account.n, n, claim.span)
            voice = claim.holder if claim.holder != "report" else f"report {entry.origin}"
            key = (claim.field, type(claim.value), claim.value, claim.polarity, voice)
            known = made.get(key)
            if known is None:
                known = made[key] = _Position(claim, ref, entry.published or "")
                known.retracts = claim.statement is not None and entry.statements[claim.statement].stance == _RETRACTS
            elif ref.report != known.ref.report:
                known.more.append((ref, entry.origin))
            known.origins.add(entry.origin)
    return list(made.values())


def _retold(position: _Position) -> list[ClaimRelation]:
    """A holder's word told again: by a reprint (relays) or by an outlet of its own (same)."""
    seen = {position.ref.report}
    found = []
    origins: set[str] = set()
    for ref, origin in position.more:
        if ref.report in seen:
            continue
        seen.add(ref.report)
        kind = "relays" if origin in origins or origin == position.ref.report else "same"
        origins.add(origin)
        found.append(ClaimRelation(kind, position.claim.field, ref, position.ref))
    return found


def _kind(later: _Position, earlier: _Position) -> str | None:
    one, other = later.claim, earlier.claim
    if one.field in _BLAME and other.field in _BLAME and _in_return(one, other):
        return "counter_accuses"
    if one.field != other.field:
        return None
    same_holder = one.holder == other.holder and one.holder is not None
    if same_holder and later.retracts and one.polarity != other.polarity:
        return "retracts"
    if same_holder and one.field in _FIGURES and one.holder != "report" and later.published > earlier.published:
        return "revises" if one.value != other.value else None
    if same_holder:
        return None
    if one.polarity != other.polarity:
        return "denies" if agree(one.field, one.value, other.value) and not one.polarity else None
    if not one.polarity:
        return None
    return _beside(later, earlier)


def _beside(later: _Position, earlier: _Position) -> str | None:
    """Two holders on one field, both saying that something is so."""
    one, other = later.claim, earlier.claim
    told = agree(one.field, one.value, other.value)
    if not told:
        return "contradicts" if one.field in EXCLUSIVE | _FIGURES else None
    if one.field not in EXCLUSIVE | _FIGURES and one.value != other.value:
        return None
    return None if later.origins & earlier.origins else "corroborates"


def _in_return(one: Claim, other: Claim) -> bool:
    """Whether each blames the other's holder."""
    return one.polarity and other.polarity and _is_side(one.value, other.holder) and _is_side(other.value, one.holder)


def _is_side(value: Any, holder: str | None) -> bool:
    return holder is not None and isinstance(value, str) and of_side(value, holder)
