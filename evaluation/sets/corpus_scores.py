"""The reader against annotated reports, whichever corpus they are of: the figures, and the mistakes kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from training.corpus_tools import convert
from training.corpus_tools.format import Family, Written

from evaluation.run import Run, Scores, Story
from evaluation.sets.corpus_compare import Comparison

Told = tuple[Path, Family | None, Written]


def scores(run: Run, reports: Iterable[Told]) -> Scores:
    """Every report read as it was published and compared with its annotation."""
    compared = Comparison()
    for _, family, written in run.sample(reports, lambda one: one[2].id):
        gold = convert.to_json(written, family)
        compared.add(gold, run.read(story_of(written)))
        for what, want, have, words in compared.misses:
            run.miss(written.id, what, want, have, words)
        compared.misses.clear()
    return compared.scores()


def story_of(written: Written) -> Story:
    """An annotated report as the reader is handed it."""
    return Story(
        id=written.id,
        text=written.text,
        title=written.title,
        published=written.published,
        outlet=written.outlet,
    )
