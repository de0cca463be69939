"""The country that an office without one belongs to, and the one whose people those of an incident are."""

from __future__ import annotations

from collections import Counter

from counterclaim.account.scene import Scene, kept
from counterclaim.codebook.actors import actors, holder_of

_MOST = 0.7
_HALF = 0.5


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


@kept
def people_home(scene: Scene, there: str | None) -> str | None:
    """Whose people those harmed in an incident are: of the country `there`, unless the report tells nobody of it.

    A town's name is one of many lands; who fights there, and whose officials speak, tells which.
    """
    country = there or home_country(scene, None)
    told = [mention for mention in scene.reading.mentions if mention.actor and mention.country]
    if any(mention.country == country for mention in told):
        return country
    found = Counter(mention.country for mention in told if mention.basis == "stated")
    first, count = next(iter(found.most_common(1)), (None, 0))
    return first if first and count > _HALF * found.total() else country
