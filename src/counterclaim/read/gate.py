"""Whether a report tells of an armed incident at all: cheap evidence weighed against the signs of other news."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.codebook.events import events
from counterclaim.read.document import Doc
from counterclaim.records.reading import EventMention, HarmMention


def is_relevant(doc: Doc, found: Sequence[EventMention], harms: Sequence[HarmMention]) -> bool:
    """Whether anything marked could be an incident or a statement on one."""
    strong = [e for e in found if events()[e.entry].strength == "strong" and e.realis != "hypothetical"]
    return bool(strong) or bool(harms) or sum(e.realis == "actual" for e in found) >= 1
