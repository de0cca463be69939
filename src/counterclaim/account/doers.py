"""Who of those told with an incident did it, who suffered it, and who is neither: a choice by learnt weights.

Whoever the rules or the model give a part is a candidate, and so is everybody else who is told near by; what the rules
say is one ground among others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from counterclaim.account.accused import accused
from counterclaim.account.likely import Weights, learnt_weights, weigh
from counterclaim.account.parties import can_act, certainty_of, is_place, is_suspect, no_people, suffering
from counterclaim.account.raids import raided, recorded
from counterclaim.account.scene import Scene, distance
from counterclaim.codebook.actors import actors
from counterclaim.records.account import Participant
from counterclaim.records.reading import Mention
from counterclaim.records.report import Span
from counterclaim.values.sides import ACTING, CERTAINTY
from counterclaim.values.spans import overlap

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

PARTS = ("acts", "suffers", "none")
"""What somebody may be in an incident."""
_BEFORE = re.compile(r"([\w'’-]+)\W*$")
_AFTER = re.compile(r"\W{0,3}([\w'’]+)(?:\W{1,3}([\w'’]+))?")
_ASIDE = re.compile(r"(?:,[^,;.]{1,40}){1,2},|\s*\([^)]{1,12}\)|,? (?:[JS]r\.?)?,? \d\d?,?")
"""What may stand between a name and what it does: "Jr., 22, of Yopal," "(19)"."""
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are|got) (?:\w+ly )?$", re.I)
_AGED = re.compile(r"\b(?:year|month)s?[- ]old\b|,\s*\d\d?\b", re.I)
_LEVELS = (0.9, 0.7, 0.5, 0.3, 0.1, 0.0)
_NEAR, _FAR = 12, 60
_CAPITAL = "metonym"
"""Entry of a town that stands for its government."""
_MANY = 4
_EVEN = 0.2
"""By how much another part has to be likelier than that of the rules."""
_CLEAR = 0.7
"""By how much police who do what a trigger tells have to be likelier in another part."""
_BESIDE = 0.4
"""By how much somebody whom the rules lack has to be likelier in a part that others have."""
_NONE = 0.2
"""By how much no part at all has to be the likeliest."""


class Candidate(NamedTuple):
    """Somebody who may take part: as the rules have them, if they do, and by all their mentions."""

    one: Participant | None
    mentions: tuple[Mention, ...]
    spans: tuple[Span, ...]


class Doers:
    """The candidates of one incident; `alone` where it is the report's only news."""

    def __init__(self, scene: Scene, draft: Draft, people: Sequence[Participant], alone: bool) -> None:
        self.scene, self.draft, self.people, self.alone = scene, draft, people, alone
        self.triggers = [event.span for event in draft.events] + [harm.trigger for harm in draft.harms]
        self.here = {scene.sentence(span[0]) for span in self.triggers}
        self.acting = sum(one.role in ACTING for one in people)
        self.harmed = sum(one.role not in ACTING for one in people)
        self.charged = [mention.span for mention, _ in accused(scene, draft, alone)]
        self._again: dict[int, list[Mention]] = {}
        for mention in scene.people:
            if _named(mention):
                self._again.setdefault(mention.chain, []).append(mention)

    def chosen(self, weights: Weights | None = None) -> list[Participant]:
        """The participants without those who are none, and with those whom the rules lack."""
        if rules_stand(self.scene, self.draft):
            return list(self.people)
        used = learnt_weights("doers") if weights is None else weights
        made = []
        for candidate in self.candidates():
            ruled = _ruled(candidate)
            part = self._likeliest(candidate, used, ruled)
            if part == "none":
                continue
            if part == ruled and candidate.one is not None:
                made.append(candidate.one)
            else:
                made.append(self._as(candidate, part))
        return made

    def _likeliest(self, candidate: Candidate, weights: Weights, ruled: str) -> str:
        """The part of the highest sum; whom the rules lack comes beside others in a part by one that is clearer."""
        if candidate.one is not None and candidate.one.role == "party":
            return ruled  # whoever fights another is told as one of two sides
        told = {"acts": self.acting, "suffers": self.harmed, "none": 0}
        scores = {part: weigh(names, weights) for part, names in self.options(candidate).items()}
        if candidate.one is None:
            scores = {part: score - (_BESIDE if told[part] else 0.0) for part, score in scores.items()}
        scores["none"] -= _NONE
        scores[ruled] += _CLEAR if self._told_acting(candidate, ruled) else _EVEN
        return max(scores, key=lambda part: (scores[part], part))

    def _told_acting(self, candidate: Candidate, ruled: str) -> bool:
        """Whether police do what a trigger tells: most who come, find and say do none, and these are not to be lost."""
        police = candidate.one is not None and candidate.one.kind == "police" and ruled == "acts"
        agents = (event.agent for event in self.draft.events)
        return police and any(agent and overlap(agent, span) for agent in agents for span in candidate.spans)

    def candidates(self) -> list[Candidate]:
        """Those whom the rules have, then the others told near by, each with all their mentions."""
        found = [self._candidate(one, self._mentions(one)) for one in self.people]
        taken = {mention.span for candidate in found for mention in candidate.mentions}
        others: dict[object, list[Mention]] = {}
        for mention in self.scene.people:
            if mention.name and mention.span not in taken and self._near(mention) and not self._nobody(mention):
                others.setdefault(_side(mention), []).append(mention)
        for group in others.values():
            candidate = self._candidate(None, tuple(group))
            if not any(overlap(one, span) for one in candidate.spans for span in taken):
                found.append(candidate)
        return found

    def _candidate(self, one: Participant | None, told: tuple[Mention, ...]) -> Candidate:
        """Somebody with those mentions that name them again."""
        again = [mention for first in told if _named(first) for mention in self._again.get(first.chain, ())]
        spans = [words.span for words in one.mentions] if one else [mention.span for mention in told]
        return Candidate(
            one, tuple(dict.fromkeys([*told, *again])), tuple(dict.fromkeys([*spans, *(m.span for m in again)]))
        )

    def options(self, candidate: Candidate, *, blind: bool = False) -> dict[str, list[str]]:
        """By part the names of the weights that speak for it; `blind` as if the model saw nobody."""
        traits = list(dict.fromkeys(self._traits(candidate, blind)))
        return {part: [f"{trait}|{part}" for trait in traits] for part in PARTS}

    def _mentions(self, one: Participant) -> tuple[Mention, ...]:
        found = (self.scene.mention_at(words.span) for words in one.mentions)
        return tuple(dict.fromkeys(mention for mention in found if mention is not None))

    def _near(self, mention: Mention) -> bool:
        number = self.scene.sentence(mention.span[0])
        kind = self.scene.reading.sentences[number].kind
        return kind != "furniture" and (self.alone or bool({number - 1, number, number + 1} & self.here))

    def _nobody(self, mention: Mention) -> bool:
        where = mention.entry == _CAPITAL or is_place(self.scene, mention)
        return where or no_people(mention) or not can_act(mention)

    def _traits(self, candidate: Candidate, blind: bool) -> Iterator[str]:
        rule = f"ruled {candidate.one.role if candidate.one else 'none'}"
        yield rule
        for trait in self._both(candidate, blind):
            yield trait
            yield f"{rule} & {trait}"
        for mention in candidate.mentions:
            yield from self._words(mention)
        if candidate.one is not None:
            yield f"certainty {candidate.one.certainty}"
            yield f"basis {candidate.one.basis}"
        yield f"{rule} & acting {min(self.acting, _MANY)}"
        yield f"{rule} & harmed {min(self.harmed, _MANY)}"
        yield f"{rule} & {self.draft.status}"
        yield f"deed {self.draft.first.entry}"
        yield from self._beside(candidate)
        if not self.acting:
            yield from (f"nobody acts & {trait}" for trait in self._nouns(candidate))
        if not self.harmed:
            yield from (f"nobody suffers & {trait}" for trait in self._nouns(candidate))

    def _both(self, candidate: Candidate, blind: bool) -> Iterator[str]:
        """Traits that weigh otherwise with what the rules say."""
        yield from self._who(candidate)
        yield from self._seen(() if blind else candidate.spans)
        yield from self._told(candidate)
        for mention in candidate.mentions:
            yield from self._place(mention)

    def _who(self, candidate: Candidate) -> Iterator[str]:
        one = candidate.one
        first = candidate.mentions[0] if candidate.mentions else None
        kind = one.kind if one else first.kind if first else "none"
        actor = actors().get((one.actor if one else first.actor if first else None) or "")
        yield f"kind {kind}"
        yield f"side {actor.kind if actor else 'none'}"
        if first is None:
            yield "no mention"
            return
        yield f"type {first.type}"
        name = one.name if one else first.name
        yield "named" if name[:1].isupper() and " " in name else "capital" if name[:1].isupper() else "described"
        yield from self._nouns(candidate)
        for mention in candidate.mentions:
            if is_suspect(self.scene, mention):
                yield "suspected"
            if _AGED.search(self.scene.text[mention.span[0] : mention.span[1] + 8]):
                yield "aged"
        yield f"mentions {min(len(candidate.spans), _MANY)}"
        if any(overlap(span, other) for span in candidate.spans for other in self.charged):
            yield "charged"

    def _beside(self, candidate: Candidate) -> Iterator[str]:
        """What the rules say of others of one's side, what it says itself, and which deed this is for its kind."""
        told = candidate.one or (candidate.mentions[0] if candidate.mentions else None)
        if told is None:
            return
        kind = told.kind
        yield f"deed {self.draft.first.entry} & kind {kind}"
        for other in self.people:
            if other is not candidate.one:
                part = part_of(other.role)
                same = "own side" if other.actor and other.actor == told.actor else "another side"
                yield f"{same} {part}"
                yield f"{same} {part} & kind {kind}"
                yield f"{other.kind} {part} & kind {kind}"
        if not told.actor:
            return
        for said in self.scene.statements:
            if said.source.actor == told.actor:
                yield f"says {said.stance}"
            if told.actor in said.addressee:
                yield f"told to {said.stance}"

    def _nouns(self, candidate: Candidate) -> Iterator[str]:
        """What they are called."""
        if candidate.mentions:
            yield f"kind {candidate.mentions[0].kind}"
        for mention in candidate.mentions:
            if mention.entry:
                yield f"entry {mention.entry}"
            if mention.name and not mention.name[:1].isupper():
                yield f"word {mention.name.lower().split()[-1]}"

    def _seen(self, spans: Sequence[Span]) -> Iterator[str]:
        """What the model sees of them."""
        for name, marks in (("stand", self.scene.reading.stands), ("role", self.scene.reading.roles or ())):
            best: dict[str, float] = {}
            for mark in marks:
                if any(overlap(mark.span, span) for span in spans):
                    best[mark.part] = max(best.get(mark.part, 0.0), mark.confidence)
            for part in ("acts", "suffers", "takes_part"):
                level = next((level for level in _LEVELS if best.get(part, -1.0) >= level), None)
                yield f"{name} {part} {level}"
            top = max(best, key=lambda part: best[part], default="nothing")
            yield f"{name} {top}"

    def _told(self, candidate: Candidate) -> Iterator[str]:
        """What the rules see them do or suffer, here and elsewhere in the report."""
        scene, spans = self.scene, candidate.spans
        mine = {event.span for event in self.draft.events}
        for event in scene.reading.events:
            where = "here" if event.span in mine else "elsewhere"
            where = "on record" if recorded(scene, event.span) else where
            for name, part in (("agent", event.agent), ("patient", event.patient)):
                if part and any(overlap(part, span) for span in spans):
                    yield f"{name} {where}"
                    yield f"{name} {where} {event.entry}"
                    if event.realis != "actual":
                        yield f"{name} {where} {event.realis}"
        harms = {harm.trigger for harm in self.draft.harms}
        for harm in scene.reading.harms:
            where = "here" if harm.trigger in harms else "elsewhere"
            if harm.victims and any(overlap(harm.victims, span) for span in spans):
                yield f"harmed {where}"
                yield f"harmed {where} {'nobody' if harm.quantity.best == 0 else harm.harm}"
            if harm.agent and any(overlap(harm.agent, span) for span in spans):
                yield f"harms {where}"
        speaks = sum(any(a.source and overlap(a.source, span) for a in scene.reading.attributions) for span in spans)
        yield "silent" if not speaks else "only speaks" if speaks == len(spans) else "speaks too"
        if any(scene.statement_over(span) is not None for span in spans):
            yield "in speech"

    def _place(self, mention: Mention) -> Iterator[str]:
        """Where a mention stands to what tells the deed."""
        scene = self.scene
        number = scene.sentence(mention.span[0])
        kind = scene.reading.sentences[number].kind
        near = "trigger" if number in self.here else "next" if {number - 1, number + 1} & self.here else "off"
        yield f"at {near}" if kind == "body" else f"at {kind} {near}"
        if number <= _MANY:
            yield "lead"
        here = [event for event in self.draft.events if scene.sentence(event.span[0]) == number]
        if here:
            event = min(here, key=lambda one: distance(one.span, mention.span))
            gap = distance(event.span, mention.span)
            far = "touches" if gap <= _NEAR else "near" if gap <= _FAR else "far"
            side = "left" if mention.span[0] < event.span[0] else "right"
            yield f"{side} {far}"
            yield f"{side} of {event.entry}"
            yield f"{side} {far} & kind {mention.kind}"
            voice = "passive" if _PASSIVE.search(scene.text[max(0, event.span[0] - 16) : event.span[0]]) else "active"
            first = not any(_between(one.span, mention.span, event.span) for one in scene.people)
            order = "first" if first else "later"
            yield f"{voice} {side} {order}"
            yield f"{voice} {side} {order} of {event.entry}"

    def _words(self, mention: Mention) -> Iterator[str]:
        """Between which words a mention stands."""
        text = self.scene.text
        before = _BEFORE.search(text[max(0, mention.span[0] - 24) : mention.span[0]])
        if before:
            yield f"after {before[1].lower()}"
        start = mention.span[1]
        for name in ("before", "then"):
            after = _AFTER.match(text, start)
            if after:
                yield f"{name} {after[1].lower()}"
                if after[2]:
                    yield f"{name} {after[1].lower()} {after[2].lower()}"
            aside = _ASIDE.match(text, start)
            if aside is None:
                return
            start = aside.end()

    def _as(self, candidate: Candidate, part: str) -> Participant:
        """Somebody in another part than the rules gave."""
        one = candidate.one
        mention = candidate.mentions[0] if candidate.mentions else None
        role = "responsible" if part == "acts" else suffering(mention) if mention else "victim"
        if one is not None:
            return replace(one, role=role)
        assert mention is not None  # noqa: S101 (those told near by have mentions)
        certainties = [certainty_of(self.scene, span, False) for span in candidate.spans]
        certainty = min(certainties, key=CERTAINTY.index)
        if part == "acts" and is_suspect(self.scene, mention):
            certainty = max(certainty, "suspected", key=CERTAINTY.index)
        return Participant(
            role=role,
            kind=mention.kind,
            name=max((m.name for m in candidate.mentions), key=len),
            actor=mention.actor,
            country=mention.country,
            identified=mention.identified,
            organization=None,
            mentions=tuple(self.scene.words(span) for span in candidate.spans),
            certainty=certainty,
            basis=mention.basis,
            confidence=0.5,
        )


def _between(one: Span, mention: Span, trigger: Span) -> bool:
    """Whether somebody is told between a mention and a trigger."""
    start, end = min(mention[1], trigger[1]), max(mention[0], trigger[0])
    return start <= one[0] and one[1] <= end


def part_of(role: str) -> str:
    """What somebody in a role is."""
    return "acts" if role in ACTING else "suffers"


def rules_stand(scene: Scene, draft: Draft) -> bool:
    """Whether nobody is weighed: without a model, in capitals, where too few are seen, and of raids, told by rule."""
    return scene.reading.roles is None or scene.shouted or raided(scene, draft)


def _ruled(candidate: Candidate) -> str:
    if candidate.one is None:
        return "none"
    return part_of(candidate.one.role)


def _named(mention: Mention) -> bool:
    """Whether a mention is of a person by name."""
    return mention.type == "person" and mention.name[:1].isupper()


def _side(mention: Mention) -> object:
    told = mention.actor if mention.actor and mention.type not in {"people", "person"} else None
    return told or mention.chain
