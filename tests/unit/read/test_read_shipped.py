"""Files of the model that are damaged or missing: one line that names the file, before anything is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counterclaim import coder
from counterclaim.errors import ModelError
from counterclaim.read import shipped
from counterclaim.read.model import WEIGHTS


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A copy of the shipped files, the network's own left empty."""
    for name in (*shipped.DIGESTS, *shipped.KEYS):
        shutil.copyfile(WEIGHTS / name, tmp_path / name)
    (tmp_path / "model.onnx").touch()
    return tmp_path


def test_the_shipped_files_are_whole(weights: Path) -> None:
    shipped.look(WEIGHTS)
    shipped.look(weights)


@pytest.mark.parametrize("name", [*shipped.DIGESTS, *shipped.KEYS])
@pytest.mark.parametrize("how", ["cut", "gone"])
def test_a_damaged_model_file_is_told_by_name(name: str, how: str, weights: Path) -> None:
    if how == "gone":
        (weights / name).unlink()
    else:
        (weights / name).write_bytes((WEIGHTS / name).read_bytes()[:60])
    with pytest.raises(ModelError, match=rf"{name}: it .*; install counterclaim again"):
        shipped.look(weights)


@pytest.mark.parametrize("name", list(shipped.DIGESTS))
def test_a_model_file_with_a_bit_flipped_is_told_by_name(name: str, weights: Path) -> None:
    content = bytearray((WEIGHTS / name).read_bytes())
    content[len(content) // 2] ^= 1
    (weights / name).write_bytes(content)
    with pytest.raises(ModelError, match=f"{name}: it is not the file that was shipped"):
        shipped.look(weights)


def test_the_tools_are_not_opened_with_a_damaged_model(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (weights / "model.onnx").unlink()
    monkeypatch.setattr(coder, "WEIGHTS", weights)
    with pytest.raises(ModelError, match=r"model\.onnx: it is missing"):
        coder.tools()
