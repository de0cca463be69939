"""Names that no table has: found by the model and the words around them, and put in the area that they are told in."""

from __future__ import annotations

import pytest

from counterclaim.gazetteer import Gazetteer, open_gazetteer
from counterclaim.read.document import Doc
from counterclaim.read.places import find_places
from counterclaim.records.reading import PlaceMention
from counterclaim.records.report import Report


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def read(text: str, gazetteer: Gazetteer, *seen: str) -> dict[str, PlaceMention]:
    spans = [(text.index(name), text.index(name) + len(name)) for name in seen]
    return {place.name: place for place in find_places(Doc(Report(text=text)), gazetteer, seen=spans)}


def test_a_district_that_no_table_has_lies_in_the_province_told(gazetteer: Gazetteer) -> None:
    text = "Troops detained two men in Zor Wazhal district, Paktika province, on Monday."
    place = read(text, gazetteer, "Zor Wazhal district, Paktika province")["Zor Wazhal"]
    assert (place.within, place.level, place.admin1, place.country) == (True, "admin1", "Paktika", "AF")


def test_a_name_is_whole_where_a_piece_of_it_is_a_town_elsewhere(gazetteer: Gazetteer) -> None:
    text = "In Helmand province, a patrol was fired on in Qala Ali Wazhal district."
    found = read(text, gazetteer, "Qala Ali Wazhal")
    assert "Qala Ali Wazhal" in found
    assert found["Qala Ali Wazhal"].admin1 == "Helmand"


def test_a_village_lies_in_the_district_named_after_it(gazetteer: Gazetteer) -> None:
    text = "A compound west of Shna Wazhal in the Tagab district of Kapisa province was searched."
    found = read(text, gazetteer, "Shna Wazhal")
    assert found["Shna Wazhal"].within
    assert (found["Shna Wazhal"].lat, found["Shna Wazhal"].level) == (found["Tagab"].lat, "admin2")


def test_the_province_of_a_sentence_before_tells_where_a_name_lies(gazetteer: Gazetteer) -> None:
    text = (
        "Operations in Kandahar and Helmand.\n\nA force detained a man in Helmand.\n"
        "It searched a house in the Wazhal district."
    )
    assert read(text, gazetteer, "Wazhal")["Wazhal"].admin1 == "Helmand"


def test_who_holds_a_place_is_no_name_of_it(gazetteer: Gazetteer) -> None:
    text = "They crossed a Rebel-held district of Aleppo."
    assert "Rebel-held" not in read(text, gazetteer, "Rebel-held")


def test_no_area_where_the_sentence_tells_two(gazetteer: Gazetteer) -> None:
    text = "Raids in Kandahar and Helmand provinces ended near the village of Wazhal Khel."
    assert read(text, gazetteer, "Wazhal Khel")["Wazhal Khel"].admin1 is None
