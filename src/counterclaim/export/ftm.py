"""FollowTheMoney statements: events, places, actors and reports as entities, one row a property's value.

Every statement's `origin` names what made it; `first_seen` and `last_seen` are when the ledger took its reports in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from counterclaim.codebook.standards import countries, crosswalk
from counterclaim.export.shape import Format, Making, Row, texts
from counterclaim.ledger.whole import Whole
from counterclaim.records.account import Participant
from counterclaim.records.incident import Incident
from counterclaim.records.report import Report
from counterclaim.views.claim_ids import HAPPENED, joined, numbers_from, tally_of
from counterclaim.views.days import first_day, last_day
from counterclaim.views.sides import country_of, kind_of, name_of
from counterclaim.views.words import quantity

DATASET = "counterclaim"
_TYPES = {
    "name": "name",
    "startDate": "date",
    "endDate": "date",
    "publishedAt": "date",
    "country": "country",
    "location": "address",
    "full": "address",
    "summary": "text",
    "description": "text",
    "notes": "text",
    "latitude": "number",
    "longitude": "number",
    "language": "language",
    "sourceUrl": "url",
    "involved": "entity",
    "proof": "entity",
    "addressEntity": "entity",
}
"""FollowTheMoney's types of the properties used; all others are strings."""


class _Seen(NamedTuple):
    """What all statements share; `withheld`: no digest of a value that may hold a name may leave the house."""

    first: str | None
    last: str | None
    origin: str
    withheld: bool


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """All statements of the event, then of what it is tied to."""
    incident = whole.incident
    if incident.status not in HAPPENED:
        making.losses.leave_out(incident.id, f"of status {incident.status}")
        return
    _tell_losses(incident, making)
    added = sorted(member.added for member in incident.members)
    stamp = making.stamp
    origin = f"{stamp.coder}/{stamp.version}/{stamp.codebook}"
    withheld = making.options.withhold_names
    seen = _Seen(added[0] if added else None, added[-1] if added else None, origin, withheld)
    parts = [part for part in incident.participants if _is_entity(part) and not (withheld and part.actor is None)]
    event = f"ccl-event-{incident.id}"
    for prop, value in _event(whole, making, parts):
        yield from _statement(event, "Event", prop, value, seen)
    if incident.where.lat is not None:
        yield from _address(incident, seen)
    for part in parts:
        yield from _participant(part, seen)
    for report in whole.reports.values():
        yield from _report(report, seen)


def _event(whole: Whole, making: Making, parts: Sequence[Participant]) -> Iterator[tuple[str, str | None]]:
    incident = whole.incident
    first, last = first_day(incident.when), last_day(incident.when)
    yield "name", incident.headline
    yield "recordId", incident.id
    yield "startDate", first.isoformat() if first else None
    yield "endDate", last.isoformat() if last else None
    yield "country", _country(incident.where.country)
    yield "location", incident.where.name or incident.where.admin1
    yield "keywords", incident.event.acled_sub_type
    yield "keywords", incident.grade.grade
    for tally in incident.toll:
        claims = joined(numbers_from(incident, (tally.harm,)))
        yield "notes", f"{tally.harm}: {quantity(tally.quantity)} (rule book {making.book.id}; claims {claims})"
    for dispute in incident.disputes:
        holders = joined(stand.holder or "unknown" for stand in dispute.positions)
        yield "description", f"Disputed: {dispute.field}, {dispute.why} ({holders})"
    if incident.where.lat is not None:
        yield "addressEntity", f"ccl-place-{incident.id}"
    for part in parts:
        yield "involved", _participant_id(part)
    for report in whole.reports:
        yield "proof", _id("report", report)


def _address(incident: Incident, seen: _Seen) -> Iterator[Row]:
    where = incident.where
    name = ", ".join(each for each in (where.name, where.admin1, where.country) if each)
    told = (
        ("full", name),
        ("city", where.name),
        ("state", where.admin1),
        ("country", _country(where.country)),
        ("latitude", str(where.lat)),
        ("longitude", str(where.lon)),
    )
    for prop, value in told:
        yield from _statement(f"ccl-place-{incident.id}", "Address", prop, value, seen)


def _participant(part: Participant, seen: _Seen) -> Iterator[Row]:
    schema = crosswalk("ftm.schema").get(kind_of(part), "LegalEntity")
    for prop, value in (("name", name_of(part)), ("country", _country(country_of(part)))):
        yield from _statement(_participant_id(part), schema, prop, value, seen)


def _report(report: Report, seen: _Seen) -> Iterator[Row]:
    told = (
        ("title", report.title or report.id),
        ("publisher", report.outlet),
        ("publishedAt", (report.published or "")[:10]),
        ("sourceUrl", report.url),
    )
    for prop, value in told:
        yield from _statement(_id("report", report.id), "Article", prop, value, seen)


def _statement(entity: str, schema: str, prop: str, value: str | None, seen: _Seen) -> Iterator[Row]:
    """One row; FollowTheMoney makes the id from data set, entity, property and value."""
    if not value:
        return
    key = f"{DATASET}.{entity}.{prop}.{value}"
    yield {
        "canonical_id": entity,
        "entity_id": entity,
        "prop": prop,
        "prop_type": _TYPES.get(prop, "string"),
        "schema": schema,
        "value": value,
        "dataset": DATASET,
        "origin": seen.origin,
        "external": "f",
        "first_seen": seen.first,
        "last_seen": seen.last,
        "id": None
        if seen.withheld
        else hashlib.sha1(key.encode("utf-8", "replace"), usedforsecurity=False).hexdigest(),
    }


def _is_entity(part: Participant) -> bool:
    """Only those who can be told again: actors of the codebook, and people by name."""
    named = part.kind == "person" and part.name[:1].isupper()
    return part.certainty != "denied" and (part.actor is not None or named)


def _participant_id(part: Participant) -> str:
    return f"ccl-actor-{part.actor.lower()}" if part.actor else _id("person", part.name)


def _id(kind: str, name: str) -> str:
    digest = hashlib.sha1(name.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    return f"ccl-{kind}-{digest[:16]}"


def _country(code: str | None) -> str | None:
    return code.lower() if code in countries() else None


def _tell_losses(incident: Incident, making: Making) -> None:
    lose = making.losses.lose
    if any(part.certainty in {"claimed", "suspected"} for part in incident.participants):
        lose(incident.id, "that a part in it is claimed or suspected: involved says neither role nor certainty")
    if any(not _is_entity(part) and part.certainty != "denied" for part in incident.participants):
        lose(incident.id, "people and bands without a name")
    if tally_of(incident, "killed"):
        lose(incident.id, "numbers as numbers (the toll is told in notes)")
    if incident.where.alternates:
        lose(incident.id, "other places told")


FORMAT = Format(
    "ftm",
    "FollowTheMoney statements, CSV",
    rows,
    "csv",
    texts(
        *("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang"),
        *("original_value", "external", "first_seen", "last_seen", "id"),
    ),
    reports=True,
    ending=".statements.ftm.csv",
)
