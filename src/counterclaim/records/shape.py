"""Turns a coded report into the contract's JSON object, key for key.

    report | accounts | statements | relations | warnings | reader | reading, where asked for

The keys and their order are the contract's (docs/output.md, docs/report.schema.json); nothing is decided here.
"""

from __future__ import annotations

import json
import re
from typing import Any

from counterclaim.records.account import (
    Account,
    Claim,
    Coding,
    Dispute,
    EventCode,
    Link,
    Participant,
    Relation,
    Source,
    Statement,
    Thing,
    Toll,
    Value,
    When,
    Where,
    Words,
)
from counterclaim.records.reading import Quantity, Reading
from counterclaim.records.report import Report, Span

Shape = dict[str, Any]

SCHEMA = 1
_BREAKS_A_LINE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def as_json(report: Report, coding: Coding, reading: Reading | None, reader: Shape) -> Shape:
    """The contract's object for one report; `reader` is copied into it, `reading` adds what was marked."""
    whole: Shape = {
        "schema": SCHEMA,
        "report": _report(report),
        "relevant": coding.relevant,
        "accounts": [_account(account) for account in coding.accounts],
        "statements": [_statement(statement) for statement in coding.statements],
        "relations": [_relation(relation) for relation in coding.relations],
        "warnings": [*report.notes, *coding.warnings],
        "reader": dict(reader),
    }
    if reading is not None:
        whole["reading"] = _reading(report.text, reading)
    return whole


def dumps(whole: Shape) -> str:
    """One line of JSON, letters as they are; only what would end the line or cannot be UTF-8 is escaped."""
    line = json.dumps(whole, ensure_ascii=False)
    return _BREAKS_A_LINE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _report(report: Report) -> Shape:
    return {
        "id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "url": report.url,
        "published": report.published,
        "language": report.language,
        "text": report.text,
    }


def _account(account: Account) -> Shape:
    return {
        "n": account.n,
        "status": account.status,
        "domain": account.domain,
        "headline": account.headline,
        "anchor": _words(account.anchor),
        "event": event_shape(account.event),
        "count": _count(account),
        "when": when_shape(account.when),
        "where": where_shape(account.where),
        "participants": [participant_shape(participant) for participant in account.participants],
        "objects": [object_shape(thing) for thing in account.objects],
        "weapons": [weapon_shape(thing) for thing in account.weapons],
        "toll": [_toll(entry) for entry in account.toll],
        "claims": [_claim(claim) for claim in account.claims],
        "disputes": [_dispute(dispute) for dispute in account.disputes],
        "links": [_link(link) for link in account.links],
    }


def event_shape(event: EventCode) -> Shape:
    """The contract's `event`."""
    return {
        "plover": {"type": event.plover_type, "mode": event.plover_mode},
        "acled": {"event_type": event.acled_type, "sub_event_type": event.acled_sub_type},
        "ucdp": {"type_of_violence": event.ucdp_type},
        "cameo": {"root": event.cameo_root, "quad_class": event.quad_class},
        "trigger": _words(event.trigger),
        "confidence": _rounded(event.confidence),
    }


def _count(account: Account) -> Shape | None:
    if account.count is None:
        return None
    return _bounds(account.count) | ({"observed": account.observed} if account.observed else {})


def when_shape(when: When) -> Shape:
    """The contract's `when`."""
    return {
        "start": when.start,
        "end": when.end,
        "extent": when.extent,
        "ongoing": when.ongoing,
        "precision": when.precision,
        "text": when.text,
        "span": _span(when.span),
        "basis": when.basis,
    }


def where_shape(where: Where, alternate: bool = False) -> Shape:
    """The contract's `where`; an alternate leads with its holder."""
    place: Shape = {
        "name": where.name,
        "admin1": where.admin1,
        "country": where.country,
        "lat": _rounded(where.lat, 5),
        "lon": _rounded(where.lon, 5),
        "radius_km": _rounded(where.radius_km),
        "geonameid": where.geonameid,
        "precision": where.precision,
        "text": where.text,
        "span": _span(where.span),
        "basis": where.basis,
    }
    if alternate:
        return {"name": place.pop("name"), "holder": where.holder, **place}
    return place | {"alternates": [where_shape(other, alternate=True) for other in where.alternates]}


def participant_shape(participant: Participant) -> Shape:
    """One of the contract's `participants`."""
    return {
        "role": participant.role,
        "kind": participant.kind,
        "name": participant.name,
        "actor": participant.actor,
        "country": participant.country,
        "identified": participant.identified,
        "organization": participant.organization,
        "mentions": [_words(words) for words in participant.mentions],
        "certainty": participant.certainty,
        "claims": list(participant.claims),
        "basis": participant.basis,
        "confidence": _rounded(participant.confidence),
    }


def object_shape(thing: Thing) -> Shape:
    """One of the contract's `objects`."""
    return {
        "name": thing.name,
        "kind": thing.kind,
        "effect": thing.effect,
        "mentions": [_words(words) for words in thing.mentions],
        "certainty": thing.certainty,
        "claims": list(thing.claims),
    }


def weapon_shape(thing: Thing) -> Shape:
    """One of the contract's `weapons`."""
    return {
        "name": thing.name,
        "kind": thing.kind,
        "mentions": [_words(words) for words in thing.mentions],
        "claims": list(thing.claims),
    }


def _toll(entry: Toll) -> Shape:
    since = {"since": entry.since} if entry.since is not None else {}
    return {
        "harm": entry.harm,
        **_bounds(entry.quantity),
        "of": entry.of,
        "category": entry.category,
        "holder": entry.holder,
        "hedged": entry.hedged,
        "scope": entry.scope,
        **since,
        "cumulative": entry.cumulative,
        "subset_of": entry.subset_of,
        "as_of": entry.as_of,
        **_words(entry.words),
        "claims": list(entry.claims),
    }


def _claim(claim: Claim) -> Shape:
    return {
        "field": claim.field,
        "value": _value(claim.value),
        "polarity": claim.polarity,
        "holder": claim.holder,
        "statement": claim.statement,
        "span": _span(claim.span),
        "basis": claim.basis,
        "confidence": _rounded(claim.confidence),
    }


def _dispute(dispute: Dispute) -> Shape:
    positions = [
        {
            "holder": position.holder,
            "value": _value(position.value),
            "polarity": position.polarity,
            "claims": list(position.claims),
        }
        for position in dispute.positions
    ]
    return {"field": dispute.field, "positions": positions, "why": dispute.why}


def _link(link: Link) -> Shape:
    return {"kind": link.kind, "to": link.to, "holder": link.holder, "statement": link.statement}


def _statement(statement: Statement) -> Shape:
    return {
        "n": statement.n,
        "source": _source(statement.source),
        "cue": _words(statement.cue),
        "content": {
            "text": " ".join(words.text for words in statement.content),
            "spans": [_span(words.span) for words in statement.content],
        },
        "stance": statement.stance,
        "addressee": list(statement.addressee),
        "factuality": statement.factuality,
        "quote": statement.quote,
        "channel": statement.channel,
        "about": list(statement.about),
        "answers": list(statement.answers),
        "via": [_relay(source) for source in statement.via],
    }


def _source(source: Source) -> Shape:
    return _relay(source) | {"holder": source.holder, "basis": source.basis}


def _relay(source: Source) -> Shape:
    return {"text": source.text, "span": _span(source.span), "actor": source.actor}


def _relation(relation: Relation) -> Shape:
    return {
        "kind": relation.kind,
        "from": relation.source,
        "to": list(relation.to),
        "statement": relation.statement,
    }


def _reading(text: str, reading: Reading) -> Shape:
    """What the reader marked, with the words of each mark."""

    def quoted(span: Span, **rest: Any) -> Shape:
        return {"text": text[span[0] : span[1]], "span": list(span), **rest}

    return {
        "mentions": [
            quoted(m.span, type=m.type, chain=m.chain, confidence=_rounded(m.confidence))
            for m in reading.named or reading.mentions
        ],
        "places": [
            quoted(
                p.span,
                metonym=p.metonym,
                geonameid=p.geonameid,
                lat=_rounded(p.lat, 5),
                lon=_rounded(p.lon, 5),
                country=p.country,
                confidence=_rounded(p.confidence),
            )
            for p in reading.places
        ],
        "times": [quoted(t.span, value=t.value, start=t.start, end=t.end) for t in reading.times],
        "numbers": [quoted(n.span, **_bounds(n.quantity)) for n in reading.numbers],
        "events": [quoted(e.span, **{"class": e.entry, "realis": e.realis}) for e in reading.events],
    }


def _words(words: Words) -> Shape:
    return {"text": words.text, "span": list(words.span)}


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _bounds(quantity: Quantity) -> Shape:
    return {"low": quantity.low, "best": quantity.best, "high": quantity.high}


def _value(value: Value) -> Any:
    return _bounds(value) if isinstance(value, Quantity) else value


def _rounded(number: float | None, places: int = 2) -> float | None:
    return None if number is None else round(number, places)
