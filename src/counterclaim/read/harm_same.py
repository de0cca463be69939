"""Drops the lesser of two harms told of the same people: "was shot ... he died" is one dead and none injured."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.read.document import Doc
from counterclaim.records.reading import HarmMention

_FAINT = 0.5
_REACH = 4


def without_lesser(doc: Doc, found: Sequence[HarmMention]) -> list[HarmMention]:
    """The mentions without those of a faint verb whose people are told dead, by the same words or as "he", "the driver"."""
    killed = [h for h in found if h.harm == "killed" and h.quantity.best]
    return [h for h in found if h.confidence > _FAINT or not any(_same(doc, h, other) for other in killed)]


def _same(doc: Doc, hurt: HarmMention, dead: HarmMention) -> bool:
    if hurt.number == dead.number:
        return True
    later = 0 <= doc.sent_of[doc.at(dead.number[0])] - doc.sent_of[doc.at(hurt.number[0])] <= _REACH
    return dead.known and later and dead.number > hurt.number and hurt.quantity[:3] == (1, 1, 1)
