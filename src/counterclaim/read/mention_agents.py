"""A phrase headed by a common noun for a force, an office or a person, and whose it is by the words beside it."""

from __future__ import annotations

from counterclaim.codebook.actors import actors
from counterclaim.codebook.agents import Agent, agent_index
from counterclaim.codebook.events import weapons
from counterclaim.codebook.harm import is_fate
from counterclaim.codebook.roles import plays
from counterclaim.read.document import Doc
from counterclaim.read.naming import Named, Naming
from counterclaim.records.reading import Mention

_STANDS_FOR_GOVERNMENT = frozenset({"metonym", "name"})
_BANDS = frozenset({"armed_group", "unknown"})


def agent_at(doc: Doc, first: int, last: int, head: int) -> tuple[int, int, Agent] | None:
    """The common noun for a force or a person that heads the phrase or stands before a name as its title."""
    index = agent_index()
    best = before = None
    i = first
    while i < last:
        hit = index.match(doc.words, i)
        if hit and i + hit[0] <= last:
            end = i + hit[0]
            titled = all(doc.tags[k] == "NAME" or doc.words[k][0] in ".,'" for k in range(end, last)) and end < last
            if titled and weapons().match(doc.lower, end) is not None:
                break  # "enemy UAVs"
            if end > head or titled:
                best = before if before and before[1] == i and is_fate(" ".join(doc.words[i:end])) else (i, end, hit[1])
                break
            before = (i, end, hit[1])
            i = end
            continue
        i += 1
    return best


def agent_mention(
    doc: Doc, naming: Naming, first: int, last: int, agent: tuple[int, int, Agent], named: list[Named]
) -> Mention:
    """A force, body or person told by a common noun, with the country or group that the phrase names."""
    start, end, noun = agent
    if end < last and is_fate(" ".join(doc.words[end:last])):
        last = end
    whose = [n for n in named if n.first < start or n.first >= end] or [n for n in named if n.last == end]
    whose = whose or _after(doc, naming, last)
    actor, country = _belongs(noun, whose)
    if actor is None and noun.inherits:
        actor, country = _possessing(doc, naming, first, start) or _principal(doc, naming, last, country)
    if noun.kind in _BANDS and actor in actors() and actors()[actor].kind == "state":
        actor, country = None, actor  # "fighters from Pakistan" are not the state
    titled = end < last and noun.mention == "person"
    name_from = end if titled else without_determiner(doc, first, last)
    return Mention(
        span=doc.span(first, last),
        type=_type(noun, actor),
        chain=-1,
        head=doc.span(last - 1, last) if titled else doc.span(start, end),
        actor=actor or noun.actor,
        country=country,
        kind=_kind(noun, actor),
        name=wording(doc, name_from, last),
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
    agent = agent_at(doc, first, last, last - 1)
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
    agent = agent_at(doc, phrase.first, phrase.last, phrase.head)
    named = naming.within(phrase.first, phrase.last)
    if agent is not None:
        return _belongs(agent[2], named or _after(doc, naming, phrase.last))
    return (named[-1].candidates[0].actor, None) if named and named[-1].last == phrase.last else (None, country)


def _after(doc: Doc, naming: Naming, last: int) -> list[Named]:
    """The actor in "... of Armenia", "... in Lima" right after the phrase."""
    if (
        last + 1 < len(doc.words)
        and doc.lower[last] in {"of", "in", "from"}
        and doc.sent_of[last] == doc.sent_of[last - 1]
    ):
        i = last + 1
        while i < len(doc.words) and doc.tags[i] in {"DET", "ADJ"} and i not in naming.hits:
            i += 1
        hit = naming.hits.get(i)
        if hit and (doc.lower[last] != "in" or any(c.how in _STANDS_FOR_GOVERNMENT for c in hit.candidates)):
            return [hit]
    return []


def _type(noun: Agent, actor: str | None) -> str:
    if (
        actor
        and actor in actors()
        and actors()[actor].kind == "armed_group"
        and noun.mention in {"armed_force", "people"}
    ):
        return "armed_group"
    return noun.mention


def _kind(noun: Agent, actor: str | None) -> str:
    if actor and actor in actors() and actors()[actor].kind == "armed_group" and noun.kind in {"unknown", "military"}:
        return "armed_group"
    return noun.kind


def without_determiner(doc: Doc, first: int, last: int) -> int:
    """Where the name in a phrase begins: after determiners and counts, calibres apart."""
    while first < last - 1 and doc.tags[first] in {"DET", "NUM"} and not plays(doc.lower[first + 1], "calibre"):
        first += 1
    return first


def wording(doc: Doc, first: int, last: int) -> str:
    """The words of tokens `[first, last)` with single spaces, whatever the text's line breaks."""
    return " ".join(doc.quote(doc.span(first, last)).split())
