"""The card of one report: its incidents with the claims side by side, what else was said, what is in doubt.

head | an incident a panel: what, when, where, who | claims beside | toll | words | background | said | warnings
"""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from counterclaim.records.account import Account, Coding, Dispute, Participant, Toll
from counterclaim.records.reading import Reading
from counterclaim.records.report import Report
from counterclaim.views.beside import Footnotes, beside, said
from counterclaim.views.explain import explained
from counterclaim.views.words import NameOf, clean, holder_name, interval, place, position, quantity, quoted

_NOTHING = "Nothing in it of an armed incident."
_TOLD_ELSEWHERE = "No incident of its own: it tells of one told elsewhere."


def card(report: Report, coding: Coding, reading: Reading, name_of: NameOf, explain: bool = False) -> RenderableType:
    """Everything about one report that fits a terminal; `explain` adds what set each field."""
    sentences = tuple(sentence.span for sentence in reading.sentences)
    parts: list[RenderableType] = [_head(report)]
    news = [account for account in coding.accounts if account.status != "background"]
    past = [account for account in coding.accounts if account.status == "background"]
    if not news:
        parts.append(Text(_TOLD_ELSEWHERE if coding.relevant else _NOTHING, "dim"))
    shown: set[str] = set()
    for account in news:
        notes = Footnotes(report, coding.statements, sentences)
        parts.append(_incident(account, notes, name_of))
        shown.update(notes.told)
    parts += _listed("Before", [(" ·", _background(account, name_of)) for account in past])
    rest = [statement for statement in coding.statements if f"s{statement.n}" not in shown]
    parts += _listed("Also said", [(f"s{statement.n}", said(statement, name_of)) for statement in rest])
    if explain:
        parts.append(explained(coding, reading))
    warnings = [(" !", Text(clean(warning), "yellow")) for warning in (*report.notes, *coding.warnings)]
    return Group(*parts, *_listed("Warnings", warnings), Text(""))


def _head(report: Report) -> Text:
    text = Text(clean(report.title or report.url or report.id), "bold underline")
    about = [clean(each) for each in (report.outlet, report.published, report.url) if each]
    return text.append(f"\n{' · '.join(about)}", "not bold not underline dim") if about else text


def _incident(account: Account, notes: Footnotes, name_of: NameOf) -> Panel:
    facts = Table.grid(padding=(0, 2), expand=True)
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold", ratio=1)
    for label, told in _facts(account, name_of):
        facts.add_row(label, told)
    parts: list[RenderableType] = [Text(clean(account.headline), "bold"), facts]
    for table in (beside(account, notes, name_of), _toll(account.toll, name_of)):
        parts += [Text(""), table] if table else []
    parts += _listed("The words", list(notes.told.items()))
    return Panel(Group(*parts), title=f"{account.status} · {account.domain}", title_align="left")


def _facts(account: Account, name_of: NameOf) -> list[tuple[str, RenderableType]]:
    """Label and words of each plain field that is told."""
    event = account.event
    mode = f", {event.plover_mode}" if event.plover_mode else ""
    kind = f"{event.acled_sub_type} ({event.plover_type.lower()}{mode}) {quoted(event.trigger.text)}"
    told: list[tuple[str, RenderableType]] = [("what", Text(kind))]
    if account.count:
        observed = f", {account.observed}" if account.observed else ""
        told.append(("count", Text(f"{quantity(account.count)}{observed}")))
    told += [("when", Text(interval(account.when))), ("where", Text(place(account.where, name_of)))]
    told += [("or", Text(place(other, name_of))) for other in account.where.alternates]
    told += [(participant.role, _who(participant, name_of)) for participant in account.participants]
    for thing in account.objects:
        told.append(("hit", Text(clean(f"{thing.name}, {thing.effect}" if thing.effect else thing.name))))
    if account.weapons:
        told.append(("weapons", Text(", ".join(clean(thing.name) for thing in account.weapons))))
    told += [("disputed", Text(_sides(dispute, name_of), "bold red")) for dispute in account.disputes]
    return told


def _sides(dispute: Dispute, name_of: NameOf) -> str:
    """What is in dispute, why it is, and what each side holds."""
    sides = "; ".join(
        f"{holder_name(side.holder, name_of)}: {position(dispute.field, side.value, side.polarity, name_of)}"
        for side in dispute.positions
    )
    return f"{dispute.field.replace('_', ' ')} ({dispute.why}). {sides}"


def _who(participant: Participant, name_of: NameOf) -> Text:
    text = Text(clean(participant.name))
    if participant.actor:
        text.append(f" = {clean(name_of(participant.actor))}", "dim")
    if not participant.identified:
        text.append(" (not identified)", "dim")
    if participant.organization:
        text.append(f" of {clean(participant.organization)}")
    return text if participant.certainty == "stated" else text.append(f" ({participant.certainty})", "italic")


def _toll(entries: tuple[Toll, ...], name_of: NameOf) -> Table | None:
    if not entries:
        return None
    table = Table(title="Toll", title_justify="left", expand=True, box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("harm", no_wrap=True)
    for heading in ("low", "best", "high"):
        table.add_column(heading, justify="right", no_wrap=True)
    for heading in ("of", "says", "words"):
        table.add_column(heading, overflow="fold", ratio=1)
    for entry in entries:
        bounds = (entry.quantity.low, entry.quantity.best, entry.quantity.high)
        notes = [entry.category] if entry.category != "unknown" else []
        notes += [entry.scope] if entry.scope != "incident" else []
        notes += [word for word, so in (("in all", entry.cumulative), ("hedged", entry.hedged)) if so]
        notes += ["part of the above"] if entry.subset_of is not None else []
        of = ", ".join([*([clean(name_of(entry.of))] if entry.of else []), *notes])
        table.add_row(
            entry.harm,
            *("–" if bound is None else str(bound) for bound in bounds),
            of,
            holder_name(entry.holder, name_of),
            quoted(entry.words.text),
        )
    return table


def _background(account: Account, name_of: NameOf) -> Text:
    text = Text(clean(account.headline))
    text.append(f"\n{interval(account.when)}\n{place(account.where, name_of)}", "dim")
    for dispute in account.disputes:
        text.append(f"\ndisputed: {_sides(dispute, name_of)}", "red")
    return text


def _listed(title: str, rows: list[tuple[str, Text]]) -> list[RenderableType]:
    """A titled list of marked lines; nothing where it is empty."""
    if not rows:
        return []
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold", ratio=1)
    for mark, text in rows:
        grid.add_row(mark, text)
    return [Text(""), Text(title, "italic"), grid]
