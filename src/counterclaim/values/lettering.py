"""The letters of a text: whether their case tells anything, and where listed words stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MOST = 0.85
"""Share of letters in capitals from which a text is set in capitals: telex, old wire copy, some releases."""


def all_capitals(text: str) -> bool:
    """Whether a text is set in capitals, so that they say nothing of names."""
    letters = list(filter(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, letters)) > _MOST * len(letters)


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these words or phrases as whole words in any case, the longest first."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE)
