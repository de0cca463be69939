"""schema.org's Claim and ClaimReview as JSON-LD: each claim, and what others said of it. Nobody's truth is rated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from counterclaim.codebook.actors import actor_name
from counterclaim.export.shape import Format, Making, Row
from counterclaim.ledger.whole import Whole
from counterclaim.records.account import Claim
from counterclaim.records.entry import Entry
from counterclaim.views.claim_ids import claim_id, ref_id
from counterclaim.views.days import first_day
from counterclaim.views.words import holder_name, position

_SAID = {
    "denies": "Denied by {}",
    "contradicts": "Contradicted by {}",
    "counter_accuses": "Answered with a counter-accusation by {}",
    "retracts": "Taken back by {}",
    "revises": "Revised by {}",
    "corroborates": "Also told by {}",
}
_Told = dict[str, tuple[Entry, Claim]]


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """The incident, its claims, and a review for each word on another's claim."""
    incident = whole.incident
    for tally in incident.toll:
        making.losses.lose(incident.id, f"the toll by rule book ({tally.harm}): claims only")
    told: _Told = {
        claim_id(entry.report, entry.account.n, n): (entry, claim)
        for entry in whole.entries
        for n, claim in enumerate(entry.account.claims)
    }
    yield _node(_event(whole))
    for name, (entry, claim) in told.items():
        yield _node(_claim(whole, name, entry, claim, making))
    for relation in incident.relations:
        if relation.kind not in _SAID:
            making.losses.lose(incident.id, f"claims that are the {relation.kind} of another")
        elif ref_id(relation.source) in told and ref_id(relation.to) in told:
            yield _node(_review(relation.kind, ref_id(relation.source), ref_id(relation.to), told, making))


def _node(body: dict[str, Any]) -> Row:
    return {"part": "@graph", "body": {key: value for key, value in body.items() if value is not None}}


def _event(whole: Whole) -> dict[str, Any]:
    incident, where = whole.incident, whole.incident.where
    day = first_day(incident.when)
    place = {
        "@type": "Place",
        "name": where.name or where.admin1 or where.country,
        "geo": {"@type": "GeoCoordinates", "latitude": where.lat, "longitude": where.lon},
    }
    return {
        "@type": "Event",
        "@id": _urn("incident", incident.id),
        "name": incident.headline,
        "startDate": day.isoformat() if day else None,
        "location": place if where.lat is not None else None,
    }


def _claim(whole: Whole, name: str, entry: Entry, claim: Claim, making: Making) -> dict[str, Any]:
    report = whole.reports.get(entry.report)
    return {
        "@type": "Claim",
        "@id": _urn("claim", name),
        "identifier": name,
        "text": _text(claim),
        "description": whole.texts.get(entry.edition, "")[claim.span[0] : claim.span[1]] or None,
        "author": {"@type": "Organization", "name": holder_name(claim.holder, actor_name)},
        "datePublished": entry.published,
        "about": {"@id": _urn("incident", whole.incident.id)},
        "appearance": {
            "@type": "NewsArticle",
            "@id": _urn("report", entry.report),
            "headline": entry.title,
            "url": report.url if report else None,
            "datePublished": entry.published,
            "publisher": {"@type": "Organization", "name": entry.outlet} if entry.outlet else None,
        },
        "claimInterpreter": _maker(making),
    }


def _review(kind: str, source: str, to: str, told: _Told, making: Making) -> dict[str, Any]:
    entry, claim = told[source]
    return {
        "@type": "ClaimReview",
        "@id": _urn("review", f"{source}:{to}"),
        "claimReviewed": _text(told[to][1]),
        "itemReviewed": {"@id": _urn("claim", to)},
        "datePublished": entry.published,
        "author": _maker(making),
        "reviewBody": _text(claim),
        "reviewRating": {"@type": "Rating", "alternateName": _SAID[kind].format(holder_name(claim.holder, actor_name))},
        "isBasedOn": {"@id": _urn("claim", source)},
    }


def _text(claim: Claim) -> str:
    return f"{claim.field}: {position(claim.field, claim.value, claim.polarity, actor_name)}"


def _maker(making: Making) -> dict[str, Any]:
    stamp = making.stamp
    return {"@type": "Organization", "name": stamp.coder, "description": f"{stamp.version}; codebook {stamp.codebook}"}


def _urn(kind: str, name: str) -> str:
    return f"urn:counterclaim:{kind}:{quote(name, safe=':')}"


FORMAT = Format(
    "claimreview",
    "schema.org Claim and ClaimReview as JSON-LD",
    rows,
    "json",
    head={"@context": "https://schema.org", "@graph": []},
    told=True,
    texts=True,
    ending=".claims.jsonld",
)
