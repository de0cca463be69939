"""A map of incidents drawn here: outlines of countries, towns for orientation, a numbered dot an incident, a scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from counterclaim.brief.atlas import Country, Point, rings
from counterclaim.brief.blocks import Disc, Drawing, Label, Shape
from counterclaim.brief.frame import Frame, clipped, framed
from counterclaim.errors import GazetteerError
from counterclaim.gazetteer import towns

WIDE, HIGH = 680.0, 360.0
COLOURS = {
    "contested": "#b84a00",
    "denied": "#5d636b",
    "refuted": "#5d636b",
    "admitted": "#00558a",
    "corroborated": "#006045",
    "single_source": "#6b5400",
}
_SEA, _LAND, _BORDER, _INK, _SOFT = "#d5e1e8", "#f0f1ec", "#a5aca4", "#1b1f24", "#565d66"
_DOT, _TOGETHER, _MOST_TOWNS, _MOST_NUMBERS = 7.5, 14.0, 14, 3
_LEAST_RING, _LEAST_LAND, _LEAST_DISC = 1.0, 2600.0, 14.0


class Spot(NamedTuple):
    """An incident on the map: its number in the brief, where, how far around, its grade, and its place's name."""

    number: int
    lon: float
    lat: float
    radius_km: float | None
    exact: bool
    grade: str
    name: str | None = None


def drawn(spots: Sequence[Spot], wide: float = WIDE, high: float = HIGH) -> Drawing:
    """The map of at least one spot."""
    frame = framed([(spot.lon, spot.lat) for spot in spots], wide, high)
    land, countries = _land(frame)
    taken: list[tuple[float, float, float, float]] = []
    dots = list(_dots(spots, frame, taken))
    names = list(_names(countries, frame, taken))
    return Drawing(wide, high, _SEA, (*land, *names, *_towns(frame, taken), *dots, *_scale(frame)))


def _land(frame: Frame) -> tuple[list[Shape], list[tuple[str, list[Point]]]]:
    """Outlines on the frame, and each country's largest part on it, for its name."""
    found: list[Shape] = []
    largest: dict[str, list[Point]] = {}
    for country in rings():
        for turn in (-360.0, 0.0, 360.0):
            ring = _on(country, frame, turn)
            if _area(ring) > _LEAST_RING:
                rounded = tuple((round(x, 1), round(y, 1)) for x, y in ring)
                found.append(Shape(rounded, _LAND, _BORDER))
                if _area(ring) > _area(largest.get(country.name, [])):
                    largest[country.name] = ring
    return found, list(largest.items())


def _on(country: Country, frame: Frame, turn: float) -> list[Point]:
    beside = country.east + turn < frame.west or country.west + turn > frame.east
    if beside or country.north < frame.south or country.south > frame.north:
        return []
    return clipped([frame.at(lon + turn, lat) for lon, lat in country.ring], frame)


def _dots(
    spots: Sequence[Spot], frame: Frame, taken: list[tuple[float, float, float, float]]
) -> Iterator[Disc | Label]:
    """Discs of uncertainty, then a dot for those that lie together, with their numbers."""
    groups: list[tuple[Point, list[Spot]]] = []
    for spot in spots:
        x, y = frame.place(spot.lon, spot.lat)
        radius = frame.kilometres(spot.radius_km or 0)
        if not spot.exact and radius > _LEAST_DISC:
            yield Disc(round(x, 1), round(y, 1), round(radius, 1), None, COLOURS[spot.grade])
        near = next((held for (a, b), held in groups if abs(a - x) < _TOGETHER and abs(b - y) < _TOGETHER), None)
        if near is None:
            groups.append(((x, y), [spot]))
        else:
            near.append(spot)
    for (x, y), held in groups:
        numbers = ", ".join(str(spot.number) for spot in held[:_MOST_NUMBERS])
        told = numbers if len(held) <= _MOST_NUMBERS else f"{numbers} +{len(held) - _MOST_NUMBERS}"
        yield Disc(round(x, 1), round(y, 1), _DOT, COLOURS[held[0].grade], "#ffffff")
        taken.append((x - _DOT, y - _DOT, x + _DOT, y + _DOT))
        if len(spots) == 1 and held[0].name:
            yield Label(round(x + _DOT + 3, 1), round(y + 3, 1), held[0].name, 9.5, _INK, strong=True)
            taken.append((x, y - 7, x + _DOT + 6 + 6 * len(held[0].name), y + 7))
        elif len(held) == 1:
            yield Label(round(x, 1), round(y + 3, 1), told, 8.5, "#ffffff", middle=True, strong=True)
        else:
            yield Label(round(x + _DOT + 3, 1), round(y + 3, 1), told, 9, _INK, strong=True)
            taken.append((x, y - 6, x + _DOT + 6 + 5.5 * len(told), y + 6))


def _names(
    countries: Sequence[tuple[str, list[Point]]], frame: Frame, taken: list[tuple[float, float, float, float]]
) -> Iterator[Label]:
    for name, ring in countries:
        if _area(ring) <= _LEAST_LAND:
            continue
        half = 3.4 * len(name)
        for x, y in _middles(ring):
            box = (x - half, y - 9, x + half, y + 3)
            if box[0] > 0 and box[2] < frame.wide and _free(box, taken) and _holds(ring, box):
                taken.append(box)
                yield Label(round(x, 1), round(y, 1), name.upper(), 8.5, "#8a9189", middle=True)
                break


def _middles(ring: Sequence[Point]) -> list[Point]:
    """Points of a grid over a ring, those nearest its middle first."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    west, wide, north, high = min(xs), max(xs) - min(xs), min(ys), max(ys) - min(ys)
    steps = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
    found = [(abs(a - 0.5) + abs(b - 0.5), west + wide * a, north + high * b) for a in steps for b in steps]
    return [(x, y) for _, x, y in sorted(found)]


def _holds(ring: Sequence[Point], box: tuple[float, float, float, float]) -> bool:
    """Whether both ends of a name lie inside a ring."""
    y = (box[1] + box[3]) / 2
    return all(_inside(ring, x, y) for x in (box[0], box[2]))


def _inside(ring: Sequence[Point], x: float, y: float) -> bool:
    odd = False
    for (a, b), (c, d) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (b > y) != (d > y) and x < a + (y - b) / (d - b) * (c - a):
            odd = not odd
    return odd


def _towns(frame: Frame, taken: list[tuple[float, float, float, float]]) -> Iterator[Disc | Label]:
    try:
        west, east = ((lon + 180) % 360 - 180 for lon in (frame.west, frame.east))
        found = towns.labels(west, frame.south, east, frame.north, int(frame.wide))
    except GazetteerError:
        return
    many = 0
    for town in found:
        x, y = frame.place(town.lon, town.lat)
        box = (x - 3, y - 7, x + 8 + 5.2 * len(town.name), y + 5)
        if box[2] < frame.wide and 8 < y < frame.high - 26 and _free(box, taken):
            taken.append(box)
            yield Disc(round(x, 1), round(y, 1), 1.6, _SOFT, _SOFT)
            yield Label(round(x + 4, 1), round(y + 3, 1), town.name, 8.5, _SOFT)
            many += 1
            if many == _MOST_TOWNS:
                return


def _scale(frame: Frame) -> Iterator[Shape | Label]:
    choices = [n * 10**power for power in range(5) for n in (1, 2, 5)]
    km = max((each for each in choices if frame.kilometres(each) <= 120), default=1)
    long, y = frame.kilometres(km), frame.high - 12
    yield Shape(((12, y), (12 + long, y), (12 + long, y + 2), (12, y + 2)), _INK, _INK)
    yield Label(12, y - 4, f"{km:,} km", 8.5, _INK)


def _free(box: tuple[float, float, float, float], taken: Sequence[tuple[float, float, float, float]]) -> bool:
    return all(box[2] < a or box[0] > c or box[3] < b or box[1] > d for a, b, c, d in taken)


def _area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(a * d - c * b for (a, b), (c, d) in pairs)) / 2
