"""Two coders on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from counterclaim.cli import run

Said = Callable[..., tuple[int, str, str]]
REASON = ("--reason", "round one")


@pytest.fixture
def said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs a command on a ledger of one incident, and tells status, output and errors."""
    report = tmp_path / "report.txt"
    report.write_text("Rebels killed five traders near Gao on Monday, the army said.", encoding="utf-8")
    ledger = ("--ledger", str(tmp_path / "ledger.db"))
    assert run([*ledger, "add", "--published", "2026-03-04", str(report)]) == 0
    capsys.readouterr()

    def told(*arguments: str) -> tuple[int, str, str]:
        status = run([*ledger, *arguments])
        return status, *capsys.readouterr()

    return told


def test_two_coders_differ_are_settled_and_adopted(said: Said) -> None:
    name = json.loads(said("find", "--status", "all", "--json")[1])["id"]
    assert said("code", name, "killed=5", "domain=conflict", "--author", "Ada", *REASON)[1] == "sheet 1 kept\n"
    assert said("agreement", "--apart")[1] == ""
    assert said("code", name, "killed=6", "domain=", "--author", "Bea", *REASON)[1] == "sheet 2 kept\n"
    apart = said("agreement", "--apart")[1].splitlines()
    assert [line.split("  ", 1)[1] for line in apart] == [
        "domain  Ada: conflict, Bea: nobody can say  open",
        "killed  Ada: 5, Bea: 6  open",
    ]
    assert said("settle", name, "killed", "6", "--author", "Cyd", *REASON)[1] == "sheet 3 kept\n"
    assert said("adopt", name, "--author", "Cyd", *REASON)[1] == "correction 1 kept\n"
    assert said("adopt", name, "--author", "Cyd", *REASON)[1].startswith("nothing to correct")
    told = json.loads(said("agreement", "--apart", "--json")[1])
    assert told["agreement"]["killed"] == {"units": 1, "agreed": 0, "alpha": 0.0}
    assert [each["state"] for each in told["apart"]] == ["open", "settled"]
    assert said("undo", "sheet", "3", "--author", "Cyd", *REASON)[1] == "sheet 4 kept\n"
    assert "killed         0.000      0%       1  interval" in said("agreement")[1]


def test_what_cannot_be_coded_is_one_line(said: Said) -> None:
    name = json.loads(said("find", "--status", "all", "--json")[1])["id"]
    assert said("code", name, "killed", "--author", "Ada", *REASON)[0] == 2
    status, out, err = said("code", name, "killed=many", "--author", "Ada", *REASON)
    assert (status, out, err) == (1, "", "killed: 'many' is no answer; a number was expected\n")
