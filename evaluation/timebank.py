"""Scores the tagger of times on TimeBank and AQUAINT, the TempEval-3 way: spans relaxed, then type and value.

The document creation time stands for publication. Files with even index are for tuning, those with odd for report.
"""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path
from typing import NamedTuple

from counterclaim.read.document import Doc
from counterclaim.read.times import find_times
from counterclaim.records.reading import TimeMention
from counterclaim.records.report import Report

_TIMEX = re.compile(r"<TIMEX3\b([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_JOINT = re.compile(r"\b(?:and|to|until|till|through)\b|(?<=\w) ?[-–] ?(?=\w)")
_TOPICS = ("TBAQ-cleaned/AQUAINT", "TBAQ-cleaned/TimeBank")


class Timex(NamedTuple):
    """A time expression with what was told of it."""

    start: int
    end: int
    type: str
    value: str


class Gold(NamedTuple):
    """One annotated file."""

    name: str
    text: str
    published: str
    times: list[Timex]


def score(data: Path, half: str = "odd") -> dict[str, float]:
    """F1 (percent) of spans, of types and of values on matched spans; `half` is even, odd or all."""
    counts = dict.fromkeys(("gold", "told", "found", "type", "value", "strict"), 0)
    for gold in read(data, half):
        told = tell(gold)
        pairs = match(gold.times, told)
        counts["gold"] += len(gold.times)
        counts["told"] += len(told)
        counts["found"] += len(pairs)
        counts["type"] += sum(one.type == other.type for one, other in pairs)
        counts["value"] += sum(one.value == other.value for one, other in pairs)
        counts["strict"] += sum(one[:2] == other[:2] for one, other in pairs)
    both = counts["gold"] + counts["told"]
    figures = {f"{name}_f1": 200 * counts[name] / max(both, 1) for name in ("found", "strict", "type", "value")}
    return {"span_f1": figures.pop("found_f1"), **figures, "gold": counts["gold"], "told": counts["told"]}


def read(data: Path, half: str) -> list[Gold]:
    """The annotated files of one half, by name."""
    files = sorted(path for topic in _TOPICS for path in (data / "tempeval3" / topic).glob("*.tml"))
    kept = {"even": files[::2], "odd": files[1::2], "all": files}[half]
    return [_gold(path) for path in kept]


def tell(gold: Gold) -> list[Timex]:
    """What the tagger makes of a file's text."""
    doc = Doc(Report(text=gold.text, id=gold.name, published=gold.published))
    return [timex for time in find_times(doc, gold.published) for timex in _timexes(gold.text, time)]


def _timexes(text: str, time: TimeMention) -> list[Timex]:
    """A mention as TimeML would mark it: the two ends of a range apart."""
    start, end = time.span
    values = (time.value or "").split("/")
    joint = _JOINT.search(text, start, end) if len(values) == 2 else None
    if joint is None:
        return [Timex(start, end, time.type, time.value or "")]
    return [Timex(start, joint.start(), time.type, values[0]), Timex(joint.end(), end, time.type, values[1])]


def match(gold: list[Timex], told: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Pairs that overlap, each expression in at most one, the longest overlap first."""
    overlaps = [
        (min(one.end, other.end) - max(one.start, other.start), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(told)
        if one.start < other.end and other.start < one.end
    ]
    pairs, used_gold, used_told = [], set(), set()
    for _, i, j in sorted(overlaps, key=lambda overlap: (-overlap[0], overlap[1:])):
        if i not in used_gold and j not in used_told:
            pairs.append((gold[i], told[j]))
            used_gold.add(i)
            used_told.add(j)
    return pairs


def _gold(path: Path) -> Gold:
    source = path.read_text("utf-8")
    published = re.search(r'<DCT>.*?value="([^"]*)"', source, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    if published is None or body is None:
        raise ValueError(f"{path.name}: no creation time or no text")
    pieces, times, length, position = [], [], 0, 0
    for found in _TIMEX.finditer(body[1]):
        before, words = _plain(body[1][position : found.start()]), _plain(found[2])
        start = length + len(before)
        attributes = dict(_ATTRIBUTE.findall(found[1]))
        times.append(Timex(start, start + len(words), attributes["type"], attributes["value"]))
        pieces += [before, words]
        length, position = start + len(words), found.end()
    pieces.append(_plain(body[1][position:]))
    return Gold(path.stem, "".join(pieces), published[1][:10], times)


def _plain(marked: str) -> str:
    return html.unescape(_TAG.sub("", marked))


if __name__ == "__main__":
    for chosen in ("even", "odd"):
        print(chosen, {name: round(figure, 2) for name, figure in score(Path(sys.argv[1]), chosen).items()})
