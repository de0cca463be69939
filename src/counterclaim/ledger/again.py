"""Makes everything derived again from what is kept, a step at a time, each step kept: a large ledger fits no one step.

a mark that a rebuild is on | accounts filed anew | incidents out of sight | their blocks clustered, weighed | no mark

Small ledgers take one step, so that nobody sees anything of it. Where a rebuild is broken off its mark stays: nothing
is added until another rebuild, which starts over, has ended.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from secrets import token_hex
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from counterclaim.errors import LedgerError
from counterclaim.ledger import fusing
from counterclaim.ledger.ties import Ties
from counterclaim.store import incidents, keep, unfinished
from counterclaim.store.engine import count_anew, name_of, writing

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

Step = Callable[[int], None]
_KEPT = 5000
"""Accounts worked on, or rows cleared, between two steps."""
_TOGETHER = 250
"""Accounts that are filed, and weighed, at a time."""
_COLLECTED = 100_000
"""Objects made before cycles are looked for."""


class Work(Protocol):
    """What a rebuild works with: a connection, and whom it tells how much it has done since."""

    @property
    def connection(self) -> Connection:
        """The connection to go on with."""

    def done(self, many: int) -> None:
        """Tell that so much is done."""


class Whole:
    """A rebuild in one transaction, somebody else's."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def done(self, many: int) -> None:
        """Nothing is kept before the end."""


class Steps:
    """A rebuild in as many transactions as it takes, under a mark; between two of them others may write."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._token = token_hex(8)
        self._open = ExitStack()
        self._now: Connection | None = None
        self._since = 0

    def __enter__(self) -> Steps:
        self._now = self._open.enter_context(writing(self._engine, anyway=True))
        unfinished.begin(self._now, self._token, readable=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            unfinished.end(self.connection)
        self._open.__exit__(kind, error, trace)

    @property
    def connection(self) -> Connection:
        """The connection to go on with; raises LedgerError where another rebuild has begun."""
        if self._now is None:
            self._now = self._open.enter_context(writing(self._engine, anyway=True))
            if not unfinished.holds(self._now, self._token):
                raise LedgerError(f"{name_of(self._engine)}: another rebuild has begun; this one ends here")
        return self._now

    def done(self, many: int) -> None:
        """Keep what was done, when it is enough."""
        self._since += many
        if self._since >= _KEPT:
            self._since = 0
            self._open.close()
            self._now = None


def rebuild(engine: Engine, step: Step = lambda _: None) -> int:
    """Make everything derived again; `step` is told how many accounts are done. Returns the number of accounts."""
    with Steps(engine) as work:
        return make(work, step)


def make(work: Work, step: Step = lambda _: None) -> int:
    """The same in steps, or in none."""
    with _seldom_collected():
        names = keep.account_ids(work.connection)
        _file(work, names, step)
        count_anew(work.connection)
        _weigh(work, names)
        count_anew(work.connection)
        return len(names)


def _file(work: Work, names: list[str], step: Step) -> None:
    """File all accounts anew; the incidents that stand can be read meanwhile."""
    while gone := incidents.clear_filed(work.connection, _KEPT):
        work.done(gone)
    for start in range(0, len(names), _TOGETHER):
        part = names[start : start + _TOGETHER]
        fusing.file(work.connection, part)
        work.done(len(part))
        step(len(part))


def _weigh(work: Work, names: list[str]) -> None:
    """Make all incidents anew."""
    unfinished.hide(work.connection)
    while gone := incidents.clear_made(work.connection, _KEPT):
        work.done(gone)
    left = set(names)
    for start in range(0, len(names), _TOGETHER):
        ties = Ties(work.connection)
        blocks = ties.blocks(left.intersection(names[start : start + _TOGETHER]))
        left.difference_update(*blocks)
        fusing.found(work.connection, blocks, ties)
        work.done(sum(map(len, blocks)))


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Has Python look for cycles of objects less often: records form none, and there are very many of them."""
    often = gc.get_threshold()
    gc.set_threshold(max(often[0], _COLLECTED) if often[0] else 0, *often[1:])
    try:
        yield
    finally:
        gc.set_threshold(*often)
