"""`python -m evaluation.relevance`: whether a report with an incident is told from one without, within one source.

    articles of one source | those with an incident, those without | let past the gate | relevant | with an account

Each step's recall and precision with the interval of 95 %. Police: articles labelled KILL or FORCE against all others,
and any event against none; the other half by digest. Wikinews by our own labels. Corpora: dev families, the other half.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from counterclaim.read.model_gate import shipped, words_of_arms
from evaluation import corpora, data
from evaluation.catalogue import SETS
from evaluation.measure import wilson
from evaluation.reader import product, report_of
from evaluation.run import Json, Run, Story
from evaluation.sets import corpus_real, corpus_written, police, wikinews
from evaluation.sets.corpus_scores import Told, story_of

_TOLD = frozenset({"main", "background"})
STEPS: dict[str, Callable[[Story, Json], bool]] = {
    "past the gate": lambda story, _: words_of_arms(report_of(story)) >= shipped().least,
    "relevant": lambda _, output: bool(output["relevant"]),
    "an account": lambda _, output: any(one["status"] in _TOLD for one in output["accounts"]),
}


class Case(NamedTuple):
    """A report and, by the question asked, whether it tells an incident."""

    story: Story
    tells: dict[str, bool]


def main() -> int:
    """Read what is there and print a table."""
    run, sets = Run(reader=product()), data.root()
    if sets is None:
        print(f"{data.VARIABLE} names no folder: nothing to read", file=sys.stderr)
        return 1
    print("| reports | with / without | step | recall | precision |\n|---|---|---|---|---|", flush=True)
    for entry in SETS:
        place = entry.place(sets) if entry.name in _CASES else None
        if place is None:
            continue
        read = [(case, run.read(case.story)) for case in _CASES[entry.name](place, run)]
        for line in table(read):
            print(line, flush=True)
    return 0


def table(read: list[tuple[Case, Json]]) -> Iterator[str]:
    """A line a question and step."""
    for question in read[0][0].tells if read else ():
        tells = [case.tells[question] for case, _ in read]
        for step, taken in STEPS.items():
            found = [taken(case.story, output) for case, output in read]
            right = sum(a and b for a, b in zip(tells, found, strict=True))
            shares = [_share(right, asked) for asked in (sum(tells), sum(found))]
            yield f"| {question} | {sum(tells)} / {len(tells) - sum(tells)} | {step} | {' | '.join(shares)} |"


def _share(right: int, asked: int) -> str:
    low, high = wilson(right, asked)
    return f"{right / asked if asked else 0:.3f} ({low:.2f} to {high:.2f})"


def _police(place: Path, run: Run) -> Iterator[Case]:
    for story, labels in run.half(police.articles(place), lambda one: one.story.id):
        yield Case(story, {"police: violence": bool(labels & police.VIOLENT), "police: any event": bool(labels)})


def _wikinews(place: Path, _run: Run) -> Iterator[Case]:
    labels = wikinews.load()
    for story in corpora.wikinews(place):
        label = labels.get(story.id, "none")
        if label != "told":
            yield Case(story, {"Wikinews": label == "main"})


def _written(place: Path, _run: Run) -> Iterator[Case]:
    yield from _annotated("our own reports", corpus_written.told(place, "dev"))


def _real(place: Path, run: Run) -> Iterator[Case]:
    yield from _annotated("real reports", corpus_real.told(place, run))


def _annotated(question: str, told: Iterable[Told]) -> Iterator[Case]:
    for _, family, one in told:
        yield Case(story_of(one), {question: family is not None})


_CASES: dict[str, Callable[[Path, Run], Iterator[Case]]] = {
    "corpus_written": _written,
    "corpus_real": _real,
    "police": _police,
    "wikinews": _wikinews,
}


if __name__ == "__main__":
    sys.exit(main())
