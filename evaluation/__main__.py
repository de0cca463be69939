"""`python -m evaluation`: scores every public set that is there, and fails when a figure is below its floor."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from evaluation import catalogue, data, floors, results
from evaluation.catalogue import REPOSITORY, Entry
from evaluation.reader import product
from evaluation.run import Json, Run, Scores, Story

Measured = tuple[str, Scores, list[Json], list[str], float]
_READERS: list[Callable[[Story], Json]] = []


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and keep what was asked to be kept; returns the exit status."""
    options = _options(arguments)
    folder = data.root()
    if folder is None:
        print(f"{data.VARIABLE} names no folder: nothing to measure", file=sys.stderr)
        return 0
    jobs, absent = _jobs(options.only, folder)
    for name in absent:
        print(f"{name}: skipped, the set is not in {folder}")
    measured: dict[str, Scores] = {}
    for name, scores, mistakes, failures, seconds in _run(jobs, options):
        measured[name] = scores
        print(f"{results.table(name, scores)}\n  ({seconds:.0f} s)", flush=True)
        for line in failures[:5]:
            print(f"  failed on {line}")
        print(f"  failed on {len(failures)} reports\n" if failures else "", flush=True)
        if options.errors:
            _dump(options.errors, name, mistakes)
    return _settle(options, measured, whole=not absent and not options.only)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("--only", action="append", default=[], choices=[one.name for one in catalogue.SETS])
    parser.add_argument("--limit", type=int, help="at most so many reports a set; floors are not asked")
    parser.add_argument("--part", choices=["report", "tune"], default="report", help="tune: the part to learn from")
    parser.add_argument("--test", action="store_true", help="corpus_written: its test families, which nobody reads")
    parser.add_argument("--errors", type=Path, metavar="DIR", help="write mistakes there, of the tune part only")
    parser.add_argument("--date", help="the date line of RESULTS.md")
    parser.add_argument("--raise", dest="lift", action="store_true", help="pull the floors up to the figures")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    options = parser.parse_args(arguments)
    if options.test:
        if options.only != ["corpus_written"]:
            parser.error("--test goes with --only corpus_written")
        options.part = "test"
    if options.errors and options.part != "tune":
        parser.error("--errors goes with --part tune: the reported part's mistakes stay unseen")
    if options.errors and options.errors.resolve().is_relative_to(REPOSITORY):
        parser.error("--errors must lie outside the repository: it quotes texts that are not ours")
    return options


def _jobs(only: list[str], folder: Path) -> tuple[list[tuple[Entry, Path]], list[str]]:
    wanted = [entry for entry in catalogue.SETS if not only or entry.name in only]
    found = [(entry, entry.place(folder)) for entry in wanted]
    return [(entry, place) for entry, place in found if place], [entry.name for entry, place in found if not place]


def _run(jobs: list[tuple[Entry, Path]], options: argparse.Namespace) -> list[Measured]:
    asked = [(entry, place, options.part, options.limit) for entry, place in jobs]
    if options.jobs > 1:
        with ProcessPoolExecutor(options.jobs) as pool:
            return list(pool.map(_measure, asked))
    return list(map(_measure, asked))


def _measure(asked: tuple[Entry, Path, str, int | None]) -> Measured:
    """One set, in whichever process; a process loads the product once."""
    entry, place, part, limit = asked
    if not _READERS:
        _READERS.append(product())
    run = Run(_READERS[0], part, limit)
    began = time.monotonic()
    scores = entry.score(place, run)
    return entry.name, scores, run.mistakes, run.failures, time.monotonic() - began


def _dump(folder: Path, name: str, mistakes: list[Json]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(one, ensure_ascii=False, default=list) + "\n" for one in mistakes)
    (folder / f"{name}.jsonl").write_text("".join(lines), "utf-8")


def _settle(options: argparse.Namespace, measured: dict[str, Scores], whole: bool) -> int:
    """Floors and the page; a run of a part of the data touches neither."""
    if options.limit is not None or options.part != "report":
        return 0
    known = floors.load()
    fallen = floors.broken(known, measured)
    for line in fallen:
        print(line, file=sys.stderr)
    if options.lift:
        known = floors.raised(known, measured)
        floors.save(known)
    if whole:
        results.PAGE.write_text(results.page(measured, options.date, known), "utf-8")
    else:
        print("RESULTS.md is left as it is: it is written by a run over all sets")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
