"""Outlines of countries from the package's own file (Natural Earth's, as TopoJSON), unrolled over the date line."""

from __future__ import annotations

import json
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

Point = tuple[float, float]
VENDOR = Path(__file__).parents[1] / "web" / "static" / "vendor"


class Country(NamedTuple):
    """One ring of a country: its name, its points (longitude, latitude), and the box around them."""

    name: str
    ring: tuple[Point, ...]
    west: float
    south: float
    east: float
    north: float


@cache
def rings() -> tuple[Country, ...]:
    """Every ring of every country; none where the package was not built with its libraries."""
    file = VENDOR / "countries.json"
    if not file.is_file():
        return ()
    told = json.loads(file.read_text(encoding="utf-8"))
    arcs = [_line(arc, told["transform"]) for arc in told["arcs"]]
    return tuple(
        _country(each["properties"]["name"], _unrolled(_ring(parts, arcs)))
        for each in told["objects"]["countries"]["geometries"]
        for polygon in ([each["arcs"]] if each["type"] == "Polygon" else each.get("arcs", ()))
        for parts in polygon
    )


def _line(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    xs, ys = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
    return [(x * wide + left, y * high + low) for x, y in zip(xs, ys, strict=True)]


def _ring(parts: list[int], arcs: list[list[Point]]) -> list[Point]:
    found: list[Point] = []
    for part in parts:
        arc = arcs[~part][::-1] if part < 0 else arcs[part]
        found += arc[1:] if found else arc
    return found


def _unrolled(ring: list[Point]) -> list[Point]:
    shift = 0.0
    found = [ring[0]]
    for (before, _), (x, y) in pairwise(ring):
        shift += -360.0 if x - before > 180 else 360.0 if x - before < -180 else 0.0
        found.append((x + shift, y))
    if abs(found[-1][0] - found[0][0]) > 180:  # round a pole: closed along the edge of the map
        edge = -90.0 if found[0][1] < 0 else 90.0
        found += [(found[-1][0], edge), (found[0][0], edge), found[0]]
    return found


def _country(name: str, ring: list[Point]) -> Country:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return Country(name, tuple(ring), min(xs), min(ys), max(xs), max(ys))
