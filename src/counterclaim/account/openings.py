"""What the head of a sentence says of all that it tells: that it is another act, or at a place put first."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.account.scene import Scene, kept
from counterclaim.account.setting import beside, pointers
from counterclaim.records.reading import PlaceMention

_HEAD = 32
"""Characters from a sentence's start in which a place is put first: "In Russia's Belgorod region,"."""


@kept
def opens_another(scene: Scene, number: int) -> bool:
    """Whether a sentence begins with words that tell it from what was told: "Separately, two soldiers were killed"."""
    start, end = scene.reading.sentences[number].span
    head = scene.text[start:end].lower()
    return any(head.startswith((f"{words} ", f"{words},")) for words in pointers("opens_another"))


@kept
def put_first(scene: Scene, number: int) -> list[PlaceMention]:
    """Places that a sentence puts before all else: "In the neighbouring department of Meta, four soldiers"."""
    start, end = scene.reading.sentences[number].span
    if not scene.text[start:end].lower().startswith(pointers("put_first")):
        return []
    comma = scene.text.find(",", start, min(end, start + 2 * _HEAD))
    told = [place for place in scene.places_of(number) if place.span[0] - start <= _HEAD and place.span[0] < comma]
    return [place for place in told if not place.metonym]


def elsewhere(first: Iterable[PlaceMention], others: Iterable[PlaceMention]) -> bool:
    """Whether one of the places put first is surely none of the others, nor holds one or lies in one."""
    known = list(others)
    return bool(known) and any(not any(_may_be(one, other) for other in known) for one in first)


def _may_be(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether two places may be one, or one may lie in the other."""
    if one.name == other.name or not one.country or not other.country:
        return True
    if one.country != other.country:
        return False
    if "country" in {one.level, other.level}:
        return True
    if "admin1" in {one.level, other.level}:
        return not one.admin1 or not other.admin1 or one.admin1 == other.admin1
    return beside(one, other)
