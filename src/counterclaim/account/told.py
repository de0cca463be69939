"""Which time stands for a trigger: that of its own clause and of the act, not of the telling and not of the release."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from counterclaim.account.scene import Scene, distance, kept
from counterclaim.codebook.events import events
from counterclaim.codebook.loader import load
from counterclaim.records.reading import Attribution, EventMention, TimeMention
from counterclaim.records.report import Span
from counterclaim.values.lettering import any_of

_FAR = 400
"""Characters that a clause between a time and a trigger counts for."""
_COARSE = frozenset({"month", "months", "year"})
_PLACE_BEFORE = re.compile(r"(?:^|\n)[^\n]{0,330}?[A-Z][\w'’.-]+,?\s*\(?$")
_DASH_AFTER = re.compile(r"\)?\s*(?:\([^)\n]{1,40}\)\s*)?(?:--|[–—-]\s)")
_ASIDE = re.compile(r"\b(?:who|which|that)\s+had(?:\s+\w+){0,3}\s*$", re.IGNORECASE)
_HANDLE = re.compile(r"\(@\w+\)\s*$")
"""Behind the name of whoever posted it, a post's date: "Ana Torres (@atorres) March 4, 2026"."""
_STAMPED = re.compile(r"[\s:|(]*(?:(?:on|at)\s+)?$")
_SMALL = re.compile(r"[^,;:\"“”]{0,45}")
_GAP = re.compile(r"\s{0,3}")
"""Between a time and the word of saying that it dates: "on Tuesday said"; after a comma the time is of what is said."""
_SINCE = re.compile(r"\bsince(?: the| about| around| early| late)?\s*$", re.IGNORECASE)


@cache
def cue_pattern(name: str) -> re.Pattern[str]:
    """The words of a cue of time as one pattern of whole words."""
    words = next(entry["words"] for entry in load("times") if entry.get("cues") == name)
    return any_of(words)


@kept
def time_of(scene: Scene, event: EventMention) -> TimeMention | None:
    """The time told with a trigger in its sentence; one whose day is not known ("Tuesday") where no other is."""
    times = [t for t in act_times(scene, scene.sentence(event.span[0])) if not _another_act(scene, t, event)]
    points = [t for t in times if t.start and t.type != "DURATION" and not _borders(scene, t, event)]
    spells = [t for t in times if t.start and t.type == "DURATION"]
    bare = [t for t in times if t.start is None and t.type != "DURATION"]
    pool = points or spells or bare
    return min(pool, key=lambda t: _remoteness(scene, t, event), default=None)


@kept
def act_times(scene: Scene, number: int) -> list[TimeMention]:
    """Times of a sentence that can be when something happened."""
    return [
        t
        for t in scene.times_of(number)
        if t.type != "SET"
        and not (t.value or "").endswith("_REF")
        and not is_release_date(scene, t)
        and telling(scene, t) is None
    ]


def telling(scene: Scene, time: TimeMention) -> Attribution | None:
    """The attribution whose telling a time dates: "said on Wednesday", "on Friday told reporters"."""
    number = scene.sentence(time.span[0])
    near = scene.said_in(number)
    for one in near:
        inner = next((span for span in one.content if span[0] <= time.span[0] < span[1]), None)
        if inner is not None and inner[1] - inner[0] > time.span[1] - time.span[0] + 10:
            return None
    return next((one for one in near if _dates(scene, time, one)), None)


def _dates(scene: Scene, time: TimeMention, said: Attribution) -> bool:
    between = scene.text[said.cue[1] : time.span[0]]
    if said.cue[1] <= time.span[0] and _SMALL.fullmatch(between) and " that " not in between:
        return not any(said.cue[1] <= e.span[0] < time.span[0] for e in scene.reading.events)
    if said.channel and 0 <= time.span[0] - said.channel[1] <= 14:
        return True
    if said.source is None or said.cue[0] < time.span[1]:
        return False
    return _GAP.fullmatch(scene.text, time.span[1], said.cue[0]) is not None


@kept
def is_release_date(scene: Scene, time: TimeMention) -> bool:
    """Whether a date is the report's own: in a dateline, a title or furniture, or set as datelines have it."""
    kind = scene.kind(time.span[0])
    if _is_stamp(scene, time):
        return True
    if time.precision != "day" or time.start is None:
        return kind in {"dateline", "furniture"}
    released = scene.report.published is None or time.start[:10] == scene.report.published[:10]
    dated = any(mark.isdigit() for mark in scene.text[slice(*time.span)])
    if kind in {"dateline", "furniture"} or (kind in {"title", "heading"} and dated and released):
        return True
    before, after = scene.text[max(0, time.span[0] - 340) : time.span[0]], scene.text[time.span[1] : time.span[1] + 60]
    if not dated or not released or not _PLACE_BEFORE.search(before):
        return False
    bracketed = before.rstrip().endswith("(") and after.lstrip().startswith(")")
    return bracketed or _DASH_AFTER.match(after) is not None


def _is_stamp(scene: Scene, time: TimeMention) -> bool:
    """Whether a time is that of a posting: "Posted: March 4, 2026 9:12 PM", "(Published Friday, Sept. 2)"."""
    before = scene.text[max(0, time.span[0] - 40) : time.span[0]]
    if _HANDLE.search(before):
        return True
    said = next((m for m in cue_pattern("stamped").finditer(before) if _STAMPED.match(before, m.end())), None)
    if said is None or time.anchor != "none":
        return False
    return ":" in before[said.end() :] or before[: said.start()].rstrip(" \t")[-1:] in {"", "(", "\n", "|"}


def is_end(scene: Scene, time: TimeMention) -> bool:
    """Whether the words before a time make it the last moment of something: "until around 21:30"."""
    before = scene.text[max(0, time.span[0] - 24) : time.span[0]].rstrip()
    return ends_with(before, "outlasted", 3)


def ends_with(text: str, name: str, room: int) -> bool:
    """Whether a cue of time stands at the end of a text, with room for so many characters behind it."""
    return any(match.end() >= len(text) - room for match in cue_pattern(name).finditer(text))


def is_since(scene: Scene, time: TimeMention) -> bool:
    """Whether a time is told as a beginning: "since Friday"."""
    return _SINCE.search(scene.text[max(0, time.span[0] - 20) : time.span[0]]) is not None


def _borders(scene: Scene, time: TimeMention, event: EventMention) -> bool:
    """Whether a time is an end, or a beginning that only bounds a count: "until 9 p.m.", "40 dead since Friday"."""
    kind = events()[event.entry]
    counted = kind.strength == "harm" or event.entry == "capture"
    return is_end(scene, time) or (counted and is_since(scene, time))


def is_aside(scene: Scene, event: EventMention) -> bool:
    """Whether a trigger tells what somebody had done before: "gunmen who had seized a bank"."""
    return _ASIDE.search(scene.text[max(0, event.span[0] - 40) : event.span[0]]) is not None


def _remoteness(scene: Scene, time: TimeMention, event: EventMention) -> int:
    """How far a time stands from a trigger, clauses and other triggers between counted in."""
    coarse = _FAR - 1 if time.precision in _COARSE else 0
    low, high = min(time.span[1], event.span[1]), max(time.span[0], event.span[0])
    others = any(low <= e.span[0] and e.span[1] <= high for e in scene.reading.events)
    return distance(time.span, event.span) + coarse + _FAR * (breaks(scene, time.span, event.span) + others)


def breaks(scene: Scene, one: Span, other: Span) -> int:
    """Boundaries of clauses between two spans."""
    between = scene.text[min(one[1], other[1]) : max(one[0], other[0])]
    return 2 * between.count(";") + len(cue_pattern("clause").findall(between))


def _another_act(scene: Scene, time: TimeMention, event: EventMention) -> bool:
    """Whether a time belongs to an earlier act told in a clause of its own: "who had been abducted on Friday"."""
    apart = breaks(scene, time.span, event.span)
    if not apart:
        return False
    if time.precision in _COARSE:
        return True
    nearer = _nearest(time, scene.in_sentence(scene.reading.events, scene.sentence(time.span[0])))
    if nearer is None or nearer is event or nearer.span == event.span:
        return False
    clause = scene.text[max(0, nearer.span[0] - 24) : nearer.span[0]].lower()
    return " had " in f" {clause} " and breaks(scene, time.span, nearer.span) < apart


def _nearest(time: TimeMention, events: Sequence[EventMention]) -> EventMention | None:
    return min(events, key=lambda e: distance(e.span, time.span), default=None)
