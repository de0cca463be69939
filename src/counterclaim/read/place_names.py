"""Which words name a place: capitalised sequences that the gazetteer knows or the words around them mark.

names known | less persons and organisations | cues before, after and beside | unknown names that only cues mark
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import NamedTuple

from counterclaim.gazetteer import Gazetteer, Place
from counterclaim.gazetteer.names import fold
from counterclaim.read.document import Doc
from counterclaim.read.lexicon import lexicon
from counterclaim.read.place_words import PlaceWords, adjectives, place_words
from counterclaim.records.report import Span

LONGEST = 5
_ARTICLED = re.compile(r"[a-z]{1,4}[-'’][A-Z]")
_JOINTS = frozenset(
    [
        "of",
        "de",
        "del",
        "el",
        "al",
        "la",
        "las",
        "los",
        "le",
        "du",
        "da",
        "do",
        "the",
        "and",
        "ez",
        "ad",
        "sur",
        "upon",
        "on",
        "am",
        "e",
    ]
)
_KNOWN_LEVELS = frozenset(["country", "region", "sea", "admin1"])
_CLOSED = frozenset(["MODAL", "AUX", "PRON", "DET", "CONJ", "SUB", "NEG"])
_BREAKING = frozenset(["PREP", "CONJ", "PUNCT", "COMMA", "SUB", "AUX", "MODAL"])
_LEAST = 2
_BIG_TOWN = 100_000
_KNOWN_BY_LETTERS = 1_000_000
"""Peopled so, a city may be told in two or three capitals; of a smaller town these are some body's initials."""
_TITLE_SHARE = 0.6


@dataclass(slots=True)
class Found:
    """Tokens `[first, last)` that may name a place. `cue`: the words around mark a place; `sure`: keep it even where
    nothing else in the report speaks for it; `known`: the gazetteer has the name;
    `directed`: with the word before it ("southern Lebanon") it names a region of its own; `listed`: found by the
    tables, not by the words around it alone."""

    first: int
    last: int
    cue: bool
    sure: bool
    known: bool = True
    directed: bool = False
    listed: bool = True


class Run(NamedTuple):
    """Capitalised tokens `[first, last)` of the sentence from `start` on; in a `titled` line capitals tell nothing."""

    first: int
    last: int
    start: int
    titled: bool


def local_body(doc: Doc, j: int) -> bool:
    """Whether the words from `j` on make the name before them a local body's, and no place of its own."""
    words = place_words()
    low = [doc.lower[k] if k < len(doc.lower) else "" for k in (j, j + 1)]
    return low[0] in words.local_bodies and low[1] not in words.local_sites


class Finder:
    """One pass over one report's sentences, with what it learnt about its persons' names."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, persons: Set[int]) -> None:
        self.doc, self.gazetteer, self.persons = doc, gazetteer, persons
        self.words: PlaceWords = place_words()
        self.surnames: set[str] = set()
        self.lower_words = {word for word, low in zip(doc.words, doc.lower, strict=True) if word == low}

    def run(self) -> list[Found]:
        """All candidates; names accepted once by a cue are accepted wherever they stand."""
        found: list[Found] = []
        for sent in self.doc.sents:
            if sent.kind == "furniture":
                continue
            titled = sent.kind in {"title", "heading"} and self._titled(sent.first, sent.last)
            i = sent.first
            while i < sent.last:
                if not self._capital(i):
                    i += 1
                    continue
                j = self._run_end(i, sent.last)
                found += self._in_run(Run(i, j, sent.first, titled))
                i = j
        marked = {self._key(each) for each in found if each.cue and each.sure}
        for each in found:
            each.sure = each.sure or self._key(each) in marked
        return [each for each in found if each.cue or self._key(each) not in self.surnames]

    def also(self, seen: Iterable[Span], found: Iterable[Found]) -> Iterator[Found]:
        """Names that the model takes for places, that no rule marked and that the gazetteer knows."""
        taken = {i for each in found for i in range(each.first, each.last)} | self.persons
        for span in seen:
            tokens = self.doc.tokens_in(span)
            first = next((i for i in tokens if self._names(i)), tokens.stop)
            if first == tokens.stop or not taken.isdisjoint(tokens) or self._furniture(first):
                continue
            each = Found(first, tokens.stop, cue=True, sure=True)
            cued = self._key(each) not in self.surnames or self._cued(first, tokens.stop)
            if cued and self._longest(first, tokens.stop) == tokens.stop - first:
                yield each

    def _names(self, i: int) -> bool:
        """Whether a token can begin a name: "the", "west" before it are none of it."""
        return self._capital(i) and self.doc.tags[i] != "DET"

    def _furniture(self, i: int) -> bool:
        return self.doc.sent_of[i] < 0 or self.doc.sents[self.doc.sent_of[i]].kind == "furniture"

    def _in_run(self, run: Run) -> list[Found]:
        """Names in one run of capitalised words, less those of persons."""
        body = run.last if run.titled else self._person(run)
        found: list[Found] = []
        i = run.first
        while i < body:
            short = self._short(i)
            size = short or self._longest(i, run.last)
            if size and (short or self._stands(i, i + size, run)):
                each = self._judge(i, i + size, run)
                each.directed = self._directed(i, i + size)
                found.append(each)
                i += size
            elif size and self._held(i, i + size, run):
                found.append(Found(i, i + size, cue=False, sure=True))
                i += size
            elif not size and (mark := self._marked(i, run.last)):
                end = self._unknown_end(i, run.last)
                found.append(Found(i, end, cue=True, sure=mark == "sure", known=False))
                i = end
            else:
                i += max(1, size)
        if not found and not run.titled and run.last - run.first > 1 and not self._thing(run.last - 1):
            self.surnames.add(fold(self.doc.words[run.last - 1]))
        return found

    def _directed(self, i: int, j: int) -> bool:
        if not i or self.doc.words[i - 1] not in self.words.directions:
            return False
        places = self.gazetteer.candidates(self.doc.quote(self.doc.span(i - 1, j)))
        return any(place.level in {"region", "admin1", "country"} for place in places)

    def _thing(self, i: int) -> bool:
        return self.doc.lower[i] in self.words.name_after or self.doc.lower[i] in self.words.kinds

    def _short(self, i: int) -> int:
        """Tokens of a short form of an area after a town and a comma ("Cairo, Ill."), 0 for none."""
        doc = self.doc
        if not i or doc.words[i - 1] not in {",", "("}:
            return 0
        for size in range(min(4, len(doc.words) - i), 0, -1):
            text = doc.text[doc.starts[i] : doc.ends[i + size - 1]].replace(" ", "")
            if text in self.words.abbreviations and ("." in text or self._capital(max(0, i - 2))):
                return size
        return 0

    def _longest(self, i: int, last: int) -> int:
        """Tokens of the longest name that the gazetteer knows from `i` on, 0 for none."""
        doc = self.doc
        if doc.lower[i] == "the" and not self._with_article(i, last):
            return 0
        for size in range(min(LONGEST, last - i), 0, -1):
            if doc.lower[i + size - 1] in _JOINTS or not doc.words[i + size - 1][0].isalnum():
                continue
            town = self._short_after(i + size)
            if size == 1 and self._common(i) and not town:
                return 0
            text = doc.quote(doc.span(i, i + size))
            key = fold(text)
            if key not in adjectives() and (town or key not in self.words.never) and self.gazetteer.has(text):
                return size
        return 0

    def _short_after(self, j: int) -> bool:
        """Whether a comma and a short form of an area follow, which make any word a town: "Mobile, Ala."."""
        return j + 1 < len(self.doc.words) and self.doc.words[j] == "," and self._short(j + 1) > 0

    def _with_article(self, i: int, last: int) -> bool:
        """Whether the article is part of the name: The Hague."""
        if i + 1 >= last:
            return False
        places = self.gazetteer.candidates(self.doc.quote(self.doc.span(i, i + 2)))
        return any(place.name.startswith("The ") and place.population > 100_000 for place in places[:3])

    def _common(self, i: int) -> bool:
        low, word = self.doc.lower[i], self.doc.words[i]
        letters = len(word.replace(".", ""))
        if word.isupper() and 1 < letters <= 4:
            found = self.gazetteer.candidates(word)
            if letters < 4 and not (i + 1 < len(self.doc.words) and self.doc.words[i + 1] == ","):
                wide = (place for place in found if place.level in _KNOWN_LEVELS)
                found = [*wide, *(place for place in found if place.population > _KNOWN_BY_LETTERS)]
            return not any(self._prominent(place) for place in found)
        if "-" in word and word.rpartition("-")[2][:1].islower() and word.partition("-")[0].lower() in adjectives():
            return True
        lists = self.words
        if low in lists.never or low in lists.kinds or low in lists.directions or len(low) < _LEAST:
            return True
        return lexicon().classes.get(low) in _CLOSED

    def _stands(self, i: int, j: int, run: Run) -> bool:
        """Whether a known name inside a run of capitals is a name of its own there."""
        doc, words = self.doc, self.words
        if any(k in self.persons for k in range(i, j)) or doc.text[doc.ends[j - 1] : doc.ends[j - 1] + 1] == "$":
            return False
        if i and doc.lower[i - 1] in words.directions and f"{doc.lower[i - 1]} {doc.lower[i]}" in words.never:
            return False
        if self._somebodys(j):
            return False
        after = doc.lower[j] if j < run.last else ""
        area = j - i > 1 and doc.lower[j - 1] in words.area_kinds
        if after and not run.titled and not area and not self._wide(i, j):
            if after in words.name_after or not self._goes_on(j, run.last):
                return False
        elif after in words.name_after and not area and not self._wide(i, j):
            return False
        if not run.titled and not all(self._opens(k, run.start) for k in range(run.first, i)):
            return False
        if i - 2 >= run.start and doc.lower[i - 1] in {"of", "for"} and doc.lower[i - 2] in words.name_before:
            return not doc.words[i - 2][:1].isupper()
        return True

    def _somebodys(self, j: int) -> bool:
        """Whether a possessive without anything possessed follows: "inside Macy's at the mall", "at Dunn's"."""
        doc = self.doc
        if j >= len(doc.tags) or doc.tags[j] != "POSS":
            return False
        return j + 1 >= len(doc.tags) or doc.tags[j + 1] in _BREAKING or doc.sent_of[j + 1] != doc.sent_of[j]

    def _held(self, i: int, j: int, run: Run) -> bool:
        """Whether a name that is none of its own there is a local body's: "Riverton Police Department"."""
        alone = all(self._opens(k, run.start) for k in range(run.first, i))
        return alone and self.persons.isdisjoint(range(i, j)) and local_body(self.doc, j)

    def _wide(self, i: int, j: int) -> bool:
        """A country or first-order area can stand before any name: "U.S. Army", "Ohio National Guard"."""
        places = self.gazetteer.candidates(self.doc.quote(self.doc.span(i, j)))[:1]
        return any(place.level in {"country", "admin1"} for place in places)

    def _goes_on(self, j: int, last: int) -> bool:
        """Capitalised words after a name that leave it a name: a kind of place, another place."""
        low = self.doc.lower[j]
        size = self._longest(j, last)
        return low in self.words.kinds or low in adjectives() or (size > 0 and self._wide(j, j + size))

    def _opens(self, k: int, start: int) -> bool:
        """Words before a name that are none of it: "In Goma", "Northern Mali", "Syrian Aleppo", "City of Goma"."""
        low = self.doc.lower[k]
        closed = lexicon().classes.get(low)
        lists = self.words
        return (
            low in lists.directions
            or low in lists.kinds
            or low in adjectives()
            or low in _JOINTS
            or (k == start and (closed is not None or low in lists.never))
            or closed in {"PREP", "DET", "CONJ", "SUB", "TIME"}
        )

    def _judge(self, i: int, j: int, run: Run) -> Found:
        doc = self.doc
        cue = self._cued(i, j)
        places = self.gazetteer.candidates(doc.quote(doc.span(i, j)))
        big = any(self._prominent(place) for place in places) or (doc.words[i - 1] == "," and self._short(i) > 0)
        if i == run.start and j - i == 1 and big and not cue:  # any word can open a sentence
            big = any(place.score == 1.0 and self._prominent(place) for place in places) or self._wide(i, j)
            big = big and doc.lower[i] not in self.lower_words
        after = doc.lower[j] if j < len(doc.lower) else ""
        if after in {"said", "says", "told"} and not self._wide(i, j):
            cue, big = False, any(place.population > 1_000_000 for place in places)
        dateline = doc.sent_of[i] >= 0 and doc.sents[doc.sent_of[i]].kind == "dateline"
        return Found(i, j, cue=cue or dateline, sure=dateline or big or (cue and not run.titled))

    def _cued(self, i: int, j: int) -> bool:
        """Whether the words around a name speak of a place."""
        doc, words = self.doc, self.words
        before = doc.lower[i - 1] if i else ""
        if before == "the" and i > 1:
            before = doc.lower[i - 2]
        if before in words.directions and i > 1:
            before = doc.lower[i - 2] if doc.lower[i - 2] in words.before else "in"
        if before == "of" and i > 1 and (doc.lower[i - 2] in words.kinds or doc.lower[i - 2] in words.holders):
            return True
        if before in words.strong or before in words.kinds:
            return True
        after = doc.lower[j] if j < len(doc.lower) else ""
        if after in words.kinds and after not in words.not_named:
            return True
        if before in words.before and before not in {
            "of",
            "to",
            "from",
            "by",
            "against",
            "between",
            "hit",
            "through",
            "off",
        }:
            return True
        return self._parent_after(j)

    def _parent_after(self, j: int) -> bool:
        """Whether a comma and an area or a country follow."""
        doc = self.doc
        if j + 3 >= len(doc.words) or doc.lower[j] not in {",", "in", "("}:
            return False
        k = j + 1 + (doc.words[j] == "," and doc.lower[j + 1] == "in")
        k += doc.lower[k] == "the" or doc.lower[k] in self.words.directions
        if not self._capital(k):
            return False
        if k == j + 1 and self._short(k):
            return True
        size = self._longest(k, min(len(doc.words), k + LONGEST))
        places = self.gazetteer.candidates(doc.quote(doc.span(k, k + size))) if size else []
        return any(place.level in _KNOWN_LEVELS for place in places)

    def _marked(self, i: int, last: int) -> str:
        """How cues alone mark an unknown name: `sure` ("the village of X"), `heard` ("in X") or not at all.

        What is only heard needs a place that sounds like it, and a report that speaks for that place.
        """
        doc, words = self.doc, self.words
        if self._common(i) or any(k in self.persons for k in range(i, last)) or doc.lower[i] in adjectives() or not i:
            return ""
        end = self._unknown_end(i, last)
        before, after = doc.lower[i - 1], doc.lower[end] if end < len(doc.lower) else ""
        if after in words.name_after:
            return ""
        lower_noun = doc.words[i - 2] if before == "of" and i > 1 else doc.words[i - 1]
        of_kind = lower_noun.lower() in words.settled_kinds | (words.area_kinds if before == "of" else frozenset())
        if of_kind and (lower_noun.islower() or lower_noun.lower() in words.settled_kinds):
            return "sure"
        kinds = words.settled_kinds | words.area_kinds | words.natural_kinds
        opened = before in words.before or before == "the"
        if (before in words.beside and end - i < 3) or (after in kinds and opened):
            return "sure"
        if before in words.strong and self._parent_after(end):
            return "sure"
        return "heard" if before in words.strong else ""

    def _unknown_end(self, i: int, last: int) -> int:
        end = i + 1
        while end < last and end - i < 3 and self.doc.lower[end] not in self.words.kinds and self._capital(end):
            if self.doc.tags[end] in {"TIME", "NUM"} or self.doc.lower[end] in self.words.never:
                break
            end += 1
        while end > i + 1 and self.doc.lower[end - 1] in _JOINTS:
            end -= 1
        return end

    def _person(self, run: Run) -> int:
        """Where a person's name begins in a run of capitals, the run's end where none does."""
        doc, words = self.doc, self.words
        first, last = run.first, run.last
        title = doc.lower[first - 1].rstrip(".") if first > run.start else ""
        inner = next((k for k in range(first, last) if doc.lower[k].rstrip(".") in words.person_before), None)
        body = first if inner is None else inner + 1
        if body >= last:
            return last
        titled = title in words.person_before and inner is None and not doc.words[first].isupper()
        given = doc.lower[body] in words.given_names and last - body >= 2 and not self._whole(body, last)
        initial = any(len(doc.words[k].rstrip(".")) == 1 and doc.words[k].isalpha() for k in range(body, last - 1))
        if titled or given or initial or (inner is not None and not doc.words[body].isupper()):
            self.surnames.update(fold(doc.words[k]) for k in range(body, last))
            return first if inner is None else inner
        return last

    def _whole(self, first: int, last: int) -> bool:
        return self.gazetteer.has(self.doc.quote(self.doc.span(first, last)))

    def _prominent(self, place: Place) -> bool:
        return place.level in _KNOWN_LEVELS or (place.population >= _BIG_TOWN and place.score >= 0.9)

    def _capital(self, i: int) -> bool:
        word = self.doc.words[i]
        return word[:1].isupper() or _ARTICLED.match(word) is not None

    def _run_end(self, i: int, limit: int) -> int:
        """End of a run of capitalised words; small joints count where a capital follows."""
        j = i + 1
        while j < limit and self.doc.tags[j] != "TIME":  # "in Loreto Monday", "in Bishek Saturday night"
            if self._capital(j):
                j += 1
            elif self.doc.lower[j] in _JOINTS and j + 1 < limit and self._capital(j + 1) and self._joined(i, j):
                j += 2
            else:
                break
        return j

    def _joined(self, i: int, j: int) -> bool:
        """Whether the gazetteer knows a name that runs over a small word ("Rio de Janeiro")."""
        for k in range(i, j):
            for end in (j + 2, j + 3):
                if end <= len(self.doc.words) and self.gazetteer.has(self.doc.quote(self.doc.span(k, end))):
                    return True
        return False

    def _titled(self, first: int, last: int) -> bool:
        """Whether a line is set in title case, where capitals tell nothing."""
        letters = [k for k in range(first, last) if self.doc.words[k][0].isalpha() and len(self.doc.words[k]) > 3]
        return len(letters) > 3 and sum(self._capital(k) for k in letters) > _TITLE_SHARE * len(letters)

    def _key(self, each: Found) -> str:
        return fold(self.doc.quote(self.doc.span(each.first, each.last)))
