"""Which account of a new reading or edition is one told before: by its words, and in one edition by their place."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.records.judgement import Anchor

SAME_WORDS = 0.72
"""From this likeness on two sentences of two editions are taken for one."""
_AWAY = 0.0


def matched(old: Sequence[Anchor], new: Sequence[Anchor]) -> dict[int, int]:
    """Places in `new` to places in `old`, each used once, the likest pairs first."""
    pairs = [(likeness(known, found), -abs(o - n), n, o) for n, found in enumerate(new) for o, known in enumerate(old)]
    chosen: dict[int, int] = {}
    for score, _, n, o in sorted(pairs, key=lambda pair: (-pair[0], -pair[1], pair[2], pair[3])):
        if score > _AWAY and n not in chosen and o not in chosen.values():
            chosen[n] = o
    return chosen


def likeness(one: Anchor, other: Anchor) -> float:
    """How surely two anchors are one: their overlap within an edition, the likeness of their words across two."""
    if one.edition == other.edition:
        return _overlap(one.trigger, other.trigger) + _overlap(one.span, other.span) / 2
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 (needed for changed articles alone)

    alike: float = ratio(one.words, other.words) / 100
    if alike < SAME_WORDS:
        return _AWAY
    return alike + (_trigger(one) == _trigger(other)) / 2


def _trigger(anchor: Anchor) -> str:
    start = anchor.trigger[0] - anchor.span[0]
    return anchor.words[start : start + anchor.trigger[1] - anchor.trigger[0]]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Shared part of two spans, as a share of what they cover together."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0.0, shared / (max(one[1], other[1]) - min(one[0], other[0]) or 1))
