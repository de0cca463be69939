"""People told together: those joined in a list, and the forces that act as one.

listed: "X, Y and Z" | allied: a word for two forces, or a bare one for the two told before
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from counterclaim.account.scene import Scene
from counterclaim.codebook.actors import allied_force
from counterclaim.codebook.roles import plays
from counterclaim.records.reading import Mention

_FORCE = "military"


def listed(scene: Scene, mention: Mention) -> list[Mention]:
    """A mention with those of people joined to it: "an Afghan and a coalition force", "X, Y and Z"."""
    outer, at = scene.people, scene.people_at.get(mention.span)
    if at is None:
        return [mention]
    first = last = at
    while first > 0 and _joined(scene, outer[first - 1], outer[first]):
        first -= 1
    while last + 1 < len(outer) and _joined(scene, outer[last], outer[last + 1]):
        last += 1
    return outer[first : last + 1]


def _joined(scene: Scene, one: Mention, other: Mention) -> bool:
    between = scene.text[one.span[1] : other.span[0]].strip().lower()
    persons = one.type == other.type == "person" and one.chain != other.chain
    return plays(between.lstrip(", ") or ",", "alongside") or (between == "," and persons)


def allied(scene: Scene, mention: Mention) -> list[Mention]:
    """A force with the one that acts with it: "a Malian-international force"; "the force" of two told before."""
    if mention.kind != _FORCE:
        return [mention]
    if any(plays(part.split()[0], "allies") for part in mention.name.lower().split("-")[1:] if part.split()):
        own = replace(mention, actor=f"{mention.country}-MIL" if mention.country else mention.actor)
        return [own, replace(mention, actor=_ally(scene), country=None, basis="inferred")]
    if mention.basis != "inferred":
        return [mention]
    shared = mention.country and allied_force(mention.actor) is not None
    if shared and any(plays(word, "joint") for word in mention.name.lower().split()):
        return [replace(mention, actor=f"{mention.country}-MIL"), mention]
    both = next((pair for pair in _pairs(scene) if mention.actor in {one.actor for one in pair}), None)
    if both is None or mention.span[0] <= both[1].span[0] or not _same_force(mention, both[1]):
        return [mention]
    return [replace(one, span=mention.span, head=mention.head, basis="inferred") for one in both]


def _ally(scene: Scene) -> str | None:
    """The force of several countries that the report names."""
    told = (force for one in scene.people if (force := allied_force(one.actor)) is not None)
    return next((force.id for force in told), None)


def _pairs(scene: Scene) -> list[tuple[Mention, Mention]]:
    """Forces of two sides told as one: "a Malian and French force", "Malian troops backed by French ones"."""
    outer = scene.people
    return [
        (one, other)
        for one, other in pairwise(outer)
        if one.kind == other.kind == _FORCE
        and one.actor != other.actor
        and _joined(scene, one, other)
        and _leads(scene, one)
    ]


def _leads(scene: Scene, mention: Mention) -> bool:
    """Whether a phrase is no object of a preposition: not "attacks against Malian and French forces"."""
    before = scene.text[max(0, mention.span[0] - 12) : mention.span[0]].lower().split()
    return not before or not plays(before[-1], "parties")


def _same_force(mention: Mention, known: Mention) -> bool:
    """Whether a force's last word is that of one told before: "the security force", "the force"."""
    ends = {one.name.lower().split()[-1].rstrip("s") for one in (mention, known) if one.name}
    return len(ends) == 1 and bool(mention.name)
