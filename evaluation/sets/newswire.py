"""Worldwide newswire: names of people, organisations, places, facilities, nationalities, and dates.

Own split by article: digest of the file name, 80 % to tune, 10 % reported here, 10 % left alone.
The two-column token files are laid back over the articles as published, so that the reader sees plain text.
Exact: same span and type once a leading determiner is dropped. Overlap: same type and any token in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from evaluation.measure import Tally
from evaluation.run import Json, Run, Scores, Story, digest

GOLD = {
    "Person": "person",
    "Organization": "organisation",
    "Location": "place",
    "Facility": "facility",
    "NORP": "nationality",
    "Date": "date",
}
OURS = {
    "person": "person",
    "organization": "organisation",
    "armed_force": "organisation",
    "armed_group": "organisation",
    "place": "place",
    "facility": "facility",
    "nationality": "nationality",
    "date": "date",
}
TYPES = tuple(GOLD.values())
PRONOUNS = frozenset(
    {"i", "you", "he", "she", "it", "we", "they", "who", "his", "her", "its", "their", "our", "my", "this"}
)
DETERMINER = re.compile(r"(?:the|a|an)\s+", re.I)
Named = tuple[str, int, int]
DRIFT = 60


def score(data: Path, run: Run) -> Scores:
    """Exact F1 a type and over all, overlap F1 over all."""
    paths = [path for path in sorted((data / "processed_annotated").glob("*.tsv")) if part(path.name) == run.part]
    exact = {kind: Tally() for kind in TYPES}
    loose = Tally()
    chosen = run.sample(paths, lambda path: path.name, 120)
    for path in chosen:
        text = (data / "original_articles" / path.name.removesuffix(".tsv")).read_text("utf-8", "replace")
        gold = lay_over(text, path.read_text("utf-8").splitlines())
        found = names(run.read(Story(id=path.stem, text=text)))
        for kind in TYPES:
            exact[kind].add(*({one for one in group if one[0] == kind} for group in (gold, found)))
        _overlaps(loose, gold, found)
        _report(run, path.stem, text, gold, found)
    scores: Scores = {"n reports": float(len(chosen))}
    for kind in TYPES:
        scores |= exact[kind].scores(kind)
    whole = Tally(*(sum(getattr(one, side) for one in exact.values()) for side in ("right", "found", "gold")))
    return scores | whole.scores("all exact") | {"all overlap F1": loose.f1}


def part(name: str) -> str:
    """Which part of the split an article falls into."""
    tenth = int(digest(name)[:8], 16) % 10
    return {0: "report", 1: "kept"}.get(tenth, "tune")


def lay_over(text: str, lines: Iterable[str]) -> set[Named]:
    """Gold names with their offsets in the article; a token that is not found there is passed over."""
    names: list[Named] = []
    at, inside = 0, False
    for line in lines:
        token, _, tag = line.partition("\t")
        start = text.find(token, at, at + len(token) + DRIFT) if token else -1
        if start < 0:
            continue
        at = start + len(token)
        kind = GOLD.get(tag[2:].strip())
        if kind and inside and tag.startswith("I-") and names[-1][0] == kind:
            names[-1] = (kind, names[-1][1], at)
        elif kind:
            names.append((kind, start, at))
        inside = kind is not None
    return {_bare(text, one) for one in names}


def names(output: Json) -> set[Named]:
    """The reading's names and dates, each span once a type."""
    reading, text = output["reading"], output["report"]["text"]
    found = {(OURS[one["type"]], *one["span"]) for one in reading["mentions"] if one["type"] in OURS}
    return {_bare(text, one) for one in found if _is_name(text, one)}


def _is_name(text: str, one: Named) -> bool:
    """The gold marks names only; a described person or force ("Zambian authorities") is a mention of ours, no name."""
    kind, start, end = one
    words = DETERMINER.sub("", text[start:end]).split()
    return kind == "date" or (words[-1:] != [] and words[-1][:1].isupper() and words[-1].lower() not in PRONOUNS)


def _bare(text: str, one: Named) -> Named:
    kind, start, end = one
    lead = DETERMINER.match(text, start, end)
    return (kind, lead.end() if lead and kind != "date" else start, end)


def _overlaps(tally: Tally, gold: set[Named], found: set[Named]) -> None:
    """One to one, in text order."""
    tally.gold += len(gold)
    tally.found += len(found)
    spare = sorted(found, key=lambda one: one[1:])
    for want in sorted(gold, key=lambda one: one[1:]):
        hit = next((got for got in spare if got[0] == want[0] and got[1] < want[2] and want[1] < got[2]), None)
        if hit:
            spare.remove(hit)
            tally.right += 1


def _report(run: Run, report: str, text: str, gold: set[Named], found: set[Named]) -> None:
    for one in sorted(gold - found):
        run.miss(report, f"{one[0]}: missing", text[one[1] : one[2]], _near(text, one, found), _around(text, one))
    for one in sorted(found - gold):
        run.miss(report, f"{one[0]}: spurious", _near(text, one, gold), text[one[1] : one[2]], _around(text, one))


def _near(text: str, one: Named, others: set[Named]) -> list[str] | None:
    return [f"{o[0]}: {text[o[1] : o[2]]}" for o in sorted(others) if o[1] < one[2] and one[1] < o[2]] or None


def _around(text: str, one: Named) -> str:
    return text[max(0, one[1] - 60) : one[2] + 60]
