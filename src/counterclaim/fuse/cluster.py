"""Which accounts of a set tell of one incident: mean linkage of log odds, under what analysts judged.

judgements -> sets that must stay together or apart -> news merged while the mean of its pairs says so -> history too
The mean of the best fifth of pairs, and not the best one, decides: a long series of like incidents does not chain.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from counterclaim.fuse import block
from counterclaim.fuse.compare import LINK, MERGE, log_odds, odds
from counterclaim.fuse.pairs import told_apart
from counterclaim.fuse.sketch import Sketch
from counterclaim.fuse.verdicts import Bounds, bounds
from counterclaim.records.judgement import Judgement

_CAP = 4.0
_SHARE = 0.2
_BACKGROUND = "background"
Told = Callable[[str, str], float | None]


@dataclass(slots=True)
class _Work:
    """Clusters in the making. An atom is an account, or all those judged the same: they count as one.

    `members` holds the atoms of each cluster, which goes by its first one's number; `beside` are clusters that a
    link leads to, `apart` those that a judgement keeps away. The odds of a pair of atoms are worked out once.
    """

    atoms: tuple[tuple[Sketch, ...], ...]
    told: Told
    members: dict[int, tuple[int, ...]]
    beside: dict[int, set[int]]
    apart: dict[int, set[int]]
    known: dict[tuple[int, int], float] = field(default_factory=dict)

    def odds(self, one: int, other: int) -> float:
        """Of two atoms: what speaks best for them."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self.known:
            best = max(self._of(left, right) for left in self.atoms[pair[0]] for right in self.atoms[pair[1]])
            self.known[pair] = max(-_CAP, min(_CAP, best))
        return self.known[pair]

    def _of(self, one: Sketch, other: Sketch) -> float:
        """Of two accounts: as told by who knows it already, or worked out."""
        found = self.told(one.id, other.id)
        return odds(one, other) if found is None else found

    def mean(self, one: int, other: int) -> float:
        """Of two clusters: over the best fifth of the pairs of their atoms, since tellings leave much out."""
        pairs = [self.odds(left, right) for left in self.members[one] for right in self.members[other]]
        pairs.sort(reverse=True)
        kept = pairs[: max(1, round(len(pairs) * _SHARE))]
        return sum(kept) / len(kept)


def clusters(
    sketches: Iterable[Sketch], verdicts: Iterable[Judgement] = (), told: Told = lambda _one, _other: None
) -> tuple[tuple[str, ...], ...]:
    """Ids of each incident's accounts, the first filed first; incidents in the order of their first accounts.

    `told` gives the odds of pairs of ids for which they are known already.
    """
    ordered = sorted(sketches, key=_filed)
    work = _begin(ordered, bounds((one.id for one in ordered), verdicts), told)
    news = {n for n, atom in enumerate(work.atoms) if any(one.status != _BACKGROUND for one in atom)}
    _merge(work, news)
    _merge(work, set(work.members))
    found = [sorted((one for n in held for one in work.atoms[n]), key=_filed) for held in work.members.values()]
    return tuple(tuple(one.id for one in held) for held in sorted(found, key=lambda held: _filed(held[0])))


def _filed(one: Sketch) -> tuple[int, str]:
    return one.seq, one.id


def _begin(ordered: Sequence[Sketch], held: Bounds, told: Told) -> _Work:
    """Every atom a cluster, beside those that it may be merged with."""
    by_id = {one.id: one for one in ordered}
    group = {each: together for together in held.together for each in together}
    atoms = tuple(dict.fromkeys(tuple(by_id[each] for each in group.get(one.id, (one.id,))) for one in ordered))
    home = {one.id: n for n, atom in enumerate(atoms) for one in atom}
    numbers = range(len(atoms))
    work = _Work(atoms, told, {n: (n,) for n in numbers}, {n: set() for n in numbers}, {n: set() for n in numbers})
    for one, other in (*held.apart, *_told_apart(ordered)):
        if home[one] != home[other]:
            _tie(work.apart, home[one], home[other])
    for left, right in _possible(ordered):
        if home[left] != home[right] and work.odds(home[left], home[right]) >= log_odds(LINK):
            _tie(work.beside, home[left], home[right])
    return work


def _tie(relation: dict[int, set[int]], one: int, other: int) -> None:
    relation[one].add(other)
    relation[other].add(one)


def _told_apart(ordered: Sequence[Sketch]) -> Iterator[tuple[str, str]]:
    """Pairs that one report tells as two incidents."""
    by_report: dict[str, list[Sketch]] = defaultdict(list)
    for one in ordered:
        yield from ((other.id, one.id) for other in by_report[one.report] if told_apart(other, one))
        by_report[one.report].append(one)


def _possible(ordered: Sequence[Sketch]) -> Iterator[tuple[str, str]]:
    """Ids of pairs that share a block, each once."""
    filed: dict[str, list[str]] = defaultdict(list)
    for one in ordered:
        partners = dict.fromkeys(other for key in block.lookups(one) for other in filed.get(key, ()))
        yield from ((other, one.id) for other in partners)
        for key in block.keys(one):
            filed[key].append(one.id)


def _merge(work: _Work, chosen: set[int]) -> None:
    """Merge the two most likely clusters of those chosen until no two are likely enough."""
    heap = [entry for one in sorted(chosen) for entry in _offers(work, one, chosen) if entry[1] < entry[2]]
    heapq.heapify(heap)
    while heap:
        _, one, other, size = heapq.heappop(heap)
        if {one, other} <= chosen and size == len(work.members[one]) + len(work.members[other]):
            _unite(work, one, other)
            chosen.discard(other)
            for entry in _offers(work, one, chosen):
                heapq.heappush(heap, entry)


def _offers(work: _Work, one: int, chosen: set[int]) -> Iterator[tuple[float, int, int, int]]:
    """What a cluster could merge with: mean (negative), both numbers, and their size, which tells a stale offer."""
    for other in sorted((work.beside[one] & chosen) - work.apart[one]):
        mean = work.mean(one, other)
        if mean >= log_odds(MERGE):
            yield -mean, min(one, other), max(one, other), len(work.members[one]) + len(work.members[other])


def _unite(work: _Work, one: int, other: int) -> None:
    """The second cluster becomes part of the first."""
    work.members[one] = work.members[one] + work.members.pop(other)
    for relation in (work.beside, work.apart):
        for third in relation.pop(other):
            relation[third].discard(other)
            if third != one:
                _tie(relation, one, third)
