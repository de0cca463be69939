"""Reports to read without a key: Wikinews articles, military communiques, news of shootings and of a riot."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from evaluation import data
from evaluation.run import Json, Run, Story, headed, nothing
from evaluation.sets import isaf
from evaluation.sets import police as labelled
from evaluation.sets.shootings import accidents, incident_of


def stories(corpus: str, folder: Path) -> list[Story]:
    """Every report of one of `CORPORA`; none where the set is not there."""
    name, load = CORPORA[corpus]
    place = data.locate(name, folder)
    return [] if place is None else load(place)


def unseen(corpus: str, folder: Path) -> list[Story]:
    """Those of the half that nothing is learnt from; all where a corpus was looked at whole."""
    return half(corpus, folder, Run(nothing, part="report"))


def half(corpus: str, folder: Path, run: Run) -> list[Story]:
    """Those of the run's part; all where a corpus was looked at whole, none where the set is not there."""
    place = data.locate(CORPORA[corpus][0], folder)
    known = stories(corpus, folder)
    return run.half(known, HALVES[corpus](place)) if place is not None and corpus in HALVES else known


def shootings_on_record(folder: Path, run: Run, most: int) -> Iterator[tuple[Story, Json]]:
    """A sample of the news of shootings of the run's part, with the record of each; of accidents none."""
    place = data.locate(CORPORA["shootings"][0], folder)
    if place is None:
        return
    mishaps, incident = accidents(place), incident_of(place)
    records = {one["incident_id"]: one for one in data.lines(place / "incidents.jsonl")}
    for story in run.sample(half("shootings", folder, run), lambda story: story.id, most):
        record = records.get(incident[story.id])
        if record is not None and incident[story.id] not in mishaps:
            yield story, record


def wikinews(place: Path) -> list[Story]:
    """Articles by year and number in the file."""
    csv.field_size_limit(sys.maxsize)
    found = []
    for path in sorted((place / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            for number, row in enumerate(csv.DictReader(rows)):
                name = f"{path.stem}-{number:03}"
                found.append(
                    Story(id=name, text=headed(row["title"], row["text"]), title=row["title"], published=row["date"])
                )
    return found


def communiques(place: Path) -> list[Story]:
    """Releases by their number in the file: their own names repeat."""
    return [
        Story(id=f"isaf-{number:03}", text=one["text"], published=isaf.published(one["text"]))
        for number, one in enumerate(data.lines(place / "releases.jsonl"))
    ]


def shootings(place: Path) -> list[Story]:
    """One article an incident, the first."""
    found: dict[str, Story] = {}
    for one in data.lines(place / "articles.jsonl"):
        if one["text"].strip() and one["incident_id"] not in found:
            text = headed(one["title"], one["text"])
            found[one["incident_id"]] = Story(id=one["doc_id"], text=text, title=one["title"], published=one["dct"])
    return list(found.values())


def police(place: Path) -> list[Story]:
    """Articles of one Indian newspaper on Gujarat in 2002."""
    return [replace(one.story, id=f"police-{one.story.id}") for one in labelled.articles(place)]


CORPORA: dict[str, tuple[str, Callable[[Path], list[Story]]]] = {
    "wikinews": ("wikinews_2019_2020", wikinews),
    "isaf": ("isaf_press_releases", communiques),
    "shootings": ("gva_violent_corpus", shootings),
    "police": ("india_police_events", police),
}


def _text(place: Path) -> Callable[[Story], str]:  # noqa: ARG001 - as the others
    return lambda story: story.text


def _number(place: Path) -> Callable[[Story], str]:  # noqa: ARG001 - as the others
    return lambda story: story.id.removeprefix("police-")


def _record(place: Path) -> Callable[[Story], str]:
    incident = incident_of(place)
    return lambda story: incident[story.id]


HALVES = {"isaf": _text, "shootings": _record, "police": _number}
"""By what each set is halved."""
