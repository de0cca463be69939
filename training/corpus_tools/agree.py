"""How far two annotations of the same texts agree: a table of fields, by the measures that the reader is held to."""

from __future__ import annotations

from pathlib import Path

from evaluation.sets.corpus_compare import Comparison

from counterclaim.records.shape import Shape
from training.corpus_tools import convert
from training.corpus_tools.format import NONE, families, read_family, read_report, reports
from training.corpus_tools.marks import FormatError

SPANS = ("source exact", "source token", "cue exact", "cue token", "content exact", "content token")
F1 = (
    *("statements overlap", "statements exact", "statements with holder and stance", *SPANS, "answers", "about"),
    *("incidents", "participants", "toll", "toll number", "claims", "disputes"),
)
LABELS = (*("holder", "stance", "factuality", "status", "event plover", "event mode", "event acled", "event sub"),)
SHARES = ("background kept apart", "none where none", "country", "place 25 km", "time overlap", "day")


def page(first: Path, second: Path) -> str:
    """The table as Markdown, with what could not be compared below it."""
    compared, passed = compare(first, second)
    lines = [f"{compared.reports} reports", "", "| field | agreement | kappa | n |", "|---|---|---|---|"]
    figures = compared.scores()
    for name in F1:
        if name in compared.tallies:
            lines.append(f"| {name} | F1 {figures[f'{name} F1']:.3f} | | {compared.asked(name):.0f} |")
    for name in (*LABELS, *SHARES):
        if name in figures:
            kappa = compared.kappa(name)
            shown = "" if kappa is None else f"{kappa:.3f}"
            lines.append(f"| {name} | {figures[name]:.3f} | {shown} | {compared.asked(name):.0f} |")
    return "\n".join([*lines, *(f"\n{line}" for line in passed)])


def compare(first: Path, second: Path) -> tuple[Comparison, list[str]]:
    """The reports that both folders have, by their ids; and why others were passed over."""
    passed: list[str] = []
    mine, theirs = (_shapes(root, passed) for root in (first, second))
    compared = Comparison()
    for name in sorted(mine.keys() & theirs.keys()):
        if mine[name]["report"]["text"] == theirs[name]["report"]["text"]:
            compared.add(mine[name], theirs[name])
        else:
            passed.append(f"{name}: the two texts differ")
    return compared, passed


def _shapes(root: Path, passed: list[str]) -> dict[str, Shape]:
    """Each report's object by its id; what is wrong with the others is added to `passed`."""
    found: dict[str, Shape] = {}
    for folder in [*families(root), *([root / NONE] if (root / NONE).is_dir() else [])]:
        for path in reports(folder):
            try:
                family = None if folder.name == NONE else read_family(folder)
                shape = convert.to_json(read_report(path), family)
                found[shape["report"]["id"]] = shape
            except (FormatError, KeyError) as error:
                passed.append(f"{root.name}/{folder.name}/{path.name}: {error}")
    return found
