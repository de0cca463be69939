"""Reports of others: packed without a word of text, read back as they were written, checked, compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from training.corpus_tools import agree, convert, real, real_sources
from training.corpus_tools.__main__ import main
from training.corpus_tools.format import mapping, read_family, read_report
from training.corpus_tools.marks import FormatError, parse, write

FAMILY = """\
title: Patrol fired on
invented: false
contested: false
region: asia_central
kind: clash
incidents:
  A: {what: A patrol fired on, event: clash, ucdp: 1, when: 2011-05-02, where: valley}
places:
  valley: {name: Ghorband, country: AF, lat: 34.9, lon: 68.8}
who:
  patrol: AF-MIL military
  men: null unknown, unidentified
"""
HEAD = """\
id: real-release
outlet: Army
outlet_kind: army
published: 2011-05-03
accounts:
  A: {status: main, who: [patrol target, men responsible]}
statements:
  1: AF-MIL asserts, about A
toll:
  hurt: A injured 3, of AF-MIL, combatant, by 1
"""
BODY = (
    "Patrol meets fire in Ghorband &amp; returns\n\n<m men>Unknown men</m> <t A>shot at</t> "
    "<m patrol>an army patrol</m> <p A=valley>in Ghorband</p> <w A=2011-05-02>on Monday</w>; "
    "<c 1><n hurt>three</n> soldiers were hurt</c>, "
    "<s 1>its commander</s> <q 1>said</q> with a &lt;shrug&gt;.\n"
)
PLAIN = parse(BODY)[0]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of public sets that holds one of them, with two texts of our own."""
    folder = tmp_path / "data" / "isaf_press_releases"
    folder.mkdir(parents=True)
    rows = [{"text": PLAIN}, {"text": "A band played in the square and went home again."}]
    (folder / "releases.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return folder.parent


@pytest.fixture
def inline(tmp_path: Path) -> Path:
    """The annotators' folder: one family of one report, and one report with nothing in it."""
    (tmp_path / "inline" / "patrol").mkdir(parents=True)
    (tmp_path / "inline" / "none").mkdir()
    (tmp_path / "inline" / "patrol" / "family.yaml").write_text(FAMILY, "utf-8")
    (tmp_path / "inline" / "patrol" / "1-army.txt").write_text(f"---\n{HEAD}---\n{BODY}", "utf-8")
    nothing = "---\nid: real-band\nlooks_like: other\n---\nA band played in the square and went home again.\n"
    (tmp_path / "inline" / "none" / "band.txt").write_text(nothing, "utf-8")
    return tmp_path / "inline"


@pytest.fixture
def packed(inline: Path, data: Path, tmp_path: Path) -> Path:
    """The folder of files without text."""
    assert real.pack(inline, data, tmp_path / "packed") == (2, [])
    return tmp_path / "packed"


def test_a_packed_report_is_read_as_the_one_with_its_marks_inside(packed: Path, inline: Path, data: Path) -> None:
    family = read_family(inline / "patrol")
    was = convert.to_json(read_report(inline / "patrol" / "1-army.txt"), family)
    passed: list[str] = []
    found = {report.id: convert.to_json(report, told) for _, told, report in real.items(data, passed, packed)}
    assert found["real-release"] == was
    assert found["real-band"]["relevant"] is False
    assert passed == []


def test_what_is_kept_holds_no_run_of_the_texts_words(packed: Path) -> None:
    for path in packed.rglob("*.yaml"):
        assert real.quotations(path.read_text("utf-8"), PLAIN) == []
        assert "Ghorband & returns" not in path.read_text("utf-8")


def test_a_head_or_a_family_that_quotes_is_not_packed(inline: Path, data: Path, tmp_path: Path) -> None:
    family = inline / "patrol" / "family.yaml"
    family.write_text(FAMILY.replace("A patrol fired on,", "Unknown men shot at an army patrol,"), "utf-8")
    done, wrong = real.pack(inline, data, tmp_path / "out")
    assert done == 1
    assert "patrol/family.yaml quotes 'men shot at an army'" in wrong
    assert not (tmp_path / "out" / "patrol").exists()


def test_a_text_that_drifted_from_its_source_is_not_packed(inline: Path, data: Path, tmp_path: Path) -> None:
    path = inline / "patrol" / "1-army.txt"
    path.write_text(path.read_text("utf-8").replace("on Monday", "on  Monday"), "utf-8")
    _, wrong = real.pack(inline, data, tmp_path / "out")
    assert wrong == ["patrol/1-army.txt: its text is that of no report in the public sets"]


def test_places_do_not_hold_in_another_text(packed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "isaf_press_releases"
    other.mkdir(parents=True)
    (other / "releases.jsonl").write_text(json.dumps({"text": PLAIN.upper()}) + "\n", "utf-8")
    with pytest.raises(FormatError, match="another text"):
        real.read(packed / "patrol" / "1-army.yaml", other.parent)


def test_reports_of_absent_sets_are_named_and_left_out(packed: Path, tmp_path: Path) -> None:
    passed: list[str] = []
    assert list(real.items(tmp_path / "nowhere", passed, packed)) == []
    assert len(passed) == 2
    assert all("isaf_press_releases" in line for line in passed)


def test_rebuilding_gives_the_annotators_folder_again(packed: Path, inline: Path, data: Path, tmp_path: Path) -> None:
    assert real.rebuild(tmp_path / "again", data, [], packed) == 2
    for name in ("patrol/family.yaml", "patrol/1-army.txt"):
        assert (tmp_path / "again" / name).read_text("utf-8") == (inline / name).read_text("utf-8")


def test_the_checker_reads_packed_reports_too(packed: Path, data: Path) -> None:
    assert real.faults(data, packed) == []
    path = packed / "patrol" / "1-army.yaml"
    path.write_text(path.read_text("utf-8").replace("AF-MIL asserts", "XX-MIL asserts"), "utf-8")
    assert any("XX-MIL" in fault for fault in real.faults(data, packed))


def test_the_marks_are_written_back_however_they_nest() -> None:
    marked = "<c 1><m a,b=A><n x>Two</n></m> of</c> <w -=2011>them</w> &amp; <k z>&lt;all&gt;</k>."
    assert write(*parse(marked)) == marked


def test_tokens_become_a_line_that_a_printer_would_set() -> None:
    line = "`` It 's over , '' he said ( on Monday ) at 6 : 30 p . m . : 23 - year - old seen , 4 , 000 there ."
    assert real_sources.joined(line.split(" ")) == (
        '"It\'s over," he said (on Monday) at 6:30 p.m.: 23-year-old seen, 4,000 there.'
    )


def test_two_annotations_are_compared_by_their_ids(inline: Path, tmp_path: Path) -> None:
    other = tmp_path / "second" / "patrol"
    other.mkdir(parents=True)
    (other / "family.yaml").write_text(FAMILY, "utf-8")
    head = HEAD.replace("1: AF-MIL asserts", "1: AF-MIL announces").replace("injured 3", "injured 4")
    (other / "1-army.txt").write_text(f"---\n{head}---\n{BODY}", "utf-8")
    compared, passed = agree.compare(inline, tmp_path / "second")
    figures = compared.scores()
    assert passed == []
    assert compared.reports == 1
    assert (figures["holder"], figures["stance"], figures["incidents F1"], figures["toll F1"]) == (1, 0, 1, 0)
    assert "| stance | 0.000 |" in agree.page(inline, tmp_path / "second")


def test_the_tool_packs_only_where_the_texts_are(
    inline: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COUNTERCLAIM_DATA", raising=False)
    assert main(["real", "pack", str(inline)]) == 1
    assert "COUNTERCLAIM_DATA names no folder" in capsys.readouterr().err


def test_the_kept_reports_name_their_source_and_hold_no_text() -> None:
    for path in real.REAL.glob("*/*.yaml"):
        if path.name != "family.yaml":
            kept = mapping(path.read_text("utf-8"))
            assert set(kept) <= {"source", "head", "marks"}
            assert set(kept["source"]) == {"set", "record", "sha256"}
            assert "title" not in mapping(kept["head"])


@pytest.mark.data
def test_the_kept_reports_are_sound_and_quote_nothing() -> None:
    from evaluation import data as sets

    folder = sets.root()
    if folder is None:
        pytest.skip("the public sets are not there")
    assert real.faults(folder) == []
    for path, _, report in real.items(folder, []):
        for kept in (path, path.parent / "family.yaml"):
            assert not kept.is_file() or real.quotations(kept.read_text("utf-8"), report.text) == []
