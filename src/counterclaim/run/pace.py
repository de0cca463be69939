"""When to look again: at a source by how much it brings, at an article by its age, after a failure by how many."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

from counterclaim.settings import Settings
from counterclaim.store.sources import NEVER

FIRST_MINUTES = 30.0
_SOONER, _LATER, _SPREAD = 0.7, 1.4, 0.15
_LONGEST_WAIT = timedelta(days=1)
_FIRST_TRY = timedelta(minutes=5)
VISITS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(hours=72))
"""After the first reading, when an article is looked at again for changes."""
HOPELESS = frozenset(
    {"private", "robots", "type", "redirects", "large", "bomb", "address", "captcha", "consent", "script"}
    | {"401", "402", "403", "405", "406", "410", "451"}
)
"""Troubles that another try does not mend: the article goes into quarantine at once."""


class Clock:
    """The time, and waiting that ends when `stop` is set."""

    def __init__(self, stop: Event | None = None) -> None:
        self.stop = stop or Event()

    def now(self) -> datetime:
        """The time in UTC."""
        return datetime.now(UTC)

    def wait(self, seconds: float) -> None:
        """Let so much time pass."""
        self.stop.wait(seconds)


def iso(moment: datetime) -> str:
    """A moment as the ledger writes it: UTC to the second, which texts order."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def next_look(
    minutes: float | None, new: int, asked: float | None, settings: Settings, dice: random.Random
) -> tuple[float, timedelta]:
    """Minutes between looks from now on, and the time to the next one: sooner after news, later after none.

    `asked` are the minutes that the feed itself wants to be left alone.
    """
    before = minutes if minutes is not None else FIRST_MINUTES
    wanted = before * (_SOONER if new else _LATER)
    least = max(settings.poll_least, min(asked or 0.0, settings.poll_most))
    kept = min(max(wanted, least), max(settings.poll_most, least))
    return round(kept, 2), _spread(timedelta(minutes=kept), dice)


def after_failure(fails: int, after: float | None, settings: Settings, dice: random.Random) -> timedelta:
    """How long to leave alone what failed so often in a row; what the server asked for is the least."""
    doubled = _FIRST_TRY * 2 ** min(max(fails - 1, 0), 16)
    most = max(timedelta(minutes=settings.poll_most), _FIRST_TRY)
    asked = min(timedelta(seconds=after or 0.0), _LONGEST_WAIT)
    return max(_spread(min(doubled, most), dice), asked)


def farthest(now: datetime, settings: Settings) -> str:
    """The latest moment that anything was ever put off to: what lies beyond was set by a clock that went wrong."""
    return iso(now + max(timedelta(days=8), 2 * timedelta(minutes=settings.poll_most)))


def next_visit(visits: int, now: datetime) -> str:
    """When an article that was visited so often is looked at again."""
    return iso(now + VISITS[visits - 1]) if 0 < visits <= len(VISITS) else NEVER


def _spread(wait: timedelta, dice: random.Random) -> timedelta:
    return wait * (1 + dice.uniform(-_SPREAD, _SPREAD))


class Hosts:
    """Who may be asked now: one request at a time a host, and never sooner than it wants."""

    def __init__(self, settings: Settings, delay: Any) -> None:
        self._settings, self._delay = settings, delay
        self._free: dict[str, datetime] = {}
        self._last: datetime | None = None
        self._busy: set[str] = set()

    def free(self, host: str, now: datetime) -> bool:
        """Whether a host may be asked."""
        self._heed(now)
        return host not in self._busy and self._free.get(host, now) <= now

    def take(self, host: str) -> None:
        """A request to a host begins."""
        self._busy.add(host)

    def leave(self, host: str, now: datetime, after: float | None = None) -> datetime:
        """It has ended; `after` are the seconds that the server asked to be left alone. When it may be asked again."""
        self._heed(now)
        self._busy.discard(host)
        wait = max(self._settings.host_seconds, float(self._delay(host)), min(after or 0.0, 86400.0))
        self._free = {name: until for name, until in self._free.items() if until > now}
        if wait:
            self._free[host] = now + timedelta(seconds=wait)
        return now + timedelta(seconds=wait)

    def next_free(self, now: datetime) -> datetime | None:
        """When the next host may be asked that is waited for; None where none is."""
        self._heed(now)
        waiting = [until for name, until in self._free.items() if until > now and name not in self._busy]
        return min(waiting, default=None)

    def _heed(self, now: datetime) -> None:
        """Where the clock was set back, what is waited for comes nearer by as much."""
        if self._last is not None and now < self._last:
            self._free = {name: until - (self._last - now) for name, until in self._free.items()}
        self._last = now
