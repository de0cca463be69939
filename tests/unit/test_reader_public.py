"""`from counterclaim import read` in each way a source can be handed in, and the settings it reads under."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import counterclaim
from counterclaim import Report, Result, SourceError, read
from counterclaim.errors import SettingError
from counterclaim.settings import Settings, load

TEXT = "Two soldiers were killed near Gao on Tuesday, the Malian army said."


def test_a_text_a_path_and_a_report_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    results = [
        read(TEXT, published="2026-03-04"),
        read(path, published="2026-03-04"),
        read(str(path), published="2026-03-04"),
        read(Report(TEXT, published="2026-03-04")),
    ]
    assert all(isinstance(result, Result) for result in results)
    assert len({result.dumps() for result in results}) == 1
    assert results[0].relevant
    assert results[0].as_json(reading=True)["reading"]["numbers"]


def test_read_is_callable_whatever_was_imported_before() -> None:
    importlib.import_module("counterclaim.read.document")
    again = importlib.import_module("counterclaim")
    assert callable(again.read)
    assert again.read(TEXT).report.text == TEXT


def test_every_public_name_is_there() -> None:
    for name in counterclaim.__all__:
        assert getattr(counterclaim, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'Ledgr'"):
        _ = counterclaim.Ledgr  # type: ignore[attr-defined]


@pytest.mark.parametrize(("source", "why"), [("report.txt", "no such file"), ("", "empty"), ("  \n ", "empty")])
def test_what_is_no_source_is_told(source: str, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        read(source)


def test_several_reports_are_read_one_after_another(tmp_path: Path) -> None:
    path = tmp_path / "w.jsonl"
    path.write_text('{"text": "One thing."}\nnot json\n{"text": "Another thing."}\n')
    with pytest.raises(SourceError, match="read_all"):
        read(path)
    found = list(counterclaim.Reader().read_all([path]))
    assert [type(each) for each in found] == [Result, SourceError, Result]


def test_a_report_that_trips_the_reader_is_told_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "w.jsonl"
    path.write_text('{"id": "a", "text": "One thing."}\n{"id": "b", "text": "Another thing."}\n')
    reader = counterclaim.Reader()
    code = type(reader).code

    def fails_on_a(self: counterclaim.Reader, report: Report) -> Result:
        if report.id == "a":
            raise OverflowError("date value out of range")
        return code(self, report)

    monkeypatch.setattr(counterclaim.Reader, "code", fails_on_a)
    first, second = reader.read_all([path])
    assert "report a: the reader failed" in str(first)
    assert isinstance(second, Result)


def test_settings_come_from_the_environment_and_are_checked() -> None:
    assert load({}) == Settings()
    assert load({"COUNTERCLAIM_MAX_TEXT_MB": "1.5", "COUNTERCLAIM_FETCH_REDIRECTS": "0"}) == Settings(
        max_text_mb=1.5, fetch_redirects=0
    )
    for wrong in ("x", "-1", "inf", "nan"):
        with pytest.raises(SettingError, match="COUNTERCLAIM_MAX_TEXT_MB"):
            load({"COUNTERCLAIM_MAX_TEXT_MB": wrong})
    with pytest.raises(SettingError, match="whole number"):
        load({"COUNTERCLAIM_FETCH_REDIRECTS": "1.5"})
