"""Whether a trigger tells what happened, or what is denied, planned, threatened or only imagined."""

from __future__ import annotations

from functools import cache

from counterclaim.codebook.loader import load
from counterclaim.read.document import Doc

_GROUP = frozenset({"ADV", "AUX", "NEG", "TO", "QUOTE", "MODAL"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(next(entry["words"] for entry in load("realis") if entry["id"] == name))


def realis(doc: Doc, i: int, *, noun: bool) -> str:
    """actual | background | planned | threatened | negated | hypothetical, from the words before the trigger."""
    return _noun_realis(doc, i) if noun else _verb_realis(doc, i)


def is_hedged(doc: Doc, i: int) -> bool:
    """Whether a word of doubt stands just before the trigger in its clause ("allegedly", "suspected")."""
    first = max(doc.sents[doc.sent_of[i]].first, i - 5)
    return any(doc.lower[k] in _words("hedge") for k in range(first, i))


def _verb_realis(doc: Doc, i: int) -> str:
    first = doc.sents[doc.sent_of[i]].first
    j = i - 1
    group: list[str] = []
    while j >= first and doc.tags[j] in _GROUP:
        group.append(doc.lower[j])
        j -= 1
    if any(w in _words("negation") for w in group):
        return "negated"
    if group and group[-1] in _words("future") and "have" not in group:
        return "planned"
    if any(w in _words("modal") for w in group) and "have" not in group:
        return "hypothetical"
    if group and group[0] == "to" or "to" in group:
        return _infinitive(doc, j)
    if _conditional(doc, i, first):
        return "hypothetical"
    return "actual"


def _infinitive(doc: Doc, j: int) -> str:
    """The realis of "... to attack" from the word that governs it."""
    for k in range(j, max(j - 4, -1), -1):
        low = doc.lower[k]
        lemma = doc.lemma(k) or low
        if low in _words("attempt") or lemma in _words("attempt"):
            return "actual"
        if low in _words("plan") or lemma in _words("plan"):
            return "planned"
        if low in _words("threat") or lemma in _words("threat"):
            return "threatened"
    return "hypothetical"


def _conditional(doc: Doc, i: int, first: int) -> bool:
    return any(doc.lower[k] in {"if", "unless", "whether", "should"} and doc.tags[k] in {"SUB", "MODAL"} for k in range(max(first, i - 10), i))


def _noun_realis(doc: Doc, i: int) -> str:
    chunk = doc.chunks[doc.chunk_of[i]] if doc.chunk_of[i] >= 0 else None
    start = chunk.first if chunk else i
    inside = doc.lower[start:i]
    if any(w in _words("negation") for w in inside):
        return "negated"
    if any(w in _words("threatened") for w in inside):
        return "threatened"
    if any(w in _words("planned") for w in inside):
        return "planned"
    before = _governor(doc, start)
    if before in _words("risk"):
        return "hypothetical"
    if any(w in _words("past") for w in inside):
        return "background"
    return "actual"


def _governor(doc: Doc, start: int) -> str:
    """The word that governs a noun phrase: "threat of an attack", "to prevent attacks"."""
    first = doc.sents[doc.sent_of[start]].first
    k = start - 1
    while k >= first and doc.tags[k] in {"PREP", "DET", "ADV", "ADJ"}:
        k -= 1
    if k < first:
        return ""
    return doc.lemma(k) or doc.lower[k]
