"""Watches: what fires, once each; batches, quiet hours, retries, restarts; feeds, e-mail, signed hooks, previews."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
import socket
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx2
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "export"))

from export_ledger import ACCOUNT, Book, claim, day, part, report, said, toll

from counterclaim import alerts
from counterclaim.alerts.facts import Facts, fired
from counterclaim.alerts.targets import NotSentError, send, signature
from counterclaim.alerts.watch import checked, quiet_until
from counterclaim.errors import SettingError, UnknownError
from counterclaim.records.account import Account, Coding, Where, Words
from counterclaim.records.query import Query
from counterclaim.records.report import Report

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
NOTHING = Facts(0, False, (), (), (), ())
HOOK = "https://hooks.example/alerts"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book(str(tmp_path / "watched.db")) as ledger:
        yield ledger


def told(name: str, killed: int, published: str = "2026-08-02", **more: Any) -> tuple[Report, Coding]:
    """A report of an incident of its own: each name has its own place and day."""
    n = int(hashlib.sha256(name.partition("+")[0].encode()).hexdigest()[:6], 16)
    spot = Where(f"Place {n}", None, "ML", 11 + n % 13, -11 + n % 15, 1.0, n, "place", "there", (0, 5))
    when = day((date(2025, 1, 1) + timedelta(days=n % 500)).isoformat())
    account: Account = replace(
        ACCOUNT,
        anchor=Words(f"They fired at {name}.", (0, 11)),
        when=when,
        where=spot,
        participants=(part("party", "the army", "ML-MIL"), part("party", "insurgents", "ML-JNIM", "armed_group")),
        toll=(toll("killed", (killed, killed, killed), "ML-MIL", "ML"),),
        claims=more.get("claims", ()),
    )
    text = f"They fired at {name}. {killed} died, it was told on {published}."
    return report(name, published, "Sahel", text), Coding(True, (account,), more.get("statements", ()))


def watch(*tells: str, **more: Any) -> alerts.Watch:
    return alerts.Watch("mali", Query(country=("ML",)), tells or ("new",), more.pop("targets", (HOOK,)), **more)


class Receiver:
    """A web hook that fails as told to, and remembers what it took."""

    def __init__(self, fails: Iterator[bool] | None = None) -> None:
        self.taken: list[dict[str, Any]] = []
        self.headers: list[Any] = []
        self._fails = fails or iter(lambda: False, None)
        self.transport = httpx2.MockTransport(self._answer)

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        if next(self._fails):
            return httpx2.Response(503)
        self.taken.append(json.loads(request.content))
        self.headers.append((request.headers, request.content))
        return httpx2.Response(204)

    def alerts(self) -> list[dict[str, Any]]:
        return [each for post in self.taken for each in post["alerts"]]


@pytest.mark.parametrize(
    ("tell", "before", "after", "fires"),
    [
        ("new", None, NOTHING, True),
        ("new", NOTHING, NOTHING, False),
        ("toll:10", NOTHING, replace(NOTHING, killed=11), True),
        ("toll:10", NOTHING, replace(NOTHING, killed=10), False),
        ("toll:10", replace(NOTHING, killed=11), replace(NOTHING, killed=12), False),
        ("toll:10", None, replace(NOTHING, killed=12), True),
        ("denial", NOTHING, replace(NOTHING, deniers=("EC",)), True),
        ("denial", replace(NOTHING, deniers=("EC",)), replace(NOTHING, deniers=("EC", "PE")), False),
        ("responsibility", NOTHING, replace(NOTHING, owners=("ML-JNIM",)), True),
        ("converge", replace(NOTHING, contested=True), NOTHING, True),
        ("converge", None, NOTHING, False),
        ("mediator", NOTHING, replace(NOTHING, mediators=("BR",)), True),
        ("ceasefire", NOTHING, replace(NOTHING, truce_breakers=("AM",)), True),
    ],
)
def test_what_fires(tell: str, before: Facts | None, after: Facts, fires: bool) -> None:
    assert [each.kind for each in fired(before, after, [tell])] == ([tell] if fires else [])


def test_what_was_there_before_is_not_told_and_what_comes_is_told_once(book: Book) -> None:
    book.put([told("old", 3)])
    alerts.add(book, watch("new", "toll:2"), NOW)
    took = Receiver()
    assert alerts.run(book, NOW, took.transport) == (0, 0, 0)
    book.put([told("fresh", 3)])
    assert alerts.run(book, NOW, took.transport) == (2, 1, 0)
    assert alerts.run(book, NOW, took.transport) == (0, 0, 0)
    assert sorted(each["kind"] for each in took.alerts()) == ["new", "toll:2"]
    assert len(took.taken) == 1


def test_a_toll_that_a_later_edition_raises_is_told(book: Book) -> None:
    book.put([told("place", 3)])
    alerts.add(book, watch("toll:10"), NOW)
    took = Receiver()
    given, coding = told("place", 14, "2026-08-05")
    book.put([(given, coding)])
    alerts.run(book, NOW, took.transport)
    (alert,) = took.alerts()
    assert alert["why"] == "killed: 14, was 3"


def test_denials_claims_and_calls_are_found_in_statements(book: Book) -> None:
    alerts.add(book, watch("denial", "mediator", "ceasefire"), NOW)
    voices = (
        said(0, "ML", "accuses", "the rebels violated the ceasefire"),
        said(1, "ML-JNIM", "denies", "no such thing"),
        said(2, "BR", "urges", "restraint"),
    )
    book.put([told("x", 2, statements=voices, claims=(claim("occurrence", True, "ML-JNIM", 1, polarity=False),))])
    took = Receiver()
    alerts.run(book, NOW, took.transport)
    whys = {each["kind"]: each["why"] for each in took.alerts()}
    assert set(whys) == {"denial", "mediator", "ceasefire"}
    assert "Brazil" in whys["mediator"]


def test_a_correction_by_people_is_a_change_too(book: Book) -> None:
    book.put([told("x", 2)])
    alerts.add(book, watch("toll:10"), NOW)
    (incident,) = book.find()
    book.revise("An analyst", "a morgue list").correct(incident.id, "toll.killed", 12)
    took = Receiver()
    alerts.run(book, NOW, took.transport)
    assert [each["killed"] for each in took.alerts()] == [12]


def test_the_filter_holds(book: Book) -> None:
    alerts.add(book, replace(watch(), query=Query(country=("PE",))), NOW)
    book.put([told("x", 2)])
    assert alerts.run(book, NOW, Receiver().transport) == (0, 0, 0)


def test_batches_and_quiet_hours_hold_alerts_back_together(book: Book) -> None:
    alerts.add(book, watch(batch=30, quiet="22:00-06:00", zone="Africa/Bamako"), NOW)
    took = Receiver()
    for minutes, name in ((0, "one"), (20, "two")):
        book.put([told(name, 1)])
        alerts.run(book, NOW + timedelta(minutes=minutes), took.transport)
    assert took.taken == []
    alerts.run(book, NOW + timedelta(minutes=31), took.transport)
    assert [len(post["alerts"]) for post in took.taken] == [2]
    book.put([told("three", 1)])
    night = NOW.replace(hour=23)
    alerts.run(book, night, took.transport)
    alerts.run(book, night + timedelta(hours=2), took.transport)
    assert len(took.taken) == 1
    alerts.run(book, night + timedelta(hours=7), took.transport)
    assert len(took.taken) == 2


def test_quiet_hours_go_by_their_zone() -> None:
    asleep = watch(quiet="22:00-07:00", zone="Asia/Tokyo")
    assert quiet_until(asleep, NOW.replace(hour=14)) == NOW.replace(hour=22)
    assert quiet_until(asleep, NOW.replace(hour=23)) is None
    assert quiet_until(watch(), NOW) is None


def test_hooks_are_signed_over_time_and_body(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_WEBHOOK_SECRET", "a secret")
    alerts.add(book, watch(), NOW)
    book.put([told("x", 2)])
    took = Receiver()
    alerts.run(book, NOW, took.transport)
    headers, body = took.headers[0]
    wanted = hmac.new(b"a secret", headers["X-Counterclaim-Time"].encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["X-Counterclaim-Signature"] == f"sha256={wanted}" == signature("a secret", took.taken[0]["at"], body)
    assert headers["X-Counterclaim-Delivery"] == took.taken[0]["delivery"]


def test_each_is_told_once_and_none_lost_over_failures_and_restarts(tmp_path: Path) -> None:
    address, chance = str(tmp_path / "long.db"), random.Random(7)  # noqa: S311 (no secret)
    took = Receiver(iter(lambda: chance.random() < 0.4, None))
    moment = NOW
    with Book(address) as first:
        alerts.add(first, watch("new", "toll:5"), NOW)
    names = [f"place-{n}" for n in range(60)]
    for start in range(0, 60, 6):
        with Book(address) as book:  # a restart: nothing is kept but the file
            book.put([told(name, 9 if n % 2 else 1) for n, name in enumerate(names[start : start + 6])])
            alerts.run(book, moment, took.transport)
        moment += timedelta(minutes=chance.choice((0, 1, 30)))
    with Book(address) as book:
        for _ in range(40):
            moment += timedelta(hours=7)
            alerts.run(book, moment, took.transport)
        assert alerts.listed(book)[0][1].keys() == {"sent"}
        incidents = {incident.id: incident for incident in book.find()}
    found = Counter((each["incident"], each["kind"]) for each in took.alerts())
    assert set(found.values()) == {1}
    assert {name for name, kind in found if kind == "new"} == set(incidents)
    assert sum(kind == "toll:5" for _, kind in found) == 30


def test_work_stopped_between_steps_is_gone_on_with(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    alerts.add(book, watch(), NOW)
    book.put([told("x", 2)])
    took = Receiver()

    def stop(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    for step in ("pack", "deliver"):
        with monkeypatch.context() as patch:
            patch.setattr(alerts, step, stop)
            with pytest.raises(KeyboardInterrupt):
                alerts.run(book, NOW, took.transport)
    assert alerts.run(book, NOW, took.transport) == (0, 1, 0)
    assert len(took.alerts()) == 1


def test_what_is_never_taken_is_given_up_and_can_be_tried_again(book: Book) -> None:
    alerts.add(book, watch(), NOW)
    book.put([told("x", 2)])
    deaf = Receiver(iter(lambda: True, None))
    moment = NOW
    for _ in range(20):
        alerts.run(book, moment, deaf.transport)
        moment += timedelta(hours=7)
    assert alerts.listed(book)[0][1] == {"failed": 1}
    assert alerts.retry(book, "mali", moment) == 1
    assert alerts.run(book, moment, Receiver().transport) == (0, 1, 0)


def test_a_feed_holds_what_was_told_newest_first(book: Book, tmp_path: Path) -> None:
    place = tmp_path / "mali.atom"
    alerts.add(book, watch(targets=(f"atom:{place}",)), NOW)
    book.put([told("x", 2), told("y", 2)])
    alerts.run(book, NOW)
    names = {"atom": "http://www.w3.org/2005/Atom"}
    feed = ElementTree.parse(place).getroot()  # noqa: S314 (our own file)
    entries = feed.findall("atom:entry", names)
    assert len(entries) == 2
    assert len({entry.findtext("atom:id", None, names) for entry in entries}) == 2
    assert feed.findtext("atom:updated", None, names) == "2026-09-01T12:00:00Z"


def test_slack_takes_text_and_blocks_without_markup_of_the_news(book: Book) -> None:
    alerts.add(book, watch(targets=("slack+https://hooks.example/x",)), NOW)
    book.put([told("x", 2)])
    took: list[dict[str, Any]] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        took.append(json.loads(request.content))
        return httpx2.Response(200)

    alerts.run(book, NOW, httpx2.MockTransport(answer))
    assert took[0]["blocks"][0]["type"] == "section"
    assert "<" not in took[0]["text"]


def test_e_mail_goes_through_a_real_server_once(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    controller = pytest.importorskip("aiosmtpd.controller")
    kept: list[Any] = []

    class Keep:
        async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
            kept.append(envelope)
            return "250 kept" if len(kept) > 1 else "451 try again"

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = controller.Controller(Keep(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        monkeypatch.setenv("COUNTERCLAIM_SMTP", f"smtp://127.0.0.1:{port}?from=ledger@example.org")
        alerts.add(book, watch(targets=("mailto:desk@example.org",)), NOW)
        book.put([told("x", 2)])
        assert alerts.run(book, NOW) == (1, 0, 1)
        assert alerts.run(book, NOW + timedelta(hours=1)) == (0, 1, 0)
        assert alerts.run(book, NOW + timedelta(hours=2)) == (0, 0, 0)
    finally:
        server.stop()
    first, second = (each.content.decode() for each in kept)
    names = [next(line for line in text.splitlines() if line.startswith("Message-ID")) for text in (first, second)]
    assert names[0] == names[1]
    assert kept[1].rcpt_tos == ["desk@example.org"]
    assert "new incident" in second


def test_a_server_that_is_not_there_is_tried_later() -> None:
    from counterclaim.alerts.messages import Post

    post = Post("w-1", "w", [], "2026-09-01T12:00:00Z")
    with pytest.raises(NotSentError, match=r"127\.0\.0\.1"):
        send(post, "mailto:a@b.example", "", {"COUNTERCLAIM_SMTP": "smtp://127.0.0.1:1"})
    with pytest.raises(SettingError, match="COUNTERCLAIM_SMTP"):
        send(post, "mailto:a@b.example", "", {"COUNTERCLAIM_SMTP": "mail.example"})
    with pytest.raises(NotSentError):
        send(post, "atom:/nowhere/at/all.xml", "")


def test_a_preview_tells_what_would_have_been_told_day_by_day(book: Book) -> None:
    book.put([told("place", 3, "2026-08-02"), told("early", 50, "2026-06-01")])
    given, coding = told("place", 14, "2026-08-05")
    book.put([(given, coding)])
    found = alerts.preview(book, watch("new", "toll:10"), date(2026, 8, 20), 30)
    assert [(day_, alert.kind) for day_, alert in found] == [("2026-08-02", "new"), ("2026-08-05", "toll:10")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"tells": ("toll",)},
        {"tells": ("storm",)},
        {"tells": ()},
        {"targets": ("ftp://x",)},
        {"quiet": "22-7"},
        {"zone": "Mars/Base"},
        {"name": "a b"},
    ],
)
def test_a_watch_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(SettingError):
        checked(replace(watch(), **wrong))


def test_watches_are_listed_changed_and_removed(book: Book) -> None:
    alerts.add(book, watch(), NOW)
    alerts.add(book, watch("denial"), NOW)
    assert [each.tells for each, _ in alerts.listed(book)] == [("denial",)]
    alerts.remove(book, "mali")
    with pytest.raises(UnknownError):
        alerts.remove(book, "mali")
