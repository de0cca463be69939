"""The table of claims: one row for each holder's word on each field, with the words and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.export.shape import Format, Making, Row, texts
from counterclaim.ledger.whole import Whole
from counterclaim.records.account import Claim
from counterclaim.records.entry import Entry
from counterclaim.records.reading import Quantity
from counterclaim.views.claim_ids import claim_id, joined, ref_id


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """A row a claim, in the order of the accounts."""
    disputed = {ref_id(ref) for each in whole.incident.disputes for stand in each.positions for ref in stand.claims}
    relations: dict[str, list[str]] = {}
    for each in whole.incident.relations:
        relations.setdefault(ref_id(each.source), []).append(f"{each.kind} {ref_id(each.to)}")
    for entry in whole.entries:
        for n, claim in enumerate(entry.account.claims):
            name = claim_id(entry.report, entry.account.n, n)
            yield {
                "claim": name,
                "incident": whole.incident.id,
                **_source(entry),
                **_said(entry, claim, whole.texts.get(entry.edition, "")),
                "disputed": name in disputed,
                "relations": joined(relations.get(name, ())) or None,
                **making.stamp._asdict(),
            }


def _source(entry: Entry) -> Row:
    return {
        "account": entry.id,
        "report": entry.report,
        "edition": entry.edition,
        "outlet": entry.outlet,
        "origin": entry.origin,
        "published": entry.published,
    }


def _said(entry: Entry, claim: Claim, text: str) -> Row:
    bounds = claim.value if isinstance(claim.value, Quantity) else Quantity(None, None, None)
    statement = entry.statements[claim.statement] if claim.statement is not None else None
    return {
        "holder": claim.holder,
        "field": claim.field,
        "value": None if isinstance(claim.value, Quantity) else str(claim.value),
        "low": bounds.low,
        "best": bounds.best,
        "high": bounds.high,
        "polarity": claim.polarity,
        "statement": claim.statement,
        "stance": statement.stance if statement else None,
        "factuality": statement.factuality if statement else None,
        "start": claim.span[0],
        "stop": claim.span[1],
        "words": text[claim.span[0] : claim.span[1]] or None,
        "basis": claim.basis,
        "confidence": claim.confidence,
    }


FORMAT = Format(
    "claims",
    "Claims, a row each",
    rows,
    "csv",
    {
        **texts("claim", "incident", "account", "report", "edition", "outlet", "origin", "published"),
        **texts("holder", "field", "value"),
        "low": "whole",
        "best": "whole",
        "high": "whole",
        "polarity": "flag",
        "statement": "whole",
        **texts("stance", "factuality"),
        "start": "whole",
        "stop": "whole",
        **texts("words", "basis"),
        "confidence": "number",
        "disputed": "flag",
        **texts("relations", "coder", "version", "codebook"),
    },
    told=True,
    texts=True,
    ending=".claims.csv",
)
