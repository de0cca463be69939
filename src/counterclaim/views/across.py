"""The side by side: a column for each holder, a row for each field, in each cell what that holder says, word for word.

Parties come first, then third parties, then impersonal voices, then the report's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.records.account import Claim, Value
from counterclaim.records.entry import Entry
from counterclaim.records.incident import Incident
from counterclaim.records.report import Span
from counterclaim.values.sides import IMPERSONAL, of_side

ROWS = (
    "occurrence",
    "nature",
    "initiator",
    "responsibility",
    "target",
    "killed",
    "injured",
    "captured",
    "victim_status",
    "outcome",
    "weapon",
    "justification",
    "location",
    "time",
)


@dataclass(frozen=True, slots=True)
class Said:
    """One claim in a cell: its value, how sure the source was, when it was published, and where its words stand."""

    value: Value
    polarity: bool
    hedged: bool
    cue: str | None
    source: str | None
    stance: str | None
    factuality: str | None
    published: str | None
    outlet: str | None
    report: str
    edition: str
    account: int
    claim: int
    span: Span
    disputed: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A holder, and whether it is a `party`, a `third` party, an impersonal `voice` or the `report` itself."""

    holder: str
    kind: str


@dataclass(frozen=True, slots=True)
class Beside:
    """`cells` go by row and column; a holder that says nothing of a field has no cell."""

    columns: tuple[Column, ...]
    rows: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[Said, ...]]


def beside(incident: Incident, entries: Iterable[Entry]) -> Beside:
    """Every claim on the incident, laid out; a holder's claims on a field in order of publication."""
    told = {(member.account, member.edition) for member in incident.members}
    disputed = {
        (ref.report, ref.account, ref.claim)
        for dispute in incident.disputes
        for position in dispute.positions
        for ref in position.claims
    }
    cells: dict[tuple[str, str], list[Said]] = {}
    for entry in entries:
        if (entry.id, entry.edition) not in told:
            continue
        for n, claim in enumerate(entry.account.claims):
            key = (claim.field, claim.holder or "unnamed")
            cells.setdefault(key, []).append(_said(entry, n, claim, (entry.report, entry.account.n, n) in disputed))
    holders = {holder for _, holder in cells}
    columns = sorted((Column(holder, _kind(holder, incident)) for holder in holders), key=_order)
    present = {field for field, _ in cells}
    rows = [field for field in ROWS if field in present] + sorted(present - set(ROWS))
    for said in cells.values():
        said.sort(key=lambda one: (one.published or "", one.report))
    return Beside(tuple(columns), tuple(rows), {key: tuple(said) for key, said in cells.items()})


def _said(entry: Entry, n: int, claim: Claim, disputed: bool) -> Said:
    statement = None if claim.statement is None else entry.statements[claim.statement]
    return Said(
        value=claim.value,
        polarity=claim.polarity,
        hedged=statement is not None and statement.factuality[:2] in {"PR", "PS"},
        cue=statement.cue.text if statement else None,
        source=statement.source.text if statement else None,
        stance=statement.stance if statement else None,
        factuality=statement.factuality if statement else None,
        published=entry.published,
        outlet=entry.outlet,
        report=entry.report,
        edition=entry.edition,
        account=entry.account.n,
        claim=n,
        span=claim.span,
        disputed=disputed,
    )


def _kind(holder: str, incident: Incident) -> str:
    if holder == "report":
        return "report"
    if holder in IMPERSONAL:
        return "voice"
    acting: Sequence[str] = [part.actor for part in incident.participants if part.actor]
    party = any(of_side(actor, holder) for actor in acting)
    return "party" if party else "third"


def _order(column: Column) -> tuple[int, str]:
    return ("party", "third", "voice", "report").index(column.kind), column.holder
