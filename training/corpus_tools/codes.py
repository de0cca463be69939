"""Codes of an account's event: those of its entry, by who is harmed, and what the family says otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.codebook.events import EventKind, events
from counterclaim.records.account import EventCode, Participant, Thing, Words
from training.corpus_tools.format import AccountHead, Incident
from training.corpus_tools.marks import FormatError

_ARMED = frozenset({"military", "police", "armed_group", "state", "unknown"})
_SUFFERING = frozenset({"target", "victim", "party"})
_POST = "military_post"


def event_code(
    incident: Incident, head: AccountHead, trigger: Words, people: Sequence[Participant], things: Sequence[Thing]
) -> EventCode:
    """The codes of the incident's entry, with what the family says otherwise."""
    entry = head.extra.get("event", incident.event)
    if entry not in events():
        raise FormatError(f"{entry!r} is no event entry of the codebook")
    kind = events()[entry]
    types = incident.acled or _one_sided(kind, people, things) or kind.acled
    mode = incident.mode or kind.plover[1]
    return EventCode(entry, kind.plover[0], mode, *types, incident.ucdp, kind.cameo, kind.quad_class, trigger, 1.0)


def _one_sided(kind: EventKind, people: Sequence[Participant], things: Sequence[Thing]) -> tuple[str, str] | None:
    """The types of an act of one armed side: nobody who suffers it is armed, and what it hits is no post."""
    armed = any(one.role in _SUFFERING and one.kind in _ARMED for one in people)
    post = any(thing.kind == _POST for thing in things)
    return None if armed or post else kind.one_sided
