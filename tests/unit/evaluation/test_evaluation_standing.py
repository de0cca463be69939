"""Marked accounts as the learner of standing takes them."""

from __future__ import annotations

from pathlib import Path

import pytest

TABLE = (
    "| report | account | event | day | place | sides | real | event | day | place | sides | cause |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|---|\n"
    "| a | 0 | Attack | 2026 | Dori, None, BF | none | yes | y | y | y | y | |\n"
    "| a | 1 | Attack | 2025 | Dori, None, BF | none | ghost | | | | | killing only recalled |\n"
    "| b | 0 | Attack | 2026 | Gao, None, ML | none | ghost | | | | | shot himself |\n"
)


def test_ghosts_are_history_where_they_are_recalled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("scipy", reason="learners need it")
    from evaluation import standing_learn

    table = tmp_path / "marks.md"
    table.write_text(TABLE, "utf-8")
    monkeypatch.setattr(standing_learn, "MARKS", table)
    found = {report: [row[-1] for row in rows] for report, rows in standing_learn.marks().items()}
    assert found == {"a": ["main", "background"], "b": ["none"]}
