"""Several gatherers on one PostgreSQL: each host in the hand of one at a time, each article fetched by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from counterclaim.run.pace import farthest, iso
from counterclaim.settings import Settings
from counterclaim.store import claims
from counterclaim.store.engine import told
from counterclaim.store.sources import Item, Source

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger

Due = Source | Item
_LEASE = timedelta(minutes=15)
"""What a gatherer that died had in hand is taken up by another after so long."""


class Sharing:
    """This gatherer's claims. On SQLite, which has one gatherer, everything is its own."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self._engine, self._settings = ledger.engine, settings
        self._worker = uuid4().hex
        self._shared = self._engine.dialect.name == "postgresql"

    def taken(self, chosen: Sequence[tuple[str, Due]], now: datetime) -> list[tuple[str, Due]]:
        """Of what is due, with the host of each, what this gatherer may take."""
        if not self._shared or not chosen:
            return list(chosen)
        until = iso(now + _LEASE)
        with told(self._engine), self._engine.begin() as connection:
            got = claims.take(connection, {host for host, _ in chosen}, self._worker, iso(now), until)
            looks = [due for host, due in chosen if host in got and isinstance(due, Source)]
            visits = [due for host, due in chosen if host in got and isinstance(due, Item)]
            beyond = farthest(now, self._settings)
            names, numbers = claims.still_due(connection, looks, visits, iso(now), beyond, until)
            mine = [
                (host, due)
                for host, due in chosen
                if host in got and (due.n in numbers if isinstance(due, Item) else due.name in names)
            ]
            for host in got - {host for host, _ in mine}:
                claims.leave(connection, host, self._worker, iso(now))
        return mine

    def left(self, hosts: Mapping[str, datetime]) -> None:
        """Let go of hosts, each of which may be asked again at a time."""
        if not self._shared or not hosts:
            return
        with told(self._engine), self._engine.begin() as connection:
            for host, until in sorted(hosts.items()):
                claims.leave(connection, host, self._worker, iso(until))
