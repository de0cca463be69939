"""Accounts of real reports marked by hand, by where their triggers begin: which incident each tells, and as what.

`marked-incidents.csv`: a row an account of the marked tables (`marked-*.md`). `incident` is the same for accounts of
one incident within a report, empty where the mark does not tell which; `standing` is main, background or none, empty
for a second account of what is told already.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evaluation import corpora
from evaluation.catalogue import REPOSITORY
from evaluation.run import Story

FILE = REPOSITORY / "evaluation" / "marked-incidents.csv"


class Marked(NamedTuple):
    """One account."""

    incident: str
    standing: str
    starts: frozenset[int]


def known(file: Path = FILE) -> dict[str, list[Marked]]:
    """Of each marked report its accounts."""
    found: dict[str, list[Marked]] = defaultdict(list)
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            starts = frozenset(int(start) for start in row["triggers"].split())
            found[row["report"]].append(Marked(row["incident"], row["standing"], starts))
    return found


def stories(folder: Path) -> Iterator[tuple[Story, list[Marked]]]:
    """The marked reports with their accounts."""
    marked = known()
    for name in corpora.CORPORA:
        yield from ((story, marked[story.id]) for story in corpora.stories(name, folder) if story.id in marked)
