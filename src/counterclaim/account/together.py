"""Sayings of two at once: "officials on both sides", "Kenyan and Somali officials", "Al Jazeera and the agency".

Each of them is a holder of his own: what both say is no one's alone, and is told by two where the report tells it once.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from counterclaim.account.holders import holder, same_side
from counterclaim.account.scene import PEOPLE, Scene, kept, outermost
from counterclaim.codebook.loader import derived
from counterclaim.codebook.roles import side_words
from counterclaim.records.reading import Mention
from counterclaim.records.report import Span

_JOINED = re.compile(r",? (?:and|&|as well as) (?:the |a |an )?|, (?:the |a |an )?")
_LEADING = re.compile(r"(?:both |the |a |an )*")
_OF_MANY = re.compile(
    r"(?:[\w'’-]+ ){0,3}([\w'’-]+(?:s|men|women|people)) (?:in|for|from|of|on|on behalf of) (?:both |the )*"
)
_MOST = 4
_ORGANS = frozenset({"military", "police", "state"})
_CODE = 2
"""Letters of a country's code."""


class Speaker(NamedTuple):
    """One of those who say something together: his words, his actor and his holder."""

    span: Span
    actor: str | None
    holder: str
    basis: str


@kept
def together(scene: Scene, span: Span | None) -> tuple[Speaker, ...]:
    """Those for whom a source's words stand where they are two sides or more; none where they are one's."""
    if span is None:
        return ()
    joined = _listed(scene, span) or _of_both(scene, span)
    return joined if len(joined) > 1 else ()


def _listed(scene: Scene, span: Span) -> tuple[Speaker, ...]:
    """ "Israel and Hamas", "spokesmen for the army and the rebels": everybody in a list, each of another side."""
    told = outermost([m for m in scene.mentions_in(span) if m.type in PEOPLE or m.entry == "metonym"])
    inside = [m for m in told if holder(m) not in {None, "unnamed"}]
    if len(inside) > 1 and _stands_for(inside[0], inside[1]):
        inside = inside[1:] if _OF_MANY.fullmatch(scene.text, span[0], inside[1].span[0]) else inside
    if not 1 < len(inside) <= _MOST or all(m.basis == "inferred" and m.kind in _ORGANS for m in inside):
        return ()  # "the army and police" of no told country are one country's
    starts, whole = [span[0]], _OF_MANY.fullmatch(scene.text, span[0], inside[0].span[0])
    if not whole and not _LEADING.fullmatch(scene.text, span[0], inside[0].span[0]):
        return ()
    for one, other in pairwise(inside):
        between = _JOINED.fullmatch(scene.text, one.span[1], other.span[0])
        if between is None or same_side(holder(one), holder(other)):
            return ()
        starts.append(other.span[0])
    if "," in scene.text[inside[-2].span[1] : inside[-1].span[0]].replace(", and", ""):
        return ()  # an apposition: "Al-Shabaab, the Somali group"
    ends = [m.span[1] for m in inside[:-1]] + [span[1]]
    spans = [span] * len(inside) if whole else list(zip(starts, ends, strict=True))
    return tuple(Speaker(where, m.actor, holder(m) or "", m.basis) for where, m in zip(spans, inside, strict=True))


def _stands_for(head: Mention, named: Mention) -> bool:
    """Whether who speaks is no other than for whom: "spokesmen" of Mali, but Turkish officials in Syria."""
    return head.basis == "inferred" or holder(head) == holder(named)


def _of_both(scene: Scene, span: Span) -> tuple[Speaker, ...]:
    """ "Both armies", "officials on the two sides": the two whom the report tells of."""
    found = _pair().search(scene.text[slice(*span)].lower())
    if found is None or any(m.actor and m.basis == "stated" for m in scene.mentions_in(span)):
        return ()
    states = found["noun"] in side_words("states")
    return tuple(Speaker(span, None, side, "inferred") for side in opponents(scene, states))


@kept
def opponents(scene: Scene, states: bool = False) -> tuple[str, ...]:
    """The two sides that a report tells of, those with forces before other countries; `states`: countries alone."""
    told = (holder(m) for m in scene.reading.mentions if m.actor and m.type in PEOPLE)
    countries = [side for side in told if side and len(side) == _CODE]
    armed = [side for side in parties(scene) if not states or len(side) == _CODE]
    return tuple(dict.fromkeys([*armed, *countries]))[:2]


@kept
def parties(scene: Scene) -> list[str]:
    """Sides with forces in the report, in order of mention: those an appeal to "both sides" addresses."""
    found: list[str] = []
    for mention in scene.reading.mentions:
        side = holder(mention)
        fights = mention.type in {"armed_force", "armed_group"} and mention.kind != "organization"
        if side and fights and mention.actor and side not in found:
            found.append(side)
    return found[:2]


@derived
def _pair() -> re.Pattern[str]:
    """Both, or the two, of what sides are called by."""
    nouns = sorted({*side_words("states"), *side_words("sides")}, key=lambda word: (-len(word), word))
    between = r"(?:[\w-]+ )?"
    return re.compile(rf"\b(?:both|the two|two) (?:of the )?{between}(?P<noun>{'|'.join(map(re.escape, nouns))})\b")
