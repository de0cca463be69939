"""Reads the codebook's YAML files, ours and the user's, by way of a cache of what was parsed.

    file | digest | cached under its digest? else parse and cache | entries

A file holds a YAML list of mappings. The dialect is YAML 1.2's core: `NO`, `on` and `18:00` stay words.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Hashable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from counterclaim.errors import CodebookError
from counterclaim.settings import cache_dir, user_dir

Entry = dict[str, Any]
Made = TypeVar("Made")

DATA = Path(__file__).parent / "data"
_FORMAT = 1
_KEPT_CACHES = 4
_derived: list[Callable[[], None]] = []
_SCALARS: tuple[tuple[str, str, list[str]], ...] = (
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", list("-+0123456789")),
    ("float", r"^[-+]?[0-9]+\.[0-9]*(?:[eE][-+]?[0-9]+)?$", list("-+0123456789")),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
)


def load(name: str) -> list[Entry]:
    """Entries of `data/<name>.yaml` ("agents", "actors/countries"), shared: not to be changed."""
    found = _read().get(name)
    if found is None:
        raise CodebookError(f"{name}.yaml: there is no such codebook file")
    return _entries(name, found)


def load_all(folder: str) -> list[Entry]:
    """Entries of every file in a folder, ours in order of name and then the user's."""
    return [entry for name in names(folder) for entry in load(name)]


def names(folder: str = "") -> list[str]:
    """Names that `load` takes, of one folder or of the whole codebook; the user's own begin with `user/`."""
    start = f"{folder}/" if folder else ""
    return [name for name in _read() if name.removeprefix("user/").startswith(start)]


@cache
def digest() -> str:
    """`sha256:...` over the names and bytes of all codebook files in order: what reading hung on."""
    total = hashlib.sha256()
    for name, content in _read().items():
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return f"sha256:{total.hexdigest()}"


def reload() -> None:
    """Forget what was read, after a file has been added or changed."""
    for forget in (digest.cache_clear, _read.cache_clear, _entries.cache_clear, *_derived):
        forget()


def derived(make: Callable[[], Made]) -> Callable[[], Made]:
    """Decorator: what is made from the codebook once a process, and again after `reload`."""
    cached = cache(make)
    _derived.append(cached.cache_clear)
    return cached


def parse(text: str, name: str) -> list[Entry]:
    """Entries of one YAML text; raises CodebookError naming `name` and the line or entry at fault."""
    import yaml  # noqa: PLC0415 (only where nothing is cached)

    try:
        found = yaml.load(text, Loader=_dialect())  # noqa: S506 (a safe loader)
    except yaml.YAMLError as error:
        raise CodebookError(f"{name}: {' '.join(str(error).split())}") from None
    if found is None:
        return []
    if not isinstance(found, list):
        raise CodebookError(f"{name}: a list of entries was expected")
    for number, entry in enumerate(found, 1):
        if not isinstance(entry, dict):
            raise CodebookError(f"{name}: entry {number} is no mapping: {entry!r}")
    return found


@cache
def _read() -> dict[str, bytes]:
    """The bytes of every codebook file by name, ours first, each part sorted."""
    own = user_dir() / "codebook"
    places = _under(DATA, "") | (_under(own, "user/") if own.is_dir() else {})
    return {name: path.read_bytes() for name, path in places.items()}


def _under(root: Path, start: str) -> dict[str, Path]:
    found = {path.relative_to(root).with_suffix("").as_posix(): path for path in root.rglob("*.yaml")}
    return {start + name: found[name] for name in sorted(found)}


@cache
def _entries(name: str, content: bytes) -> list[Entry]:
    stem = name.replace("/", ".")
    place = cache_dir() / f"codebook-{_FORMAT}" / f"{stem}-{hashlib.sha256(content).hexdigest()[:24]}.json"
    try:
        found: list[Entry] = json.loads(place.read_bytes())
        return found
    except (OSError, ValueError):
        text = json.dumps(parse(_decoded(content, name), f"{name}.yaml"), ensure_ascii=False, separators=(",", ":"))
        _keep(place, stem, text)
        made: list[Entry] = json.loads(text)
        return made


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CodebookError(f"{name}.yaml: byte {error.start} is not UTF-8") from None


def _keep(place: Path, stem: str, text: str) -> None:
    """Write the cache whole or not at all; a folder that cannot be written only costs time."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".new-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(temporary).replace(place)
        older = sorted(place.parent.glob(f"{stem}-*.json"), key=lambda path: path.stat().st_mtime)
        for path in older[:-_KEPT_CACHES]:
            path.unlink(missing_ok=True)
    except OSError:
        return


@cache
def _dialect() -> Any:
    """A safe YAML loader that refuses double keys and knows no times, no octals and no yes/no."""
    import yaml  # noqa: PLC0415 (only where nothing is cached)

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc]
        yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
            keys = [self.construct_object(key, deep=True) for key, _ in node.value]
            for key in keys:
                if keys.count(key) > 1:
                    raise yaml.constructor.ConstructorError(None, None, f"key {key!r} twice", node.start_mark)
            built: dict[Hashable, Any] = super().construct_mapping(node, deep)
            return built

    for tag, pattern, first in _SCALARS:
        Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)
    return Loader
