"""ReDoS: every regular expression of the package on strings made against it, and the whole reader on such reports."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LIMIT_SECONDS = 600
READ = """
import json, sys, time
from counterclaim import read
text = "Gunmen killed 3 soldiers near Gao on Tuesday, the Malian army said. The rebels denied it.\\n"
read(text, published="2026-03-04")

def seconds(pump, size):
    start = time.process_time()
    assert read(text + (pump * size)[:size] + "\\n" + text, published="2026-03-04").report.text
    return time.process_time() - start

slow = []
for pump in sys.stdin.read().split("\\x1f"):
    print(repr(pump), file=sys.stderr, flush=True)
    short, long = seconds(pump, 3000), seconds(pump, 24000)
    if long > 32 * max(short, 0.1):
        slow.append([pump, short, long])
print(json.dumps(slow))
"""
PUMPS = (
    *(" ", "\n", " \n", "\t", "A", "AA", "Aa ", "A. ", "a ", "0", "0 ", "1,", '"', "'", "\u201c", "(", "[", "-"),
    *("three ", "dozens of ", "and ", "more than ", "near ", "Gao, ", "the Malian army said ", "denied ", "killed "),
    *("last week ", "5 March ", "between 5 and ", "at least ", "U.S. ", "http://a.b/ ", "READ MORE\n", "\u2014"),
    *("km north of ", "including three ", "GAO (Reuters) - ", "\u0416", "\u4f60", "\u200b", "\u0301", "\U0001f33b"),
    "By John Smith ",
)


def test_redos_every_expression_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))
    import expressions

    source = HERE.parents[1] / "src" / "counterclaim"
    found = subprocess.run(
        [
            sys.executable,
            "-c",
            "import expressions, json; print(json.dumps(sorted({w for _, _, w in expressions.expressions()})))",
        ],
        cwd=HERE,
        capture_output=True,
        text=True,
        check=True,
    )
    held = set(json.loads(found.stdout))
    compiled = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if re.search(r"^_?\w+(?:: [^=]+)? = re\.compile\(", path.read_text(encoding="utf-8"), re.M)
    }
    assert compiled - held == set()
    assert expressions.WORST < (expressions.LONG / expressions.SHORT) ** 3


@pytest.mark.slow
def test_redos_no_expression_backtracks_without_bounds() -> None:
    command = [sys.executable, str(HERE / "expressions.py")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert json.loads(done.stdout) == []


@pytest.mark.slow
def test_redos_no_report_costs_the_reader_the_square_of_its_length() -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ],
        input="\x1f".join(PUMPS),
        capture_output=True,
        text=True,
        timeout=LIMIT_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert json.loads(done.stdout) == []
