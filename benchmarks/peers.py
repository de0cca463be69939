"""`python -m benchmarks.peers [REPORTS]`: the reader's network beside those of the sizes that people would pick.

The same marks, the same reports, windows, quantisation and thread, with random weights: speed does not hang on what the
numbers are. DeBERTa's words look at each other by content and by distance (He et al., 2021: two more products a layer,
shared positions in 512 buckets). The tables of those products are worked out ahead here, as a kind engineer would, and
stay in 32 bits, since onnxruntime multiplies by such tables in no other way. Needs the dependency group `train`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from training.model import export

from benchmarks.reports import made
from counterclaim.read import model_windows
from counterclaim.read.model import WEIGHTS, read_card, session

REPORTS = 10
BUCKETS = 512


class Size(NamedTuple):
    """An encoder's shape."""

    name: str
    width: int
    layers: int
    relative: bool = False


SIZES = (
    Size("ours: 6 layers of 384", 384, 6),
    Size("BERT-base: 12 layers of 768", 768, 12),
    Size("DeBERTa-base: the same, by distance", 768, 12, relative=True),
)
HEADS = 12


def main(many: int = REPORTS) -> None:
    """Measure each, and print a table."""
    reports = made(many)
    fed = [fed for report in reports for fed in _windows(report.text)]
    words = sum(len(report.text.split()) for report in reports)
    print("| encoder, eight bits, one thread | file | words a second | reports of 500 words a second | of ours |")
    print("|---|---|---|---|---|")
    first = 0.0
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = _made(size, Path(folder))
            seconds = _seconds(path, fed)
            first = first or seconds
            told = (f"{path.stat().st_size / 1e6:.0f} MB", f"{words / seconds:,.0f}", f"{words / seconds / 500:.1f}")
        print(f"| {size.name} | {' | '.join(told)} | {first / seconds:.2f} |", flush=True)


def _windows(text: str) -> list[dict[str, Any]]:
    card = read_card(WEIGHTS)
    found = model_windows.pieces(text, WEIGHTS / "vocab.txt")
    made = []
    for window in model_windows.cut(found):
        part = slice(window.start, window.end)
        pieces = np.array([card.begin, *found.numbers[part], card.end], np.int64)
        made.append({"pieces": pieces[None], "cases": np.array([0, *found.cases[part], 0], np.int64)[None]})
    return made


def _seconds(path: Path, fed: list[dict[str, Any]]) -> float:
    """Processor time for all windows, after one to warm up."""
    network = session(path.read_bytes())
    network.run(None, fed[0])
    begun = time.process_time()
    for one in fed:
        network.run(None, one)
    return time.process_time() - begun


def _made(size: Size, folder: Path) -> Path:
    wide, narrow = folder / "wide.onnx", folder / "narrow.onnx"
    export.write(_weights(size), HEADS, wide, _ByDistance if size.relative else export.Graph)
    tables = [f"blocks.{n}.{way}.every" for n in range(size.layers) for way in ("to", "from")]
    export.quantise(wide, narrow, tables if size.relative else ())
    return narrow


def _weights(size: Size) -> dict[str, Any]:
    """Random weights by the names that the training gives them."""
    chance = np.random.default_rng(7)
    card = read_card(WEIGHTS)
    width = size.width
    shapes: dict[str, tuple[int, ...]] = {
        "words.weight": (sum(1 for _ in (WEIGHTS / "vocab.txt").open(encoding="utf-8")), width),
        "places.weight": (model_windows.LENGTH * 2, width),
        "kinds.weight": (2, width),
        "cases.weight": (model_windows.CASES, width),
        "head.weight": (sum(map(len, card.classes.values())), width),
    }
    for n in range(size.layers):
        shapes[f"blocks.{n}.mixed.weight"] = (3 * width, width)
        shapes[f"blocks.{n}.out.weight"] = (width, width)
        shapes[f"blocks.{n}.up.weight"] = (4 * width, width)
        shapes[f"blocks.{n}.down.weight"] = (width, 4 * width)
        shapes |= dict.fromkeys((f"blocks.{n}.norm_attention.weight", f"blocks.{n}.norm_out.weight"), (width,))
    shapes["norm.weight"] = (width,)
    found = {name: chance.normal(0, 0.02, shape).astype(np.float32) for name, shape in shapes.items()}
    biased = [name for name in shapes if not name.startswith(("words", "places", "kinds", "cases"))]
    return found | {name.replace("weight", "bias"): np.zeros(shapes[name][0], np.float32) for name in biased}


class _ByDistance(export.Graph):
    """Blocks in which a word's score of another is by content, and by the distance each way."""

    def attention(self, name: str, parts: list[str], heads: int) -> str:
        """Three sums of products, softmax, and the mean of what is seen, written out: no fused node has them."""
        width = self.weights[f"{name}.out.bias"].shape[0]
        size = width // heads
        query, key, value = (self._split(part, heads, size) for part in parts)
        turned = self.node("Transpose", [key], f"{name}.turned", perm=[0, 1, 3, 2])
        score = self.node("MatMul", [query, turned], f"{name}.content")
        for way, mine in (("to", query), ("from", key)):
            table = f"{name}.{way}.table"
            self.constant(table, np.random.default_rng(1).normal(0, 0.02, (heads, size, BUCKETS)).astype(np.float32))
            every = self.node("MatMul", [mine, table], f"{name}.{way}.every")
            near = self.node("GatherElements", [every, self._distances(heads)], f"{name}.{way}.near", axis=3)
            if way == "from":
                near = self.node("Transpose", [near], f"{name}.{way}.turned", perm=[0, 1, 3, 2])
            score = self.node("Add", [score, near], f"{name}.{way}.sum")
        self.constant(f"{name}.scale", np.array((3 * size) ** -0.5, np.float32))
        scaled = self.node("Mul", [score, f"{name}.scale"], f"{name}.scaled")
        shares = self.node("Softmax", [scaled], f"{name}.shares", axis=-1)
        seen = self.node("MatMul", [shares, value], f"{name}.seen")
        flat = self.node("Transpose", [seen], f"{name}.flat", perm=[0, 2, 1, 3])
        self.constant(f"{name}.whole", np.array([1, -1, width], np.int64))
        return self.node("Reshape", [flat, f"{name}.whole"], f"{name}.attention")

    def _split(self, part: str, heads: int, size: int) -> str:
        """(1, pieces, width) to (1, heads, pieces, size)."""
        self.constant(f"{part}.shape", np.array([1, -1, heads, size], np.int64))
        parted = self.node("Reshape", [part, f"{part}.shape"], f"{part}.parted")
        return self.node("Transpose", [parted], f"{part}.ahead", perm=[0, 2, 1, 3])

    def _distances(self, heads: int) -> str:
        """For each head and pair of pieces the bucket of their distance; made once."""
        if not any(node.name == "distances" for node in self.nodes):
            longest = model_windows.LENGTH
            places = np.arange(longest)
            buckets = np.clip(places[:, None] - places[None] + BUCKETS // 2, 0, BUCKETS - 1)
            self.constant("buckets", np.broadcast_to(buckets, (1, heads, longest, longest)).astype(np.int64))
            for name, value in (("from_top", [0, 0]), ("both", [2, 3])):
                self.constant(name, np.array(value, np.int64))
            ends = self.node("Concat", ["length", "length"], "ends", axis=0)
            self.node("Slice", ["buckets", "from_top", ends, "both"], "distances")
        return "distances"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
