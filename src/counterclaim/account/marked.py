"""What the model sees of an incident's roles, weighed with what the rules told: who acts, who suffers, what is hit.

fillers to drafts | rules' participants and things that no span bears out go | fillers that the rules lack come
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from counterclaim.account.parties import can_act, certainty_of, is_place, is_suspect, suffering
from counterclaim.account.scene import PEOPLE, Scene, distance
from counterclaim.account.split import Draft
from counterclaim.codebook.events import objects as things
from counterclaim.codebook.events import weapons as arms
from counterclaim.records.account import Participant, Thing
from counterclaim.records.reading import Mention, RoleMention
from counterclaim.records.report import Span
from counterclaim.values.sides import ACTING, CERTAINTY
from counterclaim.values.spans import overlap

_SIDES = {"initiator": "acts", "responsible": "acts", "victim": "suffers", "target": "suffers"}
_BODIES = frozenset({"armed_group", "organization", "state", "military", "police"})
_NAMED = frozenset({"alias", "name"})
_EITHER = frozenset({"acts", "suffers"})
_SURE = 0.7
"""How likely an incident has to be told for the rules to stand where the model sees nobody."""
_SEEN, _FAINT = 0.5, 0.4
"""How sure the model has to be of a victim for the rules' own to need its word, and of one whom they lack."""
_DETERMINER = re.compile(r"^(?:the|an?|some|his|her|their|its)\s+", re.I)


class Filler(NamedTuple):
    """Somebody or something in one part, by all spans that the model ties together."""

    part: str
    group: bool
    name: str
    confidence: float
    spans: tuple[Span, ...]


def fillers(scene: Scene) -> list[Filler]:
    """The report's fillers, in order of their numbers."""
    found: dict[int, list[RoleMention]] = {}
    for one in scene.reading.roles or ():
        if one.thing is not None:
            found.setdefault(one.thing, []).append(one)
    return [
        Filler(some[0].part, some[0].group, some[0].name, some[0].confidence, tuple(one.span for one in some))
        for _, some in sorted(found.items())
    ]


def shared_out(scene: Scene, drafts: Sequence[Draft]) -> list[list[Filler]]:
    """For each draft the fillers told with it: in its triggers' and harms' sentences, else nearest to them."""
    shared: list[list[Filler]] = [[] for _ in drafts]
    if drafts:
        for filler in fillers(scene):
            shared[min(range(len(drafts)), key=lambda n: _farness(scene, filler, drafts[n]))].append(filler)
    return shared


def _farness(scene: Scene, filler: Filler, draft: Draft) -> tuple[int, bool, int]:
    told = [event.span for event in draft.events] + [harm.trigger for harm in draft.harms]
    numbers = {scene.sentence(span[0]) for span in told}
    beside = sum(scene.sentence(span[0]) in numbers for span in filler.spans)
    return -beside, draft.status != "main", min(distance(one, span) for one in told for span in filler.spans)


def people_of(scene: Scene, own: Sequence[Filler], people: Sequence[Participant]) -> list[Participant]:
    """Victims that the model bears out, those who act as the rules tell them, and all that the model alone sees."""
    if scene.reading.roles is None:
        return list(people)
    everybody = fillers(scene)
    kept = [_called(scene, one, everybody) for one in people if _stands(scene, one)]
    suffer = any(one.role not in ACTING for one in kept)
    for filler in own:
        if filler.part == "suffers" and suffer and filler.confidence < _FAINT:
            continue
        if filler.part in _EITHER and _somebody(scene, filler) and not any(_is(filler, one) for one in kept):
            kept.append(_participant(scene, filler))
    return kept


def things_of(scene: Scene, own: Sequence[Filler], part: str, found: Sequence[Thing]) -> list[Thing]:
    """Physical targets (`object`) or weapons that the model bears out, and those that it alone sees."""
    if scene.reading.roles is None:
        return list(found)
    rules = not scene.shouted and not _sees(scene, part)
    kept = [
        one for one in found if rules or _borne_out(scene, frozenset({part}), [words.span for words in one.mentions])
    ]
    for filler in own:
        if filler.part == part and not any(_touch(filler.spans, [w.span for w in one.mentions]) for one in kept):
            kept.append(_thing(scene, filler))
    return kept


def _stands(scene: Scene, one: Participant) -> bool:
    """Whether somebody told by the rules stays. In capitals the rules know names by the codebook alone, and guess."""
    if not scene.shouted and (one.role != "victim" or _victimless(scene)):
        return True
    return _borne_out(scene, _parts(one.role), _spans(one))


def _sees(scene: Scene, part: str) -> bool:
    """Whether the model sees anybody or anything in a part, anywhere in the report."""
    return any(one.part == part and one.thing is not None for one in scene.reading.roles or ())


def _victimless(scene: Scene) -> bool:
    """Whether the model sees no victim, or none surely, in a report that it holds for one of an incident."""
    seen = [filler.confidence for filler in fillers(scene) if filler.part == "suffers"]
    return (seen != [] or (scene.reading.told or 0.0) >= _SURE) and max(seen, default=0.0) < _SEEN


def _parts(role: str) -> frozenset[str]:
    return frozenset({_SIDES[role]}) if role in _SIDES else _EITHER


def _spans(one: Participant) -> list[Span]:
    return [words.span for words in one.mentions]


def _borne_out(scene: Scene, parts: frozenset[str], spans: Sequence[Span]) -> bool:
    """Whether a filler's span touches one of these, or a faint span ends with the same word."""
    seen = [one for one in scene.reading.roles or () if one.part in parts]
    ends = {span[1] for span in spans}
    return _touch([one.span for one in seen if one.thing is not None], spans) or any(
        one.span[1] in ends for one in seen
    )


def _touch(some: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(overlap(one, other) for one in some for other in others)


def _is(filler: Filler, one: Participant) -> bool:
    return filler.part in _parts(one.role) and _touch(filler.spans, _spans(one))


def _called(scene: Scene, one: Participant, seen: Sequence[Filler]) -> Participant:
    """By the name that the model's surest span gives, and as who acts where the rules see one who takes part."""
    fits = [filler for filler in seen if _is(filler, one)]
    if not fits:
        return one
    role = "responsible" if one.role == "party" and fits[0].part == "acts" else one.role
    told = replace(one, role=role, name=one.name if one.actor else _bare(fits[0].name))
    band = told.kind == "armed_group" and not all(filler.group for filler in fits)
    return _as_band(scene, told, next((_bare(filler.name) for filler in fits if filler.group), None)) if band else told


def _as_band(scene: Scene, one: Participant, body: str | None) -> Participant:
    """Guerrillas, gunmen, raiders: of the body that is named for them, unidentified where none is."""
    named = body or next((m.name for m in scene.people if m.actor == one.actor and m.entry in _NAMED), None)
    organization = one.organization or (named if one.actor and named != one.name else None)
    return replace(one, organization=organization, identified=one.identified and one.actor is not None)


def _bare(name: str) -> str:
    return _DETERMINER.sub("", name) or name


def _mention(scene: Scene, filler: Filler) -> Mention | None:
    found = (scene.mention_at(span) for span in filler.spans)
    return next((one for one in found if one is not None and one.type in PEOPLE), None)


def _somebody(scene: Scene, filler: Filler) -> bool:
    """Whether the rules too see people in what the model alone has in a part; in capitals they see too little."""
    mention = _mention(scene, filler)
    if mention is None:
        return scene.shouted
    return not is_place(scene, mention) and (filler.part != "acts" or can_act(mention))


def _participant(scene: Scene, filler: Filler) -> Participant:
    mention = _mention(scene, filler)
    kind = mention.kind if mention else "unknown"
    if filler.group and kind not in _BODIES:
        kind = "organization"
    acts = filler.part == "acts" and not _done_to(scene, filler)
    role = "responsible" if acts else suffering(mention) if mention else "victim"
    told = Participant(
        role=role,
        kind=kind,
        name=_bare(filler.name),
        actor=mention.actor if mention else None,
        country=mention.country if mention else None,
        identified=mention.identified if mention else True,
        organization=None,
        mentions=tuple(scene.words(span) for span in filler.spans),
        certainty=_certainty(scene, filler, mention),
        basis=mention.basis if mention else "stated",
        confidence=filler.confidence,
    )
    return told if filler.group or kind != "armed_group" else _as_band(scene, told, None)


def _done_to(scene: Scene, filler: Filler) -> bool:
    """Whether the rules see these taken, hit or killed wherever they are told, and never doing anything."""
    events = scene.reading.events
    done = [e for e in events if e.patient and any(overlap(e.patient, span) for span in filler.spans)]
    return bool(done) and not any(e.agent and any(overlap(e.agent, span) for span in filler.spans) for e in events)


def _certainty(scene: Scene, filler: Filler, mention: Mention | None) -> str:
    """As its surest sentence tells it: who is only suspected there, or blamed by somebody, is no more than that."""
    doubted = mention is not None and is_suspect(scene, mention)
    found = []
    for span in filler.spans:
        said = scene.said_in(scene.sentence(span[0]))
        hedged = any(one.stance == "accuses" or one.factuality[:2] in {"PR", "PS"} for one in said)
        found.append("suspected" if doubted or hedged else certainty_of(scene, span, False))
    return min(found, key=CERTAINTY.index)


def _thing(scene: Scene, filler: Filler) -> Thing:
    """Its kind is what the codebook's table says of its last words that it knows."""
    table = arms() if filler.part == "weapon" else things()
    words = filler.name.lower().split()
    hits = (table.match(words, n) for n in range(len(words) - 1, -1, -1))
    kind = next((hit[1][0].kind for hit in hits if hit), "other")
    effect = None if filler.part == "weapon" else "hit"
    mentions = tuple(scene.words(span) for span in filler.spans)
    return Thing(_bare(filler.name), kind, mentions, certainty_of(scene, filler.spans[0], False), effect)
