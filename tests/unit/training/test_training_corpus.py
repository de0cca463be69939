"""A family written for the tests: converted with exact offsets, found sound, and found out where it is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from training.corpus_tools import check, convert, parts, proofs, stats
from training.corpus_tools.__main__ import main
from training.corpus_tools.format import part, read_family, read_report

FAMILY = """\
title: A post is shelled
invented: true
contested: true
region: america_south
kind: border_clash
incidents:
  A: {what: A post is shelled; Quito denies it, event: shelling, ucdp: 1, when: 2026-03-03TNI, where: post}
places:
  post: {name: Loreto, country: PE, admin1: Loreto, lat: -4.2, lon: -74.3, radius_km: 350, precision: admin1}
who:
  pe: PE-MIL military
  ec: EC-MIL military
disputes:
  - {incident: A, field: responsibility, positions: {PE: EC-MIL, EC: not EC-MIL}}
toll:
  - {incident: A, harm: killed, of: PE-MIL, by: PE, told: {"2026-03-04": 2}}
"""
REPORT = """\
---
id: post-%d
title: Two killed at post
outlet: Wire
outlet_kind: wire
published: 2026-03-04
accounts:
  A: {status: main, who: [pe target claimed, ec responsible claimed]}
statements:
  1: PE-MOD accuses, PR+, about A, to EC
  2: EC-GOV denies, about A, answers 1
toll:
  dead: A killed 2, of PE-MIL, combatant, by 1, hedged
claims:
  - A responsibility EC-MIL, by 1
  - A responsibility not EC-MIL, by 2, inferred
disputes:
  - A responsibility, denial
---
Two killed at post

<c 1><m pe><n dead>Two</n> Peruvian soldiers</m> were reportedly killed <w A=2026-03-03TNI>overnight</w> \
when <m ec>Ecuadorian troops</m> <t A>shelled</t> <o A=military_post:hit>a post</o> <p A=post>in Loreto</p></c>, \
<s 1>Lima</s> <q 1>said</q>. <s 2>Quito</s> <q 2>called</q> <c 2>this "a fable"</c>. That was report %d.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one family with three reports and one report with nothing in it."""
    family = tmp_path / "post"
    family.mkdir()
    (family / "family.yaml").write_text(FAMILY, "utf-8")
    for n in (1, 2, 3):
        (family / f"{n}.txt").write_text(REPORT % (n, n), "utf-8")
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "drill.txt").write_text("---\nid: drill\nlooks_like: exercise\n---\nA drill.\n", "utf-8")
    return tmp_path


def change(corpus: Path, old: str, new: str, name: str = "post/1.txt") -> list[str]:
    """The faults found after one change of one file."""
    path = corpus / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return check.check(corpus)


def test_a_report_becomes_the_contracts_json_with_exact_offsets(corpus: Path) -> None:
    found = convert.to_json(read_report(corpus / "post" / "1.txt"), read_family(corpus / "post"))
    text, account, statements = found["report"]["text"], found["accounts"][0], found["statements"]
    assert text.startswith("Two killed at post\n\nTwo Peruvian soldiers were")
    assert account["when"]["start"] == "2026-03-03T18:00"
    assert account["when"]["text"] == text[slice(*account["when"]["span"])] == "overnight"
    assert account["event"]["plover"] == {"type": "ASSAULT", "mode": "heavy-weapons"}
    assert account["anchor"]["text"].startswith("Two Peruvian")
    assert account["anchor"]["text"].endswith("in Loreto")
    assert [one["name"] for one in account["participants"]] == ["Peruvian soldiers", "Ecuadorian troops"]
    assert account["toll"][0]["holder"] == "PE"
    assert account["toll"][0]["claims"] == [0]
    assert account["claims"][0]["field"] == "killed"
    held = [(one["holder"], one["polarity"]) for one in account["disputes"][0]["positions"]]
    assert held == [("PE", True), ("EC", False)]
    assert [one["source"]["holder"] for one in statements] == ["PE", "EC"]
    assert [one["quote"] for one in statements] == ["indirect", "mixed"]
    assert statements[1]["answers"] == [0]


def test_one_id_may_stand_for_other_people_in_another_account(corpus: Path) -> None:
    path = corpus / "post" / "1.txt"
    told = "<m pe=B>Nine guards</m> <t B>died</t> there before."
    text = path.read_text("utf-8").replace("That was report", f"{told} That was report")
    head = "  B: {incident: A, status: background, who: [pe victim]}\nstatements:"
    path.write_text(text.replace("statements:", head), "utf-8")
    accounts = convert.to_json(read_report(path), read_family(corpus / "post"))["accounts"]
    assert [account["participants"][0]["name"] for account in accounts] == ["Peruvian soldiers", "Nine guards"]


def test_an_anchor_leaves_the_dateline_out(corpus: Path) -> None:
    path = corpus / "post" / "1.txt"
    text = (
        path.read_text("utf-8")
        .replace("<c 1><m pe>", "LIMA, March 4 (Wire) - <m pe>")
        .replace("</c>, ", ", <c 1>so</c> ")
    )
    path.write_text(text, "utf-8")
    anchor = convert.to_json(read_report(path), read_family(corpus / "post"))["accounts"][0]["anchor"]["text"]
    assert anchor.startswith("Two Peruvian soldiers")


@pytest.mark.parametrize(
    ("contents", "told"),
    [
        (['"It was ours,"'], "direct"),
        (['"in full" as "asked"'], "mixed"),
        (["that it rose"], "indirect"),
        (['"One,"', "and two"], "mixed"),
    ],
)
def test_quoting_follows_from_the_marks_of_quotation(contents: list[str], told: str) -> None:
    assert parts.quoting(contents) == told


def test_a_report_with_nothing_in_it_is_not_relevant(corpus: Path) -> None:
    found = convert.to_json(read_report(corpus / "none" / "drill.txt"), None)
    assert (found["relevant"], found["accounts"], found["statements"]) == (False, [], [])


@pytest.mark.parametrize(
    ("event", "harmed", "hit", "sub_event"),
    [
        ("open_fire", "PE-CIV civilians", "vehicle", "Attack"),
        ("attack", "PE-CIV person", "vehicle", "Attack"),
        ("raid_operation", "PE-CIV civilians", "building", "Arrests"),
        ("open_fire", "PE-POL police", "vehicle", "Armed clash"),
        ("open_fire", "null unknown, unidentified", "vehicle", "Armed clash"),
        ("attack", "PE-CIV civilians", "military_post", "Armed clash"),
        ("shelling", "PE-CIV civilians", "vehicle", "Shelling/artillery/missile attack"),
    ],
)
def test_fire_at_people_without_arms_is_an_attack_on_them(
    corpus: Path, event: str, harmed: str, hit: str, sub_event: str
) -> None:
    family, path = corpus / "post" / "family.yaml", corpus / "post" / "1.txt"
    told = family.read_text("utf-8").replace("event: shelling", f"event: {event}")
    family.write_text(told.replace("pe: PE-MIL military", f"pe: {harmed}"), "utf-8")
    path.write_text(path.read_text("utf-8").replace("A=military_post:hit", f"A={hit}:hit"), "utf-8")
    code = convert.to_json(read_report(path), read_family(family.parent))["accounts"][0]["event"]
    assert code["acled"]["sub_event_type"] == sub_event


def test_what_the_family_says_of_the_event_stands(corpus: Path) -> None:
    family = corpus / "post" / "family.yaml"
    told = family.read_text("utf-8").replace("pe: PE-MIL military", "pe: PE-CIV civilians")
    told = told.replace("event: shelling", "event: attack, acled: Battles > Armed clash")
    family.write_text(told, "utf-8")
    code = convert.to_json(read_report(corpus / "post" / "1.txt"), read_family(family.parent))["accounts"][0]["event"]
    assert code["acled"]["event_type"] == "Battles"


def test_a_sound_corpus_has_no_faults(corpus: Path) -> None:
    assert check.check(corpus) == []
    assert main(["check", "--corpus", str(corpus)]) == 0


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("PE-MOD accuses", "PE-NAVY2 accuses", "PE-NAVY2"),
        ("of PE-MIL", "of PE-ELVES", "PE-ELVES"),
        ("answers 1", "answers 7", "statement 7"),
        ("about A, to EC", "about B, to EC", "account B"),
        ("<w A=2026-03-03TNI>", "<w A=PAST_REF>", "no time"),
        ("<p A=post>", "<p A=moon>", "moon"),
        ("<q 1>said</q>", "said", "<q 1>"),
        ("<o A=military_post:hit>", "<o A=sandcastle>", "sandcastle"),
        ("<m pe>", "<m pe,who>", "who"),
        ("id: post-1", "id: post-2", "stands twice"),
        ("title: Two killed at post", "title: Three killed", "title"),
        ("by 1, hedged", "by 2, hedged", "toll"),
        ("kind: wire", "kind: blimp", "outlet_kind"),
        ("status: main", "status: maim", "maim"),
    ],
)
def test_each_fault_is_found_and_named(corpus: Path, old: str, new: str, fault: str) -> None:
    for n in (2, 3):
        if fault == "toll":
            change(corpus, old, new, f"post/{n}.txt")
    found = change(corpus, old, new)
    assert found
    assert any(fault in line for line in found), found


def test_a_family_tells_no_dispute_that_no_report_holds(corpus: Path) -> None:
    found = change(corpus, "EC: not EC-MIL", "EC: PE-MIL", "post/family.yaml")
    assert any("no report has EC claim" in line for line in found)


def test_a_family_of_two_is_too_small(corpus: Path) -> None:
    (corpus / "post" / "3.txt").unlink()
    assert any("2 reports" in line for line in check.check(corpus))


def test_a_wrong_quotation_in_the_json_is_found(corpus: Path) -> None:
    found = convert.to_json(read_report(corpus / "post" / "1.txt"), read_family(corpus / "post"))
    assert not list(proofs.faults(found))
    found["accounts"][0]["anchor"]["span"][0] += 1
    found["accounts"][0]["claims"][0]["statement"] = 9
    found["accounts"][0]["when"]["end"] = "2026-03-01"
    faults = "\n".join(proofs.faults(found))
    assert "is not what stands at" in faults
    assert "9 leads nowhere" in faults
    assert "ends before it begins" in faults


def test_the_part_of_a_family_never_changes() -> None:
    known = {"batken-water-post": "train", "obeid-clinic": "dev", "zamfara-school": "test"}
    assert {slug: part(slug) for slug in known} == known
    shares = [sum(part(f"slug-{n}") == name for n in range(2000)) / 2000 for name in ("train", "dev", "test")]
    assert shares == pytest.approx([0.70, 0.15, 0.15], abs=0.03)


def test_convert_prints_a_line_a_report_and_stats_writes_a_page(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", "--corpus", str(corpus)]) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["report"]["id"] for one in printed] == ["post-1", "post-2", "post-3", "drill"]
    assert main(["stats", "--corpus", str(corpus)]) == 0
    page = (corpus / "STATISTICS.md").read_text("utf-8")
    assert page == stats.page(corpus)
    assert "| said | 3 |" in page


def test_the_corpus_is_sound() -> None:
    assert check.check() == []
