"""Whether a report tells of an armed incident at all: signs of arms in use weighed against signs of other worlds.

rules: obviously nothing | score of the sentence that speaks most | what the trained parts hold: unlikely, or certain
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from counterclaim.codebook.events import events
from counterclaim.read.document import Doc
from counterclaim.read.worlds import World, framed, opens_elsewhere, worlds
from counterclaim.records.reading import EventMention, HarmMention

_STRENGTH = {"strong": 2.0, "weak": 1.0, "harm": 0.7}
_UNLIKELY, _IDLE, _PLENTY = 0.25, 0.3, 3.0
"""Of a report of some length that the model holds less likely, and in which it sees no act, so much more is asked.

Of a line or two it cannot judge; of releases of armies, which tell of captures and finds, it holds too little.
"""
_CERTAIN, _ACT, WORDY = 0.95, 0.5, 0.5
"""A report that the model holds as likely, in which it sees an act, and whose words speak for arms, tells of some."""
_HARM = 0.7
_UNFORCED = 0.6
"""Arrests, finds of arms and riots tell force only with the armed beside them."""
_UNREAL = {"hypothetical": 0.5, "negated": 0.8, "threatened": 1.6}
_ENOUGH, _LONGER, _LONG = 1.4, 0.05, 0.7
"""A score of so much tells arms; more is asked of a long report, which meets more words by chance."""
_SHORT, _FAINT, _THIN = 5, 0.8, 0.03
_BESIDE = 0.25
_FRAMED = 5.0
_OPENING = 3.0
"""What a report loses that opens in another world by words of its own and stays in it."""
_FEW, _PLAIN = 3, 0.8
"""A sentence or two that tell people harmed, and of nothing else that could harm them, speak for arms."""
_NONE = World(0.0, 0.0)


class View(NamedTuple):
    """What the trained parts hold of a report, each from 0 to 1."""

    words: float
    """How likely its words, each by itself, tell of arms: the gate ahead of the encoder."""
    told: float
    """How likely the encoder holds that it tells of arms."""
    act: float
    """How sure the encoder is of the act that it sees best."""


def is_relevant(
    doc: Doc, found: Sequence[EventMention], harms: Sequence[HarmMention], view: View | None = None
) -> bool:
    """Whether anything told is an incident of arms or somebody's word on one."""
    spare = score(doc, found, harms) - _ENOUGH - min(_LONG, _LONGER * len(doc.sents))
    if view is None:
        return spare >= 0
    return is_certain(doc, view) or spare >= (_PLENTY if _unlikely(doc, view) else 0)


def _unlikely(doc: Doc, view: View) -> bool:
    return view.told < _UNLIKELY and view.act < _IDLE and len(doc.sents) > _FEW


def is_certain(doc: Doc, view: View) -> bool:
    """Whether the trained parts agree that a report tells of arms, in words that rules may not know.

    The encoder met few accidents and floods: where words of another world prevail anywhere, rules decide.
    """
    agreed = view.told >= _CERTAIN and view.act >= _ACT and view.words >= WORDY
    return agreed and not any(world.other > world.arms for world in worlds(doc).values())


def obviously_nothing(doc: Doc) -> bool:
    """Whether a report of some length has no sentence that speaks for arms: cheap, before anything else is marked."""
    if len(doc.sents) <= _SHORT:
        return False
    around = worlds(doc).values()
    best = max((world.arms - world.other for world in around), default=0.0)
    return best < _FAINT or (best < 2 * _FAINT and sum(world.arms for world in around) < _THIN * len(doc.sents))


def score(doc: Doc, found: Sequence[EventMention], harms: Sequence[HarmMention]) -> float:
    """The evidence of the sentence that speaks most for arms, the rest of the report beside it."""
    told = _told(doc, found, harms)
    if not told:
        return 0.0
    around = worlds(doc)
    each = sorted((_sentence(weight, around.get(number, _NONE)) for number, weight in told.items()), reverse=True)
    others = sum(max(w.other - w.arms, 0.0) for w in around.values())
    arms = sum(w.arms for w in around.values())
    plain = _PLAIN if len(doc.sents) <= _FEW and others == 0 and _hurt(harms) else 0.0
    balance = 0.6 * (arms - others) / (arms + others + 1.0)
    return (
        each[0]
        + _BESIDE * sum(each[1:4])
        + balance
        + plain
        - _FRAMED * framed(doc, around)
        - _OPENING * opens_elsewhere(doc, around)
    )


def _hurt(harms: Sequence[HarmMention]) -> bool:
    return any(harm.harm in {"killed", "injured", "casualties"} and not harm.negated for harm in harms)


def _told(doc: Doc, found: Sequence[EventMention], harms: Sequence[HarmMention]) -> dict[int, float]:
    """The strongest trigger or harm of each sentence."""
    told: dict[int, float] = {}
    for event in found:
        number = doc.sent_of[doc.at(event.span[0])]
        kind = events()[event.entry]
        weight = _STRENGTH[kind.strength] if kind.plover[0] == "ASSAULT" else _UNFORCED
        weight *= _UNREAL.get(event.realis, 1.0)
        told[number] = max(told.get(number, 0.0), weight)
    for harm in harms:
        number = doc.sent_of[doc.at(harm.trigger[0])]
        told[number] = max(told.get(number, 0.0), _HARM)
    return told


def _sentence(trigger: float, world: World) -> float:
    """A trigger with the arms told beside it, less what speaks for another world."""
    return trigger + world.arms - 1.5 * max(world.other - 0.5 * world.arms, 0.0)
