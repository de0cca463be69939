"""Police violence in Gujarat, 2002: which articles tell of it, where every sentence was labelled.

An article is relevant when its labels hold KILL or FORCE. Found: an account that is no plan, no threat and not
denied throughout, and in which police act.
"""

from __future__ import annotations

from pathlib import Path

from evaluation.data import lines
from evaluation.measure import Share, Tally
from evaluation.run import Json, Run, Scores, Story

VIOLENT = frozenset({"KILL", "FORCE"})
ACTS = frozenset({"initiator", "responsible", "party"})
TOLD = frozenset({"main", "background"})


def score(data: Path, run: Run) -> Scores:
    """Precision and recall of articles; the share of KILL and of FORCE articles found, and let past the gate."""
    folder = data / "data" / "final"
    dates = {one["doc_id"]: one["date"] for one in lines(folder / "metadata.jsonl")}
    docs = run.half(lines(folder / "docs.jsonl"), lambda one: str(one["doc_id"]))
    chosen = run.sample(docs, lambda one: str(one["doc_id"]))
    tally, kill, force, gate = Tally(), Share(), Share(), Share()
    for one in chosen:
        labels = set(one["doc_labels"])
        output = run.read(Story(id=str(one["doc_id"]), text=one["doc_text"], published=dates.get(one["doc_id"])))
        found, gold = police_act(output), bool(labels & VIOLENT)
        tally.add({one["doc_id"]} if gold else (), {one["doc_id"]} if found else ())
        if "KILL" in labels:
            kill.add(found)
        if "FORCE" in labels:
            force.add(found)
        if gold:
            gate.add(bool(output["relevant"]))
        if gold != found:
            heads = [account["headline"] for account in output["accounts"]]
            run.miss(str(one["doc_id"]), "missing" if gold else "spurious", sorted(labels), heads, one["doc_text"])
    shares = {"KILL found": kill.value, "FORCE found": force.value, "relevant where violent": gate.value}
    return {"n articles": float(len(chosen))} | tally.scores("police violence") | shares


def police_act(output: Json) -> bool:
    """Whether any account has police doing it."""
    return any(
        one["role"] in ACTS and (one["kind"] == "police" or str(one.get("actor") or "").endswith("-POL"))
        for account in output["accounts"]
        if account["status"] in TOLD
        for one in account["participants"]
    )
