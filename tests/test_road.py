"""One report all the way: text in, the contract's object out, as `counterclaim read --json` prints it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from golden_match import coded, mismatch, misquoted

TEXT = """\
LIMA, March 4 - Two Peruvian soldiers were reportedly killed and at least three wounded overnight when mortar \
rounds hit an observation post near Soldado Monge, in Loreto region, the Defence Ministry in Lima said on Wednesday.

Quito rejected the accusation as "a fabrication". Its army said Peruvian troops had opened fire first with small \
arms late on Tuesday and that its units answered "in self-defence", destroying one bunker.

Defence Minister Jorge Quispe called the Ecuadorian version false in a post on X. He put the number of dead at two \
but warned that it could rise.

Brasilia urged both sides to show restraint and offered to send observers.

The neighbours last fought in early 1995, when dozens of soldiers died in the upper Cenepa valley.

READ MORE: Border markets close in Loreto
"""

PICTURE = {
    "schema": 1,
    "report": {"id": "road", "published": "2026-03-04", "text": TEXT},
    "relevant": True,
    "accounts": [
        {
            "status": "main",
            "domain": "conflict",
            "event": {
                "plover": {"type": "ASSAULT", "mode": "heavy-weapons"},
                "ucdp": {"type_of_violence": 1},
                "cameo": {"root": "19", "quad_class": 4},
            },
            "when": {"start": "2026-03-03T18:00", "end": "2026-03-04T06:00", "text": "overnight", "basis": "stated"},
            "where": {"country": "PE", "admin1": "Loreto", "precision": "admin1"},
            "participants": [{"role": "target", "actor": "PE-MIL", "name": "Peruvian soldiers"}],
            "objects": [{"name": "observation post", "effect": "hit"}],
            "weapons": [{"name": "mortar rounds", "kind": "mortar"}],
            "toll": [
                {"harm": "killed", "low": 2, "best": 2, "high": 2, "of": "PE-MIL", "holder": "PE", "hedged": True},
                {"harm": "injured", "low": 3, "high": None, "holder": "PE", "text": "at least three"},
            ],
            "claims": [
                {"field": "responsibility", "value": "EC-MIL", "polarity": True, "holder": "PE"},
                {"field": "responsibility", "value": "EC-MIL", "polarity": False, "holder": "EC"},
            ],
            "disputes": [{"field": "responsibility", "holders": ["PE", "EC"], "why": "explicit denial"}],
        },
        {
            "when": {"start": "2026-03-03T18:00", "end": "2026-03-03T23:59"},
            "claims": [
                {"field": "initiator", "value": "PE-MIL", "polarity": True, "holder": "EC"},
                {"field": "initiator", "value": "PE-MIL", "polarity": False, "holder": "PE"},
            ],
        },
        {
            "status": "background",
            "when": {"start_has": "1995-01", "end_has": "1995-04"},
            "participants": [{"actor": "PE"}, {"actor": "EC"}],
            "toll": [{"harm": "killed", "low": 24, "best": 24, "high": 99, "category": "combatant"}],
        },
    ],
    "statements": [
        {"source_has": "Defence Ministry", "actor": "PE-MOD", "holder": "PE", "cue": "said", "factuality": "PR+"},
        {"source": "Quito", "actor": "EC-GOV", "holder": "EC", "cue": "rejected", "stance": "denies", "quote": "mixed"},
        {"source": "Its army", "actor": "EC-MIL", "holder": "EC", "basis": "inferred", "stance": "accuses"},
        {"source_has": "Jorge Quispe", "holder": "PE", "cue": "called", "stance": "denies", "channel_has": "post on X"},
        {"source": "He", "holder": "PE", "basis": "inferred", "cue": "put"},
        {"source": "Brasilia", "holder": "BR", "cue": "urged", "stance": "urges", "addressee_set": ["EC", "PE"]},
    ],
    "relations": [{"kind": "urges_calm", "from": "BR", "to_set": ["EC", "PE"]}],
}


DOCS = Path(__file__).parents[1] / "docs"


def test_the_worked_example_of_the_docs_is_the_picture_and_keeps_the_schema() -> None:
    example = json.loads((DOCS / "example.json").read_text(encoding="utf-8"))
    jsonschema.validate(example, json.loads((DOCS / "report.schema.json").read_text(encoding="utf-8")))
    assert misquoted(example) == []
    found = mismatch(PICTURE | {"report": {"published": "2026-03-04"}}, example, example)
    assert not found, "\n".join(found)


def test_one_report_all_the_way() -> None:
    output = coded(id="road", text=TEXT, published="2026-03-04")
    assert misquoted(output) == []
    found = mismatch(PICTURE, output, output)
    assert not found, "\n".join(found)


def test_capitals_and_page_furniture_are_no_places_of_an_incident() -> None:
    output = coded(text=TEXT, published="2026-03-04")
    names = {account["where"]["name"] for account in output["accounts"]}
    assert not names & {"Lima", "Quito", "Brasilia", "Brasília"}
    assert all("READ MORE" not in account["anchor"]["text"] for account in output["accounts"])
