"""When an incident happened: the time told with its triggers, else beside them, else inferred from telling or release.

told with a trigger | refined by a finer one | told just before | when it was said | publication | how long
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.account.beside import FINE, is_past, told_after, told_before
from counterclaim.account.dated import bare_hours, day_told, hours_on, is_open, likely_day, times_on
from counterclaim.account.lasting import lasting, sentences_about
from counterclaim.account.scene import Scene
from counterclaim.account.told import act_times, is_aside, is_end, telling, time_of
from counterclaim.records.account import When
from counterclaim.records.reading import TimeMention
from counterclaim.values.interval import Interval, day_of, shift

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

__all__ = ["is_past", "when"]

_ORDER = ("hour", "part_of_day", "day", "days", "week", "month", "months", "year", "unknown")
_COARSE = frozenset({"week", "month", "months", "year"})
_HOURS = frozenset({"hour", "part_of_day"})


def when(scene: Scene, draft: Draft) -> When:
    """The interval of a draft; `basis` is inferred where words beside its triggers, or publication, stand for it."""
    best, beside = ruled(scene, draft)
    if draft.status == "main" and is_open(scene, best):
        best, beside = _weighed(scene, draft, best, beside)
    if best is not None:
        best = _at_hour(scene, draft, best) if draft.status == "main" else best
        told = _when(scene, best)
        return lasting(scene, draft, replace(told, basis="inferred") if beside else told, best)
    told = _from_telling(scene, draft) if draft.status == "main" else When()
    return lasting(scene, draft, told, None)


def _weighed(scene: Scene, draft: Draft, best: TimeMention | None, beside: bool) -> tuple[TimeMention | None, bool]:
    """The time of the likeliest day: what the rules take where it is theirs, else the likeliest telling of it."""
    day = likely_day(scene, draft, best)
    if best is not None and day == day_told(best):
        return _finest([best, *hours_on(scene, draft, day)]) if day else best, beside
    times = times_on(scene, draft, day) if day else []
    if day is None or not times:  # none of them, or one that is told as that of a saying alone
        coarse = [time for time in _told(scene, draft) if time.precision in _COARSE]
        return (best if best is not None and best.precision in _COARSE else next(iter(coarse), None)), False
    return _finest([times[0], *hours_on(scene, draft, day)]), True


def ruled(scene: Scene, draft: Draft) -> tuple[TimeMention | None, bool]:
    """The time that the rules take, told with the triggers or beside them, and whether it is the latter."""
    main = draft.status == "main"
    after = told_after(scene, draft) if main else []
    best = _finest([*_told(scene, draft), *after])
    beside = told_before(scene, draft) if main and (best is None or best.precision in _COARSE) else None
    if beside is not None and (best is None or _within(beside, best)):
        return beside, True
    return best, False


def _told(scene: Scene, draft: Draft) -> list[TimeMention]:
    """Times told with the draft's triggers in text order; one whose day is not known only where no other is."""
    news = [event for event in draft.events if not is_aside(scene, event)]
    acts = [time for event in news or draft.events if (time := time_of(scene, event)) is not None]
    own = scene.sentences_of(draft.events)
    later = [n for n in sentences_about(scene, draft) if n not in own]
    told = [time for n in later for time in act_times(scene, n)]
    finer = [time for time in told if time.precision in _HOURS and not is_end(scene, time)]
    known = [time for time in acts if time.start is not None]
    return [*known, *finer] if known else acts


def _finest(times: Sequence[TimeMention]) -> TimeMention | None:
    """The first told time, or a finer one that lies within it."""
    if not times:
        return None
    best = times[0]
    for time in times[1:]:
        if _ORDER.index(time.precision) < _ORDER.index(best.precision) and _within(time, best):
            best = time
    return best


def _at_hour(scene: Scene, draft: Draft, best: TimeMention) -> TimeMention:
    """A day or a part of one at the hour told of the act: "on Sunday night ... started shooting about 11:30 p.m.",
    whatever day was told between the two."""
    if best.precision not in {"day", "part_of_day"} or best.extent != "within":
        return best
    moments = (moved for hour in bare_hours(scene, draft) if (moved := _moved(hour, best)) is not None)
    return next(moments, best)


def _moved(hour: TimeMention, best: TimeMention) -> TimeMention | None:
    """A bare hour on the day of a told time; None where that part of the day has no such hour."""
    if not (hour.start and hour.end and best.start and best.end):
        return None
    clock = Interval(hour.start, hour.end)
    for day in dict.fromkeys([best.start[:10], best.end[:10]]):
        on = shift(clock, (day_of(day) - day_of(hour.start)).days)
        if best.precision == "day" or (on.start and best.start <= on.start <= best.end):
            return replace(hour, start=on.start, end=on.end)
    return None


def _within(inner: TimeMention, outer: TimeMention) -> bool:
    """Whether a time lies in another: in its days, and in the hours of a night that has two."""
    if not (inner.start and outer.start and inner.end and outer.end):
        return False
    if outer.precision == "part_of_day" and "T" in inner.start and outer.start[:10] < outer.end[:10]:
        return outer.start <= inner.start <= outer.end
    return outer.start[:10] <= inner.start[:10] <= outer.end[:10]


def _when(scene: Scene, time: TimeMention) -> When:
    words = scene.words(time.span)
    return When(time.start, time.end, time.extent, False, time.precision, words.text, words.span, "stated")


def _from_telling(scene: Scene, draft: Draft) -> When:
    """No time told: the day on which it was said, or news is of the day it is published."""
    published = scene.report.published
    for event in draft.events:
        for time in scene.times_of(scene.sentence(event.span[0])):
            if not time.start or time.precision not in FINE or (published and time.start > published):
                continue
            if telling(scene, time):
                day = day_of(time.start).isoformat()
                return When(day, day, precision="days", basis="inferred")
    if published is None:
        return When()
    day = day_of(published).isoformat()
    return When(day, day, precision="days", basis="inferred")
