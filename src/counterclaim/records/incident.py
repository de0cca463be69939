"""What the accounts of one incident amount to: agreed fields, figures by holder, disputes, and where each is told.

Derived: made again from accounts, judgements and corrections at any time. Field names are the contract's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from counterclaim.records.account import EventCode, Participant, Thing, Value, When, Where
from counterclaim.records.reading import Quantity
from counterclaim.records.report import Span


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """A claim of an account of a report, by their numbers in the report's output."""

    report: str
    account: int
    claim: int
    span: Span


@dataclass(frozen=True, slots=True)
class StatementRef:
    """A statement of a report, by its number in the report's output."""

    report: str
    statement: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One count of people harmed as one report tells it: whose word, of whom, published when, in which words."""

    harm: str
    quantity: Quantity
    of: str | None
    category: str
    holder: str | None
    hedged: bool
    cumulative: bool
    published: str | None
    report: str
    account: int
    outlet: str | None
    origin: str
    span: Span
    text: str
    claims: tuple[int, ...] = ()
    part: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Why a rule book did what it did with a figure: `use` is counted | replaced | part | left out."""

    figure: Figure
    use: str
    why: str


@dataclass(frozen=True, slots=True)
class Tally:
    """One kind of harm by one rule book: bounds, the figures that stand now, and every figure's part in it."""

    harm: str
    quantity: Quantity
    by: tuple[Figure, ...]
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Stand:
    """One side of an incident's dispute: a holder, a value, a polarity, and every claim that takes it."""

    holder: str | None
    value: Value
    polarity: bool
    claims: tuple[ClaimRef, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Stands that cannot all be true; `why` is `explicit denial` or `incompatible values`."""

    field: str
    positions: tuple[Stand, ...]
    why: str


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    """What one claim does to another told before it.

    `kind`: same | corroborates | revises | retracts | denies | contradicts | counter_accuses | relays.
    """

    kind: str
    field: str
    source: ClaimRef
    to: ClaimRef


@dataclass(frozen=True, slots=True)
class Responsibility:
    """How an actor stands to the deed: claimed (owns it) | blamed | denied | suspected | stated | confirmed."""

    actor: str
    status: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """admitted | corroborated | single_source | contested | denied | refuted, with reasons in words.

    `airwars` is the word of Airwars' scale that fits, None where none does.
    """

    grade: str
    why: tuple[str, ...]
    airwars: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """An account of the incident; `status` is the account's, or `withdrawn` where a later edition tells it no more."""

    account: str
    report: str
    edition: str
    n: int
    status: str
    origin: str
    outlet: str | None
    published: str | None
    added: str


@dataclass(frozen=True, slots=True)
class IncidentLink:
    """A tie to another incident (by the account that tells it), on somebody's word."""

    kind: str
    to: str
    holder: str | None
    report: str


@dataclass(frozen=True, slots=True)
class Told:
    """Which account a fused field was taken from."""

    field: str
    report: str
    account: int


@dataclass(frozen=True, slots=True)
class Incident:
    """Connected accounts as one incident. `id` is its founding account's; `redirects` the ids that lead to it."""

    id: str
    status: str
    domain: str
    headline: str
    event: EventCode
    when: When
    where: Where
    count: Quantity | None = None
    participants: tuple[Participant, ...] = ()
    objects: tuple[Thing, ...] = ()
    weapons: tuple[Thing, ...] = ()
    toll: tuple[Tally, ...] = ()
    grade: Grade = Grade("single_source", ())
    responsibility: tuple[Responsibility, ...] = ()
    disputes: tuple[Contradiction, ...] = ()
    relations: tuple[ClaimRelation, ...] = ()
    members: tuple[Member, ...] = ()
    told: tuple[Told, ...] = ()
    links: tuple[IncidentLink, ...] = ()
    outlets: int = 0
    origins: int = 0
    holders: tuple[str, ...] = ()
    first_published: str | None = None
    last_published: str | None = None
    reviewed: bool = False
    dismissed: bool = False
    unsure: bool = False
    corrected: tuple[str, ...] = field(default=())
    redirects: tuple[str, ...] = ()
