"""Sets are found as folders or archives, and an archive cannot write outside its own folder."""

import io
import tarfile
from importlib.util import find_spec
from types import SimpleNamespace

import pytest
from evaluation import catalogue, data
from evaluation.run import Run, nothing


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def pack(path, *members):
    with tarfile.open(path, "w:gz") as packed:
        for name in members:
            info = tarfile.TarInfo(name)
            info.size = 2
            packed.addfile(info, io.BytesIO(b"hi"))


def test_a_folder_is_taken_before_an_archive(tmp_path):
    (tmp_path / "toy").mkdir()
    pack(tmp_path / "toy.tar.gz", "toy/a.txt")
    assert data.locate("toy", tmp_path) == tmp_path / "toy"


def test_an_archive_is_unpacked_once(tmp_path):
    pack(tmp_path / "toy.tar.gz", "toy/a.txt")
    place = data.locate("toy", tmp_path)
    assert (place / "a.txt").read_text() == "hi"
    (place / "a.txt").write_text("kept")
    assert (data.locate("toy", tmp_path) / "a.txt").read_text() == "kept"


def test_an_archive_that_climbs_out_is_refused_and_leaves_nothing(tmp_path):
    pack(tmp_path / "toy.tar.gz", "toy/a.txt", "../../outside.txt")
    with pytest.raises(tarfile.TarError):
        data.locate("toy", tmp_path)
    assert not list(tmp_path.rglob("outside.txt"))
    assert not list(tmp_path.rglob("a.txt"))


def test_an_archive_without_its_folder_is_told(tmp_path):
    pack(tmp_path / "toy.tar.gz", "other/a.txt")
    with pytest.raises(ValueError, match="holds no folder toy"):
        data.locate("toy", tmp_path)


def test_what_is_absent_is_none(tmp_path, monkeypatch):
    assert data.locate("toy", tmp_path) is None
    monkeypatch.setenv(data.VARIABLE, str(tmp_path / "nowhere"))
    assert data.root() is None


def test_only_a_newline_ends_a_json_line(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "one\u2028two"}\n\n{"text": "three"}\n', "utf-8")
    assert [one["text"] for one in data.lines(tmp_path / "a.jsonl")] == ["one\u2028two", "three"]


def test_every_set_is_told_once_and_has_a_scorer():
    names = [entry.name for entry in catalogue.SETS]
    assert len(names) == len(set(names))
    for entry in catalogue.SETS:
        assert find_spec(entry.module), entry.module


def test_a_tagger_is_given_the_folder_of_sets_and_its_part(tmp_path, monkeypatch):
    asked = []

    def score(data, part):
        asked.append((data, part))
        return {"f1": 80.0, "gold": 12}

    monkeypatch.setattr(catalogue, "import_module", lambda _module: SimpleNamespace(score=score))
    entry = catalogue.Tagger("toy", "toy", "nowhere", "", "", ("even", "odd"), 100, ("gold",))
    assert entry.score(tmp_path / "toy", Run(nothing)) == {"f1": 0.8, "n gold": 12}
    entry.score(tmp_path / "toy", Run(nothing, part="tune"))
    assert asked == [(tmp_path, "odd"), (tmp_path, "even")]
