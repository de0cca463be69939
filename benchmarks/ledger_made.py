"""Reports with their codings for a ledger of any size, nothing read: the corpus with other days, places and words.

    families of the corpus | their words, days, degrees, countries marked | filled in anew for each instance

An instance of a family keeps what its reports have to do with one another. Words are replaced by others of their
length, so that every span stays true; frequent words stay as they are, so that it still reads like news.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from training.corpus_tools.convert import to_coding, to_report
from training.corpus_tools.format import families, read_family, read_report, reports

from counterclaim.records import codec
from counterclaim.records.account import Coding
from counterclaim.records.report import Report

FIRST, LAST = date(2016, 1, 1).toordinal(), date(2025, 12, 31).toordinal()
_QUOTES = frozenset({"text", "name", "headline", "organization", "channel"})
_DEGREES = frozenset({"lat", "lon"})
_FIGURES = frozenset({"quantity", "value"})
_MARK = "\ue000"
_WORD = re.compile(r"[A-Za-z]{4,}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FREQUENT = 0.04
_JITTER = 5.0
_DAYS = 3


class Made(NamedTuple):
    """A report, what is coded from it, and the same as the ledger's JSON."""

    report: Report
    told: str

    @property
    def coding(self) -> Coding:
        """The coding as records."""
        return codec.loads(Coding, self.told)


@dataclass(frozen=True, slots=True)
class _Template:
    """Texts cut at what changes: even parts stay, odd ones are marks (`w` word, `d` day, `n` figure, ...)."""

    key: str
    outlet: str | None
    published: str
    title: tuple[str, ...]
    text: tuple[str, ...]
    coding: tuple[str, ...]


class Corpus:
    """The corpus cut up; `made` fills it in."""

    def __init__(self) -> None:
        stock = [list(_family(folder)) for folder in families()]
        counts = Counter(word for each in stock for report, _ in each for word in set(_WORD.findall(report.text)))
        total = sum(map(len, stock))
        rare = sorted(word for word, count in counts.items() if count <= _FREQUENT * total)
        self._pools: dict[tuple[int, bool], list[str]] = {}
        for word in rare:
            self._pools.setdefault((len(word), word[0].isupper()), []).append(word)
        self._rare = {word: n for n, word in enumerate(rare)}
        self._countries = sorted({actor for each in stock for _, coding in each for actor in _countries(coding)})
        self._families = [[self._cut(*each) for each in family] for family in stock if family]

    def made(self, count: int, seed: int = 7, first: int = FIRST, last: int = LAST) -> Iterator[Made]:
        """Reports with at least `count` accounts in all, in the order of the news; the same for the same seed."""
        chance = random.Random(seed)
        done = number = 0
        while done < count:
            family = chance.choice(self._families)
            day = first + (last - first) * done // count
            for each in self._instance(family, chance, f"{seed}-{number}", day):
                yield each
                done += each.told.count('"anchor":')
            number += 1

    def _instance(self, family: list[_Template], chance: random.Random, name: str, day: int) -> Iterator[Made]:
        salt = chance.randrange(1 << 30)
        shift = day + chance.randint(-_DAYS, _DAYS) - date.fromisoformat(family[0].published[:10]).toordinal()
        north, east = chance.uniform(-_JITTER, _JITTER), chance.uniform(-_JITTER, _JITTER)
        country = chance.choice(self._countries)
        known: dict[str, str] = {}

        def fill(part: str) -> str:
            if part not in known:
                known[part] = self._filled(part, salt, shift, (north, east), country)
            return known[part]

        def whole(parts: tuple[str, ...]) -> str:
            return "".join(part if n % 2 == 0 else fill(part) for n, part in enumerate(parts))

        for template in family:
            report = Report(
                text=whole(template.text),
                id=f"{template.key}-{name}",
                title=whole(template.title) or None,
                outlet=template.outlet,
                published=fill(f"d{template.published[:10]}") + template.published[10:],
            )
            yield Made(report, whole(template.coding))

    def _filled(self, part: str, salt: int, shift: int, moved: tuple[float, float], country: str) -> str:
        kind, told = part[0], part[1:]
        if kind == "w":
            pool = self._pools[len(told), told[0].isupper()]
            return pool[(self._rare[told] * 2654435761 ^ salt) % len(pool)]
        if kind == "d":
            return date.fromordinal(date.fromisoformat(told).toordinal() + shift).isoformat()
        if kind == "a":
            return str(round(max(-80.0, min(80.0, float(told) + moved[0])), 5))
        if kind == "o":
            return str(round((float(told) + moved[1] + 180) % 360 - 180, 5))
        if kind == "n":
            return str(math.ceil(int(told) * (0.3 + salt % 97 / 30)))
        return country if kind == "c" else str(int(told) % 1000 + salt)

    def _cut(self, report: Report, coding: Coding) -> _Template:
        home = Counter(account.where.country for account in coding.accounts if account.where.country).most_common(1)
        encoded = _marked(codec.encode(coding), self._rare, home[0][0] if home else "", "")
        text = json.dumps(encoded, ensure_ascii=False, separators=(",", ":"))
        text = re.sub(rf'"{_MARK}([aogn][^{_MARK}]*){_MARK}"', rf"{_MARK}\1{_MARK}", text)
        return _Template(
            report.id,
            report.outlet,
            report.published or "2026-01-01",
            tuple(_words(report.title or "", self._rare).split(_MARK)),
            tuple(_words(report.text, self._rare).split(_MARK)),
            tuple(text.split(_MARK)),
        )


def _family(folder: Any) -> Iterator[tuple[Report, Coding]]:
    family = read_family(folder)
    for path in reports(folder):
        written = read_report(path)
        coding = to_coding(written, family)
        if coding.accounts:
            yield to_report(written), coding


def _countries(coding: Coding) -> set[str]:
    return {account.where.country for account in coding.accounts if account.where.country}


def _words(text: str, rare: dict[str, int]) -> str:
    return _WORD.sub(lambda found: f"{_MARK}w{found[0]}{_MARK}" if found[0] in rare else found[0], text)


def _marked(value: Any, rare: dict[str, int], home: str, key: str) -> Any:
    """A coding's JSON with marks around what an instance changes."""
    if isinstance(value, dict):
        return {name: _marked(each, rare, home, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_marked(each, rare, home, key) for each in value]
    if key in _DEGREES and isinstance(value, float):
        return f"{_MARK}{'a' if key == 'lat' else 'o'}{value}{_MARK}"
    if key == "geonameid" and value is not None:
        return f"{_MARK}g{value}{_MARK}"
    if key in _FIGURES and type(value) is int:
        return f"{_MARK}n{value}{_MARK}"
    if not isinstance(value, str):
        return value
    if key in _QUOTES:
        return _words(value, rare)
    if home and (value == home or value.startswith(f"{home}-")):
        return f"{_MARK}c{home}{_MARK}{value[len(home) :]}"
    return _DAY.sub(lambda found: f"{_MARK}d{found[0]}{_MARK}", value)
