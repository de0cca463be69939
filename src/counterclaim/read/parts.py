"""Who takes which part in an event: agent, patient and instrument of a trigger, from the phrases around it."""

from __future__ import annotations

from typing import NamedTuple

from counterclaim.codebook.events import Trigger, events, triggers
from counterclaim.codebook.roles import plays, roles
from counterclaim.read import clauses
from counterclaim.read.stage import Stage
from counterclaim.read.tagging import verb_of

_MEANS = frozenset({"with", "using", "by", "from", "of"})
_INERT_BEFORE = frozenset({"DET", "ADJ", "NUM", "ADV", "NOUN", "NAME", "POSS"})


class Parts(NamedTuple):
    """Noun phrases (chunk indexes) with a part in an event."""

    agent: int | None = None
    patient: int | None = None
    instrument: int | None = None


def verb_parts(stage: Stage, first: int, last: int, trigger: Trigger) -> Parts:
    """Agent, patient and instrument of a verb trigger, from voice, shape and the kinds of phrase around it."""
    doc, shape = stage.doc, events()[trigger.entry].shape
    own = doc.chunk_of[first]
    if doc.tags[first] == "ADJ" and own >= 0 and doc.chunks[own].head == first:
        return Parts(None, own)  # "all of the wounded were carried away": those it was done to, and no doing
    subject = _subject(stage, first)
    follow = _by_preposition(stage, last)
    if shape in {"patient_subject", "weapon_subject"}:
        weapon = subject if shape == "weapon_subject" else None
        return Parts(_actor(stage, follow.get("from", follow.get("by"))), subject if weapon is None else None, weapon)
    form = verb_of(doc.lower[first])
    if clauses.is_passive(doc, first) and (trigger.form in {"part", "past"} or (form and "part" in form.forms)):
        return _passive(stage, first, last, subject, follow)
    patient = stage.counted(clauses.object_chunk(doc, last))
    weapon = _weapon(stage, follow)
    if patient is None or stage.kind(patient) == "weapon":
        weapon = patient if patient is not None else weapon
        patient = _aimed_at(stage, follow)
    if stage.wields(subject):
        return Parts(None, patient, subject)
    if shape == "mutual" and patient is None:
        return _both(stage, subject)
    return Parts(_doer(stage, subject), patient, weapon)


def _aimed_at(stage: Stage, follow: dict[str, int]) -> int | None:
    """Whom a weapon is fired at, or the thing that a bomb is laid beside."""
    aimed = (follow[p] for p in (*roles()["parties"], "with") if p in follow and p != "of")
    found = next((chunk for chunk in aimed if stage.kind(chunk) != "weapon"), None)
    if found is not None:
        return found
    return next((c for p, c in follow.items() if plays(p, "beside") and stage.kind(c) == "thing"), None)


def _passive(stage: Stage, first: int, last: int, subject: int | None, follow: dict[str, int]) -> Parts:
    agent = follow.get("by")
    if subject is None and agent is None:
        agent = _fronted(stage, first)
        subject = clauses.object_chunk(stage.doc, last) if agent is not None else None
    if stage.wields(agent):
        return Parts(None, subject, agent)
    if stage.kind(subject) == "weapon":
        return Parts(_doer(stage, agent), _aimed_at(stage, follow), subject)
    return Parts(_doer(stage, agent), subject, _weapon(stage, follow))


def _fronted(stage: Stage, i: int) -> int | None:
    """ "By unknown bandits was attacked a bus": the doer put first."""
    first = stage.doc.sents[stage.doc.sent_of[i]].first
    if stage.doc.lower[first] != "by" or first + 1 >= i:
        return None
    chunk = stage.doc.chunk_of[first + 1]
    return chunk if chunk >= 0 and stage.kind(chunk) in {"actor", "weapon"} else None


def _subject(stage: Stage, first: int) -> int | None:
    """The subject of a verb; of "a group of armed men" the men."""
    return stage.counted(clauses.subject_chunk(stage.doc, first))


def _doer(stage: Stage, chunk: int | None) -> int | None:
    """A phrase that can do something: "an Israeli air strike" hits, but the strike's own trigger tells whose it was."""
    if chunk is None:
        return None
    phrase = stage.doc.chunks[chunk]
    for i in range(phrase.first, phrase.head + 1):
        hit = triggers()[1].match(stage.doc.lower, i)
        if hit and i + hit[0] == phrase.head + 1:
            return None
    return chunk


def _both(stage: Stage, subject: int | None) -> Parts:
    """ "A and B clashed": the two sides of a joined subject."""
    doc = stage.doc
    if subject is None:
        return Parts()
    before = doc.chunks[subject].first - 1
    same = before > 0 and doc.sent_of[before - 1] == doc.sent_of[before]
    if same and doc.lower[before] == "and" and doc.chunk_of[before - 1] >= 0:
        return Parts(doc.chunk_of[before - 1], subject)
    joined = clauses.and_list(doc, subject)
    return Parts(subject, joined[1] if len(joined) == 2 else None)


def noun_parts(stage: Stage, first: int, last: int, trigger: Trigger) -> Parts:
    """Agent, patient and instrument of a noun trigger: "the Houthi attack on the port with drones"."""
    doc = stage.doc
    follow = _by_preposition(stage, last)
    if events()[trigger.entry].shape == "mutual":
        return _sides(stage, first, last, follow)
    agent = _actor(stage, follow.get("by"))
    if agent is None:
        agent = _actor(stage, follow.get("from"))
    weapon = follow.get("by") if stage.wields(follow.get("by")) else _weapon(stage, follow)
    patient = next((follow[p] for p in roles()["parties"] if p in follow and follow[p] not in {weapon, agent}), None)
    if agent is None:
        verb = _carrier(stage, first)
        if verb is not None:
            subject = follow.get("by") if clauses.is_passive(doc, verb) else _subject(stage, verb)
            agent = _actor(stage, subject)
    if agent is None:
        agent = _launched_by(stage, last)
    return Parts(_own(stage, first, last) if agent is None else agent, patient, weapon)


def _launched_by(stage: Stage, last: int) -> int | None:
    """ "The offensive was launched by militants": the doer of the verb that carries the noun before it."""
    doc = stage.doc
    verb = last
    while verb < len(doc.words) and doc.tags[verb] in {"AUX", "ADV"}:
        verb += 1
    if verb >= len(doc.words) or doc.tags[verb] != "VERB" or not plays(doc.lemma(verb) or "", "light"):
        return None
    return _actor(stage, _by_preposition(stage, verb + 1).get("by"))


def _own(stage: Stage, first: int, last: int) -> int | None:
    """The doer that the trigger itself names: "police firing"."""
    chunk, begin = stage.doc.chunk_of[first], stage.doc.starts[first]
    mention = stage.mention(chunk) if chunk >= 0 else None
    inside = mention is not None and begin <= mention.head[0] < stage.doc.ends[last - 1]
    return chunk if inside and stage.kind(chunk) == "actor" else None


def _sides(stage: Stage, first: int, last: int, follow: dict[str, int]) -> Parts:
    """ "Fighting between A and B", "the army's battle with rebels": both are sides."""
    between = follow.get("between", follow.get("involving"))
    if between is not None:
        joined = clauses.and_list(stage.doc, between)
        return Parts(joined[0], joined[1] if len(joined) > 1 else None)
    other = next((follow[p] for p in ("with", "against") if p in follow), None)
    verb = _carrier(stage, first)
    agent = _actor(stage, _subject(stage, verb)) if verb is not None else _launched_by(stage, last)
    return Parts(agent, other)


def _carrier(stage: Stage, first: int) -> int | None:
    """The verb that only carries an event noun: "launched" in "launched a massive attack"."""
    doc = stage.doc
    verb = first - 1
    while verb > 0 and (doc.tags[verb] in _INERT_BEFORE or doc.lower[verb] in {"out", "up", "with"}):
        verb -= 1
    found = verb >= 0 and doc.tags[verb] == "VERB" and doc.sent_of[verb] == doc.sent_of[first]
    return verb if found and plays(doc.lemma(verb) or "", "light") else None


def _by_preposition(stage: Stage, last: int) -> dict[str, int]:
    """The first phrase of each preposition after a trigger."""
    found: dict[str, int] = {}
    for preposition, _, chunk in clauses.phrases_after(stage.doc, last):
        found.setdefault(preposition, stage.counted(chunk) or chunk)
    return found


def _weapon(stage: Stage, follow: dict[str, int]) -> int | None:
    return next((c for p, c in follow.items() if p in _MEANS and stage.wields(c)), None)


def _actor(stage: Stage, chunk: int | None) -> int | None:
    return chunk if stage.kind(chunk) == "actor" else None
