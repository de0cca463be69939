"""When an incident happened: the time told with its triggers, else beside them, else inferred from telling or release.

told with a trigger | refined by a finer one | told just before | when it was said | publication | how long
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.account.lasting import lasting, sentences_about
from counterclaim.account.scene import Scene
from counterclaim.account.told import act_times, is_aside, is_end, telling, time_of
from counterclaim.records.account import When
from counterclaim.records.reading import TimeMention
from counterclaim.values.interval import Interval, day_of, gap_days, of_days

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_NEWS_DAYS = 10
"""An incident that ended longer ago than this before publication is history unless the report's lead tells it."""
_ORDER = ("hour", "part_of_day", "day", "days", "week", "month", "months", "year", "unknown")
_COARSE = frozenset({"week", "month", "months", "year"})
_LOOK_BACK = 3
_HOURS = frozenset({"hour", "part_of_day"})
_FINE = frozenset({"hour", "part_of_day", "day"})


def is_past(told: Interval, published: str) -> bool:
    """Whether a told time lies so long before publication that it is history and no news."""
    day = day_of(published)
    return gap_days(told, of_days(day)) > _NEWS_DAYS and (told.end or "") < published


def when(scene: Scene, draft: Draft) -> When:
    """The interval of a draft; `basis` is inferred where words beside its triggers, or publication, stand for it."""
    best = _finest(_told(scene, draft))
    beside = _beside(scene, draft) if draft.status == "main" and (best is None or best.precision in _COARSE) else None
    if best is not None and (beside is None or not _within(beside, best)):
        return lasting(scene, draft, _when(scene, best), best)
    if beside is not None:
        return lasting(scene, draft, replace(_when(scene, beside), basis="inferred"), beside)
    told = _from_telling(scene, draft) if draft.status == "main" else When()
    return lasting(scene, draft, told, None)


def _told(scene: Scene, draft: Draft) -> list[TimeMention]:
    """Times told with the draft's triggers in text order; one whose day is not known only where no other is."""
    news = [event for event in draft.events if not is_aside(scene, event)]
    acts = [time for event in news or draft.events if (time := time_of(scene, event)) is not None]
    own = {scene.sentence(event.span[0]) for event in draft.events}
    later = [n for n in sentences_about(scene, draft) if n not in own]
    told = [time for n in later for time in act_times(scene, n)]
    finer = [time for time in told if time.precision in _HOURS and not is_end(scene, time)]
    known = [time for time in acts if time.start is not None]
    return [*known, *finer] if known else acts


def _beside(scene: Scene, draft: Draft) -> TimeMention | None:
    """The day told last before the founding trigger: in its sentence, its paragraph, the lead or the title."""
    first = scene.sentence(draft.first.span[0])
    sentences = scene.reading.sentences
    body = [n for n in range(first) if sentences[n].kind == "body"]
    passage = [n for n in reversed(body) if sentences[n].paragraph == sentences[first].paragraph]
    heads = [n for n in range(min(first, 3)) if sentences[n].kind in {"title", "heading"}]
    for number in dict.fromkeys([first, *passage[:_LOOK_BACK], *body[-1:], *body[:2], *heads]):
        for time in act_times(scene, number):
            if time.start and time.precision in _FINE and time.extent == "within" and _is_news(scene, time):
                return time
    return None


def _is_news(scene: Scene, time: TimeMention) -> bool:
    """Whether a day is not long before publication, nor after it."""
    published = scene.report.published
    if published is None or time.start is None:
        return True
    return time.start[:10] <= published[:10] and not is_past(Interval(time.start, time.end), published)


def _finest(times: Sequence[TimeMention]) -> TimeMention | None:
    """The first told time, or a finer one that lies within it."""
    if not times:
        return None
    best = times[0]
    for time in times[1:]:
        if _ORDER.index(time.precision) < _ORDER.index(best.precision) and _within(time, best):
            best = time
    return best


def _within(inner: TimeMention, outer: TimeMention) -> bool:
    return bool(inner.start and outer.start and inner.end and outer.end) and (
        outer.start[:10] <= inner.start[:10] <= outer.end[:10]  # type: ignore[index]
    )


def _when(scene: Scene, time: TimeMention) -> When:
    words = scene.words(time.span)
    return When(time.start, time.end, time.extent, False, time.precision, words.text, words.span, "stated")


def _from_telling(scene: Scene, draft: Draft) -> When:
    """No time told: the day on which it was said, or news is of the day it is published."""
    published = scene.report.published
    for event in draft.events:
        for time in scene.times_of(scene.sentence(event.span[0])):
            if not time.start or time.precision not in _FINE or (published and time.start > published):
                continue
            if telling(scene, time):
                day = day_of(time.start).isoformat()
                return When(day, day, precision="days", basis="inferred")
    if published is None:
        return When()
    day = day_of(published).isoformat()
    return When(day, day, precision="days", basis="inferred")
