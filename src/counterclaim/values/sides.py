"""Whose side an actor id is on, the voices that are nobody's, and how firmly somebody's part is told."""

from __future__ import annotations

from collections.abc import Iterable

IMPERSONAL = frozenset({"report", "witness", "medical", "local", "unnamed"})
"""Holders that are no actor: many people, or the report itself."""

ACTING = frozenset({"initiator", "responsible", "party"})
"""Roles of those who do something in an incident."""
ARMED = frozenset({"military", "police", "armed_group", "state"})
"""Kinds of actors that can be a side in a fight."""

CERTAINTY = ("stated", "claimed", "suspected", "denied")
"""How firmly a participant's part is told, the firmest first."""


def of_side(actor: str, side: str) -> bool:
    """Whether an actor id is a side's own: itself, or one of its organs and wings (`AM-MIL` of `AM`)."""
    return actor.startswith(side) and (len(actor) == len(side) or actor[len(side)] == "-")


def parties(holders: Iterable[str], acting: Iterable[str]) -> frozenset[str]:
    """Those of the holders whose own people, or whose country's, act."""
    actors = frozenset(acting)
    return frozenset(holder for holder in holders if any(of_side(actor, holder) for actor in actors))
