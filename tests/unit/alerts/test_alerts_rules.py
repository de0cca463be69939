"""Watches that count by another rule book than the default: what fires, what is told, a book that goes away."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "export"))

from export_ledger import ACCOUNT, Book, day, part, report, toll

from counterclaim import alerts
from counterclaim.codebook import loader
from counterclaim.errors import CodebookError
from counterclaim.records.account import Coding, Where
from counterclaim.records.query import Query
from counterclaim.records.report import Report

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
MOST = "- {id: mine, name: Most told, source: ours, trust: [own, enemy], low: lowest, best: highest, high: highest}"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book(str(tmp_path / "ruled.db")) as ledger:
        yield ledger


@pytest.fixture
def own_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Writes the user's rule books."""
    (tmp_path / "own" / "codebook").mkdir(parents=True)
    monkeypatch.setenv("COUNTERCLAIM_HOME", str(tmp_path / "own"))

    def write(text: str) -> None:
        (tmp_path / "own" / "codebook" / "rules.yaml").write_text(text, encoding="utf-8")
        loader.reload()

    yield write
    monkeypatch.undo()
    loader.reload()


def told(army: int, rebels: int, published: str = "2026-08-02") -> tuple[Report, Coding]:
    """A report in which the army counts its dead, and the rebels count them otherwise."""
    figures = (
        toll("killed", (army, army, army), "ML-MIL", "ML"),
        toll("killed", (rebels, rebels, rebels), "ML-MIL", "ML-JNIM"),
    )
    spot = Where("Tabaro", None, "ML", 15.0, -4.0, 1.0, 77, "place", "there", (0, 5))
    parts = (part("party", "the army", "ML-MIL"), part("party", "insurgents", "ML-JNIM", "armed_group"))
    account = replace(ACCOUNT, when=day("2026-08-01"), where=spot, participants=parts, toll=figures)
    text = f"They fired. {army} died, said the army on {published}; {rebels}, said the others."
    return report(f"tabaro-{published}", published, "Sahel", text), Coding(True, (account,), ())


def watch(name: str, rule: str | None, **asked: Any) -> alerts.Watch:
    return alerts.Watch(name, Query(country=("ML",), rule=rule, **asked), ("toll:8",), ())


def told_by(ledger: Book, name: str) -> list[alerts.Alert]:
    (found,) = alerts.fared(ledger, name, 9)
    return [alert for _, _, alert in found.alerts]


def test_a_toll_is_counted_by_the_rule_book_of_the_watch(book: Book) -> None:
    for name, rule in (("plain", None), ("lowest", "acled"), ("highest", "highest")):
        alerts.add(book, watch(name, rule), NOW)
    book.put([told(5, 9)])
    assert alerts.run(book, NOW)[0] == 1
    (alert,) = told_by(book, "highest")
    assert (alert.killed, alert.rule, alert.kind) == (9, "highest", "toll:8")
    assert alert.why == "killed: 9, was not told, by the rule book Highest told"
    assert "9 killed" in alert.headline
    book.put([told(9, 7, "2026-08-09")])
    assert alerts.run(book, NOW)[0] == 1
    (alert,) = told_by(book, "plain")
    assert (alert.why, alert.rule) == ("killed: 9, was 5", "ucdp")
    assert not told_by(book, "lowest"), "the lowest figure that stands is 7"


def test_a_filter_by_killed_and_a_preview_go_by_it_too(book: Book) -> None:
    alerts.add(book, watch("few", None, killed_min=9), NOW)
    alerts.add(book, watch("many", "highest", killed_min=9), NOW)
    book.put([told(5, 9)])
    assert alerts.run(book, NOW)[0] == 1
    assert not told_by(book, "few")
    assert [alert.killed for alert in told_by(book, "many")] == [9]
    today = date(2026, 8, 20)
    assert alerts.preview(book, watch("new", "acled"), today) == []
    ((when, alert),) = alerts.preview(book, watch("new", "highest", killed_min=9), today)
    assert (when, alert.killed, alert.rule) == ("2026-08-02", 9, "highest")


def test_a_watch_changed_to_another_rule_book_tells_nothing_that_was_there(book: Book) -> None:
    alerts.add(book, watch("one", None), NOW)
    book.put([told(5, 9)])
    alerts.run(book, NOW)
    alerts.change(book, watch("one", "highest"))
    assert alerts.run(book, NOW + timedelta(hours=1))[0] == 0
    book.put([told(5, 12, "2026-08-09")])
    assert alerts.run(book, NOW + timedelta(hours=2))[0] == 0, "it was above before"


def test_a_rule_book_that_is_none_is_refused(book: Book) -> None:
    with pytest.raises(CodebookError, match="no such rule book"):
        alerts.add(book, watch("one", "nobody's"), NOW)


def test_a_rule_book_that_goes_away_stops_its_watch_alone_and_loses_nothing(
    book: Book, own_rules: Callable[[str], None]
) -> None:
    own_rules(MOST)
    alerts.add(book, watch("mine", "mine", killed_min=2), NOW)
    alerts.add(book, replace(watch("plain", None), tells=("new",), targets=("https://hooks.example/x",)), NOW)
    own_rules("[]")
    book.put([told(5, 9)])
    took = httpx2.MockTransport(lambda _: httpx2.Response(204))
    assert alerts.run(book, NOW, took) == (1, 1, 0)
    fares = {each.watch.name: each for each in alerts.fared(book)}
    assert fares["plain"].fault is None
    assert "no rule book mine" in (fares["mine"].fault or "")
    assert fares["mine"].behind
    own_rules(MOST)
    assert alerts.run(book, NOW, took)[0] == 1
    assert [alert.killed for alert in told_by(book, "mine")] == [9]
