"""Rows of a table in the shape of UCDP GED or ACLED, as events to be matched."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counterclaim.codebook.standards import countries
from counterclaim.errors import SourceError

_GED_SLACK_KM = {1: 0, 2: 25, 3: 50, 4: 150, 5: 100, 6: None, 7: None}
_ACLED_SLACK_KM = {1: 0, 2: 25, 3: 100}
_ACLED_SLACK_DAYS = {1: 0, 2: 3, 3: 15}
_BYTES_OF_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Event:
    """One row: `days` its first and last day, `slack` what its own precision leaves open, in days and kilometres.

    `slack_km` None: only the country is known. `killed` is low, best, high.
    """

    id: str
    days: tuple[date, date]
    slack_days: int
    lat: float | None
    lon: float | None
    slack_km: float | None
    country: str | None
    place: str
    sides: tuple[str, ...]
    kind: str
    killed: tuple[int, int, int]
    note: str


def read_table(source: str | Path) -> tuple[str, list[Event], list[str]]:
    """The table's shape, its events, a line for each row that cannot be used; raises SourceError for another file."""
    rows = _records(Path(source))
    first = next(rows, None)
    if first is None:
        raise SourceError(str(source), "it has no rows")
    shape = _shape(str(source), first)
    make = _ged if shape == "ged" else _acled
    events, faults = [], []
    for number, row in enumerate((first, *rows), 2):
        try:
            events.append(make(row))
        except (ValueError, KeyError) as fault:
            faults.append(f"{source} row {number}: {fault}")
    return shape, events, faults


def _records(place: Path) -> Iterator[Mapping[str, str]]:
    try:
        raw = place.read_bytes()
    except OSError as fault:
        raise SourceError(str(place), fault.strerror or "it cannot be read") from None
    text = (gzip.decompress(raw) if raw.startswith(_BYTES_OF_GZIP) else raw).decode("utf-8-sig", "replace")
    start = text[:4096].partition("\n")[0]
    mark = max(",;\t", key=start.count)
    found = csv.reader(io.StringIO(text), delimiter=mark)
    header = [name.strip().strip('"').lower() for name in next(found, [])]
    for values in found:
        if any(values):
            yield dict(zip(header, values, strict=False))


def _shape(source: str, row: Mapping[str, str]) -> str:
    if {"event_date", "fatalities"} <= row.keys():
        return "acled"
    if {"date_start", "date_end", "best"} <= row.keys():
        return "ged"
    raise SourceError(
        source, "its columns are neither UCDP GED's (date_start, best) nor ACLED's (event_date, fatalities)"
    )


def _ged(row: Mapping[str, str]) -> Event:
    start, end = date.fromisoformat(row["date_start"][:10]), date.fromisoformat(row["date_end"][:10])
    best = _whole(row["best"])
    known = row.get("country", "")
    return Event(
        id=row.get("id") or row.get("relid") or "",
        days=(start, max(start, end)),
        slack_days=0,
        lat=_degree(row.get("latitude")),
        lon=_degree(row.get("longitude")),
        slack_km=_GED_SLACK_KM.get(_whole(row.get("where_prec") or "1"), 0),
        country=_country(known),
        place=row.get("where_coordinates") or row.get("adm_1") or known,
        sides=tuple(name for name in (row.get("side_a"), row.get("side_b")) if name),
        kind=f"type {row.get('type_of_violence') or '?'}",
        killed=(min(_whole(row.get("low") or best), best), best, max(_whole(row.get("high") or best), best)),
        note=row.get("source_headline") or row.get("source_article") or "",
    )


def _acled(row: Mapping[str, str]) -> Event:
    day = date.fromisoformat(row["event_date"][:10])
    killed = _whole(row["fatalities"] or "0")
    return Event(
        id=row.get("event_id_cnty") or "",
        days=(day, day),
        slack_days=_ACLED_SLACK_DAYS.get(_whole(row.get("time_precision") or "1"), 0),
        lat=_degree(row.get("latitude")),
        lon=_degree(row.get("longitude")),
        slack_km=_ACLED_SLACK_KM.get(_whole(row.get("geo_precision") or "1"), 0),
        country=_country(row.get("country", "")),
        place=row.get("location") or row.get("admin1") or "",
        sides=tuple(name for name in (row.get("actor1"), row.get("actor2")) if name),
        kind=row.get("sub_event_type") or row.get("event_type") or "",
        killed=(killed, killed, killed),
        note=row.get("notes") or "",
    )


def _country(name: str) -> str | None:
    """A country's code by its name in either data set; GED puts older names into brackets."""
    plain = name.partition("(")[0].strip().casefold()
    return next((c.id for c in countries().values() if plain in {c.name.casefold(), c.acled.casefold()}), None)


def _degree(text: str | None) -> float | None:
    return float(text) if text else None


def _whole(text: str | int) -> int:
    return int(float(text))
