"""Runs a gatherer as a service: signals, lines of log, the line of health, figures for Prometheus."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from counterclaim.errors import SettingError
from counterclaim.run import Runner
from counterclaim.run.pace import Clock, iso
from counterclaim.run.sources import fared
from counterclaim.run.tally import Tally, write_whole
from counterclaim.settings import load
from counterclaim.store.sources import ACTIVE, QUARANTINED, WAITING

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger

_EVERY_SECONDS = 60.0
_SILENT = timedelta(days=1)


def serve(ledger: Ledger, once: bool, metrics: str | None, quiet: bool) -> Tally:
    """Gather until SIGTERM or Ctrl-C, or all that is due is done; returns what was done."""
    stop = Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    runner = Runner(ledger, load(), Clock(stop), note=_logger(quiet))
    figures = Figures(ledger, runner.tally, metrics)
    _log("start", ledger=ledger.address)
    try:
        if once:
            runner.once()
        else:
            runner.forever(figures.now_and_then)
    finally:
        figures.tell()
        figures.close()
        runner.close()
    _log("stop", done=runner.tally.line())
    return runner.tally


def health(ledger: Ledger) -> tuple[str, bool]:
    """How gathering fares in one line, and whether that is well: no active source but one that failed is no good."""
    found = [each for each in fared(ledger) if each.source.state == ACTIVE]
    faults = [each for each in found if each.source.health.get("fault")]
    last = max((str(each.source.health.get("checked", "")) for each in found), default="")
    held: Counter[str] = Counter()
    for each in found:
        held.update(each.held)
    late = not last or last < iso(Clock().now() - _SILENT)
    good = bool(found) and len(faults) < len(found) and not late
    told = f"{len(found)} sources, {len(faults)} with faults, last look {last or 'never'}"
    line = (
        f"{'well' if good else 'unwell'}: {told}, {held[WAITING]} articles waiting, {held[QUARANTINED]} in quarantine"
    )
    return line, good


class Figures:
    """Writes or serves the figures, and logs the line of health once a minute. `place` is a file's path or a port."""

    def __init__(self, ledger: Ledger, tally: Tally, place: str | None) -> None:
        self._ledger, self._tally = ledger, tally
        self._text, self._line, self._last = "", "", float("-inf")
        self._file = Path(place) if place and not place.isdecimal() else None
        self._server: ThreadingHTTPServer | None = None
        if self._file is not None and not self._file.parent.is_dir():
            raise SettingError(f"--metrics {place}: its folder does not exist; create it first")
        self.tell()
        if place and place.isdecimal():
            self._server = _server(int(place), lambda path: self._line if path == "/health" else self._text)

    def now_and_then(self) -> None:
        """Tell, where the last time is a minute ago."""
        if time.monotonic() - self._last >= _EVERY_SECONDS:
            self.tell()
            _log("health", line=self._line)

    def tell(self) -> None:
        """Make the figures anew."""
        self._last = time.monotonic()
        found = fared(self._ledger)
        states = Counter(each.source.state for each in found)
        states["faulty"] = sum(1 for each in found if each.source.health.get("fault"))
        self._text = self._tally.prometheus({each.source.name: each.held for each in found}, states, time.time())
        self._line = health(self._ledger)[0] + "\n"
        if self._file is not None:
            write_whole(self._file, self._text)

    def close(self) -> None:
        """End the server."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()


def _server(port: int, text: Callable[[str], str]) -> ThreadingHTTPServer:
    """Serves on this machine only."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path in ("/metrics", "/health")
            body = text(self.path).encode() if known else b"/metrics or /health\n"
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_told: Any) -> None:
            pass

    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except (OSError, OverflowError) as fault:
        raise SettingError(f"--metrics {port}: the port cannot be had ({fault})") from None
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def _logger(quiet: bool) -> Callable[..., None]:
    def note(event: str, **told: Any) -> None:
        if told.get("fault") or not quiet:
            _log(event, **told)

    return note


def _log(event: str, **told: Any) -> None:
    kept = {
        name: value.strip() if isinstance(value, str) else value for name, value in told.items() if value is not None
    }
    line = {"at": iso(Clock().now()), "event": event, **kept}
    print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)
