"""Golden exports of the demo ledger: rows, what is left out and lost, and a digest of every byte, format by format.

Written anew by `python tests/unit/export/test_export_demo.py` where a change of the reader or of an export is meant.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim import export as room
from counterclaim.export import FORMATS, export
from counterclaim.export.shape import Stamp
from counterclaim.ledger import Ledger, intake
from counterclaim.records.query import Query

pytestmark = pytest.mark.slow
GOLDEN = Path(__file__).parent / "golden" / "demo.json"
DEMO = Path(__file__).parents[3] / "examples" / "demo.jsonl"
EVERY = Query(status=())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(tmp_path_factory.mktemp("demo") / "demo.db") as ledger, pytest.MonkeyPatch.context() as patch:
        still(patch)
        list(ledger.add([DEMO]))
        yield ledger


def still(patch: pytest.MonkeyPatch) -> None:
    """Let neither the clock nor the version get into the bytes."""
    patch.setattr(room, "stamp", lambda: Stamp("counterclaim", "0", "sha256:0"))
    patch.setattr(intake, "now", lambda: "2026-11-01T00:00:00Z")


def summary(ledger: Ledger, name: str) -> dict[str, Any]:
    made = export(ledger, name, EVERY)
    digest = hashlib.sha256()
    size = 0
    for part in made:
        digest.update(part)
        size += len(part)
    told = made.report()
    counts = {part: {each["what"]: each["count"] for each in told[part]} for part in ("left_out", "lost")}
    # Parquet's bytes carry the library's version
    kept = {"incidents": told["incidents"], "rows": told["rows"], **counts}
    return kept if name == "parquet" else kept | {"bytes": size, "sha256": digest.hexdigest()}


@pytest.mark.parametrize("name", FORMATS)
def test_exports_of_the_demo_are_as_they_were(demo: Ledger, name: str) -> None:
    wanted = json.loads(GOLDEN.read_text(encoding="utf-8"))[name]
    assert summary(demo, name) == wanted, f"if this is meant: python {Path(__file__).name} writes {GOLDEN.name} anew"


def table(ledger: Ledger, name: str, **how: Any) -> Any:
    pandas = pytest.importorskip("pandas")
    return pandas.read_csv(io.BytesIO(b"".join(export(ledger, name, EVERY))), **how)


def test_pandas_reads_every_table_with_a_type_a_column(demo: Ledger) -> None:
    wide = {"acled": 31, "ged": 49, "polecat": 40, "gdelt": 61}
    for name in ("acled", "ged", "casualties", "incidents", "claims", "statements", "polecat", "gdelt", "ftm"):
        found = table(demo, name, sep="\t" if name in {"polecat", "gdelt"} else ",", low_memory=False)
        assert len(found) > 40, name
        assert found.shape[1] == wide.get(name, found.shape[1])
    hxl = table(demo, "hxl", skiprows=[1])
    assert hxl.select_dtypes("number").shape[1] > 5


def test_acled_rows_are_events_to_a_client_of_its_interface(demo: Ledger) -> None:
    client = pytest.importorskip("acled.clients.acled_data_client").AcledDataClient
    rows = json.loads(table(demo, "acled").to_json(orient="records"))
    for row in rows:
        event = client._parse_event(None, dict(row))
        assert event["event_date"].year == event["year"]
        assert event["fatalities"] >= 0
        assert -90 <= event["latitude"] <= 90
        assert event["timestamp"].tzinfo is not None


def test_ged_rows_keep_its_arithmetic_and_geometry(demo: Ledger) -> None:
    ged = table(demo, "ged")
    parts = ged[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1)
    assert (parts == ged["best"]).all()
    assert (ged["low"] <= ged["best"]).all()
    assert (ged["best"] <= ged["high"]).all()
    assert ged["id"].is_unique
    duckdb = pytest.importorskip("duckdb")
    (row,) = duckdb.sql("select count(*) from ged where geom_wkt like 'POINT (%'").fetchall()
    assert row == (len(ged),)


def test_lines_of_json_are_read_by_polars_and_duckdb(demo: Ledger, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    place = tmp_path / "acts.jsonl"
    place.write_bytes(b"".join(export(demo, "plover", EVERY)))
    found = duckdb.sql(f"select event[1] as event, count(*) from read_json('{place}') group by 1").fetchall()  # noqa: S608
    assert dict(found)["ASSAULT"] > 50
    assert {"ACCUSE", "REJECT"} <= set(dict(found))


def test_timemap_and_geojson_hold_every_place_once(demo: Ledger) -> None:
    timemap = json.loads(b"".join(export(demo, "timemap", EVERY)))
    geojson = json.loads(b"".join(export(demo, "geojson", EVERY)))
    placed = {each["id"] for each in geojson["features"] if each["geometry"]}
    assert {each["id"] for each in timemap["events"]} <= placed
    assert all(re.fullmatch(r"-?\d+(\.\d+)?", each["latitude"]) for each in timemap["events"])


if __name__ == "__main__":
    with Ledger(Path(tempfile.mkdtemp()) / "demo.db") as made, pytest.MonkeyPatch.context() as fixed:
        still(fixed)
        list(made.add([DEMO]))
        found = {name: summary(made, name) for name in FORMATS}
    GOLDEN.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(f"{GOLDEN}: {len(found)} formats\n")
