"""Events, associations and sources as timemap (Forensic Architecture's map with a time line) reads them.

It takes each from an address of its own, sources by their ids, and drops events that have a field its schema lacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.codebook.actors import actor_name
from counterclaim.export.shape import Format, Making, Row
from counterclaim.ledger.whole import Whole
from counterclaim.records.incident import Incident
from counterclaim.views.claim_ids import joined, numbers_from
from counterclaim.views.days import first_day
from counterclaim.views.flat import HARMS


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """The event, then what it is associated with and its sources, each of which is written once."""
    incident = whole.incident
    where = incident.where
    day = first_day(incident.when)
    if where.lat is None or day is None:
        making.losses.leave_out(incident.id, "without coordinates or a day")
        return
    for dispute in incident.disputes:
        making.losses.lose(incident.id, f"positions on {dispute.field} (named in the description)")
    if incident.when.end and incident.when.end[:10] != day.isoformat():
        making.losses.lose(incident.id, "the end of the time span")
    found = list(_associations(incident))
    yield {"part": "events", "body": _event(whole, making, [each["id"] for each in found])}
    yield from ({"part": "associations", "key": each["id"], "body": each} for each in found)
    for source in _sources(whole):
        yield {"part": "sources", "key": source["id"], "body": source}


def _event(whole: Whole, making: Making, associations: list[str]) -> dict[str, Any]:
    incident = whole.incident
    day = first_day(incident.when)
    clock = (incident.when.start or "")[11:16] if incident.when.precision in {"hour", "part_of_day"} else ""
    claims = joined(numbers_from(incident, HARMS)) or "none"
    return {
        "id": incident.id,
        "description": f"{incident.headline} [{incident.grade.grade}] "
        f"({making.stamp.text()}; rule book {making.book.id}; claims {claims})",
        "date": day.strftime("%m/%d/%Y") if day else "",
        "time": clock,
        "time_precision": incident.when.precision,
        "location": incident.where.name or incident.where.admin1 or "",
        "latitude": str(incident.where.lat),
        "longitude": str(incident.where.lon),
        "type": incident.event.acled_sub_type,
        "category": incident.event.acled_type,
        "associations": associations,
        "sources": list(dict.fromkeys(member.report for member in incident.members)),
        "comments": f"location: {incident.where.precision}",
    }


def _associations(incident: Incident) -> Iterator[dict[str, Any]]:
    """Categories (event types) and filters (actors, grade)."""
    event = incident.event
    yield _association(event.acled_sub_type, "CATEGORY", [event.acled_type, event.acled_sub_type])
    yield _association(incident.grade.grade, "FILTER", ["Grade", incident.grade.grade])
    for actor in dict.fromkeys(part.actor for part in incident.participants if part.actor):
        yield _association(actor, "FILTER", ["Actor", actor_name(actor)])


def _association(name: str, mode: str, path: list[str]) -> dict[str, Any]:
    return {"id": name, "title": path[-1], "desc": " / ".join(path), "mode": mode, "filter_paths": path}


def _sources(whole: Whole) -> Iterator[dict[str, Any]]:
    for report in whole.reports.values():
        yield {
            "id": report.id,
            "title": report.title or report.id,
            "description": report.outlet or "",
            "type": "Report",
            "date": (report.published or "")[:10],
            "paths": [report.url] if report.url else [],
            "url": report.url or "",
        }


FORMAT = Format(
    "timemap",
    "timemap's events, associations and sources",
    rows,
    "json",
    head={"events": [], "associations": [], "sources": {}},
    reports=True,
    ending=".timemap.json",
)
