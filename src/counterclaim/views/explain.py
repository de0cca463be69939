"""Why each field has its value: the words, the entry of the codebook or gazetteer, how sure, said or inferred."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.table import Table

from counterclaim.records.account import Account, Coding, Statement
from counterclaim.records.reading import Reading
from counterclaim.records.report import Span
from counterclaim.views.words import clean

Row = tuple[str, str, str, str]


def explained(coding: Coding, reading: Reading) -> Table:
    """A table of every field with what set it."""
    table = Table(title="What set each field", title_justify="left", expand=True, box=SIMPLE_HEAD, pad_edge=False)
    for heading, share in (("field", 1), ("value", 2), ("set by", 3)):
        table.add_column(heading, overflow="fold", ratio=share)
    table.add_column("sure", justify="right", no_wrap=True)
    cues = {attribution.cue: attribution.entry for attribution in reading.attributions}
    for account in coding.accounts:
        for row in _account(account):
            table.add_row(f"{account.n} {row[0]}", *row[1:])
    for statement in coding.statements:
        table.add_row(*_statement(statement, cues))
    return table


def _account(account: Account) -> Iterator[Row]:
    event, when, where = account.event, account.when, account.where
    yield "event", event.acled_sub_type, f"event {event.entry}, {_at(event.trigger.span)}", _sure(event.confidence)
    yield "when", when.start or "–", f"{when.basis}, {when.precision}, {_at(when.span)}", ""
    gazetteer = f"gazetteer {where.geonameid}" if where.geonameid else f"{where.precision} level"
    yield "where", clean(where.name or where.country or "–"), f"{where.basis}, {gazetteer}, {_at(where.span)}", ""
    for who in account.participants:
        spans = ", ".join(_at(words.span) for words in who.mentions)
        yield who.role, who.actor or clean(who.name), f"{who.basis}, {spans}", _sure(who.confidence)
    for thing in (*account.objects, *account.weapons):
        yield thing.kind, clean(thing.name), ", ".join(_at(words.span) for words in thing.mentions), ""
    for claim in account.claims:
        value = f"{'' if claim.polarity else 'not '}{clean(str(_plain(claim.value)))}"
        voice = "report" if claim.statement is None else f"s{claim.statement}"
        yield claim.field, value, f"{claim.basis}, {voice}, {_at(claim.span)}", _sure(claim.confidence)


def _statement(statement: Statement, cues: dict[Span, str]) -> Row:
    source = statement.source
    cue = cues.get(statement.cue.span, clean(statement.cue.text))
    how = f"cue {cue}, source {source.basis}, {_at(source.span)}"
    return (
        f"s{statement.n}",
        f"{source.actor or source.holder or '–'} {statement.stance} {statement.factuality}",
        how,
        "",
    )


def _plain(value: object) -> object:
    return "/".join("–" if part is None else str(part) for part in value[:3]) if isinstance(value, tuple) else value


def _at(span: Span | None) -> str:
    return "no words" if span is None else f"[{span[0]}, {span[1]}]"


def _sure(confidence: float) -> str:
    return f"{confidence:.2f}"
