"""What the commands say to what cannot be: one line with the next step, and nothing made."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.cli import run
from counterclaim.cli.asked import GRADES, ROLES
from counterclaim.codebook.events import scheme_words
from counterclaim.values.listed import DOMAINS


@pytest.fixture
def book(tmp_path: Path) -> str:
    """An empty ledger."""
    place = str(tmp_path / "ledger.db")
    assert run(["--ledger", place, "init"]) == 0
    return place


WRONG = {
    ("--since", "last week"): "one as 2026-03-04",
    ("--until", "2026-02-30"): "one as 2026-03-04",
    ("--since", "2026-03"): "one as 2026-03-04",
    ("--country", "Armenia"): "AM is Armenia",
    ("--country", "XX"): "two letters",
    ("--actor", "Armenia"): "is it AM?",
    ("--actor", "NOBODY-AT-ALL"): "counterclaim actors list",
    ("--holder", "ministry"): "counterclaim actors list",
    ("--event", "Armed clashes"): "is it Armed clash",
    ("--event", "picnic"): "one of ",
    ("--grade", "sure"): "corroborated",
    ("--domain", "sports"): "crime",
    ("--status", "old"): "background",
    ("--role", "hero"): "initiator",
}


@pytest.mark.parametrize(("option", "words"), WRONG.items(), ids=" ".join)
def test_a_filter_that_no_incident_can_pass_is_told(
    option: tuple[str, str], words: str, book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--ledger", book, "find", *option]) == 2
    told = capsys.readouterr().err
    assert words in told
    assert option[0] in told


@pytest.mark.parametrize(
    "options",
    [
        ("--role", "initiator"),
        ("--since", "2026-03-05", "--until", "2026-03-04"),
        ("--killed-min", "5", "--killed-max", "4"),
    ],
    ids=" ".join,
)
def test_filters_that_do_not_go_together_are_told(
    options: tuple[str, ...], book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--ledger", book, "find", *options]) == 2
    assert options[0] in capsys.readouterr().err


def test_filters_that_can_be_are_taken(book: str) -> None:
    for event in scheme_words():
        assert run(["--ledger", book, "find", "--event", event.lower()]) == 0
    for name, values in (("--grade", GRADES), ("--domain", DOMAINS), ("--country", ("am", "XK"))):
        assert [run(["--ledger", book, "find", name, each]) for each in values] == [0] * len(values)
    for name, each in (("--actor", "AM"), ("--actor", "UN-CIV"), ("--holder", "witness"), ("--actor", "PS-HAMAS")):
        assert run(["--ledger", book, "find", name, each]) == 0
    assert [run(["--ledger", book, "find", "--actor", "AM", "--role", each]) for each in ROLES] == [0] * len(ROLES)


@pytest.mark.parametrize("command", ["show", "toll"])
def test_a_day_that_is_none_is_told(command: str, book: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--ledger", book, command, "abc", "--as-of", "yesterday"]) == 2
    assert "one as 2026-03-04" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        *(["find"], ["show", "a"], ["toll", "a"], ["rebuild"], ["recode"], ["check"], ["backup", "b.gz"]),
        *(["sources", "list"], ["sources", "check"], ["run", "--health"], ["quarantine", "list"], ["editions", "a"]),
        *(["redact", "a", "--author", "A", "--reason", "r"], ["undo", "sheet", "1", "--author", "A", "--reason", "r"]),
    ],
    ids=" ".join,
)
def test_looking_at_a_ledger_that_is_not_there_makes_none(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "typo.db"
    assert run(["--ledger", str(place), *command]) == 1
    assert capsys.readouterr().err == f"{place}: there is no ledger yet; `counterclaim add SOURCE...` makes one\n"
    assert not place.exists()


def test_your_own_ledger_is_made_by_what_fills_it_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COUNTERCLAIM_LEDGER", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert run(["find"]) == 1
    assert "there is no ledger yet" in capsys.readouterr().err
    assert run(["init"]) == 0
    assert run(["find"]) == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sources", "add", "nowhere"], "no such file or folder"),
        (["sources", "add", "ftp://example.org/feed"], "http:// and https://"),
        (["sources", "add", "https://example.org/feed", "--country", "Armenia"], "AM is Armenia"),
        (["sources", "catalogue", "--region", "atlantis"], "there are africa"),
        (["quarantine", "retry", "99"], "quarantine list"),
        (["quarantine", "retry", "--source", "none"], "sources list"),
        (["quarantine", "list", "--source", "none"], "sources list"),
    ],
    ids=lambda told: " ".join(told) if isinstance(told, list) else "",
)
def test_sources_that_cannot_be_are_told(
    arguments: list[str], words: str, book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--ledger", book, *arguments]) in {1, 2}
    assert words in capsys.readouterr().err


def test_an_address_is_kept_once(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--ledger", book, "sources", "add", "https://example.org/feed", "--name", "one"]) == 0
    assert run(["--ledger", book, "sources", "add", "https://example.org/feed", "--name", "other"]) == 1
    assert "kept as one already" in capsys.readouterr().err
    assert (
        run(["--ledger", book, "sources", "add", "https://example.org/feed", "--name", "one", "--country", "AM"]) == 0
    )


def test_no_sources_yet_tells_how_to_begin(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("list", "check"):
        assert run(["--ledger", book, "sources", command]) == 0
        assert "sources catalogue --add" in capsys.readouterr().err


def test_actors_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["actors", "list", "armenia"]) == 0
    assert "AM  Armenia" in capsys.readouterr().out.splitlines()
