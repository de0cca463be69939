"""The words that a head may use: the contract's, read from its schema, and the corpus's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text("utf-8"))
_KINDS_OF = SCHEMA["$defs"]


def _listed(kind: str, key: str | None = None) -> frozenset[str]:
    found = _KINDS_OF[kind]
    return frozenset(found["properties"][key]["enum"] if key else found["enum"])


ROLES = _listed("participant", "role")
KINDS = _listed("participant", "kind")
CERTAINTIES = _listed("certainty")
STANCES = _listed("statement", "stance")
FACTUALITIES = _listed("statement", "factuality")
QUOTES = _listed("statement", "quote")
HARMS = _listed("toll", "harm")
CATEGORIES = _listed("toll", "category")
SCOPES = _listed("toll", "scope")
FIELDS = _listed("field")
LINKS = _listed("link", "kind")
STATUSES = _listed("account", "status")
DOMAINS = _listed("account", "domain")
PRECISIONS: tuple[str, ...] = tuple(_KINDS_OF["where"]["properties"]["precision"]["enum"])
"""Of places, the finest first."""
COUNTED = HARMS & FIELDS
"""Harms that are fields of a claim too."""
WHY = {"denial": "explicit denial", "values": "incompatible values"}
PLAIN_HOLDERS = frozenset({"witness", "medical", "local", "unnamed", "report"})

OUTLET_KINDS = frozenset(
    {"wire", "ministry", "army", "state_media", "local", "national", "broadcaster", "ngo", "monitor", "live_blog"}
    | {"posts", "translated", "telex", "group", "authority", "international"}
)
REGIONS = frozenset(
    {
        "africa_west",
        "africa_central",
        "africa_east",
        "africa_north",
        "africa_south",
        "middle_east",
        "caucasus",
        "europe",
    }
    | {"asia_south", "asia_southeast", "asia_east", "asia_central", "america_north", "america_central"}
    | {"america_south", "caribbean", "oceania", "sea"}
)
FAMILY_KINDS = frozenset(
    {"border_clash", "shelling", "drone_missile", "air_defence", "ambush", "ied", "suicide_bombing", "massacre"}
    | {"kidnapping", "prison_raid", "coup", "ship_attack", "sabotage", "friendly_fire", "riot_police", "mass_grave"}
    | {"ceasefire_monitors", "hospital_strike", "downed_aircraft", "alleged_incursion"}
    | {"shooting", "bombing", "assassination", "raid", "air_strike", "clash", "riot", "robbery", "arson"}
    | {"stabbing", "other"}
)
LOOKS_LIKE = frozenset(
    {"exercise", "film", "trial", "anniversary", "sport", "business", "accident", "weather", "budget"}
    | {"arms_deal", "threat", "game", "diplomacy", "other"}
)
