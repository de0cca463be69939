"""What becomes of looks and visits: written down as a whole, with the trouble that there was and the next time."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from counterclaim.errors import FetchError, SourceError
from counterclaim.gather.fetch import is_url
from counterclaim.gather.options import Options
from counterclaim.ledger.intake import CHANGED, KNOWN, Added, Intake, Read
from counterclaim.records.report import Report
from counterclaim.run.look import Looked, Visit, entry_of
from counterclaim.run.pace import HOPELESS, after_failure, iso, next_look, next_visit
from counterclaim.run.reading import Readers, Task
from counterclaim.run.tally import Tally
from counterclaim.settings import Settings
from counterclaim.store import sources as store
from counterclaim.store.engine import reading, writing

_GONE = frozenset({"404", "410"})
_NOTED = {"paywall": "paywall", "the encoding was guessed": "charset"}
"""Troubles by what the note of a report begins with: it is read all the same."""
Told = list[Added | SourceError]


@dataclass(frozen=True, slots=True)
class Brought:
    """What visits brought: the reports made of each article by its number, and what was read of all."""

    visits: tuple[Visit, ...]
    made: Mapping[int, Sequence[Report | SourceError]]
    read: Read


class Settling:
    """Writes to one ledger; `dice` spreads the times of what is tried again."""

    def __init__(self, intake: Intake, settings: Settings, dice: random.Random, tally: Tally) -> None:
        self.intake, self.settings, self.dice, self.tally = intake, settings, dice, tally
        self.engine = intake.engine

    def looked(self, source: store.Source, found: Looked, now: datetime) -> int:
        """Keep what a look found: its articles and how the source fares, in one; returns how many articles are new."""
        self.tally.count("looks", found.fault.kind if found.fault else "unchanged" if found.offers is None else "ok")
        at = iso(now)
        with writing(self.engine) as connection:
            current = {each.name: each for each in store.all_sources(connection)}.get(source.name)
            if current is None:
                return 0
            new = store.offer(connection, source.name, found.offers, at) if found.offers else 0
            store.looked(connection, self._fared(current, found, new, now))
        return new

    def read(self, visits: Sequence[Visit], readers: Readers, now: datetime) -> Brought:
        """Read what visits brought; nothing of it is kept yet, so that others can be added at the same time."""
        with reading(self.engine) as connection:
            facts = {each.name: each.facts for each in store.all_sources(connection)}
        fresh = [visit for visit in visits if visit.fault is None and not visit.unchanged]
        made = readers.make(self._task(visit, facts.get(visit.item.source, {}), now) for visit in fresh)
        found = {visit.item.n: each for visit, each in zip(fresh, made, strict=True)}
        return Brought(tuple(visits), found, self.intake.read([one for each in made for one in each]))

    def visited(self, brought: Brought, now: datetime) -> Iterator[tuple[store.Item, str]]:
        """Add what was brought to the ledger and keep what became of each visit; tells each with its outcome."""
        told = iter(list(self.intake.keep(brought.read)))
        read: dict[int, Told] = {n: [next(told) for _ in found] for n, found in brought.made.items()}
        visits, noted = brought.visits, {n: list(_noted(found)) for n, found in brought.made.items()}
        done = []
        with writing(self.engine) as connection:
            for visit in visits:
                item, outcome, troubles = self._became(visit, read.get(visit.item.n), now)
                if outcome != KNOWN:
                    troubles += noted.get(visit.item.n, [])
                for kind in troubles:
                    store.trouble(connection, item.source, kind)
                store.settle(connection, item, iso(now))
                self.tally.count("articles", outcome)
                done.append((item, outcome))
        yield from done

    def _fared(self, source: store.Source, found: Looked, new: int, now: datetime) -> store.Source:
        fault, health = found.fault, dict(source.health)
        health["checked"] = iso(now)
        troubles = dict(health.get("troubles", {}))
        told = {**(found.troubles or {}), **({fault.kind: 1} if fault else {})}
        for kind, many in told.items():
            troubles[kind] = troubles.get(kind, 0) + many
        health["troubles"] = troubles
        if fault is not None:
            fails = int(health.get("fails", 0)) + 1
            health |= {"fails": fails, "fault": {"kind": fault.kind, "reason": fault.reason, "at": iso(now)}}
            pause = after_failure(
                fails, fault.after if isinstance(fault, FetchError) else None, self.settings, self.dice
            )
            return replace(source, health=health, due=iso(now + pause))
        minutes, pause = next_look(health.get("minutes"), new, found.minutes, self.settings, self.dice)
        health |= {"fails": 0, "fault": None, "ok": iso(now), "minutes": minutes}
        if found.offers is not None:
            health |= {"etag": found.known.etag, "modified": found.known.modified, "listed": len(found.offers)}
        moved = found.moved if found.moved and is_url(source.address) else source.address
        return replace(source, address=moved, health=health, due=iso(now + pause))

    def _task(self, visit: Visit, facts: dict[str, str] | object, now: datetime) -> Task:
        told = facts if isinstance(facts, dict) else {}
        entry, _ = entry_of(visit.item, now.date())
        options = Options(
            outlet=told.get("outlet"),
            language=told.get("language") if "path" in visit.item.body else None,
            settings=self.settings,
        )
        name = visit.item.body.get("url") or visit.item.body.get("path") or f"{visit.item.source} {entry.guid}".rstrip()
        return Task(name, entry, options, now.date(), visit.raw, visit.item.body.get("path"))

    def _became(self, visit: Visit, read: Told | None, now: datetime) -> tuple[store.Item, str, list[str]]:
        item = visit.item
        _, future = entry_of(item, now.date())
        troubles = ["future-date"] if future and item.visits == 0 and item.tries == 0 else []
        faults = [each for each in read or () if isinstance(each, SourceError)]
        fault = visit.fault or (faults[0] if faults else None)
        if fault is None:
            added = [each for each in read or () if isinstance(each, Added)]
            outcome = added[0].outcome if added else KNOWN
            self.tally.add(each.outcome for each in added)
            troubles += ["changed"] if outcome == CHANGED else []
            return self._done(visit, added[0].report if added else item.report, now), outcome, troubles
        if read is not None and len(read) > 1:
            reason = f"{len(faults)} of {len(read)} reports cannot be read; the first: {fault}"
            fault = SourceError(fault.source, reason, fault.kind)
        return *self._failed(item, fault, now, final=visit.fault is None), [*troubles, fault.kind]

    def _done(self, visit: Visit, report: str | None, now: datetime) -> store.Item:
        item = visit.item
        visits = item.visits + 1
        again = next_visit(visits, now) if item.body.get("url") and item.body.get("take") != "feed" else store.NEVER
        known = {"etag": visit.known.etag, "modified": visit.known.modified} if not visit.unchanged else item.known
        return replace(
            item,
            state=store.DONE,
            tries=0,
            visits=visits,
            due=again,
            known=known,
            report=report,
            kind=None,
            reason=None,
        )

    def _failed(self, item: store.Item, fault: SourceError, now: datetime, final: bool) -> tuple[store.Item, str]:
        """An article that is in the ledger stays there whatever becomes of its page; others are tried again."""
        tries = item.tries + 1
        told = replace(item, tries=tries, kind=fault.kind, reason=fault.reason)
        if item.state == store.DONE:
            visits = item.visits + 1
            due = store.NEVER if fault.kind in _GONE | HOPELESS else next_visit(visits, now)
            return replace(told, tries=0, visits=visits, due=due), "not-visited"
        if final or fault.kind in HOPELESS or tries >= self.settings.tries:
            return replace(told, state=store.QUARANTINED, due=store.NEVER), "quarantined"
        after = fault.after if isinstance(fault, FetchError) else None
        return replace(told, due=iso(now + after_failure(tries, after, self.settings, self.dice))), "delayed"


def _noted(found: Sequence[Report | SourceError]) -> Iterator[str]:
    """The troubles that the notes of an article's reports tell of."""
    notes = {note.partition(":")[0] for each in found if isinstance(each, Report) for note in each.notes}
    yield from (kind for start, kind in _NOTED.items() if start in notes)
