"""The holder of a statement, chosen among its candidates by learnt weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.account.likely import Weights, learnt_weights, likeliest
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
    if ruled.holder in found.relaying(attribution):
        return ruled
    options = found.of(ruled, first, before)
    words = described(found.scene, first, attribution)
    told = {side: features(words, side, how) for side, how in options.items()}
    best = likeliest(told, learnt_weights("whose") if weights is None else weights, ruled.holder)
    if best == ruled.holder:
        return ruled
    return replace(first, actor=_actor(options[best]), holder=best, basis="inferred")


def _actor(relations: Relations) -> str | None:
    order = [*(name for name in _ACTORS if name in relations), *relations]
    return next((relations[name] for name in order if relations[name]), None)
