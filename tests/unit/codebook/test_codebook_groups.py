"""The armed groups and de facto authorities of the codebook: well formed, sourced, one name for one actor."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from counterclaim.codebook.loader import Entry, load
from counterclaim.codebook.phrases import phrase_parts

GROUP_FILES = ["africa", "middle_east", "asia", "americas", "europe"]
KEYS = {
    *("id", "name", "kind", "country", "parent", "holder", "authority", "governs", "since", "until", "source"),
    "press",
    *("names", "aliases", "adjectives", "people", "metonyms", "ambiguous"),
}
NAMING = ("names", "aliases", "people", "metonyms")
ORGANS = {"GOV", "MOD", "MIL", "POL", "BORDER", "MFA", "CIV", "PRESS"}
SOURCES = {
    "UCDP actor list",
    "Phoenix MilNonState dictionary",
    "US State Department FTO list",
    "unverified",
}
GENERIC = re.compile(
    r"army|front|party|union|movement|resistance|militia|militias|rebels|rebel|guerrillas|guerrilla|"
    r"guerrillero|base|force|forces|group|groups|brigade|brigades|command|commandos|coalition|council|"
    r"alliance|government|state|jihad|mujahideen|fighters|separatists|insurgents|militants|terrorists|"
    r"opposition|patriots|volunteers|gang|gangs|cartel|mafia|police|hunters|tigers|wolves|eagles|"
    r"islamists|jihadists|loyalists|partisans|paramilitaries|vigilantes|region|fact|mend|fire|order|"
    r"red|white|black|islamic|popular|national|people|liberation|freedom|justice|tribes|youth|"
    r"colectivos|autodefensas|bandits|is|it|us|in|on|at|an|who"
)


def entries() -> list[Entry]:
    files = [*(f"groups_{name}" for name in GROUP_FILES), "de_facto"]
    return [entry for name in files for entry in load(f"actors/{name}")]


def groups(file: str) -> list[Entry]:
    return [entry for entry in load(f"actors/{file}") if entry["kind"] == "armed_group"]


def plain_names(entry: Entry) -> Iterator[str]:
    doubtful = {phrase_parts(phrase) for phrase in entry.get("ambiguous", ())}
    for phrase in (entry["name"], *(phrase for key in NAMING for phrase in entry.get(key, ()))):
        if phrase_parts(phrase) not in doubtful:
            yield phrase


def test_there_are_enough_groups_of_every_region() -> None:
    assert all(len(groups(f"groups_{name}")) >= 130 for name in GROUP_FILES)
    assert len(groups("de_facto")) >= 45


def test_ids_are_unique_and_well_formed() -> None:
    ids = [entry["id"] for entry in entries()]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    for name in ids:
        assert re.fullmatch(r"[A-Z]{2}-[A-Z0-9]+(-[A-Z0-9]+)*|[A-Z]{3,}(-[A-Z0-9]+)*", name), name
        assert name[3:] not in ORGANS, f"{name} reads as the organ of a country"


def test_an_id_begins_with_the_country_of_its_group() -> None:
    for entry in entries():
        if "country" in entry and entry["id"][2] == "-":
            assert entry["id"][:2] == entry["country"], entry["id"]


def test_entries_hold_known_keys_and_a_known_source() -> None:
    for entry in entries():
        assert set(entry) <= KEYS, entry["id"]
        assert entry["kind"] == ("organization" if entry.get("press") else "armed_group"), entry["id"]
        assert re.fullmatch("[A-Z]{2}", entry.get("country", "XX")), entry["id"]
        assert set(entry["source"].split("; ")) <= SOURCES, entry["id"]
        assert entry["source"] == "unverified" or "unverified" not in entry["source"], entry["id"]
        for key in (*NAMING, "adjectives", "ambiguous"):
            listed = entry.get(key, [])
            assert all(isinstance(phrase, str) and phrase == phrase.strip() for phrase in listed), entry["id"]
            assert len({phrase_parts(phrase) for phrase in listed}) == len(listed), (entry["id"], key)


def test_years_are_sane() -> None:
    for entry in entries():
        since, until = entry.get("since", 1820), entry.get("until", 2100)
        assert 1820 <= since <= 2030, entry["id"]
        assert since <= until, entry["id"]
        for rule in entry.get("governs", []):
            assert re.fullmatch("[A-Z]{2}", rule["country"])
            assert rule["since"] <= rule.get("until", 2100)


def test_parents_and_holders_exist_and_parents_make_no_circle() -> None:
    parent = {entry["id"]: entry.get("parent") for entry in entries()}
    for entry in entries():
        seen, at = set(), entry["id"]
        while at is not None:
            assert at in parent, f"{entry['id']}: no such parent {at}"
            assert at not in seen, f"{entry['id']} descends from itself"
            seen.add(at)
            at = parent[at]
        holder = entry.get("holder", entry["id"])
        assert holder in parent or holder == entry["country"], entry["id"]


def test_a_plain_name_names_one_actor() -> None:
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for entry in entries():
        for phrase in plain_names(entry):
            owners[phrase_parts(phrase)].add(entry["id"])
    assert {" ".join(name): ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_a_name_is_not_both_plain_and_ambiguous_in_one_country() -> None:
    plain = {(entry.get("country"), phrase_parts(p)): entry["id"] for entry in entries() for p in plain_names(entry)}
    for entry in entries():
        for phrase in entry.get("ambiguous", ()):
            owner = plain.get((entry.get("country"), phrase_parts(phrase)), entry["id"])
            assert owner == entry["id"], (phrase, entry["id"], owner)


def test_no_plain_name_is_a_common_word_or_a_letter_pair() -> None:
    for entry in entries():
        for phrase in plain_names(entry):
            word = phrase.casefold().removeprefix("the ")
            assert not GENERIC.fullmatch(word), (phrase, entry["id"])
            assert len(phrase) > 2, (phrase, entry["id"])


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Hizbullah", "LB-HEZBOLLAH"),
        ("Izz al-Din al-Qassam Brigades", "PS-QASSAM"),
        ("Ansar Allah", "YE-HOUTHI"),
        ("Al Shabaab", "SO-SHABAAB"),
        ("Tehreek-i-Taliban Pakistan", "PK-TTP"),
        ("Taleban", "AF-TALIBAN"),
        ("Daesh", "ISLAMIC-STATE"),
        ("ISIS-K", "AF-ISKP"),
        ("al Qaida", "AL-QAEDA"),
        ("Sendero Luminoso", "PE-SHINING-PATH"),
        ("Farabundo Marti National Liberation Front", "SV-FMLN"),
        ("FARC-EP", "CO-FARC"),
        ("Tamil Tigers", "LK-LTTE"),
        ("People's Defense Units (Syria)", "SY-YPG"),
        ("Mayi-Mayi Yakutumba", "CD-MAI-MAI-YAKUTUMBA"),
        ("Nagorno-Karabakh Defense Army", "AZ-ARTSAKH"),
        ("Lugansk People's Republic", "UA-LPR"),
        ("Polisario", "EH-POLISARIO"),
    ],
)
def test_names_as_reports_write_them_lead_to_their_group(words: str, actor: str) -> None:
    found = {e["id"] for e in entries() if phrase_parts(words) in {phrase_parts(p) for p in plain_names(e)}}
    assert found == {actor}


@pytest.mark.parametrize(
    ("acronym", "some_of"),
    [
        ("LRA", {"UG-LRA"}),
        ("ERP", {"SV-ERP", "AR-ERP", "CO-ERP"}),
        ("UPC", {"CD-UPC", "CF-UPC"}),
        ("PLA", {"IN-PLA-MANIPUR", "MM-PLA"}),
        ("National Liberation Army", {"CO-ELN", "BO-ELN", "MK-NLA"}),
    ],
)
def test_names_that_mean_several_things_ask_for_context(acronym: str, some_of: set[str]) -> None:
    asking = {entry["id"] for entry in entries() if acronym in entry.get("ambiguous", ())}
    assert some_of <= asking
    assert not any(acronym in plain_names(entry) for entry in entries())


def test_wings_and_media_speak_for_their_group_and_recognised_governments_for_their_country() -> None:
    holders = {entry["id"]: entry.get("holder") for entry in entries()}
    assert holders["PS-QASSAM"] == "PS-HAMAS"
    assert holders["LY-GNU"] == "LY"
    assert holders["AF-TALIBAN"] is None
    assert holders["LK-TAMILNET"] == "LK-LTTE"
    rules = {entry["id"]: entry.get("governs") for entry in entries()}
    assert {"country": "AF", "since": 2021} in rules["AF-TALIBAN"]
