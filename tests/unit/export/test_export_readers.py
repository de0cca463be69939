"""Exports opened by readers that others wrote: what was written comes back."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest
from export_ledger import Book

from counterclaim.export import Options, export


def written(book: Book, name: str, folder: Path, **asked: Any) -> Path:
    made = export(book, name, options=Options(**asked))
    place = folder / f"out{made.ending}"
    place.write_bytes(b"".join(made))
    return place


def test_parquet_comes_back_with_types_and_numbers(book: Book, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(written(book, "parquet", tmp_path)).to_pylist()
    plain = list(csv.DictReader(io.StringIO(b"".join(export(book, "incidents")).decode())))
    assert [row["id"] for row in rows] == [row["id"] for row in plain]
    assert [row["killed_best"] for row in rows] == [int(r["killed_best"]) if r["killed_best"] else None for r in plain]
    assert rows[0]["reviewed"] is False


@pytest.mark.parametrize("name", ["claims", "statements", "ged", "acled", "casualties", "polecat", "gdelt"])
def test_every_table_can_be_parquet(book: Book, tmp_path: Path, name: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(written(book, name, tmp_path, written="parquet"))
    made = export(book, name)
    list(made)
    assert table.num_rows == made.losses.rows > 0


def test_pandas_reads_tables_with_numbers_as_numbers(book: Book, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    ged = pandas.read_csv(written(book, "ged", tmp_path))
    assert ged[["best", "high", "low", "deaths_a"]].dtypes.astype(str).tolist() == ["int64"] * 4
    assert pandas.to_datetime(ged["date_start"]).dt.year.tolist() == ged["year"].tolist()
    acled = pandas.read_csv(written(book, "acled", tmp_path))
    assert acled["fatalities"].sum() == 15
    assert pandas.read_csv(written(book, "gdelt", tmp_path), sep="\t").shape[1] == 61
    assert pandas.read_csv(written(book, "polecat", tmp_path), sep="\t").shape[1] == 40


def test_a_client_of_acleds_api_takes_the_rows_for_its_events(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients = pytest.importorskip("acled.clients.acled_data_client")
    from acled.models import AcledEvent

    rows = list(csv.DictReader(written(book, "acled", tmp_path).open(encoding="utf-8", newline="")))
    client = clients.AcledDataClient(api_key="none", email="desk@example.org")
    told = [{name: cell or None for name, cell in row.items()} for row in rows]
    monkeypatch.setattr(client, "_get", lambda *_, **__: {"success": True, "data": told})
    events = client.get_data()
    assert set(events[0]) == set(AcledEvent.__annotations__)
    assert sum(each["fatalities"] for each in events) == 15
    assert [each["event_date"].isoformat() for each in events] == [row["event_date"] for row in rows]
    assert all(each["timestamp"].tzinfo for each in events)


def test_polars_reads_tables(book: Book, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    assert polars.read_csv(written(book, "claims", tmp_path))["polarity"].to_list().count(False) == 2
    assert polars.read_csv(written(book, "casualties", tmp_path))["killed_best"].sum() == 39


def test_duckdb_reads_geojson_and_tables(book: Book, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    place = written(book, "geojson", tmp_path)
    point = duckdb.execute("describe select * from read_json(?)", [str(place)]).fetchall()[0][0]
    found = duckdb.execute(f"select id, killed_best, {point} from read_json(?)", [str(place)]).fetchall()  # noqa: S608
    assert sorted(killed for _, killed, _ in found if killed) == [2, 3, 10, 24]
    assert {round(struct.unpack_from("<d", bytes(where), 5)[0], 2) for _, _, where in found} == {
        -77.7,
        2.4,
        -9.49,
        19.0,
    }
    counted = duckdb.execute("select count(*), sum(best) from read_csv(?)", [str(written(book, "ged", tmp_path))])
    assert counted.fetchall() == [(4, 39)]


def test_geojson_features_hold_ring_rules(book: Book) -> None:
    told = json.loads(b"".join(export(book, "geojson")))
    assert told["type"] == "FeatureCollection"
    for feature in told["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
        assert feature["id"] == feature["properties"]["id"]
    assert len({feature["id"] for feature in told["features"]}) == 5


def test_followthemoney_reads_statements_and_makes_the_same_ids(book: Book) -> None:
    statement = pytest.importorskip("followthemoney.statement")
    from followthemoney import model
    from followthemoney.statement.serialize import read_csv_statements

    found = list(read_csv_statements(io.BytesIO(b"".join(export(book, "ftm")))))
    assert all(each.id == each.generate_key() for each in found)
    grouped: dict[str, list[Any]] = {}
    for each in found:
        schema = model.get(each.schema)
        assert schema is not None
        assert schema.get(each.prop).type.name == each.prop_type
        assert schema.get(each.prop).type.clean(each.value), each
        grouped.setdefault(each.entity_id, []).append(each)
    events = [told for told in grouped.values() if told[0].schema == "Event"]
    assert len(events) == 5
    for told in events:
        for each in told:
            if each.prop_type == "entity":
                assert each.value in grouped, each
    assert isinstance(found[0], statement.Statement)


def test_a_json_ld_processor_expands_claims_and_reviews(book: Book) -> None:
    jsonld = pytest.importorskip("pyld").jsonld
    told = json.loads(b"".join(export(book, "claimreview")))
    told["@context"] = {"@vocab": "https://schema.org/"}  # the address of the context, without the network
    graph = jsonld.expand(told)
    kinds = [kind.rpartition("/")[2] for node in graph for kind in node.get("@type", ())]
    assert kinds.count("Event") == 5
    assert kinds.count("Claim") == 9
    assert "ClaimReview" in kinds
    ids = {node["@id"] for node in graph}
    for node in graph:
        for reviewed in node.get("https://schema.org/itemReviewed", ()):
            assert reviewed["@id"] in ids


def test_hxl_tags_are_read(book: Book, tmp_path: Path) -> None:
    hxl = pytest.importorskip("hxl")
    data = hxl.data(str(written(book, "hxl", tmp_path)), hxl.InputOptions(allow_local=True))
    assert "#affected+killed" in data.display_tags
    assert sum(int(row.get("#affected+killed") or 0) for row in data) == 39


def test_timemap_parts_refer_to_one_another(book: Book) -> None:
    told = json.loads(b"".join(export(book, "timemap")))
    associations, sources = {each["id"] for each in told["associations"]}, set(told["sources"])
    assert len(associations) == len(told["associations"])
    assert len(sources) == 6
    assert all(name == each["id"] for name, each in told["sources"].items())
    for event in told["events"]:
        assert set(event["associations"]) <= associations
        assert set(event["sources"]) <= sources


TIMEMAP = {
    "events": (
        *("id", "description", "date", "time", "time_precision", "location", "latitude", "longitude", "x", "y", "z"),
        *("type", "category", "category_full", "associations", "sources", "comments", "time_display"),
        *("narrative___stepStyles", "shape", "colour"),
    ),
    "associations": ("id", "title", "desc", "mode", "filter_paths"),
    "sources": (
        *("id", "title", "thumbnail", "paths", "type", "affil_s", "url", "description", "parent", "author", "date"),
        "notes",
    ),
}
"""Fields that timemap's schemas know (src/reducers/validate of its repository); it drops what has another."""


@pytest.mark.parametrize("part", TIMEMAP)
def test_timemap_drops_nothing(book: Book, part: str) -> None:
    told = json.loads(b"".join(export(book, "timemap")))[part]
    for each in told.values() if part == "sources" else told:
        assert set(each) <= set(TIMEMAP[part])
        lists = {name for name, value in each.items() if isinstance(value, list)}
        assert lists <= {"associations", "sources", "filter_paths", "paths"}
        assert all(isinstance(value, str) for name, value in each.items() if name not in lists)
    if part == "events":
        assert all(re.fullmatch(r"\d\d/\d\d/\d{4}", each["date"]) for each in told)
        assert all(re.fullmatch(r"(\d\d:\d\d)?", each["time"]) for each in told)
        assert {"description", "latitude", "longitude", "associations"} <= set(told[0])
