"""Claims of one account to disputes: positions of different holders that cannot all be true."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.codebook.actors import actors
from counterclaim.records.account import Claim, Dispute, Position, Toll, Value
from counterclaim.records.reading import Quantity
from counterclaim.values.agree import EXCLUSIVE, agree
from counterclaim.values.sides import ARMED

_FIGURES = ("killed", "injured", "captured")
_NOBODY = frozenset({None, "report"})


def disputes(claims: Sequence[Claim], tolls: Sequence[Toll]) -> list[Dispute]:
    """Disputes in order of field; figures are compared only where they count the same side's people."""
    found: list[Dispute] = []
    for field in dict.fromkeys(claim.field for claim in claims):
        positions = _positions(claims, field)
        why = _conflict(field, positions, tolls)
        if why:
            found.append(Dispute(field, tuple(_involved(field, positions, why, tolls)), why))
    return found


def _positions(claims: Sequence[Claim], field: str) -> list[Position]:
    """One position for each (holder, value, polarity)."""
    grouped: dict[tuple[str | None, Value, bool], list[int]] = {}
    for n, claim in enumerate(claims):
        if claim.field == field:
            grouped.setdefault((claim.holder, claim.value, claim.polarity), []).append(n)
    return [Position(holder, value, polarity, tuple(ns)) for (holder, value, polarity), ns in grouped.items()]


def _conflict(field: str, positions: Sequence[Position], tolls: Sequence[Toll]) -> str | None:
    pairs = [(a, b) for i, a in enumerate(positions) for b in positions[i + 1 :]]
    if any(_denies(field, a, b) for a, b in pairs):
        return "explicit denial"
    if any(_incompatible(field, a, b, tolls) for a, b in pairs):
        return "incompatible values"
    return None


def _denies(field: str, one: Position, other: Position) -> bool:
    return one.holder != other.holder and one.polarity != other.polarity and agree(field, one.value, other.value)


def _incompatible(field: str, one: Position, other: Position, tolls: Sequence[Toll]) -> bool:
    if one.holder == other.holder or not (one.polarity and other.polarity):
        return False
    if {one.holder, other.holder} & _NOBODY and not (field in _FIGURES and _near(one.value, other.value)):
        return False
    if field in EXCLUSIVE:
        return not agree(field, one.value, other.value)
    if field in _FIGURES:
        sided = _is_side(one.holder) or _is_side(other.holder)
        return sided and not agree(field, one.value, other.value) and _same_people(one, other, tolls)
    return False


def _is_side(holder: str | None) -> bool:
    """Whether a holder may be at war; hospitals, monitors and witnesses alone count others at other hours."""
    known = actors().get(holder or "")
    return known is not None and known.kind in ARMED


def _same_people(one: Position, other: Position, tolls: Sequence[Toll]) -> bool:
    """Whether two figures count the same side's people, all of them, in this incident."""
    counted = [[t for t in tolls if set(t.claims) & set(position.claims)] for position in (one, other)]
    if any(t.subset_of is not None or t.scope != "incident" for told in counted for t in told):
        return False
    mine, theirs = ({t.of for t in told} or {None} for told in counted)
    return bool(mine & theirs) or (None in mine | theirs and _near(one.value, other.value))


def _near(one: Value, other: Value) -> bool:
    """Whether the lesser of two counts is at least half of the other: far fewer are rather some of them."""
    counts = sorted(v.best or v.low or 0 for v in (one, other) if isinstance(v, Quantity))
    return len(counts) == 2 and counts[0] * 2 >= counts[1]


def _involved(field: str, positions: Sequence[Position], why: str, tolls: Sequence[Toll]) -> list[Position]:
    """The positions that take part in the conflict."""

    def against(one: Position, other: Position) -> bool:
        if why == "explicit denial":
            return _denies(field, one, other)
        return _incompatible(field, one, other, tolls)

    return [p for p in positions if any(against(p, q) or against(q, p) for q in positions if q is not p)]
