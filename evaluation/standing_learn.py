"""`python -m evaluation.standing_learn`: learns what makes an account news, history or no incident; writes it down.

    annotated reports   train families and the tune half of the real ones: what an annotation pairs with has its status
    marked accounts     `marked-200.md`: what is real is news; of ghosts what is recalled is history, else none
    news of shootings   the tune half: what is on record as an accident is none, else the first main account is news
The reports of the first kind that are real, and the marked ones, count more than once.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.corpus_tools import convert

from counterclaim.account.code import code
from counterclaim.account.scene import Scene
from counterclaim.account.split import Draft, drafts
from counterclaim.account.standing import DOUBT, STANDINGS, Around, traits
from counterclaim.account.statements import statements
from counterclaim.reader import Reader, Result
from counterclaim.records.shape import as_json
from evaluation import corpora, data
from evaluation.catalogue import REPOSITORY
from evaluation.holder_learn import Choice, family, keep
from evaluation.mark import main_values
from evaluation.measure import align
from evaluation.reader import report_of
from evaluation.run import Json, Run, nothing
from evaluation.sets import corpus_align, corpus_real, corpus_written
from evaluation.sets.corpus_scores import story_of
from evaluation.sets.shootings import accidents, incident_of

FILE = REPOSITORY / "src" / "counterclaim" / "account" / "standing.json"
MARKS = REPOSITORY / "evaluation" / "marked-200.md"
_RULES: dict[str, float] = {}
"""Weights that leave the rules' word as it stands."""
_PENALTY = 25.0
_LEAN = {"any|main": 0.2, "any|none": -0.3, DOUBT: -1.0}
"""In doubt an account stays, and stays news: what is lost nobody sees."""
_REAL, _MARKED = 2, 3
_SHOOTINGS = 1400
_RECALLED = re.compile("recalled|history")
Labelled = tuple[str, Choice]


def chosen(result: Result, labels: dict[int, str]) -> Iterator[Choice]:
    """A choice for each account of the rules that has a label."""
    scene = Scene(result.report, result.reading)
    scene.statements = tuple(statements(scene))
    ruled = drafts(scene, _RULES) if labels else []
    around = Around(scene)
    for n, label in labels.items():
        told = list(traits(around, ruled[n], ruled)) if _open(ruled[n]) else []
        if told and label in STANDINGS:
            yield [(label == each, [f"{trait}|{each}" for trait in told]) for each in STANDINGS]


def _open(draft: Draft) -> bool:
    return draft.status in STANDINGS


def ruled_json(result: Result) -> Json:
    """What the rules alone would give."""
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
        for choice in chosen(result, labels):
            yield from [(family(path), choice)] * times


def marked(reader: Reader, folder: Path) -> Iterator[Labelled]:
    """Main accounts that agree with a marked one in most of its values."""
    known = marks()
    for name in corpora.CORPORA:
        for story in corpora.stories(name, folder):
            if story.id not in known:
                continue
            result = reader.code(report_of(story))
            mains = [one for one in ruled_json(result)["accounts"] if one["status"] == "main"]
            rows = known[story.id]
            gain = [[_alike(row, one) for one in mains] for row in rows]
            labels = {mains[theirs]["n"]: rows[mine][-1] for mine, theirs in align(gain)}
            for choice in chosen(result, labels):
                yield from [(story.id, choice)] * _MARKED


def marks() -> dict[str, list[list[str]]]:
    """Of each marked report its rows: number, event, day, place, sides, and what the account is."""
    found = defaultdict(list)
    for line in MARKS.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 12 and cells[1].isdigit():
            ghost = "background" if _RECALLED.search(cells[11]) else "none"
            found[cells[0]].append([*cells[1:6], "main" if cells[6] == "yes" else ghost])
    return found


def _alike(row: Sequence[str], account: Json) -> float:
    """How many values a marked account and one found now share; its number counts for a half."""
    values = list(main_values(account).values())[:3]
    same = sum(mine == theirs for mine, theirs in zip(row[1:4], values, strict=True))
    return same + (row[0] == str(account["n"])) / 2


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
        yield from ((story.id, choice) for choice in chosen(result, labels))


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
