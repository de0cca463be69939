"""Quotations: which tokens stand between quotation marks, over sentences and continued paragraphs."""

from __future__ import annotations

from typing import NamedTuple

from counterclaim.read.document import Doc

_DOUBLE = frozenset({"“", "”", '"', "«", "»", "„"})
_SINGLE = frozenset({"‘", "’", "'"})
_SPEECH_END = frozenset({",", ".", "?", "!", "…", "..."})


class Quote(NamedTuple):
    """Tokens `[first, last)` with their marks; `closed` False where a paragraph ended inside it.

    `speech`: an utterance of its own, and no quoted phrase within a sentence.
    """

    first: int
    last: int
    closed: bool
    speech: bool


class Quotes(NamedTuple):
    """All quotes in order, and the quote each token is in, or -1."""

    all: list[Quote]
    of: list[int]


def find_quotes(doc: Doc) -> Quotes:
    """Quotes of a report; one that its paragraph leaves open ends with the paragraph."""
    found: list[Quote] = []
    begin, mark, paragraph = -1, "", -1
    for i, word in enumerate(doc.words):
        here = doc.sents[doc.sent_of[i]].paragraph if doc.sent_of[i] >= 0 else paragraph
        if here != paragraph and begin >= 0:
            found.append(_quote(doc, begin, i, closed=False))
            begin = -1
        paragraph = here
        kind = _kind(doc, i, word)
        if not kind:
            continue
        if begin < 0:
            if _opens(doc, i, word, kind):
                begin, mark = i, kind
        elif kind == mark and _closes(doc, i, word, begin, kind):
            found.append(_quote(doc, begin, i + 1, closed=True))
            begin = -1
        elif kind == mark and word == "“":  # a lost closing mark: the new quote begins here
            begin = i
    if begin >= 0:
        found.append(_quote(doc, begin, len(doc.words), closed=False))
    of = [-1] * len(doc.words)
    for number, quote in enumerate(found):
        of[quote.first : quote.last] = [number] * (quote.last - quote.first)
    return Quotes(found, of)


def _kind(doc: Doc, i: int, word: str) -> str:
    """double | single | twin (two single marks for a double one), or "" for no quotation mark."""
    if word in _DOUBLE:
        return "double"
    if word not in _SINGLE:
        return ""
    after = i + 1 < len(doc.words) and doc.words[i + 1] == word and doc.starts[i + 1] == doc.ends[i]
    if after or (i > 0 and doc.words[i - 1] == word and doc.ends[i - 1] == doc.starts[i]):
        return "twin"
    return "" if doc.tags[i] == "POSS" else "single"


def _spaced(doc: Doc, i: int) -> tuple[bool, bool]:
    """Whether space (or the text's edge) stands before and after a token."""
    start, end = doc.starts[i], doc.ends[i]
    return start == 0 or doc.text[start - 1].isspace(), end >= len(doc.text) or doc.text[end].isspace()


def _opens(doc: Doc, i: int, word: str, kind: str) -> bool:
    before, after = _spaced(doc, i)
    if word in {"“", "‘", "«", "„"}:
        return True
    if word in {"”", "»"}:
        return False
    if kind == "twin":
        return i + 1 < len(doc.words) and doc.words[i + 1] == word and doc.ends[i] == doc.starts[i + 1]
    return (not after) and (before or doc.text[doc.starts[i] - 1] in "([—–-")


def _closes(doc: Doc, i: int, word: str, begin: int, kind: str) -> bool:
    if word in {"“", "‘", "„"}:
        return False
    if kind == "twin":
        return i > begin + 1 and doc.words[i - 1] == word and doc.ends[i - 1] == doc.starts[i]
    before, after = _spaced(doc, i)
    if kind == "single":
        return not before and (after or not doc.text[doc.ends[i]].isalnum())
    return i > begin and (word in {"”", "»"} or not before or after)


def _quote(doc: Doc, first: int, last: int, *, closed: bool) -> Quote:
    inner = last - 1
    while inner > first and not doc.words[inner][0].isalnum() and doc.words[inner] not in _SPEECH_END:
        inner -= 1
    ended = doc.words[inner] in _SPEECH_END or (last < len(doc.words) and doc.words[last] in {",", "."})
    start = next((i for i in range(first, last) if doc.words[i][0].isalnum()), first)
    capital = doc.words[start][:1].isupper()
    long = last - first > 9
    return Quote(first, last, closed, capital and (ended or long or not closed))
