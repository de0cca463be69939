"""An incident as one flat row, for tables that hold numbers and words alone."""

from __future__ import annotations

from typing import Any

from counterclaim.records.incident import Incident

HARMS = ("killed", "injured", "captured", "abducted", "detained", "missing", "displaced")
ROLES = ("initiator", "responsible", "target", "victim", "party")


def flat(incident: Incident) -> dict[str, Any]:
    """One row; who did what to whom is given by actor ids joined with "; "."""
    tallies = {tally.harm: tally.quantity for tally in incident.toll}
    row: dict[str, Any] = {
        "id": incident.id,
        "headline": incident.headline,
        "status": incident.status,
        "domain": incident.domain,
        "event_type": incident.event.acled_type,
        "sub_event_type": incident.event.acled_sub_type,
        "plover": incident.event.plover_type,
        "mode": incident.event.plover_mode,
        "start": incident.when.start,
        "end": incident.when.end,
        "time_precision": incident.when.precision,
        "place": incident.where.name,
        "admin1": incident.where.admin1,
        "country": incident.where.country,
        "latitude": incident.where.lat,
        "longitude": incident.where.lon,
        "place_precision": incident.where.precision,
    }
    for role in ROLES:
        acting = [part.actor or part.name for part in incident.participants if part.role == role]
        row[role] = "; ".join(dict.fromkeys(acting)) or None
    for harm in HARMS:
        low, best, high, _ = tallies.get(harm, (None, None, None, False))
        row |= {f"{harm}_low": low, f"{harm}_best": best, f"{harm}_high": high}
    return row | {
        "grade": incident.grade.grade,
        "disputed": "; ".join(dispute.field for dispute in incident.disputes) or None,
        "outlets": incident.outlets,
        "origins": incident.origins,
        "reviewed": incident.reviewed,
        "first_published": incident.first_published,
        "last_published": incident.last_published,
    }
