"""Sources into reports: text as given, each fault one clear line, the rest still read."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from counterclaim.errors import SettingError, SourceError
from counterclaim.gather.options import Options, local_time
from counterclaim.gather.sources import reports
from counterclaim.records.report import Report
from counterclaim.settings import Settings


def gathered(*sources: str | Path, **options: str | Settings) -> list[Report | SourceError]:
    return list(reports(sources, Options(**options)))


def one(source: str | Path, **options: str | Settings) -> Report:
    (found,) = gathered(source, **options)
    assert isinstance(found, Report), found
    return found


def fault(source: str | Path, **options: str | Settings) -> str:
    (found,) = gathered(source, **options)
    assert isinstance(found, SourceError), found
    assert "\n" not in str(found)
    return str(found)


def test_plain_text_is_kept_as_given(tmp_path: Path) -> None:
    text = "  Shots at the ford\r\n\r\n\tTwo  men\u00a0were hurt , police said.\r\n\n\nREAD MORE: The ford\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    report = one(tmp_path / "a.txt")
    assert report.text == text
    assert report.title == "Shots at the ford"


@pytest.mark.parametrize(
    "text",
    [
        "Two men were hurt, police said.\n\nMore.",
        "No blank line\nTwo men",
        "A line that leads on to this:\n\nTwo",
        "word " * 60,
    ],
)
def test_a_first_line_that_is_no_heading_is_no_title(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert one(tmp_path / "a.txt").title is None


def test_markdown_is_text_with_its_heading_as_title(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Shots at the ford\n\nTwo men were hurt.\n")
    report = one(tmp_path / "a.md")
    assert (report.title, report.text) == ("Shots at the ford", "# Shots at the ford\n\nTwo men were hurt.\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-32"])
def test_unicode_is_read_without_a_note(tmp_path: Path, encoding: str) -> None:
    text = "Šešelj said “никто” at 18:00."
    data = b"\xff\xfe" + text.encode("utf-16-le") if encoding == "utf-16-le-bom" else text.encode(encoding)
    (tmp_path / "a.txt").write_bytes(data)
    report = one(tmp_path / "a.txt")
    assert (report.text, report.notes) == (text, ())


def test_another_encoding_is_guessed_and_told(tmp_path: Path) -> None:
    text = "Der Sprecher sagte, die Straße nach Görlitz sei für Fußgänger gesperrt; es gab “keine” Verletzten.\n"
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    report = one(tmp_path / "a.txt")
    assert report.text == text
    assert report.notes == ("the encoding was guessed: cp1252",)


def test_options_go_before_what_a_document_tells_and_behind_what_a_line_tells(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Told.", "published": "2026-03-01"}\n{"text": "Not told."}\n')
    first, second = gathered(tmp_path / "a.jsonl", published="2026-03-04", outlet="The Post", language="en")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.published, second.published) == ("2026-03-01", "2026-03-04")
    assert (first.outlet, first.language) == ("The Post", "en")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("2026-03-04", "2026-03-04"),
        ("2026-03-04T08:30:12Z", "2026-03-04T08:30"),
        ("2026-03-04 08:30+05:30", "2026-03-04T08:30"),
        ("2026-02-30", None),
        ("4 March 2026", None),
        ("20260304", None),
    ],
)
def test_published_is_a_local_iso_time_or_nothing(told: str, kept: str | None) -> None:
    assert local_time(told) == kept


def test_a_wrong_published_option_is_refused() -> None:
    with pytest.raises(SettingError, match="2026-03-04"):
        Options(published="yesterday")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x7fELF\x02\x01\x00\x00 said", "binary"),
        (b"\x1f\x8b\x08\x00abc", "unpack"),
        (b"PK\x03\x04abc", "zip"),
        (bytes(range(1, 9)) * 40, "binary"),
    ],
)
def test_what_is_no_report_is_one_clear_line(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    told = fault(tmp_path / "a.txt")
    assert told.startswith(str(tmp_path / "a.txt"))
    assert why in told


def test_a_text_over_the_limit_names_the_limit_and_its_setting(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word " * 500)
    told = fault(tmp_path / "a.txt", settings=Settings(max_text_mb=0.002))
    assert "0.002 MB" in told
    assert "COUNTERCLAIM_MAX_TEXT_MB" in told


def test_a_missing_file_and_a_directory_say_what_to_do(tmp_path: Path) -> None:
    assert fault(tmp_path / "none.txt").endswith("no such file")
    assert f"{tmp_path}/*.txt" in fault(tmp_path)


def test_one_bad_source_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").write_text("Two.")
    found = gathered(tmp_path / "a.txt", tmp_path / "none.txt", tmp_path / "b.txt")
    assert [type(each) for each in found] == [Report, SourceError, Report]


def test_reports_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    later = tmp_path / "b.txt"
    stream = reports([tmp_path / "a.txt", later], Options())
    assert isinstance(next(stream), Report)
    later.write_text("Two.")
    assert isinstance(next(stream), Report)


@pytest.mark.parametrize("packed", [False, True])
def test_lines_of_json_with_bad_ones_among_them(tmp_path: Path, packed: bool) -> None:
    lines = [
        json.dumps({"id": 7, "title": "T", "text": "Some text.", "url": "https://post.example/1", "more": []}),
        "",
        "not json",
        "[1, 2]",
        '{"title": "only a title"}',
        '{"text": 3}',
        '{"text": "Half a pair: \\ud800."}',
        '{"text": "Bad date.", "published": "soon"}',
    ]
    data = ("\ufeff" + "\n".join(lines)).encode()
    path = tmp_path / ("r.jsonl.gz" if packed else "r.jsonl")
    path.write_bytes(gzip.compress(data) if packed else data)
    found = gathered(path)
    told = [str(each).removeprefix(str(path)) for each in found if isinstance(each, SourceError)]
    read = [each for each in found if isinstance(each, Report)]
    assert [each.split(":")[0] for each in told] == [" line 3", " line 4", " line 5", " line 6"]
    assert "not JSON" in told[0]
    assert (read[0].id, read[0].title, read[0].url) == ("7", "T", "https://post.example/1")
    assert read[1].text == "Half a pair: \ufffd."
    assert (read[2].published, len(read[2].notes)) == (None, 1)


def test_a_line_over_the_limit_is_skipped_whole(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps({"text": "word " * 2000}) + "\n" + json.dumps({"text": "Short."}) + "\n")
    first, second = gathered(path, settings=Settings(max_file_mb=0.001))
    assert "line 1: over the limit" in str(first)
    assert isinstance(second, Report)


def test_a_cut_off_gzip_gives_what_it_holds_and_one_error(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"Report {n} of many, told at length."}) + "\n" for n in range(3000))
    path = tmp_path / "r.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode())[:4000])
    *read, last = gathered(path)
    assert read
    assert all(isinstance(each, Report) for each in read)
    assert "cannot be unpacked" in str(last)


def test_a_json_file_that_is_no_lines_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"text": "x"}')
    assert ".jsonl" in fault(tmp_path / "a.json")


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"Two men were hurt.", ["Two men were hurt."]),
        (b'{"id": "a", "text": "One."}\n{"text": "Two."}\n', ["One.", "Two."]),
    ],
)
def test_standard_input_is_text_or_lines(monkeypatch: pytest.MonkeyPatch, data: bytes, texts: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [each.text for each in gathered("-") if isinstance(each, Report)] == texts


def test_the_same_report_has_the_same_id(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Two men were hurt.")
    assert one(tmp_path / "a.txt").id == one(tmp_path / "b.txt").id
