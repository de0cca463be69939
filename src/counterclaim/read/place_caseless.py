"""Names of places in text all in capitals or without any, where letters tell nothing."""

from __future__ import annotations

from collections import Counter

from counterclaim.read.lexicon import lexicon
from counterclaim.read.place_names import Finder, Found, Run
from counterclaim.read.place_words import adjectives

_SHORT, _AGREE = 3, 2
"""In text without capitals: letters that a word needs to count as a place, and places that must agree on a country."""


class CaselessFinder(Finder):
    """The same for text all in capitals or without any, where less is taken for a name.

    A name needs a prior of its own, or a cue and a country that the report speaks of.
    """

    def run(self) -> list[Found]:
        """Candidates; no run of capitals bounds them."""
        found: list[Found] = []
        lands = self._lands()
        for sent in self.doc.sents:
            i = sent.first
            while i < sent.last:
                size = self._longest(i, sent.last) if self._may_start(i) else 0
                run = Run(i, i + size, sent.first, titled=False)
                if size and self._stands(i, i + size, run) and not self._titled_person(i):
                    each = self._judge(i, i + size, run)
                    if self._kept(each, lands):
                        found.append(each)
                    i += size
                    continue
                i += 1
        return found

    def _common(self, i: int) -> bool:
        low = self.doc.lower[i]
        listed = low in self.words.never_caseless or low in lexicon().classes or low in lexicon().verbs
        return listed or super()._common(i)

    def _may_start(self, i: int) -> bool:
        return self.doc.words[i][0].isalpha() and self.doc.lower[i] not in lexicon().classes and i not in self.persons

    def _titled_person(self, i: int) -> bool:
        before = self.doc.lower[i - 1].rstrip(".") if i else ""
        return before in self.words.person_before or before in self.words.given_names

    def _lands(self) -> set[str]:
        """Countries that the report names by name or adjective."""
        known = adjectives()
        lands = {known[low] for low in self.doc.lower if low in known}
        for low in set(self.doc.lower):
            if low not in self.words.never and self.gazetteer.has(low):
                lands.update(place.country for place in self.gazetteer.candidates(low)[:1] if place.level == "country")
        return lands or self._shared_land()

    def _shared_land(self) -> set[str]:
        """The country that the well known places of a report that names none lie in, where two or more agree."""
        votes = Counter(
            country
            for low in set(self.doc.lower)
            if len(low) > _SHORT and not self._common_word(low) and self.gazetteer.has(low)
            for place in self.gazetteer.candidates(low)[:1]
            if self._prominent(place)
            for country in place.countries
        )
        return {country for country, count in votes.most_common(1) if count >= _AGREE}

    def _common_word(self, low: str) -> bool:
        lists = self.words
        listed = low in lists.never_caseless or low in lists.never or low in lists.kinds or low in lists.given_names
        return listed or low in lexicon().classes or low in lexicon().verbs

    def _kept(self, each: Found, lands: set[str]) -> bool:
        places = self.gazetteer.candidates(self.doc.quote(self.doc.span(each.first, each.last)))
        if places and places[0].level == "country":
            return True
        local = [place for place in places if lands & set(place.countries)]
        if each.last - each.first > 1 or each.cue:
            return bool(local) or any(place.population >= 1_000_000 for place in places)
        return any(self._prominent(place) for place in local) or any(
            place.population >= 1_000_000 and place.score == 1.0 for place in places
        )
