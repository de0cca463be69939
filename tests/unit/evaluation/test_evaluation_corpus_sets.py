"""Codings of one text compared: who is paired with whom, what counts as right, and the parts that are read."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from evaluation import catalogue
from evaluation.__main__ import main
from evaluation.run import Run, Story, nothing
from evaluation.sets import corpus_align, corpus_written
from evaluation.sets.corpus_compare import Comparison
from training.corpus_tools.format import part

TEXT = (
    "Rebels shelled a post at Bria on Monday, killing two, the army said. "
    "Rebels denied it. In March they had raided Ndele."
)
Json = dict[str, Any]


def words(text: str) -> Json:
    start = TEXT.index(text)
    return {"text": text, "span": [start, start + len(text)]}


def statement(source: str | None, cue: str, content: str, holder: str | None, **other: Any) -> Json:
    told = words(source) if source else {"text": None, "span": None}
    said = words(content)
    base = {"stance": "asserts", "factuality": "CT+", "about": [], "answers": []}
    inside = {"text": said["text"], "spans": [said["span"]]}
    return {"source": told | {"holder": holder}, "cue": words(cue), "content": inside} | base | other


def account(trigger: str, **other: Any) -> Json:
    base: Json = {
        "status": "main",
        "anchor": words(trigger),
        "event": {
            "plover": {"type": "ASSAULT", "mode": "heavy-weapons"},
            "acled": {"event_type": "Explosions", "sub_event_type": "Shelling"},
            "trigger": words(trigger),
        },
        "when": {"start": "2026-05-04", "end": "2026-05-04", "precision": "day", "text": "on Monday"},
        "where": where(6.54, 21.98),
        "participants": [],
        "toll": [],
        "claims": [],
        "disputes": [],
    }
    return base | other


def where(lat: float | None, lon: float | None, precision: str = "place", **other: Any) -> Json:
    return {"name": "", "country": "CF", "lat": lat, "lon": lon, "precision": precision, "radius_km": None} | other


def coding(statements: list[Json], accounts: list[Json]) -> Json:
    told = {"statements": statements, "accounts": accounts}
    return {"report": {"text": TEXT}, "relevant": bool(statements or accounts)} | told


GOLD = coding(
    [
        statement("the army", "said", "Rebels shelled a post at Bria on Monday, killing two", "CF", about=[0]),
        statement("Rebels", "denied", "it", "CF-CPC", stance="denies", about=[0], answers=[0]),
    ],
    [
        account(
            "shelled",
            participants=[{"role": "responsible", "actor": "CF-CPC", "kind": "armed_group"}],
            toll=[{"harm": "killed", "low": 2, "best": 2, "high": 2, "of": "CF-MIL", "holder": "CF"}],
            claims=[{"field": "responsibility", "value": "CF-CPC", "polarity": True, "holder": "CF"}],
            disputes=[{"field": "responsibility"}],
        ),
        account("raided", status="background", when={"start": None, "end": None, "precision": "unknown", "text": None}),
    ],
)


def figures(got: Json, gold: Json = GOLD) -> dict[str, float]:
    compared = Comparison()
    compared.add(gold, got)
    return compared.scores()


def changed(path: str, value: Any) -> Json:
    """The gold coding with one thing in it another: `statements.0.stance`."""
    got = deepcopy(GOLD)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    node: Any = got
    for step in way:
        node = node[step]
    node[last] = value
    return got


def test_a_coding_agrees_with_itself_in_everything() -> None:
    found = figures(GOLD)
    assert {value for name, value in found.items() if not name.startswith("n ")} == {1.0}
    assert found["n statements overlap"] == 2


@pytest.mark.parametrize(
    ("path", "value", "figure", "told"),
    [
        ("statements.0.stance", "accuses", "stance", 0.5),
        ("statements.1.answers", [], "answers F1", 0),
        ("statements.0.about", [1], "about F1", 0.5),
        ("statements.0.source.holder", None, "holder", 0.5),
        ("statements.0.source.holder", None, "statements with holder and stance F1", 0.5),
        ("statements.0.source", words("army") | {"holder": "CF"}, "statements exact F1", 0.5),
        ("statements.0.source", words("army") | {"holder": "CF"}, "statements overlap F1", 1),
        ("statements.0.source", {"text": None, "span": None, "holder": "CF"}, "statements overlap F1", 0.5),
        ("accounts.1.status", "main", "background kept apart", 0),
        ("accounts.1.status", "main", "incidents P", 0.5),
        ("accounts.0.status", "background", "incidents F1", 0),
        ("accounts.0.toll.0.of", None, "toll F1", 0),
        ("accounts.0.toll.0.of", None, "toll number F1", 1),
        ("accounts.0.claims.0.polarity", False, "claims F1", 0),
        ("accounts.0.participants.0.role", "initiator", "participants F1", 0),
        ("accounts.0.where", where(6.6, 22.0), "place 25 km", 1),
        ("accounts.0.where", where(7.5, 22.0), "place 25 km", 0),
        ("accounts.0.where", where(6.54, 21.98, "country"), "place 25 km", 0),
        ("accounts.0.when.precision", "week", "day", 0),
        ("accounts.0.when.precision", "week", "time overlap", 1),
    ],
)
def test_one_difference_shows_in_its_figure(path: str, value: Any, figure: str, told: float) -> None:
    assert figures(changed(path, value))[figure] == pytest.approx(told)


def test_statements_under_one_cue_are_told_apart_by_what_they_say() -> None:
    one, two = (
        statement("the army", "said", said, "CF", stance=stance)
        for said, stance in (("Rebels shelled a post at Bria", "accuses"), ("killing two", "asserts"))
    )
    assert figures(coding([two, one], []), coding([one, two], []))["stance"] == 1


def test_an_incident_is_the_same_by_its_sentence_or_by_its_time_and_place() -> None:
    told = account("shelled")
    elsewhere = account("denied")
    assert corpus_align.account_gain(told, account("killing", when=GOLD["accounts"][1]["when"]), TEXT) > 0
    assert corpus_align.account_gain(told, elsewhere, TEXT) > 0
    assert corpus_align.account_gain(told, elsewhere | {"where": where(9.0, 25.0)}, TEXT) == 0
    later = {"start": "2026-05-05T10:00", "end": "2026-05-05T11:00", "precision": "hour", "text": None}
    assert corpus_align.account_gain(told, elsewhere | {"when": later}, TEXT) == 0


def test_without_a_place_the_kind_of_act_has_to_be_the_same() -> None:
    told, other = account("shelled"), account("denied", where=where(None, None, "unknown"))
    assert corpus_align.account_gain(told, other, TEXT) > 0
    other["event"]["plover"] = {"type": "ASSAULT", "mode": "firearms"}
    assert corpus_align.account_gain(told, other, TEXT) == 0


def test_an_area_is_met_anywhere_within_it() -> None:
    province = where(6.5, 22.0, "admin1", radius_km=150)
    assert corpus_align.near(province, where(7.5, 22.0))
    assert not corpus_align.near(where(7.5, 22.0), province)
    assert corpus_align.may_be_one_place(where(7.5, 22.0), province)


def test_fields_of_an_incident_that_is_not_found_are_missing() -> None:
    found = figures(coding(GOLD["statements"], []))
    assert (found["incidents R"], found["toll R"], found["claims R"]) == (0, 0, 0)
    assert "event plover" not in found


def test_that_an_account_took_place_is_no_claim_of_its_own_and_reasons_are_not_compared_by_word() -> None:
    claims = [{"field": "occurrence", "value": True, "polarity": True, "holder": "CF"}]
    reason = {"field": "justification", "value": "self-defence", "polarity": True, "holder": "CF"}
    gold = changed("accounts.0.claims", [reason])
    got = changed("accounts.0.claims", [*claims, reason | {"value": "in defence of the town"}])
    assert figures(got, gold)["claims F1"] == 1


def test_where_the_first_found_no_incident_only_that_is_asked() -> None:
    empty = coding([], [])
    assert figures(GOLD, empty)["none where none"] == 0
    assert figures(coding(GOLD["statements"], []), empty) == {
        "n statements overlap": 0,
        "n incidents": 0,
        "n reports": 1,
        "incidents P": 0,
        "incidents R": 0,
        "incidents F1": 0,
        "none where none": 1,
    }


def test_agreement_beyond_chance_is_lower_than_plain_agreement() -> None:
    compared = Comparison(labels={"stance": [("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")]})
    assert compared.kappa("stance") == pytest.approx((0.75 - 0.5) / 0.5)
    assert compared.kappa("holder") is None


def test_mistakes_name_the_field_and_both_values() -> None:
    compared = Comparison()
    compared.add(GOLD, changed("statements.0.stance", "accuses"))
    assert [miss[:3] for miss in compared.misses] == [("stance", "asserts", "accuses")]


def test_each_part_of_the_written_corpus_is_read_by_its_families(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    slugs = [f"drill-{n}" for n in range(30)]
    for slug in slugs:
        (tmp_path / "none" / f"{slug}.txt").write_text(f"---\nid: {slug}\n---\nA drill of {slug}.\n", "utf-8")
    read: list[str] = []

    def reader(story: Story) -> Json:
        read.append(story.id)
        return nothing(story)

    for asked, name in corpus_written.PARTS.items():
        read.clear()
        found = corpus_written.score(tmp_path, Run(reader, asked))
        assert sorted(read) == sorted(slug for slug in slugs if part(f"none/{slug}") == name)
        assert found["none where none"] == 1


def test_test_families_are_read_only_by_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--test"])
    assert "--only corpus_written" in capsys.readouterr().err


def test_own_sets_lie_in_the_repository_whatever_the_folder_of_sets(tmp_path: Path) -> None:
    places = {entry.name: entry.place(tmp_path) for entry in catalogue.SETS}
    assert places["corpus_written"] == catalogue.REPOSITORY / "training" / "corpus"
    assert places["polnear"] is None
