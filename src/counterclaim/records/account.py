"""One report's telling of one incident, and the statements it rests on; field names are the contract's."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterclaim.records.reading import Quantity
from counterclaim.records.report import Span

Value = str | bool | Quantity


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation of the report: the words and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class EventCode:
    """What kind of incident, in the schemes of PLOVER, ACLED, UCDP and CAMEO."""

    entry: str
    plover_type: str
    plover_mode: str | None
    acled_type: str
    acled_sub_type: str
    ucdp_type: int | None
    cameo_root: str
    quad_class: int
    trigger: Words
    confidence: float


@dataclass(frozen=True, slots=True)
class When:
    """An interval of local time, ends inclusive; start and end are None where not told or not resolvable."""

    start: str | None = None
    end: str | None = None
    extent: str = "within"
    ongoing: bool = False
    precision: str = "unknown"
    text: str | None = None
    span: Span | None = None
    basis: str = "stated"


@dataclass(frozen=True, slots=True)
class Where:
    """The finest level that was resolved. Degrees WGS84, `radius_km` the uncertainty around the coordinates."""

    name: str | None = None
    admin1: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    geonameid: int | None = None
    precision: str = "unknown"
    text: str | None = None
    span: Span | None = None
    basis: str = "stated"
    holder: str | None = None
    alternates: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody with a role in the incident, as the report tells it."""

    role: str
    kind: str
    name: str
    actor: str | None
    country: str | None
    identified: bool
    organization: str | None
    mentions: tuple[Words, ...]
    certainty: str
    claims: tuple[int, ...] = ()
    basis: str = "stated"
    confidence: float = 0.7


@dataclass(frozen=True, slots=True)
class Thing:
    """A physical target (with `effect`) or a weapon (without)."""

    name: str
    kind: str
    mentions: tuple[Words, ...]
    certainty: str = "stated"
    effect: str | None = None
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Toll:
    """One figure of harm by one holder; the fields are the contract's."""

    harm: str
    quantity: Quantity
    of: str | None
    category: str
    holder: str | None
    hedged: bool
    scope: str
    cumulative: bool
    words: Words
    since: str | None = None
    subset_of: int | None = None
    as_of: str | None = None
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One holder's word on one field of an account; `polarity` False denies the value."""

    field: str
    value: Value
    polarity: bool
    holder: str | None
    statement: int | None
    span: Span
    basis: str = "stated"
    confidence: float = 0.7


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a dispute."""

    holder: str | None
    value: Value
    polarity: bool
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Positions that cannot all be true; `why` is `explicit denial` or `incompatible values`."""

    field: str
    positions: tuple[Position, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Link:
    """A tie from one account to another of the same report, on somebody's word."""

    kind: str
    to: int
    holder: str | None
    statement: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """Whose word a statement is; `holder` is the party that the actor speaks for."""

    text: str | None
    span: Span | None
    actor: str | None
    holder: str | None
    basis: str = "stated"


@dataclass(frozen=True, slots=True)
class Statement:
    """Source, cue, content and what kind of act saying it was."""

    n: int
    source: Source
    cue: Words
    content: tuple[Words, ...]
    stance: str
    factuality: str
    quote: str
    via: tuple[Source, ...] = ()
    addressee: tuple[str, ...] = ()
    channel: str | None = None
    about: tuple[int, ...] = ()
    answers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """What one actor does towards others by a statement: urges_calm, offers_mediation, ..."""

    kind: str
    source: str
    to: tuple[str, ...]
    statement: int


@dataclass(frozen=True, slots=True)
class Account:
    """One continuous engagement in one locality, as this report tells it."""

    n: int
    status: str
    domain: str
    headline: str
    anchor: Words
    event: EventCode
    when: When
    where: Where
    count: Quantity | None = None
    observed: str | None = None
    participants: tuple[Participant, ...] = ()
    objects: tuple[Thing, ...] = ()
    weapons: tuple[Thing, ...] = ()
    toll: tuple[Toll, ...] = ()
    claims: tuple[Claim, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """Everything coded from one report: its accounts and statements, and the reading they rest on."""

    relevant: bool
    accounts: tuple[Account, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    warnings: tuple[str, ...] = field(default=())
