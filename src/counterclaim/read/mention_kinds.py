"""What a noun phrase mentions: a force, body or person, a weapon or thing, an actor by name, or a name unknown.

the common noun at its head | a weapon's or object's word | an actor named in it | a body of one | a name
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from counterclaim.codebook.actors import actors
from counterclaim.codebook.agents import Agent
from counterclaim.codebook.events import objects, weapons
from counterclaim.codebook.roles import plays
from counterclaim.read.document import Doc
from counterclaim.read.mention_agents import agent_at, agent_mention, without_determiner, wording
from counterclaim.read.name_lexicon import name_words
from counterclaim.read.naming import Found, Named, Naming
from counterclaim.records.reading import Mention

_THING_TYPES = {
    "vehicle": "vehicle",
    "aircraft": "vehicle",
    "ship": "vehicle",
    "settlement": "place",
    "other": "object",
}


def mention_of(
    doc: Doc, naming: Naming, phrase: tuple[int, int], place_tokens: set[int], ends: Mapping[int, Found]
) -> Mention | None:
    """What the phrase of tokens `[first, last)` mentions; `ends` has the proper names by the token they end before."""
    first, last = phrase
    head = _head(doc, first, last)
    named = naming.within(first, last)
    agent = agent_at(doc, first, last, head)
    if agent is not None and named and named[-1].last == last and _holds(named[-1], agent):
        return actor_mention(doc, first, last, named[-1])  # "Doctors Without Borders" are no doctors
    if agent is not None:
        mention = agent_mention(doc, naming, first, last, agent, named)
        name = ends.get(last)
        proper = name is not None and name[2] == "person" and first < name[0] and agent[1] <= name[0]
        return _christened(mention, wording(doc, name[0], last)) if name and proper else mention
    if doc.tags[head] == "PRON":
        return Mention(doc.span(first, last), "person", -1, doc.span(head, head + 1), basis="inferred", name="")
    thing = _thing(doc, first, last, head, named)
    if thing is not None:
        return thing
    if named and named[-1].last == last:
        return actor_mention(doc, first, last, named[-1])
    return _body_of(doc, first, last, head, named) or _plain_name(doc, phrase, head, place_tokens, ends)


def _christened(mention: Mention, name: str) -> Mention:
    """ "Private Juan Rios", "farmer Ana Diaz": one person, whatever the noun says of many."""
    several = mention.type not in {"people", "armed_force", "armed_group", "person"}
    return replace(mention, name=name, type=mention.type if several else "person")


def _holds(named: Named, agent: tuple[int, int, Agent]) -> bool:
    """Whether a name is longer than the common noun inside it."""
    return named.first <= agent[0] and agent[1] <= named.last and named.last - named.first > agent[1] - agent[0]


def _body_of(doc: Doc, first: int, last: int, head: int, named: list[Named]) -> Mention | None:
    """ "The United Nations mission", "the Tajik drug control agency": a body of the actor named in the phrase."""
    if not named or doc.tags[head] not in {"NOUN", "NAME"}:
        return None
    best = named[-1].candidates[0]
    actor = actors().get(best.actor)
    body = doc.lower[head] in name_words().body_nouns
    if actor is None or not (
        body or (actor.kind not in {"state", "civilians"} and doc.lower[head] in name_words().outposts)
    ):
        return None
    state = actor.kind == "state" and best.how != "organ"
    force = state and plays(doc.lower[head], "force")
    return Mention(
        doc.span(first, last),
        "armed_force" if force else "organization",
        -1,
        doc.span(head, head + 1),
        actor=f"{actor.id}-{'MIL' if force else 'GOV'}" if state else actor.id,
        country=actor.country,
        kind="military" if force else actor.kind,
        name=wording(doc, without_determiner(doc, first, last), last),
        entry="body",
        confidence=0.7,
    )


def _head(doc: Doc, first: int, last: int) -> int:
    chunk = doc.chunks[doc.chunk_of[first]]
    return chunk.head if first <= chunk.head < last else last - 1


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
                name = wording(doc, without_determiner(doc, first, last), last)
                actor, country = _owner(named)
                return Mention(
                    doc.span(first, last), type_, -1, doc.span(i, head + 1), actor, country, thing.kind, name,
                    basis="inferred" if actor else "stated", entry=thing.kind,
                )  # fmt: skip
    return None


def actor_mention(doc: Doc, first: int, last: int, named: Named) -> Mention:
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
        name=wording(doc, without_determiner(doc, first, last), last),
        entry=best.how,
        confidence=0.9,
    )


def _plain_name(
    doc: Doc, phrase: tuple[int, int], head: int, place_tokens: set[int], ends: Mapping[int, Found]
) -> Mention | None:
    """A name that the codebook does not know: a person or a body, by what was found of it or by its words."""
    name = ends.get(head + 1)
    if doc.tags[head] != "NAME" or (head in place_tokens and name is None):
        return None
    start = head
    while start > phrase[0] and doc.tags[start - 1] == "NAME":
        start -= 1
    words = {doc.lower[k] for k in range(start, head + 1)}
    short = start == head and doc.words[head].isupper() and len(doc.words[head]) > 1 and not doc.upper
    type_ = "organization" if short or words & name_words().body_nouns else "person"
    if name is not None and name[2] in {"person", "organization"}:
        start, type_ = max(name[0], phrase[0]), name[2]
    span = doc.span(start, head + 1)
    return Mention(doc.span(*phrase), type_, -1, span, kind=type_, name=wording(doc, start, head + 1), confidence=0.5)
