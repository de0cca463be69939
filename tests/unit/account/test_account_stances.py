"""What kind of act a saying was, by who speaks of whom and what was said before; read from short reports."""

import pytest

from counterclaim.coder import code, tools
from counterclaim.records.report import Report


def stances(text: str) -> list[str]:
    coding = code(Report(text=text, published="2026-03-04"), tools()).coding
    return [statement.stance for statement in coding.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kyiv said Russian forces shelled a market in Kherson on Monday, killing two people.", "accuses"),
        ("Hamas said its fighters attacked an Israeli post near Gaza on Monday.", "claims_responsibility"),
        ("The Indian army said its troops fired at gunmen near Kupwara on Monday.", "announces"),
        ("MONUSCO said it would open its base after gunmen attacked Mavivi on Monday.", "announces"),
        ("The mission said it could not tell who fired first when troops clashed near Kurram.", "cannot_verify"),
        ("Gunmen attacked Mavivi on Monday. The ministry would not discuss it.", "declines"),
    ],
)
def test_stance_of_a_plain_saying(text: str, expected: str) -> None:
    assert expected in stances(text)


def test_what_nobody_told_before_is_not_confirmed_but_said() -> None:
    assert stances("The hospital confirmed that a bomb in Quetta on Monday killed two people.") == ["asserts"]
    told = (
        "Police said a bomb in Quetta on Monday killed two people. "
        "The hospital confirmed that two people were killed in the bombing."
    )
    assert stances(told)[-1] == "confirms"


def test_a_negative_about_ones_own_part_answers_the_accusation() -> None:
    text = (
        "Armenia said Azerbaijani troops shelled the village of Sotk on Monday. "
        "Azerbaijan said that none of its units had been near the border."
    )
    coding = code(Report(text=text, published="2026-03-04"), tools()).coding
    assert [statement.stance for statement in coding.statements] == ["accuses", "denies"]
    assert coding.statements[1].answers == (0,)
