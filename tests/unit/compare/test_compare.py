"""The ledger beside tables of others: what is matched, how tolls differ and why, what each side lacks."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from counterclaim.codebook.rules import rule_book
from counterclaim.compare import Windows, compare, difference, reason
from counterclaim.compare.match import Side, match, side_of
from counterclaim.compare.pages import page, table
from counterclaim.compare.rows import Event, read_table
from counterclaim.errors import SourceError
from counterclaim.ledger.whole import Depth, Whole
from counterclaim.records.account import EventCode, Participant, When, Where, Words
from counterclaim.records.incident import Figure, Incident, Step, Tally
from counterclaim.records.query import Query
from counterclaim.records.reading import Quantity

EVENT = EventCode("clash", "ASSAULT", "firearms", "Battles", "Armed clash", 1, "19", 4, Words("x", (0, 1)), 0.9)


def figure(number: int, holder: str, published: str) -> Figure:
    told = Quantity(number, number, number)
    return Figure("killed", told, "ML-MIL", "combatant", holder, False, False, published, f"r-{holder}", 0, None,
                  f"r-{holder}", (0, 4), "four", (0,))  # fmt: skip


def incident(name: str, day: str, lat: float, lon: float, killed: int | None, *replaced: Figure) -> Incident:
    army = Participant("party", "military", "army", "ML-MIL", "ML", True, None, (), "stated")
    steps = [Step(figure(killed or 0, "ML", day), "counted", "own voice")]
    steps += [Step(old, "replaced", f"revised on {day}") for old in replaced]
    tally = Tally("killed", Quantity(killed, killed, killed), (steps[0].figure,), tuple(steps))
    return Incident(name, "main", "conflict", f"Clash {name}", EVENT, When(day, day, precision="day"),
                    Where("Menaka", None, "ML", lat, lon, 2.0, precision="place"), participants=(army,),
                    toll=(tally,) if killed is not None else ())  # fmt: skip


def event(name: str, day: str, lat: float, lon: float, best: int, side: str = "Government of Mali") -> Event:
    when = date.fromisoformat(day)
    return Event(name, (when, when), 0, lat, lon, 0, "ML", "Menaka", (side, "JNIM"), "type 1", (best, best, best), "")


def sides(*found: Incident) -> list[Side]:
    return [side for each in found if (side := side_of(each))]


class Stub:
    """A ledger that has these incidents."""

    def __init__(self, *found: Incident) -> None:
        self.found = found

    def whole(self, asked: Query, depth: Depth) -> Iterator[Whole]:
        assert rule_book(depth.rule or "")
        yield from (Whole(each) for each in self.found if (asked.since or "") <= (each.when.start or ""))


def ged(place: Path, *rows: tuple[str, str, float, float, int]) -> Path:
    columns = ("id", "date_start", "date_end", "latitude", "longitude", "where_prec", "country", "side_a", "side_b",
               "low", "best", "high")  # fmt: skip
    with place.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for name, day, lat, lon, best in rows:
            start = f"{day} 00:00:00.000"
            writer.writerow((name, start, start, lat, lon, 1, "Mali", "Government of Mali", "JNIM", best, best, best))
    return place


def test_near_in_time_and_place_is_matched_and_far_is_not() -> None:
    found = sides(incident("near", "2026-05-01", 15.9, 2.4, 10), incident("far", "2026-05-01", 19.0, 2.4, 10))
    made = match([event("a", "2026-05-02", 15.95, 2.4, 10), event("b", "2026-05-20", 15.9, 2.4, 10)], found, Windows())
    assert [(pair.event.id, pair.side.incident.id, pair.days_apart) for pair in made.pairs] == [("a", "near", 1)]
    assert [each.id for each in made.only_rows] == ["b"]
    assert [each.incident.id for each in made.only_ledger] == ["far"]


def test_of_two_the_likelier_is_the_pair_and_the_other_a_part() -> None:
    found = sides(incident("one", "2026-05-01", 15.9, 2.4, 10))
    rows = [event("part", "2026-05-02", 15.9, 2.4, 2), event("whole", "2026-05-01", 15.9, 2.4, 10)]
    made = match(rows, found, Windows())
    assert [(pair.event.id, pair.first) for pair in made.pairs] == [("whole", True), ("part", False)]


def test_other_sides_and_another_toll_are_not_enough_together() -> None:
    found = sides(incident("one", "2026-05-01", 15.9, 2.4, 10))
    strangers = event("a", "2026-05-03", 16.1, 2.4, 90, side="Government of Chad")
    assert not match([strangers], found, Windows()).pairs


def test_a_country_alone_is_matched_in_its_country_only() -> None:
    found = sides(incident("one", "2026-05-01", 15.9, 2.4, 10))
    vague = event("a", "2026-05-01", 15.9, 2.4, 10)
    (pair,) = match(
        [Event(*[None if n == "slack_km" else getattr(vague, n) for n in Event.__slots__])], found, Windows()
    ).pairs
    assert pair.km is None


def test_differences_have_reasons_from_what_sources_told(tmp_path: Path) -> None:
    old = figure(4, "ML", "2026-05-01")
    book = Stub(
        incident("raised", "2026-05-01", 15.9, 2.4, 10, old),
        incident("same", "2026-06-01", 15.9, 2.4, 3),
        incident("other", "2026-07-01", 15.9, 2.4, 8),
        incident("alone", "2026-07-20", 15.9, 2.4, 1),
        incident("unharmed", "2026-07-21", 15.9, 2.4, None),
    )
    rows = (
        ("1", "2026-05-01", 15.9, 2.4, 4),
        ("2", "2026-06-01", 15.9, 2.4, 3),
        ("3", "2026-07-01", 15.9, 2.4, 7),
        ("4", "2026-07-30", 10.0, 2.4, 7),
    )
    made = compare(book, ged(tmp_path / "ged.csv", *rows))  # type: ignore[arg-type]
    told = {pair.side.incident.id: (difference(pair), reason(pair, "ucdp")) for pair in made.first_pairs}
    assert told["raised"][0] == 6
    assert told["raised"][1].startswith("4 is told (ML, 2026-05-01, r-ML) but was replaced")
    assert told["same"] == (0, "")
    assert told["other"] == (1, "no report here tells 7")
    assert (made.rows, made.incidents) == (4, 4)
    assert made.recall == pytest.approx(3 / 4)
    assert made.precision == pytest.approx(3 / 4)
    lines = list(csv.DictReader(io.StringIO(b"".join(table(made)).decode())))
    assert [row["found"] for row in lines] == ["pair"] * 3 + ["only in the table", "only in the ledger"]
    html = page(made)
    assert html.count("<circle") == 5
    assert "<script" not in html


def test_tables_of_neither_shape_and_rows_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(SourceError, match="neither UCDP GED's"):
        read_table(tmp_path / "x.csv")
    with pytest.raises(SourceError, match="No such file"):
        read_table(tmp_path / "none.csv")
    place = ged(tmp_path / "g.csv", ("1", "2026-05-01", 1.0, 2.0, 3), ("2", "someday", 1.0, 2.0, 3))
    _, events, faults = read_table(place)
    assert [each.id for each in events] == ["1"]
    assert faults[0].startswith(f"{place} row 3:")


def test_acled_rows_have_their_own_slack(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "event_id_cnty;event_date;time_precision;geo_precision;latitude;longitude;country;actor1;fatalities\n"
        "MLI1;2026-05-01;2;3;15.9;2.4;Mali;Military Forces of Mali (2021-);5\n"
    )
    shape, (row,), faults = read_table(tmp_path / "a.csv")
    assert (shape, row.slack_days, row.slack_km, row.country, row.killed) == ("acled", 3, 100, "ML", (5, 5, 5))
    assert faults == []


@pytest.mark.data
def test_a_real_table_of_ucdp_is_read_whole() -> None:
    folder = os.environ.get("COUNTERCLAIM_DATA")
    place = Path(folder or "", "ucdp_ged", "ged191_syria.csv")
    if not folder or not place.exists():
        pytest.skip("the set ucdp_ged is not there")
    shape, events, faults = read_table(place)
    assert (shape, len(events), faults) == ("ged", 16566, [])
    assert {each.country for each in events} == {"SY"}
    assert all(each.killed[0] <= each.killed[1] <= each.killed[2] for each in events)
    alone = compare(Stub(), place)  # type: ignore[arg-type]
    assert alone.recall == 0.0
