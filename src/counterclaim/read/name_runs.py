"""Runs of capitalised words that may hold a name, with the small words inside names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from counterclaim.read.document import Doc
from counterclaim.read.name_lexicon import fold, is_common, name_words

_TITLE_CASE = 0.7
_ALL = 0.9
_FEW_WORDS = 5


class Run(NamedTuple):
    """Tokens `[first, last)`; `opens` a sentence; `shouted`: most of its sentence is in capitals."""

    first: int
    last: int
    opens: bool
    shouted: bool


def runs(doc: Doc) -> Iterator[Run]:
    """Every run of a cased text in order, page furniture apart."""
    for sent in doc.sents:
        if sent.kind in {"furniture", "dateline"}:
            continue
        words = [doc.words[i] for i in range(sent.first, sent.last) if doc.words[i][0].isalpha()]
        capitals = sum(word[0].isupper() for word in words)
        most = _ALL if doc.words[sent.last - 1] in {".", "!", "?"} else _TITLE_CASE
        shouted = len(words) >= _FEW_WORDS and capitals > most * len(words)
        i = sent.first
        while i < sent.last:
            if not _nameable(doc, i):
                i += 1
                continue
            last = _end(doc, i, sent.last)
            opens = i == sent.first or doc.tags[i - 1] == "QUOTE" or doc.words[i - 1] in ":-–—•*"
            yield Run(i, last, opens, shouted)
            i = last


def _end(doc: Doc, i: int, stop: int) -> int:
    last, particles = i + 1, name_words().particles
    while last < stop:
        if _nameable(doc, last):
            last += 1
        elif doc.words[last] == "." and _initial(doc, last - 1) and last + 1 < stop and _nameable(doc, last + 1):
            last += 2
        else:
            after = last
            while after < stop and doc.words[after] in particles:
                after += 1
            if after == last or after >= stop or not _nameable(doc, after):
                break
            last = after + 1
    return last


def _nameable(doc: Doc, i: int) -> bool:
    word = doc.words[i]
    if doc.tags[i] == "NAME":
        return True
    if not word[0].isupper() or doc.tags[i] in {"POSS", "TIME"}:
        return False
    low = fold(word)
    if _initial(doc, i):
        return i + 1 < len(doc.words) and (doc.words[i + 1] == "." or doc.words[i + 1][0].isupper())
    return low in name_words().given and not is_common(low)


def _initial(doc: Doc, i: int) -> bool:
    word = doc.words[i].rstrip(".")
    return len(word) == 1 and word.isupper() and word not in {"I", "A"}


def is_camel(word: str) -> bool:
    """ "EconViews", "iOS"; no "McKay" and no "Al-Qaeda"."""
    if "-" in word or word.startswith(("Mc", "Mac", "O'", "D'")):
        return False
    return any(a.islower() and b.isupper() for a, b in pairwise(word))
