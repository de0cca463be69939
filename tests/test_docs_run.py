"""Pages of the docs are run: every command of the tutorial and of the recipes, and the notebook cell by cell."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.cli import run
from counterclaim.export import FORMATS
from counterclaim.ledger import Ledger

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


def commands(page: str) -> list[list[str]]:
    """The command lines of a page's blocks, in order."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```\n(.*?)^```", text, re.M | re.S)
    return [shlex.split(line) for block in blocks for line in block.splitlines() if line.startswith("counterclaim ")]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example reports, and a ledger of them."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(EXAMPLES / "reports", folder / "examples" / "reports")
    with Ledger(folder / "read.db") as ledger:
        list(ledger.add([folder / "examples" / "reports"]))
    return folder


@pytest.fixture
def desk(filled: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Somebody's working folder, with the ledger that commands work on."""
    monkeypatch.chdir(filled)
    monkeypatch.setenv("COUNTERCLAIM_LEDGER", str(filled / "tutorial.db"))
    shutil.copy(filled / "read.db", filled / "tutorial.db")
    return filled


def test_the_tutorial_works_as_it_stands(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lines = commands("tutorial.md")
    assert len(lines) >= 18
    with Ledger(desk / "tutorial.db") as ledger:
        one = next(ledger.find(country="ML")).id
    for words in lines:
        given = [one if word == "ID" else word for word in words[1:]]
        status = run(given)
        told = capfd.readouterr()
        assert status == 0, (words, told.err)
    for name in ("incidents.csv", "mali.csv.losses.json", "map.geojson", "brief.html", "one.md", "denials.xml"):
        assert name == "denials.xml" or (desk / name).stat().st_size, name


def test_every_shape_has_a_recipe_that_works(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow")
    page = (ROOT / "docs" / "howto-exports.md").read_text(encoding="utf-8")
    assert re.findall(r"^## `(\w+)`$", page, re.M) == sorted(FORMATS, key=lambda name: page.index(f"## `{name}`"))
    seen = set()
    for words in commands("howto-exports.md"):
        assert run(words[1:]) == 0, (words, capfd.readouterr().err)
        seen.add(words[2])
        assert (desk / words[-1]).is_file()
        assert json.loads((desk / f"{words[-1]}.losses.json").read_text())["format"] == words[2]
    assert seen == set(FORMATS)


def test_the_notebook_runs_cell_by_cell(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = json.loads((EXAMPLES / "who_says_what.ipynb").read_text(encoding="utf-8"))
    assert book["nbformat"] == 4
    space: dict[str, object] = {"__name__": "__main__"}
    cells = ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]
    assert len(cells) >= 8
    for n, source in enumerate(cells):
        exec(compile(source, f"cell {n}", "exec"), space)  # noqa: S102 (our own notebook)
    assert capsys.readouterr().out
    assert not list(desk.glob("*.ipynb"))
