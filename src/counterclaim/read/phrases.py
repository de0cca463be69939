"""Noun phrases: how far one reaches back from its end, and on from its start."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.read.document import Doc

Tokens = tuple[int, int]
_LINKS = frozenset(
    [
        "of",
        "for",
        "in",
        "at",
        "from",
        "with",
        "on",
        "between",
        "among",
        "near",
        "within",
        "behind",
        "against",
        "under",
        "by",
        "to",
        "inside",
        "outside",
        "along",
        "across",
        "about",
        "including",
    ]
)
SELF = frozenset({"himself", "herself", "itself", "themselves"})
_NO = frozenset({"no", "neither", "not"})


def phrase_before(doc: Doc, end: int, low: int) -> int | None:
    """Where the noun phrase begins that ends at token `end`, or None where there is none."""
    k = end - 1
    start: int | None = None
    listed = False
    while k >= low:
        k = over_brackets(doc, k, low)
        if k < low or (doc.chunk_of[k] < 0 and doc.tags[k] != "QUOTE"):
            break
        if doc.tags[k] == "QUOTE":
            k -= 1
            continue
        start = _begin(doc, k, low)
        p = start - 1
        if p <= low:
            break
        further = _tied(doc, start, low)
        if further is None:
            further = _joined(doc, p, low, listed=listed)
            listed = listed or further is not None
        if further is None:
            further = _reduced(doc, p, low)
        if further is None:
            break
        k = further
    return start


def _begin(doc: Doc, k: int, low: int) -> int:
    """Where the base phrase that holds token `k` begins, with what its chunk leaves out before it."""
    begin = max(low, doc.chunks[doc.chunk_of[k]].first)
    while begin > low and doc.lower[begin] in {"other", "such"} and doc.tags[begin - 1] in {"ADJ", "DET", "NUM"}:
        begin -= 1
    begin = _counted(doc, begin, low)
    p = begin - 1
    if p > low and doc.tags[p] == "POSS" and doc.tags[p - 1] == "TIME":
        return p - 1  # "police at Saturday's rally"
    return p if p >= low and doc.lower[p] in _NO else begin


def _tied(doc: Doc, start: int, low: int) -> int | None:
    """The token before that belongs to the phrase: by a preposition, brackets, an initial or a quoted nickname."""
    p = start - 1
    if doc.words[p] == ")" and doc.tags[start] == "NAME":
        q = over_brackets(doc, p, low)  # "superintendent of police (SP) Ilo Marten"
        return q if q >= low and is_phrase_end(doc, q) else None
    if doc.tags[p] == "QUOTE" and doc.chunk_of[p - 1] >= 0:
        return p - 1
    if doc.words[p] == "." and len(doc.words[p - 1]) == 1 and doc.chunk_of[p - 1] >= 0:
        return p - 1  # "Ana M. Ruiz"
    linked = (doc.tags[p] == "PREP" and doc.lower[p] in _LINKS) or doc.words[p] in {"&", "/"}
    return p - 1 if linked and is_phrase_end(doc, p - 1) else None


def _joined(doc: Doc, p: int, low: int, *, listed: bool) -> int | None:
    """The last token of an earlier member of a list."""
    if doc.lower[p] in {"and", "or"}:
        q = p - 2 if doc.words[p - 1] == "," else p - 1
        if q >= low and is_phrase_end(doc, q) and _opens_list(doc, q, low, oxford=q < p - 1):
            return q
    if listed and doc.words[p] == "," and is_phrase_end(doc, p - 1) and _opens_list(doc, p - 1, low, oxford=False):
        return p - 1
    return None


def _opens_list(doc: Doc, q: int, low: int, *, oxford: bool) -> bool:
    """Whether a phrase ending at `q` is a member of a list and no object: no verb or preposition before it.

    With a comma before its "and" it needs another before it: else two clauses are joined, and no list.
    """
    start = _plain_start(doc, q, low)
    p = start - 1
    if oxford and not (p > low and doc.words[p] == ","):
        return False
    while p >= low and doc.tags[p] == "ADV":
        p -= 1
    return p < low or doc.tags[p] in {"SUB", "CONJ"} or (doc.words[p] in {",", ":", ";"} and not verb_in(doc, low, p))


def _plain_start(doc: Doc, k: int, low: int) -> int:
    """Where the phrase with token `k` begins, its prepositional ties included and no list looked into."""
    while True:
        k = max(low, over_brackets(doc, k, low))
        start = _begin(doc, k, low) if doc.chunk_of[k] >= 0 else k
        further = _tied(doc, start, low) if start - 1 > low else None
        if further is None or further >= k:
            return start
        k = further


def phrase_opens(doc: Doc, k: int, low: int) -> bool:
    """Whether the noun phrase that ends with token `k` opens its clause."""
    start = _plain_start(doc, k, low)
    return start == low or doc.tags[start - 1] in {"CONJ", "SUB", "PUNCT"}


def _counted(doc: Doc, begin: int, low: int) -> int:
    """Back over what goes with a count or between article and noun: "at least nine", "the opposite side"."""
    p = begin - 1
    if p <= low or doc.sent_of[p] != doc.sent_of[begin]:
        return begin
    pair = (doc.lower[p - 1], doc.lower[p])
    if pair in {("at", "least"), ("more", "than"), ("fewer", "than"), ("less", "than"), ("up", "to")}:
        return p - 2 if p - 2 >= low and doc.lower[p - 2] == "no" else p - 1
    return p - 1 if doc.tags[p] == "PREP" and doc.tags[p - 1] == "DET" and doc.tags[begin] == "NOUN" else begin


def _reduced(doc: Doc, p: int, low: int) -> int | None:
    """The noun before a participle that tells more of it: "residents reached by phone", "footage posted online"."""
    if (doc.tags[p] == "PREP" or doc.lower[p] in SELF) and p - 1 > low:
        p -= 1
    word = doc.lower[p]
    participle = doc.tags[p] == "VERB" and (word.endswith(("ed", "en", "ing")) or word in {"held", "shot", "sent"})
    if not participle or p - 1 < low or not is_phrase_end(doc, p - 1) or doc.tags[p - 1] == "PRON":
        return None
    return p - 1 if phrase_opens(doc, p - 1, low) else None


def verb_in(doc: Doc, first: int, last: int) -> bool:
    return any(doc.tags[i] in {"VERB", "AUX", "MODAL"} for i in range(first, last))


def is_phrase_end(doc: Doc, i: int) -> bool:
    return i >= 0 and (doc.chunk_of[i] >= 0 or doc.words[i] == ")") and doc.tags[i] not in {"TIME", "POSS"}


def over_brackets(doc: Doc, k: int, low: int) -> int:
    if doc.words[k] in {")", "]"}:
        j = k
        while j > low and doc.words[j] not in {"(", "["}:
            j -= 1
        return j - 1
    return k


def phrase_after(doc: Doc, start: int, hi: int, *, clauses: bool = True) -> int | None:
    """Where the noun phrase ends that begins at `start`: with what "of" and "for" tie to it and appositions."""
    if start >= hi or (doc.chunk_of[start] < 0 and doc.tags[start] not in {"PRON", "QUOTE"}):
        return None
    end = _base_after(doc, start, hi)
    if end is None or not clauses:
        return end
    while end < hi and doc.words[end] == "," and end + 1 < hi:
        nxt = end + 1
        if doc.lower[nxt] in {"who", "whose", "which"}:
            stop = next_of(doc, nxt, hi, {",", ";", "—", "–"})
            end = stop
            continue
        if doc.tags[nxt] not in {"DET", "NAME", "NUM", "NOUN", "ADJ"}:
            break
        further = _base_after(doc, nxt, hi)
        if further is not None and further < hi and doc.lower[further] in {"who", "whose"}:
            further = next_of(doc, further, hi, {",", ";", "—", "–"})
        if further is None or (
            further < hi and doc.words[further] not in {",", ".", ";", ":", "—", "–", "“", '"', ")"}
        ):
            break
        end = further
    return end


def _base_after(doc: Doc, start: int, hi: int) -> int | None:
    i = start
    if doc.tags[i] == "QUOTE":
        i += 1
    if i >= hi or doc.chunk_of[i] < 0:
        return None
    end = min(hi, doc.chunks[doc.chunk_of[i]].last)
    while end + 1 < hi:
        if doc.words[end] == "." and len(doc.words[end - 1]) == 1 and doc.tags[end + 1] == "NAME":
            end = min(hi, doc.chunks[doc.chunk_of[end + 1]].last)
            continue
        if doc.words[end] == "(":
            close = next_of(doc, end, hi, {")"})
            end = min(hi, close + 1)
            if end < hi and doc.tags[end] == "NAME":
                end = min(hi, doc.chunks[doc.chunk_of[end]].last)
            continue
        if doc.tags[end] == "QUOTE" and doc.chunk_of[end - 1] >= 0:
            shut = next((j for j in range(end + 1, min(hi, end + 6)) if doc.tags[j] == "QUOTE"), None)
            if shut is None:
                break
            end = shut + 1
            continue
        joined = (
            doc.tags[end] == "PREP" and doc.lower[end] in _LINKS and doc.lower[end] not in {"to", "about"}
        ) or doc.lower[end] in {"and", "&", "/"}
        nxt = end + 1
        if joined and doc.chunk_of[nxt] >= 0 and doc.tags[nxt] != "PRON":
            follow = min(hi, doc.chunks[doc.chunk_of[nxt]].last)
            if doc.lower[end] == "and" and follow < hi and doc.tags[follow] in {"VERB", "AUX", "MODAL"}:
                break
            end = follow
            continue
        if end < hi and doc.chunk_of[end] >= 0 and doc.chunk_of[end] == doc.chunk_of[end - 1]:
            end = min(hi, doc.chunks[doc.chunk_of[end]].last)
            continue
        break
    return end


def next_of(doc: Doc, start: int, hi: int, words: Iterable[str]) -> int:
    wanted = set(words)
    return next((i for i in range(start, hi) if doc.words[i] in wanted), hi)
