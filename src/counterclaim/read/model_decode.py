"""Scores of words to spans: the best sequence that the edges allow, and what hangs on what.

Most words are outside for certain: the few runs between are found at once, and each is gone through in plain Python.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from counterclaim.records.report import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

Row = Sequence[float]
Rows: TypeAlias = "Sequence[Row] | NDArray[Any]"
MARGIN = 5.0
"""A word is outside for certain where that is by so many nats likelier than all else, what is added included: no span
that goes on over it can make up for so much."""
HINT = -0.01
"""As above, for a word that is worth a look where a rule has its own reason."""
FAR = 400
"""Letters between a span and its cue beyond which nothing is tied."""


class Mark(NamedTuple):
    """One span of one layer; `confidence` is how often spans with such scores are exactly right."""

    layer: str
    label: str
    span: Span
    confidence: float
    first: int
    """Number of its first word."""
    last: int


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of spans: its labels and what was tuned for it."""

    name: str
    labels: tuple[str, ...]
    outside: float = 0.0
    """Added to the score of being outside, in nats; below 0 more is found."""
    least: float = 0.0
    """Spans less sure than this are kept apart, as faint ones."""
    slope: float = 1.0
    offset: float = 0.0


class Attribution(NamedTuple):
    """Who says (None where nobody is named), the word of saying, and what, in pieces (none where that is not found)."""

    source: Mark | None
    cue: Mark
    content: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """All that the model marks on one text."""

    layers: dict[str, tuple[Mark, ...]]
    faint: dict[str, tuple[Mark, ...]] = field(default_factory=dict)
    """Spans less sure than their layer asks: worth having where something else found the same."""
    attributions: tuple[Attribution, ...] = ()
    hints: tuple[tuple[Span, float], ...] = ()
    """Words that may be of a cue, however unlikely, with how likely."""
    relevant: float = 0.0
    """How likely the report tells an incident."""


def spans(layer: Layer, rows: Rows, words: Sequence[Span]) -> tuple[Mark, ...]:
    """The spans of one layer; `rows` holds for each word the logarithms of O, B-x, I-x, B-y, ...

    Where no word of a run is likelier inside than outside, the best sequence is outside all along.
    """
    import numpy as np  # noqa: PLC0415

    marks: list[Mark] = []
    scores = np.asarray(rows, np.float64)
    sure = math.log1p(-math.exp(min(layer.outside, 0.0) - MARGIN))
    open_ = (scores[:, 0] <= sure).tolist()
    end = 0
    for word in np.flatnonzero(scores[:, 1:].max(axis=1) > scores[:, 0] + layer.outside).tolist():
        if word < end:
            continue
        at, end = word, word + 1
        while at > 0 and open_[at - 1]:
            at -= 1
        while end < len(open_) and open_[end]:
            end += 1
        marks += _in_run(layer, scores[at:end].tolist(), words, at)
    return tuple(marks)


def hints(rows: Rows, words: Sequence[Span]) -> tuple[tuple[Span, float], ...]:
    """Words that are not outside for sure, with how likely they are inside."""
    import numpy as np  # noqa: PLC0415

    outside = np.asarray(rows)[:, 0].tolist()
    return tuple((word, round(1 - math.exp(one), 3)) for one, word in zip(outside, words, strict=True) if one <= HINT)


def _in_run(layer: Layer, rows: Sequence[Row], words: Sequence[Span], at: int) -> list[Mark]:
    """Spans of one run of words of which none is surely outside."""
    path = _best(rows, layer.outside)
    found: list[Mark] = []
    n = 0
    while n < len(path):
        state = path[n]
        end = n + 1
        if state:
            inside = state + 1
            while end < len(path) and path[end] == inside:
                end += 1
            chosen = [rows[n][state], *(row[inside] for row in rows[n + 1 : end])]
            span = (words[at + n][0], words[at + end - 1][1])
            mark = Mark(layer.name, layer.labels[state // 2], span, confidence(layer, chosen), at + n, at + end - 1)
            found.append(mark)
        n = end
    return found


def confidence(layer: Layer, chosen: Row) -> float:
    """How likely a span is right: from the mean and the least of its words' logarithms, as tuned."""
    share = math.exp(0.5 * sum(chosen) / len(chosen) + 0.5 * min(chosen))
    share = min(max(share, 1e-6), 1 - 1e-6)
    odds = layer.slope * math.log(share / (1 - share)) + layer.offset
    return round(1 / (1 + math.exp(-odds)), 4)


def _best(rows: Sequence[Row], outside: float) -> list[int]:
    """The likeliest sequence of classes in which an inside follows a beginning or inside of its own label."""
    size = len(rows[0])
    scores = [-math.inf if n and n % 2 == 0 else value for n, value in enumerate(rows[0])]
    scores[0] += outside
    back: list[list[int]] = []
    for row in rows[1:]:
        best = max(scores)
        top = scores.index(best)
        fresh, came = [best + value for value in row], [top] * size
        fresh[0] += outside
        for begin in range(1, size, 2):
            inside = begin + 1
            before = begin if scores[begin] >= scores[inside] else inside
            fresh[inside] = scores[before] + row[inside]
            came[inside] = before
        scores = fresh
        back.append(came)
    state = scores.index(max(scores))
    path = [state]
    for came in reversed(back):
        state = came[state]
        path.append(state)
    return path[::-1]


def attributions(
    found: dict[str, tuple[Mark, ...]],
    faint: dict[str, tuple[Mark, ...]],
    links: Rows,
    order: Sequence[str],
) -> tuple[Attribution, ...]:
    """Ties sources and contents to cues; `links` has a word's scores for each of `order`.

    A cue with a source that no content hangs on has the surest of the faint ones, if any.
    """
    cues = found["cue"]
    sources: dict[int, Mark] = {}
    for mark in found["source"]:
        cue = hung_on(mark, cues, links[mark.first], order)
        if cue is not None and (cue not in sources or sources[cue].confidence < mark.confidence):
            sources[cue] = mark
    said = _hung(found["content"], cues, links, order)
    for cue, groups in _hung(faint["content"], cues, links, order).items():
        if cue in sources:
            said.setdefault(cue, [max(groups, key=lambda group: group[0].confidence)])
    return tuple(Attribution(sources.get(n), cue, group) for n, cue in enumerate(cues) for group in said.get(n, [()]))


def _hung(
    marks: Sequence[Mark], cues: Sequence[Mark], links: Rows, order: Sequence[str]
) -> dict[int, list[tuple[Mark, ...]]]:
    """Contents by the number of the cue that they hang on."""
    said: dict[int, list[tuple[Mark, ...]]] = {}
    for group in content_groups(marks):
        cue = hung_on(group[0], cues, links[group[0].first], order)
        if cue is not None:
            said.setdefault(cue, []).append(group)
    return said


def content_groups(marks: Sequence[Mark]) -> list[tuple[Mark, ...]]:
    """Pieces of one content together: a later piece goes with the piece before it."""
    groups: list[tuple[Mark, ...]] = []
    for mark in marks:
        if mark.label == "more" and groups and mark.span[0] - groups[-1][-1].span[1] < FAR:
            groups[-1] = (*groups[-1], mark)
        else:
            groups.append((mark,))
    return groups


def hung_on(mark: Mark, cues: Sequence[Mark], row: Row, order: Sequence[str]) -> int | None:
    """The number of the cue that a span hangs on, or None where none is near."""
    after = next((n for n, cue in enumerate(cues) if cue.span[0] >= mark.span[0]), len(cues))
    places = {"before1": after - 1, "before2": after - 2, "after1": after, "after2": after + 1}
    for _, name in sorted(zip(row, order, strict=True), reverse=True):
        place = places[name]
        if 0 <= place < len(cues):
            gap = max(cues[place].span[0] - mark.span[1], mark.span[0] - cues[place].span[1])
            if gap < FAR:
                return place
    return None
