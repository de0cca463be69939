"""Shares by processes of this machine: one that dies is replaced, and its share gone on with."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

from counterclaim.bulk.reading import Coder, Share, coded
from counterclaim.bulk.work import CAREFUL_FROM, Done, Job, again, work
from counterclaim.errors import CounterclaimError, ShardError

_MOST_DEATHS = CAREFUL_FROM + 2
"""Of one share: after those that make it careful, something else than a record kills it."""


def local(shares: Sequence[Share], job: Job, processes: int, coder: Coder = coded) -> Iterator[Done]:
    """What each shard held, as it is done; one process is this one. Raises ShardError where no shard can be written."""
    if processes <= 1:
        for share in shares:
            yield from work(share, job, coder)
        return
    crew = _Crew(shares, job, coder)
    try:
        yield from crew.done(min(processes, len(shares)))
    finally:
        crew.end()


class _Crew:
    """Processes at work, each on a share of its own, and the shares that wait."""

    def __init__(self, shares: Sequence[Share], job: Job, coder: Coder) -> None:
        self._waiting = deque(shares)
        self._job, self._coder = job, coder
        self._at: dict[Connection[Any, Any], tuple[Any, Share]] = {}
        self._deaths: Counter[tuple[str, int]] = Counter()

    def done(self, processes: int) -> Iterator[Done]:
        """Shards as they are done, until no share is left."""
        while self._waiting or self._at:
            while self._waiting and len(self._at) < processes:
                self._begin(self._waiting.popleft())
            for pipe in wait(list(self._at)):
                found = self._heard(pipe)  # type: ignore[arg-type]
                if isinstance(found, CounterclaimError):
                    raise found
                if found is not None:
                    yield found

    def end(self) -> None:
        """End every process; what was not done stays undone."""
        for process, _ in self._at.values():
            process.kill()
            process.join()

    def _begin(self, share: Share) -> None:
        context = get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_worker, args=(theirs, share, self._job, self._coder))
        process.start()
        theirs.close()
        self._at[ours] = (process, share)

    def _heard(self, pipe: Connection[Any, Any]) -> Done | CounterclaimError | None:
        try:
            found: Done | CounterclaimError | None = pipe.recv()
        except EOFError:
            return self._died(pipe)
        if found is None:
            self._over(pipe)
        return found

    def _died(self, pipe: Connection[Any, Any]) -> ShardError | None:
        share = self._over(pipe)
        which = share.unit.name, share.n
        self._deaths[which] += 1
        if self._deaths[which] >= _MOST_DEATHS:
            return ShardError(
                f"{share.unit.name}: its process died {_MOST_DEATHS} times (out of memory?); "
                "run it again with fewer workers, what is done stays done"
            )
        self._waiting.appendleft(again(share, self._job))
        return None

    def _over(self, pipe: Connection[Any, Any]) -> Share:
        process, share = self._at.pop(pipe)
        pipe.close()
        process.join()
        return share


def _worker(pipe: Connection[Any, Any], share: Share, job: Job, coder: Coder) -> None:
    try:
        for each in work(share, job, coder):
            pipe.send(each)
        pipe.send(None)
    except CounterclaimError as fault:
        pipe.send(fault)
