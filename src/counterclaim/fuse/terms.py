"""The telling words and names of a text, each weighed by how rare it is in news of violence."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=[^\W_]))+|\d{2,}")
_RUN = re.compile(r"[A-Z][\w'’-]+(?:[ \t]+(?:(?:al|de|bin|el|von|van|da)[ \t]+)?[A-Z][\w'’-]+)+")
_CAPITAL = re.compile(r"(?<![.!?:][ \n\t])(?<![\n\"“])(?<=[ (])[A-Z][\w'’-]+")
_NAME = 1.4


class Term(NamedTuple):
    """A word and its share of a text's whole; the squares of the shares add up to 1."""

    word: str
    share: float


@cache
def _common() -> tuple[dict[str, float], float]:
    """How telling each frequent word is, and how telling all the others are."""
    data = json.loads(files("counterclaim.fuse").joinpath("common.json").read_text("utf-8"))
    return {word: float(value) for value, each in data["words"].items() for word in each.split()}, data["others"]


def is_rare(word: str) -> bool:
    """Whether hardly any report holds it."""
    return word not in _common()[0]


def rarity(word: str) -> float:
    """The higher the fewer reports hold the word."""
    known, others = _common()
    return known.get(word, others)


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """A word in small letters without its possessive or plural ending."""
    plain = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    return plain[:-1] if len(plain) > 4 and plain.endswith("s") and not plain.endswith("ss") else plain


def words(text: str, most: int) -> tuple[Term, ...]:
    """The most telling words; names count for more, since tellings that share no other word share them."""
    return _terms(map(stem, _WORD.findall(text)), most, capitals(text))


def names(text: str, most: int) -> tuple[Term, ...]:
    """The most telling words that are written with a capital inside a sentence."""
    capital = capitals(text)
    return _terms((word for word in map(stem, _WORD.findall(text)) if word in capital), most)


def capitals(text: str) -> frozenset[str]:
    """Words that are written with a capital inside a sentence."""
    return frozenset(stem(word) for word in _CAPITAL.findall(text))


def people(text: str) -> tuple[str, ...]:
    """Names of two words and more, the most telling first."""
    found = {" ".join(map(stem, run.split())) for run in _RUN.findall(text)}
    return tuple(sorted(found, key=lambda name: (-sum(map(rarity, name.split())), name)))


def _terms(found: Iterable[str], most: int, raised: frozenset[str] = frozenset()) -> tuple[Term, ...]:
    weights = {
        word: (1 + math.log(count)) * rarity(word) * (_NAME if word in raised else 1.0)
        for word, count in Counter(found).items()
    }
    kept = sorted(((weight, word) for word, weight in weights.items() if weight > 0), key=lambda e: (-e[0], e[1]))[
        :most
    ]
    norm = math.sqrt(sum(weight * weight for weight, _ in kept)) or 1.0
    return tuple(Term(word, round(weight / norm, 3)) for weight, word in kept)


def likeness(one: tuple[Term, ...], other: tuple[Term, ...]) -> float:
    """Cosine of two sets of terms, 0 to 1."""
    left, right = dict(one), dict(other)
    total = 0.0
    for word in left.keys() & right.keys():
        total += left[word] * right[word]
    return total


def shared(one: tuple[Term, ...], other: tuple[Term, ...], most: int = 4) -> list[str]:
    """The terms that add most to a likeness."""
    shares = dict(one)
    both = sorted((-share * shares[word], word) for word, share in other if word in shares)
    return [word for _, word in both[:most]]
