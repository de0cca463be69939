"""The reader model: one small encoder, run once over a text, marks mentions, attributions, incidents and roles.

    pieces | windows | the network, one window at a time | words' scores | best sequences | ties
A window is run alone and unpadded: the weights are eight-bit and scale with what is run together, so that nothing
that is read beside a report may touch its marks. One thread; the same marks every time on one kind of processor.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterclaim.errors import ModelError
from counterclaim.read import model_decode, model_roles, model_windows
from counterclaim.read.model_alike import alike
from counterclaim.read.model_decode import Layer, Mark, Marks
from counterclaim.read.model_roles import Filler
from counterclaim.records.reading import RoleMention
from counterclaim.records.report import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("weights")
_SLOW = "SkipLayerNormFusion"
"""On a processor the sum and the normalising fused take five times as long as apart: a fifth of the network's time."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the file beside the network says of it."""

    name: str
    digest: str
    classes: dict[str, tuple[str, ...]]
    layers: dict[str, Layer]
    begin: int
    end: int
    enough: dict[str, float]
    """How sure a filler of each role has to be."""
    tells: float
    """How likely a report has to tell an incident, to have fillers at all."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A text's words and, for each layer, the logarithms of its classes at each word; `whole` are the text's."""

    words: tuple[Span, ...]
    rows: dict[str, NDArray[Any]]
    whole: dict[str, NDArray[Any]]


def read_card(folder: Path) -> Card:
    """The labels and tuned numbers of a folder's network."""
    told = json.loads((folder / "model.json").read_text("utf-8"))
    layers = {
        name: Layer(name, tuple(one["labels"]), one["outside"], one["least"], one["slope"], one["offset"])
        for name, one in told["layers"].items()
    }
    classes = {name: tuple(labels) for name, labels in told["classes"].items()}
    numbers = (told["begin"], told["end"], told["enough"], told["tells"])
    return Card(told["name"], told["digest"], classes, layers, *numbers)


class Model:
    """The network of one folder; the session is made at the first text."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.folder = folder
        self.card = read_card(folder)
        self._session: Any = None

    @property
    def version(self) -> str:
        """Name and digest, as a reading names its model."""
        return f"{self.card.name}-{self.card.digest[:12]}"

    def tags(self, text: str) -> Marks:
        """All marks on a text; spans are offsets into it."""
        return self.decode(self.score(text), text)

    def score(self, text: str) -> Scored:
        """The network's scores of every word."""
        import numpy as np  # noqa: PLC0415

        found = model_windows.pieces(text, self.folder / "vocab.txt")
        if not found.words:
            return Scored((), {}, {})
        numbers, cases = np.array(found.numbers, np.int64), np.array(found.cases, np.int64)
        firsts = np.array(found.firsts, np.int64)
        chosen, heads = [], []
        for window in model_windows.cut(found):
            part = slice(window.start, window.end)
            fed = np.concatenate(([self.card.begin], numbers[part], [self.card.end]))
            told = np.concatenate(([0], cases[part], [0]))
            scores = self._run(fed[None], told[None])[0]
            mine = firsts[(firsts >= window.core) & (firsts < window.end)]
            chosen.append(scores[1 + mine - window.start])
            heads.append(scores[0])
        parted = _parted(np.concatenate([np.mean(heads, axis=0, keepdims=True), *chosen]), self.card)
        return Scored(
            found.words,
            {name: part[1:] for name, part in parted.items()},
            {name: part[0] for name, part in parted.items()},
        )

    def decode(self, scored: Scored, text: str) -> Marks:
        """The scores of a text to marks, by the card's tuned numbers."""
        if not scored.words:
            return Marks(dict.fromkeys(self.card.layers, ()), dict.fromkeys(self.card.layers, ()))
        found, faint = {}, {}
        for name, layer in self.card.layers.items():
            marks = model_decode.spans(layer, scored.rows[name], scored.words)
            found[name] = tuple(mark for mark in marks if mark.confidence >= layer.least)
            faint[name] = tuple(mark for mark in marks if mark.confidence < layer.least)
        found["entity"] = alike(found["entity"], faint["entity"], text)
        return Marks(
            found,
            faint,
            model_decode.attributions(found, faint, scored.rows["link"], self.card.classes["link"]),
            model_decode.hints(scored.rows["cue"], scored.words),
            _share(scored.whole["relevant"][self.card.classes["relevant"].index("yes")]),
        )

    def fillers(self, marks: Marks, text: str) -> list[Filler]:
        """Who and what fills the roles of the report's incidents, mentions of one thing together."""
        return model_roles.fillers(marks, text, self.card.enough, self.card.tells)

    def roles(self, marks: Marks, text: str) -> tuple[RoleMention, ...]:
        """Fillers and faint spans as a reading has them."""
        return model_roles.role_mentions(self.fillers(marks, text), marks)

    def tuned(self, layers: dict[str, Layer]) -> Model:
        """The same network with other tuned numbers for some layers."""
        other = Model(self.folder)
        other.card = replace(self.card, layers={**self.card.layers, **layers})
        other._session = self._session
        return other

    def _run(self, numbers: Any, cases: Any) -> Any:
        if self._session is None:
            self._session = _session(self.folder / "model.onnx", self.card.digest)
        return self._session.run(None, {"pieces": numbers, "cases": cases})[0]


@lru_cache(maxsize=2)
def _session(path: Path, digest: str) -> Any:
    """The network, made ready for one thread; raises ModelError where the file is not the card's."""
    content = path.read_bytes()
    if sha256(content).hexdigest() != digest:
        raise ModelError(f"{path}: {path.name} is not the file that its card describes; install counterclaim again")
    return session(content)


def session(content: bytes) -> Any:
    """A network of any file's content, run as the reader's is: one thread, nothing fused that is slower so."""
    import onnxruntime  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    options.add_session_config_entry("optimization.disable_specified_optimizers", _SLOW)
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model that comes with the package, read once a process."""
    return Model()


def _parted(scores: NDArray[Any], card: Card) -> dict[str, NDArray[Any]]:
    """Each layer's logarithms of shares."""
    import numpy as np  # noqa: PLC0415

    found, at = {}, 0
    for name, labels in card.classes.items():
        part = scores[:, at : at + len(labels)]
        part = part - part.max(axis=1, keepdims=True)
        found[name] = part - np.log(np.exp(part).sum(axis=1, keepdims=True))
        at += len(labels)
    return found


def _share(logarithm: float) -> float:
    from math import exp  # noqa: PLC0415

    return round(exp(logarithm), 4)


__all__ = ["Card", "Layer", "Mark", "Marks", "Model", "Scored", "read_card", "session", "shipped"]
