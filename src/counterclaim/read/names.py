"""Proper names, word for word and without titles: people, organisations, facilities, nationalities.

    runs of capitals | bodies and facilities | people, sure ones first | acronyms | codebook names | nationalities
They stand beside the mentions that coding works on; each carries the chain of the mention it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.codebook.actors import actors
from counterclaim.read.body_names import Bodies
from counterclaim.read.document import Doc
from counterclaim.read.mention_agents import wording
from counterclaim.read.model_decode import Marks
from counterclaim.read.model_names import places_and_dates
from counterclaim.read.name_lexicon import is_common, name_words
from counterclaim.read.name_runs import Run, is_camel, runs
from counterclaim.read.naming import Found, Named, Naming
from counterclaim.read.person_names import LIKELY, MAYBE, People
from counterclaim.read.persons import CapitalPersons
from counterclaim.records.reading import Mention, PlaceMention, TimeMention

_FORCES = {"armed_group": "armed_group", "military": "armed_force", "police": "armed_force"}
_GUESSED = frozenset({"person", "organization"})
_PEOPLE = frozenset({"adjective", "people"})


class Names:
    """Collects names of one text; no token belongs to two."""

    def __init__(self, doc: Doc, naming: Naming, places: Sequence[PlaceMention]) -> None:
        self.doc, self.naming = doc, naming
        self.place_tokens = {k for place in places for k in doc.tokens_in(place.span)}
        self.runs = [] if doc.upper else list(runs(doc))
        self.people = People(doc, naming, self.place_tokens)
        self.bodies = Bodies(doc, naming)
        self.found: list[Found] = []
        self.taken: set[int] = set()

    def find(self) -> list[Found]:
        """Token ranges with type and confidence, in text order."""
        if self.doc.upper:
            self._capitals()
            self._peoples()
        else:
            following = {run.first: run for run in self.runs}
            for before, run in zip([None, *self.runs], self.runs, strict=False):
                for first, last, kind in self.bodies.in_run(run, following, before):
                    self._keep(first, last, kind, 0.8)
            self._codebook()
            self._peoples()
            self._told()
            self._persons()
            self._short()
        return sorted(self.found)

    def _keep(self, first: int, last: int, kind: str, sure: float) -> None:
        if last <= first or any(k in self.taken for k in range(first, last)):
            return
        self.found.append((first, last, kind, sure))
        self.taken.update(range(first, last))
        if kind == "organization":
            short = self.bodies.in_brackets(last)
            if short:
                self.bodies.known.add(short)

    def _codebook(self) -> None:
        """Bodies and groups that the codebook knows by name."""
        for named in self.naming.hits.values():
            kind = self._actor_type(named)
            if kind is not None:
                self._keep(named.first, named.last, kind, 0.9)

    @staticmethod
    def _actor_type(named: Named) -> str | None:
        best = named.candidates[0]
        actor = actors().get(best.actor)
        if actor is None or actor.kind == "civilians" or (actor.kind == "state" and best.how != "organ"):
            return None
        return _FORCES.get(actor.kind, "organization")

    def _persons(self) -> None:
        """People: first the sure ones, whose surnames then tell the others."""
        pieces = [piece for run in self.runs for piece in self._free(run)]
        self.people.alone = {self.people.low[p.first] for p in pieces if p.last - p.first == 1 and not p.opens}
        for piece in pieces:
            name = self.people.name_in(piece.first, piece.last, shouted=piece.shouted)
            if name is not None and name[2] >= LIKELY:
                self.people.learn(name[0], name[1])
        for piece in pieces:
            name = self.people.name_in(piece.first, piece.last, shouted=piece.shouted)
            if name is not None:
                self._keep(name[0], name[1], "person", name[2])

    def _free(self, run: Run) -> list[Run]:
        """What a run has left outside names found, without a common word that opens the sentence."""
        pieces, first = [], run.first
        for k in range(run.first, run.last + 1):
            if k == run.last or k in self.taken:
                if first < k:
                    pieces.append(run._replace(first=first, last=k))
                first = k + 1
        made = []
        for piece in pieces:
            first = piece.first
            low = self.people.low[first]
            if (
                first == run.first
                and run.opens
                and is_common(low)
                and low not in name_words().titles
                and not (low in name_words().given and piece.last - first > 1)
            ):
                first += 1
            if first < piece.last:
                made.append(piece._replace(first=first))
        return made

    def _short(self) -> None:
        """Bodies told by one word: acronyms, known ones, short names told in brackets, words like "EconViews"."""
        for run in self.runs:
            for k in range(run.first, run.last):
                if k in self.taken or run.shouted:
                    continue
                low, word = self.bodies.low[k], self.doc.words[k]
                known = low in self.bodies.known or (
                    low in name_words().known_bodies and not (run.opens and k == run.first)
                )
                if known or self.bodies.acronym(k) or (is_camel(word) and k not in self.place_tokens):
                    self._keep(k, k + 1, "organization", 0.7)

    def _told(self) -> None:
        """Names of no known shape that the words around tell for bodies, wherever they stand again."""
        pieces = [piece for run in self.runs if not run.shouted for piece in self._free(run)]
        told = set()
        for piece in pieces:
            at = range(piece.first, piece.last)
            if any(k in self.place_tokens or k in self.naming.hits for k in at) or not self.bodies.told(
                piece.first, piece.last
            ):
                continue
            person = self.people.name_in(piece.first, piece.last, shouted=False)
            if person is None or person[2] <= MAYBE:
                told.add(tuple(self.bodies.low[k] for k in at))
        for piece in pieces:
            if tuple(self.bodies.low[k] for k in range(piece.first, piece.last)) in told:
                self._keep(piece.first, piece.last, "organization", 0.6)

    def _capitals(self) -> None:
        self._codebook()
        taken = self.taken | {k for n in self.naming.hits.values() for k in range(n.first, n.last)}
        for first, last in CapitalPersons(self.doc, taken).find():
            self._keep(first, last, "person", 0.7)

    def _peoples(self) -> None:
        """Nationalities, religions and peoples, outside longer names; "British Indian" is one."""
        spans = {named.first: named.last for named in self.naming.hits.values() if named.candidates[0].how in _PEOPLE}
        index = name_words().peoples
        for i, word in enumerate(self.doc.words):
            if i in spans or not word[0].isupper() or self.doc.sent_of[i] < 0 or i in self.place_tokens:
                continue
            hit = index.match(self.doc.words, i)
            if hit is not None and not self.people.christened(i):
                spans[i] = i + hit[0]
        for first in sorted(spans):
            last = spans[first]
            while last in spans and self.doc.sent_of[last] == self.doc.sent_of[first]:
                last = spans[last]
            if self.doc.words[first][0].isupper():
                self._keep(first, last, "nationality", 0.9)


def find_names(doc: Doc, naming: Naming, places: Sequence[PlaceMention]) -> list[Found]:
    """Proper names as token ranges with type and confidence, in text order."""
    return Names(doc, naming, places).find()


def with_names(
    doc: Doc,
    found: Sequence[Found],
    mentions: Sequence[Mention],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
    marks: Marks | None,
) -> list[Mention]:
    """Names and dates, and the phrases among the mentions that no name stands for, in text order.

    A name has the chain of the mention that ends with it or covers it. A country told by name is among the places;
    somebody told by what he is ("the House speaker") and not by name is of the people.
    """
    names = [_named(doc, mentions, name) for name in found] + places_and_dates(doc, places, times, marks)
    starts = {name.span[1]: name.span[0] for name in names}
    covered = {k for name in names for k in doc.tokens_in(name.span)}
    shown = names
    for mention in mentions:
        if starts.get(mention.span[1], -1) >= mention.span[0] or covered.issuperset(doc.tokens_in(mention.head)):
            continue
        if mention.entry is None and mention.name and mention.type in _GUESSED:
            continue  # a capitalised word that was no name
        if mention.type in {"nationality", "organization"} and mention.entry in {"name", "metonym"}:
            continue  # a country by its name is a place
        shown.append(replace(mention, type="people") if mention.type == "person" else mention)
    return sorted(shown, key=lambda m: m.span)


def _named(doc: Doc, mentions: Sequence[Mention], found: Found) -> Mention:
    first, last, kind, sure = found
    span = doc.span(first, last)
    whole = [m for m in mentions if m.span[0] <= span[0] and span[1] <= m.span[1] and kind != "nationality"]
    named = max(whole, key=lambda m: (m.span[1] == span[1], m.span[0] - m.span[1]), default=None)
    chain = named.chain if named is not None else len(mentions) + first
    return Mention(span, kind, chain, span, kind=kind, name=wording(doc, first, last), confidence=sure)
