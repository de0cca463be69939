"""Where a cue's complement begins and of what kind it is."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import NamedTuple

from counterclaim.codebook.cues import cue_index
from counterclaim.read.cuewords import Group
from counterclaim.read.document import Doc
from counterclaim.read.ends import clause_at
from counterclaim.read.phrases import phrase_after
from counterclaim.read.quotes import Quotes

_WH = frozenset({"whether", "if", "how", "what", "why", "who", "whom", "where", "when", "which", "whose"})
_ADJUNCT_PREPS = frozenset(
    {
        "in",
        "on",
        "at",
        "during",
        "after",
        "before",
        "to",
        "via",
        "through",
        "over",
        "from",
        "by",
        "with",
        "following",
        "of",
        "about",
    }
)
_PERIODS = frozenset({"week", "month", "year", "day", "night", "morning", "afternoon", "evening", "weekend", "summer"})
_COUNTING = frozenset(
    {"at", "more", "fewer", "less", "up", "about", "around", "over", "between", "nearly", "almost", "as"}
)
_OPENING = frozenset(
    {"much", "most", "more", "none", "half", "many", "few", "both", "either", "anyone", "whoever", "everything"}
)


class Complement(NamedTuple):
    """What follows a cue: its first token and kind (that | clause | wh | to | np | ing | quote | colon | none).

    `cue_last` is past the cue with a preposition it takes; `after` past the adjuncts and the addressee between.
    """

    start: int
    kind: str
    cue_last: int
    after: int


def complement(doc: Doc, group: Group, quotes: Quotes, hi: int) -> Complement:
    """The complement to the right of a cue, among those that the cue takes."""
    cue, p = group.cue, group.last
    found: list[Complement] = []
    for at in _places(doc, group, hi):
        after_comma = at > p and doc.words[at - 1] == ","
        if after_comma and doc.tags[at] != "QUOTE" and doc.lower[at] != "that":
            continue
        kind = _kind(doc, group, at, hi, quotes)
        if kind == "clause" and at == p and "addressee" in cue.takes and _two_phrases(doc, at, hi):
            continue
        if kind == "np" and at > p and not _adverbs(doc, p, at):
            continue  # "accused on Monday ..." has its object elsewhere
        if kind:
            found.append(Complement(_begin(doc, at, p) if kind in {"np", "clause"} else at, kind, p, at))
    if found:
        marked = [one for one in found if one.kind in {"that", "wh", "quote", "colon"}]
        dated = found[0].kind == "clause" and doc.tags[found[0].start] == "TIME"  # "said Saturday that"
        return marked[0] if marked and (dated or "addressee" in cue.takes) else found[0]
    for at in (p, *_steps(doc, group, hi)[1:2]):
        if at + 1 < hi and doc.lower[at] in cue.joins and doc.tags[at + 1] != "PUNCT":
            return Complement(at + 1, "np", at + 1 if at == p else p, at + 1)
    return Complement(-1, "none", p, _steps(doc, group, hi)[-1])


def _adverbs(doc: Doc, first: int, last: int) -> bool:
    return all(doc.tags[i] in {"ADV"} for i in range(first, last))


def _two_phrases(doc: Doc, at: int, hi: int) -> bool:
    """ "told the agency they saw": whom it was told to, and then the clause's own subject."""
    end = doc.chunks[doc.chunk_of[at]].last if doc.chunk_of[at] >= 0 else hi
    return end < hi and doc.tags[end] in {"PRON", "DET", "NUM"} and doc.sent_of[end] == doc.sent_of[at]


def _begin(doc: Doc, at: int, low: int) -> int:
    """Where a clause or phrase begins, its opening included: "only two dead", "in winter it freezes"."""
    while at > low and doc.tags[at - 1] == "ADV" and not doc.lower[at - 1].endswith("ly"):
        at -= 1
    if at > low and doc.tags[low] == "PREP" and doc.chunk_of[at - 1] >= 0:
        head = doc.chunks[doc.chunk_of[at - 1]].head
        outer = any(
            doc.tags[i] in {"TIME", "NAME"} or doc.lower[i] in cue_index().channels for i in range(low, head + 1)
        )
        return at if outer or doc.lower[low] == "to" else low
    return at


def _steps(doc: Doc, group: Group, hi: int) -> list[int]:
    """Past the cue, and past each adjunct and the addressee after it."""
    p = group.last
    steps = [p]
    addressed = "addressee" not in group.cue.takes
    for _ in range(8):
        q = _skip_adjunct(doc, p, hi)
        if q == p and not addressed:
            q = _skip_addressee(doc, p, hi)
            addressed = True
        if q == p:
            break
        p = q
        steps.append(p)
    return steps


def _places(doc: Doc, group: Group, hi: int) -> list[int]:
    """Token indexes where a complement may begin."""
    steps = _steps(doc, group, hi)
    places, p = [at for at in steps if at < hi], steps[-1]
    if p + 1 < hi and doc.words[p] in {",", ":"}:
        places.append(p + 1)
        close = next((j for j in range(p + 2, min(hi - 1, p + 16)) if doc.words[j] == ","), None)
        if close is not None and doc.lower[close + 1] == "that":
            places.append(close + 1)  # "said, citing officials, that"
    return places


def _skip_addressee(doc: Doc, p: int, hi: int) -> int:
    if p >= hi or doc.chunk_of[p] < 0:
        return p
    if doc.lower[p] in {"reporters", "journalists", "him", "her", "them", "me", "us"}:
        return p + 1
    end = phrase_after(doc, p, hi, clauses=False)
    return end if end is not None else p


def _skip_adjunct(doc: Doc, p: int, hi: int) -> int:
    """Past one adverb, time word or prepositional phrase."""
    if p >= hi:
        return p
    tag, low = doc.tags[p], doc.lower[p]
    if tag == "TIME" or (tag == "ADV" and low not in {"how", "why", "when", "where"} and low not in _OPENING):
        return p + 1
    if tag == "NUM" and p > 0 and doc.tags[p - 1] == "TIME":
        return p + 1
    if low in {"last", "this", "late", "early", "earlier", "later"} and p + 1 < hi:
        q = p + 1
        while q < hi and (doc.tags[q] == "TIME" or doc.lower[q] in _PERIODS | {"in", "on", "this", "last"}):
            q += 1
        return q if q > p + 1 else p
    if tag == "VERB" and low.endswith("ed") and doc.chunk_of[p - 1] >= 0 and doc.tags[p + 1 : p + 2] == ["PREP"]:
        return p + 1  # "said in a statement carried by its agency that"
    if tag == "PREP" and low in _ADJUNCT_PREPS and p + 1 < hi:
        if doc.tags[p + 1] == "TIME":
            owner = p + 3 < hi and doc.tags[p + 2] == "POSS" and doc.chunk_of[p + 3] >= 0
            return min(hi, doc.chunks[doc.chunk_of[p + 3]].last) if owner else p + 2
        end = phrase_after(doc, p + 1, hi, clauses=False)
        if end is not None:
            return end
    return p


def _kind(doc: Doc, group: Group, p: int, hi: int, quotes: Quotes) -> str:
    takes = group.cue.takes
    low, tag = doc.lower[p], doc.tags[p]
    if doc.words[p] == ":":
        return "colon" if "quote" in takes or "that" in takes else ""
    if doc.tags[p] == "QUOTE" and quotes.of[p] >= 0 and quotes.all[quotes.of[p]].first == p:
        if "quote" in takes and quotes.all[quotes.of[p]].speech:
            return "quote"
        return _nominal(doc, group, p + 1, hi) or ("quote" if {"quote", "np", "clause"} & takes else "")
    pause = p + 1 < hi and doc.tags[p + 1] == "PUNCT" and doc.words[p + 1] not in {",", "—"}
    if low == "that" and "np" in takes and _points(doc, p, hi):
        return "np"
    if low == "that" and p + 2 < hi and "that" in takes and not pause:
        return "that"
    if low in _WH and "wh" in takes:
        return "wh"
    if (
        low == "to"
        and p + 1 < hi
        and ({"to", "passive"} & takes)
        and (doc.tags[p] == "TO" or doc.tags[p + 1] in {"VERB", "AUX", "ADV", "NOUN"})
    ):
        return "to" if "to" in takes or group.passive else ""
    if tag == "VERB" and doc.lower[p].endswith("ing") and ({"ing", "np"} & takes):
        return "ing"
    return _nominal(doc, group, p, hi)


def _points(doc: Doc, p: int, hi: int) -> bool:
    """ "mention that clash in its statement": a pointing "that", no verb of its own before a comma."""
    end = next((i for i in range(p, hi) if doc.words[i] == ","), hi)
    verbs = any(doc.tags[i] in {"VERB", "AUX", "MODAL"} for i in range(p + 1, end))
    return not verbs and p + 1 < hi and doc.tags[p + 1] in {"NOUN", "ADJ"}


def _nominal(doc: Doc, group: Group, p: int, hi: int) -> str:
    """A clause or noun phrase as complement at `p`."""
    takes = group.cue.takes
    if p >= hi:
        return ""
    opens = doc.lower[p] in _OPENING or (doc.tags[p] == "VERB" and doc.lower[p].endswith("ing"))
    counted = doc.lower[p] in _COUNTING and any(doc.tags[i] == "NUM" for i in range(p + 1, min(hi, p + 4)))
    if _time_phrase(doc, p) and doc.tags[p] != "TIME":
        return ""
    begins = (
        counted
        or opens
        or doc.chunk_of[p] >= 0
        or doc.lower[p] in {"there", "no", "neither", "nothing", "if"}
        or (doc.tags[p] == "TIME" and "clause" in takes)
    )
    if not begins:
        return ""
    if "clause" in takes and clause_at(doc, p, hi):
        return "clause"
    if "np" in takes and not _time_phrase(doc, p):
        return "np" if doc.lower[p] not in {"he", "she", "they", "i", "we"} else ""
    if "predicate" in takes:
        return "np" if _predicated(doc, p, hi) else ""
    if "utterance" in takes:
        return "np" if _holds(doc, p, hi, cue_index().nouns) else ""
    if "obj_to" in takes:
        end = phrase_after(doc, p, hi, clauses=False)
        return "np" if end is not None and end < hi and doc.lower[end] == "to" else ""
    if "obj_as" in takes:
        end = phrase_after(doc, p, hi, clauses=False)
        return "np" if end is not None and end < hi and doc.lower[end] == "as" else ""
    if "put" in takes:
        return "np" if _put(doc, p, hi) else ""
    if "named" in takes:
        return "np" if any(doc.lower[i] == "as" for i in range(p, min(hi, p + 8))) else ""
    if "relay" in takes:
        return ""
    return ""


def _time_phrase(doc: Doc, p: int) -> bool:
    """ "said this month", "reported last week": a time and no object."""
    number = doc.chunk_of[p]
    return doc.tags[p] == "TIME" or (number >= 0 and doc.lower[doc.chunks[number].head] in _PERIODS)


def _predicated(doc: Doc, p: int, hi: int) -> bool:
    """ "called the claim false": an object and what it is called, and no telephone call."""
    if doc.tags[p - 1] == "QUOTE":
        return True
    if doc.chunk_of[p] < 0:
        return False
    end = min(hi, doc.chunks[doc.chunk_of[p]].last)
    after = doc.tags[end] if end < hi else ""
    last = doc.tags[end - 1] == "ADJ" or (doc.lower[end - 1] in judgements() and doc.tags[end - 2] in {"NOUN", "NAME"})
    return after in {"QUOTE", "DET", "ADJ", "NUM", "NOUN", "NAME"} or (end - p > 1 and last)


@cache
def judgements() -> frozenset[str]:
    """Single words that judge what was said or done: "false", "baseless", "barbaric"."""
    return frozenset(phrase[0] for turn in cue_index().turns for phrase in turn.phrases if len(phrase) == 1)


def _holds(doc: Doc, p: int, hi: int, nouns: Container[str]) -> bool:
    chunk = doc.chunks[doc.chunk_of[p]] if doc.chunk_of[p] >= 0 else None
    return chunk is not None and doc.lower[min(chunk.head, hi - 1)] in nouns


def _put(doc: Doc, p: int, hi: int) -> bool:
    """ "put the number of dead at two": a figure after "at", and no other "put"."""
    return any(
        doc.lower[i] == "at" and any(doc.tags[j] == "NUM" for j in range(i + 1, min(hi, i + 5)))
        for i in range(p, min(hi - 1, p + 12))
    )
