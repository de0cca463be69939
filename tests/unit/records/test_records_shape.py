"""Records into the contract's JSON: key for key, in order, valid by the schema, one line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from counterclaim.records.account import Where
from counterclaim.records.reading import (
    EventMention,
    Mention,
    NumberMention,
    PlaceMention,
    Quantity,
    Reading,
    TimeMention,
)
from counterclaim.records.report import Report
from counterclaim.records.shape import as_json, dumps
from example_records import coding_of, example, report_of

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "report.schema.json").read_text(encoding="utf-8"))


def test_worked_example_comes_back_key_for_key_in_order() -> None:
    told = example()
    made = as_json(report_of(told), coding_of(told), None, told["reader"])
    assert json.dumps(made) == json.dumps(told)


def test_reading_block_quotes_the_text_and_fits_the_schema() -> None:
    told = example()
    report = report_of(told)
    reading = Reading(
        report_id=report.id,
        relevant=True,
        mentions=(Mention((72, 93), "armed_force", 3, (85, 93), confidence=0.912),),
        places=(PlaceMention((56, 60), "LIMA", metonym=False, lat=-12.0431800, lon=-77.02824, country="PE"),),
        times=(TimeMention((144, 153), "TIME", "2026-03-03TNI", "2026-03-03T18:00", "2026-03-04T06:00"),),
        numbers=(NumberMention((121, 135), Quantity(3, 3, None)),),
        events=(EventMention((173, 176), "shelling"),),
    )
    made = as_json(report, coding_of(told), reading, told["reader"])
    jsonschema.validate(made, SCHEMA)
    assert list(made)[-1] == "reading"
    block = made["reading"]
    assert block["mentions"] == [
        {"text": "Two Peruvian soldiers", "span": [72, 93], "type": "armed_force", "chain": 3, "confidence": 0.91}
    ]
    assert block["numbers"] == [{"text": "at least three", "span": [121, 135], "low": 3, "best": 3, "high": None}]
    assert block["events"] == [{"text": "hit", "span": [173, 176], "class": "shelling", "realis": "actual"}]
    assert list(block) == ["mentions", "places", "times", "numbers", "events"]


def test_what_the_example_lacks_fits_the_schema_too() -> None:
    told = example()
    coding = coding_of(told)
    first = coding.accounts[0]
    where = replace(first.where, alternates=(Where(name="Elsewhere", holder="EC"),))
    toll = (replace(first.toll[0], scope="war", since="1995", quantity=Quantity(None, None, 9)),)
    series = replace(first, count=Quantity(40, 46, None), observed="heard", where=where, toll=toll)
    made = as_json(report_of(told), replace(coding, accounts=(series, *coding.accounts[1:])), None, told["reader"])
    jsonschema.validate(made, SCHEMA)
    account = made["accounts"][0]
    assert account["count"] == {"low": 40, "best": 46, "high": None, "observed": "heard"}
    assert account["where"]["alternates"][0]["holder"] == "EC"
    assert (account["toll"][0]["since"], account["toll"][0]["high"]) == ("1995", 9)


def test_schema_refuses_a_key_it_does_not_know() -> None:
    told = example()
    told["accounts"][0]["verdict"] = "guilty"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(told, SCHEMA)


def test_notes_of_gathering_head_the_warnings() -> None:
    told = example()
    report = replace(report_of(told), notes=("the encoding was guessed: cp1252",))
    made = as_json(report, coding_of(told), None, told["reader"])
    assert made["warnings"] == ["the encoding was guessed: cp1252", *told["warnings"]]


def test_a_line_stays_one_line_and_can_be_written_whatever_is_in_the_text() -> None:
    told = example()
    text = "café\u2028two\u0085three\ud800four\nfive"
    line = dumps(as_json(Report(text), coding_of(told), None, told["reader"]))
    assert len(line.splitlines()) == 1
    assert "café" in line
    assert json.loads(line.encode())["report"]["text"] == text
