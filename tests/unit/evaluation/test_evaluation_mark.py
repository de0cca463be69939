"""Drawing values to mark: repeatable, in order, each beside its words."""

import pytest
from evaluation import mark

TEXT = "Gunmen killed two people in Oakton."


def output():
    account = {
        "n": 0, "status": "main", "anchor": {"span": [0, 35]}, "objects": [], "weapons": [],
        "event": {"acled": {"sub_event_type": "Attack"}, "trigger": {"span": [7, 13]}},
        "when": {"start": None, "end": None, "span": None},
        "where": {"name": "Oakton", "admin1": None, "country": "US", "span": [28, 34]},
        "participants": [{"role": "responsible", "actor": None, "kind": "unknown", "mentions": [{"span": [0, 6]}]}],
        "toll": [
            {"harm": "killed", "low": 2, "best": 2, "high": 2, "of": None, "category": "unknown", "holder": "report",
             "span": [14, 17]},
        ],
        "claims": [
            {"field": "killed", "holder": "report", "polarity": False, "value": {"low": 2, "best": 2, "high": None},
             "span": [7, 24]},
        ],
    }  # fmt: skip
    return {
        "report": {"id": "a", "title": None, "published": None, "text": TEXT},
        "accounts": [account],
        "statements": [],
    }


def test_every_kind_of_value_is_told_with_its_span():
    told = {field: value for field, value, _ in mark.values(output())}
    assert told["0.killed"] == "2/2/2 of None (unknown) by report"
    assert told["0.claim killed"] == "report: not 2/2/None"
    assert told["0.responsible"] == "unknown"


def test_a_draw_repeats_and_keeps_order():
    found = mark.values(output())
    drawn = mark.some(found, 4, 7)
    assert drawn == mark.some(found, 4, 7)
    assert [found.index(one) for one in drawn] == sorted(found.index(one) for one in drawn)
    assert mark.some(found, 99, 7) == found


def test_reports_of_a_table_are_known_by_their_ids():
    table = "Told before.\n\n| report | account |\n|---|---|\n| isaf-002 | 0 |\n| police-7 | 1 |\n"
    assert mark.marked(table) >= {"isaf-002", "police-7"}


def test_the_sheet_shows_the_words():
    page = mark.shown(output(), mark.values(output()))
    assert "| 0.killed | 2/2/2 of None (unknown) by report | Gunmen killed **two** people in Oakton. | | |" in page


def test_the_sheet_is_kept_out_of_the_repository():
    with pytest.raises(SystemExit):
        mark.main(["--out", str(mark.REPOSITORY / "sheets")])
