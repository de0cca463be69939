"""`python -m training.corpus_tools`: check the corpus, convert it, count it; pack real reports; compare annotators."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from evaluation.data import VARIABLE, root

from counterclaim.records.shape import dumps
from training.corpus_tools import agree, check, convert, real, stats
from training.corpus_tools.format import CORPUS, NONE, families, part_of, read_family, read_report, reports

_COMMANDS = {
    "check": "is it sound",
    "convert": "a line of JSON a report",
    "split": "which part each report is in",
    "stats": "write STATISTICS.md",
}


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    options = _options(arguments)
    if options.command == "check":
        return _check(options.corpus)
    if options.command == "real":
        return _real(options)
    if options.command == "agree":
        print(agree.page(options.first, options.second))
        return 0
    if options.command == "convert":
        for path, line in converted(options.corpus):
            if options.part in {None, part_of(path)}:
                print(line)
        return 0
    if options.command == "split":
        for path in _paths(options.corpus):
            print(part_of(path), path.relative_to(options.corpus).as_posix())
        return 0
    page = options.corpus / "STATISTICS.md"
    page.write_text(stats.page(options.corpus), "utf-8")
    print(f"{page.name} written")
    return 0


def converted(corpus: Path) -> Iterator[tuple[Path, str]]:
    """Every report with its line of the contract's JSON."""
    for folder in families(corpus):
        family = read_family(folder)
        for path in reports(folder):
            yield path, dumps(convert.to_json(read_report(path), family))
    for path in _none(corpus):
        yield path, dumps(convert.to_json(read_report(path), None))


def _check(corpus: Path) -> int:
    found = check.check(corpus)
    for fault in found:
        print(fault, file=sys.stderr)
    print(f"{len(list(_paths(corpus)))} reports, {len(found)} faults")
    if corpus == CORPUS:
        found += _check_real()
    return 1 if found else 0


def _check_real() -> list[str]:
    """The reports of others too, where the sets that hold their texts are there."""
    data = root()
    if data is None:
        print(f"{real.count()} reports of others: not checked, {VARIABLE} names no folder of their texts")
        return []
    found = real.faults(data)
    for fault in found:
        print(fault, file=sys.stderr)
    print(f"{real.count()} reports of others, {len(found)} faults")
    return found


def _real(options: argparse.Namespace) -> int:
    data = root()
    if data is None:
        print(f"{VARIABLE} names no folder: the texts are not there", file=sys.stderr)
        return 1
    if options.what == "rebuild":
        if options.folder.resolve().is_relative_to(CORPUS.parents[1]):
            print("the folder must lie outside the repository: the texts are not ours", file=sys.stderr)
            return 1
        passed: list[str] = []
        print(f"{real.rebuild(options.folder, data, passed)} reports rebuilt")
        print(*passed, sep="\n", end="")
        return 0
    done, wrong = real.pack(options.folder, data)
    for fault in wrong:
        print(fault, file=sys.stderr)
    print(f"{done} reports packed, {len(wrong)} faults")
    return 1 if wrong else 0


def _paths(corpus: Path) -> Iterator[Path]:
    for folder in families(corpus):
        yield from reports(folder)
    yield from _none(corpus)


def _none(corpus: Path) -> list[Path]:
    return reports(corpus / NONE) if (corpus / NONE).is_dir() else []


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.corpus_tools", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, told in _COMMANDS.items():
        command = commands.add_parser(name, help=told)
        command.add_argument("--corpus", type=Path, default=CORPUS, metavar="DIR")
        if name == "convert":
            command.add_argument("--part", choices=["train", "dev", "test"], help="reports of this part only")
    others = commands.add_parser("real", help="the reports of others: texts out of a folder, or back into one")
    others.add_argument("what", choices=["pack", "rebuild"])
    others.add_argument("folder", type=Path)
    two = commands.add_parser("agree", help="how far two annotations of the same texts agree")
    two.add_argument("first", type=Path)
    two.add_argument("second", type=Path)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
