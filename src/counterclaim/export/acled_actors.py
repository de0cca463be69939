"""ACLED's names and types of actors, and the words for who met whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from counterclaim.codebook.standards import countries, crosswalk
from counterclaim.records.account import Participant
from counterclaim.records.incident import Incident
from counterclaim.views.claim_ids import joined
from counterclaim.views.sides import (
    Sides,
    country_of,
    is_armed,
    is_civilian,
    is_named,
    is_state,
    kind_of,
    name_of,
    organ,
)

_EXTERNAL = "8"
_UNIDENTIFIED = "3"
_CIVILIANS = "7"
_AGAINST_CIVILIANS = "Violence against civilians"
_CROWDS = "acled.crowd"


class Actor(NamedTuple):
    """One side of a row: its name, those associated with it, and its type in words; None where nobody is told."""

    name: str | None
    others: str | None
    type: str | None


NOBODY = Actor(None, None, None)


def actor_rows(incident: Incident, found: Sides) -> tuple[Actor, Actor]:
    """actor1 and actor2; the target of violence against civilians is always actor2."""
    crowd = crosswalk(_CROWDS).get(incident.event.acled_type)
    if crowd:
        return _with_crowd(incident, [*found.one, *found.two], crowd)
    armed = [part for part in found.two if is_armed(part) or is_civilian(part)]
    one = _side(incident, found.one) if found.one else _unidentified(incident)
    two = _side(incident, armed) if armed else NOBODY
    if incident.event.acled_type == _AGAINST_CIVILIANS:
        if found.one and is_civilian(found.one[0]) and not found.two:
            return _unidentified(incident), _side(incident, found.one)
        return one, two if two.name else _civilians(incident)
    if not armed and incident.event.ucdp_type == 3:
        return one, _civilians(incident)
    if incident.event.acled_type == "Battles" and two is NOBODY:
        return one, _unidentified(incident)
    return one, two


def interaction(one: str | None, two: str | None) -> str | None:
    """Both types in words, the lower code first; one alone is "only"."""
    order = {word: code for code, word in crosswalk("acled.inter").items()}
    told = sorted((word for word in (one, two) if word), key=lambda word: order[word])
    if not told:
        return None
    return f"{told[0]} only" if len(told) == 1 else "-".join(told)


def _with_crowd(incident: Incident, parts: Sequence[Participant], crowd: str) -> tuple[Actor, Actor]:
    """Who demonstrated, and the state's forces that met them."""
    forces = [part for part in parts if is_state(part) or kind_of(part) == "armed_group"]
    name = f"{crowd} ({_place(incident)})"
    return Actor(name, None, crowd), _side(incident, forces) if forces else NOBODY


def _side(incident: Incident, parts: Sequence[Participant]) -> Actor:
    lead, *others = parts
    names = [name for name in (_name(incident, part) for part in others) if name != _name(incident, lead)]
    return Actor(_name(incident, lead), joined(names) or None, crosswalk("acled.inter")[_type(incident, lead)])


def _type(incident: Incident, part: Participant) -> str:
    if is_state(part):
        return "1" if country_of(part) in {None, incident.where.country} else _EXTERNAL
    if not is_named(part) and not is_civilian(part):
        return _UNIDENTIFIED
    return str(crosswalk("acled.kind").get(kind_of(part), _UNIDENTIFIED))


def _name(incident: Incident, part: Participant) -> str:
    country = country_of(part)
    if is_civilian(part):
        return f"Civilians ({_country_name(country) if country else _place(incident)})"
    if is_state(part) and country:
        fitting = crosswalk("acled.organ").get(organ(part) or ("MIL" if part.kind == "state" else ""))
        form = fitting or {"police": "Police Forces of {}"}.get(part.kind, "Military Forces of {}")
        return form.format(_country_name(country))
    if part.actor:
        return name_of(part)
    if not is_named(part) or kind_of(part) == "unknown":
        return _unidentified(incident).name or ""
    return part.name[:1].upper() + part.name[1:]


def _unidentified(incident: Incident) -> Actor:
    words = crosswalk("acled.inter")[_UNIDENTIFIED]
    return Actor(f"Unidentified Armed Group ({_place(incident)})", None, words)


def _civilians(incident: Incident) -> Actor:
    return Actor(f"Civilians ({_place(incident)})", None, crosswalk("acled.inter")[_CIVILIANS])


def _place(incident: Incident) -> str:
    return _country_name(incident.where.country)


def _country_name(code: str | None) -> str:
    known = countries().get(code or "")
    return known.acled if known else "International"
