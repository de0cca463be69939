"""What world an incident is of: a conflict, politics, the police at work, crime, or an accident with arms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from counterclaim.account.scene import Scene
from counterclaim.codebook.events import events
from counterclaim.codebook.loader import derived
from counterclaim.codebook.roles import roles
from counterclaim.records.account import EventCode, Participant
from counterclaim.values.lettering import any_of
from counterclaim.values.sides import ACTING

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_PRIVATE = frozenset({"person", "civilians", "unknown"})
_FIGHTERS = frozenset({"armed_group", "military"})
_FIREARMS = "firearms"


def domain(scene: Scene, draft: Draft, event: EventCode, people: Sequence[Participant]) -> str:
    """conflict | political | police | crime | accident, by the kind of event and who acts on whom."""
    told = events()[event.entry].domain
    if told != "conflict":
        return told
    acting = {one.kind for one in people if one.role in ACTING}
    armed = {one.kind for one in people if one.role in {"target", "party"}} & _FIGHTERS
    if acting == {"police"} and not armed:
        return "police"
    mishap = acting <= _PRIVATE and not armed and event.plover_mode == _FIREARMS and _mishap(scene, draft)
    return "accident" if mishap else told


def _mishap(scene: Scene, draft: Draft) -> bool:
    """Whether a sentence of the deed says that nobody meant it: "accidentally shot himself"."""
    numbers = scene.sentences_of(draft.events)
    spans = (scene.reading.sentences[number].span for number in numbers)
    return any(_words().search(scene.text, *span) for span in spans)


@derived
def _words() -> re.Pattern[str]:
    return any_of(roles()["mishap"])
