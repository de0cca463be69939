"""Whose word a statement is where the words of its source leave a choice."""

import pytest

from counterclaim.account.speakers import organ_named
from counterclaim.account.whose import form, head
from counterclaim.coder import code, tools
from counterclaim.records.account import Source
from counterclaim.records.report import Report

HEAD = "Shells hit the village of Sotk in Armenia on Monday, killing two people. "


def sources(text: str, outlet: str | None = None) -> list[Source]:
    report = Report(text=HEAD + text, outlet=outlet, published="2026-03-04")
    return [statement.source for statement in code(report, tools()).coding.statements]


def test_whom_the_words_name_is_not_lent_to_another() -> None:
    text = "The Armenian army said it had held fire. The Turkish embassy in Yerevan said it knew of no shelling."
    assert [one.holder for one in sources(text)] == ["AM", "TR"]


def test_an_official_of_whom_a_country_s_own_television_tells_speaks_for_it() -> None:
    found = sources("Armenian state television, citing a military source, said that mortars had been used.")
    assert [one.holder for one in found] == ["AM"]


def test_who_is_guessed_is_told_as_inferred() -> None:
    found = sources(
        "The monitors said they had counted four craters.", outlet="OSCE Special Monitoring Mission, digest"
    )
    assert [one.basis for one in found] == ["inferred"]


@pytest.mark.parametrize(
    ("outlet", "actor"),
    [
        ("Media Center of the Syrian Democratic Forces", "SY-SDF"),
        ("Coast Guard of Georgia (English page)", "GE"),
        ("Western command, Estado Mayor Central", "CO-EMC"),
        ("Strait Review, English edition", None),
    ],
)
def test_a_page_and_its_language_tell_nobody_s_organ(outlet: str, actor: str | None) -> None:
    found = organ_named(outlet)
    assert found == actor or (actor and found and found.startswith(f"{actor}-"))


@pytest.mark.parametrize(
    ("source", "shape", "last"),
    [
        ("She", "she", "she"),
        ("The movement", "definite short", "movement"),
        ("Its spokesman, Ara Petrosyan", "owned long", "spokesman"),
        ("Two traders from the market", "single long", "traders"),
        ("Ara Petrosyan", "name short", "petrosyan"),
        (None, "none", ""),
    ],
)
def test_form_and_head_of_a_source(source: str | None, shape: str, last: str) -> None:
    assert (form(source), head(source)) == (shape, last)


def test_he_is_who_spoke_just_before_in_the_paragraph() -> None:
    text = (
        "Azerbaijan called it false.\n\nA spokesman for the Turkish army, Colonel Emre Kaya, said that its drones "
        "had not flown. One Armenian soldier was killed, he said."
    )
    assert [one.holder for one in sources(text)] == ["AZ", "TR", "TR"]
