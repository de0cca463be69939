"""Inline marks, time values and the short lines of a head."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.corpus_tools import lines, timing
from training.corpus_tools.marks import FormatError, escape, parse

from counterclaim.records.reading import Quantity


def test_marks_leave_the_text_and_give_exact_spans() -> None:
    text, marks = parse("<c 1>Two <m a,b>men</m> fell <w A=2026-03-03TNI>overnight</w></c>, he <q 1>said</q>.")
    assert text == "Two men fell overnight, he said."
    told = [(mark.letter, mark.ids, mark.value, text[slice(*mark.span)]) for mark in marks]
    assert told == [
        ("c", ("1",), None, "Two men fell overnight"),
        ("m", ("a", "b"), None, "men"),
        ("w", ("A",), "2026-03-03TNI", "overnight"),
        ("q", ("1",), None, "said"),
    ]


def test_a_dash_links_nothing_and_equal_spans_keep_outer_before_inner() -> None:
    text, marks = parse("<x A=drone><m rsf>aircraft</m></x> on <w -=2026-03-03>Tuesday</w>")
    assert [mark.letter for mark in marks] == ["x", "m", "w"]
    assert marks[2].ids == ()
    assert text == "aircraft on Tuesday"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse(escape(text)) == (text, [])


def test_signs_that_begin_no_mark_are_written_plainly_or_escaped() -> None:
    assert parse("R&D, 5 &lt; 6 &amp;lt;")[0] == "R&D, 5 < 6 &lt;"


@pytest.mark.parametrize(
    "marked",
    [
        "<s 1>open",
        "</s> shut",
        "<s 1><q 1>crossed</s></q>",
        "5 < 6",
        "<z 1>letter</z>",
        "<s>no id</s>",
        "<s 1> blank</s>",
        "<s 1></s>",
    ],
)
def test_what_is_no_mark_is_refused(marked: str) -> None:
    with pytest.raises(FormatError):
        parse(marked)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2026-03-04", ("2026-03-04", "2026-03-04", "day", "within")),
        ("2026-03-03TNI", ("2026-03-03T18:00", "2026-03-04T06:00", "part_of_day", "within")),
        ("2026-03-04T14", ("2026-03-04T14:00", "2026-03-04T14:59", "hour", "within")),
        ("2024-02", ("2024-02-01", "2024-02-29", "month", "within")),
        ("2026-W10", ("2026-03-02", "2026-03-08", "week", "within")),
        ("1995-01/1995-04", ("1995-01-01", "1995-04-30", "months", "within")),
        ("2026-03-02/2026-03-04!", ("2026-03-02", "2026-03-04", "days", "throughout")),
        ("2026-03-03T22/2026-03-04T01", ("2026-03-03T22:00", "2026-03-04T01:59", "part_of_day", "within")),
        ("PAST_REF", (None, None, "unknown", "within")),
    ],
)
def test_time_values_are_intervals(value: str, told: tuple[object, ...]) -> None:
    assert tuple(timing.read(value)) == told


@pytest.mark.parametrize(
    "value", ["", "Tuesday", "2026-13", "2026-02-30", "2026-03-04TXX", "2026-03-04T25", "2026-03-05/2026-03-04"]
)
def test_what_no_calendar_holds_is_refused(value: str) -> None:
    with pytest.raises(FormatError):
        timing.read(value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("4", Quantity(4, 4, 4)),
        ("3+", Quantity(3, 3, None)),
        ("-20", Quantity(None, 20, 20)),
        ("24-99/24", Quantity(24, 24, 99)),
        ("3-9/5", Quantity(3, 5, 9)),
        ("~30", Quantity(30, 30, 30, True)),
    ],
)
def test_numbers_are_bounds(text: str, told: Quantity) -> None:
    assert lines.quantity(text) == told


def test_a_toll_line() -> None:
    figure = lines.figure("A killed 3+, of PE-MIL, combatant, by 2, in all, cumulative, as of 2026-03-05")
    assert (figure.account, figure.harm, figure.of, figure.by) == ("A", "killed", "PE-MIL", "2")
    assert (figure.subset, figure.cumulative, figure.as_of) == ("all", True, "2026-03-05")


def test_a_claim_line_may_deny() -> None:
    claimed = lines.claimed("A occurrence not true, by 4, inferred")
    assert (claimed.value, claimed.polarity, claimed.basis) == (True, False, "inferred")


def test_a_denial_is_certain_of_the_contrary_unless_it_says_otherwise() -> None:
    assert lines.said("PE denies").factuality == "CT-"
    assert lines.said("PE denies, PR-").factuality == "PR-"


@pytest.mark.parametrize(
    "line", ["A killed two, by 1", "A slain 2, by 1", "A killed 2", "A killed 2, by 1, sure", "A killed, by 1"]
)
def test_a_wrong_toll_line_says_what_is_wrong(line: str) -> None:
    with pytest.raises(FormatError):
        lines.figure(line)
