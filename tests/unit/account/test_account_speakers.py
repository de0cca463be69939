"""Sources that point to a speaker told before, and offices of no country told."""

import pytest

from counterclaim.account.speakers import organ_named
from counterclaim.coder import code, tools
from counterclaim.records.report import Report

HEAD = "Shells hit the village of Sotk in Armenia on Monday, killing two people. "


def holders(text: str, outlet: str | None = None) -> list[str | None]:
    report = Report(text=HEAD + text, outlet=outlet, published="2026-03-04")
    return [statement.source.holder for statement in code(report, tools()).coding.statements]


def test_a_pronoun_that_speaks_goes_on_with_the_last_speaker() -> None:
    assert holders("Azerbaijan's defence ministry said its guns were silent. It added that no unit had moved.") == [
        "AZ",
        "AZ",
    ]


def test_a_witness_goes_on_as_a_witness() -> None:
    assert holders('"I saw the roof fall," said Ani Sargsyan. She added that the road was closed.') == ["witness"] * 2


def test_a_definite_phrase_is_the_last_speaker_of_its_sort() -> None:
    text = "Amnesty International said shells fell on a school. Iran urged calm. The organisation asked both to stop."
    assert holders(text)[-1] == "AMNESTY"


def test_we_in_an_organs_release_is_the_organ() -> None:
    assert holders("We call on both sides to hold their fire.", outlet="Ministry of Defence of Armenia") == ["AM"]


@pytest.mark.parametrize(
    ("outlet", "actor"),
    [
        ("Amnesty International", "AMNESTY"),
        ("Ministry of Defence of Ukraine", "UA"),
        ("The Kyiv Herald", None),
        ("Northern Wire", None),
    ],
)
def test_outlets_that_are_somebodys_organ(outlet: str, actor: str | None) -> None:
    found = organ_named(outlet)
    assert (found or "").split("-")[0] == (actor or "")


def test_an_office_of_no_country_told_is_of_the_country_where_it_happened() -> None:
    assert holders("The governor said four people were missing.") == ["AM"]
    assert holders("The village head said four people were missing.") == ["local"]


def test_a_surname_is_the_speaker_told_in_full_before() -> None:
    text = "Iran's foreign ministry spokesman Mehrdad Soltani said no ship had moved. Soltani said the port was open."
    assert holders(text) == ["IR", "IR"]


def test_the_office_of_a_country_told_with_a_name_is_that_countrys() -> None:
    assert holders("US Secretary of State Ann Miller said the shelling must stop.") == ["US"]


def test_bare_officials_and_reports_are_unnamed() -> None:
    assert holders("Officials said the man was 45.") == ["unnamed"]
