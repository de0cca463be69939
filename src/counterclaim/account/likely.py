"""A choice by learnt weights: the option whose features weigh most."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TypeVar

Weights = Mapping[str, float]
Option = TypeVar("Option", bound=Hashable)


def likeliest(options: Mapping[Option, Iterable[str]], weights: Weights, ruled: Option) -> Option:
    """The option of the highest sum; among equals what the rules say."""
    scores = {one: weigh(names, weights) for one, names in options.items()}
    return max(scores, key=lambda one: (scores[one], one == ruled, str(one)))


def weigh(names: Iterable[str], weights: Weights) -> float:
    """The sum of the weights that features have."""
    return sum([weights[name] for name in names if name in weights])


@cache
def learnt_weights(name: str) -> Weights:
    """The weights of one file of this room."""
    found: dict[str, float] = json.loads(files("counterclaim.account").joinpath(f"{name}.json").read_text("utf-8"))
    return found
