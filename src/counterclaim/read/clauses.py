"""Who does what to whom in a clause: subjects, objects and prepositional phrases around a verb or an event noun.

No parse is made: noun phrases and closed-class words around the verb are walked, which news prose allows.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.codebook.roles import plays
from counterclaim.read.document import Doc

_BE = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "am", "get", "gets", "got", "getting", "gotten", "'s"}
)
_SKIP = frozenset({"ADV", "NEG", "QUOTE", "AUX", "MODAL", "TIME", "TO"})
_ABOUT = frozenset({"least", "at", "another", "about", "some"})
_AFTER_REDUCED = frozenset(
    {"in", "by", "when", "during", "on", "at", "after", "near", "as", "and", ",", ".", ";", "along", "over"}
)
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_MEETS = frozenset({"by", "with", "at", "on", "upon", "against", "to", "from"})
"""Before a phrase that "who" goes on with: "killed by gunmen who stormed the house"."""
_LINKS = frozenset(
    {"of", "in", "on", "at", "from", "near", "along", "inside", "outside", "by", "for", "with", "around", "across"}
)


def is_passive(doc: Doc, i: int) -> bool:
    """Whether the participle at token `i` is passive: after a form of "be", or reduced ("soldiers killed in ...")."""
    j = i - 1
    while j >= 0 and doc.sent_of[j] == doc.sent_of[i] and doc.tags[j] in {"ADV", "NEG", "QUOTE", "AUX"}:
        if doc.lower[j] in _BE:
            return True
        j -= 1
    return _elliptic_passive(doc, i, j) or _reduced(doc, i)


def _elliptic_passive(doc: Doc, i: int, j: int) -> bool:
    """ "was killed and two others (were) wounded", "killed or wounded": the second participle shares the passive."""
    first = doc.sents[doc.sent_of[i]].first
    if j > first and doc.tags[j] in {"NOUN", "NUM", "NAME", "PRON", "ADJ"}:
        j = doc.chunks[doc.chunk_of[j]].first - 1 if doc.chunk_of[j] >= 0 else j - 1
        while j > first and doc.tags[j] in {"ADV", "PREP"} and doc.lower[j] in _ABOUT:
            j -= 1
    if j <= first or doc.tags[j] not in {"CONJ", "PUNCT"} or doc.lower[j] in {".", ":"}:
        return False
    k = j - 1
    while k > max(first, j - 9):
        if doc.tags[k] == "VERB":
            return is_passive(doc, k) and not object_chunk(doc, i + 1)
        k -= 1
    return False


def _reduced(doc: Doc, i: int) -> bool:
    """A participle after its noun with no object: "the soldiers killed in the raid", "three people wounded"."""
    sent = doc.sents[doc.sent_of[i]]
    if i == sent.first or doc.tags[i - 1] not in {"NOUN", "NAME", "NUM", "PRON"} or doc.lower[i].endswith("ing"):
        return False
    after = i + 1
    while after < sent.last and doc.tags[after] in {"ADV", "TIME"}:
        after += 1
    if after >= sent.last:
        return True
    if plays(doc.lemma(i) or "", "active") and doc.lower[after] != "by":
        return False
    finite = doc.tags[after] == "VERB" and not doc.lower[after].endswith("ing")  # "three men shot found shelter"
    return doc.lower[after] in _AFTER_REDUCED or finite


def subject_chunk(doc: Doc, i: int) -> int | None:
    """Index of the noun phrase that is the subject of the verb at token `i`."""
    sent = doc.sents[doc.sent_of[i]]
    j = i - 1
    while j >= sent.first and (doc.tags[j] in _SKIP or doc.lower[j] == "yet"):
        j -= 1
    relative = False
    while j >= sent.first:
        tag, low = doc.tags[j], doc.lower[j]
        if low in _RELATIVE and tag in {"SUB", "PRON", "DET"}:
            j -= 1
            while j >= sent.first and doc.tags[j] == "PUNCT":
                j -= 1
            relative = True
            continue
        if tag == "PUNCT" and low == ",":
            opened = _comma_before(doc, j, sent.first)
            if doc.lower[i].endswith("ing") or opened is None:
                return _shared_subject(doc, j, sent.first)
            j = opened - 1
            continue
        if low == ")":
            opened = next((k for k in range(j, sent.first, -1) if doc.lower[k] == "("), sent.first)
            j = opened - 1
            continue
        if tag == "VERB" and plays(low, "modifies") and doc.chunk_of[j - 1] >= 0:
            j -= 1
            continue
        if tag == "VERB" and doc.lower[j + 1] == "to":
            return subject_chunk(doc, j)  # "rebels threatened to attack": one subject
        if tag in {"CONJ", "PUNCT", "SUB", "VERB"}:
            gerund = tag == "CONJ" and doc.lower[i].endswith("ing")
            return _shared_subject(doc, j, sent.first, gerund=gerund) if tag in {"CONJ", "PUNCT"} else None
        chunk = doc.chunk_of[j]
        if chunk < 0:
            j -= 1
            continue
        first = doc.chunks[chunk].first
        if plays(doc.lower[i], "results") and (verb := _deed_before(doc, first - 1, sent.first)) is not None:
            return subject_chunk(doc, verb)
        if relative and first > sent.first and doc.lower[first - 1] in _MEETS:
            return chunk
        if first > sent.first and (doc.lower[first - 1] in _LINKS or _modifying(doc, first - 1)):
            j = first - 2
            continue
        return chunk
    return None


def _deed_before(doc: Doc, j: int, first: int) -> int | None:
    """The verb whose means a phrase that ends at token `j` tells: "hit the post with rifle and mortar fire"."""
    while j >= first and doc.tags[j] not in {"PUNCT", "SUB", "VERB"}:
        if doc.lower[j] == "with":
            verbs = (k for k in range(j - 1, first - 1, -1) if doc.tags[k] in {"VERB", "PUNCT", "SUB"})
            found = next(verbs, None)
            return found if found is not None and doc.tags[found] == "VERB" else None
        j -= 1
    return None


def _modifying(doc: Doc, k: int) -> bool:
    """ "Men wearing masks", "forces loyal to the mayor": the phrase only describes the noun before."""
    if doc.lower[k] == "to":
        return plays(doc.lower[k - 1], "modifies")
    return doc.tags[k] == "VERB" and plays(doc.lower[k], "modifies") and k > 0 and doc.chunk_of[k - 1] >= 0


def _comma_before(doc: Doc, j: int, first: int) -> int | None:
    """The comma that opens the aside which the comma at `j` closes."""
    for k in range(j - 1, max(first, j - 25), -1):
        if doc.lower[k] == ",":
            return k
    return None


def _shared_subject(doc: Doc, j: int, first: int, *, gerund: bool = False) -> int | None:
    """The subject of the nearest verb before token `j`: "hit a post, killing four"; "attacked and fled".

    Finite verbs alone count, and `gerund`s for a gerund joined to one ("accused them of crossing and attacking").
    """
    for k in range(j - 1, first - 1, -1):
        if doc.tags[k] == "VERB" and (gerund or not doc.lower[k].endswith("ing")):
            return subject_chunk(doc, k)
    return None


def object_chunk(doc: Doc, i: int) -> int | None:
    """The noun phrase that begins at or right after token `i` (the token after a verb), across adverbs."""
    if not 0 < i <= len(doc.words):
        return None
    sentence = doc.sent_of[i - 1]
    while i < len(doc.words) and doc.sent_of[i] == sentence:
        if doc.chunk_of[i] >= 0 and doc.tags[i] != "SUB":
            return doc.chunk_of[i]
        if doc.tags[i] not in {"ADV", "QUOTE", "NEG"} and not _number_lead(doc, i):
            return None
        i += 1
    return None


def _number_lead(doc: Doc, i: int) -> bool:
    return doc.lower[i] in {"at", "up", "to", "about", "around", "over", "between", "than", "as", "some"} and any(
        doc.tags[k] == "NUM" for k in range(i + 1, min(i + 4, len(doc.words)))
    )


def phrases_after(doc: Doc, i: int, reach: int = 14) -> Iterator[tuple[str, int, int]]:
    """(preposition, its token, noun phrase) for each prepositional phrase after token `i` in the same clause."""
    sentence = doc.sent_of[i - 1] if i else -1
    for k in range(i, min(i + reach, len(doc.words) - 1)):
        if doc.sent_of[k] != sentence or doc.lower[k] in {";", ":"} or (doc.tags[k] == "SUB" and k > i):
            return
        if doc.tags[k] in {"VERB", "AUX", "MODAL"} and doc.lower[k] != "targeting":
            return
        if doc.tags[k] == "PREP" or doc.lower[k] == "targeting":
            chunk = object_chunk(doc, k + 1)
            if chunk is not None:
                yield doc.lower[k], k, chunk


def and_list(doc: Doc, chunk: int) -> list[int]:
    """A noun phrase and those coordinated with it after: "two soldiers, a guide and a driver"."""
    found = [chunk]
    while True:
        i = doc.chunks[found[-1]].last
        if i >= len(doc.words) or doc.sent_of[i] != doc.sent_of[i - 1]:
            return found
        if doc.lower[i] == "," and i + 1 < len(doc.words) and doc.lower[i + 1] in {"and", "or"}:
            i += 1
        joined = doc.lower[i] in {"and", "or", ",", "&"} and i + 1 < len(doc.words)
        following = doc.chunk_of[i + 1] if joined else -1
        if following < 0 or (doc.lower[i] == "," and not _list_goes_on(doc, following)):
            return found
        found.append(following)


def _list_goes_on(doc: Doc, chunk: int) -> bool:
    i = doc.chunks[chunk].last
    if i >= len(doc.words):
        return False
    return doc.lower[i] in {"and", "or"} or (doc.lower[i] == "," and doc.chunk_of[min(i + 1, len(doc.words) - 1)] >= 0)
