"""Which people phrases are coordinated: "two soldiers, a guide and a driver", with what modifies each of them."""

from __future__ import annotations

from counterclaim.codebook.harm import cue_words
from counterclaim.read.document import Doc
from counterclaim.read.harm_people import Crowd, People, bracketed

_AND = frozenset({"and", "or", "&", "plus"})
_LONGER_AND = frozenset({"as", "along", "together"})
_OBJECT_AFTER = frozenset({"PREP", "VERB"})
_CLAUSE_AFTER = frozenset({"with", "leaving", "left", "after", "when", "that", "found", "discovered"})
_MODIFIERS = frozenset({"PREP", "DET", "NAME", "NOUN", "ADJ", "QUOTE", "NUM", "POSS"})
_STATES = frozenset({"dead", "injured", "wounded", "missing"})
_REACH = 14
_LEADS = frozenset({"then", "later", "his", "her", "their", "its", "my", "our"})


def listed_right(crowd: Crowd, people: People, *, subject: bool = True) -> list[People]:
    """A phrase and those coordinated after it; `subject`: one that a verb follows begins a clause of its own."""
    doc = crowd.doc
    sentence = doc.sent_of[people.first]
    end = doc.sents[sentence].last
    starts = {p.first: p for p in crowd.of(sentence)}
    found = [people]
    while True:
        k = _past_modifiers(doc, bracketed(doc, found[-1]), end, starts)
        low = doc.lower[k] if k < end else "."
        if low == "," and k + 1 < end and doc.lower[k + 1] in _AND | _LONGER_AND:
            k, low = k + 1, doc.lower[k + 1]
        if low in _LONGER_AND and k + 2 < end and doc.lower[k + 1] in {"well", "with"}:
            k += 2 if doc.lower[k + 1] == "well" else 1
            low = "and"
        following = _after(doc, k, end, starts) if low in _AND or low == "," else None
        if following is None or ((subject or following.kind == "number") and _has_own_verb(doc, following, end)):
            return _once(doc, found)
        if low == "," and not _goes_on(doc, following, end, starts):
            return _once(doc, found)
        if following.kind == "name" and not _adjoins(doc, found[-1], following):
            return _once(doc, found)  # "officers in Dallas and Baton Rouge": a place joined to a place
        found.append(following)


def _once(doc: Doc, found: list[People]) -> list[People]:
    """The phrases listed, without those who are told one by one behind their number: "two men, Musa and his son,"."""
    first, rest = found[0], found[1:]
    if first.kind != "number" or len(rest) <= 1 or first.quantity is None or first.quantity.best != len(rest):
        return found
    last = rest[-1].last
    closed = last < len(doc.lower) and doc.lower[last] == ","
    apposed = closed or all(doc.tags[people.last - 1] == "NAME" for people in rest)
    singles = all(people.quantity is not None and people.quantity[:3] == (1, 1, 1) for people in rest)
    return found[:1] if apposed and singles else found


def _after(doc: Doc, k: int, end: int, starts: dict[int, People]) -> People | None:
    """The phrase after a joining word, past "then" and the "her" of "her two children"."""
    if k + 2 < end and k + 1 not in starts and doc.lower[k + 1] in _LEADS:
        return starts.get(k + 2)
    return starts.get(k + 1)


def _adjoins(doc: Doc, people: People, following: People) -> bool:
    return all(doc.tags[k] != "PREP" for k in range(people.last, following.first))


def _past_modifiers(doc: Doc, k: int, end: int, starts: dict[int, People]) -> int:
    """Past "from Ghana", "of the fourth battalion" after a phrase."""
    no_modifier = cue_words("parts") | cue_words("company")
    while k + 1 < end and doc.tags[k] == "PREP" and doc.lower[k] not in no_modifier:
        if k + 1 in starts or doc.chunk_of[k + 1] < 0:
            return k
        k = doc.chunks[doc.chunk_of[k + 1]].last
    return k


def _has_own_verb(doc: Doc, people: People, end: int) -> bool:
    k = bracketed(doc, people)
    while k < end and doc.tags[k] == "ADV":
        k += 1
    if k >= end:
        return False
    verb = doc.tags[k] in {"AUX", "VERB", "MODAL"} and not doc.lower[k].endswith("ing")
    return verb or doc.lower[k] in _STATES


def _goes_on(doc: Doc, people: People, end: int, starts: dict[int, People]) -> bool:
    k = _past_modifiers(doc, bracketed(doc, people), end, starts)
    if k + 1 >= end:
        return False
    return doc.lower[k] in _AND or (doc.lower[k] == "," and (k + 1 in starts or doc.lower[k + 1] in _AND))


def listed_left(doc: Doc, before: list[People], n: int, first: int) -> list[People]:
    """The phrase `before[n]` and those coordinated before it."""
    found = [before[n]]
    while n > 0:
        k = found[0].first - 1
        while k > first and doc.lower[k] in {"the", "all", "both"}:
            k -= 1
        low, previous = (doc.lower[k] if k >= first else ""), before[n - 1]
        comma = low == ","
        if low in _AND and k > first and doc.lower[k - 1] == ",":
            k -= 1
        counted = found[0].kind == previous.kind == "number" and doc.ends[previous.last - 1] > previous.number[1]
        if (low not in _AND and not comma) or (comma and len(found) == 1 and not counted):
            return _once(doc, found)
        if not _reaches(doc, previous, k):
            return _once(doc, found)
        j = previous.first - 1
        if j >= first and doc.tags[j] in _OBJECT_AFTER and doc.lower[j] not in _CLAUSE_AFTER:
            return _once(doc, found)
        if comma and _apposed(previous, found[0]):
            found[0] = previous
        else:
            found.insert(0, previous)
        n -= 1
    return _once(doc, found)


def _apposed(one: People, other: People) -> bool:
    """ "a policeman, Kofi Mensah, and ...": one person told twice."""
    lone = {"single", "known", "name"}
    return {one.kind, other.kind} <= lone and "name" in {one.kind, other.kind}


def _reaches(doc: Doc, people: People, end: int) -> bool:
    """Whether only modifiers of a phrase stand between it and the joining word."""
    k = bracketed(doc, people)
    if k >= end:
        return k == end
    return doc.tags[k] == "PREP" and all(doc.tags[j] in _MODIFIERS or doc.lower[j] in "()" for j in range(k, end))


def is_in_part(doc: Doc, people: People, first: int) -> bool:
    """Whether a phrase stands in an "including ..." aside."""
    for k in range(people.first - 1, max(first - 1, people.first - _REACH), -1):
        if doc.lower[k] in cue_words("parts") and doc.tags[k] in {"PREP", "VERB"}:
            return True
        if doc.tags[k] in {"AUX", "SUB", "MODAL", "VERB"} or doc.lower[k] in {";", ":"}:
            return False
    return False
