"""A text in pieces and windows: offsets, letter case, and cuts that lose and repeat nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("tokenizers")

from counterclaim.read.model_windows import (
    DIGIT,
    LOWER,
    MIXED,
    OTHER,
    PARAGRAPH,
    TITLE,
    UPPER,
    case_of,
    cut,
    pieces,
    within,
)

WORDS = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "the",
    "two",
    "men",
    "of",
    "lora",
    "were",
    "hurt",
    "said",
    "army",
    ".",
    ",",
    "##s",
    "guard",
    "##e",
    "a",
]


@pytest.fixture
def vocabulary(tmp_path: Path) -> Path:
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join(WORDS) + "\n")
    return path


def test_words_keep_their_offsets_where_letters_are_folded(vocabulary: Path) -> None:
    text = "The Lorá guards  were hurt."
    found = pieces(text, vocabulary)
    assert [text[start:end] for start, end in found.words] == ["The", "Lorá", "guards", "were", "hurt", "."]
    assert len(found.numbers) == 7
    assert found.firsts == (0, 1, 2, 4, 5, 6)


@pytest.mark.parametrize(
    ("word", "case"),
    [("men", LOWER), ("Men", TITLE), ("A", TITLE), ("NATO", UPPER), ("McKay", MIXED), ("M16", DIGIT), ("“", OTHER)],
)
def test_letter_case_of_a_word(word: str, case: int) -> None:
    assert case_of(word) == case


def test_paragraphs_and_sentences_begin_where_wrapped_lines_do_not(vocabulary: Path) -> None:
    found = pieces("The men\nwere hurt. The army said.\n\nTwo men said", vocabulary)
    begins = [n for n, case in enumerate(found.cases) if case >= PARAGRAPH]
    assert begins == [0, 9]
    assert found.breaks == {0, 5, 9}


def test_windows_cover_every_piece_once_and_end_with_sentences(vocabulary: Path) -> None:
    found = pieces("The two men of Lora were hurt, said the army. " * 40, vocabulary)
    windows = cut(found, core=50, context=10)
    covered = [n for window in windows for n in range(window.core, window.end)]
    assert covered == list(range(len(found.numbers)))
    assert all(window.end in found.breaks for window in windows[:-1])
    assert all(window.end - window.start <= 60 for window in windows)


def test_a_sentence_longer_than_a_window_is_cut_between_words(vocabulary: Path) -> None:
    found = pieces("guards " * 200, vocabulary)
    windows = cut(found, core=51, context=0)
    assert all(window.end in found.firsts for window in windows[:-1])
    assert windows[-1].end == 400


def test_nothing_is_nothing(vocabulary: Path) -> None:
    found = pieces(" \n ", vocabulary)
    assert found.words == ()
    assert cut(found) == []


def test_span_touches_the_words_that_it_shares_letters_with() -> None:
    words = [(0, 3), (4, 7), (7, 8), (9, 12)]
    assert list(within(words, (4, 8))) == [1, 2]
    assert list(within(words, (5, 6))) == [1]
    assert list(within(words, (3, 4))) == []
    assert list(within(words, (0, 12))) == [0, 1, 2, 3]
