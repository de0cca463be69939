"""Puts analysts' corrections over what was weighed: the newest that counts for each field."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from counterclaim.errors import SettingError
from counterclaim.records import codec
from counterclaim.records.account import EventCode, Participant, When, Where
from counterclaim.records.incident import Incident, Tally
from counterclaim.records.judgement import Correction
from counterclaim.records.reading import Quantity
from counterclaim.values.decided import counting

_FLAGS = ("reviewed", "dismissed", "unsure")
_RECORDS: dict[str, Any] = {"when": When, "where": Where, "event": EventCode}
_PLAIN = ("domain", "status")
FIELDS = (
    *_FLAGS,
    *_PLAIN,
    *(f"{name}.{each.name}" for name, kind in _RECORDS.items() for each in fields(kind)),
    "participants",
    *(f"toll.{harm}" for harm in ("killed", "injured", "missing", "captured", "abducted", "detained", "displaced")),
)
"""Names of fields that a correction may set."""


def corrected(incident: Incident, entries: Sequence[Correction]) -> Incident:
    """The incident with every correction that counts; raises SettingError for a field or value that cannot be."""
    touched: list[str] = []
    for correction in counting(entries):
        incident = _applied(incident, correction.field, json.loads(correction.new))
        touched.append(correction.field)
    return replace(incident, corrected=tuple(dict.fromkeys(touched))) if touched else incident


def value_of(incident: Incident, field: str) -> Any:
    """What a field is now, as JSON; raises SettingError for a field that cannot be corrected."""
    if field not in FIELDS:
        raise SettingError(f"{field}: no field that can be corrected; one of {', '.join(FIELDS)}")
    if field.startswith("toll."):
        tally = next((tally for tally in incident.toll if tally.harm == field[5:]), None)
        return None if tally is None else list(tally.quantity[:3])
    name, _, part = field.partition(".")
    found = getattr(incident, name)
    return codec.encode(getattr(found, part) if part else found)


def _applied(incident: Incident, field: str, value: Any) -> Incident:
    value_of(incident, field)
    name, _, part = field.partition(".")
    try:
        if name == "toll":
            return _with_toll(incident, part, value)
        if name == "participants":
            return replace(incident, participants=tuple(codec.decode(Participant, each) for each in value))
        if not part:
            return _with_plain(incident, name, value)
        held = codec.encode(getattr(incident, name)) | {part: value}
        changes: dict[str, Any] = {name: codec.decode(_RECORDS[name], held)}
        return replace(incident, **changes)
    except (TypeError, KeyError, ValueError, AttributeError) as fault:
        raise SettingError(f"{field}: {json.dumps(value)} is no value for it ({fault})") from None


def _with_plain(incident: Incident, name: str, value: Any) -> Incident:
    if not isinstance(value, bool if name in _FLAGS else str):
        raise TypeError(f"{'true or false' if name in _FLAGS else 'a word'} was expected")
    changes: dict[str, Any] = {name: value}
    return replace(incident, **changes)


def _with_toll(incident: Incident, harm: str, value: Any) -> Incident:
    numbers = [value] * 3 if isinstance(value, int) else list(value)
    if len(numbers) != 3 or not all(each is None or (isinstance(each, int) and each >= 0) for each in numbers):
        raise TypeError("a number, or low, best and high")
    known = next((tally for tally in incident.toll if tally.harm == harm), Tally(harm, Quantity(0, 0, 0), ()))
    low, best, high = numbers
    made = replace(known, quantity=Quantity(low, best, high))
    rest = [tally for tally in incident.toll if tally.harm != harm]
    return replace(incident, toll=(*rest, made))
