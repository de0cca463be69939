"""The corpus in figures: how varied it is, and that no report is a copy of another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.records.shape import Shape
from training.corpus_tools import convert
from training.corpus_tools.format import (
    CORPUS,
    NONE,
    Family,
    Written,
    families,
    part_of,
    read_family,
    read_report,
    reports,
)

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SHINGLE = 4
_CLOSEST = 10


@dataclass(frozen=True, slots=True)
class Item:
    """A report with what is needed to count it; `family` is None where it tells no incident."""

    name: str
    part: str
    family: Family | None
    written: Written
    shape: Shape
    words: tuple[str, ...]


def page(corpus: Path = CORPUS) -> str:
    """The statistics as a page of Markdown; the same corpus gives the same page."""
    items = list(_items(corpus))
    told = [item for item in items if item.family]
    blocks = [
        "# The corpus in figures",
        "Written by `python -m training.corpus_tools stats`; not to be edited. Words are runs of letters and digits, "
        "lower case. Similarity of two reports is the Jaccard index of their sets of four consecutive words: "
        "0 shares none, 1 is a copy.",
        _table("How much", ("", "train", "dev", "test", "all"), _sizes(items)),
        _table("Lengths", ("words", "reports"), _lengths(items)),
        *(_table(title, (title.lower(), "n"), _ranked(values)) for title, values in _counts(told)),
        _table("Growth of the vocabulary", ("reports", "words", "different words", "new per 100"), _growth(items)),
        _table("Nearest neighbours", ("report", "nearest", "similarity"), _nearest(items)),
    ]
    return "\n\n".join(blocks) + "\n"


def _items(corpus: Path) -> Iterator[Item]:
    for folder in families(corpus):
        family = read_family(folder)
        for path in reports(folder):
            yield _item(path, family)
    for path in reports(corpus / NONE) if (corpus / NONE).is_dir() else ():
        yield _item(path, None)


def _item(path: Path, family: Family | None) -> Item:
    written = read_report(path)
    words = tuple(found.lower() for found in _WORD.findall(written.text))
    name = f"{path.parent.name}/{path.stem}"
    return Item(name, part_of(path), family, written, convert.to_json(written, family), words)


def _sizes(items: Sequence[Item]) -> Iterator[tuple[str, ...]]:
    parts = ("train", "dev", "test", None)

    def row(name: str, count: Iterable[tuple[str, int]]) -> tuple[str, ...]:
        found = list(count)
        return (name, *(str(sum(n for part, n in found if wanted in {None, part})) for wanted in parts))

    told = [item for item in items if item.family]
    slugs = {(item.part, item.family.slug) for item in told if item.family}
    contested = {(item.part, item.family.slug) for item in told if item.family and item.family.contested}
    yield row("families", ((part, 1) for part, _ in slugs))
    yield row("of them contested", ((part, 1) for part, _ in contested))
    yield row("reports of families", ((item.part, 1) for item in told))
    yield row("reports with no incident", ((item.part, 1) for item in items if not item.family))
    yield row("words", ((item.part, len(item.words)) for item in items))
    yield row("accounts", ((item.part, len(item.shape["accounts"])) for item in items))
    yield row("statements", ((item.part, len(item.shape["statements"])) for item in items))
    for key in ("claims", "toll", "disputes"):
        yield row(key, ((item.part, sum(len(one[key]) for one in item.shape["accounts"])) for item in items))


def _lengths(items: Sequence[Item]) -> Iterator[tuple[str, ...]]:
    bounds = (0, 60, 100, 150, 200, 300, 400, 600, 900)
    for low, high in zip(bounds, (*bounds[1:], 10_000), strict=True):
        count = sum(low <= len(item.words) < high for item in items)
        if count:
            yield f"{low}-{high - 1}" if high < 10_000 else f"{low} and more", str(count)


def _counts(told: Sequence[Item]) -> Iterator[tuple[str, list[str]]]:
    """Title and one value for each thing counted."""
    accounts = [account for item in told for account in item.shape["accounts"]]
    said = [one for item in told for one in item.shape["statements"]]
    kinds = {item.family.slug: item.family for item in told if item.family}
    yield "Kinds of incident", [family.kind for family in kinds.values()]
    yield "Regions", [family.region for family in kinds.values()]
    yield "Kinds of outlet", [item.written.outlet_kind or "?" for item in told]
    yield "Countries", [account["where"]["country"] or "none" for account in accounts]
    yield "Events", [f"{one['event']['acled']['sub_event_type']}" for one in accounts]
    yield "Status of accounts", [one["status"] for one in accounts]
    yield "Holders", [one["source"]["holder"] or "not resolved" for one in said]
    yield "Stances", [one["stance"] for one in said]
    yield "Factuality", [one["factuality"] for one in said]
    yield "Quoting", [one["quote"] for one in said]
    yield "Cues", [one["cue"]["text"].lower() for one in said]
    yield "Actors that take part", [who["actor"] or "unidentified" for one in accounts for who in one["participants"]]
    yield "Fields claimed", [claim["field"] for one in accounts for claim in one["claims"]]
    yield "Fields disputed", [dispute["field"] for one in accounts for dispute in one["disputes"]]
    yield "Weapons", [thing["kind"] for one in accounts for thing in one["weapons"]]


def _ranked(values: Sequence[str]) -> Iterator[tuple[str, ...]]:
    counted = sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))
    for value, n in counted[:40]:
        yield value, str(n)
    if counted[40:]:
        yield f"{len(counted) - 40} more", str(sum(n for _, n in counted[40:]))


def _growth(items: Sequence[Item]) -> Iterator[tuple[str, ...]]:
    """How many words are new as reports are added in order of their names."""
    seen: set[str] = set()
    read = before = total = 0
    for n, item in enumerate(items, 1):
        seen |= set(item.words)
        total += len(item.words)
        if n % 10 == 0 or n == len(items):
            yield str(n), str(total), str(len(seen)), f"{100 * (len(seen) - before) / max(total - read, 1):.0f}"
            read, before = total, len(seen)


def _nearest(items: Sequence[Item]) -> Iterator[tuple[str, ...]]:
    """The closest pairs, and the middle of all nearest similarities."""
    sets = [{item.words[i : i + _SHINGLE] for i in range(len(item.words) - _SHINGLE + 1)} for item in items]
    closest = []
    for i, item in enumerate(items):
        rivals = [(_jaccard(sets[i], sets[j]), other.name) for j, other in enumerate(items) if j != i]
        if rivals:
            closest.append((*max(rivals), item.name))
    closest.sort(reverse=True)
    for similarity, other, name in closest[:_CLOSEST]:
        yield name, other, f"{similarity:.3f}"
    if closest:
        yield "median of all", "", f"{closest[len(closest) // 2][0]:.3f}"


def _jaccard(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    return f"## {title}\n\n" + "\n".join(lines)
