"""`python -m evaluation.holder_learn`: learns the weights that choose a statement's holder, and writes them down.

A choice among the candidates of `account/whose.py` for each statement of the train families and of the tune half of
the real reports that the reader finds: logistic regression with a penalty, over features met in two families at least.
Who spoke before is itself chosen, in a second round by weights that did not see the family.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from training.corpus_tools import convert, real
from training.corpus_tools.format import NONE

from counterclaim.account.likely import Weights
from counterclaim.account.sayings import sayings
from counterclaim.account.scene import Scene
from counterclaim.account.statements import spoken, statements
from counterclaim.account.whose import Candidates, described, features
from counterclaim.reader import Reader, Result
from evaluation import data
from evaluation.catalogue import REPOSITORY
from evaluation.reader import report_of
from evaluation.run import Json, Run, digest, nothing
from evaluation.sets import corpus_align, corpus_written
from evaluation.sets.corpus_scores import story_of

FILE = REPOSITORY / "src" / "counterclaim" / "account" / "whose.json"
_PENALTY = 3.0
_FAMILIES = 2
_FOLDS = 5
_LEAST = 0.03
"""Weights nearer to nought than this are left out."""
Choice = list[tuple[bool, list[str]]]
"""Of each candidate, whether it is right, and its features."""


@dataclass(frozen=True, slots=True)
class Read:
    """A report as read, its annotation, and the family that it is of."""

    family: str
    gold: Json
    result: Result


def material() -> list[Read]:
    """The reports that may be learnt from, read."""
    reader, run = Reader(), Run(reader=nothing, part="tune")
    corpus, folder = REPOSITORY / "training" / "corpus", data.root()
    theirs = real.items(folder, [], REPOSITORY / "training" / "corpus_real") if folder else ()
    known = [*corpus_written.told(corpus, "train"), *run.half(theirs, lambda one: family(one[0]))]
    found = []
    for path, about, written in known:
        gold = convert.to_json(written, about)
        if gold["relevant"]:
            found.append(Read(family(path), gold, reader.code(report_of(story_of(written)))))
    return found


def scene_of(result: Result) -> Scene:
    """What a report's accounts were made of."""
    scene = Scene(result.report, result.reading)
    scene.statements = result.statements
    return scene


def family(path: Path) -> str:
    """The family of an annotated report; one that tells nothing is its own."""
    return path.stem if path.parent.name == NONE else path.parent.name


def choices(one: Read, weights: Weights) -> Iterator[Choice]:
    """The choices of one report in which the right holder is a candidate."""
    scene = Scene(one.result.report, one.result.reading)
    found, made = Candidates(scene), statements(scene, weights)
    told = sayings(scene)
    for mine, theirs in corpus_align.pairs(one.gold, one.result.as_json()).statements:
        attribution = told[theirs]
        first, ruled = spoken(scene, attribution, made[:theirs])
        words = described(scene, first, attribution)
        options = found.of(ruled, first, made[:theirs])
        holder = one.gold["statements"][mine]["source"]["holder"]
        if holder in options:
            yield [(side == holder, features(words, side, relations)) for side, relations in options.items()]


def learnt(
    known: Sequence[tuple[str, Choice]], penalty: float = _PENALTY, families: int = _FAMILIES
) -> dict[str, float]:
    """The weight of every feature that is met in enough families."""
    met: dict[str, set[str]] = defaultdict(set)
    for family, choice in known:
        for _, names in choice:
            for name in names:
                met[name].add(family)
    order = sorted(name for name, where in met.items() if len(where) >= families)
    number = {name: n for n, name in enumerate(order)}
    rows = [[number[name] for name in names if name in number] for _, choice in known for _, names in choice]
    ends = np.cumsum([0, *map(len, rows)])
    table = csr_matrix((np.ones(ends[-1]), np.concatenate(rows).astype(int), ends), (len(rows), len(order)))
    right = np.array([float(is_right) for _, choice in known for is_right, _ in choice])
    sizes = np.array([len(choice) for _, choice in known])
    found = minimize(partial(_loss, table, right, sizes, penalty), np.zeros(len(order)), jac=True, method="L-BFGS-B")
    return {name: float(weight) for name, weight in zip(order, found.x, strict=True)}


def keep(
    file: Path,
    known: Sequence[tuple[str, Choice]],
    penalty: float = _PENALTY,
    lean: Mapping[str, float] | None = None,
    families: int = _FAMILIES,
    without: str | None = None,
) -> None:
    """Learns from choices and writes the weights that count, some of them moved by what `lean` says.

    Names that begin as `without` says are learnt, and not written.
    """
    found = learnt(known, penalty, families)
    for name, more in (lean or {}).items():
        found[name] = found.get(name, 0.0) + more
    weights = {
        name: round(weight, 2)
        for name, weight in found.items()
        if abs(weight) >= _LEAST and not (without and name.startswith(without))
    }
    file.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{len(known)} choices, {len(weights)} weights")


def _loss(table: Any, right: Any, sizes: Any, penalty: float, weights: Any) -> tuple[float, Any]:
    """Penalised negative log likelihood of the right candidates, and its slope."""
    starts, each = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    scores = table @ weights
    scores = scores - np.maximum.reduceat(scores, starts)[each]
    share = np.exp(scores)
    share = share / np.add.reduceat(share, starts)[each]
    loss = -(right * np.log(np.maximum(share, 1e-12))).sum() + penalty * (weights @ weights) / 2
    return loss, table.T @ (share - right) + penalty * weights


def main() -> int:
    """Two rounds, then the file."""
    known = material()
    first = [(one.family, choice) for one in known for choice in choices(one, {"ruled": 1.0})]
    fold = {one.family: int(digest(one.family)[:8], 16) % _FOLDS for one in known}
    unseen = [learnt([row for row in first if fold[row[0]] != n]) for n in range(_FOLDS)]
    second = [(one.family, choice) for one in known for choice in choices(one, unseen[fold[one.family]])]
    keep(FILE, second)
    return 0


if __name__ == "__main__":
    sys.exit(main())
