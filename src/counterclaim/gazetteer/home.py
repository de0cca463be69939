"""Where the index files lie: the shipped one in the cache folder, the user's own beside his codebook."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from counterclaim.errors import GazetteerError
from counterclaim.gazetteer import index, sources
from counterclaim.gazetteer.lookup import Gazetteer
from counterclaim.settings import cache_dir, user_dir

Note = Callable[[str], None]
_KEPT = 2


def open_gazetteer(path: Path | None = None, note: Note = lambda _text: None) -> Gazetteer:
    """The gazetteer of this process: an index file, the built one where none is named, and the user's own places.

    The first use on a machine builds it, which takes some 20 s and tells `note` each step.
    """
    shipped = Path(path) if path else ready(note)
    own = own_index()
    return _opened(shipped, own, own.stat().st_mtime_ns if own.is_file() else None)


def ready(note: Note = lambda _text: None) -> Path:
    """Path of the built index, built first by whichever process comes first; the others wait for it."""
    path = cache_dir() / f"gazetteer-{_fingerprint()}.sqlite"
    if path.is_file():
        return path
    with _lock(path.with_suffix(".lock"), note):
        if not path.is_file():
            from counterclaim.gazetteer.build import build  # noqa: PLC0415 (a built index needs none of it)

            build(path, note)
            _drop_older(path)
    return path


def own_index() -> Path:
    """Path of the index of places that the user added; it may be missing."""
    return user_dir() / "gazetteer.sqlite"


def forget() -> None:
    """Close what is open, after places have been added."""
    _opened.cache_clear()


@lru_cache(maxsize=4)
def _opened(shipped: Path, own: Path, changed: int | None) -> Gazetteer:
    return Gazetteer([shipped] if changed is None else [shipped, own])


@lru_cache(maxsize=1)
def _fingerprint() -> str:
    """Short digest of what an index is made from: format, packages, our own entries."""
    whole = hashlib.sha256(f"{index.FORMAT} {sources.versions()} ".encode())
    for name in ("places", "place_words"):
        whole.update((sources.DATA / f"{name}.yaml").read_bytes())
    return whole.hexdigest()[:12]


@contextlib.contextmanager
def _lock(path: Path, note: Note) -> Iterator[None]:
    """Hold a file lock; it goes with the process, however that ends."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise GazetteerError(f"{path.parent}: the place index cannot be kept there: {error}") from error
    try:
        _wait(handle, note)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, note: Note) -> None:
    try:
        import fcntl  # noqa: PLC0415 (not on every system)
    except ImportError:  # two builders then do the same work; each still renames a whole file into place
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        note("waiting for another process that builds the place index")
        fcntl.flock(handle, fcntl.LOCK_EX)


def _drop_older(path: Path) -> None:
    built = sorted(path.parent.glob("gazetteer-*.sqlite"), key=lambda each: each.stat().st_mtime, reverse=True)
    for old in built[_KEPT:]:
        old.unlink(missing_ok=True)
