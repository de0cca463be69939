"""Sentences with PLOVER types: is an ASSAULT found where there is one, and only there?

A sentence with several coded pairs is asked once and is an assault if any pair is one.
"""

from __future__ import annotations

import csv
from pathlib import Path

from evaluation.measure import Tally
from evaluation.run import Json, Run, Scores, Story

TOLD = frozenset({"main", "background"})


def score(data: Path, run: Run) -> Scores:
    """Precision, recall and F1 of ASSAULT over sentences."""
    name = "PLV_test.tsv" if run.part == "report" else "PLV_train.tsv"
    coded = load(data / "datasets" / name)
    chosen = run.sample(sorted(coded), str)
    tally = Tally()
    for sentence in chosen:
        output = run.read(Story(id="", text=sentence))
        gold, found = "ASSAULT" in coded[sentence], assault(output)
        tally.add({sentence} if gold else (), {sentence} if found else ())
        if gold != found:
            triggers = [account["event"]["trigger"]["text"] for account in output["accounts"]]
            run.miss(sentence[:40], "missing" if gold else "spurious", sorted(coded[sentence]), triggers, sentence)
    return {"n sentences": float(len(chosen))} | tally.scores("ASSAULT")


def assault(output: Json) -> bool:
    """Whether any account that is told as having happened is an assault."""
    return any(a["status"] in TOLD and a["event"]["plover"]["type"] == "ASSAULT" for a in output["accounts"])


def load(path: Path) -> dict[str, set[str]]:
    """Sentence to the types coded in it."""
    coded: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            coded.setdefault(row["sentence"], set()).add(row["gold_root"])
    return coded
