"""Writes examples/demo.jsonl: the plain text of invented reports of the training part of the corpus, a line each.

    python examples/make_demo.py

The families stand in order of their names; each tells one or more incidents as several outlets would.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.corpus_tools import format as corpus  # noqa: E402 (found beside this folder)

FEWEST_REPORTS = 5


def lines() -> list[str]:
    """The chosen reports as lines of JSON that `counterclaim add` takes."""
    found = []
    for folder in corpus.families():
        if corpus.part(folder.name) != "train" or not corpus.read_family(folder).invented:
            continue
        written = [corpus.read_report(path) for path in corpus.reports(folder)]
        if len(written) >= FEWEST_REPORTS:
            found += [_line(each) for each in written]
    return found


def _line(report: corpus.Written) -> str:
    told = {
        "id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "url": None,
        "published": report.published,
        "language": report.language,
        "text": report.text,
    }
    return json.dumps(told, ensure_ascii=False)


if __name__ == "__main__":
    (ROOT / "examples" / "demo.jsonl").write_text("\n".join(lines()) + "\n", encoding="utf-8")
