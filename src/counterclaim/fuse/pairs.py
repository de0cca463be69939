"""What two sketches have in common: each feature takes one level, whose weight the weights file holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from counterclaim.fuse import terms
from counterclaim.fuse.sketch import ASSUMED, LOOSE, NONE, TOLD, Sketch
from counterclaim.records.reading import Quantity
from counterclaim.values.geodesy import distance_km

_STEPS = tuple((step, f"<{step}") for step in (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8))
_GAPS = ((0, "0"), (1, "1"), (3, "2-3"), (10, "4-10"))
_DELAYS = ((0, "0"), (1, "1"), (3, "2-3"), (7, "4-7"), (30, "8-30"), (365, "31-365"))
_DISTANCES = ((12, "3-12 km"), (40, "13-40 km"), (150, "41-150 km"))
_WIDE_KM, _BORDER_KM = 40.0, 40.0
_SOON = 7
_MOST_RARE = 6


class Trait(NamedTuple):
    """One feature of a pair: what names its level, and what tells in words what was compared."""

    name: str
    level: Callable[[Sketch, Sketch], str]
    told: Callable[[Sketch, Sketch], str]


def days(one: Sketch, other: Sketch) -> str:
    """How far the days are apart, and how surely they are known."""
    if NONE in (one.dated, other.dated):
        return "unknown"
    (first, last), (other_first, other_last) = _bounds(one), _bounds(other)
    gap = max(first - other_last, other_first - last, 0)
    both = {one.dated, other.dated}
    sure = TOLD if both == {TOLD} else ASSUMED if ASSUMED in both else LOOSE
    far = _band(gap, _GAPS)
    if sure == TOLD and gap == 0 and first == last == other_first == other_last:
        far = "same"
    return f"{sure} {far}"


def published(one: Sketch, other: Sketch) -> str:
    """Days between the reports."""
    if one.published is None or other.published is None:
        return "unknown"
    gap = abs(one.published - other.published)
    return _band(gap, _DELAYS)


def place(one: Sketch, other: Sketch) -> str:
    """How near the places are, by what is known of the coarser one."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        if one.country is None or other.country is None:
            return "unknown"
        return "same country" if one.country == other.country else "other country"
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return "same coarse" if (one.radius_km or 0.0) > _WIDE_KM else "same"
    apart = distance_km(one.lat, one.lon, other.lat, other.lon)
    if apart <= 2:
        return "same"
    wide = max(one.radius_km or 0.0, other.radius_km or 0.0)
    if wide > _WIDE_KM and apart <= wide:
        return "inside"
    if one.country and other.country and one.country != other.country and apart > _BORDER_KM:
        return "other country"
    return "outside" if wide > _WIDE_KM else _band(apart, _DISTANCES)


def event(one: Sketch, other: Sketch) -> str:
    """How alike the kinds of violence are."""
    if one.entry == other.entry:
        return "same entry"
    if one.acled == other.acled:
        return "same type"
    return "same quad" if one.plover == other.plover else "other"


def count(one: Quantity | None, other: Quantity | None) -> str:
    """How two figures of harm go together."""
    if one is None or other is None:
        return "unknown"
    low, high, other_low, other_high = one.low or 0, one.high or 0, other.low or 0, other.high or 0
    if low == other_low and high == other_high:
        return f"equal {min(low, 4)}" if low < 4 else "equal 4-9" if low < 10 else "equal 10+"
    if low <= other_high and other_low <= high:
        return "meet"
    less, more = min(high, other_high), max(low, other_low)
    return "near" if more - less <= 1 or more <= 1.35 * less else "apart" if more <= 3 * less else "far apart"


def actors(one: Sketch, other: Sketch) -> str:
    """How many of the parties that are named are the same."""
    if not one.actors or not other.actors:
        return "unknown"
    both = set(one.actors) & set(other.actors)
    if not both:
        sides = {actor[:2] for actor in one.actors} & {actor[:2] for actor in other.actors}
        return "same countries" if sides else "none"
    return "all" if len(both) >= max(len(one.actors), len(other.actors)) else "two" if len(both) > 1 else "one"


def people(one: Sketch, other: Sketch) -> str:
    """Whether the same people are named."""
    if not set(one.victims).isdisjoint(other.victims):
        return "victims"
    both = len({*one.people, *one.victims} & {*other.people, *other.victims})
    if one.victims and other.victims:
        return "other victims" if not both else "other victims, shared names"
    return "none" if not both else "one" if both == 1 else "two" if both == 2 else "more"


def ages(one: Sketch, other: Sketch) -> str:
    """Whether people of the same ages are told of."""
    if not one.ages or not other.ages:
        return "unknown"
    both = len(set(one.ages) & set(other.ages))
    return "none" if not both else "one" if both == 1 else "two" if both == 2 else "more"


def named(one: Sketch, other: Sketch) -> str:
    """Whether each tells of the place that the other is put at."""
    found = _tells_of(one, other), _tells_of(other, one)
    if None in found:
        return "unknown" if found == (None, None) else "one" if True in found else "no"
    return "each" if all(found) else "one" if any(found) else "no"


def _tells_of(one: Sketch, other: Sketch) -> bool | None:
    """Whether a word of the other's place is among the one's telling words."""
    if not other.place:
        return None
    own = list(map(terms.stem, other.place.split()))
    return any(word in told for told in map(terms.shares, (one.gist, one.names)) for word in own)


def soon(one: Sketch, other: Sketch) -> str:
    """Whether the reports are of one week."""
    if one.published is None or other.published is None:
        return "undated"
    return "soon" if abs(one.published - other.published) <= _SOON else "late"


def gist(one: Sketch, other: Sketch) -> str:
    """How alike the whole reports are: news of one week shares more than its incident."""
    return f"{soon(one, other)} {_alike(one.gist, other.gist)}"


def rare(one: Sketch, other: Sketch) -> str:
    """How many words that hardly any report holds are telling in both reports."""
    mine = terms.shares(one.gist)
    both = [word for word in terms.shares(other.gist) if word in mine]
    return f"{soon(one, other)} {min(sum(map(terms.is_rare, both)), _MOST_RARE)}"


def status(one: Sketch, other: Sketch) -> str:
    """News or history."""
    return " ".join(sorted({one.status, other.status} & {"main", "background"})) or "other"


def report(one: Sketch, other: Sketch) -> str:
    """Whether one report tells both, or two with one text."""
    if one.report == other.report:
        return "one report"
    return "one text" if one.origin == other.origin else "two"


def told_apart(one: Sketch, other: Sketch) -> bool:
    """Whether one report tells the two as two incidents: all but what it tells twice, of one day, place and kind."""
    if one.report != other.report or one.id == other.id:
        return False
    same_days = one.dated == other.dated == TOLD and one.first == other.first
    same_place = one.geonameid == other.geonameid if one.geonameid else one.place == other.place
    clash = count(one.killed, other.killed) in {"apart", "far apart"}
    return not (same_days and same_place and one.entry == other.entry and not clash)


def _bounds(one: Sketch) -> tuple[int, int]:
    return one.first or 0, one.last or 0


def _band(value: float, bands: tuple[tuple[float, str], ...]) -> str:
    return next((name for most, name in bands if value <= most), "more")


def _likeness(field: str) -> Callable[[Sketch, Sketch], str]:
    of = attrgetter(field)
    return lambda one, other: _alike(of(one), of(other))


def _alike(one: str, other: str) -> str:
    """The step that two sets of terms are alike to."""
    if not one or not other:
        return "unknown"
    value = terms.likeness(one, other)
    return next((name for step, name in _STEPS if value < step), "more")


def _common(*fields: str) -> Callable[[Sketch, Sketch], str]:
    """Tells what two sketches share in some fields."""

    def told(one: Sketch, other: Sketch) -> str:
        found = [{str(each) for field in fields for each in getattr(side, field)} for side in (one, other)]
        both = sorted(found[0] & found[1])
        return f"both tell of {', '.join(both)}" if both else "none in common"

    return told


def _terms(field: str) -> Callable[[Sketch, Sketch], str]:
    def told(one: Sketch, other: Sketch) -> str:
        both = terms.shared(getattr(one, field), getattr(other, field))
        return f"both have {', '.join(both)}" if both else "none in common"

    return told


def _each(tell: Callable[[Sketch], str]) -> Callable[[Sketch, Sketch], str]:
    return lambda one, other: f"{tell(one)} and {tell(other)}"


def _figure(field: str) -> Trait:
    of = attrgetter(field)
    return Trait(
        field,
        lambda one, other: count(of(one), of(other)),
        _each(lambda side: _many(of(side))),
    )


def _when(one: Sketch) -> str:
    if one.first is None or one.last is None:
        return "no day"
    first, last = date.fromordinal(one.first).isoformat(), date.fromordinal(one.last).isoformat()
    return first if first == last else f"{first} to {last}"


def _issued(one: Sketch) -> str:
    return date.fromordinal(one.published).isoformat() if one.published else "no date"


def _where(one: Sketch) -> str:
    return one.place or one.admin1 or one.country or "no place"


def _many(one: Quantity | None) -> str:
    return "no figure" if one is None else str(one.low) if one.low == one.high else f"{one.low}-{one.high}"


TRAITS = (
    Trait("days", days, _each(_when)),
    Trait("published", published, _each(_issued)),
    Trait("place", place, _each(_where)),
    Trait("event", event, _each(lambda side: side.entry)),
    _figure("killed"),
    _figure("injured"),
    _figure("captured"),
    Trait("actors", actors, _common("actors")),
    Trait("people", people, _common("victims", "people")),
    Trait("ages", ages, _common("ages")),
    Trait("names", _likeness("names"), _terms("names")),
    Trait("words", _likeness("words"), _terms("words")),
    Trait("gist", gist, _terms("gist")),
    Trait("rare", rare, _terms("gist")),
    Trait("named", named, _each(_where)),
    Trait("status", status, _each(lambda side: side.status)),
    Trait("report", report, _each(lambda side: side.report)),
)
"""All features, in the order in which they are added up."""
