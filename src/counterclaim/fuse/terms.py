"""The telling words and names of a text, each weighed by how rare it is in news of violence.

They are kept as one line, each word followed by its share of the whole (the squares of the shares add up to 1): most
accounts that are met are told apart by their days and places, and their words never looked at.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_](?:[^\W_]++|['’-](?=[^\W_]))++|\d{2,}")
_RUN = re.compile(r"[A-Z][\w'’-]+(?:[ \t]+(?:(?:al|de|bin|el|von|van|da)[ \t]+)?[A-Z][\w'’-]+)+")
_CAPITAL = re.compile(r"[A-Z](?<=[ (].)(?<![.!?:][ \n\t].)(?<![\n\"“].)[\w'’-]+")
_NAME = 1.4


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


@lru_cache(maxsize=256)
def words(text: str, most: int) -> str:
    """The most telling words; names count for more, since tellings that share no other word share them."""
    return _terms(_counted(text), most, capitals(text))


def names(text: str, most: int) -> str:
    """The most telling words that are written with a capital inside a sentence."""
    capital = capitals(text)
    return _terms({word: count for word, count in _counted(text).items() if word in capital}, most)


@lru_cache(maxsize=16)
def _counted(text: str) -> Mapping[str, int]:
    """How often each word stands in a text; shared, not to be changed."""
    found: Counter[str] = Counter()
    for word, count in Counter(_WORD.findall(text)).items():
        found[stem(word)] += count
    return found


@lru_cache(maxsize=16)
def capitals(text: str) -> frozenset[str]:
    """Words that are written with a capital inside a sentence."""
    return frozenset(stem(word) for word in _CAPITAL.findall(text))


def people(text: str) -> tuple[str, ...]:
    """Names of two words and more, the most telling first."""
    found = {" ".join(map(stem, run.split())) for run in _RUN.findall(text)}
    return tuple(sorted(found, key=lambda name: (-sum(map(rarity, name.split())), name)))


def _terms(counted: Mapping[str, int], most: int, raised: frozenset[str] = frozenset()) -> str:
    known, others = _common()
    weights = (
        ((1 + math.log(count)) * known.get(word, others) * (_NAME if word in raised else 1.0), word)
        for word, count in counted.items()
    )
    kept = sorted((-weight, word) for weight, word in weights if weight > 0)[:most]
    norm = math.sqrt(sum(weight * weight for weight, _ in kept)) or 1.0
    return packed({word: round(-weight / norm, 3) for weight, word in kept})


def packed(found: Mapping[str, float]) -> str:
    """Words and their shares as they are kept."""
    return " ".join(f"{word} {share}" for word, share in found.items())


@lru_cache(maxsize=1 << 12)
def shares(told: str) -> Mapping[str, float]:
    """The share of each word, in the order kept; not to be changed."""
    pieces = told.split(" ") if told else []
    return dict(zip(pieces[::2], map(float, pieces[1::2]), strict=True))


def likeness(one: str, other: str) -> float:
    """Cosine of two sets of terms, 0 to 1."""
    left = shares(one)
    total = 0.0
    for word, share in shares(other).items():
        if word in left:
            total += left[word] * share
    return total


def shared(one: str, other: str, most: int = 4) -> list[str]:
    """The terms that add most to a likeness."""
    left = shares(one)
    both = sorted((-share * left[word], word) for word, share in shares(other).items() if word in left)
    return [word for _, word in both[:most]]
