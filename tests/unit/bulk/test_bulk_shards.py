"""Archives into shards: what is in them, that they are gone on with, and that nothing half-written counts."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import archives
import pytest

from counterclaim.bulk import place as place_
from counterclaim.bulk import shards
from counterclaim.bulk.careful import careful
from counterclaim.bulk.local import local
from counterclaim.bulk.on_ray import on_ray
from counterclaim.bulk.place import Place
from counterclaim.bulk.reading import Coder, Share, records
from counterclaim.bulk.tables import TABLES
from counterclaim.bulk.units import units_of
from counterclaim.bulk.work import Done, Job, shares_of, work
from counterclaim.cli import run
from counterclaim.errors import SettingError, ShardError, SourceError
from counterclaim.gather.sources import reports

MAKERS: dict[str, Callable[[Path, int], Path]] = {
    "a.jsonl": archives.jsonl,
    "a.jsonl.gz": archives.packed,
    "a.warc.gz": archives.warc,
    "a.parquet": archives.parquet,
    "texts": archives.folder,
}


def made(
    sources: list[Path], out: Path, coder: Coder = archives.quick, size: int = 4, workers: int = 1, processes: int = 1
) -> list[Done]:
    job = Job(str(out), archives.OPTIONS, "reader 1", size)
    shares = [share for unit in units_of(sources) for share in shares_of(unit, job, workers)]
    return list(local(shares, job, processes, coder))


def rows(out: Path, table: str) -> list[dict[str, object]]:
    place = Place(str(out))
    found = sorted((unit, number) for unit, numbers in shards.done(place).items() for number in numbers)
    return [row for unit, n in found for row in shards.rows_of(place, f"{unit}-{n:05d}", table)]


def contents(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("name", MAKERS)
def test_every_record_is_in_a_shard_once_whatever_the_archive(name: str, tmp_path: Path) -> None:
    source = MAKERS[name](tmp_path / name, 11)
    made([source], tmp_path / "out")
    texts = [str(row["text"]).strip().rpartition("\n")[2] for row in rows(tmp_path / "out", "reports")]
    wanted = [archives.text(n) for n in range(11) if not (name == "a.warc.gz" and n == 1)]
    assert sorted(texts) == sorted(wanted)
    faults = rows(tmp_path / "out", "quarantine")
    assert [row["source"] for row in faults] == (["000.bin"] if name == "texts" else [])


@pytest.mark.parametrize("name", MAKERS)
def test_shards_are_the_same_bytes_however_many_make_them(name: str, tmp_path: Path) -> None:
    source = MAKERS[name](tmp_path / name, 11)
    made([source], tmp_path / "one")
    made([source], tmp_path / "three", workers=3)
    assert contents(tmp_path / "one") == contents(tmp_path / "three")


def test_processes_make_the_bytes_that_one_makes(tmp_path: Path) -> None:
    source = archives.jsonl(tmp_path / "a.jsonl", 17, bad=(5,))
    made([source], tmp_path / "one", archives.real)
    made([source], tmp_path / "two", archives.real, workers=2, processes=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    accounts = rows(tmp_path / "two", "accounts")
    assert {row["country"] for row in accounts} == {"ML"}
    assert len({row["id"] for row in accounts}) == len(accounts) > 8


def test_what_cannot_be_read_is_in_quarantine_with_its_reason(tmp_path: Path) -> None:
    source = archives.jsonl(tmp_path / "a.jsonl", 9, bad=(0, 6))
    (first, *_) = made([source], tmp_path / "out", archives.tripped)
    assert (first.reports, first.quarantined) == (3, 1)
    held = {row["record"]: (row["source"], row["kind"]) for row in rows(tmp_path / "out", "quarantine")}
    assert held == {
        0: ("a.jsonl line 1", "unreadable"),
        4: ("report r4", "reader"),
        6: ("a.jsonl line 7", "unreadable"),
    }


def test_going_on_makes_only_what_is_missing(tmp_path: Path) -> None:
    source, out = archives.jsonl(tmp_path / "a.jsonl", 18), tmp_path / "out"
    job = Job(str(out), archives.OPTIONS, "reader 1", 4)
    (unit,) = units_of([source])
    (share,) = shares_of(unit, job, 1)
    begun = work(share, job, archives.quick)
    assert [next(begun).reports, next(begun).reports] == [4, 4]
    begun.close()
    assert [each.reports for each in made([source], out)] == [4, 4, 2]
    assert made([source], out) == []
    made([source], tmp_path / "whole")
    assert contents(out) == contents(tmp_path / "whole")


@pytest.mark.parametrize("table", [*TABLES, "done"])
def test_a_half_written_shard_is_made_again(table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = archives.jsonl(tmp_path / "a.jsonl", 12), tmp_path / "out"
    write = Place.write

    def breaks_off(self: Place, name: str, data: bytes) -> None:
        if name.startswith(f"{table}/") and "00001" in name:
            (out / table).mkdir(exist_ok=True)
            (out / table / f".{Path(name).name}-x").write_bytes(data[: len(data) // 2])
            raise KeyboardInterrupt
        write(self, name, data)

    monkeypatch.setattr(Place, "write", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        made([source], out)
    monkeypatch.undo()
    (unit,) = shards.done(Place(str(out)))
    assert f"{unit}-00001" in shards.unfinished(Place(str(out)))
    assert len(made([source], out)) == 2
    assert shards.unfinished(Place(str(out))) == []
    assert [row["id"] for row in rows(out, "reports")] == [f"r{n}" for n in range(12)]


def test_a_full_disk_is_told_and_what_is_done_stays_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = archives.jsonl(tmp_path / "a.jsonl", 12), tmp_path / "out"
    whole = place_._write_whole

    def full(place: Path, data: bytes) -> None:
        if "00002" in place.name and place.parent.name == "readings":
            raise OSError(errno.ENOSPC, "No space left on device")
        whole(place, data)

    monkeypatch.setattr(place_, "_write_whole", full)
    with pytest.raises(ShardError, match="the disk is full; free space and run the same command again"):
        made([source], out)
    monkeypatch.undo()
    assert len(rows(out, "reports")) == 8
    made([source], out)
    assert len(rows(out, "reports")) == 12


def test_a_damaged_shard_is_told_by_name(tmp_path: Path) -> None:
    made([archives.jsonl(tmp_path / "a.jsonl", 4)], tmp_path / "out")
    (path,) = (tmp_path / "out" / "readings").iterdir()
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ShardError, match=rf"shard {path.stem} is damaged \(readings\); remove done/"):
        rows(tmp_path / "out", "readings")


def test_a_reader_killed_once_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_TEST_MARK", str(tmp_path / "killed"))
    source = archives.jsonl(tmp_path / "a.jsonl", 16)
    made([source], tmp_path / "calm")
    made([source], tmp_path / "out", archives.killed_once, workers=2, processes=2)
    assert (tmp_path / "killed").exists()
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")


def test_a_record_that_kills_its_reader_costs_itself_alone(tmp_path: Path) -> None:
    source = archives.jsonl(tmp_path / "a.jsonl", 16)
    made([source], tmp_path / "out", archives.killed, workers=2, processes=2)
    assert [row["id"] for row in rows(tmp_path / "out", "reports")] == [f"r{n}" for n in range(16) if n != 4]
    (held,) = rows(tmp_path / "out", "quarantine")
    assert (held["record"], held["kind"], held["reason"]) == (4, "reader", "the process that read it died")


def test_a_record_that_never_ends_is_given_up_by_the_careful_reader(tmp_path: Path) -> None:
    (unit,) = units_of([archives.jsonl(tmp_path / "a.jsonl", 7)])
    found = list(careful(Share(unit, 4), archives.OPTIONS, archives.stuck, longest=5.0))
    faults = {record: told.reason for record, told in found if isinstance(told, SourceError)}
    assert faults == {4: "it was not read within 5 seconds"}
    assert len(found) == 8


@pytest.mark.parametrize("within", [1, 12, 60, 140, 200, 260, 300])
def test_an_archive_that_breaks_off_keeps_what_came_before_and_no_half_page(within: int, tmp_path: Path) -> None:
    whole = archives.warc(tmp_path / "whole.warc.gz", 8).read_bytes()
    page = [found.start() for found in re.finditer(b"\x1f\x8b\x08", whole)][11]
    (tmp_path / "a.warc.gz").write_bytes(whole[: page + within])
    made([tmp_path / "a.warc.gz"], tmp_path / "out")
    texts = {row["text"] for row in rows(tmp_path / "out", "reports")}
    assert 2 <= len(texts) < 7
    assert texts < {report.text for report in reports([tmp_path / "whole.warc.gz"], archives.OPTIONS)}
    (fault,) = rows(tmp_path / "out", "quarantine")
    assert fault["kind"] == "broken"
    assert fault["reason"] == "the archive cannot be read on: it breaks off"


def test_an_empty_archive_is_a_shard_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("")
    for _ in range(2):
        made([tmp_path / "a.jsonl"], tmp_path / "out")
    assert [len(rows(tmp_path / "out", table)) for table in TABLES] == [0, 0, 0, 1]


def test_archives_elsewhere_are_read_and_written_by_their_address(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    data = archives.jsonl(tmp_path / "a.jsonl", 9).read_bytes()
    fsspec.filesystem("memory").pipe_file("/archive/a.jsonl", data)
    job = Job("memory://shards", archives.OPTIONS, "reader 1", 4)
    shares = [share for unit in units_of(["memory://archive/a.jsonl"]) for share in shares_of(unit, job, 3)]
    assert len(shares) == 1
    list(local(shares, job, 1, archives.quick))
    made([tmp_path / "a.jsonl"], tmp_path / "here")
    place = Place("memory://shards")
    there = {f"{table}/{name}": place.read(f"{table}/{name}") for table in TABLES for name in place.names(table)}
    assert there.items() <= contents(tmp_path / "here").items()
    assert len(there) == 12
    assert place.names("tries") == []


def test_an_archive_that_cannot_be_had_leaves_no_shard(tmp_path: Path) -> None:
    source = archives.jsonl(tmp_path / "a.jsonl", 4)
    job = Job(str(tmp_path / "out"), archives.OPTIONS, "reader 1", 4)
    (unit,) = units_of([source])
    source.unlink()
    (told,) = list(work(Share(unit, 4), job, archives.quick))
    assert "a.jsonl" in (told.fault or "")
    assert "no such file" in (told.fault or "")
    assert shards.done(Place(job.out)) == {}


def test_two_archives_of_one_name_and_size_are_two_units(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        archives.jsonl(tmp_path / name / "a.jsonl", 3)
    sources = [tmp_path / "one" / "a.jsonl", tmp_path / "two" / "a.jsonl"]
    assert len({unit.name for unit in units_of(sources)}) == 2
    assert len(units_of([sources[0], sources[0]])) == 1


@pytest.mark.parametrize("source", ["no/such", "https://news.example/a.warc.gz"])
def test_a_source_that_is_none_is_told(source: str) -> None:
    with pytest.raises(SourceError, match=source):
        units_of([source])


def test_a_folder_keeps_to_one_reader_and_size(tmp_path: Path) -> None:
    place = Place(str(tmp_path))
    shards.begin(place, {"reader": "1", "shard size": 4})
    shards.begin(place, {"reader": "1", "shard size": 4})
    with pytest.raises(ShardError, match="begun with another reader; name another folder"):
        shards.begin(place, {"reader": "2", "shard size": 4})
    (tmp_path / "shards.json").write_text("{")
    with pytest.raises(ShardError, match="not of this version"):
        shards.plan_of(place)


def test_the_records_of_a_share_are_those_of_its_portions(tmp_path: Path) -> None:
    (unit,) = units_of([archives.jsonl(tmp_path / "a.jsonl", 20)])
    share = Share(unit, 4, n=1, of=2)
    found = [record for record, _ in records(share, archives.OPTIONS, archives.quick)]
    assert found == [4, 5, 6, 7, 12, 13, 14, 15, 20]
    late = replace(share, held=frozenset({1}), start=14)
    assert [record for record, _ in records(late, archives.OPTIONS, archives.quick)] == [14, 15, 20]


def test_a_mark_is_plain_to_read(tmp_path: Path) -> None:
    made([archives.jsonl(tmp_path / "a.jsonl", 3)], tmp_path / "out")
    (path,) = (tmp_path / "out" / "done").iterdir()
    told = json.loads(path.read_text())
    assert told["rows"] == {"reports": 3, "readings": 3, "accounts": 0, "quarantine": 0}
    assert set(told["sha256"]) == set(TABLES)
    assert os.stat(path).st_mode & 0o777 == 0o644


def test_ray_that_is_not_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[on_ray.__module__], "find_spec", lambda _: None)
    job = Job(str(tmp_path / "out"), archives.OPTIONS, "reader 1", 4)
    with pytest.raises(SettingError, match=r"install counterclaim\[ray\], or take --engine local"):
        list(on_ray([], job, 1))


def test_bulk_on_the_command_line_makes_shards_and_loads_them(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = str(archives.jsonl(tmp_path / "a.jsonl", 11, bad=(2,)))
    told = ["--ledger", str(tmp_path / "a.db"), "bulk", source, "--out", str(tmp_path / "out"), "--shard-size", "4"]
    assert run([*told, "--workers", "2", "--load"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0].startswith("shards: 3 written; reports: 10 read, 1 in quarantine; accounts: ")
    assert lines[1].startswith("reports: 10 new; incidents touched: ")
    assert run([*told, "--workers", "1"]) == 0
    assert capfd.readouterr().out.startswith("shards: 0 written, 3 there already")
