"""Marks who and what a report mentions: forces, bodies, groups, people, weapons and things, by noun phrase.

    each noun phrase (possessor apart) | what it mentions (`mention_kinds`) | its count | nouns that name a body again
What only the context can tell (whose "the army" is) is left to `read.sides`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.codebook.agents import agents
from counterclaim.read.document import Doc
from counterclaim.read.mention_kinds import actor_mention, mention_of
from counterclaim.read.naming import Found, Naming
from counterclaim.records.reading import Mention, NumberMention, PlaceMention

_ARMY = "MIL"


def find_mentions(
    doc: Doc,
    naming: Naming,
    numbers: Sequence[NumberMention],
    places: Sequence[PlaceMention],
    names: Sequence[Found],
) -> list[Mention]:
    """Mentions in text order; chains and inferred actors are still to be settled (`chain` is its own number)."""
    found: list[Mention] = []
    ends = {name[1]: name for name in names}
    place_tokens = {i for place in places for i in doc.tokens_in(place.span)}
    count_at = {i: number for number in numbers for i in doc.tokens_in(number.span)}
    for chunk in doc.chunks:
        if doc.sent_of[chunk.first] < 0 or doc.sents[doc.sent_of[chunk.first]].kind in {"furniture", "dateline"}:
            continue
        for first, last in _parts(doc, chunk.first, chunk.last):
            mention = mention_of(doc, naming, (first, last), place_tokens, ends)
            if mention is not None:
                found.append(_counted(doc, mention, first, last, count_at))
            else:
                found += [actor_mention(doc, n.first, n.last, n) for n in naming.within(first, last)]
    found = sorted([*_shared_noun(doc, found), *_named_again(doc, found)], key=lambda m: m.span)
    return [replace(mention, chain=n) for n, mention in enumerate(found)]


def _named_again(doc: Doc, found: list[Mention]) -> list[Mention]:
    """ "The service", "the group": a definite noun that ends the name of a body told before names it again."""
    taken = {m.span for m in found}
    bodies = [
        m for m in found if m.actor and m.type in {"organization", "armed_force", "armed_group"} and " " in m.name
    ]
    made = []
    for chunk in doc.chunks:
        span = doc.span(chunk.first, chunk.last)
        if (
            chunk.last - chunk.first != 2
            or doc.lower[chunk.first] not in {"the", "this"}
            or span in taken
            or doc.sent_of[chunk.first] < 0
        ):
            continue
        earlier = [m for m in bodies if m.span[1] < span[0] and m.name.lower().endswith(" " + doc.lower[chunk.head])]
        if earlier and doc.tags[chunk.head] == "NOUN":
            made.append(
                replace(
                    earlier[-1],
                    span=span,
                    head=doc.span(chunk.head, chunk.last),
                    basis="inferred",
                    confidence=0.6,
                    name=doc.words[chunk.head],
                    count=None,
                    number=None,
                )
            )
    return made


def _shared_noun(doc: Doc, found: list[Mention]) -> list[Mention]:
    """ "Kyrgyz and Tajik border guards" are two forces: an adjective joined to a described force shares its noun."""
    made = list(found)
    for n in range(len(made) - 1):
        one, two = made[n], made[n + 1]
        joined = doc.text[one.span[1] : two.span[0]].strip().lower() in {"and", "or", ","}
        noun = agents().get(two.entry or "")
        country = one.country
        organ = noun and (noun.organ or (_ARMY if noun.kind == "military" else None))
        if joined and one.entry == "adjective" and organ and country:
            made[n] = replace(one, type=two.type, kind=two.kind, entry=two.entry, actor=f"{country}-{organ}")
    return made


def _parts(doc: Doc, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A noun phrase cut at its possessives: each possessor, then the whole from the first token on."""
    for i in range(first, last):
        if doc.tags[i] == "POSS" and i > first:
            yield first, i
    yield first, last


def _counted(doc: Doc, mention: Mention, first: int, last: int, count_at: dict[int, NumberMention]) -> Mention:
    number = next((count_at[i] for i in range(first, last) if i in count_at), None)
    if number is None and first > 1 and doc.lower[first - 1] == "of":
        number = count_at.get(first - 2)
    if number is None:
        return mention
    return replace(mention, count=number.quantity, number=number.span)
