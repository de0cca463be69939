"""`python -m benchmarks`: prints the figures with the machine named; `--keep` writes them to benchmarks/RESULTS.md.

The ledger has its own: `python -m benchmarks.ledger`, `python -m benchmarks.ledger_kill`; so have exports:
`python -m benchmarks.exports`, and more than one process: `python -m benchmarks.scaling`.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

from benchmarks.ledger_page import section
from benchmarks.reports import EXAMPLES, made
from counterclaim.reader import Reader

PAGE = Path(__file__).with_name("RESULTS.md")
COUNT = 100
STARTS = 7
HEAD = """# Speed

By `make bench`: one process on one core, rules and model, the index of places already built. Cold starts are by
the clock (the median of seven), reports a second by processor time.
"""


def main() -> None:
    """Measure and print; with `--keep`, write the page."""
    _cold(["read", str(EXAMPLES / "01-border-clash.txt")])
    started = [_cold(["read", str(EXAMPLES / "01-border-clash.txt")]) for _ in range(STARTS)]
    helped = [_cold(["--help"]) for _ in range(STARTS)]
    reader = Reader()
    reports = made(COUNT)
    words = statistics.mean(len(report.text.split()) for report in reports)
    reader.code(reports[0])
    seconds = []
    for report in reports:
        begun = time.process_time()
        reader.code(report).dumps()
        seconds.append(time.process_time() - begun)
    rows = [
        ("counterclaim --help, cold", f"{statistics.median(helped):.2f} s", "under 0.3 s"),
        ("counterclaim read FILE, cold", f"{statistics.median(started):.2f} s", "under 1.5 s"),
        (f"{COUNT} reports of {words:.0f} words, to JSON", f"{COUNT / sum(seconds):.1f} a second", "12 or more"),
        ("slowest of them", f"{max(seconds) * 1000:.0f} ms", ""),
    ]
    table = "\n".join(["| what | measured | wanted |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows)])
    page = f"{HEAD}\n{_machine()}\n\n{table}\n"
    print(page)
    if "--keep" in sys.argv[1:]:
        PAGE.write_text(page + section(), encoding="utf-8")


def _cold(arguments: list[str]) -> float:
    """Seconds that a new process takes, with bytecode kept as an installed Python keeps it."""
    begun = time.perf_counter()
    command = [sys.executable, "-c", "from counterclaim.cli import main; main()", *arguments]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, capture_output=True, env=kept)
    return time.perf_counter() - begun


def _machine() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        name = next(line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name"))
    except (OSError, StopIteration):
        name = platform.processor() or platform.machine()
    return f"{name}, {platform.system()}, Python {platform.python_version()}, counterclaim {version('counterclaim')}."


if __name__ == "__main__":
    main()
