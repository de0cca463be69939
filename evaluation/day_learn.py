"""`python -m evaluation.day_learn`: learns which of the days a report tells is its incident's, and writes it down.

    annotated reports   train families and the tune half of the real ones: the day of each main account that is paired
    news of shootings   the tune half: the day on record, for the first main account
    releases of ISAF    the tune half: the day on record, for the first main account
A report that tells no such day is an example of none of them, unless one lies a day off, as after midnight.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from counterclaim.account.dated import described, is_open
from counterclaim.account.scene import Scene
from counterclaim.account.split import Draft, drafts
from counterclaim.account.when import ruled
from counterclaim.reader import Reader
from evaluation import data
from evaluation.catalogue import REPOSITORY
from evaluation.holder_learn import Choice, keep, material, scene_of
from evaluation.reader import report_of
from evaluation.run import Run, Story, headed, nothing
from evaluation.sets import corpus_align, isaf, shootings

FILE = REPOSITORY / "src" / "counterclaim" / "account" / "dated.json"
_PENALTY = 12.0
_FAMILIES = 4
_LEAN = {"ruled": 0.5, "none ruled": 0.5}
"""In doubt the rules have it: the weights come of one kind of news above all."""
_SHOOTINGS = 1500
_RUN = Run(reader=nothing, part="tune")


class Example(NamedTuple):
    """A draft of a report as read, and the day that is right for it; None where it is not told to the day."""

    family: str
    scene: Scene
    draft: Draft
    day: str | None


def annotated() -> Iterator[Example]:
    """Main accounts of annotated reports."""
    for one in material():
        scene = scene_of(one.result)
        made = drafts(scene)
        for mine, theirs in corpus_align.pairs(one.gold, one.result.as_json()).accounts:
            when = one.gold["accounts"][mine]["when"]
            if made[theirs].status == "main":
                day = str(when["start"])[:10] if when["precision"] in corpus_align.FINE else None
                yield Example(one.family, scene, made[theirs], day)


def recorded(folder: Path) -> Iterator[tuple[str, Story, str]]:
    """Stories with the day on record, and what they are of."""
    news = folder / "gva_violent_corpus"
    mishaps = shootings.accidents(news)
    records = {one["incident_id"]: one for one in data.lines(news / "incidents.jsonl")}
    found = [
        one for one in data.lines(news / "articles.jsonl") if one["incident_id"] in records and one["text"].strip()
    ]
    found = [one for one in _RUN.half(found, lambda one: str(one["incident_id"])) if one["incident_id"] not in mishaps]
    for one in _RUN.sample(found, lambda one: str(one["doc_id"]), _SHOOTINGS):
        told = datetime.strptime(records[one["incident_id"]]["date"], "%B %d, %Y").date().isoformat()
        text = headed(one["title"], one["text"])
        yield str(one["incident_id"]), Story(one["doc_id"], text, one["title"], one["dct"]), told
    releases = data.lines(folder / "isaf_press_releases" / "releases.jsonl")
    for one in _RUN.half(releases, lambda one: str(one["text"])):
        released = isaf.published(one["text"])
        if released:
            yield str(one["name"]), Story(str(one["name"]), one["text"], published=released), one["start_date"]


def first_news(scene: Scene) -> Draft | None:
    """The first main draft that the rules give a day, else the first."""
    news = [draft for draft in drafts(scene) if draft.status == "main"]
    dated = [
        draft for draft in news if (time := ruled(scene, draft)[0]) is not None and time.precision in corpus_align.FINE
    ]
    return next(iter([*dated, *news]), None)


def choice(one: Example) -> Choice | None:
    """The days that may be the right one, each with what speaks for it; None where the example teaches nothing."""
    time, _ = ruled(one.scene, one.draft)
    if not is_open(one.scene, time):
        return None
    options = described(one.scene, one.draft, time)
    right = one.day if one.day in options else None
    near = right is None and one.day is not None and any(_next_to(day, one.day) for day in options if day)
    if near or len(options) == 1:
        return None
    return [(day == right, list(names)) for day, names in options.items()]


def _next_to(day: str, other: str) -> bool:
    return abs((date.fromisoformat(day) - date.fromisoformat(other)).days) == 1


def examples(folder: Path | None) -> Iterator[Example]:
    """Everything to learn from."""
    yield from annotated()
    reader = Reader()
    for family, story, day in recorded(folder) if folder else ():
        scene = scene_of(reader.code(report_of(story)))
        draft = first_news(scene)
        if draft is not None:
            yield Example(family, scene, draft, day)


def main() -> int:
    """One round, then the file."""
    told = [(one.family, found) for one in examples(data.root()) if (found := choice(one)) is not None]
    keep(FILE, told, _PENALTY, _LEAN, _FAMILIES)
    return 0


if __name__ == "__main__":
    sys.exit(main())
