"""Figures for a page: a short word for each harm, the matrix of who counts whom, the history as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from counterclaim.records.incident import Figure, Incident, Step, Tally
from counterclaim.records.reading import Quantity

WIDE, HIGH = 680.0, 240.0
_EPOCH = datetime(1970, 1, 1)
_LINES = 4
_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 16.0, 14.0, 34.0


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One harm done to one side; `cells` are by holder in the order of the matrix's, the newest figure first."""

    harm: str
    of: str | None
    cells: tuple[tuple[Step, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who counts whom: a column a holder, a row a harm and a side."""

    holders: tuple[str | None, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on the chart: middle and bounds in its units, `holder` an index of the chart's holders."""

    x: float
    y: float
    top: float
    bottom: float
    holder: int
    open: bool
    figure: Figure


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures of one harm by publication; `line` is the ledger's best figure as it stood, `ticks` (position, text)."""

    harm: str
    holders: tuple[str | None, ...]
    points: tuple[Point, ...]
    line: tuple[tuple[float, float], ...]
    days: tuple[tuple[float, str], ...]
    counts: tuple[tuple[float, str], ...]


def short(quantity: Quantity) -> str:
    """A count for a card: `3`, `2–22`, `8+`, `≤30`, `~12`."""
    low, best, high = quantity.low, quantity.best, quantity.high
    if low is not None and low == high:
        return f"~{low}" if quantity.hedged else f"{low}"
    if low is not None and high is not None:
        return f"{low}–{high}"
    if low is not None:
        return f"{low}+"
    if high is not None:
        return f"≤{high}"
    return f"~{best}" if best is not None else "some"


def matrix(incident: Incident, order: Sequence[str] = ()) -> Matrix:
    """The matrix of all figures, also those that were replaced; holders stand as in `order`, others after them."""
    found: dict[tuple[str, str | None], dict[str | None, list[Step]]] = {}
    for tally in incident.toll:
        for step in tally.steps:
            found.setdefault((tally.harm, step.figure.of), {}).setdefault(step.figure.holder, []).append(step)
    place = {holder: n for n, holder in enumerate(order)}
    told = {holder for row in found.values() for holder in row}
    holders = sorted(told, key=lambda holder: (place.get(holder or "unnamed", len(place)), _last(holder)))
    rows = [
        MatrixRow(harm, of, tuple(_newest(cells.get(holder, [])) for holder in holders))
        for (harm, of), cells in found.items()
    ]
    return Matrix(tuple(holders), tuple(rows))


def chart(tally: Tally, stood: Sequence[tuple[str, int]]) -> Chart | None:
    """Figures of one harm over time; `stood` is the best figure by day. None where there is nothing to compare."""
    figures = [step.figure for step in tally.steps if step.figure.published]
    if len(figures) < 2:
        return None
    times = [_time(figure.published or "") for figure in figures]
    most = max((*(_top(figure.quantity) for figure in figures), *(count for _, count in stood), 1))
    scale = _Scale(min(times), max(times), most)
    holders = tuple(sorted({figure.holder for figure in figures}, key=_last))
    points = tuple(
        Point(
            scale.x(time),
            scale.y(_best(figure.quantity)),
            scale.y(_top(figure.quantity)),
            scale.y(figure.quantity.low or 0),
            holders.index(figure.holder),
            figure.quantity.high is None,
            figure,
        )
        for time, figure in zip(times, figures, strict=True)
    )
    line = tuple((scale.x(min(max(_time(day), scale.first), scale.last)), scale.y(count)) for day, count in stood)
    return Chart(tally.harm, holders, points, line, scale.days(), scale.counts())


@dataclass(frozen=True, slots=True)
class _Scale:
    first: float
    last: float
    most: int

    def x(self, time: float) -> float:
        part = 0.5 if self.last == self.first else (time - self.first) / (self.last - self.first)
        return round(_LEFT + part * (WIDE - _LEFT - _RIGHT), 1)

    def y(self, count: int) -> float:
        return round(HIGH - _BOTTOM - count / self.highest * (HIGH - _BOTTOM - _TOP), 1)

    @property
    def step(self) -> int:
        """Between lines, a round number."""
        return next(size for power in range(9) for n in (1, 2, 5) if (size := n * int(10**power)) * _LINES >= self.most)

    @property
    def highest(self) -> int:
        """The line at or above the highest figure."""
        return -(-self.most // self.step) * self.step

    def days(self) -> tuple[tuple[float, str], ...]:
        steps = 1 if self.last == self.first else 4
        found: dict[str, float] = {}
        for n in range(steps + (steps > 1)):
            time = self.first + (self.last - self.first) * n / max(1, steps)
            found.setdefault((_EPOCH + timedelta(seconds=time)).date().isoformat(), self.x(time))
        return tuple((x, day) for day, x in found.items())

    def counts(self) -> tuple[tuple[float, str], ...]:
        return tuple((self.y(count), f"{count:,}") for count in range(0, self.highest + 1, self.step))


def _time(text: str) -> float:
    return (datetime.fromisoformat(text[:16]).replace(tzinfo=None) - _EPOCH).total_seconds()


def _top(quantity: Quantity) -> int:
    return max(value or 0 for value in quantity[:3])


def _best(quantity: Quantity) -> int:
    told = (quantity.best, quantity.low, quantity.high)
    return next((value for value in told if value is not None), 0)


def _newest(steps: list[Step]) -> tuple[Step, ...]:
    return tuple(sorted(steps, key=lambda step: step.figure.published or "", reverse=True))


def _last(holder: str | None) -> tuple[bool, str]:
    return holder is None or holder == "report", holder or ""
