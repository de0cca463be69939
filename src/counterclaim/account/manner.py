"""How something is said: the stance of a statement, weighed by learnt weights from what cue, speaker and words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from counterclaim.account.holders import holder, same_side
from counterclaim.account.likely import Weights, learnt_weights, likeliest
from counterclaim.account.scene import Scene
from counterclaim.account.stances import doer_of
from counterclaim.account.whose import form, kind_of
from counterclaim.codebook.cues import STANCES
from counterclaim.codebook.events import events
from counterclaim.records.account import Source, Statement
from counterclaim.records.reading import Attribution

_OPEN = frozenset({"asserts", "announces", "urges", "accuses"})
"""What the rules say where they see no more, or see it in too much."""
_OWNED = frozenset(f"deed {whose} {realis}" for whose in ("own", "nobody's") for realis in ("actual", "background"))
"""Without such a trait nobody is held to have claimed a deed as his own, whatever else speaks for it."""
_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")


def weighed(
    scene: Scene,
    attribution: Attribution,
    ruled: str,
    source: Source,
    before: Sequence[Statement],
    weights: Weights | None = None,
) -> str:
    """The likeliest stance; `ruled` is what the rules make of the cue's own, and stands where it is a firm one."""
    if ruled not in _OPEN or ruled == attribution.stance == "accuses":
        return ruled
    told = list(traits(scene, attribution, ruled, source, before))
    options = dict(zip(STANCES, zip(*map(_with_stances, told), strict=True), strict=True))
    if not _OWNED & set(told):
        del options["claims_responsibility"]
    return likeliest(options, learnt_weights("manner") if weights is None else weights, ruled)


@lru_cache(maxsize=4096)
def _with_stances(trait: str) -> tuple[str, ...]:
    return tuple(f"{trait}|{stance}" for stance in STANCES)


def traits(
    scene: Scene, attribution: Attribution, ruled: str, source: Source, before: Sequence[Statement]
) -> Iterator[str]:
    """What may tell the stance."""
    kind = kind_of(source.holder)
    cue = scene.text[slice(*attribution.cue)].lower()
    yield "any"
    yield from (f"ruled {ruled}", f"ruled {ruled}, {kind}", f"ruled {ruled}, cue {attribution.stance}")
    yield from (f"cue {attribution.entry}", f"factuality {attribution.factuality}", f"quote {attribution.quote}")
    yield from (f"cue has {word}" for word in dict.fromkeys(_WORD.findall(cue)))
    yield from (f"of {kind}", f"from {form(source.text).split()[0]}")
    yield from _deeds(scene, attribution, source.holder, kind)
    if any(one.stance == "accuses" and source.holder in one.addressee for one in before):
        yield "was accused"


def _deeds(scene: Scene, attribution: Attribution, who: str | None, kind: str) -> Iterator[str]:
    """Whose deeds the words tell, and whom else they name."""
    for event in scene.events_in(attribution.content):
        doer = doer_of(scene, attribution, event)
        side = holder(doer) or (doer.actor if doer else None)
        whose = "nobody's" if side is None else "own" if same_side(side, who) else "another's"
        yield from (f"deed {whose} {event.realis}", f"deed {whose} of {kind}", f"deed {event.entry}")
        yield f"deed {whose} {events()[event.entry].strength}"
    named = {side for span in attribution.content for one in scene.mentions_in(span) if (side := holder(one))}
    yield from (f"names {'own' if same_side(side, who) else 'another'}" for side in sorted(named) if side.isupper())
