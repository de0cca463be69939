"""Marks every time expression of a report, with its TIMEX3 value and its interval of local time."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from counterclaim.codebook.loader import load
from counterclaim.read.document import Doc
from counterclaim.read.letters import Found, Letters, Range, Rules, letter_of, scan
from counterclaim.read.time_days import Anchors, day_of
from counterclaim.read.time_rules import resolve
from counterclaim.read.time_values import Told
from counterclaim.records.reading import TimeMention
from counterclaim.values import interval
from counterclaim.values.interval import Interval

_LOOK_BACK = 14
_LOOK_AHEAD = 8
_DATELINE = 300
_NUMBER = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-[A-Z]{1,3}\b")
"""A release's number, which opens with its year and month."""
_RESOLVABLE = frozenset({"day", "week", "month", "quarter", "year", "season", "weekend"})


def find_times(doc: Doc, published: str | None, day_first: bool = True) -> list[TimeMention]:
    """Time expressions in text order. Without `published` the dateline's date stands in where it tells a year;
    without either, what hangs on it keeps its words with `start` None. `day_first` reads 3/4/2026 as 3 April."""
    letters = scan(doc.text)
    published = published or dateline_date(doc)
    known = interval.is_moment(published or "")
    anchors = Anchors(letters, interval.day_of(published) if published and known else None, day_first=day_first)
    mentions: list[TimeMention] = []
    for found in _fits(doc.text):
        start, end = found.match.span()
        anchors.future = _is_to_come(letters, start, end)
        told = resolve(anchors, found)
        if told is None:
            continue
        for one in (told, *told.also):
            span = one.core or found.group("core") or (start, end)
            mentions.append(_mention(anchors, _since(anchors, one, span), span))
        _remember(anchors, told, found)
    return mentions


def time_ranges(text: str) -> list[Range]:
    """Tokens of everything that a rule of time fits, resolved or not."""
    return [found.match.span() for found in _fits(text)]


def dateline_date(doc: Doc) -> str | None:
    """The ISO day told in a dateline ("LIMA, March 4, 2026 -", "SAN SALVADOR, 12 JAN 90 --"), None without a year.

    A release's number may tell the year: "March 4: Patrols in Loreto", "2026-03-CA-017".
    """
    letters = scan(doc.text[:_DATELINE])
    anchors = Anchors(letters, None)
    for found in _rules().all(letters):
        span = found.group("day")
        opens = span is not None and span[0] == 0 and letters.lowers[span[1] : span[1] + 1] == [":"]
        if found.rule.name != "day" or span is None or not (opens or _in_dateline(letters, span)):
            continue
        told = day_of(anchors, span)
        if told and told.first:
            return told.first.isoformat()
        number = _NUMBER.search(letters.text)
        if told and told.value and number and told.value.startswith(f"XXXX-{number[2]}-"):
            return told.value.replace("XXXX", number[1])
    return None


@cache
def _rules() -> Rules:
    return Rules("times")


@cache
def _cues() -> dict[str, frozenset[str]]:
    """Words that tell the tense of a clause and who speaks, by kind."""
    return {entry["cues"]: frozenset(entry["words"]) for entry in load("times") if "cues" in entry}


@lru_cache(maxsize=4)
def _fits(text: str) -> tuple[Found, ...]:
    return tuple(_rules().all(scan(text)))


def _mention(anchors: Anchors, told: Told, span: Range) -> TimeMention:
    letters = anchors.letters
    where = (letters.starts[span[0]], letters.ends[span[1] - 1])
    return TimeMention(
        where, told.type, told.value, *told.interval, precision=told.precision, extent=told.extent, anchor=told.anchor
    )


def _since(anchors: Anchors, told: Told, span: Range) -> Told:
    """ "Since Friday" is the whole time from then to publication; "for" a length is all of it."""
    start = span[0]
    while start > 0 and anchors.letters.codes[start - 1] in letter_of("THE") + letter_of("ABOUT"):
        start -= 1
    if start == 0 or anchors.letters.codes[start - 1] not in letter_of("SINCE"):
        return told
    end = anchors.published.isoformat() if anchors.published else None
    if told.interval.start is None or (end and end < told.interval.start[:10]):
        return replace(told, extent="throughout")
    return replace(told, interval=Interval(told.interval.start, end), extent="throughout")


def _remember(anchors: Anchors, told: Told, found: Found) -> None:
    """Keep the time that "two days later" will count from; when somebody spoke is no such time."""
    if told.grain == "quarter" and found.group("ord") and not found.group("ago"):
        anchors.quarter = told.first
    if told.first is None or told.grain not in _RESOLVABLE:
        return
    if _is_of_speech(anchors.letters, found.match.start()) and anchors.previous is not None:
        return
    anchors.previous = told.also[-1].first if told.also else told.first
    if told.grain == "day":
        anchors.day = anchors.previous
        anchors.night = (told.value or "").endswith("TNI")


def _is_of_speech(letters: Letters, start: int) -> bool:
    """Whether the words just before say that somebody spoke: "police said on Wednesday"."""
    cues = _cues()
    near = [word for word in letters.lowers[max(start - 3, 0) : start] if word not in cues["between"]]
    return bool(near) and near[-1] in cues["speech"]


def _is_to_come(letters: Letters, start: int, end: int) -> bool | None:
    """Whether the words around an expression put it in what is to come; None where they do not tell."""
    before = letters.codes[start - 1] if start else " "
    if before in letter_of("SINCE"):
        return False
    if letters.lowers[max(start - 3, 0) : start : 2] == ["as", "as"]:  # "as early as Tuesday"
        return True
    if end < len(letters.codes) and letters.codes[end] in letter_of("QUOTE") + letter_of("POSS"):
        return None  # "Wednesday's ruling" is of its own time
    tense = _tense_around(letters, start, end)
    if before in letter_of("TOWARDS"):
        return tense or (True if tense is None and before in letter_of("UNTIL") + letter_of("BY") else None)
    return tense


def _tense_around(letters: Letters, start: int, end: int) -> bool | None:
    """What the nearest cue of tense in the clause says, looking back and then ahead."""
    back = range(start - 1, max(start - 1 - _LOOK_BACK, -1), -1)
    ahead = range(end, min(end + _LOOK_AHEAD, len(letters.lowers)))
    for way in (back, ahead):
        for index in way:
            if _ends_sentence(letters, index):
                break
            if (tense := _tense(letters, index, before=way is back)) is not None:
                return tense
    return None


def _ends_sentence(letters: Letters, index: int) -> bool:
    lower = letters.lowers[index]
    if lower == "." and index:
        before = letters.lowers[index - 1]
        return len(before) > 1 and before not in _cues()["titles"]
    return lower in {"!", "?", ";"} or letters.codes[index] in letter_of("BREAK")


def _tense(letters: Letters, index: int, before: bool) -> bool | None:
    """True for a cue of the future, False for one of the past, None for neither."""
    cues, lower = _cues(), letters.lowers[index]
    if lower in cues["future"]:
        return True
    if before and lower in cues["promise"] and letters.lowers[index + 1 : index + 2] == ["to"]:
        return True
    if lower in cues["past"] or (lower.endswith("ed") and lower not in cues["participle"] and len(lower) > 3):
        return None if index and letters.lowers[index - 1] in cues["passive"] else False
    return None


def _in_dateline(letters: Letters, span: Range) -> bool:
    """Whether a day stands as datelines have it: after a place in capitals, before a dash, a bracket or the agency."""
    before, after = letters.codes[max(span[0] - 1, 0)], letters.codes[span[1] : span[1] + 1]
    opened = before in letter_of("COMMA") + letter_of("OPEN") + letter_of("DASH") + letter_of("SPACED")
    closed = after != "" and after in letter_of("DASH") + letter_of("SPACED") + letter_of("CLOSE") + letter_of(
        "OPEN"
    ) + letter_of("COMMA")
    words = letters.text[: letters.starts[span[0]]].rsplit("\n", 1)[-1].split()
    return opened and closed and bool(words) and words[0][:1].isupper() and len(words) <= 8
