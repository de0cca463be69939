"""Puts the ledger's figures into RESULTS.md and draws them: milliseconds against accounts, both scales by tens."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

PAGE = Path(__file__).with_name("RESULTS.md")
PLOT = Path(__file__).with_name("ledger.svg")
TITLE = "# The ledger as it grows"
_HEAD = """{title}

By `python -m benchmarks.ledger`: reports of the corpus with other days, places, actors and words, ten years of them,
filled in and rebuilt as `restore` does; then reports of the next days added one by one (their reading not counted) and
pages of fifty by random filters. "Processor" is the process's own time, not that of PostgreSQL, which ran on the same
core. Wanted at 1,000,000 accounts: adding under 60 ms and a page under 80 ms at p95, memory under 600 MB.
{note}

![Milliseconds against accounts](ledger.svg)

{table}
"""
_WIDTH, _HEIGHT, _LEFT, _FOOT = 640, 360, 60, 40
_LINES = (("add_cpu_p95_ms", "adding, processor p95", "#b03a2e"), ("page_cpu_p95_ms", "page, processor p95", "#1f618d"))


def keep(rows: list[dict[str, Any]], told: str, note: str = "") -> None:
    """Write the section, in place of an older one, and its picture."""
    before = PAGE.read_text(encoding="utf-8").partition(f"\n{TITLE}")[0]
    PAGE.write_text(f"{before}\n{_HEAD.format(title=TITLE, note=note, table=told)}", encoding="utf-8")
    PLOT.write_text(plot(rows), encoding="utf-8")


def section() -> str:
    """What follows the page's first section as it stands, for whoever writes that one."""
    _, mark, rest = PAGE.read_text(encoding="utf-8").partition("\n# ")
    return mark + rest


def plot(rows: list[dict[str, Any]]) -> str:
    """An SVG: a line for each engine and figure."""
    drawn = [f'<text x="{_LEFT}" y="14">milliseconds (p95) against accounts</text>']
    for power in range(3, 7):
        drawn.append(f'<text x="{_x(10**power):.0f}" y="{_HEIGHT - 12}" text-anchor="middle">{10**power:,}</text>')
    for value in (1, 10, 100, 1000):
        drawn.append(f'<path d="M{_LEFT} {_y(value):.0f}H{_WIDTH - 10}" stroke="#ccc"/>')
        drawn.append(f'<text x="{_LEFT - 6}" y="{_y(value) + 4:.0f}" text-anchor="end">{value}</text>')
    for n, (name, said, colour) in enumerate(_LINES):
        for engine, dash in (("sqlite", ""), ("postgresql", ' stroke-dasharray="6 4"')):
            points = [(row["accounts"], row[name]) for row in rows if row["engine"] == engine]
            path = " ".join(f"{_x(many):.0f},{_y(ms):.0f}" for many, ms in sorted(points))
            drawn.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        drawn.append(f'<text x="{_LEFT + 10}" y="{34 + 16 * n}" fill="{colour}">{said} (dashed: PostgreSQL)</text>')
    body = "\n".join(drawn)
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">\n{body}\n</svg>\n'


def _x(accounts: float) -> float:
    return _LEFT + 20 + (_WIDTH - _LEFT - 60) * (math.log10(accounts) - 3) / 3


def _y(milliseconds: float) -> float:
    return _HEIGHT - _FOOT - (_HEIGHT - _FOOT - 30) * math.log10(max(1.0, milliseconds)) / 3
