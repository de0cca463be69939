"""Record scorers on made-up records."""

import json

from evaluation.run import Run, nothing
from evaluation.sets import aidworkers, airwars, drones, isaf, plover, police, shootings, subtypes, wikinews


def told(harm, low, high, **rest):
    return {
        "harm": harm,
        "low": low,
        "best": low,
        "high": high,
        "of": None,
        "scope": "incident",
        "subset_of": None,
    } | rest


def account(*toll, **rest):
    whole = {
        "status": "main",
        "toll": list(toll),
        "headline": "",
        "participants": [],
        "where": {"name": None, "admin1": None, "lat": None, "lon": None, "precision": "unknown"},
        "when": {"start": None, "precision": "unknown"},
        "event": {"plover": {"type": "ASSAULT"}, "acled": {"sub_event_type": "Attack"}, "trigger": {"text": "hit"}},
    }
    return whole | rest


def answering(*accounts):
    return Run(lambda story: nothing(story) | {"relevant": True, "accounts": list(accounts)})


def test_a_release_tells_its_own_day():
    assert isaf.published("2013-01-S-025\n\nKABUL, Afghanistan (Jan. 25, 2013)\nA force") == "2013-01-25"
    assert isaf.published("ISAF 2010-09-CA-149 For Immediate Release\u2028KABUL (Sept. 15) - A force") == "2010-09-15"
    assert isaf.published("A force met three fighters on June 25.") is None


def test_provinces_go_by_any_spelling():
    assert isaf.province("Paktya") == isaf.province("Paktia Province") == isaf.province("Paktīā")
    assert isaf.province("Sar-e Pul") == isaf.province("Sar-i Pul")
    assert isaf.province("Wilayat-e Baghlan") == "baghlan"
    assert isaf.province(None) == ""


def test_a_release_is_counted_over_its_accounts(tmp_path):
    record = {
        "name": "1", "text": "KABUL (Jan. 25, 2013) A force", "start_date": "2013-01-24", "province": ["ghazni"],
        "min_killed": 3, "min_captured": 2,
    }  # fmt: skip
    rows = [record | {"text": f"{record['text']} {number}"} for number in range(20)]
    (tmp_path / "releases.jsonl").write_text("\n".join(map(json.dumps, rows)))
    where = {"name": "Andar", "admin1": "Ghazni", "lat": 33.3, "lon": 68.4, "precision": "place"}
    when = {"start": "2013-01-24", "precision": "day"}
    one = account(told("killed", 1, 1), told("detained", 1, None), where=where, when=when)
    scores = isaf.score(tmp_path, answering(one, account(told("killed", 2, 2), told("captured", 2, 2))))
    assert scores.pop("n releases") < 20
    assert scores == {
        "province": 1.0, "day": 1.0, "killed": 1.0, "killed where any": 1.0, "captured": 0.0, "captured where any": 0.0,
    }  # fmt: skip


def narrative(**rest):
    record = {
        "file": "a", "Incident Code": "A1", "Incident date": "October 9, 2023", "lat": 31.5, "lon": 34.5,
        "assessment": ["Words."],
        "key_info": {"Civilians reported killed": "2 – 3", "Suspected belligerent": "Israeli Military"},
    }  # fmt: skip
    return record | rest


def test_a_narrative_is_asked_for_what_its_record_tells():
    where = {"lat": 31.5, "lon": 34.6, "precision": "place"}
    acting = [{"role": "responsible", "actor": "IL-MIL"}]
    when = {"start": "2023-10-09T18:00", "precision": "part_of_day"}
    output = {"accounts": [account(told("killed", 2, 3), where=where, participants=acting, when=when)]}
    asked = {name: good for name, _, _, good in airwars.answers(narrative(), output)}
    assert asked == {
        "place 25 km": True, "place 5 km": False, "killed range": True, "killed low": True, "day": True,
        "suspected party": True,
    }  # fmt: skip
    silent = narrative(
        **{"Incident date": "October 9–10, 2023", "lat": None, "key_info": {"Civilians reported killed": "Unknown"}}
    )
    assert airwars.answers(silent, output) == []


def test_ranges_are_read_with_any_dash_and_comma():
    assert airwars.bounds("1,200 – 1,300") == (1200, 1300)
    assert airwars.bounds("4") == (4, 4)
    assert airwars.bounds("Unknown") is None


def test_aid_workers_by_odd_and_even_ids(tmp_path):
    path = tmp_path / aidworkers.FILE
    path.parent.mkdir(parents=True)
    head = "Incident ID,Total killed,Total wounded,Total kidnapped,City,Latitude,Longitude,Details\n"
    path.write_text(
        head + "1,1,0,0,Oakton,1.0,2.0,One driver killed near Oakton\n2,0,0,3,,,,Three taken\n3,0,0,0,,,,\n"
    )
    where = {"lat": 1.1, "lon": 2.0, "precision": "near"}
    run = answering(account(told("killed", 1, 1), where=where))
    scores = aidworkers.score(tmp_path, run)
    assert (scores["n records"], scores["all three"], scores["place 25 km"]) == (1.0, 1.0, 1.0)
    run.part = "tune"
    scores = aidworkers.score(tmp_path, run)
    assert (scores["killed"], scores["kidnapped where any"], scores["all three"]) == (0.0, 0.0, 0.0)
    assert {one["field"] for one in run.mistakes} == {"killed", "kidnapped"}


def test_drone_strikes_without_numbers_or_coordinates_are_not_asked():
    record = {"deaths_min": "3", "deaths_max": "5", "lat": "", "lon": "", "town": "", "location": ""}
    asked = drones.answers(record, {"accounts": [account(told("killed", 3, None))]})
    assert [(name, good) for name, _, _, good in asked] == [("killed range", False), ("killed low", True)]
    assert drones.answers(record | {"deaths_min": "Unknown"}, {"accounts": []}) == []


def test_shooting_with_nobody_told_dead_is_right_when_nobody_died(monkeypatch):
    monkeypatch.setattr(shootings, "cities", lambda: {("oakton", "ohio"): (40.0, -80.0)})
    record = {
        "num_killed": 0,
        "num_injured": 2,
        "date": "May 3, 2014",
        "city_or_county": "Oakton (Elm)",
        "state": "Ohio",
    }
    where = {"lat": 40.1, "lon": -80.0, "precision": "place"}
    output = {"accounts": [account(told("injured", 2, 2), where=where)]}
    asked = {name: good for name, _, _, good in shootings.answers(record, output)}
    assert asked == {"killed": True, "injured": True, "day": False, "place 25 km": True}


def test_police_must_act_to_be_found():
    def by(role, kind, actor=None, status="main"):
        return {"accounts": [account(status=status, participants=[{"role": role, "kind": kind, "actor": actor}])]}

    assert police.police_act(by("responsible", "police"))
    assert police.police_act(by("initiator", "unknown", "IN-POL"))
    assert not police.police_act(by("victim", "police"))
    assert not police.police_act(by("responsible", "police", status="threatened"))


def test_quiet_snippets_want_no_account(tmp_path):
    path = tmp_path / subtypes.FILE
    path.parent.mkdir(parents=True)
    rows = [f'{number}\tWords "{number}\tATTACK\n{number + 100}\tMore\tAGREEMENT\n' for number in range(30)]
    path.write_text("id\tEventSnippet\tSubType\n" + "".join(rows))
    scores = subtypes.score(tmp_path, answering(account()))
    assert scores["sub-event, armed core"] == 1.0
    assert scores["no incident where none"] == 0.0


def test_a_sentence_is_an_assault_if_any_of_its_pairs_is(tmp_path):
    (tmp_path / "datasets").mkdir()
    rows = "sentence\tgold_root\nA hit B.\tACCUSE\nA hit B.\tASSAULT\nA met B.\tCONSULT\n"
    (tmp_path / "datasets" / "PLV_test.tsv").write_text(rows)
    scores = plover.score(tmp_path, Run(lambda s: nothing(s) | {"accounts": [account()] if "hit" in s.text else []}))
    assert (scores["n sentences"], scores["ASSAULT F1"]) == (2.0, 1.0)
    scores = plover.score(tmp_path, answering(account(status="planned")))
    assert scores["ASSAULT R"] == 0.0


def test_an_article_without_an_incident_wants_no_account(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    rows = ["url,date,title,text", "u,2019-01-01,Bomb hits market,A bomb", "u,2019-01-02,Old war recalled,It was"]
    rows.append("u,2019-01-03,Cup won,They won")
    (tmp_path / "data" / "wikinews_2019.csv").write_text("\n".join(rows))
    monkeypatch.setattr(wikinews, "load", lambda: {"wikinews_2019-000": "main", "wikinews_2019-001": "told"})
    scores = wikinews.score(tmp_path, answering(account()))
    assert (scores["incident found"], scores["no incident where none"]) == (1.0, 0.0)
    scores = wikinews.score(tmp_path, answering(account(status="threatened")))
    assert (scores["incident found"], scores["no incident where none"]) == (0.0, 1.0)
    assert scores["n other articles"] == 1.0


def test_labels_are_known_words():
    assert set(wikinews.load().values()) == {"main", "told"}


def test_what_is_on_record_as_an_accident_is_no_incident(tmp_path):
    records = [
        {"incident_id": "1", "frames": ["mass_shootings_2014"]},
        {"incident_id": "2", "frames": ["teens_injured", "accidental_injuries_teens"]},
        {"incident_id": "3", "frames": None},
    ]
    (tmp_path / "incidents.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in records), "utf-8")
    assert shootings.accidents(tmp_path) == {"2"}
