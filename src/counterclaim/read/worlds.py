"""What world each sentence of a report is of: how much its words speak for arms, and how much for something else."""

from __future__ import annotations

from typing import NamedTuple

from counterclaim.codebook.contexts import Context, contexts
from counterclaim.read.document import Doc

_MOST_ARMS, _MOST_OTHER = 3.0, 3.0
_AGAIN = 0.5
"""How much a second word of one world counts beside the first in its sentence."""


class World(NamedTuple):
    """One sentence: weight of words for arms, of words for other worlds, and whether a word is plainly of another."""

    arms: float
    other: float
    sure: bool
    causes: tuple[int, ...]


def worlds(doc: Doc) -> dict[int, World]:
    """The world of each sentence of the body by its number; sentences without such words are left out."""
    index = contexts()
    found: dict[int, World] = {}
    for number, sent in enumerate(doc.sents):
        if sent.kind in {"furniture", "dateline"}:
            continue
        i, met = sent.first, []
        while i < sent.last:
            hit = index.match(doc.lower, i) if doc.lower[i][0].isalnum() else None
            if hit is None:
                i += 1
                continue
            met.append((i, max(hit[1], key=lambda c: c.weight)))
            i += hit[0]
        if met:
            found[number] = _weighed(met)
    return found


def _weighed(met: list[tuple[int, Context]]) -> World:
    arms = _sum([context for _, context in met if context.arms])
    other = _sum([context for _, context in met if not context.arms])
    causes = tuple(i for i, context in met if context.cause)
    return World(min(arms, _MOST_ARMS), min(other, _MOST_OTHER), any(c.sure for _, c in met), causes)


def _sum(met: list[Context]) -> float:
    """The first word of each world counts whole, more of it by half."""
    seen: set[str] = set()
    total = 0.0
    for context in sorted(met, key=lambda c: -c.weight):
        total += context.weight * (_AGAIN if context.id in seen else 1.0)
        seen.add(context.id)
    return total
