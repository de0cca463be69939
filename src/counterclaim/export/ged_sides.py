"""UCDP's sides of an incident, and how many died on each."""

from __future__ import annotations

from typing import NamedTuple

from counterclaim.codebook.actors import actors
from counterclaim.codebook.rules import RuleBook
from counterclaim.codebook.standards import countries
from counterclaim.records.account import Participant
from counterclaim.records.incident import Incident
from counterclaim.views.claim_ids import number, tally_of
from counterclaim.views.sides import Sides, bloc, country_of, is_armed, is_named, is_state, name_of
from counterclaim.weigh.ruled import shares

_UNKNOWN = "Unidentified armed group"
_CIVILIANS = "Civilians"
_ONE_SIDED = 3


class GedSides(NamedTuple):
    """Names of both sides, whose word each is (for its dead), governments' numbers; `state`: side_a is one."""

    a: str
    b: str
    bloc_a: str | None
    bloc_b: str | None
    gwno_a: int | None
    gwno_b: int | None
    state: bool


class Deaths(NamedTuple):
    """The dead by side; `best` is their sum."""

    a: int
    b: int
    civilians: int
    unknown: int
    best: int


def ged_sides(incident: Incident, found: Sides) -> GedSides:
    """Side a is the government in state-based violence, the perpetrator in one-sided violence."""
    kind = incident.event.ucdp_type
    armed = [side for side in (_lead(found.one), _lead(found.two)) if side is not None]
    if kind == _ONE_SIDED:
        armed = armed[:1]
    if kind == 1 and len(armed) == 2 and is_state(armed[1]) and not is_state(armed[0]):
        armed.reverse()
    one, two = (*armed, None, None)[:2]
    return GedSides(
        _name(one),
        _CIVILIANS if kind == _ONE_SIDED else _name(two),
        bloc(one) if one else None,
        bloc(two) if two else None,
        _gwno(one),
        _gwno(two),
        one is not None and is_state(one),
    )


def deaths(incident: Incident, parties: GedSides, book: RuleBook) -> Deaths:
    """Each side's own share; what is told of no side, or of another, is unknown."""
    tally = tally_of(incident, "killed")
    best = number(tally.quantity) if tally else 0
    found = {"a": 0, "b": 0, "civilians": 0, "unknown": 0}
    for side, share in shares(incident, "killed", book).items():
        found[_place(incident, side, parties)] += number(share)
    sided = found["a"] + found["b"] + found["civilians"]
    if sided > best:
        return Deaths(0, 0, 0, best, best)
    return Deaths(found["a"], found["b"], found["civilians"], best - sided, best)


def _place(incident: Incident, side: str | None, parties: GedSides) -> str:
    tally = tally_of(incident, "killed")
    told = {figure.category for figure in tally.by if figure.of == side} if tally else set()
    known = actors().get(side or "")
    if "combatant" not in told and ("civilian" in told or (known and known.kind == "civilians")):
        return "civilians"
    if side is None or (side in countries() and "combatant" not in told):
        return "unknown"
    holder = known.holder if known else side
    return "a" if holder == parties.bloc_a else "b" if holder == parties.bloc_b else "unknown"


def _lead(side: tuple[Participant, ...]) -> Participant | None:
    return next((part for part in side if is_armed(part)), None)


def _name(part: Participant | None) -> str:
    if part is None or not is_named(part):
        return _UNKNOWN
    country = country_of(part)
    if is_state(part) and country in countries():
        return f"Government of {countries()[country].name}"
    return name_of(part)


def _gwno(part: Participant | None) -> int | None:
    known = countries().get(country_of(part) or "") if part and is_state(part) else None
    return known.gwno if known else None
