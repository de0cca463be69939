"""A toy of the whole training on made texts: it learns, goes on where it stopped, and its ONNX file says the same."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")

import torch
from training.model import examples, export, package
from training.model import train as training
from training.model.examples import CLASSES, Example
from training.model.network import Network, Shape
from training.model.train import Phase, Plan, train, weights_of

from counterclaim.read.model import Model
from counterclaim.read.model_windows import CASES

NAMES = ["ana", "boris", "cem", "dora"]
WORDS = ["[PAD]", "[UNK]", "the", "bridge", "fell", ",", ".", "said", "denied", "guards", "left", *NAMES]


def made(count: int) -> list[Example]:
    chance = random.Random(1)  # noqa: S311
    found = []
    for n in range(count):
        name, cue = chance.choice(NAMES), chance.choice(["said", "denied"])
        content = chance.choice(["The bridge fell", "The guards left"])
        text = f"{content}, {cue} {name.title()}."
        at = len(content) + 2
        spans = {
            "content": [(0, len(content), "content")],
            "cue": [(at, at + len(cue), "cue")],
            "source": [(at + len(cue) + 1, len(text) - 1, "source")],
            "link": [(0, 1, "after1"), (at + len(cue) + 1, at + len(cue) + 2, "before1")],
        }
        found.append(Example(f"made-{n}", "made", "train", text, spans))
    return found


@pytest.fixture
def vocabulary(tmp_path: Path) -> Path:
    path = tmp_path / "vocab.txt"
    filled = [*WORDS[:2], *(f"[unused{n}]" for n in range(100 - 2)), "[UNK2]", "[CLS]", "[SEP]", *WORDS[2:]]
    path.write_text("\n".join(filled) + "\n")
    return path


def toy() -> Network:
    torch.manual_seed(3)
    sizes = {name: len(classes) for name, classes in CLASSES.items()}
    return Network(Shape(130, width=16, heads=2, layers=3, positions=64, cases=CASES), sizes, dropout=0.0)


def plan(*phases: Phase, save_seconds: float = 240.0) -> Plan:
    return Plan(
        phases=phases or (Phase({"made": 12}),),
        batch=256,
        rate=3e-3,
        head_rate=1e-2,
        threads=1,
        settle=10_000,
        save_seconds=save_seconds,
    )


def test_toy_learns_what_it_was_shown_and_its_file_agrees(tmp_path: Path, vocabulary: Path) -> None:
    examples.write(tmp_path / "examples.jsonl", made(60))
    network = train(tmp_path, plan(), toy(), vocabulary)
    export.write(weights_of(tmp_path), 2, tmp_path / "wide.onnx")
    package.write(tmp_path / "package", tmp_path / "wide.onnx", vocabulary, package.Tuned())
    model = Model(tmp_path / "package")
    text = "The guards left, said Dora."
    told = model.tags(text).attributions
    assert [(text[slice(*one.source.span)], text[slice(*one.cue.span)]) for one in told if one.source] == [
        ("Dora", "said")
    ]
    numbers, cases = np.array([[101, 110, 111, 102]]), np.array([[0, 1, 2, 0]])
    network.eval()
    with torch.no_grad():
        wanted = network(torch.tensor(numbers), torch.tensor(cases), torch.ones(1, 4)).numpy()
    assert np.abs(model._run(numbers, cases) - wanted).max() < 1e-3


def test_training_goes_on_where_it_stopped(tmp_path: Path, vocabulary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("whole", "parts"):
        examples.write(tmp_path / name / "examples.jsonl", made(20))
    two = plan(Phase({"made": 12}, most=5), Phase({"made": 12}, most=4, share=0.5), save_seconds=-1.0)
    whole = train(tmp_path / "whole", two, toy(), vocabulary).state_dict()
    step, left = training._Runner.step, iter(range(6))

    def until_cut_off(runner: training._Runner, batch: Any) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        step(runner, batch)

    with monkeypatch.context() as patched:
        patched.setattr(training._Runner, "step", until_cut_off)
        with pytest.raises(KeyboardInterrupt):
            train(tmp_path / "parts", two, toy(), vocabulary)
    again = train(tmp_path / "parts", two, toy(), vocabulary).state_dict()
    assert all(torch.equal(value, again[name]) for name, value in whole.items())


def test_rate_rises_anew_in_every_phase_and_ends_near_nothing(tmp_path: Path) -> None:
    two = plan(Phase({}, most=20), Phase({}, most=10, share=0.5))
    runner = training._Runner(tmp_path, two, toy(), [20, 10])
    rates = [runner._rate(n) for n in range(30)]
    assert max(rates[:20]) == pytest.approx(1.0)
    assert max(rates[20:]) == pytest.approx(0.5)
    assert rates[19] < 0.1 > rates[29]
    assert rates[20] > rates[19]


def test_eight_bits_stay_near_thirty_two(tmp_path: Path) -> None:
    network = toy()
    export.write({name: value.numpy() for name, value in network.state_dict().items()}, 2, tmp_path / "wide.onnx")
    export.quantise(tmp_path / "wide.onnx", tmp_path / "narrow.onnx")
    assert (tmp_path / "narrow.onnx").stat().st_size < (tmp_path / "wide.onnx").stat().st_size
