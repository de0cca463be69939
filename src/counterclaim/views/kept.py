"""An incident as kept (its record in plain JSON) as one flat row: what `flat` makes, without making records.

For millions of rows: records cost ten times what the row does. A test holds both to the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from counterclaim.views.flat import HARMS, ROLES

_UNKNOWN = "unknown"
_NO_TOLL: list[int | None] = [None for _ in range(3 * len(HARMS))]
_HARM_AT = {harm: 3 * n for n, harm in enumerate(HARMS)}


def flat_kept(body: dict[str, Any]) -> list[Any]:
    """The cells of one incident's row in its order; fields that stand at their default are not in `body`."""
    event, when, where = body["event"], body["when"], body["where"]
    cells = [
        body["id"],
        body["headline"],
        body["status"],
        body["domain"],
        event["acled_type"],
        event["acled_sub_type"],
        event["plover_type"],
        event["plover_mode"],
        when.get("start"),
        when.get("end"),
        when.get("precision", _UNKNOWN),
        where.get("name"),
        where.get("admin1"),
        where.get("country"),
        where.get("lat"),
        where.get("lon"),
        where.get("precision", _UNKNOWN),
        *_acting(body.get("participants", ())),
    ]
    toll = body.get("toll")
    cells += _tolls(toll) if toll else _NO_TOLL
    disputes = body.get("disputes")
    cells += (
        body["grade"]["grade"] if "grade" in body else "single_source",
        ("; ".join([dispute["field"] for dispute in disputes]) or None) if disputes else None,
        body.get("outlets", 0),
        body.get("origins", 0),
        body.get("reviewed", False),
        body.get("first_published"),
        body.get("last_published"),
    )
    return cells


def claims_kept(body: dict[str, Any]) -> str | None:
    """Ids of the claims behind its numbers, as `numbers_from` gives them, in one cell."""
    toll = body.get("toll")
    if not toll:
        return None
    by_harm = {tally["harm"]: tally for tally in toll}
    found: dict[str, None] = {}
    for harm in HARMS:
        for step in by_harm[harm].get("steps", ()) if harm in by_harm else ():
            if step["use"] == "counted":
                figure = step["figure"]
                start = f"{figure['report']}/{figure['account']}"
                claims = figure.get("claims")
                names = [f"{start}/{n}" for n in claims] if claims else ["{}@{}-{}".format(start, *figure["span"])]
                found.update(dict.fromkeys(names))
    return "; ".join(found) or None


def _acting(parts: Iterable[dict[str, Any]]) -> list[str | None]:
    """Who has each role, in the order of roles: actors, each once, in one cell."""
    found: dict[str, dict[str, None]] = {}
    for part in parts:
        found.setdefault(part["role"], {})[part["actor"] or part["name"]] = None
    return [("; ".join(found[role]) or None) if role in found else None for role in ROLES]


def _tolls(told: Sequence[dict[str, Any]]) -> list[int | None]:
    """The bounds of each kind of harm, in the order of harms."""
    cells = _NO_TOLL.copy()
    for tally in told:
        at = _HARM_AT.get(tally["harm"])
        if at is not None:
            cells[at : at + 3] = tally["quantity"][:3]
    return cells
