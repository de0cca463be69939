"""The public sets and the project's own corpus as examples; a set labels only the layers that it knows.

Test splits are never opened: of PolNeAR train and dev are read, of MUC-4 its 1,300 and TST1+2, of the newswire the
articles that the evaluation keeps for tuning and for its report, of the corpus the part train.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from evaluation import data
from evaluation.sets import muc4, newswire, polnear

from training.corpus_tools.format import (
    CORPUS,
    NONE,
    Written,
    families,
    part_of,
    read_report,
    reports,
)
from training.model.examples import Example, Marked

SPAN = re.compile(r"^(T\d+)\t\w+ ([\d ;]+)\t", re.M)
EVENT = re.compile(r"^E\d+\t(.+)$", re.M)
TOLL = {"killed": "killed", "injured": "injured", "missing": "missing"} | dict.fromkeys(
    ("abducted", "captured", "detained", "surrendered"), "held"
)
STATUS = {"main": "main", "background": "background"}
STANCE = {
    "confirms": "asserts",
    "announces": "asserts",
    "cannot_verify": "doubts",
    "declines": "doubts",
    "retracts": "denies",
    "urges": "demands",
}
PARTS = {"initiator": "acts", "responsible": "acts", "victim": "suffers", "target": "suffers"}
Pieces = tuple[tuple[int, int], ...]


def every(root: Path) -> Iterator[Example]:
    """All examples of the sets that are there; the corpus is always there."""
    makers: dict[str, Callable[[Path], Iterator[Example]]] = {
        "polnear": polnear_examples,
        "en_worldwide_newswire": newswire_examples,
        "muc4": muc_examples,
    }
    for name, maker in makers.items():
        folder = data.locate(name, root)
        if folder:
            yield from maker(folder)
    yield from corpus_examples(CORPUS)


def polnear_examples(folder: Path) -> Iterator[Example]:
    """Source, cue, content and which cue the other two hang on, by the first annotator."""
    for part in ("train", "dev"):
        for path in sorted((folder / part / "text").glob("*.txt")):
            keys = sorted((folder / part / "attributions").glob(f"{path.stem}_????.ann"))
            if keys:
                text = path.read_bytes().decode("utf-8")
                spans = attribution_layers(text, attributions(keys[0].read_text("utf-8")))
                yield Example(path.stem, "polnear", part, text, spans)


def attributions(standoff: str) -> list[dict[str, list[Pieces]]]:
    """Each attribution's spans by kind."""
    places = {found[1]: found[2] for found in SPAN.finditer(standoff)}
    found = []
    for event in EVENT.finditer(standoff):
        one: dict[str, list[Pieces]] = {kind: [] for kind in polnear.KINDS}
        for role in event[1].split():
            name, at = role.split(":")
            kind = name.rstrip("0123456789").lower()
            if kind in one and at in places:
                bounds = (piece.split() for piece in places[at].split(";"))
                one[kind].append(tuple((int(start), int(end)) for start, end in bounds))
        found.append(one)
    return found


def attribution_layers(text: str, found: Iterable[dict[str, list[Pieces]]]) -> dict[str, list[Marked]]:
    """The four layers of attribution, spans without the quotation marks and stops around them."""
    layers: dict[str, set[Marked]] = {name: set() for name in ("source", "cue", "content", "link")}
    hangs: dict[int, int] = {}
    for one in found:
        cues = [trimmed(text, pieces) for pieces in one["cue"]]
        starts = [pieces[0][0] for pieces in cues if pieces]
        for kind in polnear.KINDS:
            for pieces in (trimmed(text, each) for each in one[kind]):
                for n, (start, end) in enumerate(pieces):
                    layers[kind].add((start, end, "more" if n and kind == "content" else kind))
                if pieces and starts and kind != "cue":
                    hangs[pieces[0][0]] = starts[0]
    cues_at = sorted({start for start, _, _ in layers["cue"]})
    for start, cue in hangs.items():
        before = sum(1 for at in cues_at if cue <= at < start)
        after = sum(1 for at in cues_at if start <= at <= cue)
        if 1 <= before + after <= 2:
            layers["link"].add((start, start + 1, f"before{before}" if before else f"after{after}"))
    return {name: sorted(spans) for name, spans in layers.items()}


def trimmed(text: str, pieces: Pieces) -> Pieces:
    """Pieces as the scorer compares them; one that is all frame is left out."""
    return tuple(piece for piece in (polnear._trim(text, *each) for each in pieces) if piece[0] < piece[1])


def newswire_examples(folder: Path) -> Iterator[Example]:
    """Names and dates; the tenth that the evaluation leaves alone is left alone here too."""
    parts = {"tune": "train", "report": "dev"}
    for path in sorted((folder / "processed_annotated").glob("*.tsv")):
        part = parts.get(newswire.part(path.name))
        if part:
            text = (folder / "original_articles" / path.name.removesuffix(".tsv")).read_text("utf-8", "replace")
            names = newswire.lay_over(text, path.read_text("utf-8").splitlines())
            marked = sorted((start, end, kind) for kind, start, end in names)
            yield Example(path.stem, "newswire", part, text, {"entity": marked})


def muc_examples(folder: Path) -> Iterator[Example]:
    """Role fillers wherever their words stand, and whether any incident is to be reported."""
    texts = muc4.raw_texts(folder / "raw" / "TASK" / "CORPORA")
    for part in ("train", "dev"):
        forms = data.lines(folder / "gtt_processed" / "processed" / f"{part}.json")
        reported = {one["docid"]: bool(one["templates"]) for one in forms}
        for one in data.lines(folder / "grit_processed" / f"{part}.json"):
            text = texts.get(one["docid"])
            if text is None:
                continue
            roles = role_spans(text, one["extracts"])
            whole = {"relevant": "yes" if reported[one["docid"]] else "no"}
            yield Example(one["docid"], "muc4", part, text, {"role": roles}, whole)


def role_spans(text: str, extracts: dict[str, list[list[list[object]]]]) -> list[Marked]:
    """Every place where a filler's words stand; of two that overlap, the longer."""
    found: set[Marked] = set()
    for role in muc4.ROLES:
        for mention in {str(mention[0]) for entity in extracts[role] for mention in entity}:
            words = r"\s+".join(map(re.escape, mention.split()))
            found |= {(hit.start(), hit.end(), role) for hit in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.I)}
    kept: list[Marked] = []
    for start, end, role in sorted(found, key=lambda one: (one[0] - one[1], one)):
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, role))
    return sorted(kept)


def corpus_examples(corpus: Path) -> Iterator[Example]:
    """The corpus's part train: its incidents, their figures, parts and things, and what is said of them."""
    for folder in families(corpus):
        for path in reports(folder):
            if part_of(path) == "train":
                written = read_report(path)
                yield Example(written.id, "corpus", "train", written.text, told(written), {"relevant": "yes"})
    for path in reports(corpus / NONE):
        if part_of(path) == "train":
            written = read_report(path)
            spans: dict[str, list[Marked]] = {name: [] for name in ("trigger", "toll", "part")}
            yield Example(written.id, "corpus", "train", written.text, spans, {"relevant": "no"})


def told(written: Written) -> dict[str, list[Marked]]:
    """All layers of one report that tells an incident."""
    said = []
    for key in written.statements:
        one = {
            kind: [tuple(mark.span for mark in written.marked(letter, key))]
            for kind, letter in (("source", "s"), ("cue", "q"), ("content", "c"))
        }
        said.append({kind: [pieces for pieces in spans if pieces] for kind, spans in one.items()})
    spans = attribution_layers(written.text, said)
    accounts = {head.key: head for head in written.accounts}
    spans["trigger"] = [
        (*mark.span, STATUS.get(accounts[mark.ids[0]].status, "unreal"))
        for mark in written.marked("t")
        if mark.ids[0] in accounts
    ]
    spans["toll"] = [
        (*mark.span, TOLL.get(written.toll[mark.ids[0]].harm, "other"))
        for mark in written.marked("n")
        if mark.ids[0] in written.toll
    ]
    spans["stance"] = [
        (*mark.span, STANCE.get(written.statements[mark.ids[0]].stance, written.statements[mark.ids[0]].stance))
        for mark in written.marked("q")
        if mark.ids[0] in written.statements
    ]
    roles = {role.who: PARTS.get(role.role, "takes_part") for head in written.accounts for role in head.roles}
    spans["part"] = [(*mark.span, roles[mark.ids[0]]) for mark in written.marked("m") if mark.ids[0] in roles]
    spans["gear"] = [
        (*mark.span, name) for name, letter in (("weapon", "x"), ("object", "o")) for mark in written.marked(letter)
    ]
    return spans
