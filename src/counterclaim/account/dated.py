"""Which of the days that a report tells is the day of its incident, weighed by learnt weights.

days told | what speaks for each | the likeliest, or none of them | its finest time
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from counterclaim.account.likely import Weights, learnt_weights, likeliest
from counterclaim.account.scene import Scene, kept
from counterclaim.account.told import cue_pattern, is_end, is_release_date, telling, time_of
from counterclaim.codebook.loader import load
from counterclaim.records.reading import TimeMention
from counterclaim.records.report import Span
from counterclaim.values.interval import day_of

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

Day = str | None
"""An ISO day; None where no day that is told is the incident's."""
_FINE = frozenset({"hour", "part_of_day", "day"})
_CUES = ("befell", "summoned", "charged", "passed_away", "tended", "mourned", "speech")
_CALLED = frozenset({"befell", "summoned"})
_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*")
_BEFORE, _BEHIND = 6, 4
"""Words on either side of a time that may tell what it dates."""
_SENTENCE = 600
"""Characters on either side of a time in which a cue is looked for."""
_AFTER = 5
"""Sentences after a trigger's in which an hour may still be its act's."""
_WHOLE, _MOST = 0.8, 0.4
_AGES = ((-1, "ahead"), (0, "0"), (1, "1"), (2, "2"), (3, "3"), (6, "4-6"), (13, "7-13"), (31, "14-31"), (400, "32+"))
_LEADS = ((0, "0"), (1, "1"), (2, "2"), (4, "3-4"), (8, "5-8"), (15, "9-15"))


def likely_day(scene: Scene, draft: Draft, ruled: TimeMention | None, weights: Weights | None = None) -> Day:
    """The likeliest day; among equals that of `ruled`, which the rules take."""
    options = described(scene, draft, ruled)
    return likeliest(options, learnt_weights("dated") if weights is None else weights, day_told(ruled))


def is_open(scene: Scene, ruled: TimeMention | None) -> bool:
    """Whether other days than the rules' may be weighed: not of a stretch of days, nor without publication."""
    if scene.report.published is None:
        return False
    stretch = ruled is not None and ruled.precision == "days" and not (ruled.value or "").endswith("WE")
    return ruled is None or (ruled.extent == "within" and not stretch)


def times_on(scene: Scene, draft: Draft, day: str, weights: Weights | None = None) -> list[TimeMention]:
    """The times told of a day, the likeliest first; none where it is told only as that of a saying."""
    known = learnt_weights("dated") if weights is None else weights
    found = [time for time in candidates(scene) if day_told(time) == day and telling(scene, time) is None]
    return sorted(found, key=lambda t: -sum(known.get(name, 0.0) for name in _of_time(scene, draft, t)))


def hours_on(scene: Scene, draft: Draft, day: str) -> list[TimeMention]:
    """Hours and parts of a day at which the draft's act may have been, by the words that they stand with."""
    own = scene.sentences_of(draft.events)
    alone = _part(scene, draft) != "part"
    found = []
    for time in candidates(scene):
        if day_told(time) != day or time.precision == "day" or is_end(scene, time) or telling(scene, time) is not None:
            continue
        number = scene.sentence(time.span[0])
        cue = _cue(scene, time.span)
        bare = alone and not scene.in_sentence(scene.reading.events, number) and cue in _CALLED
        if (number in own and cue in {"none", *_CALLED}) or bare:
            found.append(time)
    return found


def bare_hours(scene: Scene, draft: Draft) -> list[TimeMention]:
    """Hours told without a day with the draft's triggers, then those of sentences that tell no act after them."""
    own = scene.sentences_of(draft.events)
    told: tuple[list[TimeMention], list[TimeMention]] = ([], [])
    for time in candidates(scene):
        if time.precision != "hour" or time.anchor != "previous" or is_end(scene, time) or telling(scene, time):
            continue
        number = scene.sentence(time.span[0])
        if any(one.span[1] <= time.span[0] and _tells_day(one) for one in scene.times_of(number)):
            continue
        away = min((number - one for one in own if one <= number), default=_AFTER)
        idle = away < _AFTER and not scene.in_sentence(scene.reading.events, number)
        cue = _cue(scene, time.span).removeprefix("ahead ")
        if (number in own or idle) and cue in {"none", *_CALLED}:
            told[number not in own].append(time)
    return [*told[0], *(told[1] if _part(scene, draft) != "part" else ())]


def _tells_day(time: TimeMention) -> bool:
    """Whether a time has a day of its own, which an hour behind it is of."""
    return time.precision in {"day", "part_of_day"}


def described(scene: Scene, draft: Draft, ruled: TimeMention | None) -> Mapping[Day, Sequence[str]]:
    """For each day that is told, and for none of them, what speaks for it."""
    told: dict[str, list[TimeMention]] = {}
    for time in candidates(scene):
        day = day_told(time)
        if day is not None and (_age(scene, day) != "more" or _inside(day, ruled)):
            told.setdefault(day, []).append(time)
    part = _part(scene, draft)
    options: dict[Day, Sequence[str]] = {None: list(_of_none(ruled, told, part))}
    for day, times in told.items():
        names = [name for time in times for name in _of_time(scene, draft, time)]
        whole = list(_of_day(scene, day, times, ruled, sorted(told)))
        if day == day_told(ruled):
            whole += [f"ruled, {part}", f"ruled, {'with trigger' if 'with trigger' in names else 'beside'}, {part}"]
        options[day] = list(dict.fromkeys([*names, *whole]))
    return options


def _part(scene: Scene, draft: Draft) -> str:
    """How much of what the report tells is the draft's."""
    acts = [event for event in scene.reading.events if event.realis == "actual"]
    share = len(draft.events) / max(1, len(acts))
    return "whole" if share >= _WHOLE else "most" if share >= _MOST else "part"


@kept
def candidates(scene: Scene) -> list[TimeMention]:
    """Times of a report that may be the day of what it tells."""
    return [
        time
        for time in scene.reading.times
        if time.start
        and time.precision in _FINE
        and time.type not in {"DURATION", "SET"}
        and time.extent == "within"
        and not is_release_date(scene, time)
    ]


def _of_none(ruled: TimeMention | None, told: Mapping[str, object], part: str) -> Iterator[str]:
    yield "none"
    yield f"none, {part}"
    yield f"none of {min(len(told), 4)}"
    if day_told(ruled) is None:
        yield "none ruled" if ruled is None else f"none, ruled {ruled.precision}"


def _of_day(
    scene: Scene, day: str, times: Sequence[TimeMention], ruled: TimeMention | None, days: Sequence[str]
) -> Iterator[str]:
    """What speaks for a day as a whole."""
    age = _age(scene, day)
    followed = _followed(scene)
    yield f"age {age}"
    yield f"age {age}, {followed}"
    yield f"told {min(len(times), 3)}"
    if day == day_told(ruled):
        yield from ("ruled", f"ruled, age {age}", f"ruled, {followed}")
    elif ruled is not None and day_told(ruled) is None and ruled.start:
        yield f"{'inside' if _inside(day, ruled) else 'outside'} the {ruled.precision} ruled"
    past = [one for one in days if _age(scene, one) != "ahead"]
    if len(past) > 1 and day in past:
        yield "earliest" if day == past[0] else "latest" if day == past[-1] else "between"


def _inside(day: str, time: TimeMention | None) -> bool:
    return bool(time and time.start and time.end and time.start[:10] <= day <= time.end[:10])


def _of_time(scene: Scene, draft: Draft, time: TimeMention) -> Iterator[str]:
    """What speaks for one telling of a day."""
    number = scene.sentence(time.span[0])
    sentence = scene.reading.sentences[number]
    own = [scene.sentence(event.span[0]) for event in draft.events]
    others = [
        e for e in scene.in_sentence(scene.reading.events, number) if e.span not in {o.span for o in draft.events}
    ]
    stands = "first" if number == own[0] else "own" if number in own else "other" if others else "bare"
    form = _form(scene, time)
    yield from (f"stands {stands}", f"in {sentence.kind}", f"form {form}", f"precision {time.precision}")
    yield f"stands {stands}, {form}"
    yield f"lead {_bucket(number, _LEADS)}"
    yield f"away {_bucket(min(abs(number - one) for one in own), _LEADS)}"
    if any(time_of(scene, event) is time for event in draft.events):
        yield "with trigger"
    if telling(scene, time) is not None:
        yield "telling"
    if is_end(scene, time):
        yield "end"
    before, behind = _sides(scene, time.span)
    cue = _cue(scene, time.span)
    yield from (f"cue {cue}", f"cue {cue}, {stands}", f"cue {cue}, {form}")
    words = [word.lower() for word in _WORD.findall(before)[-_BEFORE:]]
    yield from (f"before: {word}" for word in words)
    if words:
        yield f"just before: {words[-1]}"
    yield from (f"behind: {word.lower()}" for word in _WORD.findall(behind)[:_BEHIND])
    if " had " in f" {' '.join(words)} ":
        yield "had"


def _sides(scene: Scene, time: Span) -> tuple[str, str]:
    """The words of its sentence before a time and behind it, no further than sentences are long."""
    start, end = scene.reading.sentences[scene.sentence(time[0])].span
    return scene.text[max(start, time[0] - _SENTENCE) : time[0]], scene.text[time[1] : min(end, time[1] + _SENTENCE)]


@kept
def _cue(scene: Scene, time: Span) -> str:
    """The kind of the cue that stands nearest before a time in its sentence, else nearest behind it."""
    before, behind = _sides(scene, time)
    ends = {name: found[-1].end() for name in _CUES if (found := list(cue_pattern(name).finditer(before)))}
    if ends:
        return max(ends, key=lambda name: ends[name])
    starts = {name: match.start() for name in _CUES if (match := cue_pattern(name).search(behind))}
    return f"ahead {min(starts, key=lambda name: starts[name])}" if starts else "none"


def _form(scene: Scene, time: TimeMention) -> str:
    """How a day is told: by its date, by its weekday, by an hour alone or from publication."""
    words = scene.text[slice(*time.span)]
    if any(name in words.lower() for name in _weekdays()):
        return "weekday"
    if time.anchor == "none":
        return "date"
    return f"{time.anchor} {time.precision}" if any(mark.isdigit() for mark in words) else f"{time.anchor} words"


@cache
def _weekdays() -> tuple[str, ...]:
    return tuple(next(entry["words"] for entry in load("times") if entry.get("class") == "WEEKDAY"))


@kept
def _followed(scene: Scene) -> str:
    """What the title, or else the lead, says has come after the deed."""
    heads = [s.span for s in scene.reading.sentences if s.kind in {"title", "body"}][:1]
    text = scene.text[slice(*heads[0])] if heads else ""
    return next((name for name in ("charged", "passed_away", "mourned") if cue_pattern(name).search(text)), "news")


def _age(scene: Scene, day: str) -> str:
    published = scene.report.published
    if published is None:
        return "unknown"
    return _bucket((day_of(published) - date.fromisoformat(day)).days, _AGES)


def _bucket(number: int, steps: Sequence[tuple[int, str]]) -> str:
    return next((name for most, name in steps if number <= most), "more")


def day_told(time: TimeMention | None) -> Day:
    """The day that a time begins on, where it is told to the day."""
    return time.start[:10] if time is not None and time.start and time.precision in _FINE else None
