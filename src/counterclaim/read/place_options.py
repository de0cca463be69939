"""Every place that the words of one name can mean: as spelled, as an adjective, shortened, or by sound."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.gazetteer import Gazetteer, Place
from counterclaim.gazetteer.names import fold
from counterclaim.read.place_words import adjectives, place_words

_PARTIAL = 0.75
_SMALL = 20_000
_LEAST_FUZZY = 0.6


def options_for(name: str, gazetteer: Gazetteer) -> list[Place]:
    """Candidates for a name, the better known first; by sound only where nothing is spelled like it."""
    return (
        _short(name, gazetteer)
        or _adjective(name, gazetteer)
        or _whole(name, gazetteer)
        or _spelled_out(name, gazetteer)
        or _part(name, gazetteer)
        or [place for place in gazetteer.fuzzy(name) if place.score >= _LEAST_FUZZY]
    )


def _whole(name: str, gazetteer: Gazetteer) -> list[Place]:
    """As spelled; "West Riverton" is a hamlet of that name or the west of Riverton."""
    found = list(gazetteer.candidates(name))
    directed = fold(name).partition(" ")[0] in place_words().directions
    small = all(place.level in {"place", "admin2"} and place.population < _SMALL for place in found)
    return [*found, *_part(name, gazetteer)] if found and directed and small else found


def _short(name: str, gazetteer: Gazetteer) -> list[Place]:
    """`Ill.`, `W. Va.`, `NSW`."""
    joined = name.replace(" ", "")
    found = place_words().abbreviations.get(joined) or place_words().abbreviations.get(joined + ".")
    area = gazetteer.admin1(*found) if found else None
    return [area] if area else []


def _adjective(name: str, gazetteer: Gazetteer) -> list[Place]:
    key = fold(name)
    code = adjectives().get(key)
    if code:
        country = gazetteer.country(code)
        return [country] if country else []
    region = place_words().region_adjectives.get(key) or place_words().region_adjectives.get(key.removesuffix("s"))
    return gazetteer.candidates(region) if region else []


def _spelled_out(name: str, gazetteer: Gazetteer) -> list[Place]:
    """`Mt. Pleasant` as `Mount Pleasant`, and the other way round."""
    first, _, rest = fold(name).partition(" ")
    openings = place_words().openings
    other = openings.get(first) or next((short for short, long in openings.items() if long == first), None)
    return gazetteer.candidates(f"{other} {rest}") if other and rest else []


def _part(name: str, gazetteer: Gazetteer) -> list[Place]:
    """The name inside a longer one: `northern Syria`, `Neches River`, `Port of Los Angeles`; scored lower."""
    words = fold(name).split(" ")
    lists = place_words()
    tries = [words[1:]] if words[0] in lists.directions else []
    tries += [words[:-1]] if words[-1] in lists.kinds else []
    tries += [words[words.index("of") + 1 :]] if "of" in words else []
    for some in tries:
        found = gazetteer.candidates(" ".join(some)) if some else []
        if found:
            return [replace(place, score=round(place.score * _PARTIAL, 3)) for place in found]
    return []
