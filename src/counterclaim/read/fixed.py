"""Attributions without a cue verb: "X's claim that A", "according to X", "reportedly"."""

from __future__ import annotations

from counterclaim.codebook.cues import Cue, cue_index
from counterclaim.read.cuewords import Group
from counterclaim.read.document import Doc, Sent
from counterclaim.read.ends import clause_end
from counterclaim.read.phrases import Tokens, phrase_after
from counterclaim.read.quotes import Quotes
from counterclaim.read.scene import Frame

_OWNERS = frozenset({"his", "her", "its", "their", "my", "our"})


def noun_frame(doc: Doc, sent: Sent, i: int, quotes: Quotes, hi: int) -> Frame | None:
    """A noun of saying with its content: "the army's claim that", "calls by the union for"."""
    cue = cue_index().nouns.get(doc.lower[i])
    if cue is None or doc.tags[i] not in {"NOUN", "VERB"} or i + 2 >= hi:
        return None
    number = doc.chunk_of[i]
    there = (
        number < 0 and doc.tags[i - 1] == "AUX" and doc.lower[i - 2 : i - 1] == ["there"] and doc.lower[i + 1] == "of"
    )
    if not there and (number < 0 or doc.chunk_of[i + 1] == number):
        return None
    source = None if there else _owner(doc, i, sent.first)
    p = i + 1
    if p < hi and doc.lower[p] in {"by", "from"} and source is None:
        end = phrase_after(doc, p + 1, hi, clauses=False)
        if end is not None and (end >= hi or doc.lower[end] not in cue.takes):
            end = min(hi, doc.chunks[doc.chunk_of[p + 1]].last)
        if end is not None and end < hi:
            source, p = (p + 1, end), end
    while p < hi and doc.tags[p] == "TIME":
        p += 1
    if p + 1 >= hi:
        return None
    return _with_content(doc, cue, i, p, source, quotes, hi)


def long_subjects(doc: Doc, sent: Sent, quotes: Quotes, hi: int) -> dict[int, Tokens]:
    """Subjects like "the army's claim that it fired", by the token of the main verb after them."""
    found: dict[int, Tokens] = {}
    for i in range(sent.first + 1, hi - 3):
        if doc.lower[i + 1] == "that" and quotes.of[i] < 0 and (frame := noun_frame(doc, sent, i, quotes, hi)):
            first, last = doc.chunks[doc.chunk_of[i]].first, frame.pieces[0][1]
            if last < hi and doc.tags[last] in {"VERB", "AUX", "MODAL"}:
                found[last] = (max(first, sent.first), last)
    return found


def _with_content(doc: Doc, cue: Cue, i: int, p: int, source: Tokens | None, quotes: Quotes, hi: int) -> Frame | None:
    low = doc.lower[p]
    if low not in cue.takes or (low != "that" and source is None and cue.factuality in {"CT+", "Uu"}):
        return None
    if low == "that" and doc.tags[p + 1] in {"VERB", "AUX", "MODAL"}:
        return None  # "a report that cited": the noun is the subject
    if low == "to" and doc.tags[p + 1] not in {"VERB", "AUX"} and cue.id != "opposition":
        return None
    joined = p == i + 1 and low not in {"that", "to"}
    group = Group(i, i, i + 1, cue, "noun", False, False, -1)
    start = p if low in {"that", "to"} and cue.id != "opposition" else p + 1
    frame = Frame(cue, group, (i, p + 1 if joined else i + 1), source, "right", "noun", start, boundary=i)
    end = clause_end(doc, start, hi, quotes, nominal=True)
    end = _before_main_verb(doc, i, start, end) if low == "that" else _phrase_end(doc, start, end, low)
    frame.pieces = [(start, end)]
    return frame


def _owner(doc: Doc, i: int, low: int) -> Tokens | None:
    """The possessor within the noun's phrase: "the army's", "its"."""
    first = max(low, doc.chunks[doc.chunk_of[i]].first)
    for k in range(i - 1, first - 1, -1):
        if doc.tags[k] == "POSS":
            return first, k + 1
        if doc.lower[k] in _OWNERS:
            return k, k + 1
    return None


def _before_main_verb(doc: Doc, noun: int, start: int, end: int) -> int:
    """A claim in subject place ends before the sentence's main verb: the second finite one, not tied to the first."""
    first = doc.sents[doc.sent_of[noun]].first
    if any(doc.tags[k] in {"VERB", "AUX", "MODAL"} for k in range(first, noun)):
        return end
    seen = 0
    for i in range(start + 1, end):
        starts = doc.tags[i] in {"AUX", "MODAL", "VERB"} and doc.tags[i - 1] not in {
            "AUX",
            "MODAL",
            "VERB",
            "NEG",
            "ADV",
            "TO",
        }
        if starts and not doc.lower[i].endswith("ing") and doc.tags[i - 1] not in {"CONJ", "SUB"}:
            seen += 1
            if seen == 2:
                return i
    return end


def _phrase_end(doc: Doc, start: int, end: int, low: str) -> int:
    """The reach of "calls for X": to the next finite verb or comma."""
    for i in range(start, end):
        if doc.words[i] in {",", ";"} or (doc.tags[i] in {"AUX", "MODAL"} and low != "to"):
            return max(i, start + 1)
        if low != "to" and doc.tags[i] == "VERB" and not doc.lower[i].endswith("ing") and doc.tags[i - 1] != "TO":
            return max(i, start + 1)
    return end


def phrase_frame(doc: Doc, sent: Sent, i: int, hi: int) -> Frame | None:
    """ "According to X, A" and "A, according to X"."""
    for cue in cue_index().phrases.get(doc.lower[i], ()):
        last = i + len(cue.words)
        if tuple(doc.lower[i:last]) != cue.words or last >= hi:
            continue
        end = phrase_after(doc, last, hi)
        if end is None:
            continue
        group = Group(i, i, last, cue, "phrase", False, False, -1)
        opening = (
            i == sent.first
            or (i == sent.first + 1 and doc.tags[sent.first] in {"CONJ", "ADV"})
            or doc.words[i - 1] == ";"
        )
        if opening:
            start = end + 1 if end < hi and doc.words[end] == "," else end
            frame = Frame(cue, group, (i, last), (last, end), "right", "clause", start, boundary=i)
            return frame if start < hi else None
        comma = doc.words[i - 1] in {",", "—", "–"} or doc.tags[i - 1] == "QUOTE"
        left = i - 1 if comma else i
        return Frame(cue, group, (i, last), (last, end), "left", "clause", end, left=(-1, left), boundary=left)
    return None


def adverb_frame(doc: Doc, sent: Sent, i: int, hi: int) -> Frame | None:
    """ "reportedly": the clause around it on the word of somebody not told."""
    cue = cue_index().adverbs.get(doc.lower[i])
    if cue is None or not sent.first <= i < hi - 1:
        return None
    first = next((k + 1 for k in range(i - 1, sent.first - 1, -1) if doc.words[k] in {",", ";", "—"}), sent.first)
    last = next((k for k in range(i + 1, hi) if doc.words[k] in {",", ";", "—"}), hi)
    group = Group(i, i, i + 1, cue, "adverb", False, False, -1)
    frame = Frame(cue, group, (i, i + 1), None, "none", "adverb", boundary=i)
    frame.pieces = [piece for piece in ((first, i), (i + 1, last)) if piece[0] < piece[1]]
    return frame
