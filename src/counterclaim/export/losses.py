"""Counts what an export could not hold, so that whoever uses it knows what is missing and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

_EXAMPLES = 5


@dataclass(slots=True)
class Losses:
    """The report beside an export: incidents read and left out (with the reason), rows, values that were lost."""

    incidents: int = 0
    rows: int = 0
    withheld: int = 0
    out: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    _examples: dict[str, list[str]] = field(default_factory=dict)

    def leave_out(self, incident: str, why: str) -> None:
        """An incident that the format cannot hold at all."""
        self.out[why] += 1
        self._example(why, incident)

    def lose(self, incident: str, what: str) -> None:
        """A value of an incident that the format has no place for."""
        self.lost[what] += 1
        self._example(what, incident)

    def as_json(self) -> dict[str, Any]:
        """The report's counts, the most frequent first, each with ids of some incidents that it befell."""
        return {
            "incidents": self.incidents,
            "rows": self.rows,
            "names_withheld": self.withheld,
            "left_out": self._counted(self.out),
            "lost": self._counted(self.lost),
        }

    def line(self) -> str:
        """The report in one line, for a terminal."""
        left = ", ".join(f"{count} {why}" for why, count in self.out.most_common())
        told = f"{self.incidents} incidents, {self.rows} rows"
        told += f"; left out: {left}" if left else ""
        return f"{told}; {len(self.lost)} kinds of value lost" if self.lost else told

    def _example(self, what: str, incident: str) -> None:
        known = self._examples.setdefault(what, [])
        if len(known) < _EXAMPLES and incident not in known:
            known.append(incident)

    def _counted(self, counts: Counter[str]) -> list[dict[str, Any]]:
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [{"what": what, "count": count, "incidents": self._examples[what]} for what, count in ranked]
