"""Police or soldiers against a crowd: whether they are told to be, and who then did it to whom.

By the coding manual police who fire at a crowd are responsible and the crowd is the victim, whoever began it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.account.scene import Scene
from counterclaim.codebook.roles import plays
from counterclaim.records.account import Participant
from counterclaim.records.reading import EventMention, Mention
from counterclaim.values.sides import ACTING

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_FORCES = frozenset({"police", "military"})
_LOOSE = frozenset({"unknown", "armed_group"})
"""Kinds of those of whom a report tells no more than that they are many: "miscreants", "a group"."""
_REAL = frozenset({"actual", "background"})
CONTROL = "crowd_control"
RIOTS = frozenset({"sabotage", "destroy", "attack", "act", "mob_violence"})
"""Entries of what a crowd does to things."""


def put_down(scene: Scene, draft: Draft) -> bool:
    """Whether police or soldiers are told to fire at a crowd, or to break one up."""
    return any(_on_crowd(scene, event) for event in draft.events if event.realis in _REAL)


def _on_crowd(scene: Scene, event: EventMention) -> bool:
    doer = scene.mention_at(event.agent)
    if event.entry == CONTROL:
        return doer is None or doer.kind in _FORCES
    struck = scene.mention_at(event.patient)
    return event.entry == "open_fire" and doer is not None and doer.kind in _FORCES and _is_crowd(struck)


def _is_crowd(mention: Mention | None) -> bool:
    return mention is not None and (mention.entry in {"rioter", "protester"} or _crowded(mention.name))


def _crowded(name: str) -> bool:
    return any(plays(word.rstrip("s"), "throng") for word in name.lower().split()[-1:])


def rioted(people: Sequence[Participant]) -> bool:
    """Whether all who act are a crowd."""
    acting = [one for one in people if one.role in ACTING]
    return bool(acting) and all(one.kind == "civilians" and _crowded(one.name) for one in acting)


def sorted_out(people: Sequence[Participant]) -> list[Participant]:
    """Participants with the police as those who did it, and the crowd before them as those who suffered."""
    forces = {one.actor for one in people if one.role in ACTING and one.kind in _FORCES}
    if not forces:
        return list(people)
    made: list[Participant] = []
    for one in people:
        if one.kind in _FORCES and one.actor in forces:
            made += [one] if one.role in ACTING else []
        elif one.role in ACTING and (one.kind == "civilians" or (one.kind in _LOOSE and one.actor is None)):
            made.append(replace(one, role="victim", kind="civilians", identified=True))
        else:
            made.append(one)
    return made
