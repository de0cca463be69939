"""Where a name that no table has is told to lie: in the district named right after it, else in the area around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.gazetteer import Gazetteer, Place
from counterclaim.gazetteer.names import fold
from counterclaim.gazetteer.seats import capitals
from counterclaim.read.document import Doc
from counterclaim.read.place_names import Found
from counterclaim.read.place_rank import BESIDE, Choice, country_votes
from counterclaim.values.geodesy import distance_km

_LIKELY = 0.4
_TOWNS = frozenset({"place", "admin2"})
_DISTRICT_KM = 20.0
_FAR_KM = 150.0
_GAP = 24
_BACK = 8
"""Sentences of the body before a name that may tell its area."""
Area = tuple[str, str]


class Areas:
    """The areas and countries of a report's known places."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, names: Sequence[Found], choices: Sequence[Choice]) -> None:
        self._doc, self._gazetteer, self._names, self._choices = doc, gazetteer, names, choices
        self._told: list[tuple[int, Area]] = []
        self._written: set[Area] = set()
        self._lands = country_votes(doc)
        for name, choice in zip(names, choices, strict=True):
            number, place = doc.sent_of[name.first], choice.place
            if place is None or number < 0 or len(place.countries) != 1 or choice.likely <= _LIKELY:
                continue
            dateline = doc.sents[number].kind == "dateline"
            self._lands[place.country] += not dateline
            if not place.admin1 or capitals().get(fold(place.name)) == place.country:
                continue
            if dateline:
                self._written.add((place.country, place.admin1))
            else:
                self._told.append((number, (place.country, place.admin1)))

    def around(self, number: int) -> Place | None:
        """The district that is named right after a name, else the one area told in its sentence, else the one of the
        report's country that is told before it, in its paragraph or in the report, else that country."""
        district = self._district(number)
        at = self._doc.sent_of[self._names[number].first]
        if district is not None or at < 0:
            return district
        here = {area for told, area in self._told if told == at}
        land = self._land()
        if not here and land is not None:
            here = next(
                (some for areas in self._circles(at) if (some := {one for one in areas if one[0] == land})), here
            )
        if len(here) == 1:
            return self._gazetteer.admin1(*here.pop())
        return self._gazetteer.country(land) if land is not None else None

    def _land(self) -> str | None:
        """The country that more is said of than of all others together."""
        ((land, count),) = self._lands.most_common(1) or [("", 0)]
        return land if 2 * count > self._lands.total() else None

    def namesake(self, number: int) -> bool:
        """Whether a name that the words alone tell lies far from all other places of the report: it is another's."""
        here = self._choices[number].place
        if here is None or self._names[number].listed:
            return False
        known = [
            choice.place
            for name, choice in zip(self._names, self._choices, strict=True)
            if name.listed and choice.place and choice.likely > _LIKELY and choice.place.level != "country"
        ]
        return bool(known) and all(
            distance_km(here.lat, here.lon, one.lat, one.lon) > _FAR_KM + one.radius_km for one in known
        )

    def _district(self, number: int) -> Place | None:
        """A town or district right after a name, as wide as what lies about it; a region as wide as it is."""
        if number + 1 >= len(self._names):
            return None
        after, choice = self._names[number + 1], self._choices[number + 1]
        gap = self._doc.text[self._doc.ends[self._names[number].last - 1] : self._doc.starts[after.first]]
        place = choice.place
        if place is None or len(gap) > _GAP or not BESIDE.fullmatch(gap):
            return None
        if place.level == "region":
            return place  # "Madakhel, North Waziristan"
        if place.level not in _TOWNS:
            return None
        return replace(place, level="admin2", radius_km=max(_DISTRICT_KM, place.radius_km))

    def _circles(self, at: int) -> Iterator[set[Area]]:
        """The areas told ever farther around a sentence."""
        sents = self._doc.sents
        for back in range(at - 1, max(-1, at - 1 - _BACK), -1):
            if sents[back].kind == "body":
                yield {area for told, area in self._told if told == back}
        yield {area for told, area in self._told if sents[told].paragraph == sents[at].paragraph}
        yield {area for _, area in self._told}
        yield self._written
