"""What two sides say together is a statement, and a claim, of each of them."""

import pytest

from counterclaim.coder import code, tools
from counterclaim.records.account import Account, Statement
from counterclaim.records.report import Report

LEAD = "BAMAKO, March 4 - Malian and Mauritanian troops exchanged fire near the village of Fassala on Tuesday. "


def coded(text: str) -> tuple[tuple[Statement, ...], tuple[Account, ...]]:
    coding = code(Report(text=LEAD + text, published="2026-03-05"), tools()).coding
    return coding.statements, coding.accounts


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Officials on both sides said the shooting lasted an hour.", ["ML", "MR"]),
        ("The two countries' defence ministries said the shooting lasted an hour.", ["ML", "MR"]),
        ("Both armies said the shooting lasted an hour.", ["ML", "MR"]),
        ("Kenyan and Somali officials said the shooting lasted an hour.", ["KE", "SO"]),
        ("The United Nations and Turkey condemned the shooting.", ["UN", "TR"]),
        ("China, Turkey and the European Union called for calm.", ["CN", "TR", "EU"]),
        ("Spokesmen for Mali and Mauritania said the shooting lasted an hour.", ["ML", "MR"]),
        ("Residents and medical workers said six people were hurt.", ["local", "medical"]),
    ],
)
def test_each_of_several_speakers_holds_a_statement(text: str, holders: list[str]) -> None:
    said, _ = coded(text)
    assert [one.source.holder for one in said] == holders
    assert len({one.cue for one in said}) == 1
    assert len({one.content for one in said}) == 1


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Russia's ambassador to Armenia and Azerbaijan said the shooting lasted an hour.", "RU"),
        ("Turkish officials in Syria and Iraq said the shooting lasted an hour.", "TR"),
        ("Al-Shabaab, the Somali militant group, said it had not been there.", "SO-SHABAAB"),
        ("The army and police of Mali said the shooting lasted an hour.", "ML"),
        ("Mali's army and air force said the shooting lasted an hour.", "ML"),
    ],
)
def test_one_speaker_beside_whom_others_are_named_holds_it_alone(text: str, holder: str) -> None:
    said, _ = coded(text)
    assert [one.source.holder for one in said] == [holder]


def test_a_figure_that_both_give_is_each_ones_claim() -> None:
    said, (account, *_) = coded("Four soldiers were killed, officials on both sides said.")
    figures = [(one.harm, one.quantity.best, one.holder) for one in account.toll]
    assert figures == [("killed", 4, "ML"), ("killed", 4, "MR")]
    claims = [(one.holder, one.statement) for one in account.claims if one.field == "killed"]
    assert claims == [("ML", said[0].n), ("MR", said[1].n)]
    assert not account.disputes
