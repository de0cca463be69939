"""`python -m evaluation.standing_learn`: learns what makes an account news, history or no incident; writes it down.

    annotated reports   train families and the tune half of the real ones: what an annotation pairs with has its status
    marked accounts     `marked-incidents.csv`: what is real is news; of ghosts what is recalled is history, else none
    news of shootings   the tune half: what is on record as an accident is none, else the first main account is news
The reports of the first kind that are real, and the marked ones, count more than once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from training.corpus_tools import convert

from counterclaim.account.code import code
from counterclaim.account.scene import Scene
from counterclaim.account.split import Draft, drafts
from counterclaim.account.standing import DOUBT, STANDINGS, Around, traits
from counterclaim.account.statements import statements
from counterclaim.reader import Reader, Result
from counterclaim.records.shape import as_json
from evaluation import corpora, data, marked_incidents
from evaluation.catalogue import REPOSITORY
from evaluation.holder_learn import Choice, family, keep
from evaluation.marked_incidents import Marked
from evaluation.reader import report_of
from evaluation.run import Json, Run, nothing
from evaluation.sets import corpus_align, corpus_real, corpus_written
from evaluation.sets.corpus_scores import story_of
from evaluation.sets.shootings import accidents, incident_of

FILE = REPOSITORY / "src" / "counterclaim" / "account" / "standing.json"
_RULES: dict[str, float] = {}
"""Weights that leave the rules' word as it stands."""
_PENALTY = 25.0
_LEAN = {"any|main": 0.4, "any|none": -0.3, DOUBT: -1.0}
"""In doubt an account stays, and stays news: what is lost nobody sees."""
_REAL, _MARKED = 2, 3
_SHOOTINGS = 1400
Labelled = tuple[str, Choice]


def ruled(result: Result) -> tuple[Scene, list[Draft]]:
    """What the rules alone would give."""
    scene = Scene(result.report, result.reading)
    scene.statements = tuple(statements(scene))
    return scene, drafts(scene, _RULES)


def chosen(scene: Scene, told: Sequence[Draft], labels: Mapping[int, str]) -> Iterator[Choice]:
    """A choice for each account of the rules that has a label."""
    around = Around(scene)
    for n, label in labels.items():
        found = list(traits(around, told[n], told)) if _open(told[n]) else []
        if found and label in STANDINGS:
            yield [(label == each, [f"{trait}|{each}" for trait in found]) for each in STANDINGS]


def _open(draft: Draft) -> bool:
    return draft.status in STANDINGS


def ruled_json(result: Result) -> Json:
    """The same as the product gives it."""
    return as_json(result.report, code(result.report, result.reading, _RULES), None, {})


def annotated(reader: Reader, run: Run) -> Iterator[Labelled]:
    """What an annotation pairs with has its status; the rest is no incident, where all that it has is paired."""
    written = ((1, one) for one in corpus_written.told(REPOSITORY / "training" / "corpus", "train"))
    real = ((_REAL, one) for one in corpus_real.told(REPOSITORY / "training" / "corpus_real", run))
    for times, (path, about, told) in [*written, *real]:
        gold = convert.to_json(told, about)
        result = reader.code(report_of(story_of(told)))
        found = ruled_json(result)
        pairs = {mine: gold["accounts"][theirs]["status"] for theirs, mine in corpus_align.pairs(gold, found).accounts}
        missed = len(pairs) < len(gold["accounts"])
        labels = pairs if missed else {n: pairs.get(n, "none") for n in range(len(found["accounts"]))}
        for choice in chosen(*ruled(result), labels) if labels else ():
            yield from [(family(path), choice)] * times


def marked(reader: Reader, folder: Path) -> Iterator[Labelled]:
    """Accounts of the rules by the marked one whose triggers they have, a real one before all."""
    for story, rows in marked_incidents.stories(folder):
        result = reader.code(report_of(story))
        if result.reading.relevant:
            scene, told = ruled(result)
            labels = {n: label for n, draft in enumerate(told) if (label := _marked(draft, rows))}
            for choice in chosen(scene, told, labels):
                yield from [(story.id, choice)] * _MARKED


def _marked(draft: Draft, rows: Sequence[Marked]) -> str:
    starts = {e.span[0] for e in draft.events}
    best = max(rows, key=lambda one: (one.standing == "main" and bool(starts & one.starts), len(starts & one.starts)))
    return best.standing if starts & best.starts else ""


def shot(reader: Reader, folder: Path, run: Run) -> Iterator[Labelled]:
    """News of shootings by whether the record has an accident."""
    place = data.locate("gva_violent_corpus", folder)
    if place is None:
        return
    mishaps, incident = accidents(place), incident_of(place)
    for story in run.sample(corpora.half("shootings", folder, run), lambda story: story.id, _SHOOTINGS):
        result = reader.code(report_of(story))
        found = ruled_json(result)["accounts"]
        news = [one["n"] for one in found if one["status"] == "main"][:1]
        mishap = incident[story.id] in mishaps
        labels = {one["n"]: "none" for one in found} if mishap else dict.fromkeys(news, "main")
        yield from ((story.id, choice) for choice in chosen(*ruled(result), labels))


def main() -> int:
    """Learn and write."""
    folder, reader, run = data.root(), Reader(), Run(reader=nothing, part="tune")
    if folder is None:
        print(f"{data.VARIABLE} names no folder: nothing to learn from", file=sys.stderr)
        return 1
    keep(FILE, [*annotated(reader, run), *marked(reader, folder), *shot(reader, folder, run)], _PENALTY, _LEAN)
    return 0


if __name__ == "__main__":
    sys.exit(main())
