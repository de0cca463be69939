"""PolNeAR: who is said to have said what. Spans of sources, cues and contents against the statements found.

Brat standoff; a content may be in pieces. Where a text has several annotators the first one's file is used.
Every span counts once, however many attributions share it. Exact: all pieces the same, but for outer space,
quotation marks and closing punctuation; token: of all tokens that lie in any span of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from evaluation.measure import Tally, token_starts
from evaluation.run import Json, Run, Scores, Story

KINDS = ("source", "cue", "content")
FRAME = " \t\r\n\u00a0\"'“”‘’.,;:"
SPAN = re.compile(r"^(T\d+)\t\w+ ([\d ;]+)\t", re.M)
EVENT = re.compile(r"^E\d+\t(.+)$", re.M)
Pieces = tuple[tuple[int, int], ...]
Marked = dict[str, set[Pieces]]


def score(data: Path, run: Run) -> Scores:
    """Exact and token F1 for each kind of span."""
    folder = data / ("dev" if run.part == "report" else "train")
    exact = {kind: Tally() for kind in KINDS}
    tokens = {kind: Tally() for kind in KINDS}
    stories = run.sample(load(folder), lambda pair: pair[0].id, 84)
    for story, gold in stories:
        found = statements(run.read(story))
        for kind in KINDS:
            one, other = (_trimmed(story.text, spans[kind]) for spans in (gold, found))
            exact[kind].add(one, other)
            tokens[kind].add(*(token_starts(story.text, _flat(spans[kind])) for spans in (gold, found)))
            _report(run, story, kind, one, other)
    scores: Scores = {"n reports": float(len(stories))}
    for kind in KINDS:
        scores |= exact[kind].scores(f"{kind} exact") | tokens[kind].scores(f"{kind} token")
    return scores


def load(folder: Path) -> list[tuple[Story, Marked]]:
    """Texts with their first annotator's spans."""
    pairs = []
    for path in sorted((folder / "text").glob("*.txt")):
        keys = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))
        if keys:
            text = path.read_bytes().decode("utf-8")
            story = Story(id=path.stem, text=text, published=_date(path.stem))
            pairs.append((story, standoff(keys[0].read_text("utf-8"))))
    return pairs


def standoff(text: str) -> Marked:
    """The spans that attributions use: a Source, Cue or Content that no attribution holds is left out."""
    places = {found[1]: found[2] for found in SPAN.finditer(text)}
    marked: Marked = {kind: set() for kind in KINDS}
    for event in EVENT.finditer(text):
        for role in event[1].split():
            name, at = role.split(":")
            kind = name.rstrip("0123456789").lower()
            if kind in marked and at in places:
                marked[kind].add(_pieces(places[at]))
    return marked


def statements(output: Json) -> Marked:
    """The spans of the product's statements; where the reading gives attributions, all of those."""
    marked: Marked = {kind: set() for kind in KINDS}
    for one in output.get("reading", {}).get("attributions") or output["statements"]:
        for kind in KINDS:
            part = one.get(kind)
            if not part:
                continue
            pieces = part.get("spans") or ([part["span"]] if part.get("span") else [])
            if pieces:
                marked[kind].add(tuple((start, end) for start, end in pieces))
    return marked


def _pieces(places: str) -> Pieces:
    bounds = (piece.split() for piece in places.split(";"))
    return tuple((int(start), int(end)) for start, end in bounds)


def _trimmed(text: str, spans: Iterable[Pieces]) -> set[Pieces]:
    bare = ([_trim(text, *piece) for piece in pieces] for pieces in spans)
    return {tuple(piece for piece in pieces if piece[0] < piece[1]) for pieces in bare} - {()}


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in FRAME:
        start += 1
    while end > start and text[end - 1] in FRAME:
        end -= 1
    return start, end


def _flat(spans: Iterable[Pieces]) -> list[tuple[int, int]]:
    return [piece for pieces in spans for piece in pieces]


def _date(stem: str) -> str | None:
    found = re.search(r"_(\d{4}-\d\d-\d\d)_", stem)
    return found.group(1) if found else None


def _report(run: Run, story: Story, kind: str, gold: set[Pieces], found: set[Pieces]) -> None:
    """Pair a missing span with the found one that overlaps it most, so that edges show as edges."""
    text = story.text
    loose = set(found - gold)
    for want in sorted(gold - found):
        near = max(loose, key=lambda got: _overlap(want, got), default=None)
        hit = near is not None and _overlap(want, near) > 0
        got = _words(text, near) if hit and near is not None else None
        run.miss(story.id, f"{kind}: {'edges' if hit else 'missing'}", _words(text, want), got, _around(text, want))
        loose -= {near} if hit and near is not None else set()
    for spare in sorted(loose):
        run.miss(story.id, f"{kind}: spurious", None, _words(text, spare), _around(text, spare))


def _overlap(one: Pieces, other: Pieces) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _words(text: str, pieces: Pieces) -> str:
    return " ... ".join(text[start:end] for start, end in pieces)


def _around(text: str, pieces: Pieces) -> str:
    return text[max(0, pieces[0][0] - 100) : pieces[-1][1] + 100]
