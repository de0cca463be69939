"""News articles on shootings to incidents: half of the incidents on record that are no accidents, all their articles.

An article's gold is its incident's number. The fused incident's toll by the UCDP rule is held against the record's
killed and injured, and beside it the first article's alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evaluation import fusion
from evaluation.data import lines
from evaluation.measure import Share
from evaluation.run import Json, Run, Scores, Story, headed
from evaluation.sets.shootings import HARMS, accidents


def stories(data: Path, run: Run) -> list[tuple[Story, str]]:
    """The articles of this run's half, as they were published; `limit` is of incidents."""
    mishaps = accidents(data)
    told = [one for one in lines(data / "articles.jsonl") if one["text"].strip()]
    articles = [one for one in told if one["incident_id"] not in mishaps]
    numbers = run.sample(run.half({one["incident_id"] for one in articles}, str), str)
    kept = [one for one in articles if one["incident_id"] in set(numbers)]
    return [
        (Story(one["doc_id"], headed(one["title"], one["text"]), one["title"], one["dct"]), one["incident_id"])
        for one in sorted(kept, key=lambda one: (one["dct"] or "", one["doc_id"]))
    ]


def score(data: Path, run: Run) -> Scores:
    """B-cubed, pairs, and tolls against the record."""
    told = fusion.prepare(fusion.read(stories(data, run)))
    records = {one["incident_id"]: one for one in lines(data / "incidents.jsonl")}
    return scores(told, records)


def scores(told: Sequence[fusion.Told], records: dict[str, Json]) -> Scores:
    """The figures of what was read."""
    found = fusion.incidents(told)
    return fusion.figures(told, found) | _tolls(told, found, records)


def _tolls(told: Sequence[fusion.Told], found: Sequence[Sequence[str]], records: dict[str, Json]) -> Scores:
    """Of incidents that several reports tell: the fused incident that holds most of them against the record."""
    entry = {each.id: each for one in told for each in one.entries}
    home = {account: held for held in found for account in held}
    groups: dict[str, list[fusion.Told]] = {}
    for one in told:
        if one.main and one.gold in records:
            groups.setdefault(one.gold, []).append(one)
    shares = {name: Share() for harm in HARMS for name in (f"{harm} of fused", f"{harm} of first report")}
    for number, group in groups.items():
        if len(group) < 2:
            continue
        held = Counter(home[one.main.id] for one in group if one.main).most_common(1)[0][0]
        first = group[0].main
        assert first is not None
        for harm, key in HARMS.items():
            whole, alone = (fusion.toll([entry[name] for name in names], harm) for names in (held, (first.id,)))
            shares[f"{harm} of fused"].add(whole == records[number][key])
            shares[f"{harm} of first report"].add(alone == records[number][key])
    return {name: share.value for name, share in shares.items()}
