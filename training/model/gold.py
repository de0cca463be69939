"""The dev splits as the scorers see them: gold spans, the rules' spans and the model's, each report in a half."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation import data
from evaluation.run import Json, Story
from evaluation.sets import muc4, newswire, polnear

from counterclaim.read.model import Model, Scored
from counterclaim.read.model_decode import content_groups
from training.model.examples import half

Found = dict[str, Any]


@dataclass(slots=True)
class Case:
    """One dev report: `gold`, and what each reader found, by kind of span or role."""

    set: str
    story: Story
    gold: Found
    half: str
    scored: Scored = field(default_factory=lambda: Scored((), {}, {}))


def cases(root: Path) -> Iterator[Case]:
    """All reports of the dev splits that are there."""
    folder = data.locate("polnear", root)
    if folder:
        for story, marked in polnear.load(folder / "dev"):
            gold = {kind: polnear._trimmed(story.text, marked[kind]) for kind in polnear.KINDS}
            yield Case("polnear", story, gold, half(story.id))
    folder = data.locate("en_worldwide_newswire", root)
    if folder:
        yield from _newswire(folder)
    folder = data.locate("muc4", root)
    if folder:
        texts = muc4.raw_texts(folder / "raw" / "TASK" / "CORPORA")
        for one in data.lines(folder / "grit_processed" / "dev.json"):
            text = texts[one["docid"]]
            story = Story(id=one["docid"], text=text, published=muc4.published(text))
            yield Case("muc4", story, dict(muc4.entities(one["extracts"])), half(story.id))


def _newswire(folder: Path) -> Iterator[Case]:
    for path in sorted((folder / "processed_annotated").glob("*.tsv")):
        if newswire.part(path.name) == "report":
            text = (folder / "original_articles" / path.name.removesuffix(".tsv")).read_text("utf-8", "replace")
            names = newswire.lay_over(text, path.read_text("utf-8").splitlines())
            gold = {kind: {one for one in names if one[0] == kind} for kind in newswire.TYPES}
            yield Case("newswire", Story(id=path.stem, text=text), gold, half(path.stem))


def by_rules(case: Case, read: Callable[[Story], Json]) -> Found:
    """What the product finds without the model."""
    output = read(case.story)
    if case.set == "polnear":
        marked = polnear.statements(output)
        return {kind: polnear._trimmed(case.story.text, marked[kind]) for kind in polnear.KINDS}
    if case.set == "newswire":
        names = newswire.names(output)
        return {kind: {one for one in names if one[0] == kind} for kind in newswire.TYPES}
    told = [account for account in output["accounts"] if account["status"] in muc4.TOLD]
    return dict(muc4.joined(muc4.fillers(account) for account in told))


def by_model(case: Case, model: Model) -> Found:
    """What the model finds, in the same shape; the case has been scored."""
    marks = model.decode(case.scored, case.story.text)
    text = case.story.text
    if case.set == "polnear":
        found: Found = {kind: {(mark.span,) for mark in marks.layers[kind]} for kind in ("source", "cue")}
        found["content"] = {tuple(mark.span for mark in group) for group in content_groups(marks.layers["content"])}
        return {kind: polnear._trimmed(text, found[kind]) for kind in polnear.KINDS}
    if case.set == "newswire":
        names = [newswire._bare(text, (mark.label, *mark.span)) for mark in marks.layers["entity"]]
        return {kind: {one for one in names if one[0] == kind} for kind in newswire.TYPES}
    roles = model.fillers(marks, text)
    return {role: [frozenset({muc4.plain(one.name)}) for one in roles if one.role == role] for role in muc4.ROLES}
