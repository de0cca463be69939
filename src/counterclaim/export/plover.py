"""PLOVER's records, a line of JSON each: the deed, and every accusation, denial, threat and call about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.codebook.events import QUAD_CLASS
from counterclaim.codebook.standards import countries, crosswalk
from counterclaim.export.acts import Act, Agent, acts
from counterclaim.export.shape import Format, Making, Row
from counterclaim.ledger.whole import Whole
from counterclaim.records.account import Where
from counterclaim.records.incident import Incident
from counterclaim.views.claim_ids import HAPPENED, joined, number, tally_of
from counterclaim.views.days import last_day

_RESOLUTION = {"point": 5, "place": 4, "near": 4, "admin2": 3, "admin1": 2, "country": 1}
_SIZE = {"dead": ("killed",), "injured": ("injured",), "arrested": ("detained", "captured")}
_NEEDS_RECIPIENT = frozenset({"COOPERATE", "AID", "SANCTION"})


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """One record an act."""
    if whole.incident.status not in HAPPENED:
        making.losses.leave_out(whole.incident.id, f"of status {whole.incident.status}")
        return
    _tell_losses(whole.incident, making)
    for act in acts(whole, making):
        if act.day is None:
            making.losses.lose(whole.incident.id, "an act without a date")
        elif not act.actors and not act.recipients:
            making.losses.lose(whole.incident.id, "a deed of nobody known to nobody known")
        elif act.type in _NEEDS_RECIPIENT and not act.recipients:
            making.losses.lose(whole.incident.id, f"{act.type} towards nobody known")
        else:
            yield _record(whole, act, making)


def quad_class(kind: str, making: Making) -> int:
    """PLOVER's quad; SANCTION stands in two in its manual, so a setting decides."""
    return making.options.sanction_quad if kind == "SANCTION" else QUAD_CLASS.get(kind, 4)


def score(act: Act) -> float:
    """PLOVER's score of a mode, else of its type."""
    found: float = crosswalk("plover.score_of_mode").get(act.mode, crosswalk("plover.score").get(act.type, 0))
    return found


def sector(agent: Agent) -> str:
    """PLOVER's sector of an actor."""
    by = crosswalk("plover.sector")
    return str(by.get(agent.organ) or by.get(agent.kind, "UNK"))


def _record(whole: Whole, act: Act, making: Making) -> dict[str, Any]:
    incident = whole.incident
    end = last_day(incident.when)
    context = crosswalk("plover.context").get(incident.domain)
    everybody = [*act.actors, *act.recipients] if act.both else list(act.actors)
    return {
        "id": f"CCL-{act.id}",
        "has_event": True,
        "date": act.day,
        **({"enddate": end.isoformat()} if end and not act.saying else {}),
        "actor": [_entity(each) for each in everybody],
        "recipient": [] if act.both else [_entity(each) for each in act.recipients],
        "event": [act.type],
        "event_loc": _location(incident.where),
        "event_text": [act.words],
        "quad_code": quad_class(act.type, making),
        "event_scale": score(act),
        "mode": [act.mode] if act.mode else [],
        "context": [context] if context else [],
        **({} if act.saying else {"size": _size(incident)}),
        **_source(whole, act),
        "coder": making.stamp.coder,
        "coded_date": max((member.added[:10] for member in incident.members), default=None),
        "comment": f"{making.stamp.text()}; rule book {making.book.id}; claims {joined(act.claims) or 'none'}",
    }


def _entity(agent: Agent) -> dict[str, Any]:
    known = countries().get(agent.country or "")
    return {
        "code": known.iso3 if known else (agent.id or "").partition("-")[0] or None,
        "sector": sector(agent),
        "entity_text": agent.text,
        "identifier_text": agent.name if agent.id else None,
    }


def _location(where: Where) -> dict[str, Any]:
    known = countries().get(where.country or "")
    return {
        "extracted_place": where.text,
        "resolved_place": where.name or where.admin1 or (known.name if known else None),
        "geonameid": where.geonameid,
        "lat": where.lat,
        "lon": where.lon,
        "province": where.admin1,
        "country": known.name if known else None,
        "country_code": known.iso3 if known else None,
        "resolution": _RESOLUTION.get(where.precision),
    }


def _size(incident: Incident) -> dict[str, int]:
    found = {}
    for name, harms in _SIZE.items():
        told = [number(tally.quantity) for harm in harms if (tally := tally_of(incident, harm))]
        if told:
            found[name] = sum(told)
    return found


def _source(whole: Whole, act: Act) -> dict[str, Any]:
    entry = act.entry
    if entry is None:
        return {}
    report = whole.reports.get(entry.report)
    span = entry.account.event.trigger.span if not act.saying else None
    return {
        "text_info": {"start": span[0], "end": span[1]} if span else {},
        "cite_info": {
            "citation": entry.report,
            "url": report.url if report else None,
            "title": entry.title,
            "language": report.language if report else None,
            "publication": entry.outlet,
        },
    }


def _tell_losses(incident: Incident, making: Making) -> None:
    for tally in incident.toll:
        if tally.harm not in {"killed", "injured", "detained", "captured"}:
            making.losses.lose(incident.id, f"people {tally.harm}")
        elif tally.quantity.low != tally.quantity.high:
            making.losses.lose(incident.id, f"bounds of the number {tally.harm}")
    if incident.where.alternates:
        making.losses.lose(incident.id, "other places told")


FORMAT = Format("plover", "PLOVER records, a line of JSON an act", rows, "jsonl", told=True, ending=".plover.jsonl")
