"""Marked accounts as the learners of standing and of second accounts take them."""

from __future__ import annotations

from pathlib import Path

from evaluation import marked_incidents
from evaluation.marked_incidents import Marked

TABLE = "report,incident,standing,triggers\na,0,main,12 40\na,0,,95\na,,none,130\nb,0,background,7\n"


def test_accounts_are_told_by_where_their_triggers_begin(tmp_path: Path) -> None:
    table = tmp_path / "marks.csv"
    table.write_text(TABLE, "utf-8")
    found = marked_incidents.known(table)
    assert found["a"] == [
        Marked("0", "main", frozenset({12, 40})),
        Marked("0", "", frozenset({95})),
        Marked("", "none", frozenset({130})),
    ]
    assert [one.standing for one in found["b"]] == ["background"]


def test_of_every_marked_account_something_is_known() -> None:
    rows = [one for accounts in marked_incidents.known().values() for one in accounts]
    assert all(one.starts and (one.incident or one.standing) for one in rows)
    assert {one.standing for one in rows} == {"main", "background", "none", ""}
