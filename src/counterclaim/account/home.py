"""The country that an office without one belongs to: its outlet's, else the one that the report's places lie in."""

from __future__ import annotations

from collections import Counter

from counterclaim.account.scene import Scene
from counterclaim.codebook.actors import actors, holder_of

_MOST = 0.7


def home_country(scene: Scene, outlet: str | None) -> str | None:
    """ISO code, None where the places lie in several countries and no organ publishes the report.

    `outlet` is the actor whose organ the outlet is, if it is anybody's.
    """
    known = actors().get(holder_of(outlet or "") or outlet or "")
    if known is not None and known.country and known.kind == "state":
        return known.country
    found = Counter(
        place.country
        for place in scene.reading.places
        if place.country and not place.metonym and place.level != "country"
    )
    if not found:
        found = Counter(mention.country for mention in scene.reading.mentions if mention.country)
    if not found:
        return None
    country, count = found.most_common(1)[0]
    return country if count >= _MOST * found.total() else None
