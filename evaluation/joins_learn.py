"""`python -m evaluation.joins_learn`: learns which drafts of a report tell one incident, and writes it down.

annotated reports   train families and the tune half of the real ones: drafts whose triggers have marks of one incident
marked accounts     `marked-incidents.csv`: of accounts marked by hand where their triggers begin, and which are one

Drafts are joined in the order of the text, each to its own incident. One that no annotation marks had better go with
what was told last.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from training.corpus_tools.format import Written

from counterclaim.account import joins
from counterclaim.account.scene import Scene
from counterclaim.account.split import Draft, gathered
from counterclaim.reader import Reader
from evaluation import data, marked_incidents
from evaluation.catalogue import REPOSITORY
from evaluation.holder_learn import Choice, keep, scene_of
from evaluation.marked_incidents import Marked
from evaluation.reader import report_of
from evaluation.ties_learn import REAL, incident, material
from evaluation.ties_learn import scene_of as scene_of_written

FILE = REPOSITORY / "src" / "counterclaim" / "account" / "joins.json"
_PENALTY = 20.0
_TIMES, _MARKED = 2, 6
"""How often a pair of an annotated report and of a marked one counts; one that nobody marked counts once."""
_LEAN = {"another": -1.5, "opens elsewhere": -1.2, "other country": -0.8}
"""What is called another act, or opens elsewhere, is not joined on the word of many small signs."""
Labelled = tuple[str, Choice]
Key = Callable[[Draft], str | None]


def pairs(scene: Scene, key: Key, times: int, unmarked: int = 1) -> Iterator[Choice]:
    """Each draft with the incidents before it; `unmarked`: how often one of no incident goes with the one told last."""
    made = gathered(scene)
    found: list[tuple[str, Draft]] = []
    for draft in made:
        mine, told = key(draft), [one for _, one in found]
        if mine is None:
            last = max(told, key=lambda one: one.events[-1].span, default=None)
            if last is not None and unmarked:
                yield from [_choice(joins.signs(scene, last, draft, told, len(made)), same=True)] * unmarked
                joins.add(last, draft)
            continue
        for name, one in found:
            yield from [_choice(joins.signs(scene, one, draft, told, len(made)), same=name == mine)] * times
        home = next((one for name, one in found if name == mine), None)
        if home is None:
            found.append((mine, draft))
        else:
            joins.add(home, draft)


def _choice(names: list[str], *, same: bool) -> Choice:
    return [(same, names), (not same, [])]


def annotated() -> Iterator[Labelled]:
    """Drafts by the incident that most of their triggers are marked for."""
    for written, weight in material():
        scene = scene_of_written(written)
        if scene.reading.relevant and written.accounts:
            times = int(_TIMES * (REAL if weight == REAL else 1))
            yield from ((_family(written), choice) for choice in pairs(scene, _by_mark(scene, written), times))


def _family(written: Written) -> str:
    return written.id.rpartition("-")[0]


def _by_mark(scene: Scene, written: Written) -> Key:
    return lambda draft: _most(Counter(name for e in draft.events if (name := incident(scene, written, e))))


def marked(reader: Reader, folder: Path) -> Iterator[Labelled]:
    """Drafts by the marked account whose triggers they have."""
    for story, rows in marked_incidents.stories(folder):
        result = reader.code(report_of(story))
        if result.reading.relevant:
            found = pairs(scene_of(result), _by_start(rows), _MARKED, unmarked=0)
            yield from ((story.id, choice) for choice in found)


def _by_start(rows: Sequence[Marked]) -> Key:
    told = {start: one.incident for one in rows if one.incident for start in one.starts}
    return lambda draft: _most(Counter(told[e.span[0]] for e in draft.events if e.span[0] in told))


def _most(found: Counter[str]) -> str | None:
    return found.most_common(1)[0][0] if found else None


def main() -> int:
    """Learn and write."""
    folder = data.root()
    if folder is None:
        print(f"{data.VARIABLE} names no folder: nothing to learn from", file=sys.stderr)
        return 1
    keep(FILE, [*annotated(), *marked(Reader(), folder)], _PENALTY, _LEAN)
    return 0


if __name__ == "__main__":
    sys.exit(main())
