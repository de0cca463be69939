"""The codebook's loader, its countries, organizations and agent nouns, and the indexes over their names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pycountry
import pytest

from counterclaim.codebook import loader
from counterclaim.codebook.actors import AliasIndex, actors, alias_index, holder_of, valid_id
from counterclaim.codebook.agents import agent_index, agents, holder_for
from counterclaim.codebook.loader import digest, load, load_all, names, parse
from counterclaim.codebook.validate import actor_problems, add_actors, agent_problems
from counterclaim.errors import CodebookError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty user folder and an empty cache."""
    monkeypatch.setenv("COUNTERCLAIM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    loader.reload()
    yield tmp_path / "home"
    monkeypatch.undo()
    loader.reload()


def named(text: str, *, upper: bool = False, index: AliasIndex | None = None) -> list[str]:
    """Actor ids of the unambiguous names in a text, longest match from left to right; `?` before a doubtful one."""
    words, found, i = text.split(), [], 0
    while i < len(words):
        hit = (index or alias_index()).match(words, i, upper=upper)
        if hit:
            found += [("?" if c.ambiguous else "") + c.actor for c in hit.candidates[:1]]
        i += hit.length if hit else 1
    return found


def told(text: str) -> list[str]:
    words, found, i = text.split(), [], 0
    while i < len(words):
        hit = agent_index().match(words, i)
        if hit:
            found.append(hit[1].id)
        i += hit[0] if hit else 1
    return found


# ---- the loader


def test_norway_stays_a_country_and_a_clock_time_stays_a_word() -> None:
    assert parse("- {id: NO, at: 18:00, on: 2026-03-04, numeric: 004, n: 4}", "x.yaml") == [
        {"id": "NO", "at": "18:00", "on": "2026-03-04", "numeric": "004", "n": 4}
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id: X", "x.yaml: a list of entries was expected"),
        ("- {id: X}\n- word", "x.yaml: entry 2 is no mapping: 'word'"),
        ("- {id: X, id: Y}", "key 'id' twice"),
        ("- {id: X", "x.yaml: "),
    ],
)
def test_a_bad_file_is_named_with_its_fault(text: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        parse(text, "x.yaml")


def test_an_unknown_file_is_named() -> None:
    with pytest.raises(CodebookError, match=r"no_such_thing\.yaml"):
        load("no_such_thing")


@pytest.mark.usefixtures("home")
def test_entries_are_the_same_from_the_cache_as_from_the_files() -> None:
    cold, first = load("agents"), digest()
    loader.reload()
    assert (load("agents"), digest()) == (cold, first)


def test_a_broken_or_unwritable_cache_only_costs_time(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = load("organs")
    for cached in (tmp_path / "cache").rglob("*.json"):
        cached.write_text("{", "utf-8")
    loader.reload()
    assert load("organs") == expected
    home.parent.joinpath("file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    loader.reload()
    assert load("organs") == expected


def test_a_folder_is_joined_in_order_of_its_files() -> None:
    ids = [entry["id"] for entry in load_all("actors")]
    assert names("actors") == sorted(names("actors"))
    assert {"AM", "UN"} <= set(ids)
    assert ids.index("AM") < ids.index("UN")


# ---- the user's own actors


def test_a_users_actor_is_checked_kept_found_and_digested(home: Path, tmp_path: Path) -> None:
    before = digest()
    mine = tmp_path / "mine.yaml"
    mine.write_text("- {id: PE-RONDAS, name: Rondas del Norte, kind: armed_group, country: PE}\n")
    assert add_actors(mine) == ["PE-RONDAS"]
    assert digest() != before
    assert holder_of("PE-RONDAS") == "PE-RONDAS"
    assert named("the Rondas del Norte said") == ["PE-RONDAS"]
    assert (home / "codebook" / "actors" / "mine.yaml").exists()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{id: pe-x, name: X, kind: armed_group, source: s}", "pe-x: id cannot be"),
        ("{id: ZZ-X, name: X, kind: armed_group, source: s}", "ZZ-X: id cannot be"),
        ("{id: PE-X, name: X, kind: gang, source: s}", "PE-X: kind cannot be 'gang'"),
        ("{id: PE-X, name: X}", "PE-X: kind is missing"),
        ("{id: PE-X, name: X, kind: armed_group, source: s, alias: [Y]}", "PE-X: there is no field alias"),
        ("{id: PE-X, name: X, kind: armed_group, source: s, parent: PE-Y}", "PE-X: there is no actor PE-Y"),
        ("{id: PE-X, name: X, kind: armed_group, source: s, aliases: [Kremlin]}", "'Kremlin' names RU-GOV too"),
    ],
)
@pytest.mark.usefixtures("home")
def test_a_bad_actor_is_refused_and_not_kept(tmp_path: Path, entry: str, message: str) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(f"- {entry}\n")
    with pytest.raises(CodebookError, match=f"mine.yaml: .*{message}"):
        add_actors(mine)
    assert not [name for name in names() if name.startswith("user/")]


# ---- the files


def test_actors_are_well_formed_and_no_name_means_two_of_them() -> None:
    assert list(actor_problems()) == []


def test_agent_nouns_are_well_formed_and_no_form_means_two_things() -> None:
    assert list(agent_problems()) == []


def test_every_country_of_the_standard_is_there_with_its_codes() -> None:
    ours = {entry["id"]: (entry["iso3"], entry["numeric"]) for entry in load("actors/countries")}
    assert ours.pop("XK") == ("XKX", None)
    assert ours == {c.alpha_2: (c.alpha_3, c.numeric) for c in pycountry.countries}


def test_there_are_enough_organizations_and_forms() -> None:
    assert len(load("actors/organizations")) >= 150
    assert sum(entry.get("press", False) for entry in load("actors/organizations")) >= 100
    assert len(agents()) >= 80


# ---- ids and holders


@pytest.mark.parametrize("text", ["AM", "AM-MOD", "PS-HAMAS", "UN", "NATO", "AL-QAEDA", "OSCE-MINSK-GROUP"])
def test_ids_of_the_contract_are_valid(text: str) -> None:
    assert valid_id(text)


@pytest.mark.parametrize("text", ["", "am", "AM-", "AM-mod", "ZZ-ARMY", "A", "UN MISSION", "AM--MOD", "-AM"])
def test_other_texts_are_no_ids(text: str) -> None:
    assert not valid_id(text)


def test_every_actor_id_is_valid_and_every_holder_an_actor() -> None:
    for actor in actors().values():
        assert valid_id(actor.id), actor.id
        assert actor.holder in actors(), actor.id


@pytest.mark.parametrize(
    ("actor", "holder"),
    [
        ("AM", "AM"),
        ("AM-MOD", "AM"),
        ("AZ-BORDER", "AZ"),
        ("IN-POL", "IN"),
        ("RU-PRESS", "RU"),
        ("IL-PRESS", "IL-PRESS"),
        ("UA-CIV", "UA-CIV"),
        ("PS-HAMAS", "PS-HAMAS"),
        ("PS-QASSAM", "PS-HAMAS"),
        ("UNIFIL", "UNIFIL"),
        ("UNSG", "UN"),
        ("NOBODY", None),
    ],
)
def test_organs_hold_for_their_country_and_others_for_themselves(actor: str, holder: str | None) -> None:
    assert holder_of(actor) == holder


def test_organs_have_a_kind_and_a_country() -> None:
    told = {
        organ: (actors()[f"PE-{organ}"].kind, actors()[f"PE-{organ}"].country) for organ in ("MOD", "BORDER", "POL")
    }
    assert told == {"MOD": ("state", "PE"), "BORDER": ("military", "PE"), "POL": ("police", "PE")}


# ---- names in text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Peruvian troops crossed into Ecuador", ["PE", "EC"]),
        ("South Sudanese rebels and Sudanese troops", ["SS", "SD"]),
        ("the Democratic Republic of Congo and the Republic of Congo", ["CD", "CG"]),
        ("Nigerien soldiers and Nigerian police", ["NE", "NG"]),
        ("Guinea-Bissau and Papua New Guinea and Equatorial Guinea", ["GW", "PG", "GQ"]),
        ("the U.S. State Department and the Pentagon", ["US", "US-MFA", "US-MOD"]),
        ("the Kremlin denied it", ["RU-GOV"]),
        ("Türkiye and Cote d’Ivoire", ["TR", "CI"]),
        ("Al Shabaab , Al-Shabaab and al-Shabaab", ["SO-SHABAAB"] * 3),
        ("the People 's Liberation Army fired", ["CN-MIL"]),
        ("Iran 's Revolutionary Guards", ["IR", "IR-MIL"]),
        ("Médecins Sans Frontières said", ["MSF"]),
        ("TASS quoted the Russian ministry", ["RU-PRESS", "RU"]),
        ("the New York Times reported from New Delhi", ["NYT", "IN"]),
        ("New Mexico , the South China Sea and the Geneva Conventions", []),
        ("they told us in may", []),
        ("a Syrian-backed plan", []),
        ("Latin American ministers and KABUL", ["AF"]),
    ],
)
def test_the_longest_name_wins(text: str, found: list[str]) -> None:
    assert named(text) == found


def test_doubtful_names_say_so() -> None:
    assert named("an ISI officer") == ["?PK-MIL"]
    assert named("in Georgia") == ["?GE"]
    assert named("Congolese army") == ["CD"]


def test_capitals_throughout_are_matched_without_case() -> None:
    assert named("RUSSIAN TROOPS SHELL KYIV , KREMLIN DENIES", upper=True) == ["RU", "UA", "RU-GOV"]
    assert named("GIVE US PEACE", upper=True) == ["?US"]


# ---- agent nouns


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Peruvian border guards fired", ["border_guard"]),
        ("the Defence Ministry and the ministry of defense", ["defence_ministry"] * 2),
        ("a deputy foreign minister met the army chief of staff", ["foreign_minister", "army_chief"]),
        ("gunmen and unidentified armed men", ["gunman", "gunman"]),
        ("hospital officials and passers-by", ["medic", "witness"]),
        ("the village head said three schoolgirls", ["local_official", "child"]),
        ("Lt. Col. Diaz", ["rank"]),
        ("the military spokesman", ["military_speaker"]),
    ],
)
def test_agent_nouns_are_found_in_any_case_and_form(text: str, found: list[str]) -> None:
    assert told(text) == found
    assert told(text.upper()) == found


def test_attackers_unknown_are_not_identified_and_soldiers_are_combatants() -> None:
    assert not agents()["gunman"].identified
    assert (agents()["soldier"].organ, agents()["soldier"].category) == ("MIL", "combatant")
    assert agents()["child"].category == "civilian"
    assert agents()["people"].category == "unknown"


@pytest.mark.parametrize(
    ("noun", "actor", "holder"),
    [
        ("witness", None, "witness"),
        ("medic", "PS-CIV", "medical"),
        ("local_official", None, "local"),
        ("local_official", "UA-GOV", "UA"),
        ("health_ministry", None, None),
        ("health_ministry", "LB-GOV", "LB"),
        ("defence_ministry", None, None),
        ("defence_ministry", "PE-MOD", "PE"),
        ("media", "TR-PRESS", "unnamed"),
        ("state_media", "TR-PRESS", "TR"),
    ],
)
def test_whose_word_a_noun_s_is(noun: str, actor: str | None, holder: str | None) -> None:
    assert holder_for(agents()[noun], actor) == holder
