"""What an account is: the news, history, or no incident at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.account.code import code as account_code
from counterclaim.coder import code, tools
from counterclaim.records.report import Report

NEWS = (
    "Gunmen attack police post in Savalpur\n\n"
    "Gunmen opened fire on a police post in Savalpur on Monday night, killing two officers, the police said. "
    "The attackers fled on motorcycles."
)
MISHAP = (
    "Man wounded as pistol goes off in Millbrook\n\n"
    "A man accidentally shot himself in the leg on Tuesday evening in Millbrook, Ohio, police said. "
    "The pistol went off while he was cleaning it. He was taken to a hospital."
)
DEATH = (
    "Former president of Freedonia dies aged 88\n\n"
    "The former president of Freedonia died on Sunday at the age of 88, his family said. "
    "He had been in hospital with a long illness. He led the country through the war and never spoke of it again."
)
COURT = (
    "Court refuses bail to men accused of market bombing\n\n"
    "A judge in Dori on Wednesday refused bail to three men who are charged with the bombing of a market that killed "
    "nine people in March last year. Their lawyers said they would appeal. The trial is to begin in June."
)


def statuses(text: str) -> list[str]:
    return [account.status for account in code(Report(text, "r", published="2026-03-04"), tools()).coding.accounts]


@pytest.mark.parametrize(
    ("text", "kept"),
    [(NEWS, ["main"]), (MISHAP, []), (DEATH, []), (COURT, ["background"])],
    ids=["news", "mishap", "death", "court"],
)
def test_only_force_that_is_the_news_is_news(text: str, kept: list[str]) -> None:
    assert statuses(text) == kept


def test_without_weights_or_a_model_the_rules_word_stands() -> None:
    coded = code(Report(MISHAP, "r", published="2026-03-04"), tools())
    bare = replace(coded.reading, acts=None)
    assert [one.status for one in account_code(coded.report, coded.reading, weights={}).accounts] == ["main"]
    assert [one.status for one in account_code(coded.report, bare).accounts] == ["main"]
