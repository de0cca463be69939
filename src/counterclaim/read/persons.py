"""Finds persons' names in all-capital text, where case says nothing: given names, titles and unknown words tell them.

a given name, a title or "identified as" | unknown words, initials and particles after it | surnames told again
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from counterclaim.codebook.agents import agent_index
from counterclaim.read.name_lexicon import NameWords, fold, is_common, name_words

if TYPE_CHECKING:
    from counterclaim.read.document import Doc

_LONGEST = 6
_ONES = frozenset({"person", "people"})
_ENGLISH = ("ness", "tion", "sion", "istic", "ism", "ity", "ical", "ously", "ing")
_SAINTS = frozenset(
    {"san", "santa", "santo", "el", "la", "los", "las", "sao", "puerto", "villa", "ciudad", "fort", "port"}
)


class CapitalPersons:
    """Persons' names of one all-capital text; `taken` are tokens that are names of something else."""

    def __init__(self, doc: Doc, taken: Collection[int]) -> None:
        self.doc = doc
        self.words: NameWords = name_words()
        self.low = [fold(word) for word in doc.words]
        self.taken = taken

    def find(self) -> list[tuple[int, int]]:
        """Token ranges of names, full ones and then surnames that tell them again, in text order."""
        full, i = [], 0
        while i < len(self.low):
            last = self._name_at(i) if self.doc.sent_of[i] >= 0 else i
            if last > i:
                full.append((i, last))
            i = max(last, i + 1)
        inside = {k for first, last in full for k in range(first, last)}
        surnames = {self.low[k] for k in inside} - self.words.given - self.words.particles
        again = [
            (k, k + 1) for k, low in enumerate(self.low) if low in surnames and k not in inside and self._unknown(k)
        ]
        return sorted(full + again)

    def _name_at(self, i: int) -> int:
        """End of the name that begins at token i, or i itself."""
        if not self._unknown(i) and not self._given(i):
            return i
        led = self._led(i)
        if i and self.low[i - 1] in _SAINTS and not led:
            return i
        last = self._extent(i)
        told = last - i > 1 and any(self.low[k] in self.words.given | self.words.families for k in range(i, last))
        if not (told or led) or self._names_a_thing(last):
            return i
        return last

    def _extent(self, i: int) -> int:
        last = i + 1
        while last - i < _LONGEST:
            following = self._next(last)
            if following == last:
                break
            last = following
        return last

    def _next(self, k: int) -> int:
        """Past the part of a name at token k: a word, an initial, particles with the word after them."""
        doc = self.doc
        if k >= len(self.low) or doc.sent_of[k] != doc.sent_of[k - 1] or k in self.taken:
            return k
        if self.low[k] in self.words.particles:
            after = k + 1
            while after < len(self.low) and self.low[after] in self.words.particles:
                after += 1
            return after + 1 if after < len(self.low) and self._part(after) else k
        if self._initial(k):
            after = k + 2 if k + 1 < len(self.low) and doc.words[k + 1] == "." else k + 1
            return after + 1 if after < len(self.low) and self._part(after) else k
        return k + 1 if self._part(k) or self.low[k] in self.words.generations else k

    def _part(self, k: int) -> bool:
        return self._unknown(k) or (self._given(k) and not is_common(self.low[k]))

    def _given(self, k: int) -> bool:
        return (
            self.low[k] in self.words.given
            and k not in self.taken
            and not (self.low[k] in self.words.weak and is_common(self.low[k]))
        )

    def _unknown(self, k: int) -> bool:
        word, low = self.doc.words[k], self.low[k]
        if len(word) <= 2 or not word[0].isalpha() or k in self.taken or low in self.words.titles:
            return False
        return word.isupper() and not is_common(low) and (not low.endswith(_ENGLISH) or low in self.words.families)

    def _initial(self, k: int) -> bool:
        word = self.doc.words[k]
        return len(word) == 1 and word.isalpha() and k > 0

    def _led(self, i: int) -> bool:
        """Whether a title or words like "identified as" stand right before."""
        before = i - 2 if i and self.doc.words[i - 1] == "." else i - 1
        if before < 0 or self.doc.sent_of[before] < 0:
            return False
        if self.low[before].rstrip(".") in self.words.titles:
            return True
        noun = agent_index().match(self.doc.words, before)
        if (
            noun is not None
            and noun[0] == 1
            and noun[1].mention in _ONES
            and not self.low[before].endswith(("s", "men"))
        ):
            return True
        return any(
            (hit := self.words.named.match(self.doc.words, start)) is not None and start + hit[0] == i
            for start in range(max(0, i - 3), i)
        )

    def _names_a_thing(self, last: int) -> bool:
        """ "FRANCISCO MORAZAN DEPARTMENT", "JOSE MATIAS DELGADO UNIVERSITY": named after a person."""
        if last >= len(self.low) or self.doc.sent_of[last] != self.doc.sent_of[last - 1]:
            return False
        return self.low[last] in self.words.bodies | self.words.facilities or self.low[last] in _AREAS


_AREAS = frozenset(
    {
        "province",
        "region",
        "district",
        "municipality",
        "neighborhood",
        "city",
        "town",
        "canton",
        "village",
        "quarter",
        "commandos",
    }
)
