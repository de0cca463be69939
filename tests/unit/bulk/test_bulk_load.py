"""Shards into a ledger: the ledger that adding the reports themselves makes, in one go and only once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import archives
import pytest

from counterclaim.bulk import begin
from counterclaim.bulk.load import load
from counterclaim.cli import run
from counterclaim.errors import SourceError
from counterclaim.ledger import Ledger, intake

Said = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "now", lambda: "2026-06-01T00:00:00Z")


@pytest.fixture
def said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Said:
    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(["--ledger", str(tmp_path / "ledger.db"), *arguments])
        return status, *capfd.readouterr()

    return call


def shards_of(source: Path, out: Path, size: int = 5) -> str:
    list(begin([source], str(out), archives.OPTIONS, size).shards())
    return str(out)


def outcomes(ledger: Ledger, folder: str) -> Counter[str]:
    return Counter("failed" if isinstance(each, SourceError) else each.outcome for each in load(ledger, folder))


def mixed(place: Path) -> Path:
    """Reports with copies, one told twice, one changed, one without an id from the URL of another."""
    import json

    told = [archives.told(n) for n in range(14)]
    told.append({**told[3], "id": "copy"})
    told.append(told[4])
    told.append({**told[6], "text": told[6]["text"] + " The mayor spoke of nine."})
    told += ({"text": archives.text(n), "url": "https://a.example/1", "published": "2026-03-28"} for n in (20, 21, 20))
    place.write_text("".join(json.dumps(each) + "\n" for each in told))
    return place


def test_the_ledger_is_that_which_adding_makes(tmp_path: Path) -> None:
    source = mixed(tmp_path / "a.jsonl")
    with Ledger(tmp_path / "one.db") as one, Ledger(tmp_path / "two.db") as two:
        wanted = Counter(each.outcome for each in one.add([source]) if not isinstance(each, SourceError))
        assert outcomes(two, shards_of(source, tmp_path / "out", size=100)) == wanted
        assert wanted == {"new": 16, "changed": 2, "known": 2}
        assert two.check(deep=True) == []
        assert two.digest() == one.digest()


def test_shards_one_by_one_make_the_same_ledger(tmp_path: Path) -> None:
    source = mixed(tmp_path / "a.jsonl")
    with Ledger(tmp_path / "one.db") as one, Ledger(tmp_path / "two.db") as two:
        list(one.add([source]))
        outcomes(two, shards_of(source, tmp_path / "out", size=1))
        assert two.digest() == one.digest()


def test_adding_again_changes_nothing(tmp_path: Path) -> None:
    folder = shards_of(archives.jsonl(tmp_path / "a.jsonl", 12), tmp_path / "out")
    with Ledger(tmp_path / "one.db") as one:
        assert outcomes(one, folder) == {"new": 12}
        before = one.digest()
        assert outcomes(one, folder) == {"known": 12}
        assert one.digest() == before


def test_a_load_that_breaks_off_keeps_nothing_of_that_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shards_of(archives.jsonl(tmp_path / "a.jsonl", 12), tmp_path / "out")
    from counterclaim.ledger import fusing

    settle, calls = fusing.settle, iter(range(9))

    def breaks(*told: object, **more: object) -> object:
        if next(calls) == 1:
            raise MemoryError
        return settle(*told, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(fusing, "settle", breaks)
    with Ledger(tmp_path / "one.db") as one:
        with pytest.raises(MemoryError):
            outcomes(one, folder)
        assert one.check(deep=True) == []
        assert outcomes(one, folder) == {"known": 5, "new": 7}
        assert one.check(deep=True) == []


def test_a_damaged_shard_and_a_half_written_one_are_told_and_the_others_added(tmp_path: Path, said: Said) -> None:
    out = tmp_path / "out"
    shards_of(archives.jsonl(tmp_path / "a.jsonl", 15), out)
    damaged, half, _ = sorted((out / "done").iterdir())
    (out / "readings" / f"{damaged.stem}.parquet").write_bytes(b"PAR1")
    half.unlink()
    status, printed, err = said("add", str(out))
    assert (status, printed.split(";")[0]) == (1, "reports: 5 new, 2 failed")
    assert f"shard {damaged.stem} is damaged (readings)" in err
    assert f"{half.stem}: half-written, and left out" in err


def test_read_out_and_add_on_the_command_line(tmp_path: Path, said: Said) -> None:
    source = str(archives.jsonl(tmp_path / "a.jsonl", 11, bad=(2,)))
    out = str(tmp_path / "out")
    status, printed, err = said("read", source, "--out", out, "--shard-size", "4")
    assert (status, err) == (0, "")
    assert printed.startswith("shards: 3 written; reports: 10 read, 1 in quarantine; accounts: ")
    assert said("read", source, "--out", out, "--shard-size", "4")[1].startswith("shards: 0 written, 3 there already;")
    status, _, err = said("read", source, "--out", out, "--shard-size", "5")
    assert (status, err.strip().endswith("begun with another shard size; name another folder")) == (1, True)
    assert said("add", out)[1].startswith("reports: 10 new; incidents touched: ")
    status, _, err = said("add", out, source)
    assert (status, "folders of shards are added by themselves" in err) == (2, True)


@pytest.mark.parametrize(
    ("options", "words"),
    [(["--out", "o", "--json"], "neither --json nor --explain"), (["--shard-size", "3"], "goes with --out")],
)
def test_options_that_do_not_go_together_are_told(options: list[str], words: str, said: Said) -> None:
    status, _, err = said("read", "a.txt", *options)
    assert (status, words in err) == (2, True)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, said: Said) -> None:
    (tmp_path / "out").write_text("a file")
    status, _, err = said("read", str(archives.jsonl(tmp_path / "a.jsonl", 2)), "--out", str(tmp_path / "out"))
    assert status == 1
    assert str(tmp_path / "out") in err
