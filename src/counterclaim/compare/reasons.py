"""Why a row and an incident differ in the number killed, from the figures that the incident's sources told."""

from __future__ import annotations

from counterclaim.compare.match import Pair
from counterclaim.records.incident import Step
from counterclaim.views.claim_ids import tally_of
from counterclaim.views.words import quantity


def difference(pair: Pair) -> int:
    """Killed by the ledger less killed by the row."""
    return (pair.side.killed or 0) - pair.event.killed[1]


def reason(pair: Pair, rule: str) -> str:
    """One clause; empty where both have one number."""
    wanted = pair.event.killed[1]
    tally = tally_of(pair.side.incident, "killed")
    if difference(pair) == 0:
        return ""
    if tally is None:
        return "no report here tells that anybody was killed"
    told = [step for step in tally.steps if wanted in {step.figure.quantity.low, step.figure.quantity.best}]
    if told:
        return _told(told[-1], wanted, rule)
    low, _, high = pair.event.killed
    best = pair.side.killed or 0
    if low <= best <= high:
        return f"within the table's bounds, {low} to {high}"
    if (tally.quantity.low or 0) <= wanted and (tally.quantity.high is None or wanted <= tally.quantity.high):
        return f"within the ledger's bounds, {quantity(tally.quantity)}"
    if not pair.first:
        return "the table or the ledger splits what the other has as one"
    if pair.event.days[1] > pair.event.days[0] and pair.side.days[0] == pair.side.days[1]:
        return "the row stands for more days than the incident"
    return f"no report here tells {wanted}"


def _told(step: Step, wanted: int, rule: str) -> str:
    figure = step.figure
    whose = f"{figure.holder or 'somebody not named'}, {(figure.published or 'undated')[:10]}, {figure.report}"
    if step.use == "counted":
        return f"{wanted} is told ({whose}) and is a part or a bound of what rule book {rule} makes of all sides"
    uses = {"replaced": "was replaced", "part": "is part of another figure"}
    how = uses.get(step.use, f"is left out by rule book {rule}")
    return f"{wanted} is told ({whose}) but {how}: {step.why}"
