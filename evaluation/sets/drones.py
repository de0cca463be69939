"""Drone strikes in two short tellings, each with the range of deaths and coordinates on record.

The tellings are read apart: a narrative, and a bureau's summary where there is one, which names the place.
"""

from __future__ import annotations

from pathlib import Path

from evaluation import incidents
from evaluation.data import lines
from evaluation.measure import Share, number, point
from evaluation.run import Json, Run, Scores, Story

TELLINGS = {"narrative": "narrative", "summary": "bij_summary_short"}


def score(data: Path, run: Run) -> Scores:
    """Shares with the exact range or its lower end; places within 25 and 50 km."""
    strikes = lines(data / "strikes.jsonl")
    chosen = run.sample(run.half(strikes, lambda one: str(one["_id"])), lambda one: str(one["_id"]))
    fields: dict[str, Share] = {}
    for one in chosen:
        for telling, key in TELLINGS.items():
            if one[key].strip():
                output = run.read(Story(id=f"{one['_id']}-{telling}", text=one[key], published=one["date"][:10]))
                for name, gold, found, good in answers(one, output):
                    if not fields.setdefault(f"{telling} {name}", Share()).add(good):
                        run.miss(one["_id"], f"{telling} {name}", gold, found, one[key])
    return {"n strikes": float(len(chosen))} | {name: share.value for name, share in sorted(fields.items())}


def answers(one: Json, output: Json) -> list[tuple[str, object, object, bool]]:
    """Field, gold, found and whether it is right, for the fields that the record tells."""
    asked: list[tuple[str, object, object, bool]] = []
    low, high = number(one["deaths_min"]), number(one["deaths_max"])
    if low is not None and high is not None:
        told = incidents.first_toll(output, ("killed",)) or incidents.Range(0, 0)
        asked.append(("killed range", (low, high), told, told == (low, high)))
        asked.append(("killed low", low, told, told.low == low))
    spot = point(one["lat"], one["lon"])
    if spot:
        named, here = (one["town"], one["location"], *spot), incidents.place(output)
        asked += [(f"place {km} km", named, here, incidents.within(output, spot, km)) for km in (25, 50)]
    return asked
