"""Counts what was done, for a line on the screen and for Prometheus."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path


class Tally:
    """`looks` and `articles` by what came of them, `reports` by what the ledger said to them."""

    def __init__(self) -> None:
        self.told: Counter[tuple[str, str]] = Counter()

    def count(self, what: str, outcome: str) -> None:
        """One more."""
        self.told[what, outcome] += 1

    def add(self, outcomes: Iterable[str]) -> None:
        """So many reports, each as the ledger took it."""
        for each in outcomes:
            self.told["reports", each] += 1

    def line(self) -> str:
        """What was done, in words."""
        parts = []
        for what in ("looks", "articles", "reports"):
            told = ", ".join(f"{many} {outcome}" for (name, outcome), many in sorted(self.told.items()) if name == what)
            parts.append(f"{what}: {told or 'none'}")
        return "; ".join(parts)

    def prometheus(self, held: Mapping[str, Mapping[str, int]], sources: Mapping[str, int], at: float) -> str:
        """The text that Prometheus reads: `held` are articles by source and state, `sources` how many by state."""
        lines = []
        for what in ("looks", "articles", "reports"):
            lines.append(f"# TYPE counterclaim_{what}_total counter")
            for (name, outcome), many in sorted(self.told.items()):
                if name == what:
                    lines.append(f'counterclaim_{what}_total{{outcome="{outcome}"}} {many}')
        lines.append("# TYPE counterclaim_sources gauge")
        lines += [f'counterclaim_sources{{state="{state}"}} {many}' for state, many in sorted(sources.items())]
        states: Counter[str] = Counter()
        for each in held.values():
            states.update(each)
        lines.append("# TYPE counterclaim_held_articles gauge")
        lines += [f'counterclaim_held_articles{{state="{state}"}} {many}' for state, many in sorted(states.items())]
        lines += ["# TYPE counterclaim_last_turn_seconds gauge", f"counterclaim_last_turn_seconds {at:.0f}"]
        return "\n".join(lines) + "\n"


def write_whole(place: Path, text: str) -> None:
    """Write a file whole or not at all: others read it at any time."""
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(place)
