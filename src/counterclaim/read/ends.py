"""Where what was said ends, and whether a clause begins."""

from __future__ import annotations

from counterclaim.codebook.cues import cue_index
from counterclaim.read.document import Doc
from counterclaim.read.quotes import Quotes
from counterclaim.read.tagging import verb_of

FINITE = frozenset({"VERB", "AUX", "MODAL"})
_TRAILING = frozenset({"which", "who", "whose", "a", "an", "compared", "despite"})
_CLITICS = frozenset({"'s", "'re", "'ll", "'d", "'ve", "'m"})
_ENDS = frozenset({".", "!", "?", "…"})


def sentence_end(doc: Doc, first: int, last: int) -> int:
    """Past the last token of a sentence that is no closing punctuation."""
    end = last
    while end > first and doc.words[end - 1] in _ENDS:
        end -= 1
    return end


def clause_at(doc: Doc, p: int, hi: int) -> bool:
    """Whether a clause with its own finite verb begins at `p`."""
    limit = min(hi, p + 40)
    commas = relatives = 0
    i = p
    while i < limit:
        tag, low = doc.tags[i], doc.lower[i]
        clitic = low in _CLITICS and i > p and doc.tags[i - 1] in {"PRON", "SUB"}
        finite = clitic or tag in FINITE and not (tag == "VERB" and (low.endswith("ing") or doc.lower[i - 1] == "to"))
        if finite and i > p:
            if doc.tags[i - 1] == "CONJ":
                return False
            if not relatives:
                return True
            relatives -= 1
            while i + 1 < limit and doc.tags[i + 1] in {"VERB", "AUX", "ADV", "NEG"}:
                i += 1
        elif tag == "SUB" and low in {"who", "which", "that", "where", "whose"} and i > p:
            relatives += 1
        elif (tag == "SUB" and i > p) or doc.words[i] in {";", ":", "—"} or (tag == "QUOTE" and commas):
            return False
        if doc.words[i] == ",":
            commas += 1
            if commas > 3:
                return False
        i += 1
    return False


def clause_end(doc: Doc, start: int, hi: int, quotes: Quotes, *, nominal: bool) -> int:
    """Past the last token of a complement that begins at `start`: the sentence's end or an earlier break.

    `nominal`: the complement is no clause, so that a clause joined to it is not part of it.
    """
    i = start
    while i < hi:
        here = quotes.of[i]
        if here >= 0 and quotes.all[here].last > i:
            i = min(hi, quotes.all[here].last)
            if i + 1 < hi and doc.words[i - 2] == "," and _breaks(doc, i - 1, hi, nominal=nominal):
                return i
            continue
        word = doc.words[i]
        if word == ";" or (i > start and _dash(doc, i, hi)):
            return i
        if nominal and doc.tags[i] == "CONJ" and i > start and _goes_on(doc, start, i, hi):
            return i - 1 if doc.words[i - 1] == "," else i
        if word == "," and i + 1 < hi and _breaks(doc, i, hi, nominal=nominal):
            return i
        if word == "," and i + 1 < hi and doc.lower[i + 1] in _TRAILING and "," not in doc.words[i + 1 : hi]:
            return i
        i += 1
    return hi


def _goes_on(doc: Doc, start: int, conj: int, hi: int) -> bool:
    """ "praised the guards and left": after a complement without a verb of its own, a finite one is the source's."""
    if any(
        doc.tags[i] in FINITE and not doc.lower[i].endswith("ing") and doc.lower[i - 1] != "to"
        for i in range(start, conj)
    ):
        return False
    i = conj + 2 if conj + 1 < hi and doc.tags[conj + 1] == "ADV" else conj + 1
    form = verb_of(doc.lower[i]) if i < hi and doc.tags[i] == "VERB" else None
    return form is not None and bool({"past", "s"} & form.forms) and "base" not in form.forms


def _dash(doc: Doc, i: int, hi: int) -> bool:
    """A dash between spaces that no second dash closes."""
    if doc.words[i] not in {"—", "–", "-", "--"} or doc.ends[i - 1] == doc.starts[i]:
        return False
    return not any(doc.words[j] == doc.words[i] for j in range(i + 1, hi))


def _breaks(doc: Doc, comma: int, hi: int, *, nominal: bool) -> bool:
    """Whether what follows a comma is no longer what was said."""
    low = doc.lower[comma + 1]
    if low in {"but", "while", "whereas", "although", "though"}:
        return True
    if low in {"a", "an"} and comma + 2 < hi and tells(doc, comma + 2):
        return True  # "said A, a claim that B denied"
    if nominal and low in {"and", "as", "which", "who"}:
        return clause_at(doc, comma + 2, hi)
    return False


def tells(doc: Doc, i: int) -> bool:
    """Whether a noun names something said: "a claim", "a figure"."""
    return doc.lower[i] in cue_index().nouns or doc.lower[i] in {"figure", "number", "version", "toll", "tally"}
