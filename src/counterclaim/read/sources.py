"""Noun phrases as sources: the subject before a verb group, and the phrase that follows an inverted cue."""

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
_ASIDE = frozenset({"who", "which", "whose", "where", "when", "citing", "quoting", "speaking", "referring"})
_SELF = frozenset({"himself", "herself", "itself", "themselves"})
_INSERTED = frozenset(
    [
        "who",
        "which",
        "whose",
        "where",
        "when",
        "himself",
        "herself",
        "itself",
        "speaking",
        "citing",
        "quoting",
        "wearing",
        "currently",
        "now",
        "once",
        "then",
        "formerly",
        "also",
        "referring",
    ]
)
_NO = frozenset({"no", "neither", "not"})
_RELATIVE = frozenset({"who", "which", "that"})
_DASHES = frozenset({"—", "–", "-", "--", "―"})
_NOMINAL = frozenset({"DET", "NUM", "ADJ", "NOUN", "NAME", "POSS", "PRON"})
_SUBJECTS = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "who",
        "others",
        "some",
        "many",
        "none",
        "both",
        "someone",
        "everyone",
        "nobody",
        "anyone",
        "one",
        "all",
        "most",
        "few",
    }
)


def subject_before(doc: Doc, end: int, low: int) -> Tokens | None:
    """The noun phrase that ends at token `end` and begins no earlier than `low`, with what stands in apposition."""
    last = _over_time(doc, end, low)
    if last <= low:
        return None
    k = last - 1
    if doc.lower[k] in _RELATIVE and doc.tags[k] in {"SUB", "PRON", "DET"}:
        return k, last
    if doc.words[k] == "," or doc.words[k] in _DASHES:
        return _with_inserted(doc, last, low)
    if doc.lower[k] in _SELF and k > low:
        start = phrase_before(doc, k, low)
        return None if start is None else (start, last)
    if doc.tags[k] == "PRON" or doc.lower[k] in {"this", "that", "these", "those"}:
        return (k, last) if doc.lower[k] in _SUBJECTS or doc.tags[k] != "PRON" else None
    start = phrase_before(doc, last, low)
    if start is not None and start - 2 > low and doc.tags[start - 1] == "PREP" and doc.words[start - 2] == ",":
        outer = _with_inserted(doc, start - 1, low)  # "Marten, a judge, in a note on Friday accused"
        return outer or (start, last)
    return None if start is None else (_over_relative(doc, start, low), last)


def _over_relative(doc: Doc, start: int, low: int) -> int:
    """Back to what a relative clause tells of: "the officer who spoke to the daily said"."""
    verbs = 0
    for m in range(start - 1, low, -1):
        if doc.tags[m] in {"PUNCT", "CONJ"}:
            return start
        if doc.tags[m] in {"VERB", "AUX", "MODAL"} and doc.tags[m - 1] not in {"AUX", "MODAL", "NEG", "ADV", "TO"}:
            verbs += 1
        if doc.tags[m] in {"SUB", "PRON", "DET"} and doc.lower[m] in _RELATIVE:
            head = phrase_before(doc, m, low) if verbs == 1 and _is_phrase_end(doc, m - 1) else None
            opens = head is not None and (head == low or doc.tags[head - 1] in {"CONJ", "SUB", "PUNCT"})
            return head if opens and head is not None else start
    return start


def phrase_before(doc: Doc, end: int, low: int) -> int | None:
    """Where the noun phrase begins that ends at token `end`, or None where there is none."""
    k = end - 1
    start: int | None = None
    listed = False
    while k >= low:
        k = _over_brackets(doc, k, low)
        if k < low or (doc.chunk_of[k] < 0 and doc.tags[k] != "QUOTE"):
            break
        if doc.tags[k] == "QUOTE":
            k -= 1
            continue
        begin = max(low, doc.chunks[doc.chunk_of[k]].first)
        while begin > low and doc.lower[begin] in {"other", "such"} and doc.tags[begin - 1] in {"ADJ", "DET", "NUM"}:
            begin -= 1
        begin = _counted(doc, begin, low)
        start = begin
        p = begin - 1
        if p > low and doc.tags[p] == "POSS" and doc.tags[p - 1] == "TIME":
            start, p = p - 1, p - 2  # "police at Saturday's rally"
        if p > low and doc.words[p] == ")" and doc.tags[begin] == "NAME":
            q = _over_brackets(doc, p, low)  # "superintendent of police (SP) Ilo Marten"
            if q >= low and _is_phrase_end(doc, q):
                k = q
                continue
        if p >= low and doc.lower[p] in _NO:
            start, p = p, p - 1
        if p > low and doc.tags[p] == "QUOTE" and doc.chunk_of[p - 1] >= 0:
            p -= 1
            start = p + 1
        if p <= low:
            break
        if doc.words[p] == "." and len(doc.words[p - 1]) == 1 and doc.chunk_of[p - 1] >= 0:
            k = p - 1  # "Ana M. Ruiz"
            continue
        linked = (doc.tags[p] == "PREP" and doc.lower[p] in _LINKS) or doc.words[p] in {"&", "/"}
        if linked and _is_phrase_end(doc, p - 1):
            k = p - 1
            continue
        if doc.lower[p] in {"and", "or"}:
            q = p - 2 if doc.words[p - 1] == "," else p - 1
            if q >= low and _is_phrase_end(doc, q) and _joins(doc, q, low) and (q == p - 1 or _in_list(doc, q, low)):
                k, listed = q, True
                continue
        if listed and doc.words[p] == "," and _is_phrase_end(doc, p - 1) and _joins(doc, p - 1, low):
            k = p - 1
            continue
        reduced = _reduced(doc, p, low)
        if reduced is not None:
            k = reduced
            continue
        break
    return start


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
    if (doc.tags[p] == "PREP" or doc.lower[p] in _SELF) and p - 1 > low:
        p -= 1
    word = doc.lower[p]
    participle = doc.tags[p] == "VERB" and (word.endswith(("ed", "en", "ing")) or word in {"held", "shot", "sent"})
    if not participle or p - 1 < low or not _is_phrase_end(doc, p - 1) or doc.tags[p - 1] == "PRON":
        return None
    return p - 1 if phrase_opens(doc, p - 1, low) else None


def phrase_opens(doc: Doc, k: int, low: int) -> bool:
    """Whether the noun phrase that ends with token `k` opens its clause."""
    start = phrase_before(doc, k + 1, low)
    return start is not None and (start == low or doc.tags[start - 1] in {"CONJ", "SUB", "PUNCT"})


def _joins(doc: Doc, q: int, low: int) -> bool:
    """Whether a phrase ending at `q` is a first member of a list and no object: no verb or preposition before it."""
    start = phrase_before(doc, q + 1, low)
    if start is None:
        return False
    p = start - 1
    while p >= low and doc.tags[p] == "ADV":
        p -= 1
    return p < low or doc.tags[p] in {"SUB", "CONJ"} or (doc.words[p] in {",", ":", ";"} and not _verb_in(doc, low, p))


def _in_list(doc: Doc, q: int, low: int) -> bool:
    """Whether the phrase that ends at `q` follows a comma: with ", and" two members are clauses and no list."""
    start = phrase_before(doc, q + 1, low)
    return start is not None and start - 1 > low and doc.words[start - 1] == ","


def _verb_in(doc: Doc, first: int, last: int) -> bool:
    return any(doc.tags[i] in {"VERB", "AUX", "MODAL"} for i in range(first, last))


def _is_phrase_end(doc: Doc, i: int) -> bool:
    return i >= 0 and (doc.chunk_of[i] >= 0 or doc.words[i] == ")") and doc.tags[i] not in {"TIME", "POSS"}


def _over_brackets(doc: Doc, k: int, low: int) -> int:
    if doc.words[k] in {")", "]"}:
        j = k
        while j > low and doc.words[j] not in {"(", "["}:
            j -= 1
        return j - 1
    return k


def _over_time(doc: Doc, end: int, low: int) -> int:
    """Step over "on Tuesday" and "this week" between a subject and its verb."""
    k = end - 1 if end - 1 > low and doc.lower[end - 1] in {"there", "here", "nearby"} else end
    while k > low and (
        doc.tags[k - 1] == "TIME" or (doc.tags[k - 1] == "NUM" and k - 2 >= low and doc.tags[k - 2] == "TIME")
    ):
        k -= 1
    if k < end:
        while k > low and doc.lower[k - 1] in {"on", "in", "last", "late", "early", "this", "since"}:
            k -= 1
    return k


def _with_inserted(doc: Doc, end: int, low: int) -> Tokens | None:
    """A subject followed by an insertion: "the envoy, a former judge, said"; a relative clause stays outside."""
    dash = doc.words[end - 1] in _DASHES
    for m in range(end - 2, low, -1):
        if doc.words[m] != "," and not (dash and doc.words[m] in _DASHES):
            continue
        if dash and doc.words[m] == ",":
            continue
        if not _is_phrase_end(doc, m - 1) or not _inserted(doc, m + 1):
            continue
        start = phrase_before(doc, m, low)
        if start is None:
            continue
        if _only_figures(doc, start, m) and start - 2 >= low and doc.words[start - 1] == ",":
            earlier = phrase_before(doc, start - 1, low)
            start = earlier if earlier is not None else start
        before = start - 1
        if before >= low and doc.words[before] == "," and _verb_free(doc, low, before):
            further = phrase_before(doc, before, low)
            if further is not None and doc.tags[start] in {"DET", "NAME", "NUM"} and doc.tags[further] != "PREP":
                start = further
        aside = (
            doc.lower[m + 1] in _ASIDE
            or doc.tags[m + 1] == "VERB"
            or (doc.tags[m + 1] == "PREP" and doc.lower[m + 1] != "of")
            or dash
        )
        return start, (m if aside else end - 1)
    return None


def _verb_free(doc: Doc, first: int, last: int) -> bool:
    return not _verb_in(doc, first, last) and (first >= last or doc.tags[first] != "PREP")


def _only_figures(doc: Doc, first: int, last: int) -> bool:
    return all(doc.tags[i] == "NUM" for i in range(first, last))


def _inserted(doc: Doc, i: int) -> bool:
    """Whether what begins at `i` can stand between a subject and its verb: an apposition, a relative clause."""
    participle = doc.tags[i] == "VERB" and doc.lower[i].endswith(("ing", "ed"))
    nominal = doc.tags[i] in {"DET", "NAME", "NUM", "ADJ", "NOUN", "PREP", "POSS"}
    return participle or nominal or doc.lower[i] in _INSERTED


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
            stop = _next(doc, nxt, hi, {",", ";", "—", "–"})
            end = stop
            continue
        if doc.tags[nxt] not in {"DET", "NAME", "NUM", "NOUN", "ADJ"}:
            break
        further = _base_after(doc, nxt, hi)
        if further is not None and further < hi and doc.lower[further] in {"who", "whose"}:
            further = _next(doc, further, hi, {",", ";", "—", "–"})
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
            close = _next(doc, end, hi, {")"})
            end = min(hi, close + 1)
            if end < hi and doc.tags[end] == "NAME":
                end = min(hi, doc.chunks[doc.chunk_of[end]].last)
            continue
        if doc.tags[end] == "QUOTE" and doc.chunk_of[end - 1] >= 0:
            close = next((j for j in range(end + 1, min(hi, end + 6)) if doc.tags[j] == "QUOTE"), None)
            if close is None:
                break
            end = close + 1
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


def _next(doc: Doc, start: int, hi: int, words: Iterable[str]) -> int:
    wanted = set(words)
    return next((i for i in range(start, hi) if doc.words[i] in wanted), hi)
