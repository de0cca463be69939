"""Places found in invented reports, over a small gazetteer: which words name one, and which place it is."""

from __future__ import annotations

import pytest

from counterclaim.gazetteer import Gazetteer, index
from counterclaim.gazetteer.sources import Draft
from counterclaim.read.document import Doc
from counterclaim.read.places import find_places, resolve
from counterclaim.records.reading import PlaceMention
from counterclaim.records.report import Report


def country(name: str, code: str, lat: float, lon: float, *names: str) -> Draft:
    return Draft(name, lat, lon, code, "country", population=9_000_000, radius_km=400, names=list(names))


def area(name: str, code: str, lat: float, lon: float, km: float = 100) -> Draft:
    return Draft(name, lat, lon, code, "admin1", admin1=name, population=900_000, radius_km=km)


def town(name: str, code: str, lat: float, lon: float, people: int, admin1: str = "", *names: str) -> Draft:
    return Draft(name, lat, lon, code, admin1=admin1 or None, population=people, radius_km=2, names=list(names))


DRAFTS = [
    country("Ukraine", "UA", 49, 32), country("Russia", "RU", 60, 100), country("Peru", "PE", -10, -76),
    country("Ecuador", "EC", -2, -77.5), country("United States", "US", 39.8, -99, "U.S.", "US"),
    country("Azerbaijan", "AZ", 40.5, 47.5), country("Armenia", "AM", 40, 45), country("Syria", "SY", 35, 38),
    country("Lebanon", "LB", 33.8, 35.8), country("France", "FR", 46, 2), country("Jordan", "JO", 31, 36),
    country("El Salvador", "SV", 13.8, -88.9), country("Ireland", "IE", 53, -8), country("Iraq", "IQ", 33, 44),
    area("Kharkiv", "UA", 49.6, 36.5), area("Loreto", "PE", -4.5, -74.5, 400), area("Illinois", "US", 40, -89, 250),
    area("Texas", "US", 31, -99, 500), area("Ohio", "US", 40.2, -82.7, 200), area("Idlib", "SY", 35.8, 36.7, 60),
    area("Tavush", "AM", 41, 45.1, 40), area("Missouri", "US", 38.3, -92.4, 250),
    town("Kharkiv", "UA", 50, 36.2, 1_400_000, "Kharkiv", "Kharkov"), town("Idlib", "SY", 35.9, 36.6, 128_000, "Idlib"),
    town("Springfield", "US", 39.8, -89.6, 114_000, "Illinois"),
    town("Springfield", "US", 37.2, -93.3, 170_000, "Missouri"),
    town("Cairo", "EG", 30, 31.2, 9_000_000), town("Cairo", "US", 37, -89.2, 2_000, "Illinois"),
    town("Paris", "FR", 48.9, 2.3, 2_100_000), town("Paris", "US", 33.7, -95.6, 25_000, "Texas"),
    town("Baku", "AZ", 40.4, 49.9, 1_100_000), town("Moscow", "RU", 55.8, 37.6, 10_000_000),
    town("Lima", "PE", -12, -77, 7_700_000), town("Lima", "US", 40.7, -84.1, 38_000, "Ohio"),
    town("Berd", "AM", 40.9, 45.4, 8_000, "Tavush"), town("Ijevan", "AM", 40.9, 45.1, 20_000, "Tavush"),
    town("San Miguel", "SV", 13.5, -88.2, 160_000, "San Miguel"),
    town("San Miguel", "PE", -7, -78.8, 3_000, "Cajamarca"),
    town("East Paris", "US", 42.9, -85.5, 300, "Michigan"), town("Will", "US", 41.4, -88, 700_000, "Illinois"),
    town("Lakeview", "US", 41.5, -81.8, 50_000, "Ohio"),
    town("Secret", "US", 40, -90, 900, "Illinois"), town("Tripoli", "LB", 34.4, 35.8, 230_000),
    town("Tripoli", "LY", 32.9, 13.2, 1_100_000), town("Aleppo", "SY", 36.2, 37.2, 1_600_000, "Aleppo"),
    Draft("Black Sea", 43, 34, "RU UA", "sea", radius_km=500),
    Draft("South Lebanon", 33.3, 35.4, "LB", "region", radius_km=35, names=["southern Lebanon"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path = tmp_path_factory.mktemp("places") / "small.sqlite"
    index.write(path, DRAFTS)
    return Gazetteer([path])


def read(text: str, gazetteer: Gazetteer) -> dict[str, PlaceMention]:
    return {place.name: place for place in find_places(Doc(Report(text=text)), gazetteer)}


def test_town_and_area_of_one_name_are_told_by_the_noun(gazetteer: Gazetteer) -> None:
    assert read("Shells fell in Kharkiv overnight.", gazetteer)["Kharkiv"].level == "place"
    assert read("Shells fell in Kharkiv oblast overnight.", gazetteer)["Kharkiv"].level == "admin1"
    assert read("A bomb went off in the town of Idlib.", gazetteer)["Idlib"].level == "place"
    assert read("A bomb went off in the province of Idlib.", gazetteer)["Idlib"].level == "admin1"


def test_a_namesake_hamlet_that_nothing_speaks_for_but_its_kind_is_not_the_village(gazetteer: Gazetteer) -> None:
    text = "Troops searched the village of Secret. Shells fell in Kharkiv and in Aleppo, said officials in Baku."
    assert read(text, gazetteer)["Secret"].country != "US"


@pytest.mark.parametrize(
    ("text", "name", "lat"),
    [
        ("Two men were shot in Springfield, Illinois, on Monday.", "Springfield", 39.8),
        ("Two men were shot in Springfield, Mo., on Monday.", "Springfield", 37.2),
        ("Two men were shot in Cairo, Ill., on Monday.", "Cairo", 37),
        ("Two men were shot in Cairo on Monday.", "Cairo", 30),
        ("Two men were shot in Paris, Texas, on Monday.", "Paris", 33.7),
        ("A blast shook Tripoli. Lebanon sent troops, and Lebanese police sealed streets in Tripoli.", "Tripoli", 34.4),
        ("A blast shook Tripoli on Monday.", "Tripoli", 32.9),
        ("Peruvian marines were hurt in Lima.", "Lima", -12),
        ("Shooting was heard in Ohio. Police in Lima, Ohio, made an arrest.", "Lima", 40.7),
    ],
)  # fmt: skip
def test_parents_votes_and_fame_choose_among_namesakes(text: str, name: str, lat: float, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer)[name].lat == lat


def test_neighbours_in_the_text_pull_a_namesake_to_them(gazetteer: Gazetteer) -> None:
    found = read("Fighting spread from Berd to Ijevan in Tavush province of Armenia.", gazetteer)
    assert {place.country for place in found.values()} == {"AM"}
    assert found["Tavush"].level == "admin1"


def test_unknown_village_stays_unresolved_at_its_parent(gazetteer: Gazetteer) -> None:
    place = read("Mortar rounds hit a post near Soldado Perdido, in Loreto region, on Monday.", gazetteer)[
        "Soldado Perdido"
    ]
    assert (place.geonameid, place.level, place.admin1, place.near) == (None, "admin1", "Loreto", True)
    alone = read("Rebels burned the village of Xarvanq on Monday.", gazetteer)["Xarvanq"]
    assert alone.lat is None
    assert alone.confidence < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Paris said the attack failed.",
        "Mr Jordan was wounded.",
        "John Paris was wounded. Later Paris said he had seen nothing.",
        "The Ireland Bulldogs lost.",
        "The Bank of Ireland was robbed.",
        "The Paris Review reported it.",
        "Syrian troops and Russian jets took part.",
        "May and August were calm. Police said so on Monday.",
        "Nobody knew of the Secret meeting.",
    ],
)  # fmt: skip
def test_persons_organisations_adjectives_and_common_words_are_no_places(text: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer) == {} or all(place.metonym for place in read(text, gazetteer).values())


def test_tokens_of_persons_are_skipped(gazetteer: Gazetteer) -> None:
    doc = Doc(Report(text="Clashes were reported near Paris and Aleppo."))
    persons = {doc.words.index("Paris")}
    assert [place.name for place in find_places(doc, gazetteer, persons)] == ["Aleppo"]


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("A mine went off 12 km north of Aleppo.", (12.0, 0.0)),
        ("A mine went off some 30 miles south-east of the city of Aleppo.", (48.27, 135.0)),
        ("A mine went off 1,500 metres from Aleppo.", (1.5, None)),
        ("A mine went off in Aleppo.", None),
    ],
)
def test_distance_and_direction_from_a_place(
    text: str, offset: tuple[float, float | None] | None, gazetteer: Gazetteer
) -> None:
    place = read(text, gazetteer)["Aleppo"]
    assert place.offset == offset
    assert place.near is (offset is not None)


@pytest.mark.parametrize(
    ("text", "metonym"),
    [
        ("Moscow said the claim was false.", True),
        ("Moscow on Wednesday accused its rival.", True),
        ("Talks with Baku broke down.", True),
        ("Azerbaijan's army denied it.", True),
        ("Azerbaijan will buy drones.", True),
        ("A bomb exploded in Moscow.", False),
        ("Moscow was hit by a storm.", False),
        ("Troops shelled Ukraine's Kharkiv region.", False),
        ("Kharkiv said little.", False),
    ],
)
def test_capital_or_country_for_its_government(text: str, metonym: bool, gazetteer: Gazetteer) -> None:
    first = find_places(Doc(Report(text=text)), gazetteer)[0]
    assert first.metonym is metonym


def test_direction_can_make_a_region_of_its_own(gazetteer: Gazetteer) -> None:
    found = find_places(Doc(Report(text="Shells hit a village in southern Lebanon.")), gazetteer)
    assert [(place.name, place.level) for place in found] == [("southern Lebanon", "region")]


def test_waters_of_several_countries_belong_to_none(gazetteer: Gazetteer) -> None:
    sea = read("A tanker was hit in the Black Sea.", gazetteer)["Black Sea"]
    assert (sea.level, sea.country) == ("sea", None)


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_caseless_text_keeps_names_the_report_speaks_for(change: object, gazetteer: Gazetteer) -> None:
    text = "Salvadoran troops clashed with rebels near San Miguel, El Salvador. It was no secret. Nobody met in secret."
    found = find_places(Doc(Report(text=change(text))), gazetteer)  # type: ignore[operator]
    assert [(place.name.lower(), place.country) for place in found] == [("san miguel", "SV"), ("el salvador", "SV")]


def test_given_spans_come_back_in_their_order(gazetteer: Gazetteer) -> None:
    text = "From Aleppo to Nowhereville, then Baku."
    spans = [(34, 38), (5, 11), (15, 27)]
    assert [text[a:b] for a, b in spans] == ["Baku", "Aleppo", "Nowhereville"]
    found = resolve(Doc(Report(text=text)), spans, gazetteer)
    assert [place.country for place in found[:2]] == ["AZ", "SY"]
    assert found[2].geonameid is None


def test_spans_are_exact_and_text_without_places_gives_none(gazetteer: Gazetteer) -> None:
    text = "In the U.S. and in  Aleppo, police said."
    for place in find_places(Doc(Report(text=text)), gazetteer):
        assert text[slice(*place.span)] == place.name
    assert find_places(Doc(Report(text="")), gazetteer) == []
    assert find_places(Doc(Report(text="Nothing happened here at all.")), gazetteer) == []


def test_a_day_ends_a_name(gazetteer: Gazetteer) -> None:
    assert list(read("A man was shot in Springfield Monday night.", gazetteer)) == ["Springfield"]


def test_a_common_word_is_a_town_before_its_state(gazetteer: Gazetteer) -> None:
    assert read("Two men were shot in Secret, Ill., on Monday.", gazetteer)["Secret"].lat == 40
    assert "Will" not in read("Five Men Shot, Police Will Ask For Help", gazetteer)


def test_a_local_body_stands_for_its_town_and_tells_which_namesake_is_meant(gazetteer: Gazetteer) -> None:
    found = read("Springfield Police Department said two men were shot. Shots were heard all over Illinois.", gazetteer)
    assert (found["Springfield"].local, found["Springfield"].metonym, found["Springfield"].lat) == (True, True, 39.8)
    assert not read("A blast hit the Springfield police station on Monday.", gazetteer)["Springfield"].metonym


def test_a_quarter_far_from_the_towns_told_is_no_namesake_of_it(gazetteer: Gazetteer) -> None:
    text = "SPRINGFIELD, Ill. - A boy was shot in the Lakeview neighborhood. Springfield police made no arrest."
    assert read(text, gazetteer)["Lakeview"].within


@pytest.mark.parametrize("text", ["Four were killed inside Lima's on Monday.", "Shots were fired at Cairo's."])
def test_a_possessive_of_nothing_is_a_house(text: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer) == {}


def test_the_west_of_a_town_is_that_town_where_a_hamlet_has_the_name(gazetteer: Gazetteer) -> None:
    assert read("A man was shot in East Paris on Monday.", gazetteer)["East Paris"].lat == 48.9


def test_names_that_the_model_sees_are_taken_where_the_gazetteer_has_them(gazetteer: Gazetteer) -> None:
    text = "Aleppo shooting kills two, Unknownville shooting one"
    doc = Doc(Report(text=text))
    spans = [(0, 6), (text.index("Unknownville"), text.index("Unknownville") + 12)]
    assert [place.name for place in find_places(doc, gazetteer, seen=spans)] == ["Aleppo"]


def test_a_title_ends_where_its_outlet_is_named(gazetteer: Gazetteer) -> None:
    title = "Two men hurt in Springfield shooting - KXYZ News 9 Lima, Ohio"
    doc = Doc(Report(text=f"{title}\n\nTwo men were hurt on Monday, police said.", title=title))
    assert [sent.kind for sent in doc.sents][:2] == ["title", "furniture"]
    assert "Lima" not in {place.name for place in find_places(doc, gazetteer)}
