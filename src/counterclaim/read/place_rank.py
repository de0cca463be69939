"""Which place a name stands for in this report: prior, parents named beside it, countries voted for, and nearness.

names by sense | candidates with a prior | rounds: votes of the likely places of all other names | the best, or none
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from counterclaim.gazetteer import Gazetteer, Place
from counterclaim.gazetteer.names import fold
from counterclaim.gazetteer.seats import capitals
from counterclaim.read.document import Doc
from counterclaim.read.place_options import options_for
from counterclaim.read.place_words import adjectives, place_words
from counterclaim.records.report import Span
from counterclaim.values.geodesy import EARTH_KM, distance_km


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much, in nats; found on the even documents of public news sets."""

    country: float = 13.0
    region: float = 8.5
    sea: float = 8.0
    admin1: float = 3.15
    small_area: float = 2.0
    admin2: float = 2.3
    per_ten: float = 0.9
    per_ten_admin1: float = 0.85
    per_ten_admin2: float = 0.3
    match: float = 10.0
    capital: float = 4.2
    kind: float = 4.0
    town_of_area: float = 0.5
    inside_next: float = 3.8
    holds_last: float = 2.0
    named_country: float = 1.6
    country_share: float = 2.4
    area_vote: float = 1.8
    near: float = 3.2
    near_mean: float = 2.9
    kernel_km: float = 110.0
    reach: float = 0.5
    none_support: float = 0.6
    none_prior: float = 3.4
    outside_prior: float = 4.0
    heard_support: float = 2.5


WEIGHTS = Weights()
_FITTING = {
    "area": {"admin1": 1.0, "region": 1.0, "admin2": 0.5},
    "district": {"admin2": 1.0, "place": 0.5, "admin1": 0.1},
    "settled": {"place": 1.0},
    "quarter": {"place": 1.0},
}
_SMALL_AREA = 200_000
"""Peopled less, a first-order area (a parish, a small island's district) is told no more than a town of its size."""
_HEARD = 0.75
_ROUNDS = 3
_WIDE, _KEPT, _LIKELY = 60, 24, 5
_TOWN_KM, _LIKELY_TOWN, _TOWN_PEOPLE = 100.0, 0.8, 20_000
BESIDE = re.compile(
    r"(?:,|\s*\()?\s*(?:(?:in|of|near)\s+)?(?:the\s+)?(?:[\w-]+(?:ern|th|st)\s+)?(?:\w+\s+of\s+)?\"?$", re.I
)
_PARENT = re.compile(
    r"(?:\s+(?P<kind>[a-z]+)(?=,))?,?\s+\(?(?:in\s+)?(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2})"
)


@dataclass(slots=True)
class Option:
    """A place that a name may stand for; `base` is what does not hang on other names."""

    place: Place
    base: float
    vector: tuple[float, float, float]
    reach: float = 0.0
    likely: float = 0.0
    total: float = 0.0
    closeness: dict[int, float] = field(default_factory=dict)
    """How near other places are, by their keys: the same in every round."""


@dataclass(slots=True)
class Sense:
    """All mentions of one name in one sense (`area` for "Idlib province", `settled` for "the town of Idlib")."""

    name: str
    kind: str
    mentions: list[int] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)


class Choice(NamedTuple):
    """What a mention was resolved to, how likely, and at which score over which prior.

    `parent` where only a place around it is known, or (`beside`) one that the words name nearby.
    """

    place: Place | None
    likely: float
    score: float
    parent: Place | None = None
    prior: float = 0.0
    beside: bool = False


def choose(doc: Doc, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Choice]:
    """The place of each span, in order of the spans; they must be sorted and apart."""
    votes = country_votes(doc)
    senses, sense_of = _senses(doc, spans)
    parents = [_parents(doc, span, gazetteer) for span in spans]
    for sense in senses:
        around = [place for number in sense.mentions for place in parents[number]]
        sense.options = _options(sense, around, votes, gazetteer)
    _pair(doc, spans, sense_of)
    _settle(senses, votes)
    found = [
        Choice(None, 0.0, 0.0) if _out_of_town(sense, senses) else _best(sense, parents[number], len(senses))
        for number, sense in enumerate(sense_of)
    ]
    return [
        choice if choice.place or choice.parent else _beside(number, spans, found)
        for number, choice in enumerate(found)
    ]


def _out_of_town(sense: Sense, senses: Sequence[Sense]) -> bool:
    """Whether a quarter or house would lie far from every town that the report tells: then it is a namesake."""
    best = max(sense.options, key=lambda option: option.total, default=None)
    if sense.kind != "quarter" or best is None or best.place.level == "country":
        return False
    towns = [
        option.place
        for other in senses
        if other.kind != "quarter"
        for option in other.options
        if option.likely > _LIKELY_TOWN and _is_town(option.place)
    ]
    here = best.place
    compatriots = any(set(town.countries) & set(here.countries) for town in towns)
    return compatriots and all(distance_km(here.lat, here.lon, town.lat, town.lon) > _TOWN_KM for town in towns)


def _is_town(place: Place) -> bool:
    return place.level in {"place", "admin2"} and place.population > _TOWN_PEOPLE


def _best(sense: Sense, parents: Sequence[Place], senses: int) -> Choice:
    """The likeliest option; none of them where it is a hamlet or a guess by sound that nothing else speaks for."""
    best = max(sense.options, key=lambda option: option.total, default=None)
    around = parents[0] if parents else None
    if best is None:
        return Choice(None, 0.0, 0.0, around)
    prior = _prior(best.place)
    outside = bool(parents) and not any(holds(parent, best.place) for parent in parents)
    strict = sense.kind == "district" and bool(parents)  # "X district, Y province" lies in Y or is not known
    if outside and (strict or prior < WEIGHTS.outside_prior) and best.place.level in {"place", "admin2"}:
        return Choice(None, 0.0, best.total, around)
    spoken_for = best.total - prior - _kind_weight(sense.kind, best.place)
    if best.place.score < _HEARD and spoken_for < WEIGHTS.heard_support:
        return Choice(None, 0.0, best.total, around)
    if senses > 2 and prior < WEIGHTS.none_prior and spoken_for < WEIGHTS.none_support:
        return Choice(None, 0.0, best.total, around)
    return Choice(best.place, best.likely, best.total, prior=prior)


def _beside(number: int, spans: Sequence[Span], found: Sequence[Choice]) -> Choice:
    """An unknown name lies about where the nearest name in the words does; no more is said of it."""
    known = [
        (abs(spans[other][0] - spans[number][0]), choice.place)
        for other, choice in enumerate(found)
        if choice.place is not None and choice.place.level in {"place", "admin1", "admin2"} and choice.likely > 0.4
    ]
    near = min(known, key=lambda pair: pair[0], default=None)
    return Choice(None, 0.0, 0.0, near[1], beside=True) if near else found[number]


def country_votes(doc: Doc) -> Counter[str]:
    """How often adjectives and names of peoples speak for a country."""
    known = adjectives()
    votes: Counter[str] = Counter()
    for i, low in enumerate(doc.lower):
        code = known.get(low)
        if code is None and i:
            code = known.get(f"{doc.lower[i - 1]} {low}")
        if code is not None and (doc.upper or doc.words[i][:1].isupper()):
            votes[code] += 1
    domain = re.search(r"\.([a-z]{2})(?:/|$)", (doc.report.outlet or doc.report.url or "").lower())
    if domain:
        votes[{"UK": "GB"}.get(domain[1].upper(), domain[1].upper())] += 1
    return votes


def holds(outer: Place, inner: Place) -> bool:
    """Whether a place lies in another, by its admin names or, for regions and towns, by distance."""
    if outer.key == inner.key or not set(outer.countries) & set(inner.countries):
        return False
    if outer.level == "country":
        return inner.level != "country"
    if outer.level == "admin1":
        return inner.level in {"place", "admin2", "region"} and inner.admin1 == outer.name
    apart = distance_km(outer.lat, outer.lon, inner.lat, inner.lon)
    if outer.level == "admin2":
        return inner.level == "place" and inner.admin1 == outer.admin1 and apart <= 1.3 * outer.radius_km
    if outer.level == "place":
        return inner.level == "place" and apart <= 40 and outer.population > inner.population
    return inner.level not in {"country", "sea"} and apart <= outer.radius_km


def _senses(doc: Doc, spans: Sequence[Span]) -> tuple[list[Sense], list[Sense]]:
    found: dict[tuple[str, str], Sense] = {}
    order: list[Sense] = []
    for number, span in enumerate(spans):
        name, kind = doc.quote(span), kind_beside(doc, span)
        sense = found.setdefault((fold(name), kind), Sense(name, kind))
        sense.mentions.append(number)
        order.append(sense)
    return list(found.values()), order


def kind_beside(doc: Doc, span: Span) -> str:
    """`area`, `district`, `settled`, `quarter` or nothing, by the common noun before ("the town of X") or after it ("X
    province", "X apartments")."""
    words = place_words()
    inside = doc.tokens_in(span)
    if not inside:
        return ""
    after = doc.lower[inside.stop] if inside.stop < len(doc.lower) else ""
    if after in words.quarter_kinds:
        return "quarter"
    if after in words.area_kinds:
        return "district" if after in words.district_kinds else "area"
    before = [doc.lower[i] for i in range(max(0, inside.start - 2), inside.start)]
    if before[-1:] == ["of"] or (before and before[-1] in words.settled_kinds):
        noun = before[0] if before[-1] == "of" else before[-1]
        if noun in words.quarter_kinds:
            return "quarter"
        if noun in words.area_kinds:
            return "district" if noun in words.district_kinds else "area"
        if noun in words.settled_kinds:
            return "settled"
    return "settled" if after in {"city", "town", "village"} else ""


def _parents(doc: Doc, span: Span, gazetteer: Gazetteer) -> list[Place]:
    """Areas and countries that the words name right after a name: "X, Ill.", "X, in Loreto region"."""
    match = _PARENT.match(doc.text, span[1], span[1] + 60)
    if match is None or (match["kind"] and match["kind"] not in place_words().area_kinds):
        return []
    comma = doc.text[span[1]] == ","
    words = match["name"].split(" ")
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        short = place_words().abbreviations.get(name) if comma else None
        short = short or (place_words().abbreviations.get(name.rstrip(".,") + ".") if comma else None)
        if short:
            area = gazetteer.admin1(*short)
            return [area] if area else []
        found = [place for place in gazetteer.candidates(name) if place.level in {"country", "admin1", "region"}]
        if found:
            return found
    return []


def _options(sense: Sense, parents: list[Place], votes: Counter[str], gazetteer: Gazetteer) -> list[Option]:
    found = [
        Option(place, _prior(place), _vector(place), _reach(place)) for place in options_for(sense.name, gazetteer)
    ]
    total = sum(votes.values())
    _by_kind(found, sense.kind)
    for option in found:
        place = option.place
        if any(holds(parent, place) for parent in parents):
            option.base += WEIGHTS.inside_next
        share = max((votes[code] for code in place.countries), default=0)
        if share:
            option.base += WEIGHTS.named_country + WEIGHTS.country_share * share / total
    found.sort(key=lambda option: -option.base)
    return found[:_WIDE]


def _by_kind(options: list[Option], kind: str) -> None:
    """Weigh towns against areas by the noun beside the name; without one, "Kharkiv" is the town and not its region."""
    for option in options:
        place = option.place
        if kind in _FITTING:
            option.base += _kind_weight(kind, place)
        elif place.level == "admin1":
            towns = [other for other in options if _seat(other.place, place)]
            option.base = min([option.base, *(town.base - WEIGHTS.town_of_area for town in towns)])


def _kind_weight(kind: str, place: Place) -> float:
    """What the noun beside a name speaks for a place of its level; it says nothing of which of them is meant."""
    return WEIGHTS.kind * _FITTING.get(kind, {}).get(place.level, 0.0)


def _seat(town: Place, area: Place) -> bool:
    """Whether a town is one that an area of the same name is called after."""
    return (
        town.level == "place"
        and town.country == area.country
        and town.score >= area.score
        and (town.admin1 == area.name or distance_km(town.lat, town.lon, area.lat, area.lon) < area.radius_km)
        and (town.population >= 15000 or 4 * town.population > area.population)
    )


def _prior(place: Place) -> float:
    """How likely a place is meant before anything else is known."""
    tens = math.log10(place.population + 300)
    value = {
        "country": WEIGHTS.country,
        "region": WEIGHTS.region,
        "sea": WEIGHTS.sea,
        "admin1": WEIGHTS.admin1 + WEIGHTS.per_ten_admin1 * tens,
        "admin2": WEIGHTS.admin2 + WEIGHTS.per_ten_admin2 * tens,
        "place": WEIGHTS.per_ten * tens,
    }[place.level]
    if place.level == "place" and place.score == 1.0 and capitals().get(fold(place.name)) == place.country:
        value += WEIGHTS.capital
    if place.level == "admin1" and place.population < _SMALL_AREA:
        value -= WEIGHTS.small_area
    return value - WEIGHTS.match * (1.0 - place.score)


def _pair(doc: Doc, spans: Sequence[Span], sense_of: Sequence[Sense]) -> None:
    """Names that stand side by side explain each other where one can lie in the other."""
    done: set[tuple[int, int]] = set()
    for number in range(len(spans) - 1):
        first, second = sense_of[number], sense_of[number + 1]
        gap = doc.text[spans[number][1] : spans[number + 1][0]]
        if first is second or len(gap) > 24 or (id(first), id(second)) in done or not BESIDE.fullmatch(gap):
            continue
        done.add((id(first), id(second)))
        outers = [
            option for option in second.options if option.place.level != "place" or option.place.population > 30000
        ]
        helped: set[int] = set()
        for option in first.options:
            holders = [outer for outer in outers if holds(outer.place, option.place)]
            if holders:
                option.base += WEIGHTS.inside_next
                helped.update(outer.place.key for outer in holders)
        for outer in second.options:
            if outer.place.key in helped:
                outer.base += WEIGHTS.holds_last


def _settle(senses: list[Sense], votes: Counter[str]) -> None:
    """Rounds in which every name's options are weighed by the likely places of the others."""
    for sense in senses:
        _likely(sense, {option.place.key: option.base for option in sense.options})
    for turn in range(_ROUNDS):
        countries, areas = _tally(senses, votes)
        everything = sum(countries.values()) or 1.0
        likely = {id(sense): _top(sense) for sense in senses}
        for sense in senses:
            totals: dict[int, float] = {}
            others = [option for other in senses if other is not sense for option in likely[id(other)]]
            weight = sum([option.likely for option in others])
            own_countries, own_areas = _share(sense)
            for option in sense.options:
                place = option.place
                value = option.base
                shares = [countries[c] - own_countries[c] for c in place.countries]
                value += WEIGHTS.country_share * max(shares, default=0.0) / everything
                if place.level != "country":
                    if place.admin1:
                        vote = areas[place.country, place.admin1] - own_areas[place.country, place.admin1]
                        value += WEIGHTS.area_vote * min(1.0, vote)
                    value += _nearness(option, others, weight)
                totals[place.key] = value
            _likely(sense, totals)
        if turn == 0:
            for sense in senses:
                sense.options = sorted(sense.options, key=lambda option: -option.total)[:_KEPT]


def _likely(sense: Sense, totals: dict[int, float]) -> None:
    """Turn scores into shares."""
    best = max(totals.values(), default=0.0)
    for option in sense.options:
        option.total = totals[option.place.key]
        option.likely = math.exp(option.total - best)
    whole = sum(option.likely for option in sense.options)
    for option in sense.options:
        option.likely /= whole


def _tally(senses: list[Sense], votes: Counter[str]) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    countries: dict[str, float] = defaultdict(float, {code: float(count) for code, count in votes.items()})
    areas: dict[tuple[str, str], float] = defaultdict(float)
    for sense in senses:
        own_countries, own_areas = _share(sense)
        for code, share in own_countries.items():
            countries[code] += share
        for area, share in own_areas.items():
            areas[area] += share
    return countries, areas


def _share(sense: Sense) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    countries: dict[str, float] = defaultdict(float)
    areas: dict[tuple[str, str], float] = defaultdict(float)
    for option in sense.options:
        for code in option.place.countries:
            countries[code] += option.likely
        if option.place.admin1:
            areas[option.place.country, option.place.admin1] += option.likely
    return countries, areas


def _top(sense: Sense) -> list[Option]:
    local = [option for option in sense.options if option.place.level in {"place", "admin2", "admin1", "region"}]
    return sorted(local, key=lambda option: -option.likely)[:_LIKELY]


def _nearness(option: Option, others: list[Option], weight: float) -> float:
    """Support of other names' likely places, the nearest one and all of them; fades with distance."""
    if not others:
        return 0.0
    known = option.closeness
    for other in others:
        if other.place.key not in known:
            known[other.place.key] = _closeness(option, other)
    shares = [other.likely * known[other.place.key] for other in others]
    return WEIGHTS.near * max(shares) + WEIGHTS.near_mean * sum(shares) / max(1.0, weight)


def _closeness(one: Option, other: Option) -> float:
    """1.0 where two places touch, less with every kilometre between them."""
    x, y, z = one.vector
    a, b, c = other.vector
    chord = max(0.0, 2.0 - 2.0 * (a * x + b * y + c * z))
    apart = max(0.0, EARTH_KM * math.sqrt(chord) - one.reach - other.reach)
    return math.exp(-apart / WEIGHTS.kernel_km)


def _reach(place: Place) -> float:
    """How far an area itself goes towards its neighbours, in km."""
    return 0.0 if place.level in {"place", "country"} else WEIGHTS.reach * place.radius_km


def _vector(place: Place) -> tuple[float, float, float]:
    phi, theta = math.radians(place.lat), math.radians(place.lon)
    return math.cos(phi) * math.cos(theta), math.cos(phi) * math.sin(theta), math.sin(phi)
