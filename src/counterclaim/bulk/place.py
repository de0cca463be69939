"""A folder that shards lie in: on this machine, or elsewhere by its fsspec address."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from counterclaim.errors import ShardError

_HERE = "file://"


class Place:
    """One folder. Files in it are written whole or not at all; raises ShardError where that cannot be done."""

    def __init__(self, address: str) -> None:
        self.address = address.removeprefix(_HERE)
        self._path: Path | None = None
        self._system: Any = None
        if "://" not in self.address:
            self._path = Path(self.address)
            return
        if find_spec("fsspec") is None:
            raise ShardError(f"{address}: folders elsewhere need fsspec: install it and the library of this address")
        import fsspec  # noqa: PLC0415 (a heavy library that not everybody has)

        with self._told():
            self._system, self._root = fsspec.core.url_to_fs(self.address)

    def write(self, name: str, data: bytes) -> None:
        """Write a file; one that is there is replaced."""
        with self._told():
            if self._path is None:
                self._system.pipe_file(self._of(name), data)
            else:
                _write_whole(self._path / name, data)

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        with self._told():
            found = self._system.cat_file(self._of(name)) if self._path is None else (self._path / name).read_bytes()
        return bytes(found)

    def has(self, name: str) -> bool:
        """Whether a file is there."""
        with self._told():
            return bool(self._system.exists(self._of(name))) if self._path is None else (self._path / name).is_file()

    def names(self, folder: str) -> list[str]:
        """Names of a folder's files, in order; none where there is no such folder."""
        with self._told():
            if self._path is not None:
                inside = self._path / folder
                found = (each.name for each in inside.iterdir() if each.is_file()) if inside.is_dir() else iter(())
            else:
                self._system.invalidate_cache()
                there = self._system.isdir(self._of(folder))
                found = (each.rsplit("/", 1)[-1] for each in self._system.find(self._of(folder))) if there else iter(())
            return sorted(each for each in found if not each.startswith("."))

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        with self._told():
            if self._path is not None:
                (self._path / name).unlink(missing_ok=True)
            elif self._system.exists(self._of(name)):
                self._system.rm_file(self._of(name))

    def _of(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except ShardError:
            raise
        except Exception as fault:  # what a library of a store elsewhere raises is its own affair
            raise ShardError(f"{self.address}: {_reason(fault)}") from fault


def _write_whole(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _reason(fault: Exception) -> str:
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full; free space and run the same command again, what is done stays done"
    if isinstance(fault, FileNotFoundError):
        return "no such file or folder"
    told = (fault.strerror or str(fault)) if isinstance(fault, OSError) else f"{type(fault).__name__}: {fault}"
    return " ".join(told.split())[:160].lower()
