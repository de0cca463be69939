"""Reports to read without a key: Wikinews articles and military communiques."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from evaluation import data
from evaluation.run import Story, headed
from evaluation.sets import isaf

WIKINEWS, COMMUNIQUES = "wikinews_2019_2020", "isaf_press_releases"


def stories(corpus: str, folder: Path) -> list[Story]:
    """Every report of `wikinews` or `isaf`; none where the set is not there."""
    place = data.locate({"wikinews": WIKINEWS, "isaf": COMMUNIQUES}[corpus], folder)
    if place is None:
        return []
    return wikinews(place) if corpus == "wikinews" else communiques(place)


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
