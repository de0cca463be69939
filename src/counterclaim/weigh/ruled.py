"""The toll of a kept incident by another rule book, and each side's own share in it, from its own figures alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from counterclaim.codebook.rules import RuleBook
from counterclaim.records import codec
from counterclaim.records.incident import Figure, Incident, Tally
from counterclaim.records.reading import Quantity
from counterclaim.values.quantity import combine
from counterclaim.values.sides import parties
from counterclaim.weigh.toll import by_side, summed, tallies, weighed_side


def ruled(incident: Incident, book: RuleBook) -> Incident:
    """The incident with its toll by a rule book; what people corrected stays as they set it."""
    told = [step.figure for tally in incident.toll for step in tally.steps]
    told.sort(key=lambda figure: (figure.published or "", figure.report, figure.account, figure.span))
    left = [tally for tally in incident.toll if is_corrected(incident, tally.harm)]
    kept = {tally.harm for tally in left}
    made = tallies([figure for figure in told if figure.harm not in kept], parties_of(incident), book)
    return codec.altered(incident, toll=(*made, *left))


def figure(incident: Incident, harm: str, book: RuleBook) -> int | None:
    """The best figure of one harm by a rule book, None where it has none."""
    tally = next((tally for tally in incident.toll if tally.harm == harm), None)
    if tally is None or is_corrected(incident, harm):
        return tally.quantity.best if tally else None
    found = ruled(codec.altered(incident, toll=(tally,)), book).toll
    return found[0].quantity.best if found else None


def shares(incident: Incident, harm: str, book: RuleBook) -> Mapping[str | None, Quantity]:
    """A kind of harm by side, each without what is told of its own parts, so that the sides add up to the whole.

    None is for people of no side told. What was corrected is of no side.
    """
    tally = next((tally for tally in incident.toll if tally.harm == harm), None)
    if tally is None:
        return {}
    if is_corrected(incident, harm) or not tally.by:
        return {None: tally.quantity}
    return _shares(tally, parties_of(incident) if len(tally.by) > 1 else frozenset(), book)


def parties_of(incident: Incident) -> frozenset[str]:
    """Holders that have a side in it: their own, or their country's, takes part."""
    acting = {part.actor for part in incident.participants if part.actor}
    figures: list[Figure] = [step.figure for tally in incident.toll for step in tally.steps]
    holders = {*incident.holders, *(figure.holder for figure in figures if figure.holder)}
    return parties(holders, acting)


def is_corrected(incident: Incident, harm: str) -> bool:
    """Whether people set this toll."""
    return f"toll.{harm}" in incident.corrected


def _shares(tally: Tally, parties: Collection[str], book: RuleBook) -> dict[str | None, Quantity]:
    weighed = {side: weighed_side(told, parties, book) for side, told in by_side(tally.by).items()}
    if len(weighed) == 1:
        return {side: told for side, told in weighed.items() if told[:3] != (0, 0, 0)}
    totals, below = summed(weighed)
    found: dict[str | None, Quantity] = {}
    for side in (*weighed, None):
        parts = [totals[other] for other in below.get(side, ())]
        found[side] = _less(totals[side], combine(parts)) if parts else Quantity(*totals[side][:3])
    return {side: share for side, share in found.items() if share[:3] != (0, 0, 0)}


def _less(whole: Quantity, part: Quantity) -> Quantity:
    pairs = zip(whole[:3], part[:3], strict=True)
    low, best, high = (None if one is None or other is None else max(one - other, 0) for one, other in pairs)
    return Quantity(low, best, high)
