"""What world each sentence of a report is of: how much its words speak for arms, and how much for something else."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from counterclaim.codebook.contexts import Context, contexts, openings
from counterclaim.read.document import Doc

_MOST = 3.0
_AGAIN = 0.5
_HEAD = 3
"""Title and the lead's sentences."""
"""How much a second word of one world counts beside the first in its sentence."""


class World(NamedTuple):
    """One sentence: the weight of its words for arms and for other worlds, and its words that frame a report."""

    arms: float
    other: float
    frames: frozenset[tuple[str, str]] = frozenset()


@lru_cache(maxsize=1)  # the gate asks twice of each report, one after the other
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
            met.append((" ".join(doc.lower[i : i + hit[0]]), max(hit[1], key=lambda c: c.weight)))
            i += hit[0]
        if met:
            found[number] = _weighed(met)
    return found


def framed(doc: Doc, around: dict[int, World]) -> float:
    """The share of sentences that are of one other world by words of its own: 0 unless two different ones are met."""
    words = {frame for world in around.values() for frame in world.frames}
    kinds = Counter(kind for kind, _ in words)
    kind, different = kinds.most_common(1)[0] if kinds else ("", 0)
    if different < 2:
        return 0.0
    within = sum(any(name == kind for name, _ in world.frames) for world in around.values())
    return within / max(1, len(doc.body()))


def opens_elsewhere(doc: Doc, around: dict[int, World]) -> bool:
    """Whether title or lead are of one other world, by a word of its own that a second one below bears out."""
    heads = [n for n, sent in enumerate(doc.sents) if sent.kind in {"title", "heading", "body"}][:_HEAD]
    opening = {kind for n in heads if n in around for kind, _ in around[n].frames} & openings()
    words = {frame for world in around.values() for frame in world.frames}
    return any(sum(kind == name for name, _ in words) > 1 for kind in opening)


def _weighed(met: list[tuple[str, Context]]) -> World:
    arms = _sum([context for _, context in met if context.arms])
    other = _sum([context for _, context in met if not context.arms])
    frames = frozenset((context.id, words) for words, context in met if context.frame)
    return World(min(arms, _MOST), min(other, _MOST), frames)


def _sum(met: list[Context]) -> float:
    """The first word of each world counts whole, more of it by half."""
    seen: set[str] = set()
    total = 0.0
    for context in sorted(met, key=lambda c: -c.weight):
        total += context.weight * (_AGAIN if context.id in seen else 1.0)
        seen.add(context.id)
    return total
