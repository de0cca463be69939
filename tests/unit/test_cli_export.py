"""`counterclaim export | toll | compare | watch`, as typed at a terminal."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "export"))

from export_ledger import Book, filled

from counterclaim.cli import run
from counterclaim.cli.export import _NAMES
from counterclaim.export import FORMATS

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    address = tmp_path_factory.mktemp("cli") / "ledger.db"
    with filled(str(address)):
        yield address


@pytest.fixture
def cli(place: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> tuple[int, str, str]:
        status = run(["--ledger", str(place), *words])
        told = capfd.readouterr()
        return status, told.out, told.err

    return call


def clash(place: Path) -> str:
    with Book(str(place)) as book:
        return next(each.id for each in book.find() if any(member.report == "lima-1" for member in each.members))


def test_formats_on_the_command_line_are_those_there_are() -> None:
    assert _NAMES == FORMATS


def test_export_writes_a_file_with_its_losses_beside(cli: Run, tmp_path: Path) -> None:
    target = tmp_path / "mali.csv"
    status, out, err = cli("export", "acled", "--country", "ML", "-o", str(target))
    assert (status, out) == (0, "")
    assert "2 incidents, 4 rows" in err
    assert {row["country"] for row in csv.DictReader(target.open())} == {"Mali"}
    told = json.loads((tmp_path / "mali.csv.losses.json").read_text())
    assert (told["format"], told["incidents"], told["rows"], told["rule"]) == ("acled", 2, 4, "acled")
    assert all(each["count"] >= len(each["incidents"]) > 0 for each in told["lost"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mali.csv", "mali.csv.losses.json"]


def test_export_streams_to_standard_output_and_sums_losses_up(cli: Run) -> None:
    status, out, err = cli("export", "ged", "--as", "jsonl")
    assert status == 0
    assert len([json.loads(line) for line in out.splitlines()]) == 4
    assert "left out: 1 without deaths" in err


def test_export_refuses_what_it_cannot_do(cli: Run, tmp_path: Path) -> None:
    assert cli("export", "gtd")[0] == 2
    assert cli("export", "geojson", "--as", "csv")[0] == 1
    status, _, err = cli("export", "ged", "-o", str(tmp_path / "none" / "x.csv"))
    assert (status, err.count("\n")) == (1, 1)
    assert cli("export", "ged", "--rule", "mine")[0] == 1


def test_names_are_withheld(cli: Run) -> None:
    _, out, err = cli("export", "claimreview", "--withhold-names")
    assert "Sesay" not in out
    assert "Sesay" in cli("export", "claimreview")[1]
    assert "5 incidents" in err


def test_toll_tells_each_figure_and_what_became_of_it(cli: Run, place: Path) -> None:
    name = clash(place)
    _, out, _ = cli("toll", name, "--rule", "acled", "--explain")
    assert "killed       low 2  best 2  high 2" in out
    assert "counted   PE: 2 of PE-MIL" in out
    assert "left out  report: 4 of PE-MIL" in out
    assert "lima-1/0/0" in out
    _, out, _ = cli("toll", name[:8], "--rule", "highest", "--json")
    assert json.loads(out)["toll"]["killed"]["best"] == 4
    _, out, _ = cli("toll", name, "--as-of", "2026-03-04", "--rule", "highest", "--json")
    assert json.loads(out)["toll"]["killed"]["best"] == 2
    assert cli("toll", name, "--as-of", "2020-01-01")[0] == 1


def test_compare_with_its_own_export_finds_everything(cli: Run, tmp_path: Path) -> None:
    cli("export", "ged", "-o", str(tmp_path / "ged.csv"))
    page, table = tmp_path / "beside.html", tmp_path / "pairs.csv"
    status, out, _ = cli("compare", str(tmp_path / "ged.csv"), "--html", str(page), "--csv", str(table))
    assert status == 0
    assert "recall 1.000 of the rows, precision 1.000 of the incidents" in out
    assert "4 of 4 equal" in out
    assert page.read_text().startswith("<!doctype html>")
    assert len(list(csv.DictReader(table.open()))) == 4
    assert cli("compare", str(tmp_path / "none.csv"))[0] == 1


def test_a_watch_is_kept_previewed_run_and_removed(cli: Run, tmp_path: Path) -> None:
    feed = tmp_path / "feed.atom"
    assert cli("watch", "add", "peru", "--country", "PE", "--tell", "new", "--to", f"atom:{feed}")[0] == 0
    assert "peru  new  to atom:" in cli("watch", "list")[1]
    status, out, _ = cli("watch", "run")
    assert (status, out) == (0, "0 alerts, 0 deliveries sent, 0 not taken\n")
    _, out, err = cli("watch", "preview", "peru", "--days", "4000")
    assert out.count("new incident") == 2
    assert "2 alerts" in err
    assert cli("watch", "retry", "peru")[1].startswith("0 deliveries")
    assert cli("watch", "remove", "peru")[0] == 0
    assert cli("watch", "preview", "peru")[0] == 1
    assert cli("watch", "add", "x", "--tell", "storm")[0] == 1


def test_a_brief_is_written_in_the_form_its_name_ends_in(cli: Run, place: Path, tmp_path: Path) -> None:
    status, out, err = cli("brief", "--country", "ML")
    assert (status, err) == (0, "")
    assert out.startswith("# Brief on 2 incidents\n")
    assert cli("brief", "--incident", clash(place), "-o", str(tmp_path / "clash.html"))[0] == 0
    assert "<svg" in (tmp_path / "clash.html").read_text()
    assert cli("brief", "--country", "ML", "-o", str(tmp_path / "mali.md"))[0] == 0
    assert "](mali.svg)" in (tmp_path / "mali.md").read_text()
    assert (tmp_path / "mali.svg").read_text().startswith("<svg")


def test_a_brief_that_cannot_be_made_says_why(cli: Run, tmp_path: Path) -> None:
    for words in (["--country", "NZ"], ["--incident", "feedfeed"], ["-o", str(tmp_path / "no" / "a.md")]):
        status, out, err = cli("brief", *words)
        assert (status, out) == (1, "")
        assert len(err.splitlines()) == 1
