"""Trains the gate: logistic regression over hashed words and pairs, then eight bits a weight.

Yes: MUC-4 reports with a template, articles on shootings, assessments of air strikes, police violence in Gujarat, the
Wikinews articles whose news is an incident, the corpus. No: police articles with no event, other Wikinews articles,
the corpus's reports that only look like incidents, election news, and newswire without a word of violence.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from evaluation import corpora, data
from evaluation.run import Run, digest, headed
from evaluation.sets import police, wikinews
from numpy.typing import NDArray

from counterclaim.read.model_gate import Gate, buckets, load
from training.model.examples import Example, half

SIZE = 1 << 17
VIOLENT = re.compile(
    r"\b(?:kill|attack|shot|shoot|bomb|fire|arm|gun|wound|injur|militan|rebel|soldier|troop|army|war|terror|police"
    r"|hostage|abduct|kidnap|clash|murder|strike|blast|explo|missile|drone|violen|insurgen|weapon|dead|die|death)"
)
SHOOTINGS, STRIKES = 900, 300


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report that is or is not of armed force; `part` is train or report."""

    source: str
    text: str
    yes: bool
    part: str


def labelled(root: Path, found: Iterable[Example]) -> Iterator[Labelled]:
    """Everything to learn from and to report on."""
    for one in found:
        part = "train" if one.part == "train" else "report"
        if one.set in {"muc4", "corpus"}:
            yes = one.whole["relevant"] == "yes"
            # What MUC-4 does not ask for is often armed force all the same: combat between armies and rebels.
            if yes or one.set == "corpus":
                fold = "report" if one.set == "corpus" and digest(one.id)[0] in "01234" else part
                yield Labelled(one.set, one.text, yes, fold)
        elif one.set == "polnear" or not VIOLENT.search(one.text.lower()):
            yield Labelled(one.set, one.text, False, part)
    yield from _police(root)
    yield from _wikinews(root)
    yield from _shootings(root)
    yield from _strikes(root)


def _police(root: Path) -> Iterator[Labelled]:
    folder = data.locate("india_police_events", root)
    if folder is None:
        return
    docs = data.lines(folder / "data" / "final" / "docs.jsonl")
    for part, name in (("tune", "train"), ("report", "report")):
        for one in Run(lambda _: {}, part).half(docs, lambda one: str(one["doc_id"])):
            labels = set(one["doc_labels"])
            if not labels or labels & police.VIOLENT:
                yield Labelled("police", one["doc_text"], bool(labels), name)


def _wikinews(root: Path) -> Iterator[Labelled]:
    labels = wikinews.load()
    for story in corpora.stories("wikinews", root):
        label = labels.get(story.id, "none")
        if label != "told":
            yield Labelled("wikinews", story.text, label == "main", "train" if half(story.id) == "a" else "report")


def _shootings(root: Path) -> Iterator[Labelled]:
    folder = data.locate("gva_violent_corpus", root)
    if folder is None:
        return
    articles = [one for one in data.lines(folder / "articles.jsonl") if len(one["text"]) > 400]
    for one in sorted(articles, key=lambda one: digest(str(one["doc_id"])))[:SHOOTINGS]:
        part = "train" if int(digest(str(one["incident_id"]) + "/part")[:8], 16) % 2 == 0 else "report"
        yield Labelled("shootings", headed(one["title"], one["text"]), True, part)


def _strikes(root: Path) -> Iterator[Labelled]:
    folder = data.locate("airwars_gaza", root)
    if folder is None:
        return
    incidents = [one for one in data.lines(folder / "incidents.jsonl") if one.get("assessment")]
    for part, name in (("tune", "train"), ("report", "report")):
        mine = Run(lambda _: {}, part).half(incidents, lambda one: str(one["file"]))
        for one in sorted(mine, key=lambda one: digest(str(one["file"])))[:STRIKES]:
            yield Labelled("strikes", "\n".join(one["assessment"]), True, name)


def train(
    found: Sequence[Labelled], rounds: int = 12, seed: int = 7, decay: float = 2e-4
) -> tuple[NDArray[np.float64], float]:
    """Weights and offset; every source counts for its yes and its no by the square root of how many there are."""
    chance = random.Random(seed)  # noqa: S311
    rows = [np.fromiter(buckets(one.text, SIZE), np.int64) for one in found]
    counts: dict[tuple[str, bool], int] = {}
    for one in found:
        counts[one.source, one.yes] = counts.get((one.source, one.yes), 0) + 1
    share = [1 / math.sqrt(counts[one.source, one.yes]) for one in found]
    mean = sum(share) / len(share)
    weights, squares, offset = np.zeros(SIZE), np.full(SIZE, 1e-8), 0.0
    order = list(range(len(found)))
    for _ in range(rounds):
        chance.shuffle(order)
        for n in order:
            row = rows[n]
            length = 1 / math.sqrt(len(row) or 1)
            score = float(weights[row].sum()) * length + offset
            slip = (1 / (1 + math.exp(-max(min(score, 30), -30))) - found[n].yes) * share[n] / mean
            step = slip * length + decay * weights[row]
            squares[row] += step * step
            weights[row] -= 0.3 * step / np.sqrt(squares[row])
            offset -= 0.01 * slip
    return weights, offset


def write(folder: Path, weights: NDArray[np.float64], offset: float, least: float) -> Gate:
    """The two files of the gate, and the gate as the product loads it."""
    folder.mkdir(parents=True, exist_ok=True)
    scale = float(np.abs(weights).max()) / 127 or 1.0
    (folder / "gate.bin").write_bytes(np.round(weights / scale).astype(np.int8).tobytes())
    told = {"scale": scale, "offset": offset, "least": least}
    (folder / "gate.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return load(folder)


def recall_at(gate: Gate, found: Sequence[Labelled], least: float) -> dict[str, tuple[int, int, int, int]]:
    """By source: how many yes there are and pass, how many no there are and pass."""
    table: dict[str, tuple[int, int, int, int]] = {}
    for one in found:
        passes = gate.score(one.text) >= least
        yes, let, no, slipped = table.get(one.source, (0, 0, 0, 0))
        table[one.source] = (
            yes + one.yes,
            let + (one.yes and passes),
            no + (not one.yes),
            slipped + (not one.yes and passes),
        )
    return table
