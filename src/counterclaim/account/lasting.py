"""How long an incident lasted: days counted off, lengths with an end or a start, a last moment; whether it goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.account.scene import Scene, distance
from counterclaim.account.told import act_times, cue_pattern, ends_with, is_end, is_since
from counterclaim.records.account import When
from counterclaim.records.reading import EventMention, TimeMention
from counterclaim.values.interval import Interval, day_of, move_day, of_days, precision, span_days

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_LENGTH = re.compile(r"P(\d+)([DWM])")
_UNITS = {"D": "day", "W": "week", "M": "month"}
_FINE = frozenset({"hour", "part_of_day", "day"})
_MOST = {"day": 90, "week": 52, "month": 24}
_CLOSE = 28
_PHRASE = 100
_LONGEST = 31
_PERFECT = re.compile(r"\b(?:has|have|is|are|'ve|’ve)\b", re.IGNORECASE)


def lasting(scene: Scene, draft: Draft, told: When, time: TimeMention | None) -> When:
    """The told time widened to all that the words say the incident took."""
    numbers = sentences_about(scene, draft)
    goes_on = ongoing(scene, draft, numbers)
    told = _counted(scene, draft, told, numbers)
    told = _until(scene, told, numbers)
    if goes_on and time is not None and _is_start(scene, time) and told.extent == "within":
        told = _till_now(scene, told)
    if time is not None and told.extent == "throughout" and is_since(scene, time):
        before = scene.text[scene.reading.sentences[scene.sentence(time.span[0])].span[0] : time.span[0]]
        goes_on = goes_on or (_PERFECT.search(before) is not None and told.precision not in {"month", "months", "year"})
    if told.extent == "throughout" and told.start and told.end and told.start[:10] != told.end[:10]:
        told = replace(told, precision=precision(Interval(told.start, told.end)))
    return replace(told, ongoing=told.ongoing or goes_on)


def _is_start(scene: Scene, time: TimeMention) -> bool:
    return ends_with(scene.text[max(0, time.span[0] - 20) : time.span[0]], "begun", 4)


def _till_now(scene: Scene, told: When) -> When:
    """What began and goes on lasts to publication."""
    published = scene.report.published
    if published is None or told.start is None or published[:10] < told.start[:10]:
        return told
    return replace(told, end=published[:10], extent="throughout")


def sentences_about(scene: Scene, draft: Draft) -> list[int]:
    """Sentences of the draft's triggers, and each next one that goes on about them without a trigger of its own."""
    own = list(dict.fromkeys(scene.sentence(e.span[0]) for e in draft.events))
    found = []
    for number in own:
        found.append(number)
        after = number + 1
        if after < len(scene.reading.sentences) and after not in own and _goes_on_about(scene, after):
            found.append(after)
    return found


def _goes_on_about(scene: Scene, number: int) -> bool:
    start, end = scene.reading.sentences[number].span
    return cue_pattern("pointing").match(scene.text[start:end]) is not None


def _counted(scene: Scene, draft: Draft, told: When, numbers: Sequence[int]) -> When:
    """ "A third day on Saturday" began on Thursday; "a three-day operation that ended on Wednesday" on Monday."""
    for number in numbers:
        for spell in scene.times_of(number):
            length = _LENGTH.fullmatch(spell.value or "") if spell.type == "DURATION" else None
            if length is None or spell.extent != "throughout" or not _of_draft(scene, draft, spell):
                continue
            count, unit = int(length[1]), _UNITS[length[2]]
            try:
                widened = _widened(scene, told, spell, count, unit) if count <= _MOST[unit] else None
            except (OverflowError, ValueError):  # beyond the calendar's ends
                continue
            if widened is not None:
                return widened
    return told


def _of_draft(scene: Scene, draft: Draft, spell: TimeMention) -> bool:
    """Whether a length is told of the draft's act: "entered a third day", "the second day of fighting"."""
    before = scene.text[max(0, spell.span[0] - 16) : spell.span[0]].rstrip()
    if ends_with(before, "lasting", 2):
        return True
    return any(0 <= e.span[0] - spell.span[1] <= _CLOSE or distance(e.span, spell.span) <= 4 for e in draft.events)


def _widened(scene: Scene, told: When, spell: TimeMention, count: int, unit: str) -> When | None:
    number = scene.sentence(spell.span[0])
    text = scene.text[slice(*scene.reading.sentences[number].span)]
    words = scene.text[slice(*spell.span)]
    nth = spell.start is not None and not re.search(r"\b(?:past|last|next|previous)\b", words, re.IGNORECASE)
    days = [t for t in act_times(scene, number) if t.start and t.type != "DURATION" and t.precision in _FINE]
    day = day_of(days[0].start or "") if days else None
    over = cue_pattern("ended").search(text) is not None
    if nth and spell.end is not None:
        last = day or day_of(spell.end)
        return _all_of(told, spell, scene, of_days(move_day(last, 1 - count, unit), last), not over)
    if spell.start is not None:
        return None
    if day is not None and over:
        return _all_of(told, days[0], scene, of_days(move_day(day, 1 - count, unit), day), going=False)
    if day is not None and cue_pattern("begun").search(text):
        return _all_of(told, days[0], scene, of_days(day, move_day(day, count - 1, unit)), going=False)
    published = scene.report.published
    if day is None and published and told.basis == "inferred" and _PERFECT.search(text):
        last = day_of(published)
        away = 1 - count if unit == "day" else -count
        return _all_of(told, spell, scene, of_days(move_day(last, away, unit), last), not over)
    return None


def _all_of(told: When, time: TimeMention, scene: Scene, covered: Interval, going: bool) -> When:
    words = scene.words(time.span)
    return replace(
        told,
        start=covered.start,
        end=covered.end,
        extent="throughout",
        precision=precision(covered),
        text=words.text,
        span=words.span,
        basis="stated",
        ongoing=going,
    )


def _until(scene: Scene, told: When, numbers: Sequence[int]) -> When:
    """The told time with the last moment that the words give it."""
    if told.start is None:
        return told
    for number in numbers:
        for time in act_times(scene, number):
            if time.end is None or not is_end(scene, time) or time.span == told.span or time.type == "DURATION":
                continue
            start = f"{told.start}T00:00" if "T" in time.end and "T" not in told.start else told.start
            covered = Interval(start, time.end)
            if told.start <= time.end and (span_days(covered) or 0) < _LONGEST:
                return replace(told, start=start, end=time.end, extent="throughout", precision=precision(covered))
    return told


def ongoing(scene: Scene, draft: Draft, numbers: Sequence[int]) -> bool:
    """Whether the words say that it goes on, beside a trigger or in a sentence that goes on about it."""
    own = scene.sentences_of(draft.events)
    texts = {number: scene.text[slice(*scene.reading.sentences[number].span)] for number in numbers}
    if any(cue_pattern("unabated" if number in own else "goes_on").search(text) for number, text in texts.items()):
        return True
    return any(_going(scene, event) for event in draft.events)


def _going(scene: Scene, event: EventMention) -> bool:
    """ "Still" before a trigger, "was continuing" behind it or behind the phrase that it heads."""
    start, end = scene.reading.sentences[scene.sentence(event.span[0])].span
    if ends_with(scene.text[max(start, event.span[0] - 25) : event.span[0]], "goes_on", 5):
        return True
    after = scene.text[event.span[1] : min(end, event.span[1] + _PHRASE)]
    match = cue_pattern("went_on").search(after)
    if match is None:
        return False
    between = after[: match.start()]
    apart = "," in between or cue_pattern("clause").search(between) is not None
    return not apart and not any(0 <= e.span[0] - event.span[1] < match.start() for e in scene.reading.events)
