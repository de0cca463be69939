"""The corpus of reports that we wrote: the reader's every field against its annotation.

Families are in one part for ever: train may be learnt from, dev is reported, test is read only where it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.corpus_tools.format import NONE, families, part_of, read_family, read_report, reports

from evaluation.run import Run, Scores
from evaluation.sets import corpus_scores

PARTS = {"tune": "train", "report": "dev", "test": "test"}


def score(data: Path, run: Run) -> Scores:
    """The figures of one part."""
    return corpus_scores.scores(run, told(data, PARTS[run.part]))


def told(corpus: Path, part: str) -> Iterator[corpus_scores.Told]:
    """The reports of one part, those with no incident too."""
    for folder in (*families(corpus), corpus / NONE):
        for path in reports(folder):
            if part_of(path) == part:
                yield path, None if folder.name == NONE else read_family(folder), read_report(path)
