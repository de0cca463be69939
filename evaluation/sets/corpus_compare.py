"""Two codings of the same text, field by field: the reader against an annotation, or two annotations.

    statements  found, their spans, holder, stance, factuality, answers, the incident they are about
    incidents   main accounts found, none where there is none, background kept apart
    fields      event, place, time, participants, toll, claims, disputes of main accounts

A report in which the first has nothing is asked for incidents alone: its statements were not marked.
Shares are over what is paired (`corpus_align`). Where a figure is an F1, what stands in an account that is paired
with none counts as missing or spurious.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from evaluation.measure import Share, Tally, token_starts
from evaluation.run import Json
from evaluation.sets import corpus_align, corpus_fields
from evaluation.sets.corpus_align import Pair

SPANS = ("source", "cue", "content")
LABELS = ("holder", "stance", "factuality")
CLOSING = " \n\t\"“”'‘’«».,;:"
Label = tuple[Hashable, Hashable]
Miss = tuple[str, object, object, str]
"""Field, what stands in the first coding, what in the second, and the words."""


@dataclass(slots=True)
class Comparison:
    """Counts over as many reports as were added."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    labels: dict[str, list[Label]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    reports: int = 0

    def add(self, gold: Json, got: Json) -> None:
        """Count one report."""
        self.reports += 1
        found = corpus_align.pairs(gold, got)
        if gold["relevant"]:
            self._spans(gold, got)
            self._statements(gold, got, found.statements, dict(found.accounts))
        self._incidents(gold, got, found.accounts)
        self._fields(gold, got, found.accounts)

    def scores(self) -> dict[str, float]:
        """Every figure by its name; the few counts begin with `n `."""
        figures = {f"n {name}": self.asked(name) for name in ("statements overlap", "incidents")}
        figures["n reports"] = float(self.reports)
        for name, tally in self.tallies.items():
            figures |= tally.scores(name)
        for name, pairs in self.labels.items():
            figures[name] = sum(one == other for one, other in pairs) / len(pairs)
        return figures | {name: share.value for name, share in self.shares.items()}

    def asked(self, name: str) -> float:
        """How many things a figure is of: those of the first coding, or the pairs."""
        if name in self.tallies:
            return self.tallies[name].gold
        return float(len(self.labels.get(name, ())) or self.shares.get(name, Share()).asked)

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
                self._label(name, _label(one, name), _label(other, name), _quoted(one))
        self._alone("statement", mine, theirs, said, _quoted)
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
            self._label("status", one["status"], other["status"], _told(one))
            if one["status"] == "background":
                self._share("background kept apart").add(other["status"] != "main")
        self._alone("account", mine, theirs, told, _told)
        if not mine:
            self._share("none where none").add(not any(one["status"] in {"main", "background"} for one in theirs))

    def _fields(self, gold: Json, got: Json, told: list[Pair]) -> None:
        mine, theirs = gold["accounts"], got["accounts"]
        known = [(i, j) for i, j in told if mine[i]["status"] == theirs[j]["status"] == "main"]
        left = [i for i, one in enumerate(mine) if one["status"] == "main" and i not in {i for i, _ in known}]
        spare = [j for j, one in enumerate(theirs) if one["status"] == "main" and j not in {j for _, j in known}]
        rows = [(mine[i], theirs[j]) for i, j in known]
        for one, other in rows:
            self._account(one, other)
        either = [*rows, *((mine[i], None) for i in left), *((None, theirs[j]) for j in spare)]
        for one, other in either:
            for (name, want), (_, have) in zip(corpus_fields.bags(one), corpus_fields.bags(other), strict=True):
                _count(self._tally(name), (want & have).total(), want.total(), have.total())
                if one and other and want != have:
                    self.misses.append((name, list(want - have), list(have - want), _told(one)))

    def _account(self, one: Json, other: Json) -> None:
        """Event, place and time of an incident that both have."""
        words, event, theirs = _told(one), one["event"], other["event"]
        self._label("event plover", event["plover"]["type"], theirs["plover"]["type"], words)
        self._label("event mode", event["plover"]["mode"], theirs["plover"]["mode"], words)
        self._label("event acled", event["acled"]["event_type"], theirs["acled"]["event_type"], words)
        self._label("event sub", event["acled"]["sub_event_type"], theirs["acled"]["sub_event_type"], words)
        for name, asked, right in corpus_fields.settings(one, other):
            key = "where" if name in {"country", "place 25 km"} else "when"
            if asked and not self._share(name).add(right):
                self.misses.append((name, _short(one[key]), _short(other[key]), words))

    def _alone(
        self, what: str, mine: list[Json], theirs: list[Json], known: list[Pair], words: Callable[[Json], str]
    ) -> None:
        """Keep what is paired with nothing."""
        left, right = ({pair[side] for pair in known} for side in (0, 1))
        self.misses += [(f"{what} missing", words(one), None, "") for i, one in enumerate(mine) if i not in left]
        self.misses += [(f"{what} spurious", None, words(one), "") for j, one in enumerate(theirs) if j not in right]

    def _tally(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally())

    def _share(self, name: str) -> Share:
        return self.shares.setdefault(name, Share())

    def _label(self, name: str, one: Hashable, other: Hashable, words: str) -> None:
        self.labels.setdefault(name, []).append((one, other))
        if one != other:
            self.misses.append((name, one, other, words))


def _quoted(said: Json) -> str:
    """A statement in a line."""
    return f"{said['source']['text']} [{said['cue']['text']}] {said['content']['text']}"


def _told(account: Json) -> str:
    """An account in a line."""
    return f"{account['status']} [{account['event']['trigger']['text']}] {account['anchor']['text']}"


def _short(place_or_time: Json) -> Json:
    """What of a place or a time is worth showing."""
    return {key: place_or_time[key] for key in ("name", "country", "start", "end", "text") if key in place_or_time}


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
