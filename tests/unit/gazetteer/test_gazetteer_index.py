"""A small index of invented and real places: looking up, adding, and failing clearly."""

from pathlib import Path

import pytest

from counterclaim.errors import GazetteerError
from counterclaim.gazetteer import index
from counterclaim.gazetteer.lookup import Gazetteer
from counterclaim.gazetteer.sources import Draft

DRAFTS = [
    Draft("Ruritania", 10.0, 20.0, "RU", "country", 1, radius_km=300),
    Draft("Strelsau", 10.5, 20.5, "RU", "place", 2, "Zenda", population=90000, radius_km=3, names=["Strelzau", "STR"]),
    Draft("Zenda", 10.6, 20.9, "RU", "admin1", None, "Zenda", population=120000, radius_km=40, names=["Tsenda"]),
    Draft("Zenda", 10.6, 20.8, "RU", "place", 3, "Zenda", population=7000, radius_km=2),
    Draft("Zenda", 40.0, -90.0, "US", "place", 4, "Kansas", population=300, radius_km=1.5),
    Draft("Al Hentzah", 31.0, 44.0, "IQ", "place", 5, "Babil", population=5000, radius_km=2),
    Draft("Dateline", 0.0, -179.95, "FJ", "place", 6, population=900, radius_km=2),
    Draft("Middle Sea", 12.0, 22.0, "RU IQ", "sea", radius_km=200),
]


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    path = tmp_path / "places.sqlite"
    index.write(path, DRAFTS)
    return Gazetteer([path])


def test_areas_come_first_then_towns_by_people(gazetteer: Gazetteer) -> None:
    assert [(p.level, p.country) for p in gazetteer.candidates("ZENDA")] == [
        ("admin1", "RU"), ("place", "RU"), ("place", "US"),
    ]  # fmt: skip


def test_country_limits_candidates_and_finds_shared_waters(gazetteer: Gazetteer) -> None:
    assert [p.geonameid for p in gazetteer.candidates("Zenda", "US")] == [4]
    assert gazetteer.candidates("Middle Sea", "IQ")[0].countries == ("RU", "IQ")
    assert gazetteer.candidates("Zenda", "IQ") == []


def test_own_name_scores_above_other_name_and_bare_name(gazetteer: Gazetteer) -> None:
    own, other = gazetteer.candidates("Strelsau")[0], gazetteer.candidates("Strelzau")[0]
    assert own.score > other.score
    assert gazetteer.candidates("al-Hentzah")[0].score > gazetteer.candidates("Hentzah")[0].score


def test_generic_word_leads_to_the_area_not_the_town(gazetteer: Gazetteer) -> None:
    assert [p.level for p in gazetteer.candidates("Zenda province")] == ["admin1"]
    assert gazetteer.admin1("RU", "Zenda Oblast") is not None
    assert gazetteer.admin1("US", "Zenda") is None


def test_station_codes_and_unknown_names_are_not_found(gazetteer: Gazetteer) -> None:
    assert not gazetteer.has("STR")
    assert gazetteer.candidates("Hentzau") == []
    assert gazetteer.candidates("") == []


def test_fuzzy_finds_a_transliteration_and_refuses_a_stranger(gazetteer: Gazetteer) -> None:
    assert gazetteer.fuzzy("Strilsau")[0].name == "Strelsau"
    assert gazetteer.fuzzy("Strilsau")[0].score < 0.9
    assert gazetteer.fuzzy("Moscow") == []


def test_within_is_nearest_first_and_crosses_the_date_line(gazetteer: Gazetteer) -> None:
    assert [p.geonameid for p in gazetteer.within(10.5, 20.5, 60)] == [2, 3]
    assert gazetteer.within(10.5, 20.5, 5)[0].name == "Strelsau"
    assert [p.name for p in gazetteer.within(0.0, 179.95, 30)] == ["Dateline"]
    assert gazetteer.within(-89.9, 0.0, 20) == []


def test_equal_contents_give_equal_digests_whatever_their_order(tmp_path: Path) -> None:
    one, other = index.write(tmp_path / "a", DRAFTS), index.write(tmp_path / "b", DRAFTS[::-1])
    less = index.write(tmp_path / "c", DRAFTS[1:])
    assert one == other != less
    assert one.startswith("sha256:")


def test_written_places_read_back_the_same(tmp_path: Path) -> None:
    index.write(tmp_path / "a", DRAFTS)
    back = list(index.read(index.connect(tmp_path / "a")))
    assert sorted(d.name for d in back) == sorted(d.name for d in DRAFTS)
    assert index.write(tmp_path / "b", back) == index.write(
        tmp_path / "c", list(index.read(index.connect(tmp_path / "b")))
    )


def test_second_file_is_consulted_too(gazetteer: Gazetteer, tmp_path: Path) -> None:
    index.write(tmp_path / "own", [Draft("Hentzau", 11.0, 21.0, "RU", radius_km=2)])
    both = Gazetteer([tmp_path / "places.sqlite", tmp_path / "own"])
    assert both.candidates("Hentzau")[0].lat == 11.0
    assert both.candidates("Strelsau")
    assert both.digest != gazetteer.digest


def test_a_file_that_is_no_index_is_named(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("no database at all, but long enough to be read as one")
    with pytest.raises(GazetteerError, match="remove it"):
        Gazetteer([tmp_path / "x"])
    with pytest.raises(GazetteerError):
        Gazetteer([tmp_path / "missing"])
