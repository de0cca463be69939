"""`python -m evaluation.ties_learn`: learns what ties a trigger to an incident told before it, and writes it down.

Logistic regression on the train families and the tune half of the real reports. Triggers are placed in the order of
the text, each into its own incident as annotated; one that no annotation marks goes with the incident told last, since
it had better not found another. Reasons too rare to learn keep what is held of them beforehand.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from training.corpus_tools.format import Written

from counterclaim.account import ties
from counterclaim.account.scene import Scene
from counterclaim.account.split import Draft, candidates, deeds_first, given_as_reason, told_with
from counterclaim.account.statements import statements
from counterclaim.codebook.events import events
from counterclaim.coder import tools
from counterclaim.read.reader import read
from counterclaim.records.reading import EventMention
from counterclaim.records.report import Report
from counterclaim.values.spans import overlap
from evaluation import data
from evaluation.catalogue import REPOSITORY
from evaluation.run import Run, nothing
from evaluation.sets import corpus_real, corpus_written

FILE = REPOSITORY / "src" / "counterclaim" / "account" / "ties.yaml"
_HEAD = """\
# Log odds that a trigger tells of an incident told before it: what each reason of account/ties.py counts for.
# source: logistic regression on the train families and the tune half of the real reports (evaluation/ties_learn.py)
weights:
"""
_PENALTY = 3.0
REAL = 3.0
"""What a pair of a real report counts for."""
_HELD = {
    "another": -5.0,
    "answers back": -3.0,
    "days later": -6.0,
    "definite": 1.0,
    "other realis": -1.5,
    "other day": -2.0,
    "back from history": -1.0,
    "other place": -1.5,
    "other place put first": -2.0,
    "opens elsewhere": -3.0,
    "other family": -1.0,
    "one clause": 2.0,
    "same time": 0.5,
    "same place": 0.5,
    "under heading": 1.0,
}


class Pair(NamedTuple):
    """A trigger and an incident told before it: what speaks for one and against, and whether they are one."""

    reasons: list[str]
    one: bool
    weight: float


def pairs(scene: Scene, written: Written, weight: float) -> Iterator[Pair]:
    """All pairs of one report."""
    made: list[tuple[Draft, str | None]] = []
    for event in deeds_first(scene, candidates(scene)):
        if scene.kind(event.span[0]) == "title" or given_as_reason(scene, event):
            continue
        setting, key = told_with(scene, event), incident(scene, written, event)
        drafts = [draft for draft, _ in made]
        last = max(drafts, key=lambda draft: draft.events[-1].span, default=None)
        home = next((draft for draft, name in made if name == key), None) if key else last
        for draft, name in made:
            if (key and name) or (key is None and draft is last):
                yield Pair(ties.reasons(scene, event, setting, draft, drafts), draft is home, weight)
        if home is None:
            made.append((Draft([event], [], [setting]), key))
        else:
            home.events.append(event)
            home.settings.append(setting)


def incident(scene: Scene, written: Written, event: EventMention) -> str | None:
    """The annotated incident that a trigger tells: its own mark's, for words of harm their figure's."""
    known = {head.key for head in written.accounts}
    for mark in written.marked("t"):
        if mark.ids[0] in known and overlap(mark.span, event.span):
            return mark.ids[0]
    if events()[event.entry].strength != "harm":
        return None
    number = scene.sentence(event.span[0])
    told = {
        written.toll[mark.ids[0]].account
        for mark in written.marked("n")
        if mark.ids[0] in written.toll and scene.sentence(mark.span[0]) == number
    }
    return told.pop() if len(told) == 1 else None


def learn(found: Iterable[Pair]) -> dict[str, float]:
    """What each reason counts for."""
    rows = list(found)
    names = sorted({reason for row in rows for reason in row.reasons})
    place = {name: n for n, name in enumerate(names)}
    there = np.zeros((len(rows), len(names)))
    for n, row in enumerate(rows):
        there[n, [place[reason] for reason in row.reasons]] = 1
    one, counts = np.array([row.one for row in rows], float), np.array([row.weight for row in rows])
    held = np.array([_HELD.get(name, 0.0) for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = there @ weights
        away = weights - held
        total = (counts * (np.logaddexp(0, odds) - one * odds)).sum() + _PENALTY / 2 * (away @ away)
        return float(total), there.T @ (counts * (1 / (1 + np.exp(-odds)) - one)) + _PENALTY * away

    best = minimize(loss, held, jac=True, method="L-BFGS-B").x
    print(f"{len(rows)} pairs, {((there @ best > 0) == (one > 0.5)).mean():.3f} right")
    return {name: round(float(best[n]), 2) for name, n in place.items()}


def material() -> Iterator[tuple[Written, float]]:
    """The annotated reports that may be learnt from, and what each counts for."""
    run = Run(reader=nothing, part="tune")
    for _, _, written in corpus_written.told(REPOSITORY / "training" / "corpus", "train"):
        yield written, 1.0
    for _, _, written in corpus_real.told(REPOSITORY / "training" / "corpus_real", run):
        yield written, REAL


def scene_of(written: Written) -> Scene:
    """An annotated report as read."""
    kit = tools()
    report = Report(written.text, written.id, written.title, published=written.published)
    reading = read(report, kit.gazetteer, kit.model)
    scene = Scene(replace(report, published=reading.published), reading)
    scene.statements = tuple(statements(scene))
    return scene


def main() -> int:
    """Learn and write."""
    if data.root() is None:
        print(f"{data.VARIABLE} names no folder: nothing to learn from", file=sys.stderr)
        return 1
    found = (pair for written, weight in material() for pair in pairs(scene_of(written), written, weight))
    weights = learn(found)
    FILE.write_text(_HEAD + "".join(f"  {name}: {value:.2f}\n" for name, value in weights.items()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
