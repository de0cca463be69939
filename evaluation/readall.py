"""`python -m evaluation.readall`: reads every Wikinews article and communique; how many failed, and why."""

from __future__ import annotations

import sys
import time
from collections import Counter

from evaluation import corpora, data
from evaluation.reader import product
from evaluation.run import Run


def main() -> int:
    """Print a line a corpus; the exit status is 1 where any report failed."""
    folder = data.root()
    if folder is None:
        print(f"{data.VARIABLE} names no folder: nothing to read", file=sys.stderr)
        return 0
    run = Run(product())
    for corpus in ("wikinews", "isaf"):
        counts: Counter[str] = Counter()
        known = len(run.failures)
        stories = corpora.stories(corpus, folder)
        began = time.perf_counter()
        for story in stories:
            output = run.read(story)
            counts["relevant"] += bool(output["relevant"])
            counts["with an account"] += bool(output["accounts"])
            counts["accounts"] += len(output["accounts"])
            counts["statements"] += len(output["statements"])
            counts["warnings"] += len(output["warnings"])
        seconds = time.perf_counter() - began
        tallied = ", ".join(f"{name} {count}" for name, count in counts.items())
        print(f"{corpus}: {len(stories)} read in {seconds:.1f} s, {len(run.failures) - known} failed; {tallied}")
    for line in run.failures:
        print(f"failed on {line}")
    return 1 if run.failures else 0


if __name__ == "__main__":
    sys.exit(main())
