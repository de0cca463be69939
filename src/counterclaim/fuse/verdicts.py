"""What analysts judged, brought to bear: which accounts must stay together, which apart, and what contradicts what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.records.judgement import DIFFERENT, SAME, Judgement
from counterclaim.values.decided import counting


@dataclass(frozen=True, slots=True)
class Conflict:
    """A judgement that gave way: newer ones, taken together, say the contrary."""

    judgement: Judgement
    why: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """`together` are sets of two accounts and more; `apart` are pairs that may never share a cluster."""

    together: tuple[tuple[str, ...], ...]
    apart: tuple[tuple[str, str], ...]
    conflicts: tuple[Conflict, ...]


def standing(verdicts: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements in force, the newest first: not undone, and the last word on their pair."""
    seen: set[tuple[str, ...]] = set()
    found = []
    for one in reversed(counting(tuple(verdicts))):
        pair = tuple(sorted((one.one, one.other)))
        if pair not in seen:
            seen.add(pair)
            found.append(one)
    return tuple(found)


def bounds(ids: Iterable[str], verdicts: Iterable[Judgement]) -> Bounds:
    """What the judgements on these accounts demand; where they contradict one another the newer ones win."""
    parent = {each: each for each in ids}
    foes: dict[str, set[str]] = {each: set() for each in parent}
    apart: list[tuple[str, str]] = []
    conflicts: list[Conflict] = []
    for judgement in standing(verdicts):
        if judgement.one not in parent or judgement.other not in parent:
            continue
        one, other = _root(parent, judgement.one), _root(parent, judgement.other)
        if judgement.verdict == DIFFERENT:
            if one == other:
                conflicts.append(Conflict(judgement, "newer judgements hold the two together"))
            else:
                apart.append((judgement.one, judgement.other))
                foes[one].add(other)
                foes[other].add(one)
        elif judgement.verdict == SAME and one != other:
            if other in foes[one]:
                conflicts.append(Conflict(judgement, "newer judgements hold the two apart"))
            else:
                _join(parent, foes, one, other)
    groups: dict[str, list[str]] = {}
    for each in sorted(parent):
        groups.setdefault(_root(parent, each), []).append(each)
    together = tuple(tuple(group) for group in groups.values() if len(group) > 1)
    return Bounds(together, tuple(apart), tuple(conflicts))


def _root(parent: dict[str, str], each: str) -> str:
    while parent[each] != each:
        parent[each] = parent[parent[each]]
        each = parent[each]
    return each


def _join(parent: dict[str, str], foes: dict[str, set[str]], one: str, other: str) -> None:
    parent[other] = one
    for foe in foes.pop(other):
        foes[foe].discard(other)
        foes[foe].add(one)
        foes[one].add(foe)
