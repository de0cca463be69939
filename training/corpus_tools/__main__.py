"""`python -m training.corpus_tools`: check the corpus, convert it to JSON, write its statistics, show its parts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from counterclaim.records.shape import dumps
from training.corpus_tools import check, convert, stats
from training.corpus_tools.format import CORPUS, NONE, families, part_of, read_family, read_report, reports


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    options = _options(arguments)
    if options.command == "check":
        return _check(options.corpus)
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
    return 1 if found else 0


def _paths(corpus: Path) -> Iterator[Path]:
    for folder in families(corpus):
        yield from reports(folder)
    yield from _none(corpus)


def _none(corpus: Path) -> list[Path]:
    return reports(corpus / NONE) if (corpus / NONE).is_dir() else []


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.corpus_tools", description=__doc__)
    parser.add_argument("command", choices=["check", "convert", "split", "stats"])
    parser.add_argument("--corpus", type=Path, default=CORPUS, metavar="DIR")
    parser.add_argument("--part", choices=["train", "dev", "test"], help="convert: reports of this part only")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
