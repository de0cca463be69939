"""Names of claims and other things that rows point to."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.records.incident import ClaimRef, Figure, Incident, Tally
from counterclaim.records.reading import Quantity

LIST = "; "
HAPPENED = ("main", "background")
"""Statuses of incidents that somebody tells as having happened."""


def claim_id(report: str, account: int, claim: int) -> str:
    """A claim by report, account in its output, and number in that: what `show --json` and `read --json` number."""
    return f"{report}/{account}/{claim}"


def ref_id(ref: ClaimRef) -> str:
    """The same from a reference."""
    return claim_id(ref.report, ref.account, ref.claim)


def figure_ids(figure: Figure) -> list[str]:
    """The claims that hold a figure; one that is no claim is named by its words' place."""
    if figure.claims:
        return [claim_id(figure.report, figure.account, claim) for claim in figure.claims]
    return [f"{figure.report}/{figure.account}@{figure.span[0]}-{figure.span[1]}"]


def tally_of(incident: Incident, harm: str) -> Tally | None:
    """The toll of one kind of harm, None where none is told."""
    return next((tally for tally in incident.toll if tally.harm == harm), None)


def numbers_from(incident: Incident, harms: Iterable[str]) -> list[str]:
    """Ids of the claims that the numbers of these kinds of harm were taken from."""
    tallies = [tally for harm in harms if (tally := tally_of(incident, harm))]
    steps = [step for tally in tallies for step in tally.steps if step.use == "counted"]
    return list(dict.fromkeys(name for step in steps for name in figure_ids(step.figure)))


def joined(parts: Iterable[str | None]) -> str:
    """Parts in one cell, each once, empty ones left out."""
    return LIST.join(dict.fromkeys(part for part in parts if part))


def number(quantity: Quantity) -> int:
    """The one number that a count stands for: its best, else the bound that is told."""
    return next((each for each in (quantity.best, quantity.low, quantity.high) if each is not None), 0)
