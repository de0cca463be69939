"""Who may be meant by a source, and what speaks for each: the grounds on which a learnt weighing chooses the holder.

A holder is a candidate because the source names it, because somebody of it spoke before, because it is told of
nearby, because the report or its outlet is of its country, or because any source may be a witness, a local, a doctor
or nobody known. Every way in which it is one is a relation; features tie relations to the form and words of the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from counterclaim.account.holders import holder
from counterclaim.account.home import home_country
from counterclaim.account.scene import Scene
from counterclaim.account.speakers import actors_in, before_and, is_press, named_in, organ_named, speaker_words
from counterclaim.account.voices import tells
from counterclaim.codebook.actors import Actor, actors, bodies, holder_of
from counterclaim.records.account import Source, Statement
from counterclaim.records.reading import Attribution, Mention
from counterclaim.records.report import Span
from counterclaim.values.sides import IMPERSONAL

Relations = dict[str, str | None]
"""How a holder comes to be a candidate, and as which actor."""
_WORD = re.compile(r"[^\W_][\w'’.-]*[^\W_.]|[^\W_]")
_CUT = re.compile(r",| (?:of|for|in|at|on|from|with|to|who|whose|which|that|near|to whom|citing|quoting) ")
_BACK = 3
_NEAR = 300
_SHORT = 3
_NAMING = frozenset({"words stated", "named", "perhaps named"})
_VOICES = ("witness", "local", "medical", "unnamed", "report", None)


class Told(NamedTuple):
    """A mention of somebody who may speak: where, whose, and by which words."""

    start: int
    holder: str
    actor: str
    chain: int
    names: frozenset[str]


class Candidates:
    """The candidates of one report's sources."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.outlet = organ_named(scene.report.outlet or "")
        self.home = home_country(scene, self.outlet)
        name = scene.report.outlet or ""
        self.organ = not is_press(name) and any(word.lower() in speaker_words("organs") for word in _WORD.findall(name))
        self.lands = {one.country for one in actors_in(name) if one.country}
        there = Counter(place.country for place in scene.reading.places if place.country)
        self.places = {country: count / there.total() for country, count in there.items()}
        self.told = sorted(
            (
                Told(one.span[0], side, one.actor, one.chain, _names(one.name))
                for one in scene.reading.mentions
                if one.actor and (side := _side(one))
            ),
            key=lambda one: one[:4],
        )
        self._by_chain: dict[int, list[Told]] = defaultdict(list)
        self._by_name: dict[str, list[Told]] = defaultdict(list)
        for one in self.told:
            self._by_chain[one.chain].append(one)
            for name in one.names:
                self._by_name[name].append(one)
        self._everybody = {one.holder: one.actor for one in reversed(self.told)}
        self._meant: dict[Span, frozenset[int]] = {}
        self._named_in: dict[str, list[tuple[Actor, bool]]] = {}

    def of(self, ruled: Source, first: Source, before: Sequence[Statement]) -> dict[str | None, Relations]:
        """Holders with their relations; `ruled` is what the rules say, `first` what the words alone say.

        Where the words name somebody for certain, it is nobody whom they do not name.
        """
        if form(ruled.text).startswith("nobody_at_all"):
            return {None: {}}  # "no group claimed the blast"
        found: dict[str | None, Relations] = {voice: {} for voice in _VOICES}
        for side, relation, actor in self._all(ruled, first, before):
            found.setdefault(side, {}).setdefault(relation, actor)
        if first.actor is None or first.basis != "stated" or ruled.holder != first.holder:
            return found
        return {side: how for side, how in found.items() if side in _VOICES or _names_it(how)}

    def relaying(self, attribution: Attribution) -> frozenset[str]:
        """Countries whose own media pass a saying on: whom they cite by his office speaks for it."""
        told = (one for span in attribution.via for one in self.scene.reading.mentions if one.span == span)
        return frozenset(one.country for one in told if one.country and one.actor)

    def _all(
        self, ruled: Source, first: Source, before: Sequence[Statement]
    ) -> Iterator[tuple[str | None, str, str | None]]:
        yield ruled.holder, "ruled", ruled.actor
        yield first.holder, f"words {first.basis}", first.actor
        if self.home:
            yield self.home, "home" if self.outlet or not self.organ else "home of organ", f"{self.home}-GOV"
        if self.outlet:
            yield holder_of(self.outlet) or self.outlet, "outlet", self.outlet
            yield from self._parts(self.outlet, self.scene.report.outlet or "", "outlet part")
        for country in sorted(self.lands):
            yield country, "land of outlet", f"{country}-GOV"
        for country, share in self.places.items():
            yield country, f"places {share:.1f}", f"{country}-GOV"
        yield from self._named(first)
        for place in self.scene.reading.places:
            if first.span and place.country and first.span[0] <= place.span[0] < first.span[1]:
                yield place.country, "place named", f"{place.country}-GOV"
        yield from self._spoke(first, before)
        yield from self._mentioned(first)

    def _named(self, source: Source) -> Iterator[tuple[str | None, str, str | None]]:
        """Whom the words of a source name, up to its first preposition or aside and after that."""
        if source.span is None:
            return
        text = before_and(self.scene.text, source.span)
        lead = len(self._names_in(_CUT.split(text, maxsplit=1)[0]))
        for place, (actor, sure) in enumerate(self._names_in(text)):
            relation = "named" if sure else "perhaps named"
            yield actor.holder, relation if place < lead else f"{relation} after", actor.id
            yield from self._parts(actor.id, source.text or "", "part")

    def _names_in(self, text: str) -> list[tuple[Actor, bool]]:
        if text not in self._named_in:
            self._named_in[text] = named_in(text)
        return self._named_in[text]

    def _parts(self, whole: str, text: str, relation: str) -> Iterator[tuple[str | None, str, str | None]]:
        """ "The UN mission", "the UN's humanitarian office": the part of a body that words or the country tell."""
        parts = bodies().get(whole, ())
        words = {word.lower() for word in _WORD.findall(text) if len(word) > _SHORT} if parts else set()
        for part in parts:
            alike = words & _low_words(part.name)
            if part.country and part.country in self.places:
                yield part.holder, f"{relation} here {min(len(alike), 2)}", part.id
            elif alike:
                yield part.holder, f"{relation} {min(len(alike), 2)}", part.id

    def _spoke(self, source: Source, before: Sequence[Statement]) -> Iterator[tuple[str | None, str, str | None]]:
        names, last = _names(source.text or ""), head(source.text)
        chains = self._chains(source)
        for back, one in enumerate(reversed(before), start=1):
            side, actor = one.source.holder, one.source.actor
            if back <= _BACK:
                yield side, f"spoke {back}", actor
                if source.span and self.scene.paragraph(source.span[0]) == self.scene.paragraph(one.cue.span[0]):
                    yield side, f"spoke {back} here", actor
            if one.source.text and source.text:
                if chains & self._chains(one.source):
                    yield side, "spoke in chain", actor
                if names & _names(one.source.text):
                    yield side, "spoke by name", actor
                if last == head(one.source.text):
                    yield side, "spoke by head", actor
        if before and source.span:
            yield before[0].source.holder, "spoke first", before[0].source.actor

    def _chains(self, source: Source) -> frozenset[int]:
        """Numbers of those whom a source's words mention."""
        if source.span is None:
            return frozenset()
        if source.span not in self._meant:
            start, end = source.span
            mentions = self.scene.reading.mentions
            self._meant[source.span] = frozenset(m.chain for m in mentions if start < m.span[1] and m.span[0] < end)
        return self._meant[source.span]

    def _mentioned(self, source: Source) -> Iterator[tuple[str | None, str, str | None]]:
        names = _names(source.text or "")
        at = source.span[0] if source.span else -1
        ahead = self.told[: bisect_left(self.told, at, key=lambda one: one.start)]
        for side, actor in self._everybody.items():
            yield side, "told", actor
        for chain in sorted(self._chains(source)):
            for one in self._by_chain.get(chain, ()):
                yield one.holder, "told in chain", one.actor
        for one in sorted({one for name in names for one in self._by_name.get(name, ())}, key=lambda one: one[:4]):
            yield one.holder, "told by name", one.actor
        if ahead and at - ahead[-1].start < _NEAR:
            yield ahead[-1].holder, "told nearest", ahead[-1].actor
            sentence = self.scene.sentence(at)
            for one in reversed(ahead):
                back = sentence - self.scene.sentence(one.start)
                if back > 1:
                    break
                yield one.holder, "told just before" if back else "told here", one.actor
        if self.told:
            yield self.told[0].holder, "told first", self.told[0].actor


class Described(NamedTuple):
    """A source as features tell it: its form, its telling word, all its words, and what the saying tells."""

    shape: str
    last: str
    words: tuple[str, ...]
    traits: tuple[str, ...]


def described(scene: Scene, source: Source, attribution: Attribution) -> Described:
    """One source of one saying, described once for all its candidates."""
    words = tuple(dict.fromkeys(word.lower() for word in _WORD.findall(source.text or "")))
    return Described(form(source.text), head(source.text), words, tuple(_traits(scene, source, attribution)))


def features(told: Described, side: str | None, relations: Iterable[str]) -> list[str]:
    """What speaks for one candidate, as the names of weights."""
    kind = kind_of(side)
    made = [*_alone(told, kind)]
    for relation in relations:
        made += _tied(relation, told.shape, told.last, kind)
    return made


@lru_cache(maxsize=256)  # many candidates of one source are of one kind
def _alone(told: Described, kind: str) -> tuple[str, ...]:
    words = (f"has {word}|{kind}" for word in told.words)
    return (f"{told.shape}|{kind}", f"{told.last}|{kind}", *words, *(f"{trait}|{kind}" for trait in told.traits))


@lru_cache(maxsize=16384)
def _tied(relation: str, shape: str, last: str, kind: str) -> tuple[str, str, str, str]:
    return relation, f"{relation}|{shape}", f"{relation}|{last}", f"{relation}|{kind}"


def kind_of(side: str | None) -> str:
    """What kind of actor a holder is; voices that are nobody's are kinds of their own."""
    known = actors().get(side or "")
    return known.kind if known and side not in IMPERSONAL else str(side)


@lru_cache(maxsize=4096)
def form(text: str | None) -> str:
    """How a source is told: a pronoun, a name, "the", "its", a number of people."""
    words = _WORD.findall(text or "")
    if not words:
        return "none"
    low: str = words[0].lower()
    if len(words) == 1 and low in speaker_words("pronouns") | speaker_words("own"):
        return low
    for group in ("definite", "owned", "single", "nobody_at_all"):
        if low in speaker_words(group):
            return f"{group} {'short' if len(words) == 2 else 'long'}"
    named = sum(word[0].isupper() for word in words)
    if named == len(words):
        return "name short" if named < 3 else "name long"
    return "named" if words[-1][0].isupper() or "," in (text or "") else "plain"


@lru_cache(maxsize=4096)
def head(text: str | None) -> str:
    """The word that tells what a source is: the last before an apposition, a preposition or a relative clause."""
    words = _WORD.findall(_CUT.split(text or "", maxsplit=1)[0])
    return str(words[-1]).lower().removesuffix("'s").removesuffix("’s") if words else ""


def _traits(scene: Scene, source: Source, attribution: Attribution) -> Iterator[str]:
    """What the saying itself tells of its speaker."""
    said = " ".join(scene.text[slice(*span)].lower() for span in attribution.content)
    yield f"stance {attribution.stance}"
    yield f"quote {attribution.quote}"
    if tells("experience", said):
        yield "experience"
    if source.text and tells("standing", source.text.lower()):
        yield "standing"
    words = set(_WORD.findall(said))
    yield from (f"says {word}" for word in ("i", "we", "my", "our") if word in words)


def _side(mention: Mention) -> str | None:
    side = holder(mention) if mention.actor else None
    return side if side not in IMPERSONAL else None


def _names_it(how: Relations) -> bool:
    """Whether a source's own words stand for a candidate: "the Turkish embassy in Yerevan" for no Armenian."""
    return any(relation in _NAMING or relation.startswith("part ") for relation in how)


@lru_cache(maxsize=4096)
def _low_words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text))


@lru_cache(maxsize=4096)
def _names(text: str) -> frozenset[str]:
    """Words in capitals, which may name the same somebody again."""
    return frozenset(word.lower() for word in _WORD.findall(text) if word[0].isupper()) - speaker_words("definite")
