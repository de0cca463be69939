"""`python -m benchmarks.exports [INCIDENTS]`: rows a second and memory of every export, at a size.

    demo ledger | its incidents again and again, on other days, at other places | each format in a process of its own

Rows are written and thrown away; the clock is the wall's, processor time stands beside it. A week's incidents go out
before it runs, so that libraries and the codebook are there.
"""

from __future__ import annotations

import gc
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.pages import fill
from counterclaim.cli import SELDOM
from counterclaim.export import FORMATS, export
from counterclaim.ledger import Ledger
from counterclaim.records.query import Query

WANTED = {"acled": 3000, "ged": 3000, "parquet": 20_000}


def main() -> None:
    """Make the ledger and print a row a format."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    names = sys.argv[2:] or ["acled", "ged", "parquet", "incidents", "geojson", "timemap", "ftm", "plover"]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "many.db"
        with Ledger(place) as ledger:
            fill(ledger, count)
        print(
            "| export | incidents | rows | rows/s | of it processor | wanted | memory |\n|---|---|---|---|---|---|---|"
        )
        for name in names:
            command = [sys.executable, "-m", "benchmarks.exports", "--one", str(place), name]
            told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
            wanted = f"{WANTED[name]:,}" if name in WANTED else ""
            speeds = [f"{told['rows'] / told[clock]:,.0f}" for clock in ("wall", "processor")]
            cells = [name, f"{told['incidents']:,}", f"{told['rows']:,}", *speeds, wanted, f"{told['memory']:.0f} MB"]
            print(f"| {' | '.join(cells)} |", flush=True)


def one(place: str, name: str) -> None:
    """One export, measured; printed as JSON. The collector of memory is set as the command line sets it."""
    gc.set_threshold(SELDOM)
    with Ledger(place) as ledger:
        b"".join(export(ledger, name, Query(since="2016-01-01", until="2016-01-07", status=())))
        begun, used = time.perf_counter(), time.process_time()
        out = export(ledger, name, Query(status=()))
        for _ in out:
            pass
        wall, processor = time.perf_counter() - begun, time.process_time() - used
    memory = int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[0]) / 1024
    told = {"incidents": out.losses.incidents, "rows": out.losses.rows, "wall": wall, "processor": processor}
    print(json.dumps(told | {"memory": memory}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], sys.argv[3])
    else:
        assert set(sys.argv[2:]) <= set(FORMATS), f"formats are {', '.join(FORMATS)}"
        main()
