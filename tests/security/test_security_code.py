"""What the code itself must not do, found by looking at it: SQL made of words, loaders that run what they load."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "counterclaim"
CODE = sorted(SOURCE.rglob("*.py"))
TAKES_SQL = {"text", "execute", "executemany", "executescript", "exec_driver_sql", "literal_column", "op", "DDL"}
RUNNERS = {"pickle", "marshal", "shelve", "dill"}


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def variable_parts(node: ast.expr, tree: ast.AST) -> Iterator[str]:
    """What stands in a text that is no constant: names of the module that are written in capitals are constants."""
    if isinstance(node, ast.JoinedStr):
        for each in node.values:
            if isinstance(each, ast.FormattedValue):
                yield from variable_parts(each.value, tree)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        yield from variable_parts(node.left, tree)
        yield from variable_parts(node.right, tree)
    elif isinstance(node, ast.Call) and called(node) == "format":
        yield ast.unparse(node)
    elif isinstance(node, ast.Name | ast.Attribute):
        told = ast.unparse(node).rpartition(".")[2]
        if not told.isupper() and _is_text(told, tree):
            yield told
    elif not isinstance(node, ast.Constant) and isinstance(node, ast.Subscript):
        yield ast.unparse(node)


def _is_text(told: str, tree: ast.AST) -> bool:
    """Whether a name of the module is ever given a text that is put together."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(getattr(each, "id", "") == told for each in node.targets):
            if isinstance(node.value, ast.JoinedStr):
                return True
            if (
                isinstance(node.value, ast.Call)
                and called(node.value) == "format"
                and "sql" not in ast.unparse(node.value)
            ):
                return True
    return False


CONSTANT = {
    "store/engine.py": "a list of pragmas that stands above it",
    "gazetteer/lookup.py": "conditions that stand in the same file, values bound by ?",
    "store/many.py": "names of our own tables and columns that the callers write out, values bound by ?",
    "gazetteer/index.py": "as many ? as there are columns",
    "store/migrations/versions/0009_radius.py": "one of two statements that stand above it, by the engine's name",
}
"""Where SQL is put together of the module's own constants, looked at by hand."""


@pytest.mark.parametrize("path", CODE, ids=name)
def test_sql_is_bound_and_never_made_of_words(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [
        f"line {node.lineno}: {part}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in TAKES_SQL and node.args
        for part in [*variable_parts(node.args[0], tree)]
    ]
    joined = [
        f"line {node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in TAKES_SQL and node.args and _joined(node.args[0])
    ]
    assert name(path) in CONSTANT or (found == [] and joined == [])


def _joined(node: ast.expr) -> bool:
    """Whether a text has anything put into it."""
    return isinstance(node, ast.JoinedStr) and any(
        isinstance(each, ast.FormattedValue) and not ast.unparse(each.value).rpartition(".")[2].isupper()
        for each in node.values
    )


def test_sql_check_sees_what_it_is_for() -> None:
    tree = ast.parse("def f(c, n):\n    c.execute(f'SELECT {n}')\n    q = f'DROP {n}'\n    c.execute(text(q))\n")
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert [_joined(call.args[0]) for call in calls].count(True) == 1
    assert "q" in {part for call in calls for part in variable_parts(call.args[0], tree)}


@pytest.mark.parametrize("path", CODE, ids=name)
def test_nothing_runs_what_it_loads(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name.partition(".")[0] for alias in node.names} | {
                (getattr(node, "module", "") or "").partition(".")[0]
            }
            assert not names & RUNNERS, name(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"eval", "exec"}, name(path)
        if isinstance(node, ast.Call) and any(each.arg == "shell" for each in node.keywords):
            raise AssertionError(f"{name(path)}: a shell")


def test_security_rules_of_the_linter_are_on_and_hold() -> None:
    told = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '"S"' in told
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--select", "S", str(SOURCE)],
        capture_output=True,
        text=True,
        check=False,
    )
    if "No module named ruff" in done.stderr:
        pytest.skip("ruff is not installed")
    assert done.returncode == 0, done.stdout
