"""Cue verbs in a text: the cue's words with their auxiliaries, and the form they have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from counterclaim.codebook.cues import Cue, cue_index
from counterclaim.read.document import Doc, Sent

_BE = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "am", "'s", "'re", "'m", "isn't", "aren't", "wasn't", "weren't"}
)
_HAVE = frozenset({"has", "have", "had", "having", "'ve", "hasn't", "haven't", "hadn't", "'d"})
_NEGATIVE = frozenset({"not", "never", "no", "n't", "neither", "nor", "cannot", "nobody", "none"})
_DO = frozenset({"do", "does", "did", "don't", "doesn't", "didn't"})
_CLAUSE_ADVERBS = frozenset(
    ["when", "where", "how", "why", "so", "there", "here", "ago", "yesterday", "however", "even"]
)
_AROUND = frozenset({"AUX", "MODAL", "NEG", "ADV"})
_FILLERS = frozenset({"ADJ", "DET", "NEG", "ADV"})


class Group(NamedTuple):
    """A verb group with a cue: tokens `[first, last)`, `head` the cue's own verb.

    `form`: finite | to | ing | part | bare. `modal` is the modal verb's token, or -1.
    """

    first: int
    head: int
    last: int
    cue: Cue
    form: str
    passive: bool
    negated: bool
    modal: int


def groups(doc: Doc, sent: Sent) -> Iterator[Group]:
    """Verb groups of a sentence whose verb can be a cue, in order; the longest cue of a place alone."""
    i = sent.first
    while i < sent.last:
        found = verb_group(doc, sent, i)
        if found is not None:
            yield found
            i = max(i + 1, found.last)
        else:
            i += 1


def verb_group(doc: Doc, sent: Sent, i: int) -> Group | None:
    """The group whose cue's own verb is token `i`, the longest cue that fits."""
    for cue, forms in cue_index().verbs.get(doc.lower[i], ()):
        last = _words_after(doc, i, sent.last, cue)
        found = _group(doc, sent, i, last, cue, forms) if last is not None else None
        if found is not None:
            return found
    return None


def _words_after(doc: Doc, head: int, hi: int, cue: Cue) -> int | None:
    """Past the cue's last word when its further words follow, an adjective or article between them let pass."""
    p = head + 1
    for number, word in enumerate(cue.words[1:]):
        if number == 0 or cue.words[0] == "be":
            limit = p + 2
            while p < min(hi, limit) and doc.lower[p] != word and doc.tags[p] in _FILLERS:
                p += 1
        if p >= hi or doc.lower[p] != word:
            return None
        p += 1
    if cue.needs and not any(doc.lower[q] in cue.needs for q in range(p, min(hi, p + 14))):
        return None
    if cue.objects and not (
        p < hi and doc.chunk_of[p] >= 0 and doc.lower[doc.chunks[doc.chunk_of[p]].last - 1] in cue.objects
    ):
        return None
    return _paired(doc, p, hi)


def _paired(doc: Doc, p: int, hi: int) -> int:
    """Past a second verb with the same object: "neither confirmed nor denied"."""
    pair = p + 2 < hi and doc.lower[p] in {"nor", "or"} and doc.lower[p + 1] in cue_index().verbs
    return p + 2 if pair and doc.tags[p + 1] == "VERB" else p


def _group(doc: Doc, sent: Sent, i: int, last: int, cue: Cue, forms: frozenset[str]) -> Group | None:
    first, modal, negated, aux = i, -1, False, ""
    j = i - 1
    while j >= sent.first and (
        doc.tags[j] in _AROUND or _clitic(doc, j) or doc.lower[j] in {"since", "both", "all", "first"}
    ):
        low = doc.lower[j]
        if doc.tags[j] == "ADV" and not _inner_adverb(doc, j):
            break
        if low in _NEGATIVE or low.endswith("n't"):
            negated = True
        if doc.tags[j] == "MODAL" and modal < 0:
            modal = j
        if not aux and (doc.tags[j] == "AUX" or _clitic(doc, j)):
            aux = low
        first = j
        j -= 1
    after_to = j >= sent.first and doc.lower[j] == "to"
    form, passive = _form(forms, aux, modal=modal >= 0, after_to=after_to)
    if form == "to":
        first = j
        negated = negated or (j - 1 >= sent.first and doc.lower[j - 1] == "not")
    while first < i and doc.tags[first] == "ADV" and _opening(doc, sent, first):
        first += 1
    if cue.words[0] == "be" and passive:
        return None
    return Group(first, i, last, cue, form, passive, negated, modal)


def _opening(doc: Doc, sent: Sent, i: int) -> bool:
    return i == sent.first or doc.words[i - 1] in {",", ";", "—", "–"}


def _clitic(doc: Doc, j: int) -> bool:
    return doc.lower[j] in {"'s", "'ve", "'re", "'d", "'m", "'ll"} and j > 0 and doc.tags[j - 1] in {"PRON", "SUB"}


def _inner_adverb(doc: Doc, j: int) -> bool:
    """An adverb before a verb belongs to its group unless it opens a clause ("However, he said")."""
    return doc.lower[j] not in _CLAUSE_ADVERBS


def _form(forms: frozenset[str], aux: str, *, modal: bool, after_to: bool) -> tuple[str, bool]:
    """The group's form, and whether it is passive."""
    if aux in _BE:
        if "ing" in forms:
            return "finite", False
        if "part" in forms:
            return "finite", True
    if (aux in _HAVE and "part" in forms) or modal or aux in _DO:
        return "finite", False
    if after_to and "base" in forms:
        return "to", False
    if "ing" in forms:
        return "ing", False
    if {"past", "s"} & forms:
        return "finite", False
    return ("bare" if "base" in forms else "part"), False
