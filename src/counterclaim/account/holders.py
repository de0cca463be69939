"""Whose word a mention's word is."""

from __future__ import annotations

from counterclaim.codebook.actors import actors, holder_of
from counterclaim.codebook.agents import agents
from counterclaim.records.reading import Mention


def holder(mention: Mention | None) -> str | None:
    """The holder by the contract's rule; None where it cannot be resolved."""
    if mention is None:
        return None
    noun = agents().get(mention.entry or "")
    if mention.actor and not (noun and noun.holder and mention.basis == "inferred"):
        if noun and noun.holder in {"witness", "medical", "local"} and mention.actor.endswith("-CIV"):
            return noun.holder
        return holder_of(mention.actor) or mention.actor
    if noun and noun.holder:
        return noun.holder
    return mention.actor and (holder_of(mention.actor) or mention.actor)


def parent(actor: str) -> str | None:
    """The id above an actor: the country of an organ, the group of an armed wing."""
    known = actors().get(actor)
    if known is not None:
        return known.parent
    return actor[:2] if actor[2:3] == "-" else None


def same_side(one: str | None, other: str | None) -> bool:
    """Whether two actor ids speak or act for one side."""
    if one is None or other is None:
        return False
    return one == other or (holder_of(one) or one) == (holder_of(other) or other)
