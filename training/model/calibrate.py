"""Tunes what the product decides by, on the first half of each dev split; the second half is only reported.

For each layer of spans: how much is added to the score of being outside, and how scores become confidences. For the
roles: how sure a filler and how likely an incident must be.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from evaluation.measure import Tally
from evaluation.sets import muc4, newswire, polnear

from counterclaim.read import model_decode, model_roles
from counterclaim.read.model import Model
from counterclaim.read.model_decode import Attribution, Layer, Mark, Marks
from counterclaim.records.report import Span
from training.model.gold import Case
from training.model.package import Tuned

OUTSIDE = (-3.0, -2.5, -2.0, -1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5)
LEAST = (0.0, *(n / 20 for n in range(3, 12)))
ENOUGH = tuple(n / 20 for n in range(2, 18))
TELLS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
OF_SET = {"source": "polnear", "cue": "polnear", "content": "polnear", "entity": "newswire", "role": "muc4"}
"""Which dev split a layer is tuned on; the other layers have none and stay as they are."""
TOGETHER = frozenset({"cue", "role"})
"""Layers tuned by what they make of others: a cue that is missed loses its source and its content."""


def tune(model: Model, cases: Sequence[Case]) -> Tuned:
    """Everything, from scored cases of the first halves."""
    layers = dict(model.card.layers)
    for name, of in OF_SET.items():
        mine = [case for case in cases if case.set == of]
        if mine and name not in TOGETHER:
            layers[name] = _best(layers[name], mine)
    mine = [case for case in cases if case.set == "polnear"]
    if mine:
        layers["cue"] = _cue(layers, mine, model.card.classes["link"])
    mine = [case for case in cases if case.set == "muc4"]
    if not mine:
        return Tuned(layers)
    chosen = max((_roles(layers["role"], outside, mine, model) for outside in OUTSIDE), key=lambda one: one[0])
    _, layers["role"], enough, tells = chosen
    return Tuned(layers, enough, tells)


def rights(layer: Layer, case: Case) -> list[tuple[Mark, bool]]:
    """The layer's spans on a case and whether each is exactly right."""
    marks = model_decode.spans(layer, case.scored.rows[layer.name], case.scored.words)
    return [(mark, _right(mark, case)) for mark in marks]


def fitted(layer: Layer, cases: Iterable[Case]) -> Layer:
    """The layer with the logistic curve from its spans' shares to how often they are right."""
    plain = replace(layer, slope=1.0, offset=0.0)
    pairs = [(mark.confidence, right) for case in cases for mark, right in rights(plain, case)]
    if len(pairs) < 50:
        return plain
    x = np.array([math.log(max(c, 1e-4) / max(1 - c, 1e-4)) for c, _ in pairs])
    y = np.array([right for _, right in pairs], float)
    slope, offset = 1.0, 0.0
    design = np.stack([x, np.ones_like(x)], axis=1)
    for _ in range(25):
        share = 1 / (1 + np.exp(-(slope * x + offset)))
        spread = (design * (share * (1 - share))[:, None]).T @ design + 1e-3 * np.eye(2)
        slope, offset = np.array([slope, offset]) + np.linalg.solve(spread, design.T @ (y - share))
    return replace(layer, slope=float(slope), offset=float(offset))


def reliability(layer: Layer, cases: Iterable[Case], bins: int = 5) -> list[tuple[float, float, int]]:
    """Mean confidence, share that is right and number of spans, by fifths of the confidence."""
    pairs = [(mark.confidence, right) for case in cases for mark, right in rights(layer, case)]
    table = []
    for n in range(bins):
        mine = [one for one in pairs if n / bins <= one[0] < (n + 1) / bins + (n == bins - 1)]
        if mine:
            count = len(mine)
            table.append((sum(c for c, _ in mine) / count, sum(right for _, right in mine) / count, count))
    return table


def _right(mark: Mark, case: Case) -> bool:
    text = case.story.text
    if case.set == "newswire":
        return newswire._bare(text, (mark.label, *mark.span)) in case.gold[mark.label]
    if case.set == "muc4":
        name = muc4.plain(text[slice(*mark.span)])
        return any(name in entity for entity in case.gold[mark.label])
    pieces = next(iter(polnear._trimmed(text, [(mark.span,)])), ())
    return any(set(pieces) <= set(spans) for spans in case.gold[mark.layer])


def _best(layer: Layer, cases: Sequence[Case]) -> Layer:
    """The layer with the addition, and the least confidence that goes with it, of the best exact F1."""

    def scorer(one: Layer) -> Callable[[float], float]:
        found = [([mark for mark, _ in rights(one, case)], case) for case in cases]

        def f1(least: float) -> float:
            tally = Tally()
            for marks, case in found:
                tally.add(*_compared(layer.name, [mark for mark in marks if mark.confidence >= least], case))
            return tally.f1

        return f1

    return _highest(layer, cases, scorer)


def _cue(layers: Mapping[str, Layer], cases: Sequence[Case], order: Sequence[str]) -> Layer:
    """The cues' layer of the best sum of exact F1s of sources, cues and contents as they hang together."""
    parts = [{kind: _kept(layers[kind], case) for kind in ("source", "content")} for case in cases]

    def scorer(one: Layer) -> Callable[[float], float]:
        def f1(least: float) -> float:
            tallies = {kind: Tally() for kind in polnear.KINDS}
            for case, part in zip(cases, parts, strict=True):
                both = {**part, "cue": _kept(replace(one, least=least), case)}
                found, faint = ({kind: pair[n] for kind, pair in both.items()} for n in (0, 1))
                hung = model_decode.attributions(found, faint, case.scored.rows["link"], order)
                for kind, spans in _spans(hung).items():
                    tallies[kind].add(case.gold[kind], set(polnear._trimmed(case.story.text, spans)))
            return sum(tally.f1 for tally in tallies.values())

        return f1

    return _highest(layers["cue"], cases, scorer)


def _highest(layer: Layer, cases: Sequence[Case], scorer: Callable[[Layer], Callable[[float], float]]) -> Layer:
    """The layer with the addition and the least confidence of the highest score; `scorer` scores one by the latter."""
    tried = []
    for outside in OUTSIDE:
        one = fitted(replace(layer, outside=outside, least=0.0), cases)
        score = scorer(one)
        least = _peak(score, LEAST)
        tried.append((score(least), replace(one, least=least)))
    return max(tried, key=lambda pair: pair[0])[1]


def _kept(layer: Layer, case: Case) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The layer's spans that are sure enough, and the faint ones."""
    marks = model_decode.spans(layer, case.scored.rows[layer.name], case.scored.words)
    return tuple(m for m in marks if m.confidence >= layer.least), tuple(m for m in marks if m.confidence < layer.least)


def _spans(hung: Iterable[Attribution]) -> dict[str, set[tuple[Span, ...]]]:
    """Spans by kind; a cue alone, with neither who nor what, is left out as the reader leaves it out."""
    found: dict[str, set[tuple[Span, ...]]] = {kind: set() for kind in polnear.KINDS}
    for one in hung:
        if one.source or one.content:
            found["cue"].add((one.cue.span,))
        if one.source:
            found["source"].add((one.source.span,))
        if one.content:
            found["content"].add(tuple(piece.span for piece in one.content))
    return found


def _compared(name: str, marks: Sequence[Mark], case: Case) -> tuple[set[object], set[object]]:
    text = case.story.text
    if name == "entity":
        gold = {one for spans in case.gold.values() for one in spans}
        return gold, {newswire._bare(text, (mark.label, *mark.span)) for mark in marks}
    groups = model_decode.content_groups(marks) if name == "content" else [(mark,) for mark in marks]
    found = (tuple(mark.span for mark in group) for group in groups)
    return set(case.gold[name]), set(polnear._trimmed(text, found))


def _roles(
    layer: Layer, outside: float, cases: Sequence[Case], model: Model
) -> tuple[float, Layer, dict[str, float], float]:
    """The best F1 with this addition, and the layer and thresholds that give it."""
    layer = fitted(replace(layer, outside=outside), cases)
    found = []
    for case in cases:
        marks = Marks({"role": tuple(mark for mark, _ in rights(layer, case))}, relevant=_relevant(case, model))
        found.append(
            (case, marks.relevant, model_roles.fillers(marks, case.story.text, dict.fromkeys(muc4.ROLES, 0.0), 0.0))
        )
    enough = dict.fromkeys(muc4.ROLES, 0.4)
    tells = 0.0

    def f1() -> float:
        whole = Tally()
        for case, relevant, fillers in found:
            for role in muc4.ROLES:
                sure = relevant >= tells
                got = [
                    frozenset({muc4.plain(one.name)})
                    for one in fillers
                    if sure and one.role == role and one.confidence >= enough[role]
                ]
                whole.right += muc4.fitting(case.gold[role], got)
                whole.gold += len(case.gold[role])
                whole.found += len(got)
        return whole.f1

    for _ in range(2):
        for role in muc4.ROLES:

            def with_role(value: float, role: str = role) -> float:
                enough[role] = value
                return f1()

            enough[role] = _peak(with_role, ENOUGH)

        def with_tells(value: float) -> float:
            nonlocal tells
            tells = value
            return f1()

        tells = _peak(with_tells, TELLS)
    return f1(), layer, dict(enough), tells


def _relevant(case: Case, model: Model) -> float:
    return math.exp(case.scored.whole["relevant"][model.card.classes["relevant"].index("yes")])


def _peak(value: Callable[[float], float], grid: Sequence[float]) -> float:
    """Where the mean over a point and its neighbours is highest: one lucky point is no peak."""
    heights = [value(point) for point in grid]
    smooth = [sum(heights[max(0, n - 1) : n + 2]) / len(heights[max(0, n - 1) : n + 2]) for n in range(len(grid))]
    return grid[max(range(len(grid)), key=lambda n: (round(smooth[n], 5), heights[n]))]
