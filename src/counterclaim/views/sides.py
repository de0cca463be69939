"""Who stood against whom: the participants of an incident on two sides, and what is known of each by its id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from counterclaim.codebook.actors import actors
from counterclaim.codebook.standards import countries
from counterclaim.records.account import Participant
from counterclaim.records.incident import Incident

_ACTING = ("initiator", "responsible")
_ORDER = {"initiator": 0, "responsible": 0, "party": 1, "target": 2, "victim": 3}
_CIVIL = frozenset({"civilians", "person"})
STATE = frozenset({"state", "military", "police"})


class Sides(NamedTuple):
    """The two sides, the leading participant first; `rivals` are others whom somebody names as author."""

    one: tuple[Participant, ...]
    two: tuple[Participant, ...]
    rivals: tuple[Participant, ...] = ()


def sides(incident: Incident) -> Sides:
    """Those who acted against those who were acted on; belligerents without direction in the order told."""
    told = [part for part in incident.participants if part.role in _ORDER and part.certainty != "denied"]
    told.sort(key=lambda part: (_ORDER[part.role], -_backing(incident, part) if incident.responsibility else 0))
    disputed = any(dispute.field in {"initiator", "responsibility"} for dispute in incident.disputes)
    acted_on = {bloc(part) for part in told if part.role not in _ACTING}
    found: tuple[list[Participant], list[Participant], list[Participant]] = ([], [], [])
    for part in told:
        place = _side(part, found, rival=disputed and bloc(part) not in acted_on)
        if place is not None and not any(_same(part, known) for known in found[place]):
            found[place].append(part)
    return Sides(*map(tuple, found))


def bloc(part: Participant) -> str:
    """Whom a participant stands with: the holder of its id; civilians are apart from their state."""
    if part.kind in _CIVIL:
        return f"civilians {part.country or ''}"
    if part.actor:
        known = actors().get(part.actor)
        return known.holder if known else part.actor
    return part.name.casefold()


def is_civilian(part: Participant) -> bool:
    """Whether a participant is no armed side."""
    return part.kind in _CIVIL


def is_state(part: Participant) -> bool:
    """Whether a participant is a state or its organ."""
    return kind_of(part) in STATE and (part.country is not None or part.actor is not None)


def is_named(part: Participant) -> bool:
    """Whether it is known who it is: an actor of the codebook, or a name of its own and no common noun."""
    return part.actor is not None or (part.identified and any(word[:1].isupper() for word in part.name.split()))


def is_armed(part: Participant) -> bool:
    """Whether a participant may be an armed side: no civilian, and nobody of whom only harm is told."""
    return not is_civilian(part) and not (part.role == "victim" and part.actor is None and part.kind == "unknown")


def only_alleged(incident: Incident) -> bool:
    """Whether whoever is told to have done it is only said or suspected to have."""
    acting = [part for part in incident.participants if part.role in _ACTING]
    return bool(acting) and all(part.certainty != "stated" for part in acting)


def organ(part: Participant) -> str:
    """The organ that an id names (`MIL` of `AM-MIL`), empty for a country itself or another actor's id."""
    country, _, rest = (part.actor or "").partition("-")
    return rest if country in countries() else ""


def country_of(part: Participant) -> str | None:
    """The country a participant belongs to."""
    start = (part.actor or "").partition("-")[0]
    return part.country or (start if start in countries() else None)


def name_of(part: Participant) -> str:
    """A participant's plain name: its actor's, else the words."""
    known = actors().get(part.actor or "")
    return known.name if known else part.name


def kind_of(part: Participant) -> str:
    """Its kind, by its id where the codebook knows that."""
    known = actors().get(part.actor or "")
    return known.kind if known and part.kind == "unknown" else part.kind


def _side(part: Participant, found: Sequence[Sequence[Participant]], rival: bool) -> int | None:
    one, two, _ = found
    mine = bloc(part)
    if not one and (part.role in _ACTING or part.role == "party"):
        return 0
    if one and mine == bloc(one[0]):
        return 0 if part.role in {*_ACTING, "party"} else None
    if two and mine == bloc(two[0]):
        return 1
    if part.role in _ACTING:
        return 2 if rival else (1 if not two and _acted_on(part, one) else 0)
    return None if part.role == "victim" and two else 1


def _acted_on(part: Participant, one: Sequence[Participant]) -> bool:
    """Two who each began it, as each says of the other, are two sides and no allies."""
    return all(known.role == "initiator" for known in one) and part.role == "initiator"


def _same(one: Participant, other: Participant) -> bool:
    return (one.actor or one.name.casefold()) == (other.actor or other.name.casefold())


def _backing(incident: Incident, part: Participant) -> int:
    """How many say so: of rival authors the one whom most name leads."""
    return max((len(each.by) for each in incident.responsibility if each.actor == part.actor), default=0)
