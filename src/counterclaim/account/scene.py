"""One report's reading laid out for coding: what stands in which sentence, and whose word covers which words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from counterclaim.records.account import Statement, Words
from counterclaim.records.reading import (
    ActMention,
    Attribution,
    EventMention,
    Mention,
    PlaceMention,
    Reading,
    TimeMention,
)
from counterclaim.records.report import Report, Span
from counterclaim.values.lettering import all_capitals
from counterclaim.values.spans import overlap


class Spanned(Protocol):
    """Anything that stands somewhere in the text."""

    @property
    def span(self) -> Span: ...


PEOPLE = frozenset({"person", "organization", "armed_force", "armed_group", "people", "nationality"})
"""Mention types that can act, suffer or speak."""
S = TypeVar("S", bound=Spanned)


class Scene:
    """A reading with look-ups by sentence and by span; built once a report, never changed."""

    def __init__(self, report: Report, reading: Reading) -> None:
        self.report = report
        self.text = report.text
        self.reading = reading
        self.shouted = all_capitals(report.text)
        self._groups: dict[int, dict[int, list[Any]]] = {}
        self._said: dict[int, list[Attribution]] | None = None
        self._phrases: dict[Span, Mention | None] = {}
        self._acts: dict[Span, ActMention] = {}
        self._starts = [s.span[0] for s in reading.sentences]
        self.statements: tuple[Statement, ...] = ()
        self.people = _outermost([m for m in reading.mentions if m.type in PEOPLE and (m.name or m.actor)])
        self.people_at = {m.span: n for n, m in enumerate(self.people)}

    def words(self, span: Span) -> Words:
        """A quotation of the text."""
        return Words(self.text[span[0] : span[1]], span)

    def sentence(self, offset: int) -> int:
        """Index of the sentence that an offset lies in or after."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def kind(self, offset: int) -> str:
        """Kind of the sentence at an offset: title | heading | body | dateline | furniture."""
        return self.reading.sentences[self.sentence(offset)].kind

    def paragraph(self, offset: int) -> int:
        """Number of the paragraph at an offset."""
        return self.reading.sentences[self.sentence(offset)].paragraph

    def in_sentence(self, items: tuple[S, ...], number: int) -> list[S]:
        """Items of one of the reading's tuples that begin in a sentence; each tuple is grouped once."""
        groups = self._groups.get(id(items))
        if groups is None:
            groups = self._groups[id(items)] = {}
            for item in items:
                groups.setdefault(self.sentence(item.span[0]), []).append(item)
        return groups.get(number, [])

    def mentions_in(self, span: Span) -> list[Mention]:
        """Mentions that lie inside a span, in text order."""
        return [m for m in self.reading.mentions if span[0] <= m.span[0] and m.span[1] <= span[1]]

    def mention_at(self, span: Span | None) -> Mention | None:
        """The mention that a noun phrase's span ends with, else the longest that overlaps it."""
        if span is None:
            return None
        if span not in self._phrases:
            overlapping = [m for m in self.reading.mentions if m.span[0] < span[1] and span[0] < m.span[1]]
            best = max(overlapping, key=lambda m: (m.span[1] == span[1], m.span[1] - m.span[0]), default=None)
            self._phrases[span] = best
        return self._phrases[span]

    def statement_over(self, span: Span) -> Statement | None:
        """The innermost statement whose content covers a span's start."""
        covering = [
            (words.span[1] - words.span[0], -s.n, s)
            for s in self.statements
            for words in s.content
            if words.span[0] <= span[0] and span[1] <= words.span[1] + 1
        ]
        return min(covering, key=lambda item: item[:2])[2] if covering else None

    def act(self, span: Span) -> ActMention | None:
        """What the model holds of the words of a trigger, at most; None without a model."""
        if self.reading.acts is None:
            return None
        if span not in self._acts:
            over = [act for act in self.reading.acts if overlap(act.span, span)]
            self._acts[span] = ActMention(
                span,
                max((act.main for act in over), default=0.0),
                max((act.background for act in over), default=0.0),
                max((act.unreal for act in over), default=0.0),
            )
        return self._acts[span]

    def events_in(self, spans: Sequence[Span]) -> list[EventMention]:
        """Triggers inside any of the spans."""
        return [e for e in self.reading.events if inside(e.span, spans)]

    def said_in(self, number: int) -> list[Attribution]:
        """Attributions whose cue stands in a sentence."""
        if self._said is None:
            self._said = {}
            for attribution in self.reading.attributions:
                self._said.setdefault(self.sentence(attribution.cue[0]), []).append(attribution)
        return self._said.get(number, [])

    def times_of(self, number: int) -> list[TimeMention]:
        """Times told in a sentence."""
        return self.in_sentence(self.reading.times, number)

    def places_of(self, number: int) -> list[PlaceMention]:
        """Places told in a sentence."""
        return self.in_sentence(self.reading.places, number)


def _outermost(mentions: list[Mention]) -> list[Mention]:
    """Mentions in text order, without those that lie within another: no possessor of a phrase beside the phrase."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span[0], -m.span[1])):
        if not kept or mention.span[1] > kept[-1].span[1]:
            kept.append(mention)
    return kept


def inside(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a span lies in one of others."""
    return any(a <= span[0] and span[1] <= b for a, b in spans)


def distance(one: Span, other: Span) -> int:
    """Characters between two spans; 0 where they touch or overlap."""
    return max(0, one[0] - other[1], other[0] - one[1])
