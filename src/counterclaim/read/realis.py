"""Whether a trigger tells what happened, or what is denied, planned, threatened or only imagined."""

from __future__ import annotations

from counterclaim.codebook.loader import derived, load
from counterclaim.codebook.roles import plays
from counterclaim.read.document import Doc

_GROUP = frozenset({"ADV", "AUX", "NEG", "TO", "QUOTE", "MODAL"})
_BE = frozenset({"is", "are", "was", "were", "be", "'s"})
_CONDITION = frozenset({"if", "unless", "whether", "should"})
_OPEN = frozenset({"a", "an", "any", "another", "such"})
_GOVERNORS = (("threat", "threatened"), ("refused", "negated"), ("plan", "planned"), ("attempt", "actual"))
_INSIDE = (("negation", "negated"), ("undone", "negated"), ("threatened", "threatened"), ("planned", "planned"))


@derived
def _lists() -> dict[str, frozenset[str]]:
    return {entry["id"]: frozenset(entry["words"]) for entry in load("realis")}


def _is(word: str, name: str) -> bool:
    return word in _lists()[name]


def realis(doc: Doc, i: int, *, noun: bool) -> str:
    """actual | background | planned | threatened | negated | hypothetical, from the words around the trigger."""
    return _noun_realis(doc, i) if noun else _verb_realis(doc, i)


def tried(doc: Doc) -> frozenset[int]:
    """Sentences whose acts are told as tried in court: those with a verdict, or all where the lead tells one."""
    number = {n for n, sent in enumerate(doc.sents) if _verdict(doc, sent.first, sent.last)}
    lead = [n for n, sent in enumerate(doc.sents) if sent.kind in {"title", "body"}][:2]
    return frozenset(range(len(doc.sents))) if number & set(lead) else frozenset(number)


def _verdict(doc: Doc, first: int, last: int) -> bool:
    """A verb of sentencing, or the verdict itself; "a convicted smuggler" is none."""
    return any(
        _is(doc.lemma(i) or "", "court") or (doc.tags[i] == "NOUN" and doc.lower[i] in {"verdict", "verdicts"})
        for i in range(first, last)
        if doc.tags[i] in {"VERB", "NOUN"}
    )


def is_hedged(doc: Doc, i: int) -> bool:
    """Whether a word of doubt stands just before the trigger in its clause ("allegedly", "a suspected attack").

    Within the phrase for somebody it casts doubt on who that is: "suspected rebels were detained by soldiers".
    """
    first = max(doc.sents[doc.sent_of[i]].first, i - 5)
    return any(_is(doc.lower[k], "hedge") and doc.chunk_of[k] in {-1, doc.chunk_of[i]} for k in range(first, i))


def _verb_realis(doc: Doc, i: int) -> str:
    first = doc.sents[doc.sent_of[i]].first
    j = i - 1
    while j >= first and (doc.tags[j] in _GROUP or doc.lower[j] in {"yet", "no"}):
        j -= 1
    group = doc.lower[j + 1 : i]
    told = _grouped(doc, i, j, group)
    if told is not None:
        return told
    if doc.lower[i].endswith("ing") and j >= first and doc.tags[j] == "PREP" and _imagined(doc, j, first):
        return "hypothetical"
    if not group and j > first and doc.tags[j] == "CONJ":
        return _joined(doc, i, j, first)
    return "hypothetical" if _conditional(doc, i, first) else "actual"


def _grouped(doc: Doc, i: int, j: int, group: list[str]) -> str | None:
    """What the auxiliaries before a verb say: "had not fired", "will strike", "could attack", "is to bomb"."""
    if any(_is(word, "negation") for word in group):
        return "negated"
    modal = any(_is(word, "modal") for word in group)
    future = any(_is(word, "future") for word in group)
    if (modal or future) and "have" not in group:
        if _threatens(doc, i):
            return "threatened"
        return "planned" if future else "hypothetical"
    if "to" in group:
        return "planned" if group[0] in _BE and group[1:2] == ["to"] else _infinitive(doc, j)
    return None


def _threatens(doc: Doc, i: int) -> bool:
    """ "Warned that it would strike": a verb of threat governs what will be done."""
    first = max(doc.sents[doc.sent_of[i]].first, i - 12)
    return any(doc.tags[k] == "VERB" and _is(doc.lemma(k) or "", "threat") for k in range(first, i))


def _imagined(doc: Doc, j: int, first: int) -> bool:
    """ "Capable of striking", "kept from attacking": the word that governs the form in -ing."""
    near = range(max(first, j - 5), j + 1)
    return doc.lower[j] == "without" or any(_is(doc.lemma(k) or doc.lower[k], "risk") for k in near)


def _joined(doc: Doc, i: int, j: int, first: int) -> str:
    """ "Will cross the river and attack": a bare verb shares what stands before the first of the pair."""
    if (doc.lemma(i) or doc.lower[i]) != doc.lower[i]:
        return "actual"
    for k in range(j - 1, max(first, j - 10) - 1, -1):
        if doc.tags[k] == "VERB":
            return _verb_realis(doc, k)
    return "actual"


def _infinitive(doc: Doc, j: int) -> str:
    """The realis of "... to attack" from the words that govern it, back to the nearest verb."""
    first = doc.sents[doc.sent_of[j]].first if j >= 0 else 0
    for k in range(j, max(j - 9, first - 1), -1):
        word = doc.lemma(k) or doc.lower[k]
        for name, told in _GOVERNORS:
            if (_is(word, name) or _is(doc.lower[k], name)) and (k > j - 4 or doc.tags[k] == "VERB"):
                return told if doc.tags[k] != "VERB" or told != "actual" else _verb_realis(doc, k)
        if doc.tags[k] == "VERB":
            return "hypothetical"
    return "hypothetical"


def _conditional(doc: Doc, i: int, first: int) -> bool:
    near = range(max(first, i - 10), i)
    return any(doc.lower[k] in _CONDITION and doc.tags[k] in {"SUB", "MODAL"} for k in near)


def _noun_realis(doc: Doc, i: int) -> str:
    chunk = doc.chunks[doc.chunk_of[i]] if doc.chunk_of[i] >= 0 else None
    start = chunk.first if chunk else i
    inside = doc.lower[start - 1 if start and doc.tags[start - 1] == "NEG" else start : i]
    for name, told in _INSIDE:
        if any(_is(word, name) for word in inside):
            return told
    ruled = _governed(doc, start) or _comes_about(doc, chunk.last if chunk else i + 1)
    if ruled is not None:
        return ruled
    if inside[:1] and inside[0] in _OPEN and _conditional(doc, start, doc.sents[doc.sent_of[i]].first):
        return "hypothetical"
    return "background" if any(_is(word, "past") for word in inside) else "actual"


def _governed(doc: Doc, start: int) -> str | None:
    """What the word over a noun phrase says: "threat of an attack", "to prevent attacks", "will launch a raid"."""
    first = doc.sents[doc.sent_of[start]].first
    k = start - 1
    while k >= first and (doc.tags[k] in {"PREP", "DET", "ADV", "ADJ"} or doc.lower[k] == "out"):
        if _is(doc.lower[k], "risk"):
            return "hypothetical"
        k -= 1
    if k < first:
        return None
    word = doc.lemma(k) or doc.lower[k]
    if doc.tags[k] == "VERB" and plays(word, "light"):
        told = _verb_realis(doc, k)
        return None if told == "actual" else told
    for name, told in (("undone", "negated"), ("risk", "hypothetical")):
        if _is(word, name):
            return told
    return "threatened" if doc.tags[k] == "VERB" and _is(word, "threat") else None


def _comes_about(doc: Doc, i: int) -> str | None:
    """ "No attack took place", "the offensive is to begin": what the verb of the noun says of it."""
    last = doc.sents[doc.sent_of[i - 1]].last
    for k in range(i, min(i + 9, last)):
        if doc.tags[k] in {"SUB", "PUNCT", "CONJ"}:
            return None
        if doc.tags[k] == "VERB":
            if not _is(doc.lemma(k) or "", "comes_about"):
                return None
            told = _verb_realis(doc, k)
            return None if told == "actual" else told
    return None
