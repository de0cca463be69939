"""Whatever text comes in: no crash, every span quotes its words, every index points at something, same bytes twice."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from golden_match import FOLDER, coded, load, misquoted

CASES = sorted(FOLDER.glob("*.yaml"))
FRAGMENTS = [
    "Gunmen killed", "at least four soldiers", "near Gao", "on Tuesday night", ", the ministry said", ".", "\n\n",
    "Baku denied", "that any strike took place", "\"", "“", "’s", "and wounded dozens of", "its counterpart",
    "reportedly", "according to", "more than 1,200", "up to 30", "in retaliation for", "READ MORE:", "(", ")", "—", ";",
    "who", "had opened fire first", "could not be independently verified", "since Friday", "until around 21:30",
    "including three children", "a couple of", "Mr. Ali", "U.S.", "St.", "two days later", "last September", "5-7", "0",
    "99999999999999999999", "31 February 2026", "the two neighbours", "called the claim false", "urged both sides",
    "KILLED", "he said", "it", "they", "12,000 have died", "since the war began", "both sides", "\t", "-", "’",
    "Photo:",
]  # fmt: skip
prose = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join)
loud = prose.map(str.upper)
glued = st.lists(st.sampled_from(FRAGMENTS), max_size=20).map("".join)
foreign = st.text(max_size=200)
bare = st.text(alphabet=" \n\t.,\"'()-\u200b\ufeff\u2028", max_size=30)
mixed = st.tuples(foreign, prose, bare).map("".join)
texts = st.one_of(prose, loud, glued, foreign, bare, mixed)
dates = st.sampled_from(
    [None, "2026-03-04", "2026-03-04T08:30", "1985-02-28", "2024-02-29", "0001-01-01", "9999-12-31"]
)
quick = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def dangling(output: dict[str, Any]) -> list[str]:
    """Every index of the output that points at nothing."""
    accounts, statements = len(output["accounts"]), len(output["statements"])
    wrong = []
    for n, statement in enumerate(output["statements"]):
        wrong += [f"statement {n}"] if statement["n"] != n else []
        wrong += [f"about {a}" for a in statement["about"] if not 0 <= a < accounts]
        wrong += [f"answers {a}" for a in statement["answers"] if not 0 <= a < statements or a == n]
    for n, account in enumerate(output["accounts"]):
        claims = range(len(account["claims"]))
        holds = account["participants"] + account["objects"] + account["weapons"] + account["toll"]
        holds += [position for dispute in account["disputes"] for position in dispute["positions"]]
        wrong += [f"account {n}"] if account["n"] != n else []
        wrong += [f"claim {c}" for item in holds for c in item["claims"] if c not in claims]
        wrong += [f"link {link}" for link in account["links"] if not 0 <= link["to"] < accounts or link["to"] == n]
        wrong += [f"subset {t}" for t in account["toll"] if t["subset_of"] is not None and not _inside(t, account)]
        said = [c["statement"] for c in account["claims"] if c["statement"] is not None]
        wrong += [f"claim's statement {s}" for s in said if not 0 <= s < statements]
    return wrong + [f"relation {r}" for r in output["relations"] if not 0 <= r["statement"] < statements]


def _inside(entry: dict[str, Any], account: dict[str, Any]) -> bool:
    whole = entry["subset_of"]
    return 0 <= whole < len(account["toll"]) and account["toll"][whole] is not entry


def unordered(output: dict[str, Any]) -> list[str]:
    """Every interval and every quantity whose ends are the wrong way round."""
    wrong = []
    for account in output["accounts"]:
        start, end = account["when"]["start"], account["when"]["end"]
        wrong += [f"{start} to {end}"] if start and end and start[:10] > end[:10] else []
        for entry in account["toll"]:
            told = [n for n in (entry["low"], entry["best"], entry["high"]) if n is not None]
            wrong += [str(entry)] if told != sorted(told) or min(told, default=0) < 0 else []
    return wrong


@quick
@given(text=texts, published=dates)
def test_any_text_is_coded_soundly(text: str, published: str | None) -> None:
    output = coded(text=text, published=published)
    assert output["report"]["text"] == text
    assert misquoted(output) == []
    assert dangling(output) == []
    assert unordered(output) == []
    json.dumps(output, allow_nan=False)


@settings(quick, max_examples=40)
@given(text=texts, published=dates)
def test_the_same_report_gives_the_same_bytes(text: str, published: str | None) -> None:
    assert json.dumps(coded(text=text, published=published)) == json.dumps(coded(text=text, published=published))


@pytest.mark.parametrize("path", CASES[::6], ids=lambda path: path.stem)
def test_golden_reports_are_sound_and_independent_of_neighbours(path: Any) -> None:
    report = load(path)["report"]
    before = json.dumps(coded(**report))
    output = coded(**load(CASES[0])["report"])
    assert dangling(output) == unordered(output) == []
    assert json.dumps(coded(**report)) == before


@pytest.mark.parametrize("path", CASES[::9], ids=lambda path: path.stem)
def test_blank_space_around_a_report_only_shifts_its_spans(path: Any) -> None:
    report = load(path)["report"]
    plain, shifted = coded(**report), coded(**(report | {"text": "\n\n" + report["text"] + "\n"}))
    assert [a["anchor"]["text"] for a in shifted["accounts"]] == [a["anchor"]["text"] for a in plain["accounts"]]
    assert [s["cue"]["span"][0] - 2 for s in shifted["statements"]] == [
        s["cue"]["span"][0] for s in plain["statements"]
    ]
