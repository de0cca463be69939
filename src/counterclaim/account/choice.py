"""The holder of a statement, chosen among its candidates by learnt weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.account.likely import Weights, learnt_weights, likeliest
from counterclaim.account.speakers import speaker_words
from counterclaim.account.whose import Candidates, Relations, described, features
from counterclaim.records.account import Source, Statement
from counterclaim.records.reading import Attribution

_ACTORS = ("words stated", "words inferred", "named", "spoke by name", "spoke 1", "told by name", "outlet")
"""Relations whose actor is taken first; after these the one of the first relation that has any."""


def chosen(
    found: Candidates,
    ruled: Source,
    first: Source,
    attribution: Attribution,
    before: Sequence[Statement],
    weights: Weights | None = None,
) -> Source:
    """The source with the likeliest holder; `ruled` is what the rules make of `first`, its words alone."""
    if ruled.holder in found.relaying(attribution) or _goes_on(found, ruled, first, attribution, before):
        return ruled
    options = found.of(ruled, first, before)
    words = described(found.scene, first, attribution)
    told = {side: features(words, side, how) for side, how in options.items()}
    best = likeliest(told, learnt_weights("whose") if weights is None else weights, ruled.holder)
    if best == ruled.holder:
        return ruled
    return replace(first, actor=_actor(options[best]), holder=best, basis="inferred")


def _goes_on(
    found: Candidates, ruled: Source, first: Source, attribution: Attribution, before: Sequence[Statement]
) -> bool:
    """Whether "he", or "its army", is by the rules too of who spoke just before in the paragraph."""
    words = (first.text or "").lower().split()
    his = words[1:] and words[0] in speaker_words("owned")
    if not before or not (his or (len(words) == 1 and words[0] in speaker_words("one_person"))):
        return False
    last, paragraph = before[-1], found.scene.paragraph
    return last.source.holder == ruled.holder and paragraph(last.cue.span[0]) == paragraph(attribution.cue[0])


def _actor(relations: Relations) -> str | None:
    order = [*(name for name in _ACTORS if name in relations), *relations]
    return next((relations[name] for name in order if relations[name]), None)
