"""The subject before a verb group, with appositions, asides and relative clauses: the source of what is said."""

from __future__ import annotations

from counterclaim.read.document import Doc
from counterclaim.read.phrases import SELF, Tokens, is_phrase_end, phrase_before, verb_in

_ASIDE = frozenset({"who", "which", "whose", "where", "when", "citing", "quoting", "speaking", "referring"})
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
_RELATIVE = frozenset({"who", "which", "that"})
_DASHES = frozenset({"—", "–", "-", "--", "―"})
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
    if doc.lower[k] in SELF and k > low:
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
            head = phrase_before(doc, m, low) if verbs == 1 and is_phrase_end(doc, m - 1) else None
            opens = head is not None and (head == low or doc.tags[head - 1] in {"CONJ", "SUB", "PUNCT"})
            return head if opens and head is not None else start
    return start


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
        if not is_phrase_end(doc, m - 1) or not _inserted(doc, m + 1):
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
    return not verb_in(doc, first, last) and (first >= last or doc.tags[first] != "PREP")


def _only_figures(doc: Doc, first: int, last: int) -> bool:
    return all(doc.tags[i] == "NUM" for i in range(first, last))


def _inserted(doc: Doc, i: int) -> bool:
    """Whether what begins at `i` can stand between a subject and its verb: an apposition, a relative clause."""
    participle = doc.tags[i] == "VERB" and doc.lower[i].endswith(("ing", "ed"))
    nominal = doc.tags[i] in {"DET", "NAME", "NUM", "ADJ", "NOUN", "PREP", "POSS"}
    return participle or nominal or doc.lower[i] in _INSERTED
