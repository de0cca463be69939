"""The encoder, six layers of BERT at width 384 with a letter-case embedding beside the words', and its heads.

Written out here so that the weights are the only thing taken over: no model library is needed to train or export.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

Tensor = Any
HIDDEN_FACTOR = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of an encoder."""

    vocabulary: int
    width: int = 384
    heads: int = 12
    layers: int = 6
    positions: int = 512
    cases: int = 8


class Block(nn.Module):
    """One layer: attention, then two linear maps, each added to its input and normalised."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.size = shape.width // shape.heads
        self.mixed = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm_attention = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, HIDDEN_FACTOR * shape.width)
        self.down = nn.Linear(HIDDEN_FACTOR * shape.width, shape.width)
        self.norm_out = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` is (windows, pieces, width); `bias` is added to the attention scores."""
        rows, length, width = x.shape
        query, key, value = self.mixed(x).view(rows, length, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
        # No dropout on the attention: with it a CPU has no fused way to compute it and takes twice as long.
        seen = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        x = self.norm_attention(x + self.out(seen.transpose(1, 2).reshape(rows, length, width)))
        return self.norm_out(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Network(nn.Module):
    """Piece numbers, case numbers and mask to one tensor of scores a piece: all heads' classes side by side."""

    def __init__(self, shape: Shape, sizes: Mapping[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        self.shape, self.sizes = shape, dict(sizes)
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.kinds = nn.Embedding(2, shape.width)
        self.cases = nn.Embedding(shape.cases, shape.width)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.blocks = nn.ModuleList([Block(shape, dropout) for _ in range(shape.layers)])
        self.head = nn.Linear(shape.width, sum(sizes.values()))

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """All three are (windows, pieces); the result is (windows, pieces, classes)."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.places(places) + self.kinds.weight[0] + self.cases(cases)
        x = self.drop(self.norm(x))
        bias = ((1.0 - mask.to(x.dtype)) * -10000.0)[:, None, None, :]
        for block in self.blocks:
            x = block(x, bias)
        return self.head(self.drop(x))


def load_bert(network: Network, weights: Mapping[str, Tensor]) -> None:
    """Takes over the weights of a BERT encoder as its usual names have them; heads and cases stay as they are."""
    own: dict[str, Tensor] = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "places.weight": weights["embeddings.position_embeddings.weight"],
        "kinds.weight": weights["embeddings.token_type_embeddings.weight"],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm_attention": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm_out": "output.LayerNorm",
    }
    for n in range(network.shape.layers):
        base = f"encoder.layer.{n}"
        for part in ("weight", "bias"):
            own |= {f"blocks.{n}.{ours}.{part}": weights[f"{base}.{theirs}.{part}"] for ours, theirs in names.items()}
            three = [weights[f"{base}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            own[f"blocks.{n}.mixed.{part}"] = torch.cat(three)
    missing = network.load_state_dict(own, strict=False).missing_keys
    if set(missing) != {"cases.weight", "head.weight", "head.bias"}:
        raise ValueError(f"weights that the encoder lacks: {missing}")
