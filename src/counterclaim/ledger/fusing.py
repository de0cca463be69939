"""Keeps incidents true to their accounts: whatever is filed, judged or corrected, only what it touches is made again.

new accounts | sketched, filed, tied to those they may be one with | their blocks clustered | weighed | replaced
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from counterclaim.fuse import block
from counterclaim.fuse.cluster import clusters
from counterclaim.fuse.sketch import Sketch, sketch
from counterclaim.ledger import rulings
from counterclaim.ledger.ties import Ties, tied
from counterclaim.records import codec
from counterclaim.records.entry import Entry
from counterclaim.store import decisions, filings, incidents, keep
from counterclaim.views.search import search_words
from counterclaim.weigh.incident import Case, weigh

if TYPE_CHECKING:
    from sqlalchemy import Connection


_MANY_SKETCHES = 4096
_ready: OrderedDict[str, Sketch] = OrderedDict()
"""Sketches by their texts, which cannot go stale; those just made are among them, since what comes next meets them."""


def _sketch(told: str) -> Sketch:
    found = _ready.get(told)
    return _at_hand(told, codec.loads(Sketch, told)) if found is None else found


def _at_hand(told: str, made: Sketch) -> Sketch:
    _ready[told] = made
    while len(_ready) > _MANY_SKETCHES:
        _ready.popitem(last=False)
    return made


def file(connection: Connection, ids: Iterable[str]) -> None:
    """Sketch accounts by the newest telling of each, file them, and tie them to those they may be one with."""
    newest = _newest(keep.entries(connection, sorted(set(ids))))
    texts = keep.texts(connection, {entry.edition for entry in newest})
    mine = {entry.id: sketch(entry, texts[entry.edition]) for entry in newest}
    filed = [filings.Filing(one.id, codec.dumps(one), block.keys(one), block.lookups(one)) for one in mine.values()]
    for each in filed:
        _at_hand(each.sketch, mine[each.account])
    filings.file(connection, filed)
    found = filings.partners(connection, {each.account: each.lookups for each in filed})
    ties: dict[tuple[str, str], float] = {}
    seen: set[tuple[str, str]] = set()
    for name, told in found.items():
        for other in map(_sketch, told):
            pair = (min(name, other.id), max(name, other.id))
            if name != other.id and pair not in seen:
                seen.add(pair)
                strength = tied(mine[name], other)
                if strength is not None:
                    ties[pair] = strength
    filings.tie(connection, [(*pair, strength) for pair, strength in ties.items()])


def refile(connection: Connection, ids: Iterable[str]) -> set[str]:
    """File accounts anew whose telling has changed; returns all that they touched before."""
    names = set(ids)
    before = touched(connection, names)
    filings.unfile(connection, names)
    file(connection, names)
    return before | names


def touched(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Accounts whose incidents may change with the ties of the given ones: their blocks, and their partners'."""
    ties = Ties(connection)
    names = set(ids)
    return set(chain.from_iterable(ties.blocks(names | ties.beside(names)))) | names


def settle(connection: Connection, ids: Iterable[str], changed: Iterable[str] = ()) -> list[str]:
    """Cluster and weigh again what the accounts touch; returns ids of the incidents made.

    `changed` are those with a telling, a correction or ties that they had not before; `ids` all that were touched by
    what they had. Incidents that keep their accounts are left alone unless one of those is in `changed`.
    """
    ties = Ties(connection)
    anew = frozenset(changed)
    ties.load(anew)
    before = set(ties.blocks(ties.beside(anew) - anew, without=anew)) if anew else set()
    given = frozenset(ids)  # a block that is as it was without the new ones may have been another with what they had
    now = ties.blocks({*given, *anew, *chain.from_iterable(before)})
    blocks = [found for found in now if found & (anew | given) or found not in before]
    reach = {*given, *anew, *chain.from_iterable(blocks)}
    old = incidents.around(connection, reach)
    groups = _groups(connection, blocks, ties)
    same = {group[0] for group in groups if old.get(group[0]) == frozenset(group) and anew.isdisjoint(group)}
    fresh = [group for group in groups if group[0] not in same]
    incidents.replace(connection, set(old) - same, list(_made(connection, fresh)))
    return [group[0] for group in fresh]


def found(connection: Connection, blocks: Sequence[Collection[str]], ties: Ties) -> None:
    """Make the incidents of blocks of which none is made yet."""
    incidents.insert(connection, list(_made(connection, _groups(connection, blocks, ties))))


def case_of(connection: Connection, group: Sequence[str]) -> Case:
    """All that an incident of these accounts is weighed from; the first founded it."""
    return next(_cases(connection, [group]))


def digest(bodies: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over incidents' ids and records: equal ledgers have equal digests."""
    total = hashlib.sha256()
    for name, body in bodies:
        total.update(f"{name}\x1f{body}\n".encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def _groups(connection: Connection, blocks: Sequence[Collection[str]], ties: Ties) -> list[tuple[str, ...]]:
    """The accounts of each incident, the founding one first."""
    kept = filings.sketches_of(connection, chain.from_iterable(blocks))
    judged = ties.judgements(kept)
    groups: list[tuple[str, ...]] = []
    for found in blocks:
        told = [_sketch(kept[name]) for name in sorted(found) if name in kept]
        groups += clusters(told, judged, ties.strength) if len(told) > 1 else [(each.id,) for each in told]
    return groups


def _cases(connection: Connection, groups: Sequence[Sequence[str]]) -> Iterator[Case]:
    home = {name: n for n, group in enumerate(groups) for name in group}
    told: list[list[Entry]] = [[] for _ in groups]
    for entry in keep.entries(connection, list(home)):
        told[home[entry.id]].append(entry)
    every = list(chain.from_iterable(told))
    editions = keep.newest_editions(connection, {entry.report for entry in every})
    corrections = decisions.corrections_on(connection, home)
    named = keep.names_of(connection, {entry.edition for entry in every if entry.account.links})
    for group, entries in zip(groups, told, strict=True):
        yield Case(
            id=group[0],
            entries=tuple(entries),
            editions={entry.report: editions[entry.report] for entry in entries},
            corrections=tuple(each for each in corrections if each.account in group),
            named=named,
        )


def _made(connection: Connection, groups: Sequence[Sequence[str]]) -> Iterator[incidents.Made]:
    for case in _cases(connection, groups):
        incident = weigh(case)
        assert incident is not None, "an incident without accounts"  # noqa: S101 (groups are never empty)
        words = search_words(incident, case.entries)
        yield incidents.Made(incident, codec.dumps(incident), words, rulings.killed(incident))


def _newest(entries: Sequence[Entry]) -> list[Entry]:
    """Of each account its last telling, in order of filing."""
    last = {entry.id: entry for entry in entries}
    return sorted(last.values(), key=lambda entry: entry.seq)
