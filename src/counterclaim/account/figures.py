"""A figure of harm as one report tells it, and a whole: figures that are added up, with the parts of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from counterclaim.records.account import Toll
from counterclaim.records.reading import HarmMention, Quantity
from counterclaim.values.quantity import combine


class Figure(NamedTuple):
    """An entry with the mention that it came from; `group` names the kind of people, "" for anybody."""

    entry: Toll
    harm: HarmMention
    group: str


@dataclass(slots=True)
class Whole:
    """`sure` where another figure tells the same number in words that are for the living."""

    figures: list[Figure]
    parts: list[Figure] = field(default_factory=list)
    sure: bool = False

    @property
    def quantity(self) -> Quantity:
        """The sum of the figures."""
        return combine(f.entry.quantity for f in self.figures)

    @property
    def last(self) -> Figure:
        """The figure told last."""
        return self.figures[-1]
