"""What is read as one: an archive by itself, and all plain documents of a folder or a command together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from counterclaim.errors import SourceError
from counterclaim.gather.fetch import is_url
from counterclaim.gather.kinds import is_archive

_DOCUMENTS = "documents"
_UNNAMED = re.compile(r"[^\w.-]+")
_DIGITS = 8


@dataclass(frozen=True, slots=True)
class File:
    """One file of a unit: what it is called in what is told of it, where it lies, and its size in bytes."""

    name: str
    address: str
    size: int


@dataclass(frozen=True, slots=True)
class Unit:
    """Files read one after another. An archive's records are numbered; other files are a record each."""

    name: str
    files: tuple[File, ...]
    archive: bool

    @property
    def remote(self) -> bool:
        """Whether any of it has to be brought here first."""
        return any("://" in each.address for each in self.files)


def units_of(sources: Iterable[str | Path]) -> list[Unit]:
    """The units of files, folders and fsspec addresses, in order; raises SourceError for what is not there.

    A unit's name ends in a digest of its files' names and sizes: other files are another unit.
    """
    units: list[Unit] = []
    loose: list[File] = []
    for source in map(str, sources):
        found = list(_files(source))
        units += (_unit(each.name, (each,), archive=True) for each in found if is_archive(each.name))
        loose += (each for each in found if not is_archive(each.name))
    if loose:
        units.append(_unit(_DOCUMENTS, tuple(loose), archive=False))
    return _told_apart(units)


def _told_apart(units: Iterable[Unit]) -> list[Unit]:
    """Each unit once; of two that are called the same and lie at two places, the second gets a number."""
    found: dict[str, Unit] = {}
    for each in units:
        name, n = each.name, 1
        while name in found and found[name].files != each.files:
            n += 1
            name = f"{each.name}-{n}"
        found.setdefault(name, replace(each, name=name))
    return list(found.values())


@contextmanager
def opened(file: File) -> Iterator[BinaryIO]:
    """A file of a unit, open; one that lies elsewhere is brought here as a whole first, for as long as it is read."""
    if "://" not in file.address:
        with open(file.address, "rb") as stream:
            yield stream
        return
    with TemporaryDirectory(prefix="counterclaim-") as folder:
        local = Path(folder) / "file"
        try:
            system, path = _remote(file.address)
            system.get_file(path, str(local))
        except SourceError:
            raise
        except Exception as fault:  # what a library of a store elsewhere raises is its own affair
            raise SourceError(file.address, f"cannot be brought here: {_short(fault)}", "unreachable") from None
        with open(local, "rb") as stream:
            yield stream


def _files(source: str) -> Iterator[File]:
    if is_url(source):
        raise SourceError(source, "download an archive first; pages and feeds are gathered by `counterclaim run`")
    if "://" in source:
        yield from _remote_files(source)
        return
    place = Path(source)
    if place.is_dir():
        inside = (each for each in place.rglob("*") if each.is_file())
        for each in sorted(inside):
            name = each.relative_to(place).as_posix()
            if not any(part.startswith(".") for part in name.split("/")):
                yield File(name, str(each.resolve()), each.stat().st_size)
    elif place.is_file():
        yield File(place.name, str(place.resolve()), place.stat().st_size)
    else:
        raise SourceError(source, "no such file or folder", "missing")


def _remote_files(source: str) -> Iterator[File]:
    try:
        system, path = _remote(source)
        if not system.isdir(path):
            yield File(path.rsplit("/", 1)[-1], source, int(system.info(path).get("size") or 0))
            return
        for each in sorted(system.find(path)):
            name = each.removeprefix(path).strip("/")
            yield File(name, system.unstrip_protocol(each), int(system.info(each).get("size") or 0))
    except SourceError:
        raise
    except Exception as fault:  # as above
        raise SourceError(source, f"cannot be looked at: {_short(fault)}", "unreachable") from None


def _remote(address: str) -> tuple[Any, str]:
    if find_spec("fsspec") is None:
        raise SourceError(address, "files elsewhere need fsspec: install it and the library of this address")
    import fsspec  # noqa: PLC0415 (a heavy library that not everybody has)

    system, path = fsspec.core.url_to_fs(address)
    return system, str(path)


def _unit(name: str, files: tuple[File, ...], archive: bool) -> Unit:
    whole = "\n".join(f"{each.name}\x1f{each.size}" for each in files)
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return Unit(f"{_UNNAMED.sub('-', name).strip('-.')[-80:] or 'source'}-{digest}", files, archive)


def _short(fault: Exception) -> str:
    return (" ".join(str(fault).split()) or type(fault).__name__)[:160]
