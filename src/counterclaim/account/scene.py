"""One report's reading laid out for coding: what stands in which sentence, and whose word covers which words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, Protocol, TypeVar, TypeVarTuple

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
Answer = TypeVar("Answer")
Asked = TypeVarTuple("Asked")


def kept(ask: Callable[[Scene, *Asked], Answer]) -> Callable[[Scene, *Asked], Answer]:
    """Decorator: what is asked of a scene again is answered as before, until its statements change; never changed."""

    @wraps(ask)
    def answer(scene: Scene, *asked: *Asked) -> Answer:
        question = (ask, asked)
        if question not in scene.answers:
            scene.answers[question] = ask(scene, *asked)
        found: Answer = scene.answers[question]
        return found

    return answer


class Scene:
    """A reading with look-ups by sentence and by span; built once a report; what is asked again is kept."""

    def __init__(self, report: Report, reading: Reading) -> None:
        self.report = report
        self.text = report.text
        self.reading = reading
        self.shouted = all_capitals(report.text)
        self._groups: dict[int, dict[int, list[Any]]] = {}
        self._said: dict[int, list[Attribution]] | None = None
        self.answers: dict[Any, Any] = {}
        """What was asked by way of `kept`."""
        self._starts = [s.span[0] for s in reading.sentences]
        self._statements: tuple[Statement, ...] = ()
        self.people = outermost([m for m in reading.mentions if m.type in PEOPLE and (m.name or m.actor)])
        self.people_at = {m.span: n for n, m in enumerate(self.people)}

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The report's statements; none until they are set."""
        return self._statements

    @statements.setter
    def statements(self, made: tuple[Statement, ...]) -> None:
        self._statements, self.answers = made, {}

    def words(self, span: Span) -> Words:
        """A quotation of the text."""
        return Words(self.text[span[0] : span[1]], span)

    def sentence(self, offset: int) -> int:
        """Index of the sentence that an offset lies in or after."""
        found = bisect_right(self._starts, offset)
        return found - 1 if found else 0

    def sentences_of(self, events: Iterable[EventMention]) -> set[int]:
        """Indexes of the sentences that triggers stand in."""
        return {self.sentence(event.span[0]) for event in events}

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

    @kept
    def mentions_in(self, span: Span) -> list[Mention]:
        """Mentions that lie inside a span, in text order."""
        start, end = span
        return [m for m in self.reading.mentions if start <= m.span[0] and m.span[1] <= end]

    @kept
    def mention_at(self, span: Span | None) -> Mention | None:
        """The mention that a noun phrase's span ends with, else the longest that overlaps it."""
        if span is None:
            return None
        overlapping = [m for m in self.reading.mentions if m.span[0] < span[1] and span[0] < m.span[1]]
        return max(overlapping, key=lambda m: (m.span[1] == span[1], m.span[1] - m.span[0]), default=None)

    @kept
    def statements_over(self, span: Span) -> list[Statement]:
        """The innermost statement whose content covers a span's start, and what others say in the same breath."""
        inner = self.statement_over(span)
        return (
            [] if inner is None else [s for s in self.statements if s.cue == inner.cue and s.content == inner.content]
        )

    @kept
    def statement_over(self, span: Span) -> Statement | None:
        """The innermost statement whose content covers a span's start."""
        covering = [
            (words.span[1] - words.span[0], -s.n, s)
            for s in self.statements
            for words in s.content
            if words.span[0] <= span[0] and span[1] <= words.span[1] + 1
        ]
        return min(covering, key=lambda item: item[:2])[2] if covering else None

    @kept
    def act(self, span: Span) -> ActMention | None:
        """What the model holds of the words of a trigger, at most; None without a model."""
        if self.reading.acts is None:
            return None
        over = [act for act in self.reading.acts if overlap(act.span, span)]
        return ActMention(
            span,
            max((act.main for act in over), default=0.0),
            max((act.background for act in over), default=0.0),
            max((act.unreal for act in over), default=0.0),
        )

    @kept
    def events_in(self, spans: tuple[Span, ...]) -> list[EventMention]:
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


def outermost(mentions: list[Mention]) -> list[Mention]:
    """Mentions in text order, without those that lie within another: no possessor of a phrase beside the phrase."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span[0], -m.span[1])):
        if not kept or mention.span[1] > kept[-1].span[1]:
            kept.append(mention)
    return kept


def inside(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a span lies in one of others."""
    start, end = span
    for a, b in spans:  # noqa: SIM110 (asked so often that a generator costs more than all else)
        if a <= start and end <= b:
            return True
    return False


def distance(one: Span, other: Span) -> int:
    """Characters between two spans; 0 where they touch or overlap."""
    return max(0, one[0] - other[1], other[0] - one[1])
