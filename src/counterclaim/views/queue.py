"""How much a look at an incident is worth, and why, in words."""

from __future__ import annotations

from counterclaim.records.incident import Incident

_UNPLACED = frozenset({"admin1", "country", "region", "unknown"})
_MANY = 20


def worth(incident: Incident) -> tuple[int, tuple[str, ...]]:
    """Points, and what they are for; more where more people, more voices or more doubt hang on it."""
    killed = next((tally.quantity for tally in incident.toll if tally.harm == "killed"), None)
    most = max((value or 0 for value in killed[:3]), default=0) if killed else 0
    wide = killed is not None and killed.high is not None and killed.high > 2 * max(1, killed.low or 0)
    told = (
        (4, incident.grade.grade == "contested", "sides contradict each other"),
        (3, wide, "figures lie far apart"),
        (2, incident.where.precision in _UNPLACED, "needs a place"),
        (2, incident.when.start is None, "needs a day"),
        (2, most >= _MANY, f"{most} killed by the highest figure"),
        (1, incident.origins > 2, f"{incident.origins} origins tell it"),
        (1, not any(part.actor for part in incident.participants), "nobody in it was recognised"),
    )
    return sum(points for points, holds, _ in told if holds), tuple(why for _, holds, why in told if holds)
