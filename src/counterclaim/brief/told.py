"""One incident as part of a brief: facts, who says what with numbered words, figures, sources, what is said of it.

whole | masked names | heading, facts, side by side, the words behind it, figures by rule book, reports
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from counterclaim.brief.blocks import Block, Facts, Heading, Listing, Row, Run, Runs, Table, Words
from counterclaim.ledger.whole import Whole
from counterclaim.records.incident import Incident, Member
from counterclaim.records.report import Report
from counterclaim.views.across import beside
from counterclaim.views.cells import Grid, Saying, Word, grid
from counterclaim.views.changes import field_name
from counterclaim.views.plain import day, many, moment, named, span, title
from counterclaim.views.quote import quote
from counterclaim.views.tolls import short
from counterclaim.views.words import (
    NameOf,
    clean,
    holder_name,
    only_points,
    place,
    position,
    quantity,
    source_name,
    voice,
)

_MOST_COLUMNS = 4
_MOST_WORDS = 6
_MOST_REACTIONS = 8
_REACTIONS = frozenset({"urges", "demands", "condemns", "threatens"})


@dataclass(frozen=True, slots=True)
class Telling:
    """How incidents are told: whose names ids have, by which rule book, and whether in public."""

    name_of: NameOf
    rule: str
    public: bool


@dataclass(slots=True)
class _Note:
    """A sentence that cells point to: whose, where it stands, and which of its letters are the words themselves."""

    source: str
    sentence: str
    outlet: str
    link: str | None
    spans: set[tuple[int, int]] = field(default_factory=set)

    def runs(self, number: int) -> Runs:
        """The sentence with its words marked."""
        found = [Run(f"[{number}] "), Run(f"{self.source}: ", soft=True), Run("“")]
        at = 0
        for start, end in sorted(self.spans):
            if end > at:
                begin = max(start, at)
                found += [Run(self.sentence[at:begin]), Run(self.sentence[begin:end], mark=True)]
                at = end
        return (*found, Run(f"{self.sentence[at:]}” "), Run(self.outlet, soft=True, link=self.link))


@dataclass(slots=True)
class Notes:
    """Sentences that cells point to, each under one number."""

    known: dict[tuple[str, str, str], tuple[int, _Note]] = field(default_factory=dict)

    def number(self, saying: Saying, holder: str, reports: Mapping[str, Report]) -> int:
        """The number of the sentence that says it."""
        said, (before, words, after) = saying.said, saying.quote
        key = (said.edition, holder, before + words + after)
        if key not in self.known:
            who = holder if only_points(said.source or "") else f"{holder}, {clean(said.source or '')}"
            source = f"{who} {clean(said.cue or '') if said.source else ''}".strip()
            outlet = f"{clean(said.outlet or said.report)}, {day(said.published)}"
            report = reports.get(said.report)
            self.known[key] = (len(self.known) + 1, _Note(source, key[2], outlet, report.url if report else None))
        number, note = self.known[key]
        note.spans.add((len(before), len(before) + len(words)))
        return number

    def items(self) -> tuple[Runs, ...]:
        """All of them, in order."""
        return tuple(note.runs(number) for number, note in self.known.values())


def told(number: int | None, whole: Whole, telling: Telling) -> Iterator[Block]:
    """The blocks of one incident, its heading numbered where it stands among others."""
    incident = whole.incident
    disputed = {dispute.field for dispute in incident.disputes}
    name_of = telling.name_of
    if number is not None:
        yield Heading(f"{number}. {title(incident.headline)}", 2)
    yield Words(_grade(incident, name_of))
    yield Facts(tuple(_facts(incident, telling)))
    laid = grid(beside(incident, whole.entries), whole.texts, disputed, name_of)
    notes = Notes()
    tables = list(_beside(laid, notes, whole, name_of))
    if tables:
        yield Heading("Who says what", 3)
        yield from tables
    if incident.disputes:
        yield Heading("In dispute", 3)
        yield Listing(tuple(_disputes(incident, name_of)))
    if notes.known:
        yield Heading("The words", 3)
        yield Listing(notes.items())
    yield from _figures(incident, telling)
    if not telling.public:
        yield from _reactions(whole, name_of)
    yield Heading("Sources", 3)
    yield Listing(tuple(_sources(whole)))


def where_line(incident: Incident, name_of: NameOf) -> str:
    """Its place on one line, from small to large."""
    where = incident.where
    names = (where.name, where.admin1, name_of(where.country) if where.country else None)
    return ", ".join(clean(name) for name in dict.fromkeys(names) if name) or "place not told"


def tolls_line(incident: Incident) -> str:
    """Its figures in short: `4 killed, 2+ injured`."""
    return ", ".join(f"{short(tally.quantity)} {tally.harm}" for tally in incident.toll)


def _grade(incident: Incident, name_of: NameOf) -> Runs:
    grade = incident.grade
    why = clean(named("; ".join(grade.why), name_of))
    return (
        Run(f"{day(incident.when.start) if incident.when.start else 'Day not resolved'} · "),
        Run(f"{where_line(incident, name_of)} · "),
        Run(grade.grade.replace("_", " "), strong=True),
        Run(f": {why}" if why else ""),
    )


def _facts(incident: Incident, telling: Telling) -> Iterator[tuple[str, str]]:
    name_of, event = telling.name_of, incident.event
    yield "What", f"{event.acled_sub_type} ({event.plover_type.lower()}), {incident.domain}"
    yield "When", f"{span(incident.when)}, local time, to the {incident.when.precision.replace('_', ' ')}"
    yield "Where", f"{place(incident.where, name_of)}, precision: {incident.where.precision.replace('_', ' ')}"
    for other in incident.where.alternates:
        yield "or", place(other, name_of)
    roles: dict[str, dict[str, str]] = {}
    for part in incident.participants:
        plain = clean(name_of(part.actor)) if part.actor else clean(part.name)
        words = "" if plain.casefold() == clean(part.name).casefold() else f" “{clean(part.name)}”"
        firm = "" if part.certainty == "stated" else f" ({part.certainty.replace('_', ' ')})"
        roles.setdefault(part.role, {}).setdefault(part.actor or part.name, f"{plain}{words}{firm}")
    for role, parts in roles.items():
        yield role.replace("_", " ").capitalize(), "; ".join(parts.values())
    if incident.weapons:
        yield "Weapon", ", ".join(dict.fromkeys(clean(thing.name) for thing in incident.weapons))
    for tally in incident.toll:
        yield tally.harm.capitalize(), f"{quantity(tally.quantity)}, by the rule book {telling.rule}"
    stands: dict[str, list[str]] = {}
    for each in incident.responsibility:
        by = ", ".join(voice(holder, name_of) for holder in each.by)
        stands.setdefault(each.actor, []).append(f"{each.status.replace('_', ' ')} by {by}")
    if stands:
        lines = (f"{clean(name_of(actor))}: {', '.join(how)}" for actor, how in stands.items())
        yield "Blame and claim", "; ".join(lines)
    yield "Told by", f"{many(incident.outlets, 'outlet')}, {many(incident.origins, 'origin')}"
    looked = "looked at by a person" if incident.reviewed else "read by machine, not looked at by a person"
    touched = f", corrected: {', '.join(map(field_name, incident.corrected))}" if incident.corrected else ""
    yield "Review", f"{looked}{touched}"
    yield "Id", incident.id


def _beside(laid: Grid, notes: Notes, whole: Whole, name_of: NameOf) -> Iterator[Table]:
    """The side by side, so many holders a table as a page is wide for."""
    for start in range(0, len(laid.columns), _MOST_COLUMNS):
        columns = laid.columns[start : start + _MOST_COLUMNS]
        rows: list[Row] = []
        for row in laid.rows:
            cells = row.cells[start : start + _MOST_COLUMNS]
            if any(cells):
                pairs = zip(columns, cells, strict=True)
                told = [_cell(cell, holder_name(column.holder, name_of), notes, whole) for column, cell in pairs]
                rows.append(Row((row.field.replace("_", " "), *told), row.disputed))
        if rows:
            yield Table(("", *(holder_name(column.holder, name_of) for column in columns)), tuple(rows))


def _cell(words: tuple[Word, ...], holder: str, notes: Notes, whole: Whole) -> str:
    """Each thing said once, with the numbers of its first words."""
    lines = []
    for word in words[:_MOST_WORDS]:
        mark = notes.number(word.sayings[0], holder, whole.reports)
        hedged = " (hedged)" if word.hedged else ""
        more = f" {len(word.sayings)}×" if len(word.sayings) > 1 else ""
        lines.append(f"{word.words}{hedged} [{mark}]{more}")
    if len(words) > _MOST_WORDS:
        lines.append(f"and {len(words) - _MOST_WORDS} more")
    return "\n".join(lines)


def _disputes(incident: Incident, name_of: NameOf) -> Iterator[Runs]:
    for dispute in incident.disputes:
        sides = "; ".join(
            f"{holder_name(side.holder, name_of)}: {position(dispute.field, side.value, side.polarity, name_of)}"
            for side in dispute.positions
        )
        yield Run(f"{dispute.field.replace('_', ' ')} ", strong=True), Run(f"({dispute.why}). {sides}")


def _figures(incident: Incident, telling: Telling) -> Iterator[Block]:
    """Every figure, and what the rule book did with it."""
    name_of = telling.name_of
    rows = []
    for tally in incident.toll:
        for step in tally.steps:
            figure = step.figure
            of = clean(name_of(figure.of)) if figure.of else "side not told"
            told = f"{quantity(figure.quantity)} {tally.harm}"
            outlet = f"{clean(figure.outlet or figure.report)}, {day(figure.published)}"
            rows.append(
                Row((told, of, holder_name(figure.holder, name_of), outlet, f"{step.use}: {named(step.why, name_of)}"))
            )
    if rows:
        yield Heading(f"Figures, and what the rule book {telling.rule} did with each", 3)
        yield Table(("Figure", "Of whom", "Whose word", "Outlet", "Use"), tuple(rows), 4)


def _reactions(whole: Whole, name_of: NameOf) -> Iterator[Block]:
    found: dict[tuple[str, str], Runs] = {}
    for entry in whole.entries:
        for each in entry.statements:
            if each.stance in _REACTIONS and each.content:
                who = source_name(each.source.text, each.source.holder, name_of)
                said = quote(whole.texts.get(entry.edition, ""), each.content[0].span)
                key = (each.source.holder or who, said.words)
                runs = (
                    Run(f"{who} ", strong=True),
                    Run(f"{each.stance.replace('_', ' ')}: “{said.before}{said.words}{said.after}” "),
                    Run(f"{clean(entry.outlet or entry.report)}, {day(entry.published)}", soft=True),
                )
                found.setdefault(key, runs)
    if found:
        yield Heading("Reactions", 3)
        yield Listing(tuple([*found.values()][:_MOST_REACTIONS]))


def _sources(whole: Whole) -> Iterator[Runs]:
    """Each report once, in order of publication; copies say whose text they are."""
    every: dict[str, Member] = {}
    for member in sorted(whole.incident.members, key=lambda each: (each.published or "", each.report)):
        every.setdefault(member.report, member)
    for name, member in every.items():
        report = whole.reports.get(name)
        heading = clean((report.title if report else None) or name)
        copy = f"; copies the text of {clean(member.origin)}" if member.origin != name else ""
        url = report.url if report else None
        yield (
            Run(f"{clean(member.outlet or 'outlet not told')}, {moment(member.published)}: ", soft=True),
            Run(heading, link=url),
            Run(copy, soft=True),
            Run(f" {url}" if url else "", soft=True, link=url),
        )
