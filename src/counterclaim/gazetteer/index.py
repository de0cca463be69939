"""The place index file: its tables, how it is written whole, and how it is opened read-only."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from counterclaim.codebook import loader
from counterclaim.errors import GazetteerError
from counterclaim.gazetteer.names import bare, fold, skeleton
from counterclaim.gazetteer.sources import Draft

FORMAT = 3
OWN, OTHER, BARE = 0, 1, 2
ORDER = {"country": 0, "region": 1, "sea": 1, "admin1": 2, "place": 3, "admin2": 4}
COLUMNS = "geonameid, name, lat, lon, country, admin1, admin2, level, population, radius_km"
_SCHEMA = f"""
CREATE TABLE place (id INTEGER PRIMARY KEY, {COLUMNS}, cell INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, kind INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE sound (skeleton TEXT, key TEXT, PRIMARY KEY (skeleton, key)) WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
"""


def write(path: Path, drafts: Iterable[Draft]) -> str:
    """Write an index of these places at `path`, whole or not at all; the digest of what it holds."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        with sqlite3.connect(temporary) as base:
            digest = _fill(base, drafts)
        base.close()
        temporary.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"{path}: the place index cannot be written: {error}") from error
    finally:
        temporary.unlink(missing_ok=True)
    return digest


def connect(path: Path) -> sqlite3.Connection:
    """Open an index for reading only; raises GazetteerError where it is none of this format."""
    try:
        base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        found = dict(base.execute("SELECT name, value FROM meta"))
    except sqlite3.Error as error:
        raise GazetteerError(f"{path}: no place index ({error}); remove it to have it built anew") from error
    if found.get("format") != str(FORMAT):
        raise GazetteerError(f"{path}: a place index of another version; remove it to have it built anew")
    return base


def read(base: sqlite3.Connection) -> Iterator[Draft]:
    """The places of an index as drafts, their other names as look-up keys."""
    names: dict[int, list[str]] = defaultdict(list)
    for key, number in base.execute("SELECT key, place FROM name WHERE kind = ? ORDER BY key", (OTHER,)):
        names[number].append(key)
    for number, *row in base.execute(f"SELECT id, {COLUMNS} FROM place ORDER BY id"):  # noqa: S608 (constant)
        identity, name, lat, lon, country, admin1, admin2, level, population, radius = row
        yield Draft(name, lat, lon, country, level, identity, admin1, admin2, population, radius, names=names[number])


def keys(draft: Draft) -> dict[str, int]:
    """Look-up keys of a place and which kind of name each is, the better kind where two agree."""
    found = {fold(draft.name): OWN}
    for name in draft.names:
        if not _code(name):
            found.setdefault(fold(name), OTHER)
    if not _article_lands().isdisjoint(draft.country.split()):
        for key in list(found):
            found.setdefault(bare(key), BARE)
    return {key: kind for key, kind in found.items() if len(key) > 1}


def cell(lat: float, lon: float) -> int:
    """Number of the one-degree square that a point lies in; neighbours to the east are consecutive."""
    return min(179, int(lat + 90)) * 360 + int(lon + 180) % 360


def _fill(base: sqlite3.Connection, drafts: Iterable[Draft]) -> str:
    base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;" + _SCHEMA)
    digest = hashlib.sha256(f"format {FORMAT}\n".encode())
    rows: list[tuple[object, ...]] = []
    names: list[tuple[str, int, int]] = []
    sounds: set[str] = set()
    for number, draft in enumerate(sorted(drafts, key=_rank), 1):
        found = keys(draft)
        row = (
            draft.geonameid, draft.name, draft.lat, draft.lon, draft.country, draft.admin1, draft.admin2,
            draft.level, draft.population, draft.radius_km,
        )  # fmt: skip
        digest.update(f"{row!r} {found!r}\n".encode())
        rows.append((number, *row, cell(draft.lat, draft.lon)))
        names.extend((key, number, kind) for key, kind in found.items())
        sounds.update(key for key in found if key.isascii() and len(key) > 3)
    base.executemany(f"INSERT INTO place VALUES ({','.join('?' * 12)})", rows)  # noqa: S608 (placeholders)
    base.executemany("INSERT INTO name VALUES (?,?,?)", sorted(names))
    base.executemany("INSERT INTO sound VALUES (?,?)", sorted((skeleton(key), key) for key in sounds))
    base.execute("CREATE INDEX place_cell ON place (cell)")
    value = f"sha256:{digest.hexdigest()}"
    base.executemany("INSERT INTO meta VALUES (?,?)", [("format", str(FORMAT)), ("digest", value)])
    base.commit()
    return value


def _rank(draft: Draft) -> tuple[int, int, str, str, float, float]:
    """Sort key that numbers the better known first, so that a look-up's first rows are its likeliest."""
    return ORDER[draft.level], -draft.population, draft.country, draft.name, draft.lat, draft.lon


def _code(name: str) -> bool:
    """Airport and station codes stand among GeoNames' other names of towns."""
    return name.isascii() and len(name) <= 3 and name.isupper()


@cache
def _article_lands() -> frozenset[str]:
    """Countries whose names are met with the Arabic article and without it."""
    return frozenset(
        code for entry in loader.load("place_words") if entry["id"] == "article" for code in entry["lands"]
    )
