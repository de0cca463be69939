"""Marks what tells an armed incident: trigger, its kind, whether it happened, and who does it to whom with what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.codebook.events import Trigger, events, openers, triggers
from counterclaim.codebook.loader import derived, load
from counterclaim.codebook.phrases import PhraseIndex, phrase_index
from counterclaim.codebook.roles import plays
from counterclaim.read import clauses
from counterclaim.read.document import Doc
from counterclaim.read.model_decode import Mark
from counterclaim.read.parts import Parts, noun_parts, verb_parts
from counterclaim.read.realis import is_hedged, realis, tried
from counterclaim.read.stage import Stage
from counterclaim.records.reading import EventMention, Mention
from counterclaim.records.report import Span
from counterclaim.values.spans import overlap

_FILLERS = frozenset({"DET", "ADJ", "NUM", "ADV", "POSS", "NEG", "QUOTE"})
_REACH = 9
_ARMED = frozenset({"armed_force", "armed_group"})
_SURE = {"strong": 0.9, "weak": 0.6, "harm": 0.5}
_THEN = frozenset({"next", "last", "this", "late", "early", "overnight", "that"})
_OF = frozenset({"between", "of", "in", "near", "around", "on", "with", "against", "by", "along", "across", "at"})
_REAL = frozenset({"main", "background"})
_SEEN = 0.4
"""How sure the model has to be of a trigger that the codebook does not list."""
_UNKNOWN = "act"
_NONE = frozenset({"no", "none", "nobody"})
Hit = tuple[int, Trigger]


@derived
def _inert_phrases() -> PhraseIndex[str]:
    return phrase_index((phrase, entry["id"]) for entry in load("not_events") for phrase in entry["phrases"])


def find_events(doc: Doc, mentions: Sequence[Mention]) -> list[EventMention]:
    """Triggers of the body in text order, at most one a token."""
    stage = Stage(doc, mentions)
    found: list[EventMention] = []
    inert, past = _inert_phrases(), tried(doc)
    for sent in doc.body():
        i = sent.first
        while i < sent.last:
            skipped = inert.match(doc.lower, i) if doc.tags[i] not in {"DET", "PUNCT"} else None
            if skipped:
                i += skipped[0]
                continue
            noun = _noun(stage, i, sent.last) if _gerund(doc, i) else None
            hit = noun or _verb(stage, i, sent.last) or _noun(stage, i, sent.last)
            if hit is None:
                i += 1
                continue
            last, trigger = hit
            parts = (noun_parts if trigger.noun else verb_parts)(stage, i, last, trigger)
            if not _unarmed(doc, parts):
                event = _mention(stage, i, last, trigger, parts)
                found.append(replace(event, realis="background") if _retold(doc, event, past) else event)
            i = last
    return found


def with_unlisted(
    doc: Doc, mentions: Sequence[Mention], found: Sequence[EventMention], seen: Sequence[Mark]
) -> list[EventMention]:
    """Triggers with the attacks told in words that no list has ("visited the herders"), where the model is sure."""
    stage = Stage(doc, mentions)
    made = []
    for mark in seen:
        tokens = doc.tokens_in(mark.span)
        if (
            mark.label not in _REAL
            or mark.confidence < _SEEN
            or not tokens
            or any(overlap(mark.span, e.span) for e in found)
        ):
            continue
        if doc.sent_of[tokens.start] < 0 or doc.sents[doc.sent_of[tokens.start]].kind in {"dateline", "furniture"}:
            continue
        if any(plays(doc.lemma(i) or doc.lower[i], "unforced") for i in tokens):
            continue
        verb = next((i for i in tokens if doc.tags[i] == "VERB"), None)
        trigger = Trigger(_UNKNOWN, verb is None, "past")
        first = tokens.start if verb is None else verb
        parts = (noun_parts if verb is None else verb_parts)(stage, first, tokens.stop, trigger)
        event = replace(_mention(stage, first, tokens.stop, trigger, parts), confidence=_SURE["strong"])
        past = event.realis == "actual" and mark.label == "background"
        made.append(replace(event, realis="background") if past else event)
    return sorted([*found, *made], key=lambda event: event.span)


def _verb(stage: Stage, i: int, limit: int) -> Hit | None:
    """The longest verb trigger at token `i`; words may stand between verb and object ("opened heavy fire on")."""
    doc = stage.doc
    shown = doc.tags[i] in {"VERB", "AUX"} or (doc.tags[i] == "ADJ" and doc.lower[i].endswith("ed"))
    if not shown and not _bare(doc, i, limit):
        return None
    index = triggers()[0]
    tight = index.match(doc.lower[i : min(limit, i + 6)], 0)
    best, last = tight, i + tight[0] if tight else i
    if doc.lower[i] in openers():
        for window in _windows(doc, i, limit):
            loose = index.match([doc.lower[k] for k in window], 0)
            if loose and loose[0] > 1 and (best is None or loose[0] > best[0]):
                best, last = loose, window[loose[0] - 1] + 1
    if best is None or (doc.tags[i] == "AUX" and last == i + 1):
        return None
    if last < limit and doc.tags[last] == "TIME" and doc.tags[last - 1] == "PREP":
        return None  # "was fired on Monday"
    if doc.tags[i] == "ADJ" and doc.chunk_of[i] >= 0 and doc.chunks[doc.chunk_of[i]].head != i:
        return None
    trigger = _pick(stage, i, last, best[1])
    return None if trigger is None else (last, trigger)


def _bare(doc: Doc, i: int, limit: int) -> bool:
    """ "... and attack the base": a bare verb that could be a noun, joined to a verb and with an object."""
    return doc.tags[i] == "NOUN" and doc.tags[i - 1] == "CONJ" and i + 1 < limit and doc.tags[i + 1] == "DET"


def _windows(doc: Doc, i: int, limit: int) -> list[list[int]]:
    """A verb with the words after it, less what fills them: fillers; all of a phrase but its head; a whole object."""
    reach = range(i + 1, min(limit, i + _REACH))
    plain = [k for k in reach if doc.tags[k] not in _FILLERS]
    heads = [k for k in plain if doc.chunk_of[k] < 0 or doc.chunks[doc.chunk_of[k]].head == k]
    chunk = clauses.object_chunk(doc, i + 1)
    past = doc.chunks[chunk].last if chunk is not None else i + 1
    return [[i, *plain], [i, *heads], [i, *(k for k in reach if k >= past)]]


def _pick(stage: Stage, i: int, last: int, meanings: list[Trigger]) -> Trigger | None:
    """The reading of an ambiguous verb by what it acts on; none where every reading wants something else."""
    if len(meanings) == 1 and meanings[0].wants is None:
        return meanings[0]
    doc = stage.doc
    passive = clauses.is_passive(doc, i)
    chunk = clauses.subject_chunk(doc, i) if passive else clauses.object_chunk(doc, last)
    sorts = stage.sorts(chunk)
    if any(m.wants == "by_weapon" for m in meanings) and _armed_doer(stage, i, last):
        sorts |= {"by_weapon"}
    wanted = [m for m in meanings if m.wants in sorts]
    plain = [m for m in meanings if m.wants is None]
    return next(iter(wanted or plain), None)


def _armed_doer(stage: Stage, i: int, last: int) -> bool:
    """ "Shells hit", "was hit by shells": a weapon does it."""
    if stage.wields(clauses.subject_chunk(stage.doc, i)):
        return True
    return any(p == "by" and stage.wields(chunk) for p, _, chunk in clauses.phrases_after(stage.doc, last, 4))


def _noun(stage: Stage, i: int, limit: int) -> Hit | None:
    """The longest noun trigger at token `i` that ends where its noun phrase has its head."""
    doc = stage.doc
    if doc.tags[i] not in {"NOUN", "NAME", "ADJ", "NUM", "VERB"} or (doc.chunk_of[i] < 0 and doc.tags[i] != "VERB"):
        return None
    hit = triggers()[1].match(doc.lower[: min(limit, i + 6)], i)
    if hit is None or (i + hit[0] < limit and plays(doc.lower[i + hit[0]], "bearers")):
        return None
    last = i + hit[0] - 1
    chunk = doc.chunk_of[last]
    trigger = hit[1][0]
    if chunk < 0:
        return (last + 1, trigger) if doc.lower[last].endswith("ing") and trigger.wants is None else None
    if doc.chunks[chunk].head != last and not _ends_phrase(doc, min(last + 1, limit - 1)):
        return None
    if trigger.wants == "armed" and not stage.armed(doc.chunks[chunk].first, i):
        return None
    return last + 1, trigger


def _ends_phrase(doc: Doc, i: int) -> bool:
    """ "The attack's victims", "an offensive next week": the phrase goes on with something else."""
    return doc.tags[i] == "POSS" or doc.lower[i] in _THEN


def _gerund(doc: Doc, i: int) -> bool:
    """ "Fighting between ...", "the shelling of ...": a form in -ing that is a noun by what stands around it."""
    if not doc.lower[i].endswith("ing") or doc.tags[i] != "VERB" or i + 1 >= len(doc.words):
        return False
    sent = doc.sents[doc.sent_of[i]]
    opens = i == sent.first or doc.tags[i - 1] in {"PREP", "PUNCT", "CONJ", "SUB"}
    return opens and (doc.lower[i + 1] in _OF or doc.tags[i + 1] in {"VERB", "AUX", "MODAL"})


def _retold(doc: Doc, event: EventMention, past: frozenset[int]) -> bool:
    return event.realis == "actual" and doc.sent_of[doc.at(event.span[0])] in past


def _unarmed(doc: Doc, parts: Parts) -> bool:
    """ "A typhoon struck", "killed by the virus": what did it is nobody's weapon."""
    return parts.agent is not None and plays(doc.lower[doc.chunks[parts.agent].head], "causes")


def _mention(stage: Stage, first: int, last: int, trigger: Trigger, parts: Parts) -> EventMention:
    doc = stage.doc
    spans = [_chunk_span(doc, chunk) for chunk in parts]
    sent = doc.sents[doc.sent_of[first]]
    return EventMention(
        span=doc.span(first, last),
        entry=trigger.entry,
        realis="negated" if _nobody(doc, first, parts) else realis(doc, first, noun=trigger.noun),
        agent=spans[0],
        patient=spans[1],
        instrument=spans[2],
        clause=(sent.start, sent.end),
        hedged=is_hedged(doc, first),
        confidence=_confidence(stage, trigger, parts),
    )


def _confidence(stage: Stage, trigger: Trigger, parts: Parts) -> float:
    """How surely a trigger tells force: a weak one, done by the armed or with arms, as surely as a strong one."""
    strength = events()[trigger.entry].strength
    if strength == "weak" and parts.instrument is not None:
        return _SURE["strong"]
    doer = stage.mention(parts.agent)
    armed = doer is not None and doer.kind != "police" and (doer.type in _ARMED or not doer.identified)
    return _SURE["strong"] if strength == "weak" and armed else _SURE[strength]


def _nobody(doc: Doc, first: int, parts: Parts) -> bool:
    """ "No Azerbaijani gun had fired", "no women or children were hurt", "no shots fired": who takes part is nobody."""
    near = doc.chunk_of[first - 1] if first else -1
    return any(_is_none(doc, chunk) for chunk in (*parts, near if near >= 0 else None) if chunk is not None)


def _is_none(doc: Doc, chunk: int) -> bool:
    """Whether a phrase, or the one that it is joined to, begins with "no"."""
    start = doc.chunks[chunk].first
    if not _NONE.isdisjoint(doc.lower[max(start - 1, 0) : start + 1]):
        return True
    joined = start > 1 and doc.lower[start - 1] in {"or", "nor"} and doc.chunk_of[start - 2] >= 0
    return joined and _is_none(doc, doc.chunk_of[start - 2])


def _chunk_span(doc: Doc, chunk: int | None) -> Span | None:
    return None if chunk is None else doc.span(doc.chunks[chunk].first, doc.chunks[chunk].last)
