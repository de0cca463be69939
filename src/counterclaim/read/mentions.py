"""Marks who and what a report mentions: forces, bodies, groups, people, weapons and things, by noun phrase.

    each noun phrase (possessor apart) | actors named in it | the common noun at its head | a name with a title
    | weapon or object words | else a name of unknown bearing
What only the context can tell (whose "the army" is) is left to `read.sides`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from counterclaim.codebook.actors import Candidate, actors, alias_index
from counterclaim.codebook.agents import Agent, agent_index, agents
from counterclaim.codebook.events import objects, weapons
from counterclaim.read.document import Doc
from counterclaim.records.reading import Mention, NumberMention, PlaceMention

_ORGANIZATION_WORDS = frozenset(
    "agency service commission party front movement army council union committee organization organisation group university agency commission "
    "bank court association brigade brigades battalion forces force ministry department institute foundation company "
    "federation league congress parliament assembly corps network initiative observatory society centre center "
    "office bureau authority administration directorate alliance coalition guard police command".split()
)
_OUTPOSTS = frozenset("mission chief head envoy report statement office branch wing leadership staff team headquarters".split())
_THING_TYPES = {"vehicle": "vehicle", "aircraft": "vehicle", "ship": "vehicle", "settlement": "place", "other": "object"}
_STANDS_FOR_GOVERNMENT = frozenset({"metonym", "name"})


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
            allowed = [c for c in named.candidates if not c.ambiguous or c.actor in sure or forceful or self._at_home(c, countries)]
            if allowed:
                self.hits[named.first] = Named(named.first, named.last, self._ranked(allowed, countries))

    def _raw(self) -> Iterator[Named]:
        index, doc = alias_index(), self.doc
        i = 0
        while i < len(doc.words):
            if doc.sent_of[i] < 0:
                i += 1
                continue
            hit = index.match(doc.words, i, upper=doc.upper)
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


def find_mentions(
    doc: Doc, naming: Naming, numbers: Sequence[NumberMention], places: Sequence[PlaceMention]
) -> list[Mention]:
    """Mentions in text order; chains and inferred actors are still to be settled (`chain` is its own number)."""
    found: list[Mention] = []
    place_tokens = {i for place in places for i in doc.tokens_in(place.span)}
    count_at = {i: number for number in numbers for i in doc.tokens_in(number.span)}
    for chunk in doc.chunks:
        if doc.sent_of[chunk.first] < 0 or doc.sents[doc.sent_of[chunk.first]].kind in {"furniture", "dateline"}:
            continue
        for first, last in _parts(doc, chunk.first, chunk.last):
            mention = _mention(doc, naming, first, last, place_tokens)
            if mention is not None:
                found.append(_counted(doc, mention, first, last, count_at))
            else:
                found += [_actor_mention(doc, n.first, n.last, n) for n in naming.within(first, last)]
    found = sorted([*_shared_noun(doc, found), *_named_again(doc, found)], key=lambda m: m.span)
    return [_numbered(mention, n) for n, mention in enumerate(found)]


def _named_again(doc: Doc, found: list[Mention]) -> list[Mention]:
    """"The service", "the group": a definite noun that ends the name of a body told before names it again."""
    taken = {m.span for m in found}
    bodies = [m for m in found if m.actor and m.type in {"organization", "armed_force", "armed_group"} and " " in m.name]
    made = []
    for chunk in doc.chunks:
        span = doc.span(chunk.first, chunk.last)
        if chunk.last - chunk.first != 2 or doc.lower[chunk.first] not in {"the", "this"} or span in taken or doc.sent_of[chunk.first] < 0:
            continue
        earlier = [m for m in bodies if m.span[1] < span[0] and m.name.lower().endswith(" " + doc.lower[chunk.head])]
        if earlier and doc.tags[chunk.head] == "NOUN":
            made.append(_replace(earlier[-1], span=span, head=doc.span(chunk.head, chunk.last), basis="inferred", confidence=0.6, name=doc.words[chunk.head], count=None, number=None))
    return made


def _shared_noun(doc: Doc, found: list[Mention]) -> list[Mention]:
    """"Kyrgyz and Tajik border guards" are two forces: an adjective joined to a described force shares its noun."""
    made = list(found)
    for n in range(len(made) - 1):
        one, two = made[n], made[n + 1]
        joined = doc.text[one.span[1] : two.span[0]].strip().lower() in {"and", "or", ","}
        noun = agents().get(two.entry or "")
        country = one.country
        if joined and one.entry == "adjective" and noun is not None and noun.organ and country:
            made[n] = _replace(one, type=two.type, kind=two.kind, entry=two.entry, actor=f"{country}-{noun.organ}")
    return made


def _parts(doc: Doc, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A noun phrase cut at its possessives: each possessor, then the whole from the first token on."""
    for i in range(first, last):
        if doc.tags[i] == "POSS" and i > first:
            yield first, i
    yield first, last


def _mention(doc: Doc, naming: Naming, first: int, last: int, place_tokens: set[int]) -> Mention | None:
    head = _head(doc, first, last)
    named = naming.within(first, last)
    agent = _agent_at(doc, first, last, head)
    if agent is not None and named and named[-1].first <= agent[0] and agent[1] <= named[-1].last and named[-1].last - named[-1].first > agent[1] - agent[0]:
        if named[-1].last == last:  # "Doctors Without Borders" are no doctors
            return _actor_mention(doc, first, last, named[-1])
    if agent is not None:
        return _agent_mention(doc, naming, first, last, agent, named)
    if doc.tags[head] == "PRON":
        return Mention(doc.span(first, last), "person", -1, doc.span(head, head + 1), basis="inferred", name="")
    thing = _thing(doc, first, last, head, named)
    if thing is not None:
        return thing
    if named and named[-1].last == last:
        return _actor_mention(doc, first, last, named[-1])
    return _body_of(doc, first, last, head, named) or _plain_name(doc, first, last, head, place_tokens)


def _body_of(doc: Doc, first: int, last: int, head: int, named: list[Named]) -> Mention | None:
    """"The United Nations mission", "the Tajik drug control agency": a body of the actor named in the phrase."""
    if not named or doc.tags[head] not in {"NOUN", "NAME"}:
        return None
    best = named[-1].candidates[0]
    actor = actors().get(best.actor)
    body = doc.lower[head] in _ORGANIZATION_WORDS
    if actor is None or not (body or (actor.kind not in {"state", "civilians"} and doc.lower[head] in _OUTPOSTS)):
        return None
    state = actor.kind == "state" and best.how != "organ"
    return Mention(
        doc.span(first, last), "organization", -1, doc.span(head, head + 1), actor=f"{actor.id}-GOV" if state else actor.id,
        country=actor.country, kind=actor.kind, name=doc.quote(doc.span(_without_determiner(doc, first, last), last)),
        entry="body", confidence=0.7,
    )  # fmt: skip


def _head(doc: Doc, first: int, last: int) -> int:
    chunk = doc.chunks[doc.chunk_of[first]]
    return chunk.head if first <= chunk.head < last else last - 1


def _agent_at(doc: Doc, first: int, last: int, head: int) -> tuple[int, int, Agent] | None:
    """The common noun for a force or a person that heads the phrase or stands before a name as its title."""
    index = agent_index()
    best = None
    i = first
    while i < last:
        hit = index.match(doc.words, i)
        if hit and i + hit[0] <= last:
            end = i + hit[0]
            titled = all(doc.tags[k] == "NAME" or doc.words[k][0] in ".,'" for k in range(end, last)) and end < last
            if end > head or titled:
                best = (i, end, hit[1])
                break
            i = end
            continue
        i += 1
    return best


def _agent_mention(
    doc: Doc, naming: Naming, first: int, last: int, agent: tuple[int, int, Agent], named: list[Named]
) -> Mention:
    """A force, body or person told by a common noun, with the country or group that the phrase names."""
    start, end, noun = agent
    whose = [n for n in named if n.first < start or n.first >= end] or [n for n in named if n.last == end]
    whose = whose or _after(doc, naming, last)
    actor, country = _belongs(noun, whose)
    if actor is None and noun.inherits:
        actor, country = _possessing(doc, naming, first, start) or _principal(doc, naming, last, country)
    titled = end < last and noun.mention == "person"
    name_from = end if titled else _without_determiner(doc, first, last)
    return Mention(
        span=doc.span(first, last),
        type=_type(noun, actor),
        chain=-1,
        head=doc.span(last - 1, last) if titled else doc.span(start, end),
        actor=actor or noun.actor,
        country=country,
        kind=_kind(noun, actor),
        name=doc.quote(doc.span(name_from, last)),
        identified=noun.identified,
        entry=noun.id,
        confidence=0.9 if actor else 0.7,
    )


def _belongs(noun: Agent, whose: list[Named]) -> tuple[str | None, str | None]:
    """Actor id and country of a common noun with the actors named beside it ("Peruvian" + soldiers = PE-MIL)."""
    for named in reversed(whose):
        for candidate in named.candidates:
            actor = actors().get(candidate.actor)
            if actor is None:
                continue
            if actor.kind != "state" or candidate.how == "organ":
                if noun.organ in {"CIV", "PRESS"}:
                    continue
                return actor.id, actor.country
            if noun.organ:
                return f"{actor.id}-{noun.organ}", actor.id
            return (actor.id if noun.inherits else None), actor.id
    return None, None


def _possessing(doc: Doc, naming: Naming, first: int, start: int) -> tuple[str | None, str | None] | None:
    """Whom a spokesman speaks for by the words before: "the ministry's spokesman", "rebel spokesman"."""
    last = start - 1 if start > first and doc.tags[start - 1] == "POSS" else start
    if last <= first:
        return None
    agent = _agent_at(doc, first, last, last - 1)
    if agent is None:
        return None
    found = _belongs(agent[2], naming.within(first, last))
    return found if found[0] else None


def _principal(doc: Doc, naming: Naming, last: int, country: str | None) -> tuple[str | None, str | None]:
    """Whom a spokesman speaks for: "a spokesman for the Peruvian army", "an official from the ministry"."""
    if last + 1 >= len(doc.words) or doc.lower[last] not in {"for", "of", "from", "at", "in"}:
        return None, country
    chunk = doc.chunk_of[last + 1]
    if chunk < 0 or doc.sent_of[last] != doc.sent_of[last - 1]:
        return None, country
    phrase = doc.chunks[chunk]
    agent = _agent_at(doc, phrase.first, phrase.last, phrase.head)
    named = naming.within(phrase.first, phrase.last)
    if agent is not None:
        return _belongs(agent[2], named or _after(doc, naming, phrase.last))
    return (named[-1].candidates[0].actor, None) if named and named[-1].last == phrase.last else (None, country)


def _after(doc: Doc, naming: Naming, last: int) -> list[Named]:
    """The actor in "... of Armenia", "... in Lima" right after the phrase."""
    if last + 1 < len(doc.words) and doc.lower[last] in {"of", "in", "from"} and doc.sent_of[last] == doc.sent_of[last - 1]:
        i = last + 1
        while i < len(doc.words) and doc.tags[i] in {"DET", "ADJ"} and i not in naming.hits:
            i += 1
        hit = naming.hits.get(i)
        if hit and (doc.lower[last] != "in" or any(c.how in _STANDS_FOR_GOVERNMENT for c in hit.candidates)):
            return [hit]
    return []


def _type(noun: Agent, actor: str | None) -> str:
    if actor and actor in actors() and actors()[actor].kind == "armed_group" and noun.mention in {"armed_force", "people"}:
        return "armed_group"
    return noun.mention


def _kind(noun: Agent, actor: str | None) -> str:
    if actor and actor in actors() and actors()[actor].kind == "armed_group" and noun.kind in {"unknown", "military"}:
        return "armed_group"
    return noun.kind


def _owner(named: list[Named]) -> tuple[str | None, str | None]:
    """Whose a thing is: "Israeli warplanes" are those of Israel's forces, "Houthi missiles" the Houthis'."""
    for one in named:
        actor = actors().get(one.candidates[0].actor)
        if actor is not None and actor.kind != "civilians" and one.candidates[0].how != "metonym":
            state = actor.kind == "state" and one.candidates[0].how != "organ"
            return (f"{actor.id}-MIL" if state else actor.id), actor.country
    return None, None


def _thing(doc: Doc, first: int, last: int, head: int, named: list[Named]) -> Mention | None:
    """A weapon or an object whose word ends the phrase."""
    for index, kind in ((weapons(), "weapon"), (objects(), "facility")):
        for i in range(first, head + 1):
            hit = index.match(doc.lower, i)
            if hit and i + hit[0] == head + 1:
                thing = hit[1][0]
                type_ = _THING_TYPES.get(thing.kind, kind)
                name = doc.quote(doc.span(_without_determiner(doc, first, last), last))
                actor, country = _owner(named)
                return Mention(
                    doc.span(first, last), type_, -1, doc.span(i, head + 1), actor, country, thing.kind, name,
                    basis="inferred" if actor else "stated", entry=thing.kind,
                )  # fmt: skip
    return None


def _actor_mention(doc: Doc, first: int, last: int, named: Named) -> Mention:
    """A phrase that is the name of an actor, or of a country, a people or a capital that stands for it."""
    best = named.candidates[0]
    actor = actors().get(best.actor)
    kind = actor.kind if actor else "unknown"
    type_ = {"armed_group": "armed_group", "military": "armed_force", "police": "armed_force"}.get(kind, "organization")
    id_ = best.actor
    if kind == "state" and best.how in {"people", "adjective"}:
        type_, kind, id_ = "nationality", "civilians", f"{best.actor}-CIV"
    elif kind == "state" and best.how != "organ":
        type_ = "nationality" if best.how != "metonym" else "organization"
    return Mention(
        span=doc.span(first, last),
        type=type_,
        chain=-1,
        head=doc.span(named.first, named.last),
        actor=id_,
        country=actor.country if actor else None,
        kind=kind,
        name=doc.quote(doc.span(_without_determiner(doc, first, last), last)),
        entry=best.how,
        confidence=0.9,
    )


def _plain_name(doc: Doc, first: int, last: int, head: int, place_tokens: set[int]) -> Mention | None:
    """A capitalised name that the codebook does not know: a person or a body, by its words."""
    if doc.tags[head] != "NAME" or head in place_tokens:
        return None
    start = head
    while start > first and doc.tags[start - 1] == "NAME":
        start -= 1
    words = {doc.lower[k] for k in range(start, head + 1)}
    body = bool(words & _ORGANIZATION_WORDS) or (start == head and doc.words[head].isupper() and len(doc.words[head]) > 1)
    return Mention(
        doc.span(first, last),
        "organization" if body else "person",
        -1,
        doc.span(start, head + 1),
        kind="organization" if body else "person",
        name=doc.quote(doc.span(start, head + 1)),
        confidence=0.5,
    )


def _without_determiner(doc: Doc, first: int, last: int) -> int:
    """Where the name in a phrase begins: after determiners and counts."""
    while first < last - 1 and doc.tags[first] in {"DET", "NUM"}:
        first += 1
    return first


def _counted(doc: Doc, mention: Mention, first: int, last: int, count_at: dict[int, NumberMention]) -> Mention:
    number = next((count_at[i] for i in range(first, last) if i in count_at), None)
    if number is None and first > 1 and doc.lower[first - 1] == "of":
        number = count_at.get(first - 2)
    if number is None:
        return mention
    return _replace(mention, count=number.quantity, number=number.span)


def _numbered(mention: Mention, n: int) -> Mention:
    return _replace(mention, chain=n)


def _replace(mention: Mention, **changes: object) -> Mention:
    from dataclasses import replace

    return replace(mention, **changes)  # type: ignore[arg-type]
