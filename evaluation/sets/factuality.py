"""Did it happen, as the sentence tells it? UW's judgements from -3 to +3 against the realis of events we mark.

Only words that the reader marks as an event of its own are asked. Gold of 1 and more is yes, -1 and less no,
between them open. `always yes` is what saying yes to all would score.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from evaluation.data import lines
from evaluation.measure import Share
from evaluation.run import Run, Scores, Story

SIGNS = {
    "actual": "yes",
    "background": "yes",
    "negated": "no",
    "planned": "open",
    "threatened": "open",
    "hypothetical": "open",
}
CLASSES = ("yes", "no", "open")


def score(data: Path, run: Run) -> Scores:
    """Accuracy over the marked events, mean F1 of the three classes, how many were marked."""
    names = ("dev", "test") if run.part == "report" else ("train",)
    sentences = [one for name in names for one in lines(data / "UW" / f"{name}.jsonl")]
    chosen = run.sample(sentences, lambda one: str(one["text"]), 1300)
    right = Share()
    pairs: Counter[tuple[str, str]] = Counter()
    for one in chosen:
        events = run.read(Story(id="", text=one["text"]))["reading"]["events"]
        for target in one["targets"]:
            start, end = offsets(one["text"], *target["span1"])
            event = next((one for one in events if one["span"][0] < end and start < one["span"][1]), None)
            if event is None:
                continue
            gold, found = sign(target["label"]), SIGNS.get(event["realis"], "open")
            pairs[gold, found] += 1
            if not right.add(gold == found):
                run.miss(one["text"][:40], f"{gold} read as {found}", target["label"], target["span_text"], one["text"])
    yes = sum(count for (gold, _), count in pairs.items() if gold == "yes")
    return {
        "n sentences": float(len(chosen)),
        "n events": float(right.asked),
        "accuracy": right.value,
        "macro F1": macro(pairs),
        "n always yes": yes / right.asked if right.asked else 0.0,
    }


def sign(label: float) -> str:
    """Gold's class."""
    return "yes" if label >= 1 else "no" if label <= -1 else "open"


def offsets(text: str, first: int, last: int) -> tuple[int, int]:
    """Character span of the words `first` up to `last` of a text whose tokens stand apart."""
    words = text.split(" ")
    start = len(" ".join(words[:first])) + (1 if first else 0)
    return start, start + len(" ".join(words[first:last]))


def macro(pairs: Counter[tuple[str, str]]) -> float:
    """Mean F1 over the classes that gold knows."""
    parts = []
    for name in CLASSES:
        gold = sum(count for (want, _), count in pairs.items() if want == name)
        found = sum(count for (_, got), count in pairs.items() if got == name)
        if gold:
            parts.append(2 * pairs[name, name] / (gold + found))
    return sum(parts) / len(parts) if parts else 0.0
