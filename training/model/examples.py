"""One annotated text as every data set is brought to, and its file: a JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

Marked = tuple[int, int, str]
"""Start and end in the text, and a label of the layer."""

LAYERS: dict[str, tuple[str, ...]] = {
    "source": ("source",),
    "cue": ("cue",),
    # A content in several pieces: `more` is every piece after the first.
    "content": ("content", "more"),
    "entity": ("person", "organisation", "place", "facility", "nationality", "date"),
    "role": ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon"),
    "trigger": ("main", "background", "unreal"),
    "toll": ("killed", "injured", "missing", "held", "other"),
    "part": ("acts", "suffers", "takes_part"),
    "gear": ("weapon", "object"),
}
"""Layers of spans, each with its labels; every one is a BIO layer of its own."""

TAGS: dict[str, tuple[str, ...]] = {
    # Which cue the span that begins here hangs on, counted from its beginning over the cues in text order.
    "link": ("before2", "before1", "after1", "after2"),
    "stance": ("asserts", "accuses", "denies", "claims_responsibility", "doubts", "demands", "condemns", "threatens"),
}
"""Layers that put one label on the first word of a given span and have none for all other words."""

WHOLE: dict[str, tuple[str, ...]] = {"relevant": ("no", "yes")}
"""Layers with one label a report, read off the first place of each window."""


def bio(labels: Iterable[str]) -> tuple[str, ...]:
    """The classes of a layer of spans."""
    return ("O", *(f"{edge}-{label}" for label in labels for edge in "BI"))


CLASSES: dict[str, tuple[str, ...]] = {name: bio(labels) for name, labels in LAYERS.items()} | TAGS | WHOLE
"""Every layer's classes in the order of the network's output."""


@dataclass(slots=True)
class Example:
    """A text with the layers that its set labels; a layer that is not a key is not labelled."""

    id: str
    set: str
    part: str
    text: str
    spans: dict[str, list[Marked]] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)


def write(path: Path, examples: Iterable[Example]) -> int:
    """Writes them and says how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for one in examples:
            file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
            count += 1
    return count


def read(path: Path) -> list[Example]:
    """The examples of a file."""
    with path.open(encoding="utf-8", newline="\n") as file:
        found = [Example(**json.loads(line)) for line in file]
    for one in found:
        one.spans = {layer: [(a, b, label) for a, b, label in spans] for layer, spans in one.spans.items()}
    return found


def half(key: str) -> str:
    """a | b: which half of a dev split a report falls into; selection looks at a, figures come from b."""
    from evaluation.run import digest  # noqa: PLC0415

    return "ab"[int(digest(key + "/half")[:8], 16) % 2]
