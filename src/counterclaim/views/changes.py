"""A correction in words: what the field is called, what it was, and what somebody set it to."""

from __future__ import annotations

import json
from typing import Any

from counterclaim.records.judgement import Correction
from counterclaim.records.reading import Quantity
from counterclaim.views.plain import moment
from counterclaim.views.tolls import short
from counterclaim.views.words import NameOf, clean

_NAMES = {
    "when": "time",
    "when.start": "beginning",
    "when.end": "end",
    "where": "place",
    "where.name": "place",
    "where.admin1": "province",
    "where.country": "country",
    "event": "kind of incident",
    "status": "told as",
    "participants": "who took part",
}
_PARTS = {
    "event": ("acled_sub_type",),
    "where": ("name", "admin1", "country", "lat", "lon"),
    "when": ("start", "end"),
}
_NOTHING = "–"


def change(correction: Correction, name_of: NameOf) -> tuple[str, str, str]:
    """The field's name, its old value and its new one."""
    field = correction.field
    old, new = json.loads(correction.old), json.loads(correction.new)
    if field == "participants":
        old, new = _otherwise(old, new), _otherwise(new, old)
    called = field_name(field)
    return called, _told(field, old, name_of), _told(field, new, name_of)


def field_name(field: str) -> str:
    """What a field that can be corrected is called: `toll.killed` killed, `where.name` place."""
    return _NAMES.get(field, field.rpartition(".")[2].replace("_", " "))


def _told(field: str, value: Any, name_of: NameOf) -> str:
    name, _, part = field.partition(".")
    if value is None or value == []:
        return _NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "toll":
        numbers = [value] * 3 if isinstance(value, int) else value
        return short(Quantity(*numbers))
    if field == "participants":
        return "; ".join(f"{each['role']}: {_named(each, name_of)}" for each in value)
    if isinstance(value, dict):
        told = [_told(f"{name}.{key}", value[key], name_of) for key in _PARTS[name] if value.get(key) is not None]
        return (" to " if name == "when" else ", ").join(dict.fromkeys(told)) or _NOTHING
    if field in {"when.start", "when.end"}:
        return moment(value)
    return clean(name_of(value) if part == "country" else str(value)).replace("_", " ")


def _otherwise(these: Any, those: Any) -> list[Any]:
    """Those of a list who do not stand alike in the other one."""
    return [each for each in these or [] if each not in (those or [])]


def _named(part: dict[str, Any], name_of: NameOf) -> str:
    return clean(name_of(part["actor"]) if part.get("actor") else str(part.get("name")))
