"""Cards: everything told stands on them, nothing runs over the edge, no text steers the terminal."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from counterclaim.records.account import Coding, When
from counterclaim.records.reading import Attribution, Quantity, Reading
from counterclaim.records.report import Report
from counterclaim.views.card import card
from counterclaim.views.words import clean, interval, quantity, quoted
from example_records import coding_of, example, reading_of, report_of

NAMES = {"PE": "Peru", "EC": "Ecuador", "BR": "Brazil", "EC-MIL": "Ecuador's army", "PE-MIL": "Peru's army"}


def printed(width: int, report: Report | None = None, coding: Coding | None = None, **options: Any) -> str:
    told = example()
    console = Console(width=width, file=StringIO(), highlight=False, color_system=None)
    reading = options.pop("reading", reading_of(told))
    made = card(
        report or report_of(told), coding or coding_of(told), reading, lambda actor: NAMES.get(actor, actor), **options
    )
    console.print(made)
    text = console.file.getvalue()
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("width", [50, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(cell_len(line) for line in printed(width, explain=True).splitlines()) <= width


def test_claims_stand_side_by_side_with_the_dispute_marked() -> None:
    lines = printed(120).splitlines()
    head = next(line for line in lines if "Peru " in line and "Ecuador " in line and "denies" not in line)
    row = next(line for line in lines if "≠ responsibility" in line)
    assert head.index("Peru") < head.index("Ecuador")
    assert row.index("Ecuador's army") < row.index("denies: Ecuador's army")
    assert not any("≠ killed" in line for line in lines)


def test_the_words_behind_a_claim_are_on_the_card() -> None:
    text = " ".join(printed(120).replace("│", " ").split())
    assert 's1 Ecuador · Quito rejected: “the accusation as "a fabrication"”' in text
    assert "s7 Brazil · Brasilia urged: “both sides to show restraint”" in text


def test_a_claim_made_twice_stands_once_with_both_marks() -> None:
    row = next(line for line in printed(120).splitlines() if "killed  " in line and "s0" in line)
    assert "2 s0 s5" in row


def test_quotation_marks_are_not_doubled() -> None:
    assert quoted('"We do not."') == "“We do not.”"
    assert quoted('"We" and "they"') == '“"We" and "they"”'


def test_report_voice_is_shown_by_its_sentence() -> None:
    coding = coding_of(example())
    history = replace(coding.accounts[2], status="main")
    text = " ".join(printed(120, coding=replace(coding, accounts=(history,))).replace("│", " ").split())
    assert "The report itself" in text
    assert "r1 “The neighbours last fought in early 1995, when dozens of soldiers died" in text


def test_many_holders_are_listed_and_not_squeezed() -> None:
    coding = coding_of(example())
    claim = coding.accounts[0].claims[6]
    claims = tuple(replace(claim, holder=holder) for holder in ("PE", "EC", "BR", "witness", "medical", None))
    text = printed(80, coding=replace(coding, accounts=(replace(coding.accounts[0], claims=claims, disputes=()),)))
    for heading in ("Peru", "Ecuador", "Brazil", "Witnesses", "Medics", "Source not resolved"):
        assert heading in text


def test_explain_names_the_entries_that_set_the_fields() -> None:
    told = example()
    cue = coding_of(told).statements[0].cue
    reading = replace(reading_of(told), attributions=(Attribution((235, 263), cue.span, ((72, 233),), "say"),))
    plain, explained = printed(120, reading=reading), printed(120, reading=reading, explain=True)
    assert "event armed-clash, [173, 176]" not in plain
    assert "event armed-clash, [173, 176]" in explained
    assert "cue say, source stated" in explained


def test_an_irrelevant_report_says_so() -> None:
    text = printed(80, Report("The fair opens on Sunday."), Coding(relevant=False), reading=Reading("x", False))
    assert "Nothing in it of an armed incident." in text


def test_text_of_a_report_cannot_steer_the_terminal() -> None:
    coding = coding_of(example())
    account = replace(coding.accounts[0], headline="\x1b[31mred\x07 \u202eturned [bold]round[/bold]")
    text = printed(80, Report("x", title="\x1b]0;t\x07"), replace(coding, accounts=(account,)))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "turned [bold]round[/bold]" in text
    assert clean("a\r\n\tb") == "a b"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Quantity(2, 2, 2), "2"),
        (Quantity(20, 20, 20, hedged=True), "about 20"),
        (Quantity(3, 3, None), "3 or more"),
        (Quantity(None, None, 30), "up to 30"),
        (Quantity(24, 24, 99), "24 to 99 (best 24)"),
        (Quantity(0, 0, 0), "0"),
        (Quantity(None, None, None), "an untold number"),
    ],
)
def test_quantities_keep_their_bounds(value: Quantity, told: str) -> None:
    assert quantity(value) == told


def test_intervals_say_what_is_open() -> None:
    assert interval(When("2026-03-03", "2026-03-03")) == "2026-03-03"
    assert interval(When("2026-03-03", None, ongoing=True)) == "from 2026-03-03 ongoing"
    assert interval(When(text="on Tuesday", span=(0, 10))) == "not resolved “on Tuesday”"
    assert interval(When()) == "not told"
