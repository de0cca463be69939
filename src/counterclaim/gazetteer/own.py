"""Adds the user's places: a GeoNames dump or a table of his own, into a second index beside the shipped one.

read (dump | table) | less what the shipped index has | and what was added before | written whole
"""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from counterclaim.codebook import loader
from counterclaim.errors import GazetteerError
from counterclaim.gazetteer import home, index
from counterclaim.gazetteer.areas import reach_km, stem
from counterclaim.gazetteer.sources import Draft

Fetch = Callable[[str], bytes]
_NEEDED = ("name", "lat", "lon", "country")
_DUMP_FIELDS = 19
_AREA_KM = 30.0


def add(source: str | Path, fetch: Fetch | None = None) -> int:
    """Add the places of a source to the user's index; how many are new.

    `source`: a GeoNames dump (`UA.txt`, `UA.zip`, the whole `allCountries.zip`), a `.csv` with the columns name, lat,
    lon, country and perhaps admin1, alternates (parted by `|` or `;`), population, radius_km, level; or a country
    code, whose dump `fetch` gets by its file name (`UA.zip`). Raises GazetteerError naming the line or the column.
    """
    shipped, own = index.connect(home.ready()), home.own_index()
    drafts = list(_read(str(source), fetch, shipped))
    if own.is_file():
        base = index.connect(own)
        held = list(index.read(base))
        base.close()
    else:
        held = []
    seen = {_mark(draft) for draft in held}
    fresh = list({_mark(draft): draft for draft in drafts if _mark(draft) not in seen}.values())
    if fresh:
        index.write(own, [*held, *fresh])
        home.forget()
    return len(fresh)


def _read(source: str, fetch: Fetch | None, shipped: sqlite3.Connection) -> Iterator[Draft]:
    path = Path(source)
    if not path.is_file():
        if fetch is None or len(source) != 2 or not source.isalpha():
            raise GazetteerError(f"{source}: no such file, nor a country code that can be fetched")
        name = f"{source.upper()}.zip"
        return _dump(name, _unzipped(name, fetch(name)), shipped)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GazetteerError(f"{source}: cannot be read: {error.strerror}") from error
    if path.suffix.lower() == ".csv":
        return _table(source, _text(source, content))
    return _dump(source, _unzipped(source, content), shipped)


def _unzipped(source: str, content: bytes) -> str:
    """Text of a dump; the zip's own name tells its table from its readme."""
    if not content.startswith(b"PK"):
        return _text(source, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            names = [n for n in pack.namelist() if n.lower().endswith(".txt") and "readme" not in n.lower()]
            if not names:
                raise GazetteerError(f"{source}: no GeoNames table in it (a .txt file)")
            return _text(source, pack.read(names[0]))
    except zipfile.BadZipFile as error:
        raise GazetteerError(f"{source}: a broken zip file") from error


def _text(source: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise GazetteerError(f"{source} line {line}: not UTF-8") from error


def _table(source: str, text: str) -> Iterator[Draft]:
    """Rows of the user's own CSV."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    columns = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
    for name in _NEEDED:
        if name not in columns:
            raise GazetteerError(f"{source}: the column {name!r} is missing (found: {', '.join(columns) or 'none'})")
    for row in rows:
        where = f"{source} line {rows.line_num}"
        value = {name: (row[column] or "").strip() for name, column in columns.items()}
        if not value["name"]:
            raise GazetteerError(f"{where}: name is empty")
        people = int(_number(where, "population", value.get("population") or "0", 1e11))
        radius = value.get("radius_km")
        yield Draft(
            value["name"], _number(where, "lat", value["lat"], 90), _number(where, "lon", value["lon"], 180),
            _country(where, value["country"]), _level(where, value.get("level", "")), population=people,
            admin1=value.get("admin1") or None, names=_several(value.get("alternates", "")),
            radius_km=_number(where, "radius_km", radius, 20000) if radius else reach_km(people),
        )  # fmt: skip


def _dump(source: str, text: str, shipped: sqlite3.Connection) -> Iterator[Draft]:
    """Rows of a GeoNames dump that can be places of news and that the shipped index lacks."""
    kinds = {str(code): entry["id"].removeprefix("feature_") for entry in _features() for code in entry["codes"]}
    rows = [_fields(source, number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    names, held = _codes(rows, shipped), _held(shipped)
    for row in rows:
        level = kinds.get(f"{row[6]}.{row[7]}") or kinds.get(row[6])
        known = int(row[0]) in held if level == "place" else (level, row[8], stem(row[1])) in held
        if level is None or known:
            continue
        people = int(row[14] or 0)
        yield Draft(
            row[1], float(row[4]), float(row[5]), row[8], level, int(row[0]), names.get((row[8], row[10])),
            population=people, radius_km=reach_km(people) if level == "place" else _AREA_KM,
            names=[name for name in (row[2], *row[3].split(",")) if name],
        )  # fmt: skip


def _fields(source: str, number: int, line: str) -> list[str]:
    row = line.rstrip("\r").split("\t")
    where = f"{source} line {number}"
    if len(row) != _DUMP_FIELDS:
        raise GazetteerError(f"{where}: {len(row)} fields where a GeoNames dump has {_DUMP_FIELDS}")
    if not row[0].isdigit() or not (row[14] or "0").isdigit():
        raise GazetteerError(f"{where}: geonameid or population is no number")
    _number(where, "latitude", row[4], 90)
    _number(where, "longitude", row[5], 180)
    return row


def _codes(rows: Iterable[list[str]], shipped: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Names of GeoNames' admin codes: the shipped name of most towns that a dump shares with it, else its own."""
    admin: dict[int, str] = dict(shipped.execute("SELECT geonameid, admin1 FROM place WHERE geonameid NOT NULL"))
    found: dict[tuple[str, str], str] = {}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row[7] == "ADM1":
            found[row[8], row[10]] = row[1]
        elif admin.get(int(row[0])):
            votes[row[8], row[10]][admin[int(row[0])]] += 1
    return found | {code: counted.most_common(1)[0][0] for code, counted in votes.items()}


def _held(shipped: sqlite3.Connection) -> set[object]:
    """What the shipped index has: towns by geonameid, areas by level, country and stem."""
    query = "SELECT geonameid, level, country, name FROM place"
    rows = shipped.execute(query)
    return {row[0] if row[1] == "place" else (row[1], row[2], stem(row[3])) for row in rows}


def _features() -> list[loader.Entry]:
    return [entry for entry in loader.load("place_words") if entry["id"].startswith("feature_")]


def _number(where: str, column: str, value: str, most: float) -> float:
    try:
        number = float(value)
    except ValueError:
        raise GazetteerError(f"{where}: {column} is no number: {value!r}") from None
    if not -most <= number <= most:
        raise GazetteerError(f"{where}: {column} is beyond {most:g}: {value!r}")
    return number


def _country(where: str, value: str) -> str:
    if len(value) != 2 or not (value.isascii() and value.isalpha()):
        raise GazetteerError(f"{where}: country is no ISO 3166-1 alpha-2 code: {value!r}")
    return value.upper()


def _level(where: str, value: str) -> str:
    if value and value not in index.ORDER:
        raise GazetteerError(f"{where}: level is none of {', '.join(index.ORDER)}: {value!r}")
    return value or "place"


def _several(value: str) -> list[str]:
    return [name.strip() for name in value.replace(";", "|").split("|") if name.strip()]


def _mark(draft: Draft) -> object:
    return draft.geonameid or (draft.name, draft.country, round(draft.lat, 3), round(draft.lon, 3))
