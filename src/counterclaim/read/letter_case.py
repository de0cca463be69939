"""A text written without capitals, given those of the names that the model sees in it; offsets stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from counterclaim.read.model_decode import Mark
from counterclaim.records.report import Report

_PIECE = re.compile(r"[^\n]+?(?:[.!?](?=\s)|(?=\n)|$)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONG = 8
"""Words from which a sentence has a capital if its writer uses them; shorter lines are the page's own."""
_FEW = 0.01
"""Share of words with a capital up to which a text is written without."""
_NAMES = frozenset({"person", "organisation", "place", "facility", "nationality"})
_SMALL = frozenset({"a", "al", "an", "and", "at", "de", "del", "el", "for", "in", "la", "of", "on", "the"})


@lru_cache(maxsize=4)  # names of places ask again
def caseless(text: str) -> bool:
    """Whether a text's sentences are written without capitals."""
    pieces = (_WORD.findall(piece) for piece in _PIECE.findall(text))
    words = [word for piece in pieces if len(piece) >= _LONG for word in piece]
    return bool(words) and sum(word[0].isupper() for word in words) <= _FEW * len(words)


def cased(report: Report, names: Sequence[Mark]) -> Report:
    """The report with capitals on its names, where its writer had none; else the report itself."""
    if not caseless(report.text):
        return report
    text = list(report.text)
    for mark in names:
        if mark.label not in _NAMES:
            continue
        for word in _WORD.finditer(report.text, *mark.span):
            letter = word[0][0].upper()
            if word[0] not in _SMALL and len(letter) == 1:
                text[word.start()] = letter
    told = "".join(text)
    at = report.text.find(report.title) if report.title else -1
    title = told[at : at + len(report.title or "")] if at >= 0 else report.title
    return replace(report, text=told, title=title)
