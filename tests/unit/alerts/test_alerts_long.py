"""Alerts over many changes and restarts, to a mail server and a web hook that fail at random: each once, none lost.

Both receivers are real servers on this machine. They refuse, take and say that they did not, or hang up; the process is
ended in the middle of its work. What comes twice comes under the same name.
"""

from __future__ import annotations

import email
import hashlib
import json
import random
import re
import socket
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "export"))

from export_ledger import ACCOUNT, Book, claim, day, part, report, said, toll

from counterclaim import alerts
from counterclaim.records.account import Coding, Where, Words
from counterclaim.records.query import Query
from counterclaim.records.report import Report
from counterclaim.store import watches

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
_ROUND = 5
LINE = re.compile(r"^- (?P<why>[^:]+): .* (?P<incident>[0-9a-f]{16})$")


class Crashed(BaseException):
    """The process ends here."""


class Fate:
    """What befalls each delivery: taken, refused, taken without a word, hung up on."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 (no secret)
        self.met: Counter[str] = Counter()

    def next(self) -> str:
        found = self._chance.choices(("take", "refuse", "take and refuse", "hang up"), (50, 15, 20, 15))[0]
        self.met[found] += 1
        return found


class Kept:
    """Deliveries by name, each with its alerts; one that comes again has to be the same."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[tuple[str, str]]] = {}

    def take(self, name: str, told: list[tuple[str, str]]) -> None:
        assert self.by_name.setdefault(name, told) == told

    def alerts(self) -> Counter[tuple[str, str]]:
        return Counter(each for told in self.by_name.values() for each in told)


@contextmanager
def hook(fate: Fate, kept: Kept) -> Iterator[str]:
    """A web hook; gives its address."""

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            does = fate.next()
            if does.startswith("take"):
                assert told["delivery"] == self.headers["X-Counterclaim-Delivery"]
                kept.take(told["delivery"], [(each["incident"], each["kind"]) for each in told["alerts"]])
            if does == "hang up":
                self.connection.close()
                return
            self.send_response(204 if does == "take" else 503)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

        def handle(self) -> None:
            with suppress(OSError, ValueError):  # it hung up itself
                super().handle()

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/alerts"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def mail_server(fate: Fate, kept: Kept) -> Iterator[str]:
    """An SMTP server; gives its address."""
    controller = pytest.importorskip("aiosmtpd.controller")

    class Receiver:
        async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
            does = fate.next()
            if does.startswith("take"):
                message = email.message_from_bytes(envelope.content, policy=email.policy.default)
                lines = [LINE.match(line) for line in str(message.get_content()).splitlines()]
                kept.take(message["Message-ID"], [(each["incident"], kind_of(each["why"])) for each in lines if each])
            if does == "hang up":
                server.transport.close()
            return "250 kept" if does == "take" else "451 try again"

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = controller.Controller(Receiver(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield f"smtp://127.0.0.1:{port}?from=ledger@example.org"
    finally:
        server.stop()


def kind_of(why: str) -> str:
    return {"new incident": "new", "killed": "toll:10"}.get(why, "denial")


def told(n: int, edition: int, killed: int) -> tuple[Report, Coding]:
    """A report of an incident that has its own place and day; every seventh one is denied in its second edition."""
    mark = int(hashlib.sha256(str(n).encode()).hexdigest()[:6], 16)
    where = Where(f"Place {n}", None, "ML", 11 + mark % 13, -11 + mark % 15, 1.0, n, "place", "there", (0, 5))
    denied = edition and n % 7 == 0
    account = replace(
        ACCOUNT,
        anchor=Words(f"They fired at {n}.", (0, 11)),
        when=day((date(2020, 1, 1) + timedelta(days=n * 2)).isoformat()),
        where=where,
        participants=(part("party", "the army", "ML-MIL"), part("party", "insurgents", "ML-JNIM", "armed_group")),
        toll=(toll("killed", (killed, killed, killed), "ML-MIL", "ML"),),
        claims=(claim("occurrence", True, "ML-JNIM", 0, polarity=False),) if denied else (),
    )
    voices = (said(0, "ML-JNIM", "denies", "no such thing"),) if denied else ()
    text = f"They fired at {n}. {killed} died, the {edition}th edition told."
    published = (date(2026, 8, 1) + timedelta(days=edition)).isoformat()
    return report(f"report-{n}", published, "Sahel", text), Coding(True, (account,), voices)


def changes(many: int) -> list[tuple[Report, Coding]]:
    """Seven new incidents, then newer editions of three of them, again and again; a third of those raise the toll
    above what is watched. None lowers it: what two editions between two looks take back is not told.
    """
    made: list[tuple[Report, Coding]] = []
    n = 0
    while len(made) < many:
        made += [told(n + k, 0, 12 if (n + k) % 10 == 0 else 2) for k in range(7)]
        made += [told(n + k, 1, 20 if k == 0 else 13 if (n + k) % 10 == 0 else 3) for k in (0, 3, 6)]
        n += 7
    return made[:many]


def wanted(pairs: list[tuple[Report, Coding]]) -> Counter[tuple[str, str]]:
    """What there is to tell, by report and kind."""
    found: dict[tuple[str, str], None] = {}
    for given, coding in pairs:
        account = coding.accounts[0]
        found[(given.id, "new")] = None
        if (account.toll[0].quantity.best or 0) > 10:
            found[(given.id, "toll:10")] = None
        if account.claims:
            found[(given.id, "denial")] = None
    return Counter(found.keys())


def crashing(patch: pytest.MonkeyPatch, chance: random.Random) -> None:
    """Let the process end before or after any write that it makes."""

    def unsteady(real: Callable[..., Any]) -> Callable[..., Any]:
        def act(*given: Any, **named: Any) -> Any:
            if chance.random() < 0.02:
                raise Crashed
            done = real(*given, **named)
            if chance.random() < 0.02:
                raise Crashed
            return done

        return act

    for name in ("tell", "looked", "pack", "note"):
        patch.setattr(watches, name, unsteady(getattr(watches, name)))


def run_through(folder: Path, many: int, restarts: int, patch: pytest.MonkeyPatch) -> None:
    """The whole story in rounds of five changes; a restart is a new process's worth of everything but the file."""
    address, chance = str(folder / "long.db"), random.Random(11)  # noqa: S311
    hooked, mailed, fates = Kept(), Kept(), (Fate(3), Fate(5))
    pairs = changes(many)
    with hook(fates[0], hooked) as url, mail_server(fates[1], mailed) as smtp:
        patch.setenv("COUNTERCLAIM_SMTP", smtp)
        targets = (url, "mailto:desk@example.org")
        with Book(address) as first:
            alerts.add(first, alerts.Watch("mali", Query(country=("ML",)), ("new", "toll:10", "denial"), targets), NOW)
        moment, begun, crashes = NOW, 0, 0
        rounds = [pairs[start : start + _ROUND] for start in range(0, many, _ROUND)]
        while rounds:
            begun += 1
            with Book(address) as book, patch.context() as broken:
                crashing(broken, chance)
                try:
                    for _ in range(-(-many // _ROUND // restarts)):
                        if rounds:
                            book.put(rounds.pop(0))
                            alerts.run(book, moment)
                        moment += timedelta(minutes=chance.choice((0, 1, 30)))
                except Crashed:
                    crashes += 1
        with Book(address) as book:
            for _ in range(40):
                moment += timedelta(hours=7)
                alerts.retry(book, "mali", moment)  # those whom twelve attempts did not bring through
                alerts.run(book, moment)
            assert alerts.listed(book)[0][1].keys() == {"sent"}
            report_of = {incident.id: incident.members[0].report for incident in book.find(status=())}
    assert begun >= restarts
    assert crashes
    assert len(fates[0].met | fates[1].met) == 4
    for kept in (hooked, mailed):
        assert Counter({(report_of[one], kind): n for (one, kind), n in kept.alerts().items()}) == wanted(pairs)


def test_each_is_told_once_and_none_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_through(tmp_path, 60, 4, monkeypatch)


@pytest.mark.slow
def test_each_is_told_once_and_none_lost_over_a_thousand_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_through(tmp_path, 1000, 20, monkeypatch)
