"""`sources`, `run` and `quarantine` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from counterclaim.cli import run
from counterclaim.gather.catalogue import catalogue
from counterclaim.gather.links import canonical

TEXT = "Two soldiers were killed in shelling near Harsova on Tuesday, the army said. The rebels denied firing."


@pytest.fixture
def book(tmp_path: Path) -> str:
    return str(tmp_path / "ledger.db")


def said(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert run(arguments) == status, capsys.readouterr().err
    return capsys.readouterr().out


def test_a_folder_is_read_once_and_its_fault_is_in_quarantine(
    book: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_bytes(b"\x00\x01\x02" * 50)
    assert "kept" in said(capsys, "--ledger", book, "sources", "add", str(folder), "--name", "mine", "--outlet", "Own")
    done = said(capsys, "--ledger", book, "run", "--once", "--metrics", str(tmp_path / "figures.prom"))
    assert "1 new" in done
    assert 'counterclaim_held_articles{state="quarantined"} 1' in (tmp_path / "figures.prom").read_text()
    listed = json.loads(said(capsys, "--ledger", book, "sources", "list", "--json"))
    assert (listed["outlet"], listed["articles"]) == ("Own", {"done": 1, "quarantined": 1})
    assert "binary" in said(capsys, "--ledger", book, "quarantine", "list")
    (folder / "b.txt").write_text(TEXT.replace("Two", "Nine").replace("Harsova", "Ostrava"))
    assert "1 will be tried" in said(capsys, "--ledger", book, "quarantine", "retry", "--source", "mine")
    assert "1 new" in said(capsys, "--ledger", book, "run", "--once", "--quiet")
    assert "0 with faults" in said(capsys, "--ledger", book, "run", "--health")


def test_sources_are_paused_resumed_checked_and_removed(
    book: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    said(capsys, "--ledger", book, "sources", "add", str(tmp_path / "a.txt"), "--name", "mine")
    (tmp_path / "none.txt").write_text(TEXT)
    said(capsys, "--ledger", book, "sources", "add", str(tmp_path / "none.txt"), "--name", "none")
    (tmp_path / "none.txt").unlink()
    told = said(capsys, "--ledger", book, "sources", "check", status=1)
    assert "mine  answers with 1 article" in told
    assert "none  missing" in told
    said(capsys, "--ledger", book, "sources", "pause", "mine")
    assert "paused" in said(capsys, "--ledger", book, "sources", "list")
    said(capsys, "--ledger", book, "sources", "resume", "mine")
    said(capsys, "--ledger", book, "sources", "remove", "none")
    assert said(capsys, "--ledger", book, "sources", "list").count("\n") == 1
    said(capsys, "--ledger", book, "sources", "pause", "none", status=1)
    said(capsys, "--ledger", book, "sources", "check", "none", status=1)
    said(capsys, "--ledger", book, "run", "--health", status=1)


def test_opml_is_imported(book: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.opml").write_text(
        '<opml version="2.0"><body><outline text="Sahel"><outline text="The Dune" xmlUrl="https://dune.example/rss?utm_source=x"/>'
        '</outline><outline title="Bad" xmlUrl="javascript:1"/></body></opml>'
    )
    assert "1 feeds, 1 of them new" in said(capsys, "--ledger", book, "sources", "import", str(tmp_path / "a.opml"))
    told = json.loads(said(capsys, "--ledger", book, "sources", "list", "--json"))
    assert (told["name"], told["region"], told["address"]) == ("The Dune", "Sahel", "https://dune.example/rss")
    (tmp_path / "b.opml").write_text("<html></html>")
    said(capsys, "--ledger", book, "sources", "import", str(tmp_path / "b.opml"), status=1)


def test_the_catalogue_is_shown_and_kept_by_choice(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, "sources", "catalogue", "--region", "caucasus", "--json")
    assert {json.loads(line)["region"] for line in shown.splitlines()} == {"caucasus"}
    said(capsys, "--ledger", book, "sources", "catalogue", "--country", "AM", "--add")
    kept = said(capsys, "--ledger", book, "sources", "list", "--json")
    assert {json.loads(line)["country"] for line in kept.splitlines()} == {"AM"}


def test_what_changed_between_editions_is_shown(book: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for killed in ("Two", "Nine"):
        (tmp_path / "a.jsonl").write_text(json.dumps({"id": "r1", "text": TEXT.replace("Two", killed)}))
        said(capsys, "--ledger", book, "add", str(tmp_path / "a.jsonl"))
    told = said(capsys, "--ledger", book, "editions", "r1")
    assert "- Two soldiers were killed" in told
    assert "+ Nine soldiers were killed" in told
    assert "The rebels denied" not in told.partition("vanished")[0]
    step = json.loads(said(capsys, "--ledger", book, "editions", "r1", "--json"))
    assert any("2" in each["words"] for each in step["vanished"])
    assert any("9" in each["words"] for each in step["appeared"])
    said(capsys, "--ledger", book, "editions", "none", status=1)


def test_the_catalogue_is_whole() -> None:
    found = catalogue()
    assert len(found) >= 100
    assert len({each.address for each in found}) == len({each.name for each in found}) == len(found)
    assert len({each.region for each in found}) >= 6
    for each in found:
        assert canonical(each.address), each
        assert urlsplit(each.address).hostname
        assert each.country is None or (len(each.country) == 2 and each.country.isupper()), each
        assert len(each.language) == 2
        assert each.voice
        assert each.seen == "unverified" or each.seen.startswith("github.com/")
    assert any(each.country == "NO" for each in found)
