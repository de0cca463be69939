"""A comparison as a CSV table and as one HTML page with a map of what each side lacks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html import escape

from counterclaim.compare import Comparison, difference, reason
from counterclaim.compare.match import Pair, Side
from counterclaim.compare.rows import Event

COLUMNS = (
    *("found", "row", "incident", "score", "days_apart", "km_apart", "row_day", "incident_day", "row_place"),
    *("incident_place", "row_killed", "incident_killed", "difference", "reason", "row_sides", "told"),
)
_WIDTH, _HEIGHT, _EDGE = 900, 450, 40
_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1c1917;background:#fff}
table{border-collapse:collapse;width:100%;font-size:13px}th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;
border-bottom:1px solid #d6d3d1}th{border-bottom:2px solid #1c1917}td.n{text-align:right}svg{width:100%;height:auto;
border:1px solid #d6d3d1}.row{fill:#9a3412}.here{fill:#1d4ed8}.both{fill:#a8a29e}text{font-size:11px;fill:#57534e}
"""


def table(made: Comparison) -> Iterator[bytes]:
    """All pairs, then what only the table has, then what only the ledger has."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows(made):
        writer.writerow(row)
        yield buffer.getvalue().encode("utf-8", "replace")
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode("utf-8", "replace")


def rows(made: Comparison) -> Iterator[dict[str, object]]:
    """One dict a row of the table; `found` is pair | part | only in the table | only in the ledger."""
    for pair in made.matched.pairs:
        yield {
            "found": "pair" if pair.first else "part",
            **_event(pair.event),
            **_side(pair.side),
            "score": f"{pair.score:.2f}",
            "days_apart": pair.days_apart,
            "km_apart": "" if pair.km is None else f"{pair.km:.1f}",
            "difference": difference(pair),
            "reason": reason(pair, made.rule),
        }
    yield from ({"found": "only in the table", **_event(event)} for event in made.matched.only_rows)
    yield from ({"found": "only in the ledger", **_side(side)} for side in made.matched.only_ledger)


def page(made: Comparison) -> str:
    """One page that needs nothing else: figures, map, differing tolls, and what each side lacks."""
    lacking = [row for row in rows(made) if row["found"] in {"only in the table", "only in the ledger"}]
    differing = [row for row in rows(made) if row["found"] == "pair" and row["difference"]]
    body = "".join(f"<p>{escape(line)}</p>" for line in made.summary())
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Comparison</title>"
        f"<style>{_STYLE}</style><h1>The ledger beside a table of {made.shape.upper()}'s shape</h1>{body}"
        f"<h2>What each side lacks</h2>{_map(made)}"
        f"{_html(lacking, ('found', 'row_day', 'row_place', 'row_killed', 'incident_day', 'incident_place', 'told'))}"
        "<h2>Pairs whose tolls differ</h2>"
        f"{_html(differing, ('row', 'incident', 'row_killed', 'incident_killed', 'difference', 'reason', 'told'))}"
        "</html>"
    )


def _event(event: Event) -> dict[str, object]:
    return {
        "row": event.id,
        "row_day": event.days[0].isoformat(),
        "row_place": event.place,
        "row_killed": event.killed[1],
        "row_sides": "; ".join(event.sides),
        "told": event.note[:200],
    }


def _side(side: Side) -> dict[str, object]:
    return {
        "incident": side.incident.id,
        "incident_day": side.days[0].isoformat(),
        "incident_place": side.incident.where.name or side.incident.where.country or "",
        "incident_killed": "" if side.killed is None else side.killed,
        "told": side.incident.headline,
    }


def _html(found: list[dict[str, object]], columns: tuple[str, ...]) -> str:
    if not found:
        return "<p>None.</p>"
    head = "".join(f"<th>{name.replace('_', ' ')}</th>" for name in columns)
    lines = [
        "<tr>"
        + "".join(
            f"<td{' class=n' if isinstance(row.get(name), int) else ''}>{escape(str(row.get(name, '')))}</td>"
            for name in columns
        )
        + "</tr>"
        for row in found
    ]
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def _map(made: Comparison) -> str:
    """Points of what only one side has, over those of both, in plain degrees."""
    points = [("both", *_at(pair), pair.event.place) for pair in made.matched.pairs if pair.first]
    points += [("row", event.lon, event.lat, event.place) for event in made.matched.only_rows]
    points += [
        ("here", s.incident.where.lon, s.incident.where.lat, s.incident.headline) for s in made.matched.only_ledger
    ]
    placed = [(kind, lon, lat, name) for kind, lon, lat, name in points if lon is not None and lat is not None]
    if not placed:
        return "<p>Nothing has coordinates.</p>"
    west, east = min(p[1] for p in placed), max(p[1] for p in placed)
    south, north = min(p[2] for p in placed), max(p[2] for p in placed)
    wide, high = max(east - west, 0.5), max(north - south, 0.5)

    def spot(lon: float, lat: float) -> tuple[float, float]:
        x = _EDGE + (lon - west) / wide * (_WIDTH - 2 * _EDGE)
        return x, _HEIGHT - _EDGE - (lat - south) / high * (_HEIGHT - 2 * _EDGE)

    dots = []
    for kind, lon, lat, name in placed:
        x, y = spot(lon, lat)
        dots.append(f"<circle class={kind} cx={x:.1f} cy={y:.1f} r=4><title>{escape(name)}</title></circle>")
    corners = [(west, south), (east, north)]
    labels = [f"<text x={spot(*c)[0]:.0f} y={spot(*c)[1] + 18:.0f}>{c[1]:.2f}, {c[0]:.2f}</text>" for c in corners]
    key = "red: only in the table; blue: only in the ledger; grey: both"
    return (
        f"<svg viewBox='0 0 {_WIDTH} {_HEIGHT}' role=img><title>{key}</title>{''.join(dots + labels)}</svg><p>{key}</p>"
    )


def _at(pair: Pair) -> tuple[float | None, float | None]:
    return pair.event.lon, pair.event.lat
