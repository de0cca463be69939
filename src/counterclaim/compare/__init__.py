"""Compares the ledger with a table of events that others coded: what both have, how they differ, what each lacks.

table | rows -> events |                 matched | differences with reasons | CSV, HTML
ledger | incidents of its days -> sides |
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from counterclaim.compare.match import Matched, Pair, Side, Windows, match, side_of
from counterclaim.compare.reasons import difference, reason
from counterclaim.compare.rows import Event, read_table
from counterclaim.ledger.whole import Depth
from counterclaim.records.query import Query

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger

__all__ = ["Comparison", "Pair", "Windows", "compare", "difference", "reason"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of it. `rows` and `incidents` are those in both's days (and countries) and so could be matched.

    `faults` are rows that could not be read; `undated` incidents that have no day.
    """

    shape: str
    rule: str
    rows: int
    incidents: int
    matched: Matched
    faults: tuple[str, ...]
    undated: int

    @property
    def recall(self) -> float | None:
        """Share of the rows that the ledger has."""
        return None if not self.rows else 1 - len(self.matched.only_rows) / self.rows

    @property
    def precision(self) -> float | None:
        """Share of the ledger's incidents that the table has."""
        return None if not self.incidents else 1 - len(self.matched.only_ledger) / self.incidents

    @property
    def first_pairs(self) -> list[Pair]:
        """Pairs one to one."""
        return [pair for pair in self.matched.pairs if pair.first]

    def summary(self) -> list[str]:
        """The figures in lines for people."""
        first = self.first_pairs
        same = sum(difference(pair) == 0 for pair in first)
        inside = sum(_inside(pair) for pair in first)
        apart = sum(abs(difference(pair)) for pair in first)
        total = sum(pair.event.killed[1] for pair in first), sum(pair.side.killed or 0 for pair in first)
        lines = [
            f"table: {self.rows} rows in the shape of {self.shape.upper()}; ledger: {self.incidents} incidents, "
            f"rule book {self.rule}",
            f"pairs: {len(first)} one to one, {len(self.matched.pairs) - len(first)} more as parts of those",
            f"recall {_share(self.recall)} of the rows, precision {_share(self.precision)} of the incidents",
        ]
        if first:
            lines.append(
                f"killed: {same} of {len(first)} equal, {inside} within the table's bounds; sums {total[0]} in the "
                f"table, {total[1]} in the ledger; mean difference {apart / len(first):.1f}"
            )
        whys = Counter(_kind(reason(pair, self.rule)) for pair in first if difference(pair))
        lines += [f"  {count} x {why}" for why, count in whys.most_common()]
        lines.append(f"only in the table: {len(self.matched.only_rows)}; only here: {len(self.matched.only_ledger)}")
        return lines


def compare(
    ledger: Ledger,
    table: str | Path,
    query: Query | None = None,
    rule: str | None = None,
    windows: Windows | None = None,
) -> Comparison:
    """Match a table with the incidents of a query in the table's days; raises SourceError for no such table.

    Rows outside the query's days and countries are no loss of recall and are left aside.
    """
    shape, events, faults = read_table(table)
    asked = query or Query()
    events = [event for event in events if _asked(event, asked)]
    book = rule or ("acled" if shape == "acled" else "ucdp")
    if events:
        asked = replace(
            asked,
            since=max(filter(None, (asked.since, min(event.days[0] for event in events).isoformat()))),
            until=min(filter(None, (asked.until, max(event.days[1] for event in events).isoformat()))),
        )
    countries = {event.country for event in events if event.country}
    sides: list[Side] = []
    undated = 0
    for whole in ledger.whole(asked, Depth(rule=book)):
        side = side_of(whole.incident)
        undated += side is None
        if side and (not countries or whole.incident.where.country in {*countries, None}):
            sides.append(side)
    counted = [side for side in sides if shape == "acled" or side.killed]
    matched = match(events, counted, windows or Windows())
    return Comparison(shape, book, len(events), len(counted), matched, tuple(faults), undated)


def _asked(event: Event, query: Query) -> bool:
    if query.since and event.days[1].isoformat() < query.since:
        return False
    if query.until and event.days[0].isoformat() > query.until:
        return False
    return not query.country or event.country in query.country


def _inside(pair: Pair) -> bool:
    return pair.event.killed[0] <= (pair.side.killed or 0) <= pair.event.killed[2]


def _kind(why: str) -> str:
    """A reason without its numbers and names, to count reasons by."""
    heads = {"no report here tells": "no report here tells that number", "within the": "within the other's bounds"}
    for start, kind in heads.items():
        if why.startswith(start) and "anybody" not in why:
            return kind
    if " but " in why:
        return f"told by a source, but {why.split(' but ', 1)[1].partition(':')[0]}"
    return "told by a source as a part or a bound" if "is told" in why else why


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
