"""How far an incident is established, and how each actor stands to the deed; every grade with its reasons."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.codebook.grades import airwars, contested_fields
from counterclaim.records.account import Claim
from counterclaim.records.entry import Entry
from counterclaim.records.incident import Contradiction, Grade, Responsibility
from counterclaim.values.sides import IMPERSONAL, of_side
from counterclaim.weigh.headline import actor_name

_WHO = frozenset({"initiator", "responsibility"})
_DEED = frozenset({"initiator", "responsible"})


def grade(entries: Sequence[Entry], origins: int, disputes: Sequence[Contradiction]) -> Grade:
    """The grade of an incident that these accounts tell."""
    name, why = _graded(entries, origins, disputes)
    return Grade(name, tuple(why), airwars(name))


def _graded(entries: Sequence[Entry], origins: int, disputes: Sequence[Contradiction]) -> tuple[str, list[str]]:
    claims = [claim for entry in entries for claim in entry.account.claims]
    retracted = _retracted(entries)
    if retracted:
        return "refuted", [f"{_name(holder)} took its word back" for holder in retracted]
    happened = {claim.holder for claim in claims if claim.field == "occurrence" and claim.polarity}
    deniers = {claim.holder for claim in claims if claim.field == "occurrence" and not claim.polarity}
    if deniers and not happened or all(entry.account.status == "denied" for entry in entries):
        return "denied", sorted(f"{_name(holder)}: it did not happen" for holder in deniers)
    fought = [dispute for dispute in disputes if dispute.field in contested_fields()]
    if fought:
        return "contested", [_told(dispute) for dispute in fought]
    owned = sorted({str(claim.holder) for claim in claims if owns(claim)})
    if owned:
        return "admitted", [f"{_name(holder)} owns it" for holder in owned]
    if origins > 1:
        return "corroborated", [f"{origins} independent origins tell it and nobody contradicts"]
    return "single_source", ["one origin tells it"]


def owns(claim: Claim) -> bool:
    """Whether a holder says that the deed was its own."""
    own = isinstance(claim.value, str) and claim.holder is not None
    return bool(
        own
        and claim.field == "responsibility"
        and claim.polarity
        and claim.holder not in IMPERSONAL
        and of_side(str(claim.value), str(claim.holder))
    )


def responsibility(entries: Sequence[Entry]) -> tuple[Responsibility, ...]:
    """Each actor that somebody ties to the deed, how (claimed by itself, blamed, denied, ...), and by whom."""
    found: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        for claim in entry.account.claims:
            if claim.field in _WHO and isinstance(claim.value, str):
                found.setdefault((claim.value, _status(claim)), set()).add(claim.holder or "unnamed")
        for part in entry.account.participants:
            if part.role in _DEED and part.actor and part.certainty in {"stated", "suspected"}:
                found.setdefault((part.actor, part.certainty), set()).add("report")
    made = [Responsibility(actor, status, tuple(sorted(by))) for (actor, status), by in found.items()]
    return tuple(sorted(made, key=lambda each: (each.actor, each.status)))


def _status(claim: Claim) -> str:
    if owns(claim):
        return "claimed"
    if not claim.polarity:
        return "denied"
    return "stated" if claim.holder == "report" else "blamed"


def _retracted(entries: Sequence[Entry]) -> list[str]:
    """Holders of the occurrence who took it back, where nobody else says that it happened."""
    told = [
        (claim, entry.statements[claim.statement].stance if claim.statement is not None else "")
        for entry in entries
        for claim in entry.account.claims
        if claim.field == "occurrence"
    ]
    back = {str(claim.holder) for claim, stance in told if stance == "retracts" and not claim.polarity}
    others = {str(claim.holder) for claim, _ in told if claim.polarity} - back - {"report"}
    return sorted(back) if back and not others else []


def _told(dispute: Contradiction) -> str:
    holders = sorted({_name(position.holder) for position in dispute.positions})
    return f"{dispute.field.replace('_', ' ')}: {' and '.join(holders)}, {dispute.why}"


def _name(holder: str | None) -> str:
    """A holder for people."""
    if holder is None:
        return "a source not resolved"
    return "the report itself" if holder == "report" else actor_name(holder)
