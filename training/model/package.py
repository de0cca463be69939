"""The folder that is shipped: network, vocabulary, and the card that the product reads."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from counterclaim.read.model_decode import Layer
from training.model.examples import CLASSES, LAYERS

BEGIN, END = 101, 102
"""The vocabulary's pieces that open and close a window."""


@dataclass(frozen=True, slots=True)
class Tuned:
    """What is tuned on the first half of the dev splits."""

    layers: Mapping[str, Layer] = field(
        default_factory=lambda: {name: Layer(name, labels) for name, labels in LAYERS.items()}
    )
    enough: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(LAYERS["role"], 0.5))
    tells: float = 0.0


def write(folder: Path, network: Path, vocabulary: Path, tuned: Tuned, name: str = "reader") -> Path:
    """Puts the three files into the folder; returns the card's path."""
    folder.mkdir(parents=True, exist_ok=True)
    for source, goal in ((network, "model.onnx"), (vocabulary, "vocab.txt")):
        if source.resolve() != (folder / goal).resolve():
            shutil.copyfile(source, folder / goal)
    card: dict[str, Any] = {
        "name": name,
        "digest": sha256((folder / "model.onnx").read_bytes()).hexdigest(),
        "begin": BEGIN,
        "end": END,
        "classes": {layer: list(classes) for layer, classes in CLASSES.items()},
        "layers": {layer: _rounded(one) for layer, one in tuned.layers.items()},
        "enough": dict(tuned.enough),
        "tells": tuned.tells,
    }
    path = folder / "model.json"
    path.write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    return path


def _rounded(layer: Layer) -> dict[str, Any]:
    told = asdict(layer)
    told.pop("name")
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in told.items()}
