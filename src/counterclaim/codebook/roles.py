"""Words around a trigger that carry its sense, as roles.yaml lists them; words for sides, as other_side.yaml does."""

from __future__ import annotations

from counterclaim.codebook.loader import derived, load


@derived
def roles() -> dict[str, tuple[str, ...]]:
    """Words by list, in the codebook's order."""
    return {entry["id"]: tuple(entry["words"]) for entry in load("roles")}


def plays(word: str, role: str) -> bool:
    """Whether a word is on a list."""
    return word in _sets()[role]


@derived
def _sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in roles().items()}


def side_words(group: str) -> tuple[str, ...]:
    """What the other side, or both sides of a fight, are called by."""
    return _sides()[group]


@derived
def _sides() -> dict[str, tuple[str, ...]]:
    return {entry["id"]: tuple(entry["words"]) for entry in load("other_side")}
