"""Who is mentioned, and which proper names a text holds: people without titles, bodies whole, nationalities apart."""

from __future__ import annotations

import pytest

from counterclaim.read.document import Doc
from counterclaim.read.mentions import find_mentions
from counterclaim.read.name_lexicon import is_common
from counterclaim.read.names import find_names, with_names
from counterclaim.read.naming import Naming
from counterclaim.records.reading import Mention
from counterclaim.records.report import Report


def names(text: str) -> list[tuple[str, str]]:
    doc = Doc(Report(text=text))
    return [(" ".join(doc.quote(doc.span(a, b)).split()), kind) for a, b, kind, _ in find_names(doc, Naming(doc), [])]


def mentions(text: str) -> list[Mention]:
    doc = Doc(Report(text=text))
    naming = Naming(doc)
    return find_mentions(doc, naming, [], [], find_names(doc, naming, []))


def people(text: str) -> list[str]:
    return [name for name, kind in names(text) if kind == "person"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("THE MURDER OF HERNANDO QUILLA SHOCKED THE COUNTRY.", ["HERNANDO QUILLA"]),
        ("PRESIDENTIAL CANDIDATE RAUL ANDRES TOVILLO WAS KILLED IN THE SQUARE.", ["RAUL ANDRES TOVILLO"]),
        ("THE MAYOR OF THE TOWN, OFELIA DE LA CUMBRE, WAS WOUNDED.", ["OFELIA DE LA CUMBRE"]),
        ("THE DEAD MAN WAS IDENTIFIED AS WOLMAR ZUBIETE.", ["WOLMAR ZUBIETE"]),
        ("GUNMEN SHOT BODYGUARD NAIRO TEXEIDA AND LAWYER JUAN P. OLMEDO.", ["NAIRO TEXEIDA", "JUAN P. OLMEDO"]),
        ("MARCELA UBILLUS FLED. LATER UBILLUS CALLED THE POLICE.", ["MARCELA UBILLUS", "UBILLUS"]),
    ],
)
def test_people_are_found_where_case_tells_nothing(text: str, found: list[str]) -> None:
    assert people(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "THE GUERRILLAS ATTACKED THE ELECTRICAL TOWERS NEAR SAN SALVADOR WITH DYNAMITE.",
        "TROOPS PATROLLED FRANCISCO VELARDE PROVINCE AND THE JUAN RULFO UNIVERSITY.",
        "TERRORISTS PERPETRATED SABOTAGE AGAINST THE TELEPHONE EXCHANGE.",
    ],
)
def test_common_words_and_things_named_after_people_are_nobody(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Friday Defence Minister Anahit Vardumyan visited the base.", ["Anahit Vardumyan"]),
        (
            "The Iranian President Hassan Golzari met Crown Prince Khalid bin Nasser.",
            ["Hassan Golzari", "Khalid bin Nasser"],
        ),
        ("The driver, Tunde Okpara, 34, survived, and Okpara's brother fled.", ["Tunde Okpara", "Okpara"]),
        ("Kim Dae-song resigned. Kim was later held.", ["Kim Dae-song", "Kim"]),
        ("We met J. R. Whitlam and Maria del Carmen Soto there.", ["J. R. Whitlam", "Maria del Carmen Soto"]),
    ],
)
def test_a_persons_name_stands_without_title_and_is_known_again_by_surname(text: str, found: list[str]) -> None:
    assert people(text) == found


def test_words_that_open_sentences_are_no_people() -> None:
    assert names("Actually, nothing moved. Furthermore, disability services were shut. Horses ran off.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He works at the Ministry of Roads and Highways in the capital.", "Ministry of Roads and Highways"),
        ("Staff of the Ostrava Institute of Technology were told to leave.", "Ostrava Institute of Technology"),
        ("The Varda Relief Committee sent food.", "Varda Relief Committee"),
        ("The RDKV said it had no part in it.", "RDKV"),
    ],
)
def test_bodies_are_named_whole(text: str, name: str) -> None:
    assert (name, "organization") in names(text)


def test_a_short_name_in_brackets_is_known_again() -> None:
    found = names("The Northern Grain Bank (Norgrain) closed. Clients of Norgrain were angry.")
    assert found.count(("Norgrain", "organization")) == 2


def test_facilities_are_told_from_bodies() -> None:
    assert ("Harlow International Airport", "facility") in names("A shell hit Harlow International Airport on Monday.")


def test_nationalities_and_faiths_are_names_of_their_own() -> None:
    found = names("The Iraqi government said Kurdish and Hindu workers were safe.")
    assert [name for name, kind in found if kind == "nationality"] == ["Iraqi", "Kurdish", "Hindu"]


def test_a_mention_is_named_without_title_determiner_or_count() -> None:
    found = {m.name for m in mentions("The mayor met Colonel Hernan Duarte while three gunmen fled.")}
    assert {"Hernan Duarte", "gunmen"} <= found


def test_a_pronoun_names_nobody() -> None:
    assert all(m.name == "" for m in mentions("They shot at them.") if m.type == "person")


def test_a_farmer_with_a_name_is_one_person() -> None:
    farmer = next(m for m in mentions("Gunmen killed farmer Ana Diaz at home.") if m.name == "Ana Diaz")
    assert farmer.type == "person"


def test_names_stand_for_the_phrases_that_end_with_them() -> None:
    text = "The Iranian President Hassan Golzari spoke while soldiers waited."
    doc = Doc(Report(text=text))
    naming = Naming(doc)
    found = find_names(doc, naming, [])
    shown = with_names(doc, found, find_mentions(doc, naming, [], [], found), [], [], None)
    quoted = [doc.quote(m.span) for m in shown]
    assert quoted == ["Iranian", "Hassan Golzari", "soldiers"]


def test_inflected_words_are_common() -> None:
    assert all(is_common(word) for word in ("bombings", "murdered", "planner", "journalists"))
    assert not any(is_common(word) for word in ("ellacuria", "okpara"))


def test_a_calibre_is_part_of_a_weapons_name_and_a_count_is_not() -> None:
    found = [m.name for m in mentions("They fired 122 mm rockets and three mortars.") if m.type == "weapon"]
    assert found == ["122 mm rockets", "mortars"]
