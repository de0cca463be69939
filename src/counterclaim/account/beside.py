"""Days told beside an incident's triggers: just before them, or in a sentence that says when "it happened"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.account.scene import Scene
from counterclaim.account.told import act_times, cue_pattern, is_end
from counterclaim.records.reading import TimeMention
from counterclaim.values.interval import Interval, day_of, gap_days, of_days

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

FINE = frozenset({"hour", "part_of_day", "day"})
"""Precisions of a time that dates one act."""
_NEWS_DAYS = 10
"""An incident that ended longer ago than this before publication is history unless the report's lead tells it."""
_LOOK_BACK = 3
_LOOK_AHEAD = 6


def is_past(told: Interval, published: str) -> bool:
    """Whether a told time lies so long before publication that it is history and no news."""
    day = day_of(published)
    return gap_days(told, of_days(day)) > _NEWS_DAYS and (told.end or "") < published


def told_before(scene: Scene, draft: Draft) -> TimeMention | None:
    """The day told last before the founding trigger: in its sentence, its paragraph, the lead or the title."""
    first = scene.sentence(draft.first.span[0])
    sentences = scene.reading.sentences
    body = [n for n in range(first) if sentences[n].kind == "body"]
    passage = [n for n in reversed(body) if sentences[n].paragraph == sentences[first].paragraph]
    heads = [n for n in range(min(first, 3)) if sentences[n].kind in {"title", "heading"}]
    for number in dict.fromkeys([first, *passage[:_LOOK_BACK], *body[-1:], *body[:2], *heads]):
        found = _days(scene, number)
        if found:
            return found[0]
    return None


def told_after(scene: Scene, draft: Draft) -> list[TimeMention]:
    """Days of later sentences on when it came about: "the shooting happened on Sunday", "police were called at 3"."""
    first = scene.sentence(draft.first.span[0])
    own = {event.span for event in draft.events}
    found: list[TimeMention] = []
    for number in range(first, min(first + _LOOK_AHEAD, len(scene.reading.sentences))):
        text = scene.text[slice(*scene.reading.sentences[number].span)]
        here = [e for e in scene.in_sentence(scene.reading.events, number) if e.realis == "actual"]
        pointing = cue_pattern("pointing").match(text) is not None
        if not pointing and any(e.span not in own for e in here):
            return found
        if cue_pattern("befell").search(text):
            found += _days(scene, number)
    return found


def _days(scene: Scene, number: int) -> list[TimeMention]:
    """Times of a sentence that can date news."""
    return [
        time
        for time in act_times(scene, number)
        if time.start
        and time.precision in FINE
        and time.extent == "within"
        and not is_end(scene, time)
        and _is_news(scene, time)
    ]


def _is_news(scene: Scene, time: TimeMention) -> bool:
    """Whether a day is not long before publication, nor after it."""
    published = scene.report.published
    if published is None or time.start is None:
        return True
    return time.start[:10] <= published[:10] and not is_past(Interval(time.start, time.end), published)
