"""Looks whether the files of the shipped model are whole, before anything is read with them."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from counterclaim.errors import ModelError

DIGESTS = {
    "gate.bin": "6d44f06acd467d405b1f18f14792067d29ac914267677b0329039cb6e4d16b4d",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
"""Of files that no card describes; the network's own digest stands in `model.json`, and is looked at as it opens."""
KEYS = {
    "gate.json": {"scale", "offset", "least"},
    "model.json": {"name", "digest", "begin", "end", "classes", "layers", "enough", "tells"},
}


@cache
def look(folder: Path) -> None:
    """Raise ModelError where a file is missing or is not the one that was shipped."""
    if not (folder / "model.onnx").is_file():
        raise _bad(folder / "model.onnx", "it is missing")
    for name, digest in DIGESTS.items():
        if sha256(_content(folder / name)).hexdigest() != digest:
            raise _bad(folder / name, "it is not the file that was shipped")
    for name, keys in KEYS.items():
        try:
            told = json.loads(_content(folder / name))
        except ValueError:
            raise _bad(folder / name, "it is damaged") from None
        if not isinstance(told, dict) or keys - set(told):
            raise _bad(folder / name, "it is damaged")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise _bad(path, f"it cannot be read ({fault.strerror})") from None


def _bad(path: Path, reason: str) -> ModelError:
    return ModelError(f"{path}: {reason}; install counterclaim again")
