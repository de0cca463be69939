"""Words that make a claim of justification, outcome, nature or status, and those that point to what a denial denies."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from counterclaim.codebook.loader import load
from counterclaim.codebook.phrases import PhraseIndex, phrase_index


class ClaimWord(NamedTuple):
    """The field and value that a phrase claims."""

    id: str
    field: str
    value: str


@cache
def claim_words() -> PhraseIndex[ClaimWord]:
    """Index of `claim_words.yaml`."""
    return phrase_index(
        (phrase, ClaimWord(entry["id"], entry["field"], entry["value"]))
        for entry in load("claim_words")
        for phrase in entry["words"]
    )


@cache
def pointing_words(group: str) -> frozenset[str]:
    """Words of one group of `denials.yaml`."""
    return frozenset(word for entry in load("denials") if entry["id"] == group for word in entry["words"])


@cache
def blame_words(where: str) -> tuple[str, ...]:
    """Words of `blame.yaml` that the one blamed stands before (`subject`) or after (`object`)."""
    return next(tuple(entry["words"]) for entry in load("blame") if entry["id"] == where)
