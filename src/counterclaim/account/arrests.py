"""Arrests beside an attack: over it, after it, or the incident itself, and whom they make a suspect."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.account.harmed import hurt
from counterclaim.account.scene import Scene
from counterclaim.codebook.actors import actors
from counterclaim.codebook.agents import agents
from counterclaim.codebook.events import events
from counterclaim.records.reading import EventMention, HarmMention, Mention
from counterclaim.values.spans import overlap

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_RAID = "Arrests"
"""ACLED's sub-event of a search or a raid in which people are taken and nobody is hurt."""
_FORCE = frozenset({"ASSAULT", "PROTEST"})
"""PLOVER's types of what is done with force."""


def arrests(scene: Scene, draft: Draft) -> list[HarmMention]:
    """Arrests over an attack; where people are taken in a raid, or nothing else is told, they are the incident itself.

    An attack is told beside people taken where somebody is hurt in it, or where it stands in their sentence.
    """
    held = [harm for harm in draft.harms if harm.harm == "detained" or _by_police(scene, harm)]
    others = [e for e in draft.events if not any(overlap(e.span, harm.trigger) for harm in held) and attacks(e)]
    sentences = {scene.sentence(harm.trigger[0]) for harm in held}
    beside = any(harm not in held for harm in draft.harms)
    return held if others and (beside or any(scene.sentence(e.span[0]) in sentences for e in others)) else []


def _by_police(scene: Scene, harm: HarmMention) -> bool:
    """Whether police caught somebody: an arrest in other words."""
    doer = scene.mention_at(harm.agent)
    return harm.harm == "captured" and doer is not None and doer.kind == "police"


def aftermath(scene: Scene, draft: Draft) -> list[EventMention]:
    """Searches and arrests by police where others are told to have hurt people: what the police do after the deed."""
    deeds = [e for e in draft.events if attacks(e)]
    if not deeds or not hurt(draft):
        return []
    return [e for e in draft.events if not attacks(e) and _kind(scene, e) == "police"]


def attacks(event: EventMention) -> bool:
    """Whether a trigger tells force against somebody, and no mere search or raid."""
    kind = events()[event.entry]
    return kind.plover[0] in _FORCE and (kind.one_sided is None or kind.one_sided[1] != _RAID)


def can_be_suspect(scene: Scene, mention: Mention) -> bool:
    """Whether somebody told with an arrest can be the one arrested: no policeman, no official, nobody who speaks."""
    spoke = any(overlap(one.source, mention.span) for one in scene.reading.attributions if one.source)
    return mention.kind not in {"police", "military", "state"} and not (spoke or serves(mention))


def serves(mention: Mention) -> bool:
    """Whether somebody is told by an office of the state."""
    noun = agents().get(mention.entry or "")
    return mention.type == "person" and noun is not None and noun.organ in {"GOV", "POL", "MIL"}


def suspect_of(mention: Mention) -> Mention:
    """Somebody arrested over an attack: a person, of no side that is told."""
    return _of_no_side(mention) if mention.kind in {"civilians", "unknown"} else mention


def taken(mention: Mention) -> Mention:
    """Somebody of no side whom soldiers take in a raid: one whom they suspect, and no victim."""
    loose = mention.kind in {"civilians", "unknown", "person"} and mention.actor not in actors()
    return _of_no_side(mention) if loose else mention


def _of_no_side(mention: Mention) -> Mention:
    return replace(mention, kind="person", actor=None, country=None)


def _kind(scene: Scene, event: EventMention) -> str | None:
    """What those who do a deed are."""
    doer = scene.mention_at(event.agent)
    return doer.kind if doer else None
