"""One incident of the ledger on a terminal: fields, who says what, the toll with reasons, reports, decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from counterclaim.records.incident import Incident, Member, Step
from counterclaim.records.judgement import Correction, Judgement
from counterclaim.views.across import Beside, Said
from counterclaim.views.words import NameOf, clean, holder_name, interval, place, position, quantity, quoted

_MOST_COLUMNS = 5
Texts = Mapping[str, str]


def incident_card(
    incident: Incident,
    beside: Beside,
    decisions: Sequence[Judgement | Correction],
    texts: Texts,
    name_of: NameOf,
) -> RenderableType:
    """Everything about one incident that fits a terminal; `texts` are its editions' by digest."""
    parts: list[RenderableType] = [Text(clean(incident.headline), "bold underline"), _facts(incident, name_of)]
    for start in range(0, len(beside.columns), _MOST_COLUMNS):
        parts += [Text(""), _table(beside, start, name_of)]
    if incident.toll:
        parts += [Text(""), _toll(incident, name_of)]
    parts += [Text(""), _words(beside, texts, name_of), Text(""), _reports(incident.members)]
    if decisions:
        parts += [Text(""), Text("Decisions", "bold"), *(Text(_decision(each)) for each in decisions)]
    return Group(*parts, Text(""))


def _facts(incident: Incident, name_of: NameOf) -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold", ratio=1)
    event = incident.event
    grid.add_row("id", incident.id)
    grid.add_row("what", f"{event.acled_sub_type} ({event.plover_type.lower()})")
    grid.add_row("when", interval(incident.when))
    grid.add_row("where", place(incident.where, name_of))
    for other in incident.where.alternates:
        grid.add_row("or", place(other, name_of))
    for part in incident.participants:
        actor = f" = {clean(name_of(part.actor))}" if part.actor else ""
        firm = "" if part.certainty == "stated" else f" ({part.certainty})"
        grid.add_row(part.role, f"{clean(part.name)}{actor}{firm}")
    grade = incident.grade
    beside = f", {grade.airwars} in Airwars' words" if grade.airwars else ""
    grid.add_row("grade", f"{grade.grade.replace('_', ' ')}{beside}: {'; '.join(grade.why)}")
    for dispute in incident.disputes:
        sides = "; ".join(
            f"{holder_name(side.holder, name_of)}: {position(dispute.field, side.value, side.polarity, name_of)}"
            for side in dispute.positions
        )
        grid.add_row("disputed", Text(f"{dispute.field} ({dispute.why}). {sides}", "bold red"))
    grid.add_row("told by", f"{_many(incident.outlets, 'outlet')}, {_many(incident.origins, 'origin')}")
    if incident.corrected:
        grid.add_row("corrected", ", ".join(incident.corrected))
    return grid


def _table(beside: Beside, start: int, name_of: NameOf) -> Table:
    table = Table(title="Who says what", title_justify="left", expand=True, box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True, style="dim")
    shown = beside.columns[start : start + _MOST_COLUMNS]
    for column in shown:
        table.add_column(holder_name(column.holder, name_of), overflow="fold")
    for row in beside.rows:
        cells = [beside.cells.get((row, column.holder), ()) for column in shown]
        if any(cells):
            pairs = zip(shown, cells, strict=True)
            table.add_row(row.replace("_", " "), *(_cell(row, column.holder, cell, name_of) for column, cell in pairs))
    return table


def _cell(field: str, holder: str, cell: Sequence[Said], name_of: NameOf) -> Text:
    """Each thing said once, with the day it was first said, and by which outlet of its own; disputes stand out."""
    text = Text()
    seen: set[str] = set()
    for said in cell:
        words = position(field, said.value, said.polarity, name_of) + (" (hedged)" if said.hedged else "")
        if words in seen:
            continue
        seen.add(words)
        told = [said.published[:10]] if said.published else []
        told += [clean(said.outlet)] if holder == "report" and said.outlet else []
        text.append("\n" if len(seen) > 1 else "").append(words, "bold red" if said.disputed else "")
        text.append(f" {', '.join(told)}" if told else "", "dim")
    return text


def _toll(incident: Incident, name_of: NameOf) -> Table:
    table = Table(title="Toll", title_justify="left", expand=True, box=SIMPLE_HEAD, pad_edge=False)
    for name in ("harm", "figure", "whose word", "of", "published", "use"):
        table.add_column(name, overflow="fold")
    for tally in incident.toll:
        table.add_row(tally.harm, Text(quantity(tally.quantity), "bold"), "", "", "", "")
        for step in tally.steps:
            table.add_row("", *_step(step, name_of))
    return table


def _step(step: Step, name_of: NameOf) -> tuple[str, ...]:
    figure = step.figure
    side = clean(name_of(figure.of)) if figure.of else ""
    day = (figure.published or "")[:10]
    return quantity(figure.quantity), holder_name(figure.holder, name_of), side, day, f"{step.use}: {step.why}"


def _words(beside: Beside, texts: Texts, name_of: NameOf) -> Table:
    """The words behind the claims, those in dispute first."""
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold", ratio=1)
    seen: set[str] = set()
    every = [(column, said) for (_, column), cell in beside.cells.items() for said in cell]
    for holder, said in sorted(every, key=lambda pair: not pair[1].disputed):
        words = quoted(texts.get(said.edition, "")[said.span[0] : said.span[1]])
        if words not in seen:
            seen.add(words)
            grid.add_row(holder_name(holder, name_of), f"{words} ({clean(said.outlet or said.report)})")
    return grid


def _reports(members: Sequence[Member]) -> Table:
    table = Table(title="Reports", title_justify="left", expand=True, box=SIMPLE_HEAD, pad_edge=False)
    for name in ("account", "report", "outlet", "published", "as", "origin"):
        table.add_column(name, overflow="fold")
    for member in members:
        outlet, day = clean(member.outlet or ""), member.published or ""
        table.add_row(member.account, clean(member.report), outlet, day, member.status, clean(member.origin))
    return table


def _decision(entry: Judgement | Correction) -> str:
    undoes = f" (takes back {entry.undoes})" if entry.undoes is not None else ""
    if isinstance(entry, Judgement):
        told = f"judgement {entry.n}: {entry.one} and {entry.other} {entry.verdict}"
    else:
        told = f"correction {entry.n}: {entry.field} {clean(entry.old)} -> {clean(entry.new)}"
    return f"{told}{undoes}, {clean(entry.author)}, {entry.at}: {clean(entry.reason)}"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
