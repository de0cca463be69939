"""Spans, of characters or of tokens: begin and the place past the end."""

from __future__ import annotations


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans have anything in common."""
    return one[0] < other[1] and other[0] < one[1]
