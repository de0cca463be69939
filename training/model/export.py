"""The trained network as an ONNX file, in 32 bits and in 8.

The graph is written node by node, with the fused attention of onnxruntime: one window, unpadded, hence no mask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = Mapping[str, NDArray[np.float32]]
OPSET = 20
FUSED = "com.microsoft"


def write(weights: Weights, heads: int, path: Path, shape: type[Graph] | None = None) -> None:
    """The network in 32 bits: `pieces` and `cases` (1 by n) to `scores` (1 by n by classes)."""
    import onnx  # noqa: PLC0415

    graph = (shape or Graph)(weights)
    x = graph.embed()
    layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("blocks."))
    for n in range(layers):
        x = graph.block(f"blocks.{n}", x, heads)
    graph.linear("head", x, out="scores")
    sizes = {"pieces": (1, "n"), "cases": (1, "n")}
    made = onnx.helper.make_graph(
        graph.nodes,
        "reader",
        [onnx.helper.make_tensor_value_info(name, onnx.TensorProto.INT64, shape) for name, shape in sizes.items()],
        [onnx.helper.make_tensor_value_info("scores", onnx.TensorProto.FLOAT, (1, "n", weights["head.bias"].shape[0]))],
        graph.constants,
    )
    opsets = [onnx.helper.make_opsetid("", OPSET), onnx.helper.make_opsetid(FUSED, 1)]
    onnx.save(onnx.helper.make_model(made, opset_imports=opsets, ir_version=10), str(path))


def quantise(wide: Path, narrow: Path, whole: Sequence[str] = ()) -> None:
    """The 32-bit file in 8 bits: matrices a scale a column, the embeddings too; heads and `whole` nodes stay wide."""
    import onnx  # noqa: PLC0415
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    quantize_dynamic(
        str(wide),
        str(narrow),
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=["head", "embed.cases", *whole],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


class Graph:
    """Nodes and constants as they are added."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def embed(self) -> str:
        """Words, places and cases, added and normalised."""
        self.constant("words.table", self.weights["words.weight"] + self.weights["kinds.weight"][0])
        self.constant("places.table", self.weights["places.weight"])
        self.constant("cases.table", self.weights["cases.weight"])
        self.constant("first", np.array([0], np.int64))
        length = self.node("Shape", ["pieces"], "length", start=1)
        places = self.node("Slice", ["places.table", "first", length, "first"], "embed.places")
        words = self.node("Gather", ["words.table", "pieces"], "embed.words")
        both = self.node("Add", [words, self.node("Gather", ["cases.table", "cases"], "embed.cases")], "words_cases")
        whole = self.node("Add", [both, places], "embedded")
        return self.norm("norm", whole)

    def block(self, name: str, x: str, heads: int) -> str:
        """One layer; query, key and value are three products, so that the attention is one fused node."""
        width = self.weights[f"{name}.out.bias"].shape[0]
        parts = []
        for n, part in enumerate(("query", "key", "value")):
            rows = slice(n * width, (n + 1) * width)
            for kind in ("weight", "bias"):
                value = self.weights[f"{name}.mixed.{kind}"][rows]
                self.constant(f"{name}.{part}.{kind}", value.T if kind == "weight" else value)
            parts.append(self.product(f"{name}.{part}", x))
        seen = self.attention(name, parts, heads)
        x = self.norm(
            f"{name}.norm_attention", self.node("Add", [x, self.linear(f"{name}.out", seen)], f"{name}.added")
        )
        up = self.node("Gelu", [self.linear(f"{name}.up", x)], f"{name}.gelu")
        return self.norm(f"{name}.norm_out", self.node("Add", [x, self.linear(f"{name}.down", up)], f"{name}.grown"))

    def attention(self, name: str, parts: list[str], heads: int) -> str:
        """What each piece sees of the others, by its query and their keys and values."""
        return self.node("MultiHeadAttention", parts, f"{name}.attention", domain=FUSED, num_heads=heads)

    def linear(self, name: str, x: str, out: str | None = None) -> str:
        """A matrix and its offset."""
        self.constant(f"{name}.weight", self.weights[f"{name}.weight"].T)
        self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.product(name, x, out)

    def product(self, name: str, x: str, out: str | None = None) -> str:
        """The product with constants that are there."""
        times = self.node("MatMul", [x, f"{name}.weight"], name)
        return self.node("Add", [times, f"{name}.bias"], out or f"{name}.sum")

    def norm(self, name: str, x: str) -> str:
        """Normalised over the width."""
        for kind in ("weight", "bias"):
            self.constant(f"{name}.{kind}", self.weights[f"{name}.{kind}"])
        return self.node("LayerNormalization", [x, f"{name}.weight", f"{name}.bias"], name, axis=-1, epsilon=1e-12)

    def node(self, kind: str, inputs: list[str], name: str, domain: str = "", **settings: Any) -> str:
        """One node with one output, called as it is."""
        import onnx  # noqa: PLC0415

        self.nodes.append(onnx.helper.make_node(kind, inputs, [name], name=name, domain=domain, **settings))
        return name

    def constant(self, name: str, value: NDArray[Any]) -> None:
        """A tensor of the file."""
        import onnx  # noqa: PLC0415

        self.constants.append(onnx.numpy_helper.from_array(np.ascontiguousarray(value), name))
