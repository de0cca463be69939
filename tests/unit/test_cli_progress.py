"""Progress: on a terminal alone, after some reports or a second, with what is being done."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from counterclaim.cli import progress


class Bar:
    """A bar that keeps what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []

    def add_task(self, text: str, total: int | None) -> int:
        return 1 if text or total else 0

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def update(self, _task: int, *, description: str, completed: int) -> None:
        self.told.append((description, completed))


@pytest.fixture
def bar(monkeypatch: pytest.MonkeyPatch) -> Bar:
    made = Bar()
    monkeypatch.setattr(progress, "_bar", lambda: made)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    return made


def clock(monkeypatch: pytest.MonkeyPatch, seconds: Any) -> None:
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(seconds))


def test_it_appears_after_a_second_with_what_is_done(bar: Bar, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, iter([0.0, 0.5, 1.5]))
    with progress.Progress(what="fusing accounts") as shown:
        shown.step()
        assert bar.told == []
        shown.step(2)
    assert bar.told == [("fusing accounts", 3)]


def test_it_appears_after_some_reports(bar: Bar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress.time, "monotonic", lambda: 0.0)
    with progress.Progress() as shown:
        shown.step(4)
        shown.step()
    assert bar.told == [("reading reports", 5)]


def test_nothing_is_shown_where_there_is_no_terminal(bar: Bar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    with progress.Progress() as shown:
        shown.note("building")
        shown.step(100)
    assert bar.told == []
