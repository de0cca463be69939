"""At which of a report's places an incident is put: candidates with what speaks for each, chosen by learnt weights.

Every place that the report tells is a candidate, and so is none; what the rules say is one ground among others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from counterclaim.account.beside import is_past
from counterclaim.account.likely import Weights, learnt_weights, likeliest
from counterclaim.account.scene import Scene, kept
from counterclaim.account.setting import TOWN_KM, TOWNS, apart, beside, coarseness, pointers, setting_of
from counterclaim.codebook.loader import load
from counterclaim.gazetteer.seats import is_seat
from counterclaim.records.reading import PlaceMention

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_LEAD = 3
_NEAR_KM, _FAR_KM = 40.0, 200.0
_CERTAIN = 0.75
"""From here on a town is hardly a namesake."""
_MANY = 4
_GAP = 3
_WORD = re.compile(r"([\w'’]+|[,(:;\"“—-])\s*$")
_AFTER = re.compile(r"\s*(?:['’]s\s+)?([\w'’]+)")
_COURT = re.compile(r"(?:(\w+) )?(?:an? |the |his |their )?(?<!\w)(\w+) (?:in|of|at) (?:the )?$")
_WORDS_BEFORE = re.compile(r"[a-z-]+")
_NOUNS = 4
"""Words before a name that tell what it is the place of."""
_LED = ("searched", "at_work")
_SPOKEN = re.compile(r"(?: [\w-]+){0,6} (?:in|at|from) (?:the )?")
_LED_IN = re.compile(r"(?: (?:on|last|this) \w+| (?:mon|tues|wednes|thurs|fri|satur|sun)day)? (?:in|at) (?:the )?$")
_AGED = re.compile(r"\d\d?, of (?:the )?$")


class Sites:
    """The places of one report, each with all its mentions."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.groups: dict[object, list[PlaceMention]] = {}
        for place in scene.reading.places:
            if scene.kind(place.span[0]) != "furniture" and not _stands_for(scene, place):
                self.groups.setdefault(_key(place), []).append(place)
        for key, group in self.groups.items():
            self.groups[key] = [place for place in group if not spoken_there(scene, place)] or group
        self._most = max(map(len, self.groups.values()), default=0)
        bodies = [place for place in scene.reading.places if place.local and place.lat is not None]
        self._unlisted = {(place.country, place.admin1) for place in scene.reading.places if place.within}
        self._anchors = {"dateline": scene.reading.dateline, "body": bodies[0] if bodies else None}

    def chosen(self, draft: Draft, ruled: PlaceMention | None, weights: Weights | None = None) -> PlaceMention | None:
        """The likeliest place of a draft, by the mention that tells it best."""
        options = self.options(draft, ruled)
        used = learnt_weights("site") if weights is None else weights
        best = likeliest(options, used, _key(ruled) if ruled else None)
        return self.told(draft, best, ruled)

    def told(self, draft: Draft, key: object, ruled: PlaceMention | None) -> PlaceMention | None:
        """The mention that tells a place of a draft: what the rules point at, one beside a trigger, or the first."""
        if ruled is not None and key == _key(ruled):
            return ruled
        here = self.scene.sentences_of(draft.events)
        group = self.groups.get(key, ())
        return min(group, key=lambda place: (self._at(place) not in here, place.metonym, place.span), default=None)

    def options(self, draft: Draft, ruled: PlaceMention | None) -> dict[object, list[str]]:
        """By place the names of the weights that speak for it; None for no place."""
        here = self.scene.sentences_of(draft.events)
        options: dict[object, list[str]] = {
            None: ["none", f"none|{draft.status}", *(["ruled"] if ruled is None else [])]
        }
        for key, told_of in self.groups.items():
            group = [place for place in told_of if not self._of_history(place, draft, here)]
            if not group:
                continue
            if ruled is not None and (self._anothers(group, ruled, here) or self._sent_from(group, ruled, draft)):
                continue
            if self._capital_far_off(group, here) or all(talked_over(self.scene, place) for place in group):
                continue
            told = dict.fromkeys(self._group(group, ruled))
            for place in group:
                told.update(dict.fromkeys(self._mention(draft, place, here)))
            options[key] = [*told, *(f"{name}|{draft.status}" for name in told if name in _BY_STATUS)]
        return options

    def _anothers(self, group: Sequence[PlaceMention], ruled: PlaceMention, here: set[int]) -> bool:
        """Whether a place is far from the one told with the trigger, told in the body alone or as whose police speak:
        another deed's."""
        if self._at(ruled) not in here:
            return False
        aside = all(
            self._spelled_out(ruled) if place.local else self._at(place) not in here and self._in_body(place)
            for place in group
        )
        if not aside or apart(ruled, group[0]) is None:
            return False
        if ruled.level not in TOWNS:
            return (group[0].country, group[0].admin1) != (ruled.country, ruled.admin1) and ruled.admin1 is not None
        return not beside(ruled, group[0], TOWN_KM)

    def _spelled_out(self, place: PlaceMention) -> bool:
        """Whether the area of a town is told right after it, so that it is no namesake: "Savannah, Georgia"."""
        after = (one for one in self.scene.reading.places if 0 < one.span[0] - place.span[1] <= _GAP)
        return not place.local and any(one.level == "admin1" and one.admin1 == place.admin1 for one in after)

    def _in_body(self, place: PlaceMention) -> bool:
        return self.scene.kind(place.span[0]) == "body"

    def _sent_from(self, group: Sequence[PlaceMention], ruled: PlaceMention, draft: Draft) -> bool:
        """Whether a place is the dateline alone, far from the one that a trigger's own words tell."""
        away = apart(ruled, group[0])
        told = (
            ruled.level in TOWNS
            and ruled.confidence >= _CERTAIN
            and any(ruled == setting.place for setting in draft.settings)
        )
        far = away is not None and away > _FAR_KM
        return told and far and all(self.scene.kind(place.span[0]) == "dateline" for place in group)

    def _of_history(self, place: PlaceMention, draft: Draft, here: set[int]) -> bool:
        """Whether a place of news is told with an older act: "a similar attack in Riverton in January 2023"."""
        return draft.status != "background" and self._at(place) not in here and place in _of_old(self.scene)

    def _capital_far_off(self, group: Sequence[PlaceMention], here: set[int]) -> bool:
        """Whether a place is a capital told in the dateline alone, in news of what was at a border."""
        first = group[0]
        if first.level != "place" or not is_seat(first.name, first.country):
            return False
        told = (self.scene.text[slice(*self.scene.reading.sentences[number].span)].lower() for number in here)
        sent = all(self.scene.kind(place.span[0]) == "dateline" for place in group)
        return sent and any(f" {words}" in text for text in told for words in pointers("border"))

    def _level(self, place: PlaceMention) -> str | None:
        """A place's level; what no table has by the area that it is told in, and a town called like its province where
        such a name is told in that."""
        if place.within:
            return f"in {place.level}"
        named = place.level == "place" and (place.admin1 or "").casefold() == place.name.casefold()
        return "seat" if named and (place.country, place.admin1) in self._unlisted else place.level

    def _at(self, place: PlaceMention) -> int:
        return self.scene.sentence(place.span[0])

    def _group(self, group: Sequence[PlaceMention], ruled: PlaceMention | None) -> Iterator[str]:
        """What all mentions of a place say together."""
        first = group[0]
        yield f"level {self._level(first)}"
        yield f"told {min(len(group), _MANY)}"
        if len(group) == self._most:
            yield "told most"
        if all(place.metonym for place in group):
            yield "metonym only"
        if first.level == "place" and is_seat(first.name, first.country):
            yield "seat of a state"
            if any(self.scene.kind(place.span[0]) == "dateline" for place in group):
                yield f"seat of a state, told {min(len(group), _MANY)}, dateline"
        if ruled is not None:
            yield from self._beside("ruled", first, ruled)
        for name, anchor in self._anchors.items():
            if anchor is not None:
                yield from self._beside(name, first, anchor)

    def _beside(self, name: str, place: PlaceMention, other: PlaceMention) -> Iterator[str]:
        """How a place lies to one that is known to matter."""
        if _key(place) == _key(other):
            yield name
            return
        finer = coarseness(place) - coarseness(other)
        size = "finer than" if finer < 0 else "wider than" if finer > 0 else "like"
        away = apart(place, other)
        reach = max(_NEAR_KM, place.radius_km or 0.0, other.radius_km or 0.0)
        where = "unknown to" if away is None else "at" if away <= reach else "far from" if away > _FAR_KM else "off"
        yield f"{where} {name}"
        yield f"{size} {name}, {where}"

    def _mention(self, draft: Draft, place: PlaceMention, here: set[int]) -> Iterator[str]:
        """What stands around one mention; of one that tells where somebody spoke, no more than that."""
        if spoken_there(self.scene, place):
            yield "spoken"
            return
        position = self._position(draft, place, here)
        before = self.scene.text[max(0, place.span[0] - 40) : place.span[0]]
        word = _WORD.search(before)
        prep = word[1].lower() if word else ""
        if prep in {"the", "a"} or prep in _directions():
            word = _WORD.search(before[: word.start()] if word else before)
            prep = word[1].lower() if word else ""
        prep = prep if prep in _WORDS else "other"
        yield position
        yield f"{position} {prep}"
        yield f"{prep}|{self._level(place)}"
        for name in led(self.scene, place):
            yield f"led {name}"
            yield f"led {name}, {position}"
        if place.local:
            yield f"body {position}"
        if _AGED.search(before):
            yield "home"
        after = _AFTER.match(self.scene.text, place.span[1])
        if after and after[1].lower() in pointers("house_elsewhere"):
            yield f"house {position}"
        if any(place == setting.place for setting in draft.settings):
            yield "beside trigger"

    def _position(self, draft: Draft, place: PlaceMention, here: set[int]) -> str:
        at = self._at(place)
        if at in here:
            return "trigger"
        if at - 1 in here or at + 1 in here:
            return "next"
        if self.scene.paragraph(place.span[0]) in {self.scene.paragraph(event.span[0]) for event in draft.events}:
            return "paragraph"
        kind = self.scene.kind(place.span[0])
        return kind if kind != "body" else "lead" if at <= _LEAD else "body"


@kept
def sites(scene: Scene) -> Sites:
    """The places of a report, grouped once."""
    return Sites(scene)


_BY_STATUS = frozenset(["ruled", "dateline", "title", "lead", "body", "trigger", "metonym only"])
_STRUCK = frozenset(["of", "on", "at", "outside", "near", "inside", "against", "into"])
"""Before a court these tell of what happened there: "the bombing of a court in Riverton"."""
_WORDS = frozenset(
    [
        "in",
        "near",
        "at",
        "outside",
        "on",
        "of",
        "around",
        "off",
        "from",
        "over",
        "along",
        "inside",
        "into",
        "to",
        "for",
        "by",
        ",",
        "(",
        "and",
        "between",
        "through",
        "with",
    ]
)


def _stands_for(scene: Scene, place: PlaceMention) -> bool:
    """Whether a name is a government's, a speaker's address, or where a court sits: nothing happened there by that."""
    court = _COURT.search(scene.text[max(0, place.span[0] - 60) : place.span[0]])
    sits = court is not None and court[2].lower() in pointers("courts") and court[1] not in _STRUCK
    return (place.metonym and not place.local) or sits or _speaks(scene, place)


def _speaks(scene: Scene, place: PlaceMention) -> bool:
    """Whether a place is a speaker's address: "the ministry in Riverton said"."""
    told = scene.said_in(scene.sentence(place.span[0]))
    return not place.local and any(one.source and one.source[0] <= place.span[0] < one.source[1] for one in told)


def led(scene: Scene, place: PlaceMention) -> list[str]:
    """What the words before a place say: `searched` where forces went there, `at_work` where somebody is active."""
    before = scene.text[max(0, place.span[0] - 60) : place.span[0]].lower()
    words = _WORDS_BEFORE.findall(before)[-_NOUNS:]
    return [name for name in _LED if not set(words).isdisjoint(pointers(name))]


@cache
def _directions() -> frozenset[str]:
    return frozenset(next(entry["words"] for entry in load("place_cues") if entry["id"] == "direction"))


@kept
def spoken_there(scene: Scene, place: PlaceMention) -> bool:
    """ "... , the spokesman told reporters in Riverton": right after the word of saying, in nothing said."""
    for one in scene.said_in(scene.sentence(place.span[0])):
        between = scene.text[one.cue[1] : place.span[0]]
        inside = any(start < place.span[1] and place.span[0] < end for start, end in one.content)
        if between and not inside and _SPOKEN.fullmatch(between):
            return True
    return False


@kept
def _of_old(scene: Scene) -> list[PlaceMention]:
    """Places told with acts long before publication."""
    published = scene.report.published
    if published is None:
        return []
    settings = [setting_of(scene, event) for event in scene.reading.events]
    return [one.place for one in settings if one.place and one.interval and is_past(one.interval, published)]


@kept
def talked_over(scene: Scene, place: PlaceMention) -> bool:
    """Whether a place is where people talked: "a ceasefire brokered in Riverton"."""
    before = scene.text[max(0, place.span[0] - 60) : place.span[0]].lower()
    return _LED_IN.sub("", before).endswith(tuple(f" {words}" for words in pointers("talked_over")))


def _key(place: PlaceMention) -> object:
    if place.lat is None or place.geonameid is None:
        return place.name.casefold()
    return place.geonameid
