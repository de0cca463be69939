"""Civilian-harm assessments: each sets out what every source said; the file's range spans the sources.

One incident a narrative. `killed range` asks both ends, `killed low` the lower one.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from evaluation import incidents
from evaluation.data import lines
from evaluation.measure import Share
from evaluation.run import Json, Run, Scores, Story

SINGLE_DAY = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}")
MOST = 240
FIELDS = ("place 25 km", "place 5 km", "killed range", "killed low", "day", "suspected party")
PARTIES = {"Israeli Military": "IL", "Palestinian Militants": "PS"}
ACTS = ("initiator", "responsible")


def score(data: Path, run: Run) -> Scores:
    """Shares of narratives that come out right, a field each."""
    known = lines(data / "incidents.jsonl")
    chosen = run.sample(run.half(known, lambda one: str(one["file"])), lambda one: str(one["file"]), MOST)
    fields = {name: Share() for name in FIELDS}
    for one in chosen:
        text = "\n\n".join(one["assessment"])
        output = run.read(Story(id=one["Incident Code"], text=text))
        for name, gold, found, good in answers(one, output):
            if not fields[name].add(good):
                run.miss(one["file"], name, gold, found, text)
    return {"n narratives": float(len(chosen))} | {name: share.value for name, share in fields.items()}


def answers(one: Json, output: Json) -> list[tuple[str, object, object, bool]]:
    """Field, gold, found and whether it is right, for the fields that the record tells."""
    asked: list[tuple[str, object, object, bool]] = []
    if one.get("lat") is not None:
        gold = (one["lat"], one["lon"])
        here = incidents.place(output)
        asked += [(f"place {km} km", gold, here, incidents.within(output, gold, km)) for km in (25, 5)]
    killed = bounds(one["key_info"]["Civilians reported killed"])
    if killed:
        told = incidents.first_toll(output, ("killed",)) or incidents.Range(0, 0)
        asked += [("killed range", killed, told, told == killed), ("killed low", killed, told, told.low == killed.low)]
    if SINGLE_DAY.fullmatch(one["Incident date"]):
        day = datetime.strptime(one["Incident date"], "%B %d, %Y").date().isoformat()
        asked.append(("day", day, incidents.day(output), incidents.day(output) == day))
    party = PARTIES.get(one["key_info"].get("Suspected belligerent", ""))
    if party:
        found = [actor for account in incidents.main(output)[:1] for actor in incidents.actors(account, ACTS)]
        asked.append(("suspected party", party, found, any(actor.split("-")[0] == party for actor in found)))
    return asked


def bounds(cell: str) -> incidents.Range | None:
    """`2 – 3` or `4` as a range; None for what is unknown."""
    numbers = [int(number) for number in re.findall(r"\d+", cell.replace(",", ""))]
    return incidents.Range(numbers[0], numbers[-1]) if numbers else None
