"""Raids in which soldiers take people: what tells the raid, and what those who were sought had done before.

raided: soldiers took somebody | on_file: no part of the raid | told: the triggers that tell it | shot: with shots
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.account.harmed import hurt
from counterclaim.account.scene import Scene, kept
from counterclaim.account.setting import pointers
from counterclaim.codebook.roles import plays
from counterclaim.records.reading import EventMention, HarmMention, Mention
from counterclaim.records.report import Span

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_FORCES = frozenset({"military", "police"})
TAKEN = frozenset({"captured", "detained"})
"""Harms of those whom soldiers take."""
_REAL = frozenset({"actual", "background"})
_FIRE = frozenset({"open_fire", "under_fire", "clash"})
_WITHIN = frozenset(
    {"capture", "raid_operation", "disrupted", "open_fire", "under_fire", "clash", "kill", "wound", "act"}
)
"""Entries of what happens in a raid, whoever does it."""
_SEEN = 0.6
"""How likely the model has to hold an act of others for news for it to be no record."""


def raided(scene: Scene, draft: Draft) -> bool:
    """Whether soldiers are told to take people, and nobody else to attack others."""
    real = [e for e in draft.events if e.realis in _REAL]
    doers = {m.kind for e in real if (m := scene.mention_at(e.agent)) is not None}
    taken = any(harm.harm in TAKEN and harm.quantity.best != 0 for harm in draft.harms)
    taken = taken or any(e.entry == "capture" for e in real)
    return "military" in doers and taken and not any(_of_others(scene, e) for e in real)


def told(scene: Scene, draft: Draft) -> Sequence[EventMention]:
    """The triggers of a draft, of a raid those that tell the raid."""
    if not raided(scene, draft):
        return draft.events
    return [_by_soldiers(scene, event) for event in draft.events if not on_file(scene, event)]


def _of_others(scene: Scene, event: EventMention) -> bool:
    """Whether a trigger is no part of a raid, and the model takes it for news."""
    if on_file(scene, event) or event.entry in _WITHIN or _by_force(scene, event.agent):
        return False
    if _on_the_force(scene, event.patient) or scene.kind(event.span[0]) == "title":
        return False
    return not plays(scene.text[slice(*event.span)].lower(), "raids")


def _by_soldiers(scene: Scene, event: EventMention) -> EventMention:
    """A capture without the doer that others make: "targeted a rebel leader, detaining two men"."""
    others = event.entry == "capture" and not _by_force(scene, event.agent)
    return replace(event, agent=None) if others else event


def on_file(scene: Scene, event: EventMention) -> bool:
    """Whether a trigger beside a raid tells what others did at other times: "he led attacks on patrols"."""
    if event.entry == "capture" or _by_force(scene, event.agent) or _on_the_force(scene, event.patient):
        return False
    if event.entry in _FIRE and event.agent is None and event.patient is None:
        return False
    act = scene.act(event.span)
    return act is None or act.main < _SEEN or recorded(scene, event.span)


def harm_on_file(scene: Scene, harm: HarmMention) -> bool:
    """Whether a harm is what those sought did: "a leader who planned the ambush that killed two soldiers"."""
    trade = any(plays(word, "bearers") for word in scene.text[harm.trigger[1] :][:30].split()[:1])
    return trade or (recorded(scene, harm.trigger) and not _by_force(scene, harm.agent))


def shot(scene: Scene, draft: Draft) -> bool:
    """Whether somebody was shot at or hurt in a raid."""
    if any(not harm_on_file(scene, harm) for harm in hurt(draft)):
        return True
    real = (event for event in told(scene, draft) if event.realis in _REAL)
    return any(event.entry in _FIRE or _on_the_force(scene, event.patient) for event in real)


@kept
def recorded(scene: Scene, span: Span) -> bool:
    """Whether words tell what somebody has done at other times: "responsible for bombings", "linked to attacks"."""
    start = scene.reading.sentences[scene.sentence(span[0])].span[0]
    before = f" {scene.text[start : span[0]].lower()}"
    return any(f" {words} " in before for words in pointers("record"))


def _by_force(scene: Scene, span: Span | None) -> bool:
    doer = scene.mention_at(span)
    return doer is not None and doer.kind in _FORCES


def _on_the_force(scene: Scene, span: Span | None) -> bool:
    """Whether the force of the raid suffers: the one told before, by its article."""
    struck = scene.mention_at(span)
    return struck is not None and struck.kind in _FORCES and _known(scene, struck)


def _known(scene: Scene, mention: Mention) -> bool:
    first = scene.text[slice(*mention.span)].lower().split()[:1]
    return not mention.name or any(plays(word, "known") for word in first)
