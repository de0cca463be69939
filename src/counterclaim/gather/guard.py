"""Watches connections while they are used: where they lead, and how long a whole answer may take."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import local
from typing import Any
from urllib.parse import urlsplit

from counterclaim.gather.links import refuse_address

Trace = Callable[[str, dict[str, Any]], None]
_LEAST = 0.001
"""Zero would mean that a socket does not wait at all."""


class Deadline:
    """When the answer that this thread waits for has to be there."""

    def __init__(self) -> None:
        self._told = local()

    def begin(self, seconds: float) -> None:
        """An answer is waited for from now on."""
        self._told.ends = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left, below zero where it is late."""
        return float(self._told.ends - time.monotonic())

    def hold(self, stream: Any) -> None:
        """Let no reading of a stream of httpx2 wait longer than what is left.

        Its own limit is of one reading: a server that sends a byte now and then would never be done with.
        """
        plain = stream.read

        def read(most: int, timeout: float | None = None) -> bytes:
            left = max(self.left(), _LEAST)
            told: bytes = plain(most, left if timeout is None else min(timeout, left))
            return told

        stream.read = read


def watching(url: str, deadline: Deadline, private: bool) -> Trace:
    """What httpx2 tells of its connections to: each is held to the deadline, and to public addresses.

    The address that was reached is looked at before anything is asked of it: a name may have changed its mind since it
    was looked up. `private` lets every address be reached; a proxy of the environment may be private too.
    """
    asked = [""]

    def told(event: str, facts: dict[str, Any]) -> None:
        if event.endswith(".connect_tcp.started"):
            asked[0] = str(facts["host"])
        elif event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            stream = facts["return_value"]
            if event.endswith(".connect_tcp.complete") and not (private or asked[0] in _proxies(url)):
                _look(url, stream)
            deadline.hold(stream)

    return told


def proxied(url: str) -> bool:
    """Whether the environment sends the request by way of a proxy."""
    return bool(_proxies(url))


def _proxies(url: str) -> set[str]:
    """The hosts of the proxies that the environment names for a URL."""
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415 (slow)

    parts = urlsplit(url)
    found = getproxies()
    named = {urlsplit(found[kind]).hostname or "" for kind in (parts.scheme, "all") if kind in found}
    return set() if not named or proxy_bypass(parts.hostname or "") else named


def _look(url: str, stream: Any) -> None:
    reached = stream.get_extra_info("server_addr")
    if reached:
        try:
            refuse_address(url, str(reached[0]))
        except BaseException:
            stream.close()
            raise
