"""Puts analysts' corrections over what was weighed: the newest that counts for each field."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from counterclaim.codebook.actors import actors
from counterclaim.errors import SettingError
from counterclaim.records import codec
from counterclaim.records.account import EventCode, Participant, When, Where
from counterclaim.records.incident import Incident, Tally
from counterclaim.records.judgement import Correction
from counterclaim.records.reading import Quantity
from counterclaim.values.decided import counting
from counterclaim.values.listed import DOMAINS, STATUSES

_FLAGS = ("reviewed", "dismissed", "unsure")
_RECORDS: dict[str, Any] = {"when": When, "where": Where, "event": EventCode}
_PLAIN = ("domain", "status")
FIELDS = (
    *_FLAGS,
    *_PLAIN,
    *_RECORDS,
    *(f"{name}.{each.name}" for name, kind in _RECORDS.items() for each in fields(kind)),
    "participants",
    *(f"toll.{harm}" for harm in ("killed", "injured", "missing", "captured", "abducted", "detained", "displaced")),
)
"""Names of fields that a correction may set; the whole of `when`, `where` or `event` by its parts that change."""
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")
_FAR = {"where.lat": 90.0, "where.lon": 180.0}
_WORDS = {"domain": DOMAINS, "status": STATUSES}


def corrected(incident: Incident, entries: Sequence[Correction]) -> Incident:
    """The incident with every correction that counts; raises SettingError for a field or value that cannot be."""
    touched: list[str] = []
    for correction in counting(entries):
        incident = _applied(incident, correction.field, json.loads(correction.new))
        touched.append(correction.field)
    return replace(incident, corrected=tuple(dict.fromkeys(touched))) if touched else incident


def refuse(field: str, value: Any) -> None:
    """Raise SettingError for a value that nothing can be: asked when a correction is made, not of those kept."""
    name, _, part = field.partition(".")
    if name in _RECORDS and not part and isinstance(value, dict) and value:
        for each, told in value.items():
            refuse(f"{name}.{each}", told)
        return
    wanted = _wanted(field, value)
    if wanted:
        raise SettingError(f"{field}: {value!r} is no value for it; {wanted} was expected")


def _wanted(field: str, value: Any) -> str | None:
    """What a field takes, where it does not take this value."""
    words = _WORDS.get(field)
    if words:
        return None if value in words else f"one of {', '.join(words)}"
    if value == {}:
        return "at least one of its parts"
    if value is None:
        return None
    if field in {"when.start", "when.end"} and not _is_moment(value):
        return "a day as 2026-03-04, or 2026-03-04T08:30"
    if field == "where.country" and (len(str(value)) != 2 or value not in actors()):
        return "a country's two letters, as ML"
    if field in _FAR and not _within(value, _FAR[field]):
        return f"degrees from {-_FAR[field]:g} to {_FAR[field]:g}"
    return None


def _is_moment(value: Any) -> bool:
    try:
        return bool(_MOMENT.fullmatch(value)) and bool(datetime.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _within(value: Any, most: float) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= most


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
            return replace(incident, participants=tuple(_record(Participant, each) for each in value))
        if not part and name not in _RECORDS:
            return _with_plain(incident, name, value)
        held = codec.encode(getattr(incident, name)) | ({part: value} if part else dict(value))
        changes: dict[str, Any] = {name: _record(_RECORDS[name], held)}
        return replace(incident, **changes)
    except (TypeError, ValueError, AttributeError) as fault:
        raise SettingError(f"{field}: {json.dumps(value)} is no value for it ({fault})") from None


def _record(kind: Any, told: Any) -> Any:
    """A record as told; a part that it has not is an error and is not passed over."""
    odd = set(told) - {each.name for each in fields(kind)}
    if odd:
        raise ValueError(f"it has no part {', '.join(sorted(odd))}")
    return codec.decode(kind, told)


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
