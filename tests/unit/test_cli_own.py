"""The user's own actors and places from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim import gazetteer
from counterclaim.cli import run
from counterclaim.codebook import actors as known
from counterclaim.codebook import loader


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A user's folder of this test's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("COUNTERCLAIM_HOME", str(folder))
    yield folder
    monkeypatch.undo()
    gazetteer.forget()
    loader.reload()
    known.actors.cache_clear()
    known.alias_index.cache_clear()


def test_places_added_are_counted_and_told(home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "villages.csv"
    table.write_text("name,lat,lon,country\nLittle Ford Mill,16.02,-89.11,BZ\n")
    assert run(["gazetteer", "add", str(table)]) == 0
    assert run(["gazetteer", "info"]) == 0
    out = capfd.readouterr().out
    assert "1 places added" in out
    assert f"{home / 'gazetteer.sqlite'}: 1 places" in out
    assert "digest sha256:" in out


def test_a_bad_table_is_one_line(home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "villages.csv"
    table.write_text("name,lat,lon,country\nLittle Ford,north,-89.11,BZ\n")
    assert run(["gazetteer", "add", str(table)]) == 1
    err = capfd.readouterr().err
    assert len(err.splitlines()) == 1
    assert "villages.csv" in err
    assert not home.exists() or not list(home.glob("*.sqlite"))


def test_actors_added_are_kept_and_a_bad_entry_is_one_line(
    home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    entry = {"id": "BZ-FORDMEN", "name": "Men of the Ford", "kind": "armed_group", "country": "BZ", "source": "our own"}
    (tmp_path / "own.yaml").write_text(json.dumps([entry]))
    assert run(["actors", "add", str(tmp_path / "own.yaml")]) == 0
    assert "BZ-FORDMEN" in capfd.readouterr().out
    assert (home / "codebook" / "actors" / "own.yaml").is_file()
    (tmp_path / "bad.yaml").write_text(json.dumps([{**entry, "id": "BZ-OTHER", "kind": "gang"}]))
    assert run(["actors", "add", str(tmp_path / "bad.yaml")]) == 1
    assert "bad.yaml" in capfd.readouterr().err
    assert not (home / "codebook" / "actors" / "bad.yaml").exists()
