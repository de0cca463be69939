"""The claims of one account side by side: a row a field, a column a holder, with the words behind each."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from counterclaim.records.account import Account, Claim, Statement
from counterclaim.records.report import Report, Span
from counterclaim.views.across import ROWS
from counterclaim.views.words import NameOf, claimed, clean, holder_name, quoted, sentence_at

_MOST_COLUMNS = 4
_DISPUTED = "bold red"


@dataclass(slots=True)
class Footnotes:
    """Numbers for the words behind claims: a statement's own number, letters for what the report itself tells."""

    report: Report
    statements: tuple[Statement, ...]
    sentences: tuple[Span, ...]
    told: dict[str, Text] = field(default_factory=dict)

    def mark(self, claim: Claim, name_of: NameOf) -> str:
        """The mark of the words behind a claim; the words are kept for the list below the table."""
        if claim.statement is not None and claim.statement < len(self.statements):
            statement = self.statements[claim.statement]
            self.told.setdefault(f"s{statement.n}", said(statement, name_of))
            return f"s{statement.n}"
        words = Text(quoted(sentence_at(self.report.text, claim.span, self.sentences)))
        known = [mark for mark, told in self.told.items() if told == words]
        mark = known[0] if known else f"r{sum(mark.startswith('r') for mark in self.told) + 1}"
        self.told.setdefault(mark, words)
        return mark


def beside(account: Account, notes: Footnotes, name_of: NameOf) -> RenderableType | None:
    """The table, None where nothing is claimed; fields in dispute are marked `≠`."""
    if not account.claims:
        return None
    holders = list(dict.fromkeys(claim.holder for claim in account.claims))
    fields = sorted(dict.fromkeys(claim.field for claim in account.claims), key=_order)
    disputed = {dispute.field for dispute in account.disputes}
    table = Table(title="Who claims what", title_justify="left", expand=True, box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    wide = len(holders) <= _MOST_COLUMNS
    for heading in [holder_name(holder, name_of) for holder in holders] if wide else ["holder", "claim"]:
        table.add_column(heading, overflow="fold", ratio=1)
    for name in fields:
        style = _DISPUTED if name in disputed else ""
        label = Text(f"{'≠ ' if name in disputed else '  '}{name.replace('_', ' ')}", style)
        cells = [
            _cell([c for c in account.claims if (c.field, c.holder) == (name, h)], notes, name_of) for h in holders
        ]
        if wide:
            table.add_row(label, *cells)
            continue
        for holder, cell in zip(holders, cells, strict=True):
            if cell:
                table.add_row(label, holder_name(holder, name_of), cell)
                label = Text("")
    return table


def said(statement: Statement, name_of: NameOf) -> Text:
    """A statement: whose word, who said it and how, and the words."""
    text = Text()
    text.append(holder_name(statement.source.holder, name_of), "bold")
    source = statement.source.text or ""
    by_place = sorted([(statement.source.span or (0, 0), source), (statement.cue.span, statement.cue.text)])
    text.append(f" · {' '.join(clean(words) for _, words in by_place)}")
    if statement.content:
        text.append(": " + " … ".join(quoted(words.text) for words in statement.content))
    if statement.via:
        relays = ", ".join(clean(source.text or source.actor or "") for source in statement.via)
        text.append(f" (via {relays})", "dim")
    if statement.factuality not in {"CT+", "Uu"} or statement.stance not in {"asserts", "announces"}:
        text.append(f" [{statement.stance}, {statement.factuality}]", "dim")
    return text


def _cell(claims: list[Claim], notes: Footnotes, name_of: NameOf) -> Text:
    """One holder's claims on one field, each once, with the marks of its words."""
    marks: dict[tuple[str, bool], list[str]] = {}
    for claim in claims:
        known = marks.setdefault((claimed(claim, name_of), claim.polarity), [])
        mark = notes.mark(claim, name_of)
        known += [] if mark in known else [mark]
    cell = Text()
    for (told, polarity), where in marks.items():
        if cell:
            cell.append("\n")
        cell.append(told, "" if polarity else "italic").append(f" {' '.join(where)}", "not italic dim")
    return cell


def _order(name: str) -> int:
    return ROWS.index(name) if name in ROWS else len(ROWS)
