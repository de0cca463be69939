"""Corrections leave the ledger as golden cases that the loader of golden cases runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.cli import run
from counterclaim.errors import SettingError
from counterclaim.ledger import Ledger
from counterclaim.records.report import Report
from golden_match import coded, failures, load

TEXT = """Rebels killed five traders near Gao on Monday, the army said.

Prices of millet have doubled since the rains failed.

In a second attack gunmen killed two teachers in Mopti on Sunday, police said."""
FIELDS: dict[str, tuple[object, bool]] = {
    "toll.killed": ([5, 5, 5], True),
    "toll.injured": (9, False),
    "where.name": ("Gao", True),
    "where.country": ("NE", False),
    "when.start": ("2026-03-02", True),
    "event.acled_sub_type": ("Grenade", False),
    "domain": ("conflict", True),
}
"""A value for each field, and whether the reader reads it so."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A ledger of a report on two incidents, the first corrected in every field."""
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        list(ledger.add([Report(TEXT, "two", "Attacks near Gao", "Invented Post", None, "2026-03-04")]))
        name = next(each.id for each in ledger.find(status=()) if each.where.name == "Gao")
        for field, (value, _) in FIELDS.items():
            ledger.revise("Ada", f"looked at {field}").correct(name, field, value)
    return path


@pytest.mark.parametrize("short", [False, True])
def test_each_case_passes_where_the_reader_is_right_and_fails_where_it_is_not(
    place: Path, tmp_path: Path, short: bool
) -> None:
    folder = tmp_path / "cases"
    assert run(["--ledger", str(place), "cases", "-o", str(folder), *(["--sentences"] if short else [])]) == 0
    found = {path: load(path) for path in folder.iterdir()}
    assert len(found) == len(FIELDS)
    for (field, (_, right)), (path, case) in zip(FIELDS.items(), sorted(found.items()), strict=True):
        assert field in case["why"]
        assert ("millet" in case["report"]["text"]) is not short
        wrong = failures(case, coded(id=path.stem, **case["report"]))
        assert bool(wrong) is not right, (field, wrong)


def test_what_was_dismissed_or_nobodys_must_not_be_read(place: Path) -> None:
    with Ledger(place) as ledger:
        gao, mopti = sorted(ledger.find(status=()), key=lambda each: str(each.where.name))
        dismissed = ledger.revise("Ada", "it is old").correct(mopti.id, "dismissed", True)
        nobody = ledger.revise("Ada", "none died").correct(gao.id, "toll.killed", 0)
        told = dict(ledger.cases([dismissed, nobody]))
    assert "Mopti" in told[dismissed]["must_not"]["accounts"][0]["anchor_has"]
    for case in told.values():
        assert len(failures(case, coded(id="x", **case["report"]))) == 1


def test_what_makes_no_case_is_told_and_the_others_are_written(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger(place) as ledger:
        name = next(ledger.find(status=())).id
        n = ledger.revise("Ada", "seen").correct(name, "reviewed", True)
        assert isinstance(dict(ledger.cases())[n], SettingError)
    assert run(["--ledger", str(place), "cases", "--json"]) == 0
    out, err = capsys.readouterr()
    assert len([json.loads(line) for line in out.splitlines()]) == len(FIELDS)
    assert err.startswith(f"correction {n} makes no case: reviewed")
    assert run(["--ledger", str(place), "cases", "99"]) == 1
