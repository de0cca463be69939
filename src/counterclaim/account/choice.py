"""The holder of a statement, chosen among its candidates by learnt weights."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from counterclaim.account.whose import Candidates, Relations, features
from counterclaim.records.account import Source, Statement
from counterclaim.records.reading import Attribution

Weights = Mapping[str, float]
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
    known = _weights() if weights is None else weights
    scores = {
        side: sum(known.get(name, 0.0) for name in features(found.scene, first, attribution, side, relations))
        for side, relations in options.items()
    }
    best = max(scores, key=lambda side: (scores[side], side == ruled.holder, str(side)))
    if best == ruled.holder:
        return ruled
    return replace(first, actor=_actor(options[best]), holder=best, basis="inferred")


def _actor(relations: Relations) -> str | None:
    order = [*(name for name in _ACTORS if name in relations), *relations]
    return next((relations[name] for name in order if relations[name]), None)


@cache
def _weights() -> dict[str, float]:
    found: dict[str, float] = json.loads(files("counterclaim.account").joinpath("whose.json").read_text("utf-8"))
    return found
