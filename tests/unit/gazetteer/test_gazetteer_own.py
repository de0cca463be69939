"""The user's own places: what is taken, what is refused, and how the refusal reads."""

import io
import zipfile
from pathlib import Path

import pytest

from counterclaim.coder import tools
from counterclaim.errors import GazetteerError
from counterclaim.gazetteer import add, home, index, open_gazetteer
from counterclaim.gazetteer.sources import Draft

SHIPPED = [
    Draft("Strelsau", 10.5, 20.5, "XX", "place", 2, "Zenda Proper", population=90000, radius_km=3),
    Draft("Zenda Proper", 10.6, 20.9, "XX", "admin1", None, "Zenda Proper", population=120000, radius_km=40),
]


def row(identity: int, name: str, code: str = "PPL", level: str = "P", other: str = "") -> str:
    fields = [identity, name, name, other, 10.1, 20.1, level, code, "XX", "", "07", "", "", "", 40, "", "", "", ""]
    return "\t".join(map(str, fields))


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "shipped.sqlite"
    index.write(path, SHIPPED)
    monkeypatch.setenv("COUNTERCLAIM_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(home, "ready", lambda note=None: path)  # noqa: ARG005
    home.forget()
    return path


def test_table_of_ones_own_is_found_beside_the_shipped(tmp_path: Path, shipped: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("Name,lat,lon,country,alternates\nHof,1.5,2.5,xx,Haf | Huf\nBerg,-1,3,XX,\n", encoding="utf-8")
    assert add(table) == 2
    gazetteer = open_gazetteer(shipped)
    assert gazetteer.candidates("Huf")[0].name == "Hof"
    assert gazetteer.candidates("Strelsau")
    assert add(table) == 0, "adding the same places again adds nothing"


def test_readers_made_after_places_were_added_know_them(tmp_path: Path) -> None:
    assert not tools().gazetteer.candidates("Hof")
    table = tmp_path / "mine.csv"
    table.write_text("name,lat,lon,country\nHof,1.5,2.5,XX\n", encoding="utf-8")
    add(table)
    assert tools().gazetteer.candidates("Hof")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,lat,country\nHof,1,XX\n", "column 'lon' is missing"),
        ("name,lat,lon,country\nHof,north,2,XX\n", "line 2: lat is no number: 'north'"),
        ("name,lat,lon,country\nA,1,2,XX\nHof,91,2,XX\n", "line 3: lat is beyond 90"),
        ("name,lat,lon,country\nHof,nan,2,XX\n", "line 2: lat"),
        ("name,lat,lon,country\nHof,1,2,Ruritania\n", "line 2: country is no ISO"),
        ("name,lat,lon,country\n,1,2,XX\n", "line 2: name is empty"),
        ("name,lat,lon,country,level\nHof,1,2,XX,city\n", "line 2: level is none of"),
    ],
)
def test_bad_table_names_the_line_or_the_column(tmp_path: Path, text: str, words: str) -> None:
    table = tmp_path / "mine.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"mine\.csv") as caught:
        add(table)
    assert words in str(caught.value)


def test_dump_brings_what_is_new_with_names_of_areas(tmp_path: Path, shipped: Path) -> None:
    dump = tmp_path / "XX.txt"
    lines = [
        row(2, "Strelsau"),
        row(9, "Hof", other="Haf"),
        row(10, "Hof School", "SCH", "S"),
        row(11, "Stone Pass", "PASS", "T"),
    ]
    dump.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert add(dump) == 2
    hof = open_gazetteer(shipped).candidates("Haf")[0]
    assert (hof.admin1, hof.geonameid, hof.population) == ("Zenda Proper", 9, 40)
    assert not open_gazetteer(shipped).has("Hof School")


def test_country_code_is_fetched_as_a_zip(shipped: Path) -> None:
    asked: list[str] = []

    def fetch(name: str) -> bytes:
        asked.append(name)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as pack:
            pack.writestr("readme.txt", "not this one")
            pack.writestr("XX.txt", row(9, "Hof"))
        return packed.getvalue()

    assert add("xx", fetch) == 1
    assert asked == ["XX.zip"]
    assert open_gazetteer(shipped).has("Hof")


@pytest.mark.parametrize("content", [b"PK broken", b"one\ttwo\n", b"\xff\xfe\n"])
def test_a_file_that_is_no_dump_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "XX.txt").write_bytes(content)
    with pytest.raises(GazetteerError, match=r"XX\.txt"):
        add(tmp_path / "XX.txt")


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(GazetteerError, match="no such file"):
        add("nowhere.csv")
