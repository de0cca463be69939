"""Texts written without capitals, read in those that the model gives their names."""

from __future__ import annotations

import pytest

from counterclaim.read.document import Doc
from counterclaim.read.letter_case import cased, caseless
from counterclaim.read.model_decode import Mark
from counterclaim.records.report import Report

LOWER = "police fired in the air at savalpur in the west of gujarat on sunday, l'ombre de mara said to reporters."


@pytest.mark.parametrize(
    ("text", "without"),
    [
        (LOWER, True),
        (f"This story is from March 3, 2002\n\n{LOWER}\n\nShare Tweet Mail", True),
        ("Police fired in the air at Savalpur in the west of the state.", False),
        ("POLICE FIRED IN THE AIR AT SAVALPUR IN THE WEST OF THE STATE.", False),
        ("three dead", False),
        ("", False),
    ],
)
def test_only_whole_sentences_tell_whether_a_writer_uses_capitals(text: str, without: bool) -> None:
    assert caseless(text) is without


def names(text: str, *told: tuple[str, str]) -> list[Mark]:
    return [Mark("entity", label, (text.index(word), text.index(word) + len(word)), 0.9, 0, 0) for word, label in told]


def test_names_get_capitals_and_nothing_moves() -> None:
    told = names(LOWER, ("savalpur", "place"), ("l'ombre de mara", "person"), ("sunday", "date"))
    found = cased(Report(text=LOWER, title=LOWER[:20]), told)
    assert "at Savalpur in the west of gujarat on sunday, L'ombre de Mara said" in found.text
    assert len(found.text) == len(LOWER)
    assert found.title == LOWER[:20]


def test_a_text_with_capitals_stays_as_it_is() -> None:
    report = Report(text="Officers fired in the air at savalpur in the west of the state.")
    assert cased(report, names(report.text, ("savalpur", "place"))) is report


def cut(text: str) -> list[str]:
    doc = Doc(Report(text, "r"))
    return [text[sent.start : sent.end] for sent in doc.sents]


def test_a_text_in_small_letters_ends_its_sentences_at_its_stops() -> None:
    text = (
        "the mill at dahod stood idle. on friday police fired at a mob near the mill and a man died. mr. k. desai "
        "mill said nobody had come to work. the losses are put at rs. 40 lakh."
    )
    assert len(cut(text)) == 4


def test_a_small_letter_after_a_stop_begins_nothing_where_sentences_have_capitals() -> None:
    text = "The army of gen. Okello fired approx. forty shells at the town. The shells hit a school. Nobody was hurt."
    assert len(cut(text)) == 3
