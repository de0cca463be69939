"""The table that tells how well reports with an incident are told from those without."""

from __future__ import annotations

from typing import Any

from evaluation.relevance import Case, table
from evaluation.run import Story, nothing


def read(*, tells: bool, relevant: bool, status: str | None) -> tuple[Case, Any]:
    story = Story(id="1", text="The bakery opens at six.")
    output = {**nothing(story), "relevant": relevant, "accounts": [{"status": status}] if status else []}
    return Case(story, {"made": tells}), output


def test_each_step_has_its_recall_and_precision() -> None:
    lines = list(
        table(
            [
                read(tells=True, relevant=True, status="main"),
                read(tells=True, relevant=True, status="planned"),
                read(tells=True, relevant=False, status=None),
                read(tells=False, relevant=True, status="background"),
            ]
        )
    )
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert [row[:3] for row in cells] == [
        ["made", "3 / 1", step] for step in ("past the gate", "relevant", "an account")
    ]
    assert [row[3][:5] for row in cells[1:]] == ["0.667", "0.333"]
    assert [row[4][:5] for row in cells[1:]] == ["0.667", "0.500"]


def test_no_reports_make_no_lines() -> None:
    assert list(table([])) == []
