"""Whether capitalised words are a person's name, and which of them: titles off, given names, surnames told before."""

from __future__ import annotations

import re
from collections.abc import Collection

from counterclaim.codebook.agents import agent_index
from counterclaim.read.document import Doc
from counterclaim.read.name_lexicon import fold, is_common, name_words
from counterclaim.read.name_runs import is_camel
from counterclaim.read.naming import Naming

_AGE = re.compile(r"\d{1,2}$")
_HYPHENED = re.compile(r"[A-Z][a-z]+-[a-z]+$")
_SAYING = frozenset({"say", "tell", "add", "explain", "write", "recall", "ask", "reply", "argue", "insist"})
_MOST = 6
_OFFICES = frozenset({"sheikh", "mullah", "maulana", "haji", "mian", "syed", "ayatollah"})
SURE, LIKELY, MAYBE = 0.9, 0.7, 0.5


class People:
    """Judges runs of one text; `surnames` grow with each sure name, `alone` are words told by themselves."""

    def __init__(self, doc: Doc, naming: Naming, places: Collection[int]) -> None:
        self.doc, self.naming, self.places = doc, naming, places
        self.words = name_words()
        self.low = [fold(word) for word in doc.words]
        self.surnames: set[str] = set()
        self.alone: set[str] = set()

    def name_in(self, first: int, last: int, *, shouted: bool) -> tuple[int, int, float] | None:
        """The name in tokens `[first, last)` and how sure it is; None where there is none."""
        start, titled = self._after_titles(first, last)
        start = self._after_nationality(start, last)
        while last - start > 2 and self._lettered(start):
            start += 1
        while start < last and self.low[start] in self.words.particles and not self.doc.words[start][0].isupper():
            start += 1
        if start >= last or last - start > _MOST:
            return None
        if any(self.low[k] in self.words.no_names for k in range(start, last)):
            return None
        sure = self._sure(start, last, titled or self._titled(start), shouted)
        return (start, last, sure) if sure else None

    def learn(self, first: int, last: int) -> None:
        """Remember the surnames of a sure name of two words or more."""
        at = [k for k in range(first, last) if len(self.low[k]) > 1 and k not in self.naming.hits]
        words = [self.low[k] for k in at if self.low[k] not in self.words.particles]
        self.surnames.update(w for w in words[1:] if w not in self.words.generations)
        if len(words) == 1:
            self.surnames.update(words)
        if words and words[0] in self.words.families and words[0] not in self.words.given:
            self.surnames.add(words[0])

    def _after_titles(self, first: int, last: int) -> tuple[int, bool]:
        at = [
            k for k in range(first, last - 1) if self.low[k].rstrip(".") in self.words.titles and not self.christened(k)
        ]
        if not at:
            return first, False
        start = at[-1] + 1
        while start < last - 1 and self.doc.words[start] == ".":
            start += 1
        return start, True

    def christened(self, k: int) -> bool:
        """ "Dean Smith", "Christian Eriksen": a given name that is also a title or a people."""
        low, doc = self.low[k], self.doc
        if low not in self.words.given or low in _OFFICES or k + 1 >= len(doc.words):
            return False
        return doc.tags[k + 1] == "NAME" and not is_common(self.low[k + 1]) and self.low[k + 1] not in self.words.given

    def _after_nationality(self, start: int, last: int) -> int:
        hit = self.naming.hits.get(start)
        if hit and hit.last < last and hit.candidates[0].how in {"adjective", "people", "name", "alias"}:
            return hit.last
        return start

    def _lettered(self, k: int) -> bool:
        """ "DGP Dilbagh Singh": letters of a body or an office before a name; two may be initials."""
        word = self.doc.words[k]
        return len(word) > 2 and word.isupper() and not self.doc.words[k + 1].isupper() and word.isalpha()

    def _titled(self, start: int) -> bool:
        """Whether a title or a noun for a person stands right before: "president X", "the driver, X" not."""
        doc = self.doc
        before = start - 2 if start > 1 and doc.words[start - 1] == "." else start - 1
        if before < 0 or doc.sent_of[before] != doc.sent_of[start]:
            return False
        if self.low[before].rstrip(".") in self.words.titles and doc.tags[before] != "VERB":
            return True
        hit = agent_index().match(doc.words, before)
        return hit is not None and hit[0] == 1 and hit[1].mention == "person" and doc.tags[before] == "NOUN"

    def _sure(self, first: int, last: int, titled: bool, shouted: bool) -> float:
        low, words = self.low, self.doc.words
        size = last - first
        given = low[first] in self.words.given and not (low[first] in self.words.weak and size == 1)
        acronym = all(words[k].isupper() and len(words[k]) > 1 for k in range(first, last)) and not shouted
        place = all(k in self.places for k in range(first, last))
        if self._country(last - 1) and not titled:
            return 0.0
        if acronym or (place and not titled and low[last - 1] not in self.surnames):
            return 0.0
        if size == 1:
            return self._single(first, titled, given)
        common = [
            k for k in range(first, last) if is_common(low[k]) and low[k] not in self.words.given | self.words.families
        ]
        if titled and len(common) < size:
            return SURE
        if given and low[last - 1] not in self.words.bodies | self.words.facilities:
            return SURE if not common or low[first] not in self.words.weak else MAYBE
        if (
            any(low[k] in self.words.given and low[k] not in self.words.weak for k in range(first + 1, last - 1))
            and not common
        ):
            return LIKELY
        family = low[last - 1] in self.words.families or low[last - 1] in self.surnames
        eastern = low[first] in self.words.families and (size == 3 or "-" in words[last - 1])
        initial = any(len(words[k].rstrip(".")) == 1 for k in range(first, last - 1))
        if common or shouted:
            return 0.0
        if family or eastern or initial or _HYPHENED.match(words[last - 1]):
            return LIKELY
        if low[last - 1] in self.words.given or low[first] in self.words.families or self._aged(last):
            return LIKELY
        if size <= 3 and (low[last - 1] in self.alone or low[first] in self.alone):
            return LIKELY
        return MAYBE if size <= 3 else 0.0

    def _country(self, k: int) -> bool:
        """Whether a token is a country or an actor by itself: "Konstanz Germany", "OK Zimbabwe" are nobody."""
        hit = self.naming.hits.get(k)
        return hit is not None and hit.last == k + 1 and hit.candidates[0].how in {"name", "alias"}

    def _single(self, k: int, titled: bool, given: bool) -> float:
        low, word = self.low[k], self.doc.words[k]
        if low in self.surnames and (not is_common(low) or self.doc.tags[k] == "NAME"):
            return LIKELY
        if is_camel(word) or is_common(low):
            return 0.0
        if titled:
            return LIKELY
        if given and k not in self.places:
            return LIKELY
        if low in self.words.families and k not in self.places and self._subject(k):
            return MAYBE
        return MAYBE if self._says(k) or self._aged(k + 1) else 0.0

    def _subject(self, k: int) -> bool:
        doc = self.doc
        return (
            k + 1 < len(doc.words) and doc.tags[k + 1] in {"VERB", "AUX", "MODAL", "POSS"} and doc.tags[k - 1] != "DET"
        )

    def _says(self, k: int) -> bool:
        doc = self.doc
        after = k + 1 < len(doc.words) and doc.lemma(k + 1) in _SAYING and doc.sent_of[k + 1] == doc.sent_of[k]
        before = k > 0 and doc.lower[k - 1] == "said" and doc.sent_of[k - 1] == doc.sent_of[k]
        return (after or before) and k not in self.places

    def _aged(self, last: int) -> bool:
        words = self.doc.words
        if last + 1 >= len(words) or words[last] not in {",", "("}:
            return False
        return _AGE.match(words[last + 1]) is not None or words[last + 1].lower().endswith("-year-old")
