"""Candidate places for a name, from the shipped index and the user's own places."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from math import ceil, cos, radians
from pathlib import Path
from typing import Any

from counterclaim.errors import GazetteerError
from counterclaim.gazetteer import index
from counterclaim.gazetteer.areas import stem
from counterclaim.gazetteer.names import bare, fold, skeleton
from counterclaim.gazetteer.place import Place
from counterclaim.values.geodesy import DEGREE_KM, distance_km

MOST = 250
_PART = 10**8
_CLOSE = 72.0
_SCORES = {index.OWN: 1.0, index.OTHER: 0.9, index.BARE: 0.85}
_BY_STEM = 0.8
_FIELDS = index.COLUMNS.split(", ")
_SELECT = f"SELECT id, {index.COLUMNS}"
_NAMED = f"{_SELECT}, kind FROM name JOIN place ON place.id = name.place WHERE key = ?"


class Gazetteer:
    """Look-ups in one or more index files; opened once a process and safe to share between its threads."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._bases = [index.connect(path) for path in paths]
        digests = [str(_meta(base, "digest")) for base in self._bases]
        self.digest = digests[0] if len(digests) == 1 else _joined(digests)
        self._candidates = lru_cache(maxsize=20000)(self._look_up)
        self._sounds = lru_cache(maxsize=4000)(self._by_sound)
        self._known = lru_cache(maxsize=50000)(self._is_known)

    def candidates(self, name: str, country: str | None = None) -> list[Place]:
        """Places of that name in any spelling of case, accents, hyphens or article, the better known first.

        `country` (ISO 3166-1 alpha-2) keeps only places in it. Nothing is guessed: see `fuzzy`.
        """
        return list(self._candidates(fold(name), country))

    def fuzzy(self, name: str, country: str | None = None) -> list[Place]:
        """Places whose names sound like it (`Siunik`, `Kharkov`), likest first; a country makes it surer."""
        return list(self._sounds(fold(name), country))

    def has(self, name: str) -> bool:
        """Whether any place bears that name, as `candidates` looks it up."""
        return self._known(fold(name))

    def country(self, code: str) -> Place | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        found = self._where("level = 'country' AND country = ?", (code,))
        return found[0] if found else None

    def admin1(self, country: str, name: str) -> Place | None:
        """The first-order area of a country by any of its names, generic words or none."""
        for key in dict.fromkeys((fold(name), stem(name))):
            for place in self._candidates(key, country):
                if place.level == "admin1":
                    return place
        return None

    def within(self, lat: float, lon: float, km: float) -> list[Place]:
        """Towns within a distance of a point, nearest first."""
        high = km / DEGREE_KM
        wide = min(180.0, high / max(0.02, cos(radians(min(89.0, abs(lat) + high)))))
        found = []
        for row in range(int(max(0.0, lat - high + 90)), int(min(179.0, lat + high + 90)) + 1):
            first, count = int((lon - wide + 180) // 1), ceil(2 * wide) + 1
            for start, end in _runs(first % 360, min(count, 359)):
                found += self._where("cell BETWEEN ? AND ?", (row * 360 + start, row * 360 + end))
        near = [(distance_km(lat, lon, place.lat, place.lon), place) for place in found if place.level == "place"]
        return [place for far, place in sorted(near, key=lambda pair: (pair[0], pair[1].key)) if far <= km]

    def _is_known(self, key: str) -> bool:
        query = "SELECT 1 FROM name WHERE key = ? LIMIT 1"
        return any(_rows(base, query, (each,)) for base in self._bases for each in _spellings(key))

    def _look_up(self, key: str, country: str | None) -> tuple[Place, ...]:
        for spelling in _spellings(key):
            found = self._named(spelling, country, 1.0)
            if found:
                return found
        found = self._named(stem(key), country, _BY_STEM)
        return tuple(place for place in found if place.level.startswith("admin")) or found

    def _named(self, key: str, country: str | None, score: float) -> tuple[Place, ...]:
        if not key:
            return ()
        query, values = _NAMED, [key]
        if country:
            query, values = query + " AND (country = ? OR country LIKE ?)", [key, country, f"%{country}%"]
        query += f" ORDER BY place.id LIMIT {MOST}"
        return tuple(
            _place(row, _SCORES[row[-1]] * score, part)
            for part, base in enumerate(self._bases)
            for row in _rows(base, query, values)
        )

    def _by_sound(self, key: str, country: str | None) -> tuple[Place, ...]:
        from rapidfuzz import fuzz  # noqa: PLC0415 (only for names that are not found as spelled)

        if len(key) < 4:
            return ()
        best: dict[int, Place] = {}
        query = "SELECT key FROM sound WHERE skeleton = ?"
        for base in self._bases:
            for (spelling,) in _rows(base, query, (skeleton(key),)):
                ratio = fuzz.ratio(bare(key), bare(spelling))
                if ratio < _CLOSE:
                    continue
                for place in self._named(spelling, country, 0.9 * ratio / 100):
                    held = best.get(place.key)
                    if held is None or held.score < place.score:
                        best[place.key] = place
        return tuple(sorted(best.values(), key=lambda place: (-round(place.score, 2), place.key)))

    def _where(self, condition: str, values: tuple[object, ...]) -> list[Place]:
        query = f"{_SELECT}, 0 FROM place WHERE {condition} ORDER BY id"
        return [_place(row, 1.0, part) for part, base in enumerate(self._bases) for row in _rows(base, query, values)]


def _rows(base: sqlite3.Connection, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    """A question's answers; raises GazetteerError where the index is damaged."""
    try:
        return base.execute(query, values).fetchall()
    except sqlite3.DatabaseError as error:
        _, _, path = base.execute("PRAGMA database_list").fetchone()
        raise GazetteerError(f"{path}: the place index is damaged ({error}); remove it to have it built anew") from None


def _spellings(key: str) -> list[str]:
    """A folded name as it stands, and failing that without its article."""
    without = key.removeprefix("the ")
    return list(dict.fromkeys((key, without, bare(without))))


def _runs(first: int, count: int) -> list[tuple[int, int]]:
    """Columns of cells from `first` on, cut in two where they cross the date line."""
    last = first + count
    return [(first, last)] if last < 360 else [(first, 359), (0, last - 360)]


def _place(row: tuple[Any, ...], score: float, part: int) -> Place:
    values = dict(zip(_FIELDS, row[1:11], strict=True))
    return Place(**values, score=round(score, 3), key=row[0] + part * _PART)


def _meta(base: sqlite3.Connection, name: str) -> object:
    return base.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0]


def _joined(digests: Sequence[str]) -> str:
    return f"sha256:{hashlib.sha256(' '.join(digests).encode()).hexdigest()}"
