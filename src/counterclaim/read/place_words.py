"""The codebook's words around places, ready to look up."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from counterclaim.codebook.loader import Entry, load, load_all
from counterclaim.gazetteer.names import fold


class PlaceWords(NamedTuple):
    """Sets of folded words by what they tell; see `place_cues.yaml` for each."""

    before: frozenset[str]
    strong: frozenset[str]
    beside: frozenset[str]
    holders: frozenset[str]
    kinds: frozenset[str]
    area_kinds: frozenset[str]
    district_kinds: frozenset[str]
    settled_kinds: frozenset[str]
    not_named: frozenset[str]
    natural_kinds: frozenset[str]
    quarter_kinds: frozenset[str]
    directions: frozenset[str]
    units: dict[str, float]
    person_before: frozenset[str]
    given_names: frozenset[str]
    name_after: frozenset[str]
    local_bodies: frozenset[str]
    local_sites: frozenset[str]
    name_before: frozenset[str]
    never: frozenset[str]
    never_caseless: frozenset[str]
    abbreviations: dict[str, tuple[str, str]]
    openings: dict[str, str]
    region_adjectives: dict[str, str]
    speech: frozenset[str]
    talks: frozenset[str]
    talk_links: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The words, read once a process."""
    entry = {each["id"]: each for each in load("place_cues")}
    kind = entry["kind"]
    return PlaceWords(
        before=_set(entry["before"]["words"]),
        strong=_set(entry["before"]["strong"]),
        beside=_set(entry["before"]["beside"]),
        holders=_set(entry["before"]["holders"]),
        kinds=_set(kind["words"]),
        area_kinds=_set(kind["area"]),
        district_kinds=_set(kind["district"]),
        settled_kinds=_set(kind["settled"]),
        not_named=_set(kind["not_named"]),
        natural_kinds=_set(kind["natural"]),
        quarter_kinds=_set(kind["quarter"]),
        directions=_set(entry["direction"]["words"]),
        units={str(word): float(km) for word, km in entry["unit"]["words"].items()},
        person_before=_set(entry["person_before"]["words"]),
        given_names=_set(entry["given_name"]["words"]),
        name_after=_set(entry["name_after"]["organization"]),
        local_bodies=_set(entry["name_after"]["local"]),
        local_sites=_set(entry["name_after"]["sites"]),
        name_before=_set(entry["name_before"]["words"]),
        never=_set(entry["never"]["words"]),
        never_caseless=_set(entry["never_caseless"]["words"]),
        abbreviations=_abbreviations(entry["abbreviation"]),
        openings=entry["opening"]["words"],
        region_adjectives=entry["region_adjective"]["words"],
        speech=_set(entry["speech"]["words"]),
        talks=_set(entry["talks"]["words"]),
        talk_links=_set(entry["talks"]["links"]),
    )


@cache
def adjectives() -> dict[str, str]:
    """Folded adjective or name of a people to the code of its country: `armenian`, `sri lankans`."""
    found: dict[str, str] = {}
    for entry in load_all("actors"):
        if "iso3" in entry:
            for word in (*entry.get("adjectives", ()), *entry.get("people", ())):
                found.setdefault(fold(str(word)), entry["id"])
    return found


def _abbreviations(entry: Entry) -> dict[str, tuple[str, str]]:
    return {
        str(short): (country, str(name))
        for country, table in entry.items()
        if country != "id"
        for short, name in table.items()
    }


def _set(words: list[str]) -> frozenset[str]:
    return frozenset(str(word) for word in words)
