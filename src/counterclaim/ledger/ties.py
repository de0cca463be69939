"""Which accounts are clustered together: a block is what ties lead to, kept small by heeding only stronger ties.

Clusters only grow over pairs that are more likely one than not, so that blocks of such ties can be clustered one by
one. Where news is dense, chance ties chain: a block of too many accounts is taken apart at the next level, and so
on; at the last one it stays as large as it is. A block hangs on the ties alone, not on the order of their coming.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from counterclaim.fuse.compare import MERGE, kept_apart, log_odds, odds, weights
from counterclaim.fuse.pairs import TRAITS
from counterclaim.fuse.sketch import Sketch
from counterclaim.records.judgement import SAME, Judgement
from counterclaim.store import decisions, filings
from counterclaim.values.decided import counting

if TYPE_CHECKING:
    from sqlalchemy import Connection

LEVELS = tuple(map(log_odds, (MERGE, 0.75, 0.88, 0.95)))
"""Log odds from which on ties count."""
MOST = 64
"""Most accounts of a block, but at the last level."""
_JUDGED = math.inf
_COSTLY = frozenset({"names", "words", "gist", "rare", "named"})
_NOTHING: Mapping[str, float] = {}
_NOBODY: frozenset[str] = frozenset()


def tied(one: Sketch, other: Sketch) -> float | None:
    """Log odds that two accounts tell of one incident, None where they are below the first level."""
    if (other.seq, other.id) < (one.seq, one.id):
        one, other = other, one
    if kept_apart(one, other):
        return None
    known = weights()
    total = known.bias
    for n, best in _cheap_first():
        if total + best < LEVELS[0]:
            return None
        total += known.levels[n].get(TRAITS[n].level(one, other), 0.0)
    found = odds(one, other)  # few come so far; added up in its own order, to the last bit
    return found if found >= LEVELS[0] else None


@cache
def _cheap_first() -> Sequence[tuple[int, float]]:
    """The features, those over all words of a report last, with what each and those after it can add at most: a
    hopeless pair is not compared to its end."""
    order = sorted(range(len(TRAITS)), key=lambda n: TRAITS[n].name in _COSTLY)
    best = [max(0.0, *weights().levels[n].values()) for n in order]
    return [(n, sum(best[place:]) + 1e-9) for place, n in enumerate(order)]


class Ties:
    """Ties and judgements that two accounts are the same, read as they are asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, dict[str, float]] = {}
        self._judged = decisions.any_judged(connection)

    def load(self, ids: Iterable[str]) -> None:
        """Read what the accounts are tied to, all at once."""
        asked = [each for each in ids if each not in self._known]
        if not asked:
            return
        self._known |= {each: {} for each in asked}
        for one, other, strength in filings.tied(self._connection, asked):
            self._known[one][other] = strength
        for judgement in counting(self.judgements(asked)):
            if judgement.verdict == SAME:
                for one, other in ((judgement.one, judgement.other), (judgement.other, judgement.one)):
                    if one in self._known:
                        self._known[one][other] = _JUDGED

    def strength(self, one: str, other: str) -> float | None:
        """Log odds of two accounts, None where no tie that was read tells them."""
        found = self._known.get(one, _NOTHING).get(other)
        return None if found == _JUDGED else found

    def judgements(self, ids: Iterable[str]) -> list[Judgement]:
        """All judgements that touch the accounts, undone ones too."""
        return decisions.judgements_on(self._connection, ids) if self._judged else []

    def beside(self, ids: Iterable[str]) -> set[str]:
        """What the accounts are tied to at any level."""
        asked = list(ids)
        self.load(asked)
        return {other for each in asked for other in self._known[each]}

    def block(self, name: str, without: frozenset[str] = _NOBODY) -> frozenset[str]:
        """The block that an account is in; `without` others, as if they were not there."""
        for level in LEVELS[:-1]:
            found = self._reach(name, level, MOST, without)
            if found is not None:
                return found
        whole = self._reach(name, LEVELS[-1], None, without)
        assert whole is not None, "unbounded"  # noqa: S101
        return whole

    def blocks(self, ids: Iterable[str], without: frozenset[str] = _NOBODY) -> list[frozenset[str]]:
        """The blocks that accounts are in, each once."""
        asked = sorted(set(ids) - without)
        self.load(asked)
        found: list[frozenset[str]] = []
        seen: set[str] = set()
        for name in asked:
            if name not in seen:
                found.append(self.block(name, without))
                seen |= found[-1]
        return found

    def _reach(self, name: str, level: float, most: int | None, without: frozenset[str]) -> frozenset[str] | None:
        """All that ties from a level on lead to, None where that is more than `most`."""
        found = {name}
        front = {name}
        while front:
            self.load(front)
            tied = {other for each in front for other, strength in self._known[each].items() if strength >= level}
            front = tied - found - without
            found |= front
            if most is not None and len(found) > most:
                return None
        return frozenset(found)
