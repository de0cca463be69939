"""Two coders' sheets of one incident: who is done, who may see what, where they lie apart, what they amount to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.codebook.sheet import Question, questions
from counterclaim.records.judgement import CODED, SETTLED, Sheet
from counterclaim.values.agreement import Agreement, agreement, interval, nominal
from counterclaim.values.decided import counting

CODERS = 2
Answer = str | int | None


@dataclass(frozen=True, slots=True)
class Double:
    """How the sheets of one incident stand: `coded` the newest of each coder, `settled` what settles a question.

    `open`: two coders were done at one time, so that each may have seen the other's; nobody codes it blindly again.
    """

    coded: tuple[Sheet, ...]
    settled: dict[str, Sheet]
    open: bool

    @property
    def done(self) -> bool:
        """Whether two sheets stand that can be compared."""
        return self.open and len(self.coded) >= CODERS

    def seen_by(self, author: str | None) -> tuple[Sheet, ...]:
        """The coders' sheets that somebody may see: all when they are open, before that one's own."""
        return self.coded if self.open else tuple(each for each in self.coded if each.author == author)

    def told(self, question: str) -> tuple[Answer, ...]:
        """What each coder answers, in order of `coded`."""
        return tuple(answers(each).get(question) for each in self.coded)

    def apart(self) -> list[str]:
        """Questions that the coders answer otherwise, settled ones too, in the sheet's order."""
        return [name for name, asked in questions().items() if self.done and not _alike(asked, self.told(name))]

    def unsettled(self) -> list[str]:
        """Those of them that nobody has settled."""
        return [name for name in self.apart() if name not in self.settled]

    def outcome(self) -> dict[str, Answer]:
        """What coders agree on, and what was settled, by question; what nobody could say is left out."""
        if not self.done:
            return {}
        apart = set(self.apart())
        told = {name: self.told(name)[0] for name in questions() if name not in apart}
        told |= {name: answers(sheet)[name] for name, sheet in self.settled.items() if name in apart}
        return {name: value for name, value in told.items() if value is not None}


def answers(sheet: Sheet) -> dict[str, Answer]:
    """A sheet's answers by question."""
    found: dict[str, Answer] = json.loads(sheet.answers)
    return found


def double(entries: Sequence[Sheet]) -> Double:
    """How the entries of one incident stand."""
    standing = counting(entries)
    coded = {each.author: each for each in standing if each.kind == CODED}
    settled = {name: each for each in standing if each.kind == SETTLED for name in answers(each)}
    return Double(tuple(coded.values()), settled, _was_open(entries))


def agreements(doubles: Iterable[Double]) -> dict[str, Agreement]:
    """By question, how far coders agree over the incidents that two have coded."""
    compared = [each for each in doubles if each.done]
    found: dict[str, Agreement] = {}
    for name, asked in questions().items():
        units = [[asked.distant(value) for value in each.told(name) if value is not None] for each in compared]
        distance: Any = interval if asked.metric == "interval" else nominal
        found[name] = agreement(units, distance)
    return found


def _alike(asked: Question, told: Sequence[Answer]) -> bool:
    return len({None if value is None else asked.distant(value) for value in told}) == 1


def _was_open(entries: Sequence[Sheet]) -> bool:
    """Whether two coders' sheets ever stood at one time."""
    ordered = sorted(entries, key=lambda each: each.n)
    for end in range(CODERS, len(ordered) + 1):
        if len({each.author for each in counting(ordered[:end]) if each.kind == CODED}) >= CODERS:
            return True
    return False
