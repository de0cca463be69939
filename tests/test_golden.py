"""Every golden case: its own shape, and what the coder makes of it (docs/golden-cases.md)."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from counterclaim.codebook.actors import actors
from golden_match import ENDINGS, FOLDER, coded, failures, load, mismatch, misquoted

CASES = sorted(FOLDER.glob("*.yaml"))
OPEN = dict(
    line.split(": ", 1)
    for line in (FOLDER / "open.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
"""Cases that the reader does not code right yet, each with what it misses; one that passes must leave the list."""
SCHEMA = Path(__file__).parents[1] / "docs" / "report.schema.json"

OWN = sorted(Path(os.environ["COUNTERCLAIM_CASES"]).glob("*.yaml")) if "COUNTERCLAIM_CASES" in os.environ else []
"""Cases of the folder that the environment names: corrections of a ledger, with reports of others."""

HARD_PARTS = {
    "hedge", "deny_initiator", "counterpart", "metonym", "time", "vague_number", "both_sides", "relay", "several",
    "multiday", "unidentified", "war_total", "deny_occurrence", "unverified", "reactions", "furniture", "nothing",
}  # fmt: skip
WORDS = {
    "status": "main background planned threatened denied",
    "domain": "conflict political police crime accident",
    "role": "initiator responsible target victim party mediator",
    "kind": "state military police armed_group organization civilians person unknown",
    "certainty": "stated claimed suspected denied",
    "harm": "killed injured casualties missing captured abducted detained displaced",
    "category": "civilian combatant unknown",
    "scope": "incident day period war",
    "field": "occurrence nature initiator responsibility target killed injured captured victim_status outcome location "
    "time weapon justification",
    "why": "explicit denial|incompatible values",
    "extent": "within throughout",
    "stance": "asserts announces accuses denies confirms doubts cannot_verify declines retracts claims_responsibility "
    "condemns urges demands threatens",
    "factuality": "CT+ PR+ PS+ CT- PR- PS- Uu",
    "quote": "direct mixed indirect",
    "basis": "stated inferred",
}
"""What the contract lets these keys hold."""
ELSEWHERE = {"kind": {"objects", "weapons", "relations", "links"}}
"""Lists in which a key has other words than those above."""
SPEAKERS = {"witness", "medical", "local", "unnamed", "report", None}
QUOTED = {
    "source",
    "source_has",
    "cue",
    "cue_has",
    "content_has",
    "text",
    "text_has",
    "name_has",
    "channel_has",
    "via_has",
}


def nodes(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every leaf of an expectation with the keys that lead to it; alternatives count as leaves of their key."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from nodes(item, path if key == "any" else (*path, key))
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item, path)
    else:
        yield path, value


def complaints(case: dict[str, Any]) -> list[str]:
    """What is wrong with a case as written: unknown words, ids that break the grammar, quotes not in the text."""
    report, wrong = case["report"], []
    text = report["text"] + "\n" + report.get("title", "")
    for path, value in [*nodes(case["must"]), *nodes(case.get("must_not", {}))]:
        key, stem = path[-1], path[-1]
        for ending in ENDINGS:
            stem = stem.removesuffix(ending)
        if key in WORDS and not ELSEWHERE.get(key, set()) & set(path):
            allowed = WORDS[key].split("|" if "|" in WORDS[key] else None)
            wrong += [] if value in allowed else [f"{key}: {value!r} is no word of the contract"]
        elif stem in {"actor", "of", "from", "to", "addressee", "holder", "holders"} and isinstance(value, str | None):
            wrong += [] if value in SPEAKERS or value in actors() else [f"{key}: {value!r} is no actor"]
            if stem in {"holder", "holders"} and value in actors() and actors()[value].holder != value:
                wrong.append(f"{key}: {value!r} speaks for {actors()[value].holder!r}")
        elif key in QUOTED and value.casefold() not in text.casefold():
            wrong.append(f"{key}: {value!r} does not stand in the text")
        elif stem in {"start", "end"} and isinstance(value, str) and not re.match(r"\d{4}", value):
            wrong.append(f"{key}: {value!r} is no date")
        if not isinstance(value, str | int | float | bool | None):
            wrong.append(f"{key}: {value!r} must be quoted")
    return wrong


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_is_well_formed(path: Path) -> None:
    case = load(path)
    assert set(case) <= {"why", "covers", "invented", "report", "must", "must_not"}
    assert case["invented"] is True
    assert len(case["why"]) > 20
    assert case["covers"]
    assert set(case["covers"]) <= HARD_PARTS
    assert set(case["report"]) <= {"title", "text", "published", "outlet", "language"}
    assert case["report"]["text"].strip()
    assert case["must"]
    assert complaints(case) == []


def test_every_hard_part_has_four_cases() -> None:
    told = Counter(row for path in CASES for row in load(path)["covers"])
    assert {row: told[row] for row in HARD_PARTS if told[row] < 4} == {}


def marked(path: Path) -> Any:
    """A case as a parameter of a test: an open one is expected to fail, and may not pass unseen."""
    reason = OPEN.get(path.stem)
    return pytest.param(path, id=path.stem, marks=pytest.mark.xfail(reason=reason, strict=True) if reason else ())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_output_fits_the_schema_and_quotes_the_text(path: Path) -> None:
    output = coded(id=path.stem, **load(path)["report"])
    jsonschema.validate(output, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert misquoted(output) == []


@pytest.mark.parametrize("path", [marked(path) for path in CASES])
def test_case_is_coded_as_a_careful_person_would(path: Path) -> None:
    case = load(path)
    found = failures(case, coded(id=path.stem, **case["report"]))
    assert not found, "\n".join([case["why"], *found])


@pytest.mark.skipif(not OWN, reason="COUNTERCLAIM_CASES names no folder of cases")
def test_own_cases_are_coded_as_they_were_corrected() -> None:
    wrong = {path.stem: failures(case, coded(id=path.stem, **case["report"])) for path in OWN if (case := load(path))}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_open_cases_exist_and_leave_every_hard_part_covered() -> None:
    assert set(OPEN) <= {path.stem for path in CASES}
    passing = Counter(row for path in CASES if path.stem not in OPEN for row in load(path)["covers"])
    assert not [row for row in HARD_PARTS if passing[row] < 2]


def test_matcher_gives_each_expected_item_its_own_match() -> None:
    output = {"toll": [{"harm": "killed", "best": 2}, {"harm": "killed", "best": 2, "of": "XX"}]}
    assert mismatch({"toll": [{"best": 2}, {"of": "XX"}]}, output, output) == []
    assert mismatch({"toll": [{"of": "XX"}, {"of": "XX"}]}, output, output) != []


def test_matcher_tells_numbers_from_truth_values_and_null() -> None:
    assert mismatch({"a": True}, {"a": 1}, {}) != []
    assert mismatch({"a": None}, {"a": 0}, {}) != []
    assert mismatch({"a": {"any": [None, 2]}}, {"a": 2}, {}) == []
    assert mismatch({"b": 1}, {"a": 1}, {}) != []


def test_matcher_reads_sources_words_holders_and_answers() -> None:
    first = {"source": {"text": "Lima", "holder": "PE"}, "cue": {"text": "said"}, "stance": "asserts", "answers": []}
    second = {"source": {"text": "It", "holder": "EC"}, "cue": {"text": "denied"}, "stance": "denies", "answers": [0]}
    output = {"statements": [first, second]}
    want = {"statements": [{"holder": "EC", "cue": "denied", "source_has": "It", "answers": [{"source": "Lima"}]}]}
    assert mismatch(want, output, output) == []
    second["answers"] = []
    assert mismatch(want, output, output) != []


def test_failures_reports_what_must_not_be_there() -> None:
    case = {"must": {"count_main": 1}, "must_not": {"statements": [{"stance": "denies"}]}}
    output = {"accounts": [], "statements": [{"stance": "denies"}]}
    assert len(failures(case, output)) == 2


def test_misquoted_finds_a_span_that_holds_other_words() -> None:
    output = {
        "report": {"text": "one two"},
        "cue": {"text": "two", "span": [4, 7]},
        "where": {"text": None, "span": None},
    }
    assert misquoted(output) == []
    output["cue"] = {"text": "two", "span": [3, 7]}
    assert len(misquoted(output)) == 1
