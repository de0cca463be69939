"""The figures as a table: for the terminal, and as the committed page."""

from __future__ import annotations

from pathlib import Path

from evaluation.catalogue import SETS, Entry
from evaluation.run import Scores

PAGE = Path(__file__).with_name("RESULTS.md")
HEAD = """# Results

Figures of the reader on public sets, by `make eval`; [README.md](README.md) tells what each asks.
Every set is cut in two: mistakes are only ever looked at in one part, and the figures are of the other.
The sets are not part of this repository.
"""


def shown(figure: str, value: float) -> str:
    """Counts as whole numbers, shares with three digits."""
    return f"{value:.0f}" if figure.startswith("n ") and value == int(value) else f"{value:.3f}"


def table(name: str, scores: Scores) -> str:
    """One set for the terminal."""
    width = max(map(len, scores), default=0)
    return "\n".join([name, *(f"  {figure:<{width}}  {shown(figure, value)}" for figure, value in scores.items())])


def page(results: dict[str, Scores], date: str | None, floors: dict[str, dict[str, float]]) -> str:
    """The whole page, sets and figures in the order of their names."""
    parts = [HEAD] + ([f"Measured on {date}.\n"] if date else [])
    for entry in sorted(SETS, key=lambda one: one.name):
        if entry.name in results:
            parts.append(_section(entry, results[entry.name], floors.get(entry.name, {})))
    return "\n".join(parts)


def _section(entry: Entry, scores: Scores, floors: dict[str, float]) -> str:
    counted = sorted((figure, value) for figure, value in scores.items() if figure.startswith("n "))
    counts = ", ".join(f"{figure[2:]}: {shown(figure, value)}" for figure, value in counted)
    lines = [f"## {entry.name}", "", f"Looked at: {entry.tuned}. Reported: {entry.reported}. {counts}".rstrip(), ""]
    lines += ["| figure | value | floor |", "|---|---|---|"]
    for figure, value in sorted(scores.items()):
        if not figure.startswith("n "):
            floor = f"{floors[figure]:.3f}" if figure in floors else ""
            lines.append(f"| {figure} | {shown(figure, value)} | {floor} |")
    return "\n".join(lines) + "\n"
