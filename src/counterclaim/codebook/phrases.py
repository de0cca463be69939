"""Longest match of the codebook's phrases over a report's words, whatever their accents, dots and hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar

Value = TypeVar("Value")

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W_](?:[^\W_]|[-–][^\W_]|['’](?!(?i:s|re|ve|d|ll|m|t)(?![^\W_]))[^\W_])*"
    r"|['’][sS](?![^\W_])|\S"
)
_SIMPLE = re.compile(r"[A-Za-z0-9 ]+")
_LETTERS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "ʿ": "'", "ʾ": "'", "–": "-", "‑": "-"}
    | {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "ə": "e", "Ə": "E"}
)
_ARTICLES = {"Al": "al", "El": "el"}
"""Arabic articles: reports write "Al-Shabaab", "al-Shabaab" and "al Shabaab" for one name."""


@lru_cache(maxsize=65536)
def parts(word: str) -> tuple[str, ...]:
    """The pieces of one token that are compared: "al-Shabaab" is (al, Shabaab), "U.S." is (US,)."""
    if not word.isalnum() or not word.isascii():
        if len(word) == 1:
            return (word.translate(_LETTERS),)
        word = word.translate(_LETTERS)
        if not word.isascii():
            word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
        if "." in word and word[-1:] != word[:1]:
            word = word.replace(".", "")
        if "-" in word.strip("-"):
            return tuple(_ARTICLES.get(piece, piece) for piece in word.split("-"))
    return (_ARTICLES.get(word, word),)


@lru_cache(maxsize=65536)
def _folded(word: str) -> tuple[str, ...]:
    return parts(word.casefold())


def phrase_words(phrase: str) -> list[str]:
    """The words of a phrase, hyphened ones whole."""
    return phrase.split() if _SIMPLE.fullmatch(phrase) else _WORD.findall(phrase)


def phrase_parts(phrase: str) -> tuple[str, ...]:
    """The pieces of a phrase as the codebook writes it."""
    return tuple(chain.from_iterable(map(parts, phrase_words(phrase))))


class PhraseIndex(Generic[Value]):
    """Phrases and what they stand for; `fold` compares without case, else as written."""

    def __init__(self, *, fold: bool) -> None:
        self._fold = fold
        self._pieces = _folded if fold else parts
        self._rows: dict[str, dict[tuple[str, ...], list[Value]]] = {}
        self._longest: dict[str, int] = {}

    def add(self, pieces: tuple[str, ...], value: Value) -> None:
        """Let a phrase (from `phrase_parts`) stand for a value, beside the values it has."""
        if self._fold:
            pieces = tuple(map(str.casefold, pieces))
        first = pieces[0]
        rows = self._rows.get(first)
        if rows is None:
            rows = self._rows[first] = {}
            self._longest[first] = 0
        rows.setdefault(pieces, []).append(value)
        self._longest[first] = max(self._longest[first], len(pieces))

    def match(self, words: Sequence[str], i: int) -> tuple[int, list[Value]] | None:
        """The longest phrase that begins at word i and ends with a word: its length in words and its values."""
        here = self._pieces(words[i])
        rows = self._rows.get(here[0])
        if rows is None:
            return None
        longest = self._longest[here[0]]
        tried, last = [here], min(len(words), i + longest)
        for following in range(i + 1, last):
            if len(here) >= longest:
                break
            here += self._pieces(words[following])
            tried.append(here)
        for length in range(len(tried), 0, -1):
            values = rows.get(tried[length - 1])
            if values is not None:
                return length, values
        return None


def phrase_index(told: Iterable[tuple[str, Value]]) -> PhraseIndex[Value]:
    """Phrases as the codebook writes them, in any case of letters, with what each stands for."""
    found: PhraseIndex[Value] = PhraseIndex(fold=True)
    for phrase, value in told:
        found.add(phrase_parts(phrase), value)
    return found
