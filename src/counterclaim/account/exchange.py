"""Fire that was answered: who began it, and whom they fired at, where one side's fire is told as an answer.

By the coding manual the side that began an exchange is its initiator, and the side that shot back its target.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.account.raids import raided
from counterclaim.account.scene import Scene
from counterclaim.codebook.actors import actors
from counterclaim.codebook.roles import roles
from counterclaim.records.account import Participant
from counterclaim.records.reading import EventMention
from counterclaim.values.lettering import any_of
from counterclaim.values.sides import ACTING

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_FORCES = "forces"
_CAMPS = {"military": _FORCES, "police": _FORCES, "state": _FORCES, "armed_group": "band", "unknown": "band"}
_UNDER = "under_fire"
_REAL = frozenset({"actual", "background"})
_FIRE = frozenset({"open_fire", "kill", "wound", "attack", "clash", "shelling", "airstrike", "hit", "act"})


def answered(scene: Scene, draft: Draft, people: Sequence[Participant]) -> list[Participant]:
    """Participants with the side that began as `initiator` and the one that shot back as `target`.

    Forces on an operation of theirs are `responsible` for it, whoever shot first, and whom they fought are its target.
    """
    camp = _answering(scene, draft)
    if camp is None:
        return list(people)
    began = [one for one in people if _side(one, camp) != camp]
    replied = [one for one in people if _side(one) == camp]
    if not began or not any(one.role in ACTING for one in [*began, *replied]):
        return list(people)
    theirs = camp == _FORCES and _on_operation(scene, draft)
    first, then = ("target", "responsible") if theirs else ("initiator", "target")
    parts = {**{id(one): first for one in began}, **{id(one): then for one in replied}}
    return [replace(one, role=parts.get(id(one), one.role)) for one in people]


def _on_operation(scene: Scene, draft: Draft) -> bool:
    """Whether a sentence that tells it tells an operation."""
    spans = [scene.reading.sentences[number].span for number in scene.sentences_of(draft.events)]
    return raided(scene, draft) or any(any_of(roles()["operations"]).search(scene.text, *span) for span in spans)


def _answering(scene: Scene, draft: Draft) -> str | None:
    """The camp that answered fire; None where none did, or both."""
    real = [event for event in draft.events if event.realis in _REAL]
    camps = {camp for event in real if _answers(scene, event) and (camp := _camp(scene, event.agent))}
    under = {camp for event in real if event.entry == _UNDER and (camp := _camp(scene, event.patient))}
    shot = {_camp(scene, event.agent) for event in real if event.entry in _FIRE}
    camps |= under & shot
    return camps.pop() if len(camps) == 1 else None


def _side(one: Participant, otherwise: str | None = None) -> str | None:
    """The camp of a participant: of its group where it is one's leader."""
    known = actors().get(one.actor or "")
    return _CAMPS.get(known.kind if known else one.kind, otherwise)


def _answers(scene: Scene, event: EventMention) -> bool:
    words = scene.text[event.span[0] : event.span[1] + 12].lower()
    return any(words.startswith(each) for each in roles()["answers"])


def _camp(scene: Scene, span: tuple[int, int] | None) -> str | None:
    mention = scene.mention_at(span)
    return None if mention is None else _CAMPS.get(mention.kind)
