"""What one reader version marked on a report's text: spans with labels and scores, and links between them.

The rules and the trained model both fill this shape; coding (`account/`) sees nothing else of the text's grammar.
Every span indexes `Report.text`. Links are indexes into the tuples of the same Reading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from counterclaim.records.report import Span


class Quantity(NamedTuple):
    """A count as told: bounds are None where the words leave them open; `hedged` for "about", "some 20"."""

    low: int | None
    best: int | None
    high: int | None
    hedged: bool = False


FAINT = 0.5
"""Confidence of a harm whose words tell who was struck, and by themselves no deed: "was taken to a hospital"."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a line: `kind` is title | body | heading | dateline | furniture."""

    span: Span
    paragraph: int
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a person, body, force or thing.

    `type`: person | organization | armed_force | armed_group | people | place | facility | nationality | weapon |
    vehicle | object. `people` are those described and not named: civilians, gunmen, villagers, children.
    `actor` is the codebook id it stands for in this report, `basis` says whether the words name it (`stated`) or
    the context does (`inferred`). `kind` is the participant kind of the contract; `chain` numbers mentions of one
    thing; `count` is the number told with it, `number` its span; `head` the head word's span.
    """

    span: Span
    type: str
    chain: int
    head: Span
    actor: str | None = None
    country: str | None = None
    kind: str = "unknown"
    name: str = ""
    count: Quantity | None = None
    number: Span | None = None
    basis: str = "stated"
    identified: bool = True
    entry: str | None = None
    confidence: float = 0.8


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A toponym and the place it was resolved to, if any. Degrees WGS84; `radius_km` covers the place itself.

    `level`: place | admin2 | admin1 | country | region | sea. `metonym`: stands for a government, a people or (`local`)
    a body of that town or county, as its police.
    `near`: the words put the thing beside the place and not in it; `offset` (km, bearing in degrees or None).
    `within`: no table has the name; degrees, level and radius are of the area that it is told in.
    """

    span: Span
    name: str
    metonym: bool = False
    local: bool = False
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    level: str | None = None
    radius_km: float | None = None
    near: bool = False
    offset: tuple[float, float | None] | None = None
    within: bool = False
    confidence: float = 0.8


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression. `value` is TIMEX3; `start`/`end` ISO local, ends inclusive, None where not resolvable.

    `type`: DATE | TIME | DURATION | SET. `precision`: hour | part_of_day | day | days | week | month | months |
    year | unknown. `extent`: within | throughout ("for three days", "since Friday"). `anchor`: `published`, `none`
    (absolute) or `previous` ("two days later": resolved against the time told before it).
    """

    span: Span
    type: str
    value: str | None
    start: str | None = None
    end: str | None = None
    precision: str = "unknown"
    extent: str = "within"
    anchor: str = "none"


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A count in words or figures, exact or vague: "at least four", "dozens of", "4,000"."""

    span: Span
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class EventMention:
    """A trigger: `entry` is the codebook's event entry; agent, patient and instrument are spans of noun phrases.

    `realis`: actual | background | planned | threatened | negated | hypothetical. `agent` is None where the words
    tell none; `about` holds spans of places and times governed by this trigger's clause.
    """

    span: Span
    entry: str
    realis: str = "actual"
    agent: Span | None = None
    patient: Span | None = None
    instrument: Span | None = None
    clause: Span | None = None
    hedged: bool = False
    confidence: float = 0.7


@dataclass(frozen=True, slots=True)
class HarmMention:
    """One count of people harmed, with the words that tell it.

    `harm`: killed | injured | casualties | missing | captured | abducted | detained | displaced. `number` is the
    span of the count's words (or of the victims where only they are told), `victims` the noun phrase counted,
    `agent` who did it where the clause says so. `scope`: incident | day | period | war. `subset` links "including
    three children" to the entry it is part of. `more`: people beyond those told before ("three others"); `known`:
    people told of before ("the driver", "he"). A `confidence` of FAINT or less says who was struck, not whether they
    live: "five people were shot".
    """

    span: Span
    harm: str
    quantity: Quantity
    number: Span
    trigger: Span
    victims: Span | None = None
    agent: Span | None = None
    cumulative: bool = False
    hedged: bool = False
    negated: bool = False
    scope: str = "incident"
    since: Span | None = None
    subset: int | None = None
    confidence: float = 0.8
    more: bool = False
    known: bool = False

    @property
    def faint(self) -> bool:
        """Whether the words leave open if those struck live."""
        return self.confidence <= FAINT


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's word: source, cue and content spans (PolNeAR's terms), and how the words present it.

    `entry` is the codebook's cue entry; `via` are sources that relay it ("state media quoted the ministry as
    saying"); `negated` for "did not say", `hedges` for adverbs of doubt inside cue or content.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    entry: str
    stance: str = "asserts"
    factuality: str = "CT+"
    quote: str = "indirect"
    channel: Span | None = None
    via: tuple[Span, ...] = ()
    negated: bool = False
    confidence: float = 0.7


class RoleMention(NamedTuple):
    """A span that the model sees in a part of an incident.

    `part`: acts | suffers | object | weapon; `group` for the organisation behind those who act. Spans of
    one filler share its number `thing` and its `name`; None for spans that are too faint to stand alone, and bear out
    what something else tells.
    """

    span: Span
    part: str
    confidence: float
    group: bool = False
    thing: int | None = None
    name: str = ""


class ActMention(NamedTuple):
    """A word by which the model sees an armed act told: how likely as news, as history, as nothing that happened."""

    span: Span
    main: float
    background: float
    unreal: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was marked on one report, in text order within each tuple.

    `mentions` are the noun phrases that coding works on; `named` the same for
    readers: proper names word for word, and the phrases that hold none. `roles` and `acts` are the model's, `stands`
    what it sees each of those who take part do (acts | suffers | takes_part), and
    `told` how likely it holds that an incident is told; None without a model.
    """

    report_id: str
    relevant: bool
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    numbers: tuple[NumberMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    harms: tuple[HarmMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    furniture: tuple[Span, ...] = ()
    dateline: PlaceMention | None = None
    published: str | None = None
    named: tuple[Mention, ...] = ()
    roles: tuple[RoleMention, ...] | None = None
    stands: tuple[RoleMention, ...] = ()
    acts: tuple[ActMention, ...] | None = None
    told: float | None = None
    warnings: tuple[str, ...] = field(default=())
