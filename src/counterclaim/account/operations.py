"""Whose operation it was that took or killed somebody by words that tell no doer.

"killed in an Exian army operation" | "troops conducted an operation ... the operation led to the detention of"
| "the force confirmed the capture of"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from counterclaim.account.joint import allied, listed
from counterclaim.account.parties import Cast, certainty_of
from counterclaim.account.scene import Scene
from counterclaim.codebook.roles import roles
from counterclaim.records.account import Participant
from counterclaim.records.reading import Mention
from counterclaim.values.lettering import any_of
from counterclaim.values.sides import ACTING
from counterclaim.values.spans import overlap

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_FORCES = frozenset({"military", "police"})
_TAKEN = frozenset({"armed_group", "person", "unknown"})
"""Kinds of those whom an operation takes."""
_TAKES = frozenset({"capture", "raid_operation", "kill"})
_REAL = frozenset({"actual", "background"})
_OWNS = frozenset({"asserts", "announces", "confirms", "claims_responsibility"})
_REACH = 60


def operated(scene: Scene, draft: Draft, people: Sequence[Participant]) -> list[Participant] | None:
    """Participants with the force whose operation took or killed fighters, where no force is told to have done it.

    Those who then act beside it are what the taken are known for, or are the taken. None where no operation is told.
    """
    if any(one.role in ACTING and one.kind not in _TAKEN for one in people) or not _takes(scene, draft):
        return None
    told = next(iter(_operating(scene, draft)), None) or next(iter(_announcing(scene, draft)), None)
    if told is None:
        return None
    cast = Cast(scene)
    for one in listed(scene, told):
        for ally in allied(scene, one):
            if ally.kind in _FORCES:
                cast.add("responsible", ally, certainty_of(scene, ally.span, False))
    if not cast.found:
        return None
    return [*(one for one in people if one.role not in ACTING), *cast.found.values()]


def _takes(scene: Scene, draft: Draft) -> bool:
    """Whether fighters or suspects are told to be taken or killed, and nobody to be the doer."""
    real = [event for event in draft.events if event.realis in _REAL]
    struck = (scene.mention_at(event.patient) for event in real if event.entry in _TAKES and event.agent is None)
    return any(one is not None and one.kind == "armed_group" for one in struck)


def _operating(scene: Scene, draft: Draft) -> Iterator[Mention]:
    """Forces beside a word for an operation, in the sentences that tell it or the one before."""
    here = scene.sentences_of(draft.events)
    for mention in scene.people:
        number = scene.sentence(mention.span[0])
        if mention.kind not in _FORCES or not {number, number + 1} & here:
            continue
        start, end = scene.reading.sentences[number].span
        after = scene.text[mention.span[1] : min(end, mention.span[1] + _REACH)].lower()
        before = scene.text[max(start, mention.span[0] - _REACH) : mention.span[0]].lower()
        if _after().match(after) or _before().search(before):
            yield mention


def _announcing(scene: Scene, draft: Draft) -> Iterator[Mention]:
    """Forces that tell a capture as their own news."""
    for event in draft.events:
        said = scene.statement_over(event.span)
        if said is None or event.entry != "capture" or said.stance not in _OWNS or said.source.span is None:
            continue
        speaker = scene.mention_at(said.source.span)
        if speaker is not None and speaker.kind == "military" and overlap(speaker.span, said.source.span):
            yield speaker


@cache
def _after() -> re.Pattern[str]:
    """ "... operation", "... conducted an operation"."""
    words = any_of(roles()["operations"]).pattern
    joined, led = (
        r"(?:and\s(?:[\w-]+\s){1,3})?",
        r"(?:(?:conducted|led|carried out|launched|mounted)\s(?:[\w-]+\s){0,3})?",
    )
    return re.compile(rf"\s{joined}{led}{words}")


@cache
def _before() -> re.Pattern[str]:
    """ "an operation by the ..."."""
    words = any_of(roles()["operations"]).pattern
    return re.compile(rf"{words}\s(?:conducted\s|led\s|carried out\s)?by\s(?:[\w-]+\s){{0,2}}$")
