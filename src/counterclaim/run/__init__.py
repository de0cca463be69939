"""Gathers, reads and adds until it is stopped.

    due sources | looked at | their articles written down        one transaction, so that nothing is lost
    due articles, one a host | visited by threads | bounded queue | read by processes | added | marked as done
                                                                    a batch is read while the one before it is added

Whatever stops it (SIGTERM, kill -9, a full disk) leaves articles that are still waiting; the ledger takes each once.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from counterclaim.coder import gated
from counterclaim.gather.fetch import Web
from counterclaim.gather.links import host_of
from counterclaim.gather.robots import Robots
from counterclaim.ledger.intake import Intake, reader_name
from counterclaim.run.look import NO_HOST, Gatherer, Looked, Visit
from counterclaim.run.pace import Clock, Hosts, farthest, iso
from counterclaim.run.reading import Readers, coded
from counterclaim.run.settling import Brought, Settling
from counterclaim.run.sharing import Due, Sharing
from counterclaim.run.tally import Tally
from counterclaim.settings import Settings
from counterclaim.store import sources as store
from counterclaim.store.engine import reading

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger

__all__ = ["Runner", "Tally"]

_BATCH = 16
_MANY_HOSTS = 500
_TICK, _LONGEST_SLEEP = 0.5, 30.0
Note = Callable[..., None]


class Runner:
    """One gatherer for one ledger. `transport` is httpx2's; `dice` spreads waits; `note` takes events to be logged."""

    def __init__(
        self,
        ledger: Ledger,
        settings: Settings,
        clock: Clock | None = None,
        dice: random.Random | None = None,
        note: Note = lambda _event, **_told: None,
        transport: Any = None,
    ) -> None:
        self.engine, self.settings = ledger.engine, settings
        self.clock = clock or Clock()
        self.tally = Tally()
        self.note = note
        seconds = lambda: self.clock.now().timestamp()  # noqa: E731
        self._plain = Web(settings, transport)
        self._robots = Robots(self._plain, seconds)
        self._web = Web(settings, transport, before=self._robots.check)
        self._gatherer = Gatherer(self._web, self._robots)
        self._hosts = Hosts(settings, lambda host: 0.0 if host == NO_HOST else self._robots.delay(host))
        self._readers = Readers(settings.readers)
        self._sharing = Sharing(ledger, settings)
        self._threads = ThreadPoolExecutor(max(1, settings.fetch_threads))
        self._flying: dict[Future[Looked | Visit], tuple[str, Due]] = {}
        self._landed: list[Visit] = []
        self._desk = ThreadPoolExecutor(1)
        self._reading: Future[Brought] | None = None
        self._read_now: list[Visit] = []
        intake = Intake(self.engine, coded, reader_name(gated().versions()), self._readers.code)
        self._settling = Settling(intake, settings, dice or random.Random(), self.tally)  # noqa: S311

    def close(self) -> None:
        """End threads, processes and connections; what was under way stays waiting."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._desk.shutdown(wait=True, cancel_futures=True)  # or it would start processes that nobody ends
        self._readers.close()
        self._web.close()
        self._plain.close()

    def warm(self) -> None:
        """Start the processes that read, with all they need, before the first page waits for them."""
        self._readers.warm()

    def once(self) -> Tally:
        """Look at what is due, visit and read until nothing more is due now; returns what was done."""
        while not self.clock.stop.is_set() and self._turn():
            pass
        return self.tally

    def forever(self, each: Callable[[], None] = lambda: None) -> None:
        """Go on until the clock's `stop` is set; `each` is called turn after turn."""
        while not self.clock.stop.is_set():
            if not self._turn():
                self.clock.wait(self._until_due())
            each()

    def _turn(self) -> bool:
        """Send out what can go, take in what has come, read what waits; whether there was or is anything to do."""
        held = self._send()
        done = self._land()
        if self._landed and (len(self._landed) >= _BATCH or not done):
            self._read()
            return True
        if self._reading is not None and not done:
            self._settle()
            return True
        if not done and not self._flying and held:
            self._sleep_for_hosts()
        return bool(held or done or self._flying or self._landed or self._reading)

    def _send(self) -> bool:
        """Hand what is due to the threads; whether something is due that has to wait for its host."""
        room = self.settings.fetch_threads - len(self._flying)
        room = min(room, self.settings.queue - len(self._landed) - len(self._flying) - len(self._read_now))
        if room <= 0:
            return True
        now = self.clock.now()
        with reading(self.engine) as connection:
            beyond = farthest(now, self.settings)
            looks = store.due_sources(connection, iso(now), beyond)
            visits = store.due_items(connection, iso(now), _MANY_HOSTS, self._under_way(), beyond)
        chosen, held = self._chosen([*looks, *visits], room, now)
        mine = self._sharing.taken(chosen, now)
        for host, due in mine:
            self._hosts.take(host)
            self._flying[self._threads.submit(self._go, due)] = (_named(due)[0], due)
        return held or len(mine) < len(chosen)

    def _chosen(self, every: Sequence[Due], room: int, now: datetime) -> tuple[list[tuple[str, Due]], bool]:
        """What can go now, one a host, and whether anything that is due has to wait."""
        seen = {name for name, _ in self._flying.values()}
        chosen: dict[str, Due] = {}
        held = False
        for due in every:
            name, host = _named(due)
            if name in seen:
                continue
            if len(chosen) >= room or host in chosen or not self._hosts.free(host, now):
                held = True
            else:
                chosen[host] = due
        return list(chosen.items()), held

    def _under_way(self) -> list[int]:
        flying = [due.n for _, due in self._flying.values() if isinstance(due, store.Item)]
        return [*flying, *(each.item.n for each in (*self._landed, *self._read_now))]

    def _go(self, due: Due) -> Looked | Visit:
        return self._gatherer.look(due) if isinstance(due, store.Source) else self._gatherer.visit(due)

    def _land(self) -> bool:
        """Take in what the threads have done; whether there was anything."""
        if not self._flying:
            return False
        over, _ = wait(self._flying, timeout=0 if len(self._landed) >= _BATCH else _TICK, return_when=FIRST_COMPLETED)
        left: dict[str, datetime] = {}
        for work in over:
            _, due = self._flying.pop(work)
            found = work.result()
            fault = found.fault
            after = getattr(fault, "after", None)
            host = _named(due)[1]
            left[host] = self._hosts.leave(host, self.clock.now(), after)
            if isinstance(found, Visit):
                self._landed.append(found)
            elif isinstance(due, store.Source):
                new = self._settling.looked(due, found, self.clock.now())
                self.note("look", source=due.name, new=new, fault=str(fault) if fault else None)
        self._sharing.left(left)
        return bool(over)

    def _read(self) -> None:
        """Have a batch read; where processes of their own read, the batch before it is added meanwhile."""
        visits, self._landed = self._landed[:_BATCH], self._landed[_BATCH:]
        before, self._read_now = self._reading, visits
        self._reading = self._desk.submit(self._settling.read, visits, self._readers, self.clock.now())
        if before is not None:
            self._add(before)
        if self.settings.readers <= 1:
            self._settle()

    def _settle(self) -> None:
        """Add the batch that is being read, once it is."""
        read, self._reading, self._read_now = self._reading, None, []
        if read is not None:
            self._add(read)

    def _add(self, read: Future[Brought]) -> None:
        for item, outcome in self._settling.visited(read.result(), self.clock.now()):
            self.note("article", source=item.source, outcome=outcome, url=item.body.get("url"), fault=item.reason)

    def _sleep_for_hosts(self) -> None:
        now = self.clock.now()
        free = self._hosts.next_free(now)
        self.clock.wait(max((free - now).total_seconds(), 0.01) if free else _TICK)

    def _until_due(self) -> float:
        with reading(self.engine) as connection:
            due = store.next_due(connection)
        now = self.clock.now()
        if due == store.NEVER:
            return _LONGEST_SLEEP
        seconds = (datetime.fromisoformat(due) - now) / timedelta(seconds=1)
        return min(max(seconds, 0.01), _LONGEST_SLEEP)


def _named(due: Due) -> tuple[str, str]:
    """What goes by which name, and whom it is asked of."""
    if isinstance(due, store.Item):
        return f"item {due.n}", due.host if due.host != NO_HOST else f"{NO_HOST} {due.n}"
    host = host_of(due.address) if "://" in due.address else f"{NO_HOST} {due.name}"
    return f"source {due.name}", host
