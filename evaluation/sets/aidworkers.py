"""Attacks on aid workers: one or two sentences each, with the numbers killed, wounded and kidnapped.

Odd ids are reported, even ones may be looked at. A record counts aid workers alone; so does nearly every text.
"""

from __future__ import annotations

import csv
from pathlib import Path

from evaluation import incidents
from evaluation.measure import Share, number, point
from evaluation.run import Run, Scores, Story

FILE = Path("raw_data") / "aidworkersecurity" / "security_incidents2016-10-03.csv"
HARMS = {"killed": ("killed",), "wounded": ("injured",), "kidnapped": ("abducted", "captured")}
MOST = 500


def score(data: Path, run: Run) -> Scores:
    """Shares of records with the exact count, over all and over those that count any; places within 25 km."""
    odd = run.part == "report"
    rows = [row for row in load(data / FILE) if (int(row["Incident ID"]) % 2 == 1) == odd]
    chosen = run.sample(rows, lambda row: row["Incident ID"], MOST)
    fields = {f"{name}{when}": Share() for name in HARMS for when in ("", " where any")}
    everything, where = Share(), Share()
    for row in chosen:
        output = run.read(Story(id=row["Incident ID"], text=row["Details"]))
        right = True
        for name, harms in HARMS.items():
            gold, told = number(row[f"Total {name}"]) or 0, incidents.whole_toll(output, harms)
            found = told.low if told else 0
            good = fields[name].add(found == gold)
            if gold:
                fields[f"{name} where any"].add(good)
            if not good:
                run.miss(row["Incident ID"], name, gold, found, row["Details"])
            right = right and good
        everything.add(right)
        spot, town = point(row["Latitude"], row["Longitude"]), row["City"].strip()
        named = spot and town and town.lower() in row["Details"].lower()
        if spot and named and not where.add(incidents.within(output, spot, 25)):
            run.miss(row["Incident ID"], "place", (town, *spot), incidents.place(output), row["Details"])
    shares = fields | {"all three": everything, "place 25 km": where}
    return {"n records": float(len(chosen))} | {name: share.value for name, share in shares.items()}


def load(path: Path) -> list[dict[str, str]]:
    """The records that have a text."""
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["Details"].strip() and row["Incident ID"].isdigit()]
