"""Which earlier statement a denial, doubt or retraction answers: the one that it fits best, if any fits at all.

What speaks for one: it blames the speaker's side, it accuses or owns, it shares words with the answer, it is near.
The weights were chosen by hand on the train families of the corpus.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from counterclaim.account.holders import same_side
from counterclaim.account.scene import Scene
from counterclaim.codebook.claims import pointing_words
from counterclaim.records.account import Statement

_WORD = re.compile(r"[a-z]{4,}")
_ANSWERED = frozenset({"accuses", "asserts", "announces", "claims_responsibility", "confirms", "denies"})
_MUTED = frozenset({"medical", "local", None})
_LEAST = 1.0
_FAR = 0.25


def answered(scene: Scene, statement: Statement, before: Sequence[Statement]) -> tuple[int, ...]:
    """The number of the statement that is answered, empty where none is."""
    own = statement.source.holder
    if statement.stance == "retracts":
        told = [one for one in before if same_side(one.source.holder, own)]
        return (told[-1].n,) if told else ()
    scored = [
        (_score(scene, statement, one) - _FAR * (len(before) - 1 - place), place)
        for place, one in enumerate(before)
        if one.stance in _ANSWERED and one.source.holder != "report" and not _same(one.source.holder, own)
    ]
    best = max(scored, default=(0.0, 0))
    return (before[best[1]].n,) if best[0] >= _LEAST else ()


def _score(scene: Scene, statement: Statement, other: Statement) -> float:
    own = statement.source.holder
    said, told = _words(statement), _words(other)
    shared = len(said & told) / (min(len(said), len(told)) or 1)
    blamed = own is not None and (
        own in other.addressee
        or any(
            same_side(mention.actor, own)
            for words in other.content
            for mention in scene.mentions_in(words.span)
            if mention.actor
        )
    )
    pointing = bool(_plain(statement) & pointing_words("saying")) or len(said) <= 2
    deed = other.stance in {"accuses", "claims_responsibility"}
    return 2.0 * blamed + 1.5 * deed + 3.0 * shared + 1.0 * pointing - 1.0 * (other.source.holder in _MUTED)


def _same(one: str | None, other: str | None) -> bool:
    """One voice cannot answer itself; witnesses and people of a place are many."""
    return one not in {"witness", "local", "unnamed"} and same_side(one, other)


def _words(statement: Statement) -> frozenset[str]:
    return frozenset(stem for words in statement.content for stem in _stems(words.text))


@lru_cache(maxsize=256)  # each statement is held against all before it
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(text.lower()))


def _plain(statement: Statement) -> frozenset[str]:
    return frozenset(word for words in statement.content for word in re.findall(r"[a-z]+", words.text.lower()))
