"""Finds the people that a word of harm is said of: to its left as a subject, to its right as an object."""

from __future__ import annotations

from counterclaim.codebook.harm import cue_words
from counterclaim.read.document import Doc
from counterclaim.read.harm_lists import is_in_part, listed_left, listed_right
from counterclaim.read.harm_people import Crowd, People, bracketed, is_bare

_BE = frozenset(
    ["is", "are", "was", "were", "be", "been", "being", "am", "get", "gets", "got", "getting", "gotten", "'s"]
)
_GROUP = frozenset({"ADV", "NEG", "QUOTE", "AUX", "MODAL", "TO"})
_SINGULAR = frozenset({"was", "is", "has"})
_JOINING = frozenset({"and", "or", "then", ",", "but"})
_NOMINAL = frozenset({"DET", "NUM", "NOUN", "NAME", "ADJ", "PRON"})
_THEN = frozenset({"and", "then"})
_POINTING = frozenset({"(", "the", "those", "all", "both", "these", "my", "our", "their", "his", "her", "its"})
_BEFORE_SUBJECT = frozenset({"with", "after", "before", "since", "as", "least", "among", "until"})


def has_be(doc: Doc, i: int) -> bool:
    """Whether a form of "be" or "get" stands in the verb group before token `i`, or of the verb joined to it."""
    j, first = i - 1, doc.sents[doc.sent_of[i]].first
    while j >= first:
        if doc.lower[j] in _BE and doc.tags[j] in {"AUX", "VERB", "POSS"}:
            return True
        joined = doc.lower[j] in _JOINING and j > first
        verb = doc.tags[j] == "VERB" and j + 1 < i and (doc.lower[j + 1] in _JOINING or doc.tags[j + 1] == "ADV")
        if doc.tags[j] not in _GROUP and not joined and not verb and doc.lower[j] not in cue_words("link"):
            return False
        j -= 1
    return False


def objects_of(crowd: Crowd, last: int) -> list[People] | None:
    """The people right after a verb with those listed with them; none where what follows is no people, None where
    no noun phrase follows at all."""
    doc = crowd.doc
    sentence = doc.sent_of[last - 1]
    end = doc.sents[sentence].last
    people = {p.first: p for p in crowd.of(sentence)}
    k = last
    while k < end and k not in people:
        pointing = doc.lower[k] in _POINTING and k + 1 in people
        if doc.tags[k] not in {"ADV", "QUOTE"} and not pointing:
            break
        k += 1
    if k in people:
        return listed_right(crowd, people[k])
    time_told = k + 1 < end and doc.lower[k + 1] in cue_words("time_noun")
    return [] if k < end and doc.tags[k] in _NOMINAL and not time_told else None


def subjects_of(crowd: Crowd, i: int) -> list[People]:
    """The people that the predicate at token `i` is said of, with those listed before them."""
    doc = crowd.doc
    before = [p for p in crowd.of(doc.sent_of[i]) if p.last <= i]
    if before and _is_relative(doc, before[-1].last, i):
        return before[-1:]
    sure = {n for n, people in enumerate(before) if people.person or people.kind != "number" or is_bare(doc, people)}
    for order in (sorted(sure, reverse=True), [n for n in range(len(before) - 1, -1, -1) if n not in sure]):
        found = _nearest(crowd, before, order, i)
        if found is not None:
            return found
    return []


def _nearest(crowd: Crowd, before: list[People], order: list[int], i: int) -> list[People] | None:
    """The nearest of the phrases `order` that can be the subject, with those listed before it; none where another
    clause begins before it is met."""
    doc = crowd.doc
    first = doc.sents[doc.sent_of[i]].first
    for n in order:
        people = before[n]
        if _blocked(doc, people.last, i):
            return None
        aside = _apposed(doc, before, n) or _counted_aside(doc, before, n, i)
        if aside or _bracketed_off(doc, people.last, i) or _named_aside(doc, before, n, i):
            continue
        if people.kind in {"thing", "name"} and not _told_of(doc, people, i):
            continue
        if _is_subject(doc, people, i, first):
            if doc.lower[people.head] == "they":
                return _antecedent(crowd, before[:n])
            return [people] if _verb_is_singular(doc, people, i) else listed_left(doc, before, n, first)
    return None


def _antecedent(crowd: Crowd, before: list[People]) -> list[People]:
    """Whom "they" stands for where one group alone was told before in the sentence."""
    groups = [p for p in before if p.kind in {"number", "single"} and p.person]
    if not groups or groups[0].first != crowd.doc.sents[crowd.doc.sent_of[groups[0].first]].first:
        return []
    lists = (listed_left(crowd.doc, before, n, groups[0].first) for n in range(len(before) - 1, -1, -1))
    listed = next((found for found in lists if found[0] == groups[0]), [])
    return listed if len(listed) > 1 or groups[0].kind == "number" else []


def _told_of(doc: Doc, people: People, i: int) -> bool:
    """Whether a phrase that may be no person stands right before "was killed", or beside people in a list."""
    if people.first and doc.lower[people.first - 1] == "and":
        return True
    verbs, start = i, bracketed(doc, people)
    while verbs > start and (doc.tags[verbs - 1] in _GROUP or doc.lower[verbs - 1] in cue_words("link") | _THEN):
        verbs -= 1
    aside = verbs - 1 > start and doc.lower[start] == doc.lower[verbs - 1] == ","
    return (verbs <= start or aside) and (has_be(doc, i) or (people.kind == "name" and people.last == i))


def _verb_is_singular(doc: Doc, people: People, i: int) -> bool:
    verb = i - 1
    while verb > people.last and doc.tags[verb] in {"ADV", "NEG", "VERB"}:
        verb -= 1
    return doc.lower[verb] in _SINGULAR and people.quantity is not None and people.quantity[:3] == (1, 1, 1)


def _is_relative(doc: Doc, last: int, i: int) -> bool:
    """ "the two who died": the predicate is said of the phrase right before "who"."""
    return last < i and doc.lower[last] in {"who", "that"} and all(doc.tags[k] in _GROUP for k in range(last + 1, i))


def _apposed(doc: Doc, before: list[People], n: int) -> bool:
    """ "two villagers, both brothers, had died": a phrase between commas that describes the phrase before it."""
    people = before[n]
    if n == 0 or people.kind == "number" or doc.lower[people.last] != ",":
        return False
    return doc.lower[people.first - 1] == "," and before[n - 1].last == people.first - 1


def _counted_aside(doc: Doc, before: list[People], n: int, i: int) -> bool:
    """ "Nine people, one of them a teenager, were injured": between commas, some of those counted right before."""
    some = n if _of_them(doc, before[n]) else n - 1
    if some < 1 or not _of_them(doc, before[some]) or (some < n and before[some].last != before[n].first):
        return False
    opened = doc.lower[before[some].first - 1] == "," and before[some - 1].last == before[some].first - 1
    return opened and "," in doc.lower[before[n].last : i]


def _of_them(doc: Doc, people: People) -> bool:
    return doc.lower[people.last - 1] in cue_words("whole")


def _named_aside(doc: Doc, before: list[People], n: int, i: int) -> bool:
    """ "Two of the men, Musa and his son Ali, died": those whom a number counted, one by one between commas."""
    if before[n].kind == "number":
        return False
    k = i
    while k > before[n].last and (doc.tags[k - 1] in _GROUP or doc.lower[k - 1] in cue_words("link")):
        k -= 1
    counted = next((p for p in reversed(before[:n]) if p.kind == "number"), None)
    if counted is None or counted.quantity is None or (counted.quantity.best or 0) <= 1:
        return False
    return doc.lower[counted.last] == "," == doc.lower[k - 1] and k - 1 > counted.last


def _bracketed_off(doc: Doc, first: int, i: int) -> bool:
    """Whether a phrase stands in brackets that close before the predicate."""
    depth = 0
    for k in range(first, i):
        depth += (doc.lower[k] in {"(", "["}) - (doc.lower[k] in {")", "]"})
        if depth < 0:
            return True
    return False


def _blocked(doc: Doc, first: int, i: int) -> bool:
    """Whether another clause begins between a phrase and the predicate."""
    relative = False
    for k in range(first, i):
        low = doc.lower[k]
        if low in {";", "!", "?"}:
            return True
        if low in cue_words("relative") and doc.tags[k] != "DET":
            if low == "that" and k > first and doc.tags[k - 1] == "VERB":
                return True
            relative = True
        if low in cue_words("subordinate") and not relative and _opens_clause(doc, k, i):
            return True
    return False


def _opens_clause(doc: Doc, k: int, i: int) -> bool:
    """Whether a conjunction at `k` opens a clause that the predicate at `i` belongs to."""
    if doc.tags[k] not in {"SUB", "ADV", "PREP"} or k + 1 >= i:
        return False
    if all(doc.tags[j] in _GROUP or doc.tags[j] == "VERB" for j in range(k + 1, i)):
        return False
    closed = any(doc.lower[j] == "," for j in range(k, i)) and doc.lower[i - 1] != ","
    return not closed


def _is_subject(doc: Doc, people: People, i: int, first: int) -> bool:
    near = all(doc.tags[k] in _GROUP or doc.lower[k] in cue_words("link") for k in range(bracketed(doc, people), i))
    j = people.first - 1
    while j >= first and (doc.tags[j] == "QUOTE" or doc.lower[j] in {"(", "-", "the", "all", "both"}):
        j -= 1
    if j < first:
        return True
    if people.quantity is None and doc.lower[j] == "and" and _ends_modifier(doc, j - 1):
        return False
    if is_in_part(doc, people, first) and not (doc.lower[j] == "among" and people.kind == "number" and near):
        return False
    modifying = doc.tags[j] == "VERB" and doc.lower[j].endswith("ing") and doc.lower[j] != "leaving"
    if near and not modifying and (doc.tags[j] != "PREP" or doc.lower[j] in _BEFORE_SUBJECT or people.last == i):
        return True
    told = doc.lower[j] in cue_words("subordinate") | cue_words("saying")
    return told or doc.tags[j] not in {"PREP", "VERB"}


def _ends_modifier(doc: Doc, k: int) -> bool:
    """Whether a noun phrase after a preposition ends at a token: "of the Bello (and Musa families)"."""
    chunk = doc.chunk_of[k] if k >= 0 else -1
    return chunk >= 0 and doc.chunks[chunk].first > 0 and doc.tags[doc.chunks[chunk].first - 1] == "PREP"
