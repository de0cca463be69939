"""`python -m training.model`: from the public sets to the shipped model, a step a command, or `all` of them.

prepare   the sets that COUNTERCLAIM_DATA names, to examples.jsonl
train     to checkpoint.pt, from the last checkpoint where there is one
export    to ONNX, in 32 bits and in 8
calibrate on the first half of each dev split
gate      the linear model ahead of the network
score     model alone and rules alone on the dev splits
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from evaluation import data
from evaluation.measure import wilson

from counterclaim.read.model import WEIGHTS, Model
from training.model import calibrate, examples, gate, gold, package, score, sets
from training.model.gold import Case


def main(arguments: list[str] | None = None) -> int:
    """Runs one command or all; returns the exit status."""
    options = _options(arguments)
    folder = data.root()
    if folder is None:
        print(f"{data.VARIABLE} names no folder: nothing to train or to score on", file=sys.stderr)
        return 1
    for name in STEPS if options.command == "all" else [options.command]:
        STEPS[name](options, folder)
    return 0


def prepare(options: argparse.Namespace, folder: Path) -> None:
    """The sets to examples."""
    print(f"{examples.write(options.work / 'examples.jsonl', sets.every(folder))} examples")


def train(options: argparse.Namespace, folder: Path) -> None:  # noqa: ARG001 - every step takes both
    """The examples to a checkpoint."""
    from training.model import train as training  # noqa: PLC0415

    plan = training.Plan(threads=options.threads)
    training.train(options.work, plan, training.fresh(), training.base_folder() / "vocab.txt")


def export(options: argparse.Namespace, folder: Path) -> None:  # noqa: ARG001
    """The checkpoint to two files, and an untuned package of each."""
    from training.model import export as exporting  # noqa: PLC0415
    from training.model import train as training  # noqa: PLC0415

    wide = options.work / "wide" / "model.onnx"
    wide.parent.mkdir(parents=True, exist_ok=True)
    options.folder.mkdir(parents=True, exist_ok=True)
    exporting.write(training.weights_of(options.work), training.HEADS, wide)
    exporting.quantise(wide, options.folder / "model.onnx")
    for target in (wide.parent, options.folder):
        package.write(target, target / "model.onnx", training.base_folder() / "vocab.txt", package.Tuned())


def tune(options: argparse.Namespace, folder: Path) -> None:
    """The card's tuned numbers, for both files alike."""
    model = Model(options.folder)
    tuned = calibrate.tune(model, scored(model, (case for case in gold.cases(folder) if case.half == "a")))
    for target in (options.work / "wide", options.folder):
        if (target / "model.onnx").exists():
            package.write(target, target / "model.onnx", target / "vocab.txt", tuned)


def learn_gate(options: argparse.Namespace, folder: Path) -> None:
    """The gate's two files; the threshold lets nearly all of what it learnt from as incidents past."""
    found = list(gate.labelled(folder, examples.read(options.work / "examples.jsonl")))
    learnt = [one for one in found if one.part == "train"]
    weights, offset = gate.train(learnt)
    made = gate.write(options.folder, weights, offset, options.least)
    for source, (yes, let, no, slipped) in gate.recall_at(
        made, [one for one in found if one.part == "report"], options.least
    ).items():
        low, high = wilson(let, yes)
        told = f"{source}: yes {let}/{yes} pass ({low:.3f} to {high:.3f})" if yes else f"{source}:"
        print(f"{told}; no {slipped}/{no} pass")


def show(options: argparse.Namespace, folder: Path) -> None:
    """The tables of the card."""
    from evaluation.reader import product  # noqa: PLC0415

    model = Model(options.folder)
    cases = scored(model, gold.cases(folder))
    readers = {"model": score.tallies((case, gold.by_model(case, model)) for case in cases)}
    if options.rules:
        read = product()
        readers["rules"] = score.tallies((case, gold.by_rules(case, read)) for case in cases)
    print(score.table(readers))
    for name, of in calibrate.OF_SET.items():
        held = [case for case in cases if case.set == of and case.half == "b"]
        print(f"\n{name}: confidence, share right, spans")
        for confidence, right, count in calibrate.reliability(model.card.layers[name], held):
            print(f"| {confidence:.2f} | {right:.2f} | {count} |")


def scored(model: Model, cases: Iterable[Case]) -> list[Case]:
    """The cases with the network's scores."""
    found = list(cases)
    for case in found:
        case.scored = model.score(case.story.text)
    return found


STEPS: dict[str, Callable[[argparse.Namespace, Path], None]] = {
    "prepare": prepare,
    "train": train,
    "export": export,
    "calibrate": tune,
    "gate": learn_gate,
    "score": show,
}


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.model", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=[*STEPS, "all"])
    parser.add_argument("--work", type=Path, default=Path("build/model"), metavar="DIR", help="what is made on the way")
    parser.add_argument("--folder", type=Path, default=WEIGHTS, metavar="DIR", help="the package's files")
    parser.add_argument("--threads", type=int, default=2, help="train: threads")
    parser.add_argument("--least", type=float, default=0.06, help="gate: reports that score below are passed over")
    parser.add_argument("--no-rules", dest="rules", action="store_false", help="score: the model alone")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
