"""`python -m evaluation.fusion_learn`: learns the weights of the pair score on tune halves and writes them down.

Logistic regression over the levels of all features, with the order of the levels kept (a nearer place never speaks
less for one incident than a farther one). Besides pairs as they meet in blocks it learns from pairs of families moved
to one day, place and parties, which only text and figures tell apart, from shootings stripped of all dates, and from
pairs drawn at random.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from counterclaim.fuse import block, terms
from counterclaim.fuse.pairs import TRAITS, told_apart
from counterclaim.fuse.sketch import NONE, Sketch
from evaluation import data, fusion
from evaluation.catalogue import REPOSITORY
from evaluation.fusion_levels import ABOUT, CHAINS
from evaluation.run import Run, nothing
from evaluation.sets import fusion_families, fusion_shootings, fusion_topics

FILE = REPOSITORY / "src" / "counterclaim" / "fuse" / "weights.yaml"
Pair = tuple[Sketch, Sketch, bool]
Labelled = tuple[str, Sketch, str]
"""Family, account, incident."""
_PENALTY = 1.0
_MOVED, _DRAWN = 3000, 3000


@dataclass(frozen=True, slots=True)
class Material:
    """What is learnt from: shootings and topics a report at a time, families an account at a time."""

    shootings: Sequence[fusion.Told]
    topics: Sequence[fusion.Told]
    families: Sequence[Labelled]
    annotated: Sequence[Labelled]


def material(folder: Path) -> Material:
    """The tune parts, read anew."""
    run = Run(reader=nothing, part="tune")
    corpus = REPOSITORY / "training" / "corpus"
    sets = [(fusion_shootings, "gva_violent_corpus"), (fusion_topics, "ecbplus")]
    read = []
    for module, name in sets:
        place = data.locate(name, folder)
        if place is None:
            raise SystemExit(f"{name} is not in {folder}")
        read.append(fusion.prepare(fusion.read(module.stories(place, run))))
    return Material(
        *read,
        families=accounts(fusion_families.labelled(corpus, "train")),
        annotated=accounts(fusion_families.annotated(corpus, "train")),
    )


def accounts(labelled: Iterable[fusion_families.Labelled]) -> list[Labelled]:
    """Sketches of all accounts whose incident is known."""
    rows = list(labelled)
    told = fusion.prepare(telling for _, telling, _ in rows)
    return [
        (family, one, incident)
        for (family, _, incidents), each in zip(rows, told, strict=True)
        for one, incident in zip(each.sketches, incidents, strict=True)
        if incident is not None
    ]


def groups(known: Material) -> list[tuple[list[Pair], float]]:
    """Pairs, and what each of them counts for."""
    stand = [(one.gold, one.main, one.gold) for one in known.shootings if one.main]
    bare = of_reports([undated(one) for one in known.shootings])
    return [
        ([pair for pair in bare if pair[2]], 0.3),
        ([pair for pair in bare if not pair[2]], 0.02),
        (of_reports(known.shootings), 1.0),
        (of_reports(known.topics), 1.0),
        (of_accounts(known.families), 3.0),
        (of_accounts(known.annotated), 0.2),
        (moved(known.families), 0.1),
        (drawn(stand), 0.1),
        (drawn(known.families), 0.05),
    ]


def of_reports(told: Sequence[fusion.Told]) -> list[Pair]:
    """Accounts that stand for reports, as they meet in blocks."""
    gold = {one.id: one.gold for one in told}
    main = {one.id: one.main for one in told if one.main}
    return [(main[one], main[other], gold[one] == gold[other]) for one, other in fusion.pairs(told)]


def undated(told: fusion.Told) -> fusion.Told:
    """A report as it would be without any date: what is left to compare then."""
    bare = (replace(one, published=None, dated=NONE, first=None, last=None) for one in told.sketches)
    return replace(told, sketches=tuple(bare))


def of_accounts(rows: Sequence[Labelled]) -> list[Pair]:
    """Accounts of two reports of one family, and of others as they meet in blocks."""
    found: list[Pair] = []
    for number, (family, one, incident) in enumerate(rows):
        near = set(block.lookups(one))
        for of, other, its in rows[:number]:
            if one.report != other.report and (of == family or near & set(block.keys(other))):
                found.append((other, one, incident == its))
    return found


def moved(rows: Sequence[Labelled]) -> list[Pair]:
    """Accounts of two families, one of them moved to the other's day, place and parties."""
    chance = random.Random(1)
    placed = [row for row in rows if row[1].lat is not None and row[1].first and row[1].published]
    found: list[Pair] = []
    for _ in range(_MOVED):
        (family, one, _), (of, other, _) = chance.sample(placed, 2)
        if family != of and one.acled == other.acled:
            found.append((one, _there(one, other, chance.choice((0, 0, 0, 1, -1, 2))), False))
    return found


def drawn(rows: Sequence[Labelled]) -> list[Pair]:
    """Pairs of different groups, at random."""
    chance = random.Random(2)
    samples = (chance.sample(rows, 2) for _ in range(_DRAWN))
    return [(one, other, False) for (left, one, _), (right, other, _) in samples if left != right]


def _there(one: Sketch, other: Sketch, late: int) -> Sketch:
    days = (one.first or 0) - (other.first or 0)
    here, there = ({terms.stem(word) for word in (side.place or "").split()} for side in (one, other))

    def renamed(found: str) -> str:
        shares = dict(terms.shares(found))
        lost = [shares.pop(word) for word in there if word in shares]
        return terms.packed(shares | {word: max(lost) for word in here if lost})

    return replace(
        other,
        published=(other.published or 0) + days + late,
        first=(other.first or 0) + days,
        last=(other.last or 0) + days,
        place=one.place,
        lat=one.lat,
        lon=one.lon,
        radius_km=one.radius_km,
        precision=one.precision,
        country=one.country,
        admin1=one.admin1,
        geonameid=one.geonameid,
        actors=one.actors,
        names=renamed(other.names),
        words=renamed(other.words),
        gist=renamed(other.gist),
    )


def learn(weighed: Sequence[tuple[Sequence[Pair], float]]) -> tuple[float, dict[str, dict[str, float]]]:
    """Bias and weights of all levels; a level is the sum of the steps that lead up to it, none below nought."""
    number = {(name, level): 0 for name, chains in CHAINS.items() for chain in chains for level in chain}
    number = {level: place for place, level in enumerate(number)}
    rows, right, counts = [], [], []
    for pairs, weight in weighed:
        for one, other, same in pairs:
            if not told_apart(one, other):
                levels = ((trait.name, trait.level(one, other)) for trait in TRAITS)
                rows.append([number.setdefault(level, len(number)) for level in levels])
                right.append(float(same))
                counts.append(weight)
    steps, bounds = _steps(number)
    design = np.zeros((len(rows), len(number)))
    design[np.arange(len(rows))[:, None], np.array(rows)] = 1
    theta = _fitted(design @ steps, np.array(right), np.array(counts), steps, bounds)
    weights = steps @ theta[:-1]
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (name, level), place in number.items():
        found[name][level] = float(weights[place])
    return float(theta[-1]), found


def _steps(number: dict[tuple[str, str], int]) -> tuple[np.ndarray, list[tuple[float | None, None]]]:
    """Which steps each level is the sum of, and the least that each step may be."""
    below: dict[tuple[str, str], tuple[str, str]] = {}
    for name, chains in CHAINS.items():
        for chain in chains:
            for low, high in pairwise(chain):
                below.setdefault((name, high), (name, low))
    steps = np.zeros((len(number), len(number)))
    for level, place in number.items():
        under: tuple[str, str] | None = level
        while under is not None:
            steps[place, number[under]] = 1
            under = below.get(under)
    return steps, [(0.0 if level in below else None, None) for level in number]


def _fitted(
    design: np.ndarray,
    right: np.ndarray,
    counts: np.ndarray,
    steps: np.ndarray,
    bounds: list[tuple[float | None, None]],
) -> np.ndarray:
    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        weights, score = steps @ theta[:-1], design @ theta[:-1] + theta[-1]
        value = (counts * (np.logaddexp(0, score) - right * score)).sum() + _PENALTY / 2 * weights @ weights
        rest = counts * (1 / (1 + np.exp(-np.clip(score, -35, 35))) - right)
        return value, np.append(design.T @ rest + _PENALTY * steps.T @ weights, rest.sum())

    start = np.zeros(design.shape[1] + 1)
    return minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)], options={"maxiter": 800}
    ).x


def page(bias: float, weights: dict[str, dict[str, float]]) -> str:
    """The weights file: every feature with what it is, its levels in their order."""
    parts = [
        "# Log odds that two accounts tell of one incident: the bias, and a weight for the level of each feature.",
        "# source: logistic regression on the tune parts of evaluation's fusion sets (evaluation/fusion_learn.py)",
        f"bias: {bias:.2f}",
        "features:",
    ]
    for trait in TRAITS:
        levels = weights[trait.name]
        ordered = dict.fromkeys([*(level for chain in CHAINS.get(trait.name, []) for level in chain), *sorted(levels)])
        parts += [f"- id: {trait.name}", f'  about: "{ABOUT[trait.name]}"', "  levels:"]
        parts += [f'    "{level}": {levels[level]:.2f}' for level in ordered]
    return "\n".join(parts) + "\n"


def main() -> None:
    """Learn and write."""
    folder = data.root()
    if folder is None:
        sys.exit(f"{data.VARIABLE} names no folder: nothing to learn from")
    FILE.write_text(page(*learn(groups(material(folder)))), "utf-8")


if __name__ == "__main__":
    main()
