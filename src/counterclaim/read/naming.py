"""The actors that a document names, and which ambiguous names its other words allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from counterclaim.codebook.actors import Candidate, actors
from counterclaim.codebook.agents import agent_index
from counterclaim.read.document import Doc
from counterclaim.records.reading import PlaceMention

Found = tuple[int, int, str, float]
"""A proper name: its tokens `[first, last)`, its type and how sure it is."""


@dataclass(slots=True)
class Named:
    """An actor named inside a noun phrase: tokens `[first, last)` and the candidates in order of likelihood."""

    first: int
    last: int
    candidates: list[Candidate] = field(default_factory=list)


class Naming:
    """The actors that a document names, and which ambiguous names its other words allow."""

    def __init__(self, doc: Doc, places: Sequence[PlaceMention] = ()) -> None:
        self.doc = doc
        self.hits: dict[int, Named] = {}
        raw = list(self._raw())
        sure = {c.actor for named in raw for c in named.candidates if not c.ambiguous}
        countries = {actors()[a].country or a for a in sure if a in actors()}
        countries |= {p.country for p in places if p.country and len(p.country) == 2 and p.confidence > 0.3}
        for named in raw:
            forceful = self._before_force(named.last)
            allowed = [
                c
                for c in named.candidates
                if not c.ambiguous or c.actor in sure or forceful or self._at_home(c, countries)
            ]
            if allowed:
                self.hits[named.first] = Named(named.first, named.last, self._ranked(allowed, countries))

    def _raw(self) -> Iterator[Named]:
        i, doc = 0, self.doc
        while i < len(doc.words):
            if doc.sent_of[i] < 0:
                i += 1
                continue
            hit = doc.actor_at(i)
            if hit is None:
                i += 1
                continue
            if hit.candidates:
                yield Named(i, i + hit.length, list(hit.candidates))
            i += hit.length

    def _before_force(self, i: int) -> bool:
        """Whether a state's force or office follows: "Tajik border guards" are a country's, whoever else is Tajik."""
        hit = agent_index().match(self.doc.words, i) if i < len(self.doc.words) else None
        return hit is not None and hit[1].organ not in {None, "CIV"}

    @staticmethod
    def _at_home(candidate: Candidate, countries: set[str]) -> bool:
        actor = actors().get(candidate.actor)
        return bool(actor and actor.country in countries and actor.country is not None)

    @staticmethod
    def _ranked(candidates: list[Candidate], countries: set[str]) -> list[Candidate]:
        def order(c: Candidate) -> tuple[bool, bool, str]:
            actor = actors().get(c.actor)
            return (c.ambiguous, not (actor and actor.country in countries), c.actor)

        return sorted(candidates, key=order)

    def within(self, first: int, last: int) -> list[Named]:
        """Named actors that lie inside tokens `[first, last)`."""
        return [self.hits[i] for i in range(first, last) if i in self.hits and self.hits[i].last <= last]
