"""A text to the model's input: word pieces with their letter case, cut into windows at sentence ends.

Every window holds its own part of the text and, before it, some pieces of what came before, whose marks are not used.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from counterclaim.records.report import Span

LENGTH = 256
CONTEXT = 32
CORE = LENGTH - CONTEXT - 2
LOWER, TITLE, UPPER, MIXED, DIGIT, OTHER = range(1, 7)
PARAGRAPH = 8
"""Added to the case of a paragraph's first word."""
CASES = 16
_STOPS = frozenset(".!?")
_CLOSING = frozenset("\"'”’)]")
_ENDS_LINE = _STOPS | _CLOSING | frozenset(":-")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in word pieces: numbers of the vocabulary, cases, and the words that they make up."""

    numbers: tuple[int, ...]
    cases: tuple[int, ...]
    firsts: tuple[int, ...]
    """For each word, the place of its first piece."""
    words: tuple[Span, ...]
    """For each word, where it stands in the text."""
    breaks: frozenset[int]
    """Places of pieces that begin a sentence."""


class Window(NamedTuple):
    """Pieces `start` to `end`; marks are used from `core` on."""

    start: int
    core: int
    end: int


@lru_cache(maxsize=2)
def _tokenizer(vocabulary: Path) -> Any:
    from tokenizers.implementations import BertWordPieceTokenizer  # noqa: PLC0415

    return BertWordPieceTokenizer(str(vocabulary), lowercase=True)


def pieces(text: str, vocabulary: Path) -> Pieces:
    """The text in pieces of the vocabulary."""
    coded = _tokenizer(vocabulary).encode(text, add_special_tokens=False)
    offsets, word_ids = coded.offsets, coded.word_ids
    firsts = [n for n, word in enumerate(word_ids) if n == 0 or word != word_ids[n - 1]]
    words = [
        (offsets[first][0], offsets[after - 1][1]) for first, after in pairwise([*firsts, len(word_ids)]) if after > 0
    ]
    cases: list[int] = []
    breaks = set()
    for n, (start, end) in enumerate(words):
        case = case_of(text[start:end])
        before = words[n - 1][1] if n else 0
        if n == 0 or _new_paragraph(text, before, start):
            breaks.add(firsts[n])
            case += PARAGRAPH
        elif start > before and _ends_sentence(text, before):
            breaks.add(firsts[n])
        after = firsts[n + 1] if n + 1 < len(firsts) else len(word_ids)
        cases += [case] * (after - firsts[n])
    return Pieces(tuple(coded.ids), tuple(cases), tuple(firsts), tuple(words), frozenset(breaks))


def case_of(word: str) -> int:
    """Which kind of letters a word is in."""
    if not word[0].isalnum():
        return OTHER
    if not word.isalpha() and any(letter.isdigit() for letter in word):
        return DIGIT
    if word.islower():
        return LOWER
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return TITLE
    return UPPER if word.isupper() else MIXED


def cut(found: Pieces, core: int = CORE, context: int = CONTEXT, first: int | None = None) -> list[Window]:
    """Windows over the whole text; each core ends at the last sentence end that fits, if it is not too early."""
    windows: list[Window] = []
    total, at, most = len(found.numbers), 0, first or core
    starts = frozenset(found.firsts)
    while at < total:
        end = min(at + most, total)
        if end < total:
            low = at + most // 2
            sentence = next((n for n in range(end, low, -1) if n in found.breaks), None)
            end = sentence or next((n for n in range(end, at, -1) if n in starts), end)
        windows.append(Window(max(0, at - context), at, end))
        at, most = end, core
    return windows


def _new_paragraph(text: str, before: int, start: int) -> bool:
    """A blank line, or a line's end after a closed sentence: mere wrapping begins nothing."""
    lines = text.count("\n", before, start)
    return lines > 1 or (lines == 1 and (before == 0 or text[before - 1] in _ENDS_LINE))


def _ends_sentence(text: str, end: int) -> bool:
    at = end - 1
    while at > 0 and text[at] in _CLOSING:
        at -= 1
    return text[at] in _STOPS


def within(words: Sequence[Span], span: Span) -> range:
    """Numbers of the words that a span touches."""
    low = bisect_right(words, span[0], key=lambda word: word[1])
    return range(low, max(low, bisect_left(words, span[1], key=lambda word: word[0])))
