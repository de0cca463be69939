"""Whose word a private person's is, read from reports of a few sentences."""

import pytest

from counterclaim.coder import code, tools
from counterclaim.records.report import Report

HEAD = "Gunmen attacked the village of Bara on Monday, killing four people.\n\n"


def holders(text: str) -> list[str | None]:
    report = Report(text=HEAD + text, published="2026-03-04")
    return [statement.source.holder for statement in code(report, tools()).coding.statements]


@pytest.mark.parametrize(
    "text",
    [
        '"I saw them come over the wall," said Salma Idris.',
        "A lorry driver who hid in a culvert said the men wore sandals.",
        '"We ran to the river," she told our reporter.',
    ],
)
def test_who_tells_what_he_went_through_is_a_witness(text: str) -> None:
    assert holders(text) == ["witness"]


@pytest.mark.parametrize(
    "text",
    [
        "The market committee said that trade would begin again on Friday.",
        "A lawyer for one of the families said there would be a complaint.",
    ],
)
def test_who_speaks_for_others_is_local(text: str) -> None:
    assert holders(text) == ["local"]


def test_who_is_known_only_by_what_he_knows_is_unnamed() -> None:
    assert holders("A person familiar with the inquiry said that two rifles were found.") == ["unnamed"]
