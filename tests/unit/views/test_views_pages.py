"""Views for pages: a sentence around words, marks that overlap, short figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.records.reading import Quantity
from counterclaim.views.marked import Mark, pieces
from counterclaim.views.quote import quote
from counterclaim.views.tolls import short

TEXT = "First things first. Gen. Ali said that two men died. Nobody else spoke.\n\nA new day."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("two men", "Gen. Ali said that two men died."),
        ("First", "First things first."),
        ("spoke", "Nobody else spoke."),
        ("A new day", "A new day."),
    ],
)
def test_a_quote_is_the_sentence_cut_at_the_words(words: str, sentence: str) -> None:
    start = TEXT.index(words)
    found = quote(TEXT, (start, start + len(words)))
    assert found.words == words
    assert "".join(found) == sentence


def test_a_quote_of_a_span_beyond_the_text_is_no_crash() -> None:
    assert quote("short", (40, 50)).words == ""


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=8))
def test_pieces_are_the_text_whatever_is_marked(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(span, "cue", (f"s{n}",)) for n, span in enumerate(spans)]
    found = pieces(text, marks)
    assert "".join(piece.text for piece in found) == text
    for n, (start, end) in enumerate(spans):
        if 0 <= start < end <= len(text):
            assert "".join(piece.text for piece in found if f"s{n}" in piece.refs) == text[start:end]


@pytest.mark.parametrize(
    ("quantity", "told"),
    [
        (Quantity(3, 3, 3), "3"),
        (Quantity(12, 12, 12, True), "~12"),
        (Quantity(2, 5, 22), "2–22"),
        (Quantity(4, None, None), "4+"),
        (Quantity(None, None, 30), "≤30"),
        (Quantity(None, None, None), "some"),
    ],
)
def test_a_figure_in_short(quantity: Quantity, told: str) -> None:
    assert short(quantity) == told
