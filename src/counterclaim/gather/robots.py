"""What a site's robots.txt lets us ask for, and how often; looked up again once a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from counterclaim.errors import FetchError
from counterclaim.gather.fetch import NAME, Web
from counterclaim.gather.links import host_of

_DAY, _HOUR = 86400.0, 3600.0
_MOST_HOSTS = 5000
_LONGEST_DELAY = 60.0
_LARGEST = 500_000
_NEVER = frozenset({"private", "address"})
"""Faults of the address itself: nothing of that host is asked for."""


@dataclass(frozen=True, slots=True)
class _Rules:
    told: Any
    until: float
    fault: FetchError | None = None


class Robots:
    """Asks each host once a day. A host without the file allows all; one that cannot tell now is left alone for now.

    `now` is a clock in seconds.
    """

    def __init__(self, web: Web, now: Callable[[], float]) -> None:
        self._web, self._now = web, now
        self._known: dict[str, _Rules] = {}
        self._lock = Lock()

    def check(self, url: str) -> None:
        """Raise FetchError where the site does not want this address to be asked for."""
        rules = self._rules(url)
        if rules.fault is not None and rules.fault.kind in _NEVER:
            raise FetchError(url, rules.fault.reason, rules.fault.kind)
        if rules.fault is not None:
            raise FetchError(url, f"its robots.txt cannot be read: {rules.fault.reason}", "robots-unknown")
        if rules.told is not None and not rules.told.can_fetch(url, NAME):
            raise FetchError(url, "its robots.txt asks programs not to read it", "robots")

    def delay(self, url: str) -> float:
        """Seconds between two requests that the site asks for, as far as it was looked up and within reason."""
        rules = self._known.get(host_of(url))
        told = rules.told.crawl_delay(NAME) if rules is not None and rules.told is not None else None
        return min(float(told), _LONGEST_DELAY) if told else 0.0

    def _rules(self, url: str) -> _Rules:
        host = host_of(url)
        known = self._known.get(host)
        if known is None or known.until <= self._now():
            known = self._asked(host)
            with self._lock:
                if len(self._known) >= _MOST_HOSTS:
                    self._known.clear()
                self._known[host] = known
        return known

    def _asked(self, host: str) -> _Rules:
        from protego import Protego  # noqa: PLC0415 (`read` needs none of it)

        try:
            raw = self._web.ask(f"{host}/robots.txt", taken=("",), limit="max_feed_mb").raw
        except FetchError as fault:
            if fault.kind.startswith("4") and fault.kind != "429":
                return _Rules(None, self._now() + _DAY)
            return _Rules(None, self._now() + _HOUR, fault)
        text = raw.data[:_LARGEST].decode("utf-8", "replace") if raw is not None else ""
        return _Rules(Protego.parse(text), self._now() + _DAY)
