"""Keeps incidents true to their accounts: whatever is filed, judged or corrected, only what it touches is made again.

    new accounts | sketched, filed, tied to those they may be one with | the connected clustered | weighed | replaced
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from counterclaim.fuse import block
from counterclaim.fuse.cluster import clusters
from counterclaim.fuse.compare import LINK, compare
from counterclaim.fuse.sketch import Sketch, sketch
from counterclaim.records import codec
from counterclaim.records.entry import Entry
from counterclaim.records.incident import Incident
from counterclaim.records.judgement import SAME
from counterclaim.store import decisions, filings, incidents, keep
from counterclaim.values.decided import counting
from counterclaim.views.search import search_words
from counterclaim.weigh.incident import Case, weigh

if TYPE_CHECKING:
    from sqlalchemy import Connection

Step = Callable[[int], None]


def file(connection: Connection, ids: Iterable[str]) -> None:
    """Sketch accounts by the newest telling of each, file them, and tie them to those they may be one with."""
    for newest in _newest(keep.entries(connection, sorted(set(ids)))):
        text = keep.texts(connection, [newest.edition])[newest.edition]
        mine = sketch(newest, text)
        beside = filings.filed_under(connection, block.lookups(mine))
        filings.file(connection, mine.id, codec.dumps(mine), block.keys(mine))
        others = (codec.loads(Sketch, other) for name, other in beside.items() if name != mine.id)
        scores = ((mine.id, other.id, compare(mine, other).value) for other in others)
        filings.tie(connection, [score for score in scores if score[2] >= LINK])


def refile(connection: Connection, ids: Iterable[str]) -> set[str]:
    """File accounts anew whose telling has changed; returns all that were connected with them before."""
    names = sorted(set(ids))
    before = connected(connection, names)
    for name in names:
        filings.unfile(connection, name)
    file(connection, names)
    return before | set(names)


def connected(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Accounts that ties, or judgements that they are the same, lead to from the given ones."""
    found: set[str] = set()
    front = set(ids)
    while front:
        found |= front
        reached = {end for pair in filings.tied(connection, front) for end in pair}
        judged = counting(decisions.judgements_on(connection, front))
        reached |= {end for one in judged if one.verdict == SAME for end in (one.one, one.other)}
        front = reached - found
    return found


def settle(connection: Connection, ids: Iterable[str], changed: Iterable[str] = ()) -> list[str]:
    """Cluster and weigh again all that is connected with the accounts; returns ids of the incidents made.

    Incidents that keep their accounts are left alone unless one of those is in `changed`.
    """
    reach = connected(connection, ids)
    kept = filings.sketches_of(connection, reach)
    judged = decisions.judgements_on(connection, kept)
    groups = clusters([codec.loads(Sketch, kept[name]) for name in sorted(kept)], judged)
    old = incidents.members_of(connection, set(incidents.incidents_of(connection, reach).values()))
    touched = set(changed)
    same = {
        group[0]
        for group in groups
        if group[0] in old and old[group[0]][1] == frozenset(group) and not touched & set(group)
    }
    fresh = [group for group in groups if group[0] not in same]
    incidents.replace(connection, set(old) - same, [_made(connection, group) for group in fresh])
    return [group[0] for group in fresh]


def rebuild(connection: Connection, step: Step = lambda _: None) -> int:
    """Make everything derived again from what is kept; `step` is told how many accounts are done."""
    incidents.clear(connection)
    names = keep.account_ids(connection)
    for name in names:
        file(connection, [name])
        step(1)
    left = set(names)
    for name in names:
        if name in left:
            settle(connection, [name])
            left -= connected(connection, [name])
    return len(names)


def case_of(connection: Connection, group: Sequence[str]) -> Case:
    """All that an incident of these accounts is weighed from; the first founded it."""
    entries = keep.entries(connection, group)
    reports = {entry.report for entry in entries}
    return Case(
        id=group[0],
        entries=tuple(entries),
        editions=keep.newest_editions(connection, reports),
        corrections=tuple(decisions.corrections_on(connection, group)),
        named=keep.names_of(connection, {entry.edition for entry in entries}),
    )


def digest(bodies: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over incidents' ids and records: equal ledgers have equal digests."""
    total = hashlib.sha256()
    for name, body in bodies:
        total.update(f"{name}\x1f{body}\n".encode())
    return total.hexdigest()


def _made(connection: Connection, group: Sequence[str]) -> tuple[Incident, str, str]:
    case = case_of(connection, group)
    incident = weigh(case)
    assert incident is not None, "an incident without accounts"  # noqa: S101 (groups are never empty)
    mark = hashlib.sha256(codec.dumps(incident).encode()).hexdigest()[:16]
    return incident, mark, search_words(incident, case.entries)


def _newest(entries: Sequence[Entry]) -> list[Entry]:
    """Of each account its last telling, in order of filing."""
    last = {entry.id: entry for entry in entries}
    return sorted(last.values(), key=lambda entry: entry.seq)
