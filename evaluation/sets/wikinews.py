"""Wikinews: an account where the news is an armed incident, and none where the article tells of none.

Our own labels lie beside this file, by article: `main` the news is an armed incident, `told` one is or may be retold
(not asked), and none for every article that is not listed. They were given by title and lead.
"""

from __future__ import annotations

import csv
from pathlib import Path

from evaluation import corpora
from evaluation.measure import Share
from evaluation.run import Run, Scores

LABELS = Path(__file__).with_name("wikinews.csv")
TOLD = frozenset({"main", "background"})


def score(data: Path, run: Run) -> Scores:
    """Shares of incident articles with a main account, and of the others without any account."""
    labels = load()
    chosen = run.sample(corpora.wikinews(data), lambda story: story.id)
    found, quiet, let_by = Share(), Share(), Share()
    for story in chosen:
        label = labels.get(story.id, "none")
        if label == "told":
            continue
        output = run.read(story)
        statuses = [account["status"] for account in output["accounts"]]
        seen = [account["headline"] for account in output["accounts"]]
        if label == "main":
            if not found.add("main" in statuses):
                run.miss(story.id, "missing", story.title, seen, story.text)
        else:
            let_by.add(not output["relevant"])
            if not quiet.add(not TOLD & set(statuses)):
                run.miss(story.id, "spurious", story.title, seen, story.text)
    shares = {"incident found": found, "no incident where none": quiet, "not relevant where none": let_by}
    counts = {"n incident articles": float(found.asked), "n other articles": float(quiet.asked)}
    return counts | {name: share.value for name, share in shares.items()}


def load() -> dict[str, str]:
    """Article to label."""
    with LABELS.open(encoding="utf-8", newline="") as rows:
        return {row["report"]: row["label"] for row in csv.DictReader(rows)}
