"""Marks what tells an armed incident: trigger, its kind, whether it happened, and who does it to whom with what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from counterclaim.codebook.events import Trigger, events, triggers
from counterclaim.codebook.loader import load
from counterclaim.codebook.phrases import PhraseIndex, phrase_parts
from counterclaim.read import clauses
from counterclaim.read.document import Doc
from counterclaim.read.realis import is_hedged, realis
from counterclaim.records.reading import EventMention, Mention
from counterclaim.records.report import Span

_FILLERS = frozenset({"DET", "ADJ", "NUM", "ADV", "POSS", "NEG"})
_INERT = frozenset({"weapon", "vehicle", "facility", "object"})


class Parts(NamedTuple):
    """Noun phrases (chunk indexes) with a part in an event."""

    agent: int | None = None
    patient: int | None = None
    instrument: int | None = None


class Stage:
    """The mentions of a document by noun phrase: what kind of thing each phrase is."""

    __slots__ = ("_of_chunk", "doc")

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        starts = [m.span[0] for m in mentions]
        self._of_chunk: dict[int, Mention] = {}
        for number, chunk in enumerate(doc.chunks):
            start, end = doc.span(chunk.first, chunk.last)
            k = bisect_right(starts, end) - 1
            best = None
            while k >= 0 and starts[k] >= start - 1:
                if mentions[k].span[1] <= end + 1 and (best is None or mentions[k].span[1] >= best.span[1]):
                    best = mentions[k]
                k -= 1
            if best is not None:
                self._of_chunk[number] = best

    def mention(self, chunk: int | None) -> Mention | None:
        """The mention whose words a noun phrase ends with."""
        return None if chunk is None else self._of_chunk.get(chunk)

    def kind(self, chunk: int | None) -> str:
        """`actor`, `weapon`, `thing` or `none`."""
        mention = self.mention(chunk)
        if mention is None:
            return "none"
        if mention.type == "weapon":
            return "weapon"
        return "thing" if mention.type in _INERT else "actor"


@cache
def _inert_phrases() -> PhraseIndex[str]:
    found: PhraseIndex[str] = PhraseIndex(fold=True)
    for entry in load("not_events"):
        for phrase in entry["phrases"]:
            found.add(phrase_parts(phrase), entry["id"])
    return found


def find_events(doc: Doc, mentions: Sequence[Mention]) -> list[EventMention]:
    """Triggers of the body in text order, at most one a token."""
    stage = Stage(doc, mentions)
    found: list[EventMention] = []
    for sent in doc.body():
        i = sent.first
        while i < sent.last:
            skipped = _inert_phrases().match(doc.lower, i)
            if skipped:
                i += skipped[0]
                continue
            hit = _verb(doc, i, sent.last) or _noun(doc, i, sent.last)
            if hit is None:
                i += 1
                continue
            last, trigger = hit
            found.append(_mention(stage, i, last, trigger))
            i = last
    return found


def _verb(doc: Doc, i: int, limit: int) -> tuple[int, Trigger] | None:
    """The longest verb trigger at token `i`; words may stand between verb and object ("opened heavy fire on")."""
    if doc.tags[i] not in {"VERB", "AUX"} and not (doc.tags[i] == "ADJ" and doc.lower[i].endswith("ed")):
        return None
    index = triggers()[0]
    window = [i, *(k for k in range(i + 1, min(limit, i + 8)) if doc.tags[k] not in _FILLERS)]
    tight = index.match(doc.lower[i : min(limit, i + 6)], 0)
    loose = index.match([doc.lower[k] for k in window], 0) if len(window) > 1 else None
    if loose and (tight is None or loose[0] > tight[0]):
        return window[loose[0] - 1] + 1, _pick(doc, i, loose[1])
    if tight is None or doc.tags[i] == "AUX":
        return None
    if doc.tags[i] == "ADJ" and doc.chunk_of[i] >= 0 and doc.chunks[doc.chunk_of[i]].head != i:
        return None
    return i + tight[0], _pick(doc, i, tight[1])


def _pick(doc: Doc, i: int, meanings: list[Trigger]) -> Trigger:
    """The reading of an ambiguous verb: passive ones are participles; a kind that wants another object loses."""
    thing_next = clauses.object_chunk(doc, i + 1)
    head = doc.lower[doc.chunks[thing_next].head] if thing_next is not None else ""
    wanted = [m for m in meanings if events()[m.entry].patient in {_object_kind(head), None}] if head else []
    plain = [m for m in meanings if events()[m.entry].patient is None]
    return (sorted(wanted, key=lambda m: events()[m.entry].patient is None) or plain or meanings)[0]


def _object_kind(head: str) -> str:
    from counterclaim.codebook.events import objects

    hit = objects().match([head], 0)
    kind = hit[1][0].kind if hit else ""
    return {"aircraft": "vehicle", "ship": "vehicle", "vehicle": "vehicle", "settlement": "place"}.get(kind, kind)


def _noun(doc: Doc, i: int, limit: int) -> tuple[int, Trigger] | None:
    """The longest noun trigger at token `i` that ends where its noun phrase has its head."""
    if doc.tags[i] not in {"NOUN", "NAME", "ADJ", "NUM", "VERB"} or doc.chunk_of[i] < 0 and doc.tags[i] != "VERB":
        return None
    hit = triggers()[1].match(doc.lower[: min(limit, i + 6)], i)
    if hit is None:
        return None
    last = i + hit[0] - 1
    chunk = doc.chunk_of[last]
    if chunk < 0 or (doc.chunks[chunk].head != last and doc.tags[min(last + 1, limit - 1)] != "POSS"):
        return None
    return last + 1, hit[1][0]


def _mention(stage: Stage, first: int, last: int, trigger: Trigger) -> EventMention:
    doc = stage.doc
    parts = _noun_parts(stage, first, last, trigger) if trigger.noun else _verb_parts(stage, first, last, trigger)
    spans = [_chunk_span(doc, chunk) for chunk in parts]
    sent = doc.sents[doc.sent_of[first]]
    return EventMention(
        span=doc.span(first, last),
        entry=trigger.entry,
        realis="negated" if _nobody(doc, parts) else realis(doc, first, noun=trigger.noun),
        agent=spans[0],
        patient=spans[1],
        instrument=spans[2],
        clause=(sent.start, sent.end),
        hedged=is_hedged(doc, first),
    )


def _nobody(doc: Doc, parts: Parts) -> bool:
    """"No Azerbaijani gun had fired": a negated phrase takes part."""
    return any(chunk is not None and doc.lower[doc.chunks[chunk].first] in {"no", "none", "nobody"} for chunk in parts)


def _chunk_span(doc: Doc, chunk: int | None) -> Span | None:
    return None if chunk is None else doc.span(doc.chunks[chunk].first, doc.chunks[chunk].last)


def _verb_parts(stage: Stage, first: int, last: int, trigger: Trigger) -> Parts:
    """Agent, patient and instrument of a verb trigger, from voice, shape and the kinds of phrase around it."""
    doc, shape = stage.doc, events()[trigger.entry].shape
    subject = clauses.subject_chunk(doc, first)
    follow = dict(_by_preposition(doc, last))
    if shape in {"patient_subject", "weapon_subject"}:
        weapon = subject if shape == "weapon_subject" else None
        return Parts(_actor(stage, follow.get("from", follow.get("by"))), subject if weapon is None else None, weapon)
    if clauses.is_passive(doc, first) and trigger.form in {"part", "past"}:
        agent = follow.get("by")
        weapon = agent if stage.kind(agent) == "weapon" else _weapon(stage, follow)
        return Parts(None if agent == weapon else agent, subject, weapon)
    patient = clauses.object_chunk(doc, last)
    if patient is None or stage.kind(patient) == "weapon":
        weapon_object = patient
        patient = next((follow[p] for p in ("at", "on", "upon", "against", "into", "towards", "toward", "targeting", "with") if p in follow), None)
        weapon = weapon_object if weapon_object is not None else _weapon(stage, follow)
    else:
        weapon = _weapon(stage, follow)
    if stage.kind(subject) == "weapon":
        return Parts(None, patient, subject)
    return Parts(subject, patient, weapon)


def _noun_parts(stage: Stage, first: int, last: int, trigger: Trigger) -> Parts:
    """Agent, patient and instrument of a noun trigger: "the Houthi attack on the port with drones"."""
    doc, shape = stage.doc, events()[trigger.entry].shape
    follow = dict(_by_preposition(doc, last))
    agent = _actor(stage, follow.get("by")) or (_actor(stage, follow.get("from")) if shape != "mutual" else None)
    weapon = follow.get("by") if stage.kind(follow.get("by")) == "weapon" else _weapon(stage, follow)
    order = ("on", "against", "at", "targeting", "of", "upon") if shape != "mutual" else ("between", "with", "against", "involving")
    patient = next((follow[p] for p in order if p in follow and follow[p] != weapon), None)
    if agent is None and shape != "mutual":
        verb = first - 1
        while verb > 0 and doc.tags[verb] in {"DET", "ADJ", "NUM", "ADV", "NOUN", "NAME", "POSS"}:
            verb -= 1
        if doc.tags[verb] == "VERB" and doc.lemma(verb) in _LIGHT:
            passive = clauses.is_passive(doc, verb)
            agent = None if passive else _actor(stage, clauses.subject_chunk(doc, verb))
    return Parts(agent, patient, weapon)


_LIGHT = frozenset("launch carry conduct stage mount make commit open perpetrate unleash execute wage".split())


def _by_preposition(doc: Doc, last: int) -> list[tuple[str, int]]:
    """(preposition, phrase) pairs after a trigger, the first of each preposition, as last-wins input for dict()."""
    pairs = [(preposition, chunk) for preposition, _, chunk in clauses.phrases_after(doc, last)]
    return pairs[::-1]


def _weapon(stage: Stage, follow: dict[str, int]) -> int | None:
    return next((c for p, c in follow.items() if p in {"with", "using", "by", "from", "of"} and stage.kind(c) == "weapon"), None)


def _actor(stage: Stage, chunk: int | None) -> int | None:
    return chunk if stage.kind(chunk) == "actor" else None
