"""Turns an incident into the contract's JSON object, key for key; nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.records import codec
from counterclaim.records.account import Value
from counterclaim.records.incident import (
    ClaimRef,
    Contradiction,
    Figure,
    Incident,
    Member,
    Tally,
)
from counterclaim.records.reading import Quantity
from counterclaim.records.shape import (
    SCHEMA,
    Shape,
    event_shape,
    object_shape,
    participant_shape,
    weapon_shape,
    when_shape,
    where_shape,
)


def incident_json(incident: Incident, linked: Mapping[str, str], explain: bool = False) -> Shape:
    """The contract's object of one incident; `linked` leads from an account to its incident.

    `explain` adds to each figure what the rule book did with it.
    """
    told = {each.field: {"report": each.report, "account": each.account} for each in incident.told}
    return {
        "schema": SCHEMA,
        "id": incident.id,
        "status": incident.status,
        "domain": incident.domain,
        "headline": incident.headline,
        "event": event_shape(incident.event) | {"told": told.get("event")},
        "count": None if incident.count is None else _bounds(incident.count),
        "when": when_shape(incident.when) | {"told": told.get("when")},
        "where": where_shape(incident.where) | {"told": told.get("where")},
        "participants": [participant_shape(part) for part in incident.participants],
        "objects": [object_shape(thing) for thing in incident.objects],
        "weapons": [weapon_shape(thing) for thing in incident.weapons],
        "toll": {tally.harm: _tally(tally, explain) for tally in incident.toll},
        "dispute": {
            "grade": incident.grade.grade,
            "why": list(incident.grade.why),
            "airwars": incident.grade.airwars,
        },
        "responsibility": [codec.encode(each) for each in incident.responsibility],
        "disputes": [_dispute(dispute) for dispute in incident.disputes],
        "claim_relations": [
            {"kind": each.kind, "field": each.field, "from": _ref(each.source), "to": _ref(each.to)}
            for each in incident.relations
        ],
        "accounts": [_member(member) for member in incident.members],
        "outlets": incident.outlets,
        "origins": incident.origins,
        "links": [
            {"kind": link.kind, "to": linked.get(link.to, link.to), "holder": link.holder, "report": link.report}
            for link in incident.links
        ],
        "first_published": incident.first_published,
        "last_published": incident.last_published,
        "reviewed": incident.reviewed,
        "dismissed": incident.dismissed,
        "unsure": incident.unsure,
        "corrected": list(incident.corrected),
        "redirects": list(incident.redirects),
    }


def _bounds(quantity: Quantity) -> Shape:
    return {"low": quantity.low, "best": quantity.best, "high": quantity.high}


def _tally(tally: Tally, explain: bool) -> Shape:
    steps = [{**_figure(step.figure), "use": step.use, "why": step.why} for step in tally.steps]
    return {
        **_bounds(tally.quantity),
        "by": [_figure(figure) for figure in tally.by],
        **({"steps": steps} if explain else {}),
    }


def _figure(figure: Figure) -> Shape:
    return {
        "holder": figure.holder,
        "of": figure.of,
        "category": figure.category,
        **_bounds(figure.quantity),
        "hedged": figure.hedged,
        "cumulative": figure.cumulative,
        "published": figure.published,
        "report": figure.report,
        "account": figure.account,
        "outlet": figure.outlet,
        "origin": figure.origin,
        "text": figure.text,
        "span": list(figure.span),
        "claims": list(figure.claims),
    }


def _dispute(dispute: Contradiction) -> Shape:
    return {
        "field": dispute.field,
        "positions": [
            {
                "holder": position.holder,
                "value": _value(position.value),
                "polarity": position.polarity,
                "claims": [_ref(ref) for ref in position.claims],
            }
            for position in dispute.positions
        ],
        "why": dispute.why,
    }


def _ref(ref: ClaimRef) -> Shape:
    return {"report": ref.report, "account": ref.account, "claim": ref.claim, "span": list(ref.span)}


def _member(member: Member) -> Shape:
    return {
        "id": member.account,
        "report": member.report,
        "edition": member.edition,
        "n": member.n,
        "status": member.status,
        "origin": member.origin,
        "outlet": member.outlet,
        "published": member.published,
        "added": member.added,
    }


def _value(value: Value) -> Any:
    return _bounds(value) if isinstance(value, Quantity) else value
