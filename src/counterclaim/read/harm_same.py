"""Drops the lesser of two harms told of the same people: "was shot ... he died" is one dead and none injured."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.codebook.harm import cue_words
from counterclaim.read.document import Doc
from counterclaim.records.reading import HarmMention

_FAINT = 0.5
_REACH = 4


def without_lesser(doc: Doc, found: Sequence[HarmMention]) -> list[HarmMention]:
    """The mentions without those hurt who are told dead, by the same words or as "he", "the driver"."""
    killed = [h for h in found if h.harm == "killed" and h.quantity.best]
    return [h for h in found if h.harm != "injured" or not any(_same(doc, h, other) for other in killed)]


def _same(doc: Doc, hurt: HarmMention, dead: HarmMention) -> bool:
    if hurt.number == dead.number:
        return True
    apart = doc.sent_of[doc.at(dead.number[0])] - doc.sent_of[doc.at(hurt.number[0])]
    if hurt.quantity[:3] != (1, 1, 1) or dead.quantity[:3] != (1, 1, 1) or abs(apart) > _REACH:
        return False
    later = dead.number > hurt.number
    if later and dead.known:
        return _one_person(doc, hurt, dead)
    return not later and hurt.known and hurt.confidence <= _FAINT and _one_person(doc, dead, hurt)


def _one_person(doc: Doc, first: HarmMention, again: HarmMention) -> bool:
    """Whether a later mention of one person can be the first again: a pronoun, "the victim", or the same noun."""
    if again.victims is None or first.victims is None:
        return False
    head, told = (doc.quote(h.victims).lower().split()[-1] for h in (again, first) if h.victims)
    return head in cue_words("single_pronoun") | cue_words("known") or head == told
