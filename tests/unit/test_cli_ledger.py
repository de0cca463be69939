"""The ledger's commands from outside: what is printed where, and the exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from counterclaim.cli import run

TEXT = (
    "Two soldiers were killed when gunmen attacked a post near Gao on Tuesday, the Malian army said. "
    "The rebels denied it.\n"
)
Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Said:
    """Runs a command on one ledger; exit status, standard output and standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(["--ledger", str(tmp_path / "ledger.db"), *arguments])
        return status, *capfd.readouterr()

    return call


@pytest.fixture
def filled(said: Said, tmp_path: Path) -> str:
    """The id of the one incident of a ledger."""
    (tmp_path / "a.txt").write_text(TEXT)
    status, out, _ = said("add", str(tmp_path / "a.txt"), "--published", "2026-03-05", "--outlet", "Invented Post")
    assert status == 0
    assert out.startswith("reports: 1 new; incidents touched: 1; in the ledger: 1")
    return said("find", "--status", "all")[1].split()[0]


def test_init_can_be_given_again(said: Said) -> None:
    for _ in range(2):
        status, out, _ = said("init")
        assert (status, out.endswith("is ready\n")) == (0, True)


def test_adding_again_changes_nothing(said: Said, filled: str, tmp_path: Path) -> None:
    status, out, _ = said("add", str(tmp_path / "a.txt"), "--published", "2026-03-05", "--outlet", "Invented Post")
    assert (status, out.split(";")[0]) == (0, "reports: 1 known")
    assert filled


def test_a_source_that_cannot_be_read_is_told_and_the_others_are_kept(said: Said, filled: str, tmp_path: Path) -> None:
    status, out, err = said("add", str(tmp_path / "nowhere.txt"), str(tmp_path / "a.txt"), "--published", "2026-03-05")
    assert status == 1
    assert "nowhere.txt" in err
    assert "1 failed" in out
    assert filled


def test_found_and_shown_as_json(said: Said, filled: str) -> None:
    status, out, _ = said("find", "--status", "all", "--json")
    assert (status, json.loads(out)["id"]) == (0, filled)
    status, out, _ = said("show", filled[:8], "--json")
    assert (status, json.loads(out)["id"]) == (0, filled)
    assert said("find", "--count", "--status", "all")[1] == "1\n"
    assert said("find", "zeppelin", "--count")[1] == "0\n"
    assert "Invented Post" in said("show", filled)[1]


def test_what_is_not_there_is_one_line_and_status_1(said: Said, filled: str) -> None:
    for wrong in (("show", "ffffffff"), ("undo", "judgement", "7", "--author", "A", "--reason", "r")):
        status, out, err = said(*wrong)
        assert (status, out, err.count("\n")) == (1, "", 1)
    assert said("find", "--bbox", "1,2")[0] == 2
    assert said("judge", filled, filled, "perhaps", "--author", "A", "--reason", "r")[0] == 2
    assert said("merge", filled, "--author", "A", "--reason", "r")[0] == 2


def test_decisions_are_numbered_and_undone(said: Said, filled: str) -> None:
    signed = ("--author", "Ada", "--reason", "seen")
    assert said("correct", filled, "dismissed", "true", *signed)[1] == "correction 1 kept\n"
    assert said("find", "--status", "all", "--count")[1] == "0\n"
    assert said("undo", "correction", "1", *signed)[1] == "correction 2 kept\n"
    assert said("find", "--status", "all", "--count")[1] == "1\n"


def test_check_rebuild_recode_backup_restore(said: Said, filled: str, tmp_path: Path) -> None:
    status, out, _ = said("check", "--deep")
    assert (status, out.endswith("no faults\n")) == (0, True)
    assert "accounts fused again" in said("rebuild")[1]
    assert said("recode")[1].startswith("0 reports read again")
    backup = tmp_path / "backup.gz"
    assert said("backup", str(backup))[0] == 0
    status, _, err = said("restore", str(backup))
    assert (status, "not empty" in err) == (1, True)
    assert run(["--ledger", str(tmp_path / "other.db"), "restore", str(backup)]) == 0
    assert filled


def test_a_redaction_is_told_and_needs_a_reason(said: Said, filled: str, tmp_path: Path) -> None:
    report = json.loads(said("show", filled, "--json")[1])["accounts"][0]["report"]
    assert said("redact", report, "--author", "A")[0] == 2
    status, out, _ = said("redact", report, "--name", "Gao", "--author", "A", "--reason", "law")
    assert (status, out.startswith("1 text redacted")) == (0, True)
    assert b"near Gao" not in b"".join(path.read_bytes() for path in tmp_path.glob("ledger.db*"))


def test_incidents_are_found_by_the_figures_of_a_rule_book(said: Said, tmp_path: Path) -> None:
    told = "Gunmen killed {} traders at a market in Gao on Monday, {} said.\n"
    for name, words in (("a", ("dozens of", "police")), ("b", ("18", "doctors"))):
        (tmp_path / f"{name}.txt").write_text(told.format(*words))
        said("add", str(tmp_path / f"{name}.txt"), "--published", "2026-03-03", "--outlet", name)
    assert said("find", "--count", "--killed-min", "20")[1] == "0\n"
    assert said("find", "--count", "--killed-min", "20", "--rule", "highest")[1] == "1\n"
    (line,) = said("find", "--json", "--rule", "acled", "--sort", "killed")[1].splitlines()
    assert json.loads(line)["toll"]["killed"]["best"] == 12
    status, _, err = said("find", "--rule", "none")
    assert status != 0
    assert "no such rule book" in err
