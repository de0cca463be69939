"""The project's own families to incidents: reports that tell of one incident in voices that contradict each other.

A report's gold is the incident that its standing account tells, as far as that is one which the annotation has (a
report that tells two is not wrong for which comes first), else the first main account of the annotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.corpus_tools import convert
from training.corpus_tools.format import Family, Written, families, part_of, read_family, read_report, reports

from counterclaim.records.account import Coding
from counterclaim.records.shape import as_json
from evaluation import fusion
from evaluation.run import Run, Scores
from evaluation.sets.corpus_align import pairs
from evaluation.sets.corpus_written import PARTS

Labelled = tuple[str, fusion.Telling, list[str | None]]
"""Family, telling, and the incident that each of its accounts tells."""


def written(corpus: Path, part: str) -> Iterator[tuple[Family, Written]]:
    """The reports of one part that tell an incident."""
    for folder in families(corpus):
        family = read_family(folder)
        for path in reports(folder):
            if part_of(path) == part:
                yield family, read_report(path)


def annotated(corpus: Path, part: str) -> Iterator[Labelled]:
    """Reports with the accounts that a careful person coded."""
    for family, one in written(corpus, part):
        incidents: list[str | None] = [f"{family.slug}/{head.incident}" for head in one.accounts]
        if incidents:
            coding = convert.to_coding(one, family)
            yield family.slug, fusion.Telling(convert.to_report(one), coding, first(coding, incidents) or ""), incidents


def labelled(corpus: Path, part: str) -> Iterator[Labelled]:
    """Reports as the product reads them, each account with the incident of the annotated one that it pairs with."""
    from counterclaim.reader import Reader  # noqa: PLC0415 - a scorer's own tests need no product

    reader = Reader()
    for (slug, truth, incidents), (_, one) in zip(
        annotated(corpus, part), (each for each in written(corpus, part) if each[1].accounts), strict=True
    ):
        coding = reader.code(truth.report).coding
        told = matched(truth, incidents, coding)
        gold = first(coding, told) or truth.gold
        yield slug, fusion.Telling(convert.to_report(one), coding, gold), told


def matched(truth: fusion.Telling, incidents: list[str | None], coding: Coding) -> list[str | None]:
    """The incident of each account, None where it pairs with none; a lone main account is the report's first."""
    shapes = [as_json(truth.report, each, None, convert.READER) for each in (truth.coding, coding)]
    paired = {found: right for right, found in pairs(*shapes).accounts}
    told = [incidents[paired[n]] if n in paired else None for n in range(len(coding.accounts))]
    stands = standing(coding)
    if stands is not None and told[stands] is None and truth.gold not in told:
        told[stands] = truth.gold
    return told


def standing(coding: Coding) -> int | None:
    """The account that stands for its report: the first main one, else the first."""
    news = [n for n, account in enumerate(coding.accounts) if account.status == "main"]
    return (news or [0])[0] if coding.accounts else None


def first(coding: Coding, incidents: list[str | None]) -> str | None:
    """The incident that the standing account tells."""
    stands = standing(coding)
    return None if stands is None else incidents[stands]


def score(data: Path, run: Run) -> Scores:
    """B-cubed and pairs as read, and B-cubed of the annotated accounts: fusing where reading makes no mistake."""
    part = PARTS[run.part]
    read = fusion.figures(fusion.prepare(telling for _, telling, _ in labelled(data, part)))
    right = fusion.figures(fusion.prepare(telling for _, telling, _ in annotated(data, part)))
    return read | {"B3 F1 of annotated accounts": right["B3 F1"]}
