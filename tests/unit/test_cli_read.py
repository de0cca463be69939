"""The command line from outside: what is printed where, and the exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from counterclaim.cli import run

TEXT = "Two soldiers were killed near Gao on Tuesday, the Malian army said. The rebels denied it.\n"


@pytest.fixture
def told(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": TEXT}) + "\n" for n in range(3000)))
    return path


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_is_one_object_a_line_in_input_order(
    told: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    wire = tmp_path / "w.jsonl"
    wire.write_text('{"id": "1", "text": "Sheep."}\n{"id": "2", "text": "Goats."}\n')
    assert run(["read", "--json", str(wire), str(told)]) == 0
    out, err = capfd.readouterr()
    assert [each["report"]["id"] for each in lines(out)][:2] == ["1", "2"]  # type: ignore[index]
    assert lines(out)[2]["report"]["text"] == TEXT  # type: ignore[index]
    assert err == ""


def test_options_reach_the_report(told: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["read", str(told), "--json", "--published", "2026-03-04", "--outlet", "The Post", "--language", "en"])
    (whole,) = lines(capfd.readouterr().out)
    report = whole["report"]
    assert isinstance(report, dict)
    assert (report["published"], report["outlet"], report["language"]) == ("2026-03-04", "The Post", "en")
    assert "reading" not in whole


def test_reading_is_added_when_asked_for(told: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["read", str(told), "--json", "--reading"])
    (whole,) = lines(capfd.readouterr().out)
    assert set(whole["reading"]) == {"mentions", "places", "times", "numbers", "events"}  # type: ignore[call-overload]


def test_bad_sources_are_a_line_each_and_the_others_are_read(
    told: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_text("")
    sources = [tmp_path / "none.txt", told, tmp_path / "empty.txt", tmp_path, told]
    assert run(["read", "--json", *map(str, sources)]) == 1
    out, err = capfd.readouterr()
    assert len(lines(out)) == 2
    assert [line.split(": ")[0] for line in err.splitlines()] == [str(sources[0]), str(sources[2]), str(tmp_path)]


def test_a_card_is_printed_without_json(told: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(told)]) == 0
    out = capfd.readouterr().out
    assert "Mali" in out
    assert "What set each field" not in out
    run(["read", str(told), "--explain"])
    assert "What set each field" in capfd.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "x", "--reading"],
        ["read", "x", "--json", "--explain"],
        ["read", "x", "--published", "soon"],
        ["nonsense"],
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert "Traceback" not in capfd.readouterr().err


def test_a_wrong_setting_is_one_line(
    told: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_MAX_TEXT_MB", "much")
    assert run(["read", str(told)]) == 1
    assert capfd.readouterr().err.splitlines() == [
        "COUNTERCLAIM_MAX_TEXT_MB='much': a number of 0 or more was expected"
    ]


def test_version(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capfd.readouterr().out.startswith("counterclaim ")


def started(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from counterclaim.cli import main; main()", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ})


def test_a_reader_that_stops_listening_is_no_error_to_tell(many: Path) -> None:
    process = started("read", "--json", str(many))
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() != 0


def test_ctrl_c_ends_quietly(many: Path) -> None:
    process = started("read", "--json", str(many))
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert (err.strip(), process.returncode) == (b"", 130)


def test_the_same_reports_give_the_same_bytes_in_another_process_and_order(told: Path, many: Path) -> None:
    first, _ = started("read", "--json", str(told)).communicate()
    process = started("read", "--json", "--published", "2020-01-01", str(many))
    assert process.stdout is not None
    process.kill()
    process.communicate()
    second, _ = started("read", "--json", str(told), str(told)).communicate()
    assert second == first * 2
