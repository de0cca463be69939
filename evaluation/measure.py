"""Counting right and wrong: precision and recall, distances, alignments of sets."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

EARTH_KM = 6371.0088
TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(slots=True)
class Tally:
    """Matches between what is right and what was found."""

    right: float = 0
    found: float = 0
    gold: float = 0

    def add(self, gold: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        """Count two sets against each other."""
        there, seen = set(gold), set(found)
        self.right += len(there & seen)
        self.found += len(seen)
        self.gold += len(there)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.found + self.gold
        return 2 * self.right / both if both else 0.0

    def scores(self, name: str) -> dict[str, float]:
        """The three figures under one name."""
        return {f"{name} P": self.precision, f"{name} R": self.recall, f"{name} F1": self.f1}


@dataclass(slots=True)
class Share:
    """How many of those asked came out right."""

    right: int = 0
    asked: int = 0

    def add(self, good: bool) -> bool:
        """Count one answer, and hand it back."""
        self.right += good
        self.asked += 1
        return good

    @property
    def value(self) -> float:
        return self.right / self.asked if self.asked else 0.0


def wilson(right: int, asked: int) -> tuple[float, float]:
    """The interval of 95 % about a share."""
    if not asked:
        return 0.0, 1.0
    z, share = 1.96, right / asked
    middle = (share + z * z / (2 * asked)) / (1 + z * z / asked)
    reach = z * math.sqrt(share * (1 - share) / asked + z * z / (4 * asked * asked)) / (1 + z * z / asked)
    return middle - reach, middle + reach


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) in degrees."""
    lat1, lat2 = math.radians(one[0]), math.radians(other[0])
    north, east = lat2 - lat1, math.radians(other[1] - one[1])
    chord = math.sin(north / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def token_starts(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    """Where the tokens that `spans` cover begin."""
    starts: set[int] = set()
    for start, end in spans:
        starts.update(found.start() for found in TOKEN.finditer(text, start, end))
    return starts


def align(gain: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), each used once, with the greatest total gain; pairs without gain are left out.

    Shortest augmenting paths with potentials, on the matrix made square and turned into costs.
    """
    rows, columns = len(gain), max((len(row) for row in gain), default=0)
    size = max(rows, columns)
    if not rows or not columns:
        return []
    top = max(max(row) for row in gain)

    def cost(row: int, column: int) -> float:
        return top - gain[row][column] if row < rows and column < columns else top

    owner = _assign(size, cost)
    pairs = [(owner[column], column) for column in range(size)]
    return sorted((r, c) for r, c in pairs if r < rows and c < columns and gain[r][c] > 0)


@dataclass(slots=True)
class _Search:
    """Rows and columns with their potentials; the last column is where a new row enters."""

    size: int
    cost: Callable[[int, int], float]
    by_row: list[float]
    by_column: list[float]
    owner: list[int]
    least: list[float]
    before: list[int]
    done: list[bool]


def _assign(size: int, cost: Callable[[int, int], float]) -> list[int]:
    """For each column the row it goes to, at the least total cost."""
    search = _Search(size, cost, [0.0] * size, [0.0] * (size + 1), [-1] * (size + 1), [], [], [])
    owner = search.owner
    for row in range(size):
        search.least, search.before = [math.inf] * size, [size] * size
        search.done = [False] * (size + 1)
        owner[size] = row
        column = size
        while owner[column] != -1:
            search.done[column] = True
            column = _widen(search, column)
        while column != size:
            nearer = search.before[column]
            owner[column] = owner[nearer]
            column = nearer
        owner[size] = -1
    return owner[:size]


def _widen(search: _Search, column: int) -> int:
    """Grow the alternating tree by its cheapest open column; returns that column."""
    row = search.owner[column]
    best, step = -1, math.inf
    for other in range(search.size):
        if search.done[other]:
            continue
        slack = search.cost(row, other) - search.by_row[row] - search.by_column[other]
        if slack < search.least[other]:
            search.least[other], search.before[other] = slack, column
        if search.least[other] < step:
            best, step = other, search.least[other]
    for other, done in enumerate(search.done):
        if done:
            search.by_row[search.owner[other]] += step
            search.by_column[other] -= step
        elif other < search.size:
            search.least[other] -= step
    return best


def point(latitude: Any, longitude: Any) -> tuple[float, float] | None:
    """A place out of a table's two cells, or None."""
    try:
        return float(latitude), float(longitude)
    except (TypeError, ValueError):
        return None


def number(text: Any) -> int | None:
    """A whole number out of a table's cell, or None."""
    try:
        return int(str(text).strip())
    except ValueError:
        return None
