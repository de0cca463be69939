"""Military communiques: province, day, least number killed and captured, against one expert's coding.

A release is one record, so counts are summed over its main accounts. The release's own day (its header) is
what an archive would know of it and is handed in; where the header tells none, nothing is.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from evaluation import incidents
from evaluation.data import lines
from evaluation.measure import Share
from evaluation.run import Json, Run, Scores, Story

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
NAMED = "|".join(MONTHS)
FULL = re.compile(rf"\(?\b({NAMED})[a-z]*\.?\s+(\d{{1,2}}),?\s+(\d{{4}})\b", re.I)
BARE = re.compile(rf"\(({NAMED})[a-z]*\.?\s+(\d{{1,2}})\)", re.I)
NUMBERED = re.compile(r"\b(20\d\d)-\d\d-")
HEADER = 330
SPELLINGS = {
    "paktya": "paktia",
    "khowst": "khost",
    "wardak": "maidanwardak",
    "vardak": "maidanwardak",
    "maydanwardak": "maidanwardak",
    "oruzgan": "uruzgan",
    "urozgan": "uruzgan",
    "urozghan": "uruzgan",
    "kondoz": "kunduz",
    "konduz": "kunduz",
    "konar": "kunar",
    "herat": "hirat",
    "jowzjan": "jawzjan",
    "ghowr": "ghor",
    "saripul": "sarepul",
    "sarepol": "sarepul",
    "sarpol": "sarepul",
    "sarpul": "sarepul",
    "nimruz": "nimroz",
    "daykundi": "daikundi",
    "panjsher": "panjshir",
    "nangrahar": "nangarhar",
}
KILLED, CAPTURED = ("killed",), ("captured", "detained")


def score(data: Path, run: Run) -> Scores:
    """Shares of releases that come out right, a field each."""
    releases = lines(data / "releases.jsonl")
    chosen = run.sample(run.half(releases, lambda one: str(one["text"])), lambda one: str(one["text"]))
    fields = {
        name: Share() for name in ("province", "day", "killed", "captured", "killed where any", "captured where any")
    }
    for one in chosen:
        released = published(one["text"])
        output = run.read(Story(id=str(one["name"]), text=one["text"], published=released))
        _where(run, fields, one, output)
        if released and not fields["day"].add(incidents.day(output) == one["start_date"]):
            run.miss(one["name"], "day", one["start_date"], incidents.day(output), f"{released} {one['text']}")
        for name, harms in (("killed", KILLED), ("captured", CAPTURED)):
            _count(run, fields, one, name, incidents.whole_toll(output, harms))
    return {"n releases": float(len(chosen))} | {name: share.value for name, share in fields.items()}


def published(text: str) -> str | None:
    """The release's day: in full, or a day and month beside a number that opens with the year."""
    head = text[:HEADER]
    full = FULL.search(head)
    if full:
        return f"{full.group(3)}-{MONTHS.index(full.group(1).lower()) + 1:02}-{int(full.group(2)):02}"
    bare, year = BARE.search(head), NUMBERED.search(head)
    if bare and year:
        return f"{year.group(1)}-{MONTHS.index(bare.group(1).lower()) + 1:02}-{int(bare.group(2)):02}"
    return None


def province(name: str | None) -> str:
    """One spelling for a province's name."""
    folded = unicodedata.normalize("NFKD", (name or "").lower())
    flat = re.sub(r"[^a-z]", "", re.sub(r"\b(?:province|w[ie]layat(?:-e)?)\b", "", folded))
    return SPELLINGS.get(flat, flat)


def _where(run: Run, fields: dict[str, Share], one: Json, output: Json) -> None:
    wanted = {province(name) for name in one["province"] if name != "southern afghanistan"}
    if not wanted:
        return
    told = [account["where"] for account in incidents.main(output)]
    found = {province(where.get("admin1")) for where in told[:1]}
    if not fields["province"].add(bool(wanted & found)):
        seen = [(where.get("name"), where.get("admin1")) for where in told]
        run.miss(one["name"], "province", sorted(wanted), seen, one["text"])


def _count(run: Run, fields: dict[str, Share], one: Json, name: str, told: incidents.Range | None) -> None:
    gold, found = one[f"min_{name}"], told.low if told else 0
    good = fields[name].add(gold == found)
    if gold:
        fields[f"{name} where any"].add(good)
    if not good:
        run.miss(one["name"], name, gold, found, one["text"])
