"""Police violence in Gujarat, 2002: which articles tell of it, where every sentence was labelled.

An article is relevant when its labels hold KILL or FORCE. Found: an account that is no plan, no threat and not
denied throughout, and in which police act.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evaluation.data import lines
from evaluation.measure import Share, Tally
from evaluation.run import Json, Run, Scores, Story

VIOLENT = frozenset({"KILL", "FORCE"})
ACTS = frozenset({"initiator", "responsible", "party"})
TOLD = frozenset({"main", "background"})


def score(data: Path, run: Run) -> Scores:
    """Precision and recall of articles; the share of KILL and of FORCE articles found, and let past the gate."""
    chosen = run.sample(run.half(articles(data), lambda one: one.story.id), lambda one: one.story.id)
    tally, kill, force, gate = Tally(), Share(), Share(), Share()
    for story, labels in chosen:
        output = run.read(story)
        found, gold = police_act(output), bool(labels & VIOLENT)
        tally.add({story.id} if gold else (), {story.id} if found else ())
        if "KILL" in labels:
            kill.add(found)
        if "FORCE" in labels:
            force.add(found)
        if gold:
            gate.add(bool(output["relevant"]))
        if gold != found:
            heads = [account["headline"] for account in output["accounts"]]
            run.miss(story.id, "missing" if gold else "spurious", sorted(labels), heads, story.text)
    shares = {"KILL found": kill.value, "FORCE found": force.value, "relevant where violent": gate.value}
    return {"n articles": float(len(chosen))} | tally.scores("police violence") | shares


class Article(NamedTuple):
    """An article and what its sentences were labelled."""

    story: Story
    labels: frozenset[str]


def articles(data: Path) -> Iterator[Article]:
    """All of the set."""
    folder = data / "data" / "final"
    dates = {one["doc_id"]: one["date"] for one in lines(folder / "metadata.jsonl")}
    for one in lines(folder / "docs.jsonl"):
        story = Story(id=str(one["doc_id"]), text=one["doc_text"], published=dates.get(one["doc_id"]))
        yield Article(story, frozenset(one["doc_labels"]))


def police_act(output: Json) -> bool:
    """Whether any account has police doing it."""
    return any(
        one["role"] in ACTS and (one["kind"] == "police" or str(one.get("actor") or "").endswith("-POL"))
        for account in output["accounts"]
        if account["status"] in TOLD
        for one in account["participants"]
    )
