"""An incident as kept (its record in plain JSON) as one flat row: what `flat` makes, without making records.

For millions of rows: records cost ten times what the row does. A test holds both to the same rows.
"""

from __future__ import annotations

from typing import Any

from counterclaim.views.flat import HARMS, ROLES

_NONE = (None, None, None)
_UNKNOWN = "unknown"
_BOUNDS = tuple((harm, f"{harm}_low", f"{harm}_best", f"{harm}_high") for harm in HARMS)


def flat_kept(body: dict[str, Any]) -> dict[str, Any]:
    """The row of one incident; fields that stand at their default are not in `body`."""
    event, when, where = body["event"], body["when"], body["where"]
    acting: dict[str, dict[str, None]] = {role: {} for role in ROLES}
    for part in body.get("participants", ()):
        if part["role"] in acting:
            acting[part["role"]][part["actor"] or part["name"]] = None
    bounds = {tally["harm"]: tally["quantity"] for tally in body.get("toll", ())}
    row = {
        "id": body["id"],
        "headline": body["headline"],
        "status": body["status"],
        "domain": body["domain"],
        "event_type": event["acled_type"],
        "sub_event_type": event["acled_sub_type"],
        "plover": event["plover_type"],
        "mode": event["plover_mode"],
        "start": when.get("start"),
        "end": when.get("end"),
        "time_precision": when.get("precision", _UNKNOWN),
        "place": where.get("name"),
        "admin1": where.get("admin1"),
        "country": where.get("country"),
        "latitude": where.get("lat"),
        "longitude": where.get("lon"),
        "place_precision": where.get("precision", _UNKNOWN),
    }
    for role, names in acting.items():
        row[role] = "; ".join(names) or None
    for harm, low, best, high in _BOUNDS:
        row[low], row[best], row[high] = bounds.get(harm, _NONE)[:3]
    row["grade"] = body["grade"]["grade"] if "grade" in body else "single_source"
    row["disputed"] = "; ".join([dispute["field"] for dispute in body.get("disputes", ())]) or None
    row["outlets"] = body.get("outlets", 0)
    row["origins"] = body.get("origins", 0)
    row["reviewed"] = body.get("reviewed", False)
    row["first_published"] = body.get("first_published")
    row["last_published"] = body.get("last_published")
    return row


def claims_kept(body: dict[str, Any]) -> str | None:
    """Ids of the claims behind its numbers, as `numbers_from` gives them, in one cell."""
    by_harm = {tally["harm"]: tally for tally in body.get("toll", ())}
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
