"""Two codings of the same text, field by field: the reader against a person, or one person against another.

    statements  found, their spans, holder, stance, factuality, answers, the incident they are about
    incidents   main accounts found, none where there is none, background kept apart
    fields      event, place, time, participants, toll, claims, disputes of main accounts

Shares are over what is paired (`corpus_align`). Where a figure is an F1, what stands in an account that is paired
with none counts as missing or spurious.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from evaluation.measure import Share, Tally, token_starts
from evaluation.run import Json
from evaluation.sets import corpus_align
from evaluation.sets.corpus_align import Pair

SPANS = ("source", "cue", "content")
LABELS = ("holder", "stance", "factuality")
CLOSING = " \n\t\"“”'‘’«».,;:"
Label = tuple[Hashable, Hashable]


@dataclass(slots=True)
class Comparison:
    """Counts over as many reports as were added."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    labels: dict[str, list[Label]] = field(default_factory=dict)
    reports: int = 0

    def add(self, gold: Json, got: Json) -> None:
        """Count one report."""
        self.reports += 1
        found = corpus_align.pairs(gold, got)
        self._spans(gold, got)
        self._statements(gold, got, found.statements, dict(found.accounts))
        self._incidents(gold, got, found.accounts)
        self._fields(gold, got, found.accounts)

    def scores(self) -> dict[str, float]:
        """Every figure by its name; counts begin with `n `."""
        figures = {"n reports": float(self.reports)}
        for name, tally in self.tallies.items():
            figures |= tally.scores(name)
            figures[f"n {name}"] = tally.gold
        for name, pairs in self.labels.items():
            figures[name] = sum(one == other for one, other in pairs) / len(pairs)
            figures[f"n {name}"] = float(len(pairs))
        for name, share in self.shares.items():
            figures[name] = share.value
            figures[f"n {name}"] = float(share.asked)
        return figures

    def kappa(self, name: str) -> float | None:
        """Cohen's kappa of a label: agreement beyond what their frequencies alone would give."""
        pairs = self.labels.get(name, [])
        if not pairs:
            return None
        mine, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
        chance = sum(mine[label] * theirs[label] for label in mine) / len(pairs) ** 2
        seen = sum(one == other for one, other in pairs) / len(pairs)
        return (seen - chance) / (1 - chance) if chance < 1 else 1.0

    def _spans(self, gold: Json, got: Json) -> None:
        """Every span once a report, however many statements it serves."""
        text = gold["report"]["text"]
        for name in SPANS:
            want, have = (
                {_bare(text, span) for said in coding["statements"] for span in corpus_align.spans(said[name])}
                for coding in (gold, got)
            )
            self._tally(f"{name} exact").add(want, have)
            self._tally(f"{name} token").add(token_starts(text, want), token_starts(text, have))

    def _statements(self, gold: Json, got: Json, said: list[Pair], told: dict[int, int]) -> None:
        text, mine, theirs = gold["report"]["text"], gold["statements"], got["statements"]
        together = [(mine[i], theirs[j]) for i, j in said]
        loose = [(one, other) for one, other in together if _overlap(one, other)]
        exact = [(one, other) for one, other in loose if _edges(text, one) == _edges(text, other)]
        full = [(one, other) for one, other in loose if _label(one, "holder") == _label(other, "holder")]
        full = [(one, other) for one, other in full if one["stance"] == other["stance"]]
        for name, right in (("overlap", loose), ("exact", exact), ("with holder and stance", full)):
            _count(self._tally(f"statements {name}"), len(right), len(mine), len(theirs))
        for one, other in together:
            for name in LABELS:
                self._label(name, _label(one, name), _label(other, name))
        for name, targets in (("answers", dict(said)), ("about", told)):
            want = {(i, target) for i, one in enumerate(mine) for target in one[name]}
            have = {(j, target) for j, one in enumerate(theirs) for target in one[name]}
            moved = {(dict(said).get(i), targets.get(target)) for i, target in want}
            _count(self._tally(name), len(moved & have), len(want), len(have))

    def _incidents(self, gold: Json, got: Json, told: list[Pair]) -> None:
        mine, theirs = gold["accounts"], got["accounts"]
        main = [sum(one["status"] == "main" for one in accounts) for accounts in (mine, theirs)]
        together = [(mine[i], theirs[j]) for i, j in told]
        both = sum(one["status"] == other["status"] == "main" for one, other in together)
        _count(self._tally("incidents"), both, *main)
        for one, other in together:
            self._label("status", one["status"], other["status"])
            if one["status"] == "background":
                self._share("background kept apart").add(other["status"] != "main")
        if not mine:
            self._share("none where none").add(not any(one["status"] in {"main", "background"} for one in theirs))

    def _fields(self, gold: Json, got: Json, told: list[Pair]) -> None:
        mine, theirs = gold["accounts"], got["accounts"]
        known = [(i, j) for i, j in told if mine[i]["status"] == theirs[j]["status"] == "main"]
        left = [i for i, one in enumerate(mine) if one["status"] == "main" and i not in {i for i, _ in known}]
        spare = [j for j, one in enumerate(theirs) if one["status"] == "main" and j not in {j for _, j in known}]
        for i, j in known:
            self._account(mine[i], theirs[j])
        rows = [(mine[i], theirs[j]) for i, j in known]
        either = [*rows, *((mine[i], None) for i in left), *((None, theirs[j]) for j in spare)]
        for one, other in either:
            for (name, want), (_, have) in zip(_keys(one), _keys(other), strict=True):
                self._bags(name, want, have)

    def _account(self, one: Json, other: Json) -> None:
        """Event, place and time of an incident that both have."""
        event, theirs = one["event"], other["event"]
        self._label("event plover", event["plover"]["type"], theirs["plover"]["type"])
        self._label("event mode", event["plover"]["mode"], theirs["plover"]["mode"])
        self._label("event acled", event["acled"]["event_type"], theirs["acled"]["event_type"])
        self._label("event sub", event["acled"]["sub_event_type"], theirs["acled"]["sub_event_type"])
        if one["where"]["country"]:
            self._share("country").add(one["where"]["country"] == other["where"]["country"])
        if corpus_align.spot(one["where"]) and one["where"]["precision"] not in corpus_align.WIDE:
            self._share("place 25 km").add(corpus_align.near(one["where"], other["where"]))
        if one["when"]["start"]:
            self._share("time overlap").add(corpus_align.same_time(one["when"], other["when"]))
        if one["when"]["precision"] in corpus_align.FINE:
            self._share("day").add(corpus_align.same_day(one["when"], other["when"]))

    def _bags(self, name: str, want: Counter[Hashable], have: Counter[Hashable]) -> None:
        """Counts two bags: what stands twice in both is right twice."""
        _count(self._tally(name), (want & have).total(), want.total(), have.total())

    def _tally(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally())

    def _share(self, name: str) -> Share:
        return self.shares.setdefault(name, Share())

    def _label(self, name: str, one: Hashable, other: Hashable) -> None:
        self.labels.setdefault(name, []).append((one, other))


def _keys(account: Json | None) -> Iterator[tuple[str, Counter[Hashable]]]:
    """What of an account is compared as a bag of keys; of no account, empty bags."""
    parts: Json = account or {"participants": (), "toll": (), "claims": (), "disputes": ()}
    toll = [(one["harm"], _best(one), one["of"], one["holder"]) for one in parts["toll"]]
    yield "participants", _bag((one["role"], one["actor"] or one["kind"]) for one in parts["participants"])
    yield "toll", _bag(toll)
    yield "toll number", _bag(entry[:2] for entry in toll)
    yield (
        "claims",
        _bag((one["field"], _value(one["value"]), one["polarity"], one["holder"]) for one in parts["claims"]),
    )
    yield "disputes", _bag(one["field"] for one in parts["disputes"])


def _bag(items: Iterable[Hashable]) -> Counter[Hashable]:
    return Counter(items)


def _count(tally: Tally, right: int, gold: int, found: int) -> None:
    tally.right += right
    tally.gold += gold
    tally.found += found


def _overlap(one: Json, other: Json) -> bool:
    """The same saying: cues overlap, and sources do or neither has words."""
    cue = corpus_align.shared(corpus_align.spans(one["cue"]), corpus_align.spans(other["cue"])) > 0
    ours, theirs = corpus_align.spans(one["source"]), corpus_align.spans(other["source"])
    return cue and (corpus_align.shared(ours, theirs) > 0 or ours == theirs == [])


def _edges(text: str, said: Json) -> tuple[list[tuple[int, int]], ...]:
    return tuple([_bare(text, span) for span in corpus_align.spans(said[name])] for name in ("source", "cue"))


def _bare(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A span without the quotation marks and the closing punctuation at its edges."""
    start, end = span
    quoted = text[start:end]
    start += len(quoted) - len(quoted.lstrip(CLOSING))
    return start, max(start, end - (len(quoted) - len(quoted.rstrip(CLOSING))))


def _label(said: Json, name: str) -> Hashable:
    found: Hashable = said["source"]["holder"] if name == "holder" else said[name]
    return found


def _best(entry: Json) -> int | None:
    best: int | None = entry["best"] if entry["best"] is not None else entry["low"]
    return best


def _value(value: object) -> Hashable:
    if isinstance(value, dict):
        return value["low"], value["best"], value["high"]
    return value.casefold() if isinstance(value, str) else bool(value)
