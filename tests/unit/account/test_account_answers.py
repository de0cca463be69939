"""Which earlier statement a denial answers."""

from counterclaim.coder import code, tools
from counterclaim.records.account import Statement
from counterclaim.records.report import Report


def said(text: str) -> tuple[Statement, ...]:
    return code(Report(text=text, published="2026-03-04"), tools()).coding.statements


def test_a_denial_answers_who_blamed_its_side_and_not_the_last_who_spoke() -> None:
    told = said(
        "Armenia said Azerbaijani troops shelled the village of Sotk on Monday. "
        "The hospital in Sotk said two people were being treated. "
        "Azerbaijan denied that its troops had shelled the village."
    )
    assert [one.stance for one in told][-1] == "denies"
    assert told[-1].answers == (0,)


def test_a_denial_that_fits_nothing_said_before_answers_nothing() -> None:
    told = said(
        "The hospital in Sotk said shelling on Monday wounded two people. "
        "The mayor of Yerevan denied plans for a new metro line."
    )
    assert told[-1].answers == ()


def test_not_one_and_nothing_are_negatives() -> None:
    told = said(
        "Kyrgyzstan was accused by Tajikistan of sending a drone at Vorukh on Monday. "
        'A Kyrgyz government spokeswoman said: "Not one drone took off on our side."'
    )
    assert told[-1].stance == "denies"
