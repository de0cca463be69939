"""Floors under the figures: a figure may not fall below its own, and a floor is only ever raised."""

from __future__ import annotations

import json
import math
from pathlib import Path

from evaluation.run import Scores

FILE = Path(__file__).with_name("floors.json")
STEP = 1000
HALVES = (" P", " R", ".precision", ".recall")
"""Figures that may be traded for each other: their F1 has the floor."""
Floors = dict[str, dict[str, float]]


def load(path: Path = FILE) -> Floors:
    """Set name to figure to floor."""
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def broken(floors: Floors, results: dict[str, Scores]) -> list[str]:
    """One line for each figure that fell below its floor, or that is no longer measured at all."""
    lines = []
    for name, scores in sorted(results.items()):
        for figure, floor in sorted(floors.get(name, {}).items()):
            value = scores.get(figure)
            if value is None:
                lines.append(f"{name}: {figure} has a floor of {floor:.3f} and was not measured")
            elif value < floor:
                lines.append(f"{name}: {figure} is {value:.4f}, below its floor of {floor:.3f}")
    return lines


def raised(floors: Floors, results: dict[str, Scores]) -> Floors:
    """The floors pulled up to the figures, rounded down to a thousandth; none comes down."""
    higher = {name: dict(figures) for name, figures in floors.items()}
    for name, scores in results.items():
        known = higher.setdefault(name, {})
        for figure, value in scores.items():
            if not figure.startswith("n ") and not figure.endswith(HALVES):
                known[figure] = max(known.get(figure, 0.0), math.floor(value * STEP) / STEP)
    return higher


def save(floors: Floors, path: Path = FILE) -> None:
    """Sorted, so that a change shows as the lines that changed."""
    path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")
