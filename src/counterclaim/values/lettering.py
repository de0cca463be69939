"""The letters of a text: whether their case tells anything."""

from __future__ import annotations

_MOST = 0.85
"""Share of letters in capitals from which a text is set in capitals: telex, old wire copy, some releases."""


def all_capitals(text: str) -> bool:
    """Whether a text is set in capitals, so that they say nothing of names."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > _MOST * len(letters)
