"""The model alone beside the rules alone, on the same reports: both halves of each dev split, and the whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluation.measure import Tally
from evaluation.sets import muc4

from training.model.gold import Case, Found

Tallies = dict[tuple[str, str, str], Tally]
"""By set, kind (or `all`) and half (a, b or whole)."""


def tallies(found: Iterable[tuple[Case, Found]]) -> Tallies:
    """Counts over pairs of a case and what one reader found on it."""
    table: Tallies = {}
    for case, spans in found:
        for kind, gold in case.gold.items():
            for name in (kind, "all"):
                for part in (case.half, "whole"):
                    _count(table.setdefault((case.set, name, part), Tally()), case.set, gold, spans[kind])
    return table


def _count(tally: Tally, of: str, gold: Sequence[frozenset[str]], found: Sequence[frozenset[str]]) -> None:
    if of == "muc4":
        tally.right += muc4.fitting(list(gold), list(found))
        tally.gold += len(gold)
        tally.found += len(found)
    else:
        tally.add(gold, found)


def table(readers: dict[str, Tallies]) -> str:
    """A line of a Markdown table a set and kind: F1 by half and whole, and precision and recall of the whole."""
    heads = [f"{name}: a | b | whole | P | R" for name in readers]
    rows = [f"| set | kind | {' | '.join(heads)} |", "|---|---|" + "---|" * 5 * len(readers)]
    keys = dict.fromkeys((of, kind) for counted in readers.values() for of, kind, _ in counted)
    for of, kind in keys:
        if (of, kind) == ("polnear", "all"):
            continue
        cells = []
        for counted in readers.values():
            parts = [counted.get((of, kind, part), Tally()) for part in ("a", "b", "whole")]
            cells += [f"{one.f1:.3f}" for one in parts] + [f"{parts[-1].precision:.3f}", f"{parts[-1].recall:.3f}"]
        rows.append(f"| {of} | {kind} | {' | '.join(cells)} |")
    return "\n".join(rows)
