"""Finds a public set: an unpacked folder, or an archive that is unpacked once into the user's cache."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Any

VARIABLE = "COUNTERCLAIM_DATA"


def root() -> Path | None:
    """The folder that the environment names, or None where it names none that exists."""
    named = os.environ.get(VARIABLE)
    if not named or not Path(named).is_dir():
        return None
    return Path(named)


def locate(name: str, folder: Path) -> Path | None:
    """The unpacked folder of one set, unpacking its archive if need be; None where neither is there."""
    if (folder / name).is_dir():
        return folder / name
    archive = folder / f"{name}.tar.gz"
    if not archive.is_file():
        return None
    return _unpacked(name, archive)


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file; only a newline ends one, whatever other breaks its texts hold."""
    with path.open(encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file if line.strip()]


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "counterclaim" / "data"


def _unpacked(name: str, archive: Path) -> Path:
    """Unpack beside the goal and rename, so that a broken run leaves no half set behind."""
    stat = archive.stat()
    home = _cache() / f"{name}-{stat.st_size}-{int(stat.st_mtime)}"
    if not (home / name).is_dir():
        home.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=home.parent))
        try:
            with tarfile.open(archive, "r:gz") as packed:
                _extract(packed, fresh)
            if not (fresh / name).is_dir():
                raise ValueError(f"{archive.name} holds no folder {name}")
            fresh.rename(home)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return home / name


def _extract(packed: tarfile.TarFile, goal: Path) -> None:
    """All of an archive into a folder; raises TarError for what would land outside of it."""
    if hasattr(tarfile, "data_filter"):
        packed.extractall(goal, filter="data")
        return
    whole = goal.resolve()  # before Python 3.11.4 nothing is filtered: files and folders below the goal, and no more
    for each in packed:
        if not (each.isfile() or each.isdir()) or not (whole / each.name).resolve().is_relative_to(whole):
            raise tarfile.ExtractError(f"{each.name} does not belong below the folder of the archive")
    packed.extractall(goal)
