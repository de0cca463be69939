"""Span scorers on made-up standoff, token files and answer keys."""

import json

from evaluation.run import Run, nothing
from evaluation.sets import factuality, muc4, newswire, polnear

ANN = """T1\tSource 0 7\tThe mayor
T2\tCue 8 12\tsaid
T3\tContent 13 20;30 38\tit rained
and poured
T4\tAttribution 8 12\tsaid
T5\tSource 50 55\tnever used
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
E2\tAttribution:T4 Content2:T3 Cue:T2
#1\tAnnotatorNotes E1\tdoubtful
"""


def test_standoff_takes_each_used_span_once_and_keeps_its_pieces():
    assert polnear.standoff(ANN) == {
        "source": {((0, 7),)},
        "cue": {((8, 12),)},
        "content": {((13, 20), (30, 38))},
    }


def polnear_set(tmp_path, text, ann):
    for folder in ("text", "attributions"):
        (tmp_path / "dev" / folder).mkdir(parents=True)
    (tmp_path / "dev" / "text" / "outlet_2026-03-04_rain.txt").write_text(text, "utf-8")
    (tmp_path / "dev" / "attributions" / "outlet_2026-03-04_rain_aaaa.ann").write_text(ann, "utf-8")
    (tmp_path / "dev" / "attributions" / "outlet_2026-03-04_rain_bbbb.ann").write_text("", "utf-8")


def test_polnear_forgives_quotation_marks_but_not_words(tmp_path):
    text = 'The mayor said "it will rain today".'
    ann = "T1\tSource 0 9\tx\nT2\tCue 10 14\tx\nT3\tContent 15 35\tx\nE1\tSource:T1 Cue:T2 Content:T3\n"
    polnear_set(tmp_path, text, ann)

    def read(story):
        assert story.published == "2026-03-04"
        statement = {
            "source": {"span": [4, 9]},
            "cue": {"span": [10, 14]},
            "content": {"spans": [[16, 34]]},
        }
        return nothing(story) | {"statements": [statement, statement]}

    run = Run(read)
    scores = polnear.score(tmp_path, run)
    assert (scores["content exact F1"], scores["cue exact F1"], scores["source exact F1"]) == (1.0, 1.0, 0.0)
    assert scores["source token R"] == 0.5
    assert [one["field"] for one in run.mistakes] == ["source: edges"]


def test_statements_without_a_source_still_give_cue_and_content():
    output = {"statements": [{"source": {"span": None}, "cue": {"span": [1, 2]}, "content": {"spans": [[3, 9]]}}]}
    assert polnear.statements(output) == {"source": set(), "cue": {((1, 2),)}, "content": {((3, 9),)}}


def participant(role, kind, name, organization=None, identified=True):
    return {"role": role, "kind": kind, "name": name, "organization": organization, "identified": identified}


def incident(*participants, mode=None, objects=(), weapons=(), status="main"):
    return {
        "status": status,
        "event": {"plover": {"mode": mode}},
        "participants": list(participants),
        "objects": [{"name": name} for name in objects],
        "weapons": [{"name": name} for name in weapons],
    }


def test_an_account_becomes_role_fillers():
    account = incident(
        participant("initiator", "unknown", "TWO MASKED MEN", organization="THE RED DAWN FRONT"),
        participant("responsible", "armed_group", "RED DAWN FRONT"),
        participant("responsible", "armed_group", "SOME GUERRILLAS", identified=False),
        participant("victim", "person", "ANA  RUIZ"),
        participant("party", "military", "ARMY"),
        objects=["THE POWER PLANT"],
        weapons=["CAR BOMB"],
    )
    found = muc4.fillers(account)
    assert {role: [set(entity) for entity in found[role]] for role in muc4.ROLES} == {
        "PerpInd": [{"masked men"}, {"guerrillas"}],
        "PerpOrg": [{"red dawn front"}],
        "Target": [{"power plant"}],
        "Victim": [{"ana ruiz"}],
        "Weapon": [{"car bomb"}],
    }


def test_a_gold_entity_pays_for_one_prediction_only():
    gold = [frozenset({"gunmen", "attackers"}), frozenset({"rebels"})]
    found = [frozenset({"gunmen"}), frozenset({"attackers"}), frozenset({"gunmen", "rebels"})]
    assert muc4.fitting(gold, found) == 1
    assert muc4.fitting(gold, [frozenset({"attackers"}), frozenset({"rebels"})]) == 2


def muc_set(tmp_path):
    raw = tmp_path / "raw" / "TASK" / "CORPORA" / "tst1"
    raw.mkdir(parents=True)
    text = "TST1-MUC3-0001\n\n   LIMA, 4 FEB 90 (XYZ) -- [TEXT] GUNMEN FIRED AT A BUS.\n\n\n"
    (raw / "tst1-muc3").write_text(text + "TST1-MUC3-0002\n\n   QUITO, NO DATE (XYZ) -- [TEXT] ALL QUIET.\n")
    (raw / "key-tst1.v7").write_text("0.  MESSAGE: ID  TST1-MUC3-0001\n")
    empty = {role: [] for role in muc4.ROLES}
    filled = empty | {"PerpInd": [[["gunmen", 0]]], "Target": [[["bus", 9]]]}
    rows = [("TST1-MUC3-0001", filled, [filled | {"incident_type": "bombing / attack"}]), ("TST1-MUC3-0002", empty, [])]
    for folder in ("grit_processed", "gtt_processed/processed"):
        (tmp_path / folder).mkdir(parents=True)
    flat = [json.dumps({"docid": name, "extracts": extracts}) for name, extracts, _ in rows]
    full = [json.dumps({"docid": name, "templates": templates}) for name, _, templates in rows]
    (tmp_path / "grit_processed" / "dev.json").write_text("\n".join(flat))
    (tmp_path / "gtt_processed" / "processed" / "dev.json").write_text("\n".join(full))


def test_muc4_scores_roles_and_templates_on_raw_texts(tmp_path):
    muc_set(tmp_path)
    dates = {}

    def read(story):
        dates[story.id] = story.published
        if "GUNMEN" not in story.text:
            return nothing(story) | {"accounts": [incident(objects=["CITY"], status="threatened")]}
        told = incident(participant("initiator", "unknown", "GUNMEN"), objects=["RED BUS"])
        return nothing(story) | {"accounts": [told, incident(mode="abduct")]}

    scores = muc4.score(tmp_path, Run(read))
    assert dates == {"TST1-MUC3-0001": "1990-02-04", "TST1-MUC3-0002": None}
    assert (scores["PerpInd F1"], scores["Target F1"], scores["CEAF-REE F1"]) == (1.0, 0.0, 0.5)
    assert (scores["templates R"], scores["templates P"]) == (2 / 3, 2 / 4)


def test_token_tags_are_laid_over_the_article():
    text = "Officials of the Oak Party met Kenyan police on 27 January."
    tags = "Officials\tO of\tO the\tB-Organization Oak\tI-Organization Party\tI-Organization met\tO Kenyan\tB-NORP"
    lines = [*tags.split(" "), "typo\tO", "", "27\tB-Date", "January\tI-Date", ".\tO"]
    assert newswire.lay_over(text, lines) == {
        ("organisation", 17, 26),
        ("nationality", 31, 37),
        ("date", 48, 58),
    }


def test_a_tag_that_goes_on_after_a_gap_begins_anew():
    text = "Oak Party and the Elm Party"
    lines = [
        "Oak\tB-Organization",
        "Party\tI-Organization",
        "and\tO",
        "the\tO",
        "Elm\tI-Organization",
        "Party\tI-Organization",
    ]
    assert newswire.lay_over(text, lines) == {("organisation", 0, 9), ("organisation", 18, 27)}


def test_names_leave_out_who_is_described():
    text = "The Oak Party and the police waited for two days in Lima"
    marked = [
        {"type": "organization", "span": [0, 13]},
        {"type": "armed_force", "span": [18, 28]},
        {"type": "people", "span": [18, 28]},
        {"type": "place", "span": [52, 56]},
        {"type": "organization", "span": [4, 35]},
    ]
    found = newswire.names({"report": {"text": text}, "reading": {"mentions": marked}})
    assert found == {("organisation", 4, 13), ("place", 52, 56)}


def test_split_is_by_name_and_leaves_a_tenth_alone():
    parts = [newswire.part(f"paper_{number}.txt.tsv") for number in range(2000)]
    assert 150 < parts.count("report") < 250
    assert 150 < parts.count("kept") < 250


def test_factuality_asks_marked_words_alone(tmp_path):
    (tmp_path / "UW").mkdir()
    text = "Rebels did not attack but may flee ."
    targets = [
        {"span1": [3, 4], "label": -2.6, "span_text": "attack"},
        {"span1": [6, 7], "label": 0.4, "span_text": "flee"},
    ]
    (tmp_path / "UW" / "dev.jsonl").write_text(json.dumps({"text": text, "targets": targets}) + "\n")
    (tmp_path / "UW" / "test.jsonl").write_text("")

    def read(story):
        start = story.text.index("attack")
        blank = nothing(story)
        event = {"span": [start, start + 6], "realis": "negated"}
        return blank | {"reading": blank["reading"] | {"events": [event]}}

    scores = factuality.score(tmp_path, Run(read))
    assert (scores["n events"], scores["accuracy"], scores["macro F1"]) == (1.0, 1.0, 1.0)


def test_a_report_that_the_product_fails_on_counts_as_nothing_found(tmp_path):
    polnear_set(tmp_path, "The mayor said so.", "T1\tCue 10 14\tsaid\nE1\tCue:T1\n")

    def read(story):
        raise RuntimeError(story.id)

    run = Run(read)
    assert polnear.score(tmp_path, run)["cue exact R"] == 0.0
    assert run.failures == ["outlet_2026-03-04_rain: RuntimeError: outlet_2026-03-04_rain"]
