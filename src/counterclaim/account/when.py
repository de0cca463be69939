"""When an incident happened: the time told with its triggers, else in its sentences, else inferred from publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.account.scene import Scene
from counterclaim.records.account import When
from counterclaim.records.reading import TimeMention
from counterclaim.values.interval import Interval, gap_days, of_days, day_of

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_NEWS_DAYS = 10
"""An incident that ended longer ago than this before publication is history unless the report's lead tells it."""
_ORDER = ("hour", "part_of_day", "day", "days", "week", "month", "months", "year", "unknown")


def is_past(told: Interval, published: str) -> bool:
    """Whether a told time lies so long before publication that it is history and no news."""
    day = day_of(published)
    return gap_days(told, of_days(day)) > _NEWS_DAYS and (told.end or "") < published


def when(scene: Scene, draft: Draft) -> When:
    """The interval of a draft; `basis` is inferred where publication alone stands for it."""
    times = [s.time for s in draft.settings if s.time is not None]
    best = _finest(times)
    if best is not None:
        return _when(scene, best, draft)
    if draft.status == "main":
        return _from_publication(scene, draft)
    return When(ongoing=_ongoing(scene, draft))


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


def _when(scene: Scene, time: TimeMention, draft: Draft) -> When:
    told = When(
        start=time.start,
        end=time.end,
        extent=time.extent,
        precision=time.precision,
        text=scene.words(time.span).text,
        span=time.span,
        ongoing=_ongoing(scene, draft),
    )
    return replace(told, basis="stated" if time.anchor in {"none", "published", "previous"} else "inferred")


def _from_publication(scene: Scene, draft: Draft) -> When:
    """No time told: news is of the day it is published or the day before."""
    published = scene.report.published
    if published is None:
        return When(ongoing=_ongoing(scene, draft))
    day = day_of(published).isoformat()
    return When(start=day, end=day, precision="days", basis="inferred", ongoing=_ongoing(scene, draft))


def _ongoing(scene: Scene, draft: Draft) -> bool:
    """Whether the words say that it goes on: a progressive trigger or "still", "continues", "ongoing" before it."""
    for event in draft.events:
        before = scene.text[max(0, event.span[0] - 25) : event.span[0]].lower()
        if any(word in before for word in ("ongoing", "still ", "continuing", "are being ", "continues ")):
            return True
        after = scene.text[event.span[1] : event.span[1] + 25].lower()
        if after.lstrip().startswith(("continued", "was continuing", "were continuing", "is continuing", "are continuing", "was ongoing", "continues")):
            return True
    return False
