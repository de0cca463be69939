"""Whether two accounts tell of one incident: a probability, and the named reasons that it adds up from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from counterclaim.fuse.pairs import TRAITS, days, place, told_apart
from counterclaim.fuse.sketch import Sketch

LINK = 0.4
"""From this probability on an edge between two accounts is kept: its two ends are clustered together."""
MERGE = 0.65
"""From this probability on two accounts count as one incident, and at this mean two clusters become one.

Above one half: a wrong merge costs a reader more than a missed one, which is found beside it.
"""
TOLD_APART = -12.0
"""Log odds of two accounts that one report tells as two incidents."""
_SLIGHT = 0.05
_OTHER_DAYS, _OTHER_WEEK, _LATER = "told 2-3", "told 4-10", "told more"
_ELSEWHERE = frozenset({"other country", "more"})
"""Levels of days and places that keep two accounts apart, whatever else speaks for them: later, or later elsewhere."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature that spoke for (weight above 0) or against, in log odds, and what was compared in words."""

    name: str
    weight: float
    detail: str


@dataclass(frozen=True, slots=True)
class Score:
    """`value` is the probability that the two are one incident."""

    value: float
    one: Sketch
    other: Sketch

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What it adds up from, the strongest first; worked out when asked for."""
        if told_apart(self.one, self.other):
            return (Reason("report", TOLD_APART, "one report tells them apart"),)
        if elsewhere_then(self.one, self.other):
            return (Reason("setting", TOLD_APART, "told on days far apart, or on other days at places far apart"),)
        found = []
        for trait, levels in zip(TRAITS, weights().levels, strict=True):
            level = trait.level(self.one, self.other)
            weight = levels.get(level, 0.0)
            if abs(weight) > _SLIGHT:
                found.append(Reason(trait.name, weight, f"{level}: {trait.told(self.one, self.other)}"))
        return tuple(sorted(found, key=lambda reason: -abs(reason.weight)))


@dataclass(frozen=True, slots=True)
class Weights:
    """What the weights file holds: log odds for each level of each feature."""

    bias: float
    levels: tuple[dict[str, float], ...]


@cache
def weights() -> Weights:
    """The shipped weights, read once a process."""
    import yaml  # noqa: PLC0415 - not needed to import the package

    text = files("counterclaim.fuse").joinpath("weights.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    told = {feature["id"]: feature["levels"] for feature in data["features"]}
    return Weights(data["bias"], tuple(told[trait.name] for trait in TRAITS))


def odds(one: Sketch, other: Sketch) -> float:
    """Log odds that the two tell of one incident."""
    if kept_apart(one, other):
        return TOLD_APART
    known = weights()
    total = known.bias
    for trait, levels in zip(TRAITS, known.levels, strict=True):
        total += levels.get(trait.level(one, other), 0.0)
    return total


def kept_apart(one: Sketch, other: Sketch) -> bool:
    """Whether two are never one incident, whatever else speaks for it."""
    return told_apart(one, other) or elsewhere_then(one, other)


def elsewhere_then(one: Sketch, other: Sketch) -> bool:
    """Whether both are told to the day on days far apart, or on other days at places far apart: no likeness of words
    makes a town shelled again one incident."""
    later = days(one, other)
    if later == _OTHER_WEEK and None not in (one.geonameid, other.geonameid) and one.geonameid != other.geonameid:
        return True
    return later == _LATER or (later in {_OTHER_DAYS, _OTHER_WEEK} and place(one, other) in _ELSEWHERE)


def compare(one: Sketch, other: Sketch) -> Score:
    """The probability with its reasons; the same whichever comes first."""
    if (other.seq, other.id) < (one.seq, one.id):
        one, other = other, one
    return Score(probability(odds(one, other)), one, other)


def probability(total: float) -> float:
    """Log odds as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def log_odds(value: float) -> float:
    """A probability as log odds."""
    return math.log(value / (1 - value))
