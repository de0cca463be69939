"""How far a noun phrase for people reaches, and which word heads it."""

from __future__ import annotations

from counterclaim.codebook.agents import agent_index
from counterclaim.codebook.harm import cue_words, harm_words
from counterclaim.read.document import Doc
from counterclaim.read.lexicon import lexicon

_NOMINAL = frozenset({"ADJ", "NOUN", "NAME", "POSS", "NUM", "DET", "QUOTE"})
_JOINS = frozenset({"-", "/", "&"})
_DESCRIBED = frozenset({"NOUN", "NAME", "ADJ"})
_LONGEST_ASIDE = 12
_LONGEST_RUN = 80
"""Tokens after which no noun phrase goes on, so that names without end cost no more than their length."""


def run_end(doc: Doc, first: int, end: int, numbers: frozenset[int]) -> int:
    """The token after the nominal run that begins at `first`; `numbers` are tokens at which counts begin."""
    k = first
    end = min(end, first + _LONGEST_RUN)
    while k < end:
        tag, low = doc.tags[k], doc.lower[k]
        if low in {"(", "["} and k > first:
            closed = past_aside(doc, k, end)
            if closed is None or closed >= end or doc.tags[closed] not in _DESCRIBED or is_harm(doc, closed):
                return k
            k = closed
            continue
        if tag == "DET" and k > first and doc.lower[k - 1] != "of" and low != "other":
            return k
        if k > first and k in numbers and tag == "NUM":
            return k
        if tag not in _NOMINAL and low not in _JOINS and not _describes(doc, k, end):
            return k
        if k > first and (_set_off(doc, k, end) or (tag == "VERB" and _people_end(doc, k - 1) == k)):
            return k
        stop = _harm_ends(doc, k, end, first)
        if stop is not None:
            return stop
        k += 1
    return k


def _set_off(doc: Doc, k: int, end: int) -> bool:
    """ "his uncle last month", "a boy younger than 12": a time or a comparison that follows a noun phrase."""
    following = doc.lower[k + 1] if k + 1 < end else ""
    pointing = doc.lower[k] in cue_words("time_lead")
    return (pointing and following in cue_words("time_noun")) or following == "than"


def past_aside(doc: Doc, k: int, end: int) -> int | None:
    """The token after the brackets that open at `k`."""
    depth = 0
    for j in range(k, min(end, k + _LONGEST_ASIDE)):
        depth += (doc.lower[j] in {"(", "["}) - (doc.lower[j] in {")", "]"})
        if depth == 0:
            return j + 1
    return None


def _describes(doc: Doc, k: int, end: int) -> bool:
    """ "suspected insurgents", "two others": a participle before its noun, or a pronoun that ends a count."""
    if doc.lower[k] == "others":
        return True
    followed = k + 1 < end and doc.tags[k + 1] in _DESCRIBED
    return doc.tags[k] == "VERB" and followed and doc.lower[k].endswith(("ed", "ing", "wn"))


def is_harm(doc: Doc, k: int) -> bool:
    """Whether a word of harm begins at a token."""
    hit = harm_words().match(doc.lower, k)
    return hit is not None and any(word.how != "none" for word in hit[1])


def _harm_ends(doc: Doc, k: int, end: int, first: int) -> int | None:
    """Where a run ends at a word of harm: before a verb or state, after a noun; None where it describes a noun."""
    hit = harm_words().match(doc.lower, k)
    if hit is None or all(word.how == "none" for word in hit[1]):
        return None
    after = k + hit[0]
    if any(word.how in {"noun", "body", "taken"} for word in hit[1]) and doc.tags[k] != "VERB":
        return after
    described = after < end and doc.tags[after] in _DESCRIBED and hit[0] == 1
    return None if described and (k == first or doc.tags[k - 1] not in {"NOUN", "NAME"}) else k


def head_of(doc: Doc, first: int, last: int) -> tuple[int | None, bool]:
    """The head of a run and whether it is a word for people: the last that ends the run or that a name follows."""
    while last > first and (doc.tags[last - 1] in {"QUOTE", "POSS", "DET", "NUM"} or doc.lower[last - 1] in _JOINS):
        last -= 1
    if last <= first:
        return None, False
    best: int | None = None
    for k in range(first, last):
        ends = _people_end(doc, k)
        if ends is None or ends > last:
            continue
        if ends == last or (is_plural(doc.lower[ends - 1]) and doc.lower[ends] in lexicon().verbs):
            best = ends - 1
        elif all(doc.tags[j] == "NAME" for j in range(ends, last)):
            best = last - 1
    return (last - 1, False) if best is None else (best, True)


def _people_end(doc: Doc, k: int) -> int | None:
    """Where a word for people that begins at token `k` ends."""
    hit = agent_index().match(doc.words, k)
    if (
        hit
        and doc.lower[k + hit[0] - 1] not in cue_words("place") | cue_words("clock")
        and (hit[1].victim or hit[1].mention in {"person", "armed_force"})
    ):
        return k + hit[0]
    return k + 1 if doc.lower[k] in cue_words("person") or doc.lower[k].endswith("-year-old") else None


def is_plural(low: str) -> bool:
    """Whether a noun for people stands for many."""
    return low in cue_words("plural") or (low.endswith("s") and not low.endswith(("ss", "us", "is")))
