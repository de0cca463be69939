"""The table of statements: who said what how, as reported, with whom they answered and through whom it came."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.export.shape import Format, Making, Row, texts
from counterclaim.ledger.whole import Whole
from counterclaim.records.account import Statement
from counterclaim.records.entry import Entry
from counterclaim.views.claim_ids import claim_id, joined


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """A row for each statement about the incident; one on several incidents comes with each."""
    seen: set[tuple[str, int]] = set()
    for entry in whole.entries:
        for statement in entry.statements:
            key = (entry.edition, statement.n)
            if entry.account.n in statement.about and key not in seen:
                seen.add(key)
                words = {"words": None} if making.options.public else {}
                yield {**_row(whole, entry, statement), **words, **making.stamp._asdict()}
    if seen and making.options.public:
        making.losses.lose(whole.incident.id, "words of statements (served in public)")
    if not seen:
        making.losses.leave_out(whole.incident.id, "nobody quoted on it")


def _row(whole: Whole, entry: Entry, statement: Statement) -> Row:
    source = statement.source
    mine = [n for n, claim in enumerate(entry.account.claims) if claim.statement == statement.n]
    return {
        "statement": f"{entry.report}#{statement.n}",
        "incident": whole.incident.id,
        "report": entry.report,
        "edition": entry.edition,
        "outlet": entry.outlet,
        "published": entry.published,
        "source": source.text,
        "actor": source.actor,
        "holder": source.holder,
        "via": joined(relay.actor or relay.text for relay in statement.via) or None,
        "cue": statement.cue.text,
        "stance": statement.stance,
        "factuality": statement.factuality,
        "quote": statement.quote,
        "channel": statement.channel,
        "addressee": joined(statement.addressee) or None,
        "words": joined(words.text for words in statement.content) or None,
        "start": statement.content[0].span[0] if statement.content else None,
        "stop": statement.content[-1].span[1] if statement.content else None,
        "answers": joined(f"{entry.report}#{n}" for n in statement.answers) or None,
        "claims": joined(claim_id(entry.report, entry.account.n, n) for n in mine) or None,
    }


FORMAT = Format(
    "statements",
    "Statements, a row each",
    rows,
    "csv",
    {
        **texts(
            "statement", "incident", "report", "edition", "outlet", "published", "source", "actor", "holder", "via"
        ),
        **texts("cue", "stance", "factuality", "quote", "channel", "addressee", "words"),
        "start": "whole",
        "stop": "whole",
        **texts("answers", "claims", "coder", "version", "codebook"),
    },
    told=True,
    ending=".statements.csv",
)
