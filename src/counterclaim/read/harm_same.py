"""Drops the lesser of two harms told of the same people: "was shot ... he died" is one dead and none injured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from counterclaim.codebook.harm import cue_words
from counterclaim.read.document import Doc
from counterclaim.records.reading import HarmMention

_REACH = 4
_KINDS = ("one_male", "one_female", "one_either")


def without_lesser(doc: Doc, found: Sequence[HarmMention]) -> list[HarmMention]:
    """The mentions without those hurt who are told dead, by the same words or as "he", "the driver"."""
    killed = [h for h in found if h.harm == "killed" and h.quantity.best]
    hurt = [h for h in found if h.harm == "injured" and h.quantity.best]
    beside = Counter(_sentence(doc, h) for h in hurt)
    return [h for h in found if h not in hurt or not any(_same(doc, h, other, beside) for other in killed)]


def _sentence(doc: Doc, harm: HarmMention) -> int:
    return doc.sent_of[doc.at(harm.number[0])]


def _same(doc: Doc, hurt: HarmMention, dead: HarmMention, beside: Mapping[int, int]) -> bool:
    if hurt.number == dead.number:
        return True
    apart = _sentence(doc, dead) - _sentence(doc, hurt)
    if hurt.quantity[:3] != (1, 1, 1) or dead.quantity[:3] != (1, 1, 1) or abs(apart) > _REACH:
        return False
    alone = beside[_sentence(doc, hurt)] == 1 and not (hurt.more or dead.more)
    if hurt.faint and alone and apart and _alike(doc, hurt, dead):
        return True
    if dead.number > hurt.number and dead.known:
        return _one_person(doc, hurt, dead)
    return dead.number < hurt.number and hurt.known and hurt.faint and _one_person(doc, dead, hurt)


def _alike(doc: Doc, hurt: HarmMention, dead: HarmMention) -> bool:
    """Whether the words for both can be for one: "a 15-year-old male ... the teen", "a victim ... a man"."""
    kinds, ages = {_kind(doc, hurt), _kind(doc, dead)}, _ages(doc, hurt) | _ages(doc, dead)
    return "" not in kinds and kinds != {"one_male", "one_female"} and len(ages) <= 1


def _ages(doc: Doc, harm: HarmMention) -> set[str]:
    words = doc.quote(harm.victims).lower().split() if harm.victims else []
    return {word for word in words if word.endswith("-year-old")}


def _kind(doc: Doc, harm: HarmMention) -> str:
    """Which of the wide words for one person a mention ends with; a name may be anybody's."""
    if harm.victims is None or cue_words("set_apart") & set(doc.quote(harm.victims).lower().split()):
        return ""
    last = doc.at(harm.victims[1] - 1)
    if doc.tags[last] == "NAME" or doc.lower[last].endswith("-year-old"):
        return "one_either"
    return next((kind for kind in _KINDS if doc.lower[last] in cue_words(kind)), "")


def _one_person(doc: Doc, first: HarmMention, again: HarmMention) -> bool:
    """Whether a later mention of one person can be the first again: a pronoun, "the victim", or the same noun."""
    if again.victims is None or first.victims is None:
        return False
    head, told = (doc.quote(h.victims).lower().split()[-1] for h in (again, first) if h.victims)
    return head in cue_words("single_pronoun") | cue_words("known") or head == told
