"""Finds the people that a word of harm is said of: to its left as a subject, to its right as an object."""

from __future__ import annotations

from counterclaim.codebook.harm import cue_words
from counterclaim.read.document import Doc
from counterclaim.read.harm_people import Crowd, People

_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am", "get", "gets", "got", "getting", "gotten", "'s"])
_GROUP = frozenset({"ADV", "NEG", "QUOTE", "AUX", "MODAL", "TO"})
_SINGULAR = frozenset({"was", "is", "has"})
_AND = frozenset({"and", "or", "&", "plus"})


def has_be(doc: Doc, i: int) -> bool:
    """Whether a form of "be" or "get" stands in the verb group before token `i`, or of the verb joined to it."""
    j, first = i - 1, doc.sents[doc.sent_of[i]].first
    while j >= first:
        if doc.lower[j] in _BE and doc.tags[j] in {"AUX", "VERB", "POSS"}:
            return True
        joined = (
            doc.lower[j] in {"and", "or", "then", ","}
            and j > first
            and (doc.tags[j - 1] == "VERB" or doc.lower[j - 1] in {",", "and"})
        )
        verb = doc.tags[j] == "VERB" and j + 1 < i and doc.lower[j + 1] in {"and", "or", "then", ","}
        if doc.tags[j] not in _GROUP and not joined and not verb and doc.lower[j] not in cue_words("link"):
            return False
        j -= 1
    return False


def objects_of(crowd: Crowd, last: int) -> list[People] | None:
    """The people right after a verb with those listed with them; None where no noun phrase follows at all."""
    doc = crowd.doc
    sentence = doc.sent_of[last - 1]
    end = doc.sents[sentence].last
    k = last
    people = {p.first: p for p in crowd.of(sentence)}
    while (
        k < end
        and k not in people
        and (doc.tags[k] in {"ADV", "QUOTE"} or doc.lower[k] in {"(", "the", "those"} and k + 1 in people)
    ):
        k += 1
    if k in people:
        return listed_right(crowd, people[k])
    told = k < end and doc.tags[k] in {"DET", "NUM", "NOUN", "NAME", "ADJ", "PRON"}
    return [] if told and not (k + 1 < end and doc.lower[k + 1] in cue_words("time_noun")) else None


def listed_right(crowd: Crowd, people: People) -> list[People]:
    """A phrase and those coordinated after it: "two soldiers, a guide and a driver"."""
    doc = crowd.doc
    sentence = doc.sent_of[people.first]
    end = doc.sents[sentence].last
    starts = {p.first: p for p in crowd.of(sentence)}
    found = [people]
    while True:
        k = _past_modifiers(doc, found[-1].last, end, starts)
        low = doc.lower[k] if k < end else "."
        if low == "," and k + 1 < end and doc.lower[k + 1] in _AND | {"as", "along", "together"}:
            k, low = k + 1, doc.lower[k + 1]
        if low in {"as", "along", "together"} and k + 2 < end and doc.lower[k + 1] in {"well", "with"}:
            k += 2 if doc.lower[k + 1] == "well" else 1
            low = "and"
        following = starts.get(k + 1) if low in _AND or low == "," else None
        if (
            following is None
            or _has_own_verb(doc, following, end)
            or (low == "," and not _goes_on(doc, following, end, starts))
        ):
            return found
        found.append(following)


def _past_modifiers(doc: Doc, k: int, end: int, starts: dict[int, People]) -> int:
    """Past "from Ghana", "of the fourth battalion" after a phrase."""
    while (
        k + 1 < end
        and doc.tags[k] == "PREP"
        and doc.lower[k] not in cue_words("parts") | cue_words("company")
        and k + 1 not in starts
        and doc.chunk_of[k + 1] >= 0
    ):
        k = doc.chunks[doc.chunk_of[k + 1]].last
    return k


def _has_own_verb(doc: Doc, people: People, end: int) -> bool:
    k = people.last
    while k < end and doc.tags[k] in {"ADV"}:
        k += 1
    return (
        k < end
        and doc.tags[k] in {"AUX", "VERB", "MODAL"}
        and not doc.lower[k].endswith("ing")
        or (k < end and doc.lower[k] in {"dead", "injured", "wounded", "missing"})
    )


def _goes_on(doc: Doc, people: People, end: int, starts: dict[int, People]) -> bool:
    k = _past_modifiers(doc, people.last, end, starts)
    return k + 1 < end and (
        doc.lower[k] in _AND or (doc.lower[k] == "," and (k + 1 in starts or doc.lower[k + 1] in _AND))
    )


def subjects_of(crowd: Crowd, i: int) -> list[People]:
    """The people that the predicate at token `i` is said of, with those listed before them."""
    doc = crowd.doc
    sent = doc.sents[doc.sent_of[i]]
    before = [p for p in crowd.of(doc.sent_of[i]) if p.last <= i]
    for n in range(len(before) - 1, -1, -1):
        people = before[n]
        if _blocked(doc, people.last, i):
            return []
        if people.kind == "thing" and (n == 0 or doc.lower[people.first - 1] not in _AND):
            continue
        if people.kind == "name" and not has_be(doc, i) and people.last != i:
            continue
        if _is_subject(doc, people, i, sent.first):
            verb = i - 1
            while verb > people.last and doc.tags[verb] in {"ADV", "NEG", "VERB"}:
                verb -= 1
            alone = doc.lower[verb] in _SINGULAR and people.quantity is not None and people.quantity[:3] == (1, 1, 1)
            return [people] if alone else _listed_left(doc, before, n, sent.first)
    return []


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
        if (
            low in cue_words("subordinate")
            and doc.tags[k] in {"SUB", "ADV", "PREP"}
            and k + 1 < i
            and not _next_is_group(doc, k + 1, i)
            and not relative
            and not _aside(doc, k, i)
        ):
            return True
    return False


def _next_is_group(doc: Doc, k: int, i: int) -> bool:
    return all(doc.tags[j] in _GROUP or doc.tags[j] == "VERB" for j in range(k, i))


def _aside(doc: Doc, k: int, i: int) -> bool:
    """Whether the clause that begins at `k` closes with a comma before the predicate."""
    return any(doc.lower[j] == "," for j in range(k, i)) and doc.lower[i - 1] != ","


def _is_subject(doc: Doc, people: People, i: int, first: int) -> bool:
    near = all(doc.tags[k] in _GROUP or doc.lower[k] in cue_words("link") for k in range(people.last, i))
    j = people.first - 1
    while j >= first and (doc.tags[j] == "QUOTE" or doc.lower[j] in {"(", "-"}):
        j -= 1
    if j < first:
        return True
    if _part(doc, people, first):
        return False
    if near and (
        doc.tags[j] != "PREP" or doc.lower[j] in {"with", "after", "before", "since", "as", "least"} or people.last == i
    ):
        return True
    return doc.tags[j] not in {"PREP", "VERB"} or doc.lower[j] in cue_words("subordinate")


def _part(doc: Doc, people: People, first: int) -> bool:
    """Whether a phrase stands in an "including ..." aside."""
    for k in range(people.first - 1, max(first - 1, people.first - 14), -1):
        if doc.lower[k] in cue_words("parts") and doc.tags[k] in {"PREP", "VERB"}:
            return doc.lower[k] != "among" or True
        if doc.tags[k] in {"AUX", "SUB", "MODAL"} or doc.lower[k] in {";", ":"} or (doc.tags[k] == "VERB"):
            return False
    return False


def _listed_left(doc: Doc, before: list[People], n: int, first: int) -> list[People]:
    """A phrase and those coordinated before it: "two soldiers, a guide and a driver (were killed)"."""
    found = [before[n]]
    while n > 0:
        k = found[0].first - 1
        low = doc.lower[k] if k >= first else ""
        comma = low == ","
        if low in _AND and k > first and doc.lower[k - 1] == ",":
            k -= 1
        previous = before[n - 1]
        if (low not in _AND and not comma) or (comma and len(found) == 1):
            return found
        if not _reaches(doc, previous.last, k):
            return found
        j = previous.first - 1
        if j >= first and (
            doc.tags[j] in {"PREP", "VERB"} and doc.lower[j] not in {"with", "leaving", "left", "after", "when", "that"}
        ):
            return found
        if (
            found[0].kind in {"name", "single", "known"}
            and comma
            and previous.kind in {"single", "known", "name"}
            and "name" in {found[0].kind, previous.kind}
        ):
            found[0] = previous  # "a policeman, Kofi Mensah, and ...": one person told twice
        else:
            found.insert(0, previous)
        n -= 1
    return found


def _reaches(doc: Doc, k: int, end: int) -> bool:
    """Whether only modifiers of a phrase stand between its end and the joining word."""
    return (
        k == end
        or all(
            doc.tags[j] in {"PREP", "DET", "NAME", "NOUN", "ADJ", "QUOTE", "NUM", "POSS"} or doc.lower[j] in {"(", ")"}
            for j in range(k, end)
        )
        and doc.tags[k] == "PREP"
    )
