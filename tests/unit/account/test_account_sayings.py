"""Which sayings are statements, and how they are said."""

from counterclaim.coder import code, tools
from counterclaim.records.account import Statement
from counterclaim.records.report import Report

LEAD = "Shells hit the village of Sotk in Armenia on Monday, killing two people."


def said(text: str, title: str | None = None) -> tuple[Statement, ...]:
    body = f"{LEAD} {text}"
    whole = f"{title}\n\n{body}" if title else body
    return code(Report(text=whole, title=title, published="2026-03-04"), tools()).coding.statements


def test_what_a_title_attributes_is_told_below_it() -> None:
    found = said("The army said it had not fired.", title="Army denies shelling village, residents say otherwise")
    assert [one.cue.text for one in found] == ["said"]


def test_one_word_of_saying_is_one_statement_with_all_that_was_said() -> None:
    found = said("The army said that its guns were silent and that no unit had moved.")
    assert [one.cue.text for one in found] == ["said"]
    assert "no unit had moved" in " ".join(words.text for words in found[0].content)


def test_who_blames_accuses_whoever_he_is() -> None:
    assert [one.stance for one in said("It blamed the military.")] == ["accuses"]


def test_a_plan_of_ones_own_is_announced() -> None:
    assert [one.stance for one in said("The army said it would send two more companies to the village.")] == [
        "announces"
    ]
