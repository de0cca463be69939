"""Real reports that we annotated, their texts out of the public sets: the reader's every field against its annotation.

Halves by the digest of a report's folder, so that reports of one event stay together. A report whose set is not
there is left out, and said so.
"""

from __future__ import annotations

import sys
from pathlib import Path

from training.corpus_tools import real
from training.corpus_tools.format import NONE

from evaluation import data as sets
from evaluation.run import Run, Scores
from evaluation.sets import corpus_scores


def score(data: Path, run: Run) -> Scores:
    """The figures of one half."""
    return corpus_scores.scores(run, told(data, run))


def told(data: Path, run: Run) -> list[corpus_scores.Told]:
    """The reports of one half."""
    folder, passed = sets.root(), list[str]()
    known = list(real.items(folder, passed, data)) if folder else []
    for line in passed:
        print(f"  {line}", file=sys.stderr)
    return run.half(known, lambda one: _slug(one[0]))


def _slug(path: Path) -> str:
    return path.stem if path.parent.name == NONE else path.parent.name
