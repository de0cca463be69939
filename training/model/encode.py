"""Examples to numbers: pieces, cases and one class a piece and layer; windows cut anew for every round."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterclaim.read.model_windows import LENGTH, LOWER, MIXED, PARAGRAPH, TITLE, UPPER, Pieces, cut, pieces, within
from training.model.examples import CLASSES, LAYERS, TAGS, WHOLE, Example

NONE = -1
"""No class: the layer is not labelled here, or the piece is not its word's first."""
LETTERED = (LOWER, TITLE, UPPER, MIXED)
Numbers = NDArray[np.int64]


@dataclass(slots=True)
class Encoded:
    """One example in numbers; `classes` has a row a layer."""

    set: str
    pieces: Pieces
    numbers: Numbers
    cases: Numbers
    classes: NDArray[np.int8]
    whole: dict[str, int]
    true_cases: Numbers | None = None


@dataclass(slots=True)
class Row:
    """One window as the network takes it, its special pieces included."""

    numbers: Numbers
    cases: Numbers
    classes: NDArray[np.int8]


def encode(one: Example, vocabulary: Path) -> Encoded:
    """Its pieces and classes."""
    found = pieces(one.text, vocabulary)
    names = list(CLASSES)
    classes = np.full((len(names), len(found.numbers)), NONE, np.int8)
    firsts = np.array(found.firsts, np.int64)
    for layer, marked in one.spans.items():
        row, order = classes[names.index(layer)], {name: n for n, name in enumerate(CLASSES[layer])}
        if layer in LAYERS:
            row[firsts] = 0
        for start, end, label in marked:
            touched = within(found.words, (start, end))
            if layer in TAGS:
                row[firsts[touched[:1]]] = order[label]
            elif touched:
                row[firsts[touched]] = order[f"I-{label}"]
                row[firsts[touched[0]]] = order[f"B-{label}"]
    whole = {layer: CLASSES[layer].index(label) for layer, label in one.whole.items()}
    return Encoded(one.set, found, np.array(found.numbers), np.array(found.cases), classes, whole)


def rows(one: Encoded, chance: random.Random) -> Iterable[Row]:
    """Its windows for one round: the first cut falls anywhere, no words twice, letter case is lost at random."""
    names = list(CLASSES)
    cases = recased(one, chance)
    for window in cut(one.pieces, core=LENGTH - 2, context=0, first=chance.randint(LENGTH // 3, LENGTH - 2)):
        numbers = np.concatenate(([101], one.numbers[window.start : window.end], [102]))
        told = np.concatenate(([0], cases[window.start : window.end], [0]))
        classes = np.full((len(names), len(numbers)), NONE, np.int8)
        shift = 1 + window.core - window.start
        classes[:, shift : shift + window.end - window.core] = one.classes[:, window.core : window.end]
        for layer in WHOLE:
            classes[names.index(layer), 0] = one.whole.get(layer, NONE)
        yield Row(numbers, told, classes)


def recased(one: Encoded, chance: random.Random) -> Numbers:
    """Cases as they are, all lower, all upper, or (for telex in capitals) as the words are written elsewhere."""
    drawn = chance.random()
    if one.true_cases is not None and drawn < 0.4:
        return one.true_cases
    to = LOWER if drawn < (0.1 if one.true_cases is None else 0.7) else UPPER if drawn < 0.17 else None
    if to is None:
        return one.cases
    bare = one.cases % PARAGRAPH
    return np.where(np.isin(bare, LETTERED), to + one.cases - bare, one.cases)


def add_true_cases(examples: Sequence[tuple[Example, Encoded]], telex: str = "muc4") -> None:
    """Gives the texts in capitals the case that each word mostly has inside the sentences of the other sets."""
    seen: dict[str, Counter[int]] = {}
    for example, one in examples:
        if one.set != telex:
            for word, first in zip(one.pieces.words, one.pieces.firsts, strict=True):
                if first not in one.pieces.breaks:
                    seen.setdefault(example.text[slice(*word)].lower(), Counter())[int(one.cases[first])] += 1
    usual = {word: counts.most_common(1)[0][0] for word, counts in seen.items()}
    for example, one in examples:
        if one.set == telex:
            one.true_cases = _true_cases(example.text, one, usual)


def _true_cases(text: str, one: Encoded, usual: dict[str, int]) -> Numbers:
    cases = one.cases.copy()
    firsts = (*one.pieces.firsts, len(cases))
    for n, word in enumerate(one.pieces.words):
        old = int(cases[firsts[n]])
        if old % PARAGRAPH in LETTERED:
            case = usual.get(text[slice(*word)].lower(), TITLE)
            if firsts[n] in one.pieces.breaks and case == LOWER:
                case = TITLE
            cases[firsts[n] : firsts[n + 1]] = case % PARAGRAPH + old - old % PARAGRAPH
    return cases


def batches(found: Sequence[Row], size: int, chance: random.Random) -> list[list[Row]]:
    """Neighbours of like length together, in random order among them; `size` is in pieces, padding included."""
    pool = 32 * max(1, size // LENGTH)
    made: list[list[Row]] = []
    for at in range(0, len(found), pool):
        near: list[list[Row]] = [[]]
        for row in sorted(found[at : at + pool], key=lambda row: -len(row.numbers)):
            if near[-1] and (len(near[-1]) + 1) * len(near[-1][0].numbers) > size:
                near.append([])
            near[-1].append(row)
        chance.shuffle(near)
        made += near
    return made


def padded(batch: Sequence[Row]) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Numbers, cases, mask (all rows by pieces) and classes (layers by rows by pieces)."""
    length = max(len(row.numbers) for row in batch)
    numbers, cases, mask = (np.zeros((len(batch), length), np.int64) for _ in range(3))
    classes = np.full((len(CLASSES), len(batch), length), NONE, np.int64)
    for n, row in enumerate(batch):
        size = len(row.numbers)
        numbers[n, :size], cases[n, :size], mask[n, :size] = row.numbers, row.cases, 1
        classes[:, n, :size] = row.classes
    return numbers, cases, mask, classes
