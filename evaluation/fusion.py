"""Reports to incidents: each report's accounts are fused as the ledger fuses them, and held against a gold grouping.

A report stands where its first main account is put; one that tells only history, where its first account is put; one
in which no account was found stands alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from counterclaim.fuse import block, origins
from counterclaim.fuse.cluster import clusters
from counterclaim.fuse.compare import MERGE, log_odds, odds
from counterclaim.fuse.sketch import Sketch, sketch
from counterclaim.records.account import Coding
from counterclaim.records.entry import Entry
from counterclaim.records.judgement import Anchor
from counterclaim.records.report import Report
from counterclaim.weigh.incident import Case, weigh
from evaluation.run import Scores, Story


@dataclass(frozen=True, slots=True)
class Telling:
    """A report as read, and the incident that it tells of by the gold grouping."""

    report: Report
    coding: Coding
    gold: str


@dataclass(frozen=True, slots=True)
class Told:
    """A telling's sketches, in the order of its accounts, and the one that stands for it."""

    id: str
    gold: str
    sketches: tuple[Sketch, ...]
    entries: tuple[Entry, ...]

    @property
    def main(self) -> Sketch | None:
        news = [one for one in self.sketches if one.status == "main"]
        return next(iter(news or self.sketches), None)


def read(stories: Iterable[tuple[Story, str]]) -> Iterator[Telling]:
    """Stories with their incidents, as the product reads them; a report that it fails on has no account."""
    from counterclaim.reader import Reader  # noqa: PLC0415 - a scorer's own tests need no product

    reader = Reader()
    for story, gold in stories:
        report = Report(text=story.text, id=story.id, title=story.title, published=story.published)
        try:
            coding = reader.code(report).coding
        except Exception:
            coding = Coding(False)
        yield Telling(report, coding, gold)


def prepare(tellings: Iterable[Telling]) -> list[Told]:
    """Entries and sketches of all tellings, in order; copied texts share an origin."""
    ordered = list(tellings)
    origin = copied({one.report.id: origins.signature(one.report.text) for one in ordered})
    found, seq = [], 0
    for one in ordered:
        entries = tuple(_entries(one, origin[one.report.id], seq))
        seq += len(entries)
        sketches = tuple(sketch(entry, one.report.text) for entry in entries)
        found.append(Told(one.report.id, one.gold, sketches, entries))
    return found


def copied(signatures: Mapping[str, tuple[int, ...]]) -> dict[str, str]:
    """Each report's origin: the first report whose text it copies."""
    filed: dict[int, list[str]] = defaultdict(list)
    origin: dict[str, str] = {}
    for name, signature in signatures.items():
        near = Counter(other for number in signature for other in filed[number])
        copies = [other for other, _ in near.most_common() if origins.copies(signature, signatures[other])]
        origin[name] = origin[copies[0]] if copies else name
        for number in signature:
            filed[number].append(name)
    return origin


def _entries(one: Telling, origin: str, seq: int) -> Iterator[Entry]:
    report = one.report
    for n, account in enumerate(one.coding.accounts):
        anchor = Anchor(report.id, account.anchor.span, account.anchor.text, account.event.trigger.span)
        yield Entry(
            id=f"{report.id}#{n}",
            seq=seq + n,
            report=report.id,
            edition=report.id,
            outlet=report.outlet,
            title=report.title,
            published=report.published,
            added=report.published or "",
            origin=origin,
            anchor=anchor,
            account=account,
            statements=one.coding.statements,
        )


def incidents(told: Iterable[Told]) -> tuple[tuple[str, ...], ...]:
    """The accounts of each incident, as the ledger would fuse them."""
    return clusters(sketch for one in told for sketch in one.sketches)


def fused(told: Sequence[Told], found: Iterable[Sequence[str]] | None = None) -> dict[str, int]:
    """The number of the incident that each report stands in."""
    found = incidents(told) if found is None else found
    home = {account: n for n, held in enumerate(found) for account in held}
    alone = len(home)
    return {one.id: home[one.main.id] if one.main else alone + n for n, one in enumerate(told)}


def toll(entries: Sequence[Entry], harm: str) -> int:
    """The best figure of an incident by the UCDP rule; none told is nought."""
    editions = {entry.report: [(entry.edition, entry.published)] for entry in entries}
    incident = weigh(Case(entries[0].id, tuple(entries), editions))
    found = [tally.quantity.best for tally in incident.toll if tally.harm == harm] if incident else []
    return next((best for best in found if best is not None), 0)


def b3(gold: Mapping[str, object], found: Mapping[str, object]) -> tuple[float, float, float]:
    """Precision, recall and F1, a report at a time (Bagga and Baldwin's B-cubed)."""
    right, there = _groups(gold), _groups(found)
    precision = sum(len(there[found[one]] & right[gold[one]]) / len(there[found[one]]) for one in gold) / len(gold)
    recall = sum(len(there[found[one]] & right[gold[one]]) / len(right[gold[one]]) for one in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _groups(labels: Mapping[str, object]) -> dict[object, set[str]]:
    groups: dict[object, set[str]] = defaultdict(set)
    for name, label in labels.items():
        groups[label].add(name)
    return groups


def pairs(told: Sequence[Told]) -> dict[tuple[str, str], float]:
    """Log odds of the reports' standing accounts, for pairs that share a block."""
    filed: dict[str, list[Told]] = defaultdict(list)
    scored: dict[tuple[str, str], float] = {}
    for one in told:
        if one.main is None:
            continue
        near = {other.id: other for key in block.lookups(one.main) for other in filed.get(key, ())}
        for other in near.values():
            assert other.main is not None
            scored[other.id, one.id] = odds(other.main, one.main)
        for key in block.keys(one.main):
            filed[key].append(one)
    return scored


def figures(told: Sequence[Told], found: Iterable[Sequence[str]] | None = None) -> Scores:
    """The grouping's B-cubed beside that of all reports apart, and pairs at the shipped threshold.

    Pairs are of the accounts that stand for their reports; recall is over all pairs of reports of one incident.
    Reports in which reading found no account stand alone; a second figure leaves them out.
    """
    gold = {one.id: one.gold for one in told}
    grouped = fused(told, found)
    precision, recall, f1 = b3(gold, grouped)
    with_account = {one.id: one.gold for one in told if one.main}
    apart = b3(gold, {one.id: one.id for one in told})[2]
    scored = pairs(told)
    linked = {pair for pair, value in scored.items() if value >= log_odds(MERGE)}
    same = {pair for held in _groups(gold).values() for pair in combinations(sorted(held), 2)}
    right = sum(tuple(sorted(pair)) in same for pair in linked)
    met = sum(tuple(sorted(pair)) in same for pair in scored)
    return {
        "n reports": float(len(told)),
        "n incidents": float(len(set(gold.values()))),
        "n without account": float(sum(one.main is None for one in told)),
        "n B3 F1 all apart": apart,
        "B3 P": precision,
        "B3 R": recall,
        "B3 F1": f1,
        "B3 F1 of reports with an account": b3(with_account, grouped)[2],
        "pair P": right / max(1, len(linked)),
        "pair R": right / max(1, len(same)),
        "pairs that meet in a block": met / max(1, len(same)),
        "n candidates a report": 2 * len(scored) / max(1, len(told)),
    }
