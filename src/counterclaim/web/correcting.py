"""What a typed correction sets: a figure, a day, a word, or all that hangs on the kind of incident or on who did it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from counterclaim.codebook.actors import Actor, actors
from counterclaim.codebook.events import EventKind, events
from counterclaim.errors import SettingError
from counterclaim.records import codec
from counterclaim.records.account import Participant
from counterclaim.records.incident import Incident
from counterclaim.values.listed import DOMAINS, STATUSES

_MOST_NAMES = 80
_ROLES = {"initiator": "who began", "responsible": "who did it", "target": "against whom", "victim": "who was harmed"}
_HARMS = ("killed", "injured", "captured", "missing", "abducted", "detained", "displaced")


@dataclass(frozen=True, slots=True)
class Choice:
    """A field as a form offers it: what it is called, what is typed, and the list of names beside it, if any."""

    field: str
    name: str
    hint: str
    names: str = ""


CHOICES = (
    *(Choice(f"toll.{harm}", harm, "3, 2-5 or 2 3 5 (low, best, high)") for harm in _HARMS),
    *(Choice(f"who.{role}", name, "a name or id; several with ;", "actors") for role, name in _ROLES.items()),
    Choice("what", "kind of incident", "airstrike", "kinds"),
    Choice("when.start", "when it began", "2026-03-04 or 2026-03-04T08:30"),
    Choice("when.end", "when it ended", "2026-03-04 or 2026-03-04T08:30"),
    Choice("where.name", "name of the place", "a name; coordinates stay"),
    Choice("where.admin1", "province", "a name; coordinates stay"),
    Choice("where.country", "country", "ML (two letters)", "countries"),
    Choice("domain", "domain", " | ".join(DOMAINS), "domains"),
    Choice("status", "told as", " | ".join(STATUSES), "statuses"),
)


def names(incident: Incident) -> dict[str, list[str]]:
    """What forms suggest for an incident: actors of its countries, kinds, countries, domains, ways of telling."""
    there = {part.country for part in incident.participants} | {incident.where.country}
    own = [part.actor for part in incident.participants if part.actor]
    near = [each.name for each in actors().values() if each.country in there - {None} or each.id in own]
    return {
        "actors": sorted(dict.fromkeys(near))[:_MOST_NAMES],
        "kinds": sorted(_called(kind) for kind in events().values()),
        "domains": list(DOMAINS),
        "statuses": list(STATUSES),
    }


def typed(incident: Incident, field: str, text: str) -> tuple[str, Any]:
    """The field of the ledger and its value for what somebody typed; raises SettingError."""
    name, _, part = field.partition(".")
    special: dict[str, Callable[[], tuple[str, Any]]] = {
        "toll": lambda: (field, figure(field, text)),
        "who": lambda: ("participants", _taking_part(incident, part, text)),
        "what": lambda: ("event", _event(text)),
        "when": lambda: ("when", _when(incident, part, text)) if part in {"start", "end"} else (field, _value(text)),
        "where": lambda: (field, text.strip().upper() if part == "country" else _value(text)),
    }
    return special[name]() if name in special else (field, _value(text))


def figure(field: str, text: str) -> Any:
    """A toll as typed: JSON where it is some, `3`, `2-5` or `2 3 5`; raises SettingError."""
    try:
        return json.loads(text)
    except ValueError:
        pass
    parts = text.replace("–", "-").replace("-", " ").replace(",", " ").split()
    if 1 <= len(parts) <= 3 and all(part.isdigit() for part in parts):
        numbers = [int(part) for part in parts]
        return [numbers[0], numbers[len(numbers) // 2] if len(numbers) != 2 else None, numbers[-1]]
    raise SettingError(f"{field}: {text!r} is no figure; 3, 2-5 or 2 3 5 were expected")


def _value(text: str) -> Any:
    """JSON where it is some, else the words themselves."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _taking_part(incident: Incident, role: str, text: str) -> list[dict[str, Any]]:
    """All who take part, with only the named ones in one role."""
    if role not in _ROLES:
        raise SettingError(f"who.{role}: one of {', '.join(_ROLES)} was expected")
    told = [" ".join(each.split()) for each in text.split(";")]
    others = [part for part in incident.participants if part.role != role]
    return [codec.encode(part) for part in (*others, *(_participant(role, each) for each in told if each))]


def _participant(role: str, told: str) -> Participant:
    known = _actor(told)
    return Participant(
        role=role,
        kind=known.kind if known else "unknown",
        name=known.name if known else told,
        actor=known.id if known else None,
        country=known.country if known else None,
        identified=known is not None,
        organization=None,
        mentions=(),
        certainty="stated",
        confidence=1.0,
    )


def _actor(told: str) -> Actor | None:
    """An actor by its id or its name."""
    by_name = (each for each in actors().values() if each.name.casefold() == told.casefold())
    return actors().get(told.upper()) or next(by_name, None)


def _event(text: str) -> dict[str, Any]:
    """All that the codebook says of a kind of incident, by its name or id; raises SettingError."""
    told = text.strip().casefold()
    kind = next((each for each in events().values() if told in {each.id.casefold(), _called(each).casefold()}), None)
    if kind is None:
        raise SettingError(f"{text!r}: no kind of incident of the codebook; docs/coding-manual.md lists them")
    return {
        "entry": kind.id,
        "plover_type": kind.plover[0],
        "plover_mode": kind.plover[1],
        "acled_type": kind.acled[0],
        "acled_sub_type": kind.acled[1],
        "cameo_root": kind.cameo,
        "quad_class": kind.quad_class,
    }


def _called(kind: EventKind) -> str:
    return kind.name or kind.id.replace("_", " ")


def _when(incident: Incident, part: str, text: str) -> dict[str, Any]:
    """A day or moment as beginning or end; the other end goes with it where it is unknown or on the wrong side."""
    told = text.strip()
    ends = {"start": incident.when.start, "end": incident.when.end} | {part: told}
    start, end = ends["start"], ends["end"]
    alike = min(len(start or ""), len(end or ""))
    if start is None or end is None or end[:alike] < start[:alike]:
        ends = {"start": told, "end": told}
    apart = (ends["start"] or "")[:10] != (ends["end"] or "")[:10]
    return ends | {"precision": "days" if apart else "hour" if "T" in told else "day"}
