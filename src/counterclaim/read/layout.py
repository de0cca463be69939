"""Lines to passages: what is title, dateline, heading, furniture or body, and where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from counterclaim.codebook.loader import load
from counterclaim.records.report import Span

_DATELINE = re.compile(
    r"""\(?(?P<place>[A-Z][\w'’.-]{0,60}(?:[ ][A-Z(][\w'’.)-]*|[ ](?:de|del|al|el|la|of|the)\b){0,5}
        (?:(?:,[ ]|/[ ]?)[A-Z][\w'’. -]{1,30}?){0,4}?)
        (?:,?[ ]*\(?(?P<date>(?:\d{1,2}(?:st|nd|rd|th)?[ ])?[A-Z][A-Za-z]{2,8}\.?[ ]?\d{0,2}(?:st|nd|rd|th)?
            (?:,?[ ]?(?:\d{4}|\d{2}\b))?|\d{1,2}[./]\d{1,2}[./]\d{2,4})\)?)?
        (?:,?[ ]*[(\[](?P<agency>[^)\]\n]{2,40})[)\]])*
        (?:,?[ ](?P<house>[A-Z][A-Za-z]+))?
        [ ]*(?:--+|–|—|-(?=[ ])|(?<=\))[ ]?:|(?<=[ ]\d{4}):)[ ]*(?:\[(?:TEXT|REPORT|EXCERPTS?|COMMENTARY)\][ ]*)?""",
    re.VERBOSE,
)
_DATE_LINE = re.compile(
    r"(?i)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:[a-z]{3,9}\.? \d{1,2}|\d{1,2} [a-z]{3,9}\.?),? \d{4}\.?"
)
_COLON = re.compile(r"[A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’-]+){0,2}(?:, [A-Z][a-z]+)?: (?=[A-Z“\"][a-z]|An? )")
_RELEASE = re.compile(
    r"\b[A-Z]{3,}(?: [A-Z]{2,}){0,2}, [A-Z][a-z]+(?: [A-Z][a-z]+)? "
    r"\([A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\)\s*(?:[-–—]+\s*)?"
)
_DASH = re.compile(r"\s[-–—]+\s")
_SLUG = re.compile(r"\s*+(?:\((?:CLANDESTINE|TEXT)\)|\[(?:TEXT|EXCERPTS?)\])\s*", re.IGNORECASE)
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s|$)|[.!?][\"”’»)\]]++(?=[A-Z])")
_INITIAL = re.compile(r"(?:^|[\s(\"“‘'.])[A-Z]\.$")
_SMALL_INITIAL = re.compile(r"(?:^|[\s(\"“‘'.])[^\W\d_]\.$")
_LAST_WORD = re.compile(r"([\w.]+)\.[\"'”’»)\]]*$")
_NEXT_STARTS = re.compile(r"\s*+[\"'“‘«(\[–—-]*+\s*+[A-Z0-9\u00c0-\u00deА-Я]")
_SMALL_STARTS = re.compile(r"\s*+[\"'“‘«(\[–—-]*+\s*+\w")
_AFTER_STOP = re.compile(r"[^\W\d_]{3}[.?!][\"'”’»)]* +[\"'“‘«(\[]*([^\W\d_])")
_HEADLINE = 12
"""Characters that a headline has at least before its outlet is named."""
_FEW_CLIPS = 2
_FEW_STOPS = 2
"""Stops inside paragraphs from which they tell how a text begins its sentences."""
_BREAKS = ("\n", "\u2028", "\u2029")
"""What ends a line; a release copied from a page has the last two."""
_PROSE = 60
"""Characters from which a line is told news and no line of a header."""
_OPENING = 3
"""Lines of news, mostly captions, among which a dateline may first stand."""
_CLIP = re.compile(r"(?m)^[ \t]*(\d{1,2}:[0-5]\d)(?:[ \t]+[^\n]{0,160}?(?<![.\s]))?[ \t]*$")
_SHORT_CLIP = re.compile(r"\d:")
_BULLET = re.compile(r"[ \t]*+(?:[-*•–—]|\d{1,2}[.)])[ \t]+")


_OPENERS = frozenset(
    [
        "The",
        "A",
        "An",
        "It",
        "He",
        "She",
        "They",
        "We",
        "I",
        "In",
        "But",
        "And",
        "On",
        "At",
        "This",
        "That",
        "These",
        "There",
        "His",
        "Her",
        "Their",
        "Its",
    ]
)


class Passage(NamedTuple):
    """A stretch of text of one kind: title | heading | dateline | furniture | body."""

    start: int
    end: int
    kind: str
    paragraph: int


def passages(text: str, title: str | None, marked: tuple[Span, ...]) -> list[Passage]:
    """Cut a text into passages in order; blank space belongs to none."""
    found: list[Passage] = []
    for number, (start, end) in enumerate(_blocks(text)):
        kind = _kind(text, start, end, first=not found, title=title, marked=marked)
        if kind == "body":
            head = _RELEASE.search(text, start, min(end, start + 300)) if _may_open(found) else None
            if head and head.start() > start:
                found.append(Passage(start, head.start(), "heading", number))
                start = head.start()  # noqa: PLW2901 (what stands before a release's dateline is its header)
            dateline = head.end() if head else (_dateline(text, start, end) if _may_open(found) else None)
            if dateline:
                found.append(Passage(start, dateline, "dateline", number))
            if dateline is None or dateline < end:
                found.append(Passage(dateline or start, end, kind, number))
        else:
            tail = _masthead(text, start, end) if kind == "title" else end
            found.append(Passage(start, tail, kind, number))
            if tail < end:
                found.append(Passage(tail, end, "furniture", number))
    return _after_sources(text, found)


def small_starts(text: str) -> bool:
    """Whether a text begins its sentences without capitals, as feeds in small letters do."""
    letters = _AFTER_STOP.findall(text)
    return len(letters) >= _FEW_STOPS and 2 * sum(letter.islower() for letter in letters) > len(letters)


def sentences(text: str, passage: Passage, small: bool = False) -> Iterator[Span]:
    """Sentence spans of a passage, trimmed of space; `small` where they begin without capitals."""
    start, end = passage.start, passage.end
    if passage.kind in {"title", "heading", "dateline", "furniture"}:
        yield from _trimmed(text, start, end)
        return
    for match in _END.finditer(text, start, end):
        if match.end() <= start or not _ends(text, match, end, small):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, end)


def _ends(text: str, match: re.Match[str], limit: int, small: bool) -> bool:
    """Whether a full stop ends a sentence: no abbreviation, no initial, and a new sentence can start after it."""
    if match.end() >= limit:
        return True
    if not (_SMALL_STARTS if small else _NEXT_STARTS).match(text, match.end()):
        return False
    if "." not in match.group() or "!" in match.group() or "?" in match.group():
        return True
    head = text[max(0, match.start() - 24) : match.start() + 1]
    after = text[match.end() : match.end() + 24].split(maxsplit=1)
    opens = bool(after) and after[0].strip("\"“‘'(") in _OPENERS
    if (_SMALL_INITIAL if small else _INITIAL).search(head):
        return opens
    word = _LAST_WORD.search(head)
    low = word.group(1).lower() if word else ""
    if low in _hours():
        return not after or after[0].rstrip(".,;").lower() not in _hours()[low]
    if low in _abbreviations():
        return False
    if "." in low and low.replace(".", "").isalpha():  # "U.S. troops" goes on, "in the U.S. The army" does not
        return opens or low not in {"u.s", "u.n", "u.k"}
    return True


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word for entry in load("abbreviations") if "goes_on" not in entry for word in entry["words"])


@cache
def _hours() -> dict[str, frozenset[str]]:
    """Of an abbreviation behind an hour ("a.m.") the words that still tell when, small."""
    told = [entry for entry in load("abbreviations") if "goes_on" in entry]
    return {word: frozenset(entry["goes_on"]) for entry in told for word in entry["words"]}


@cache
def _furniture() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry["pattern"]) for entry in load("furniture") if "pattern" in entry)


@cache
def _tails() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry["tail"]) for entry in load("furniture") if "tail" in entry)


def is_furniture(line: str) -> bool:
    """Whether a line is page furniture: a link to other stories, a byline, a caption, a notice."""
    return any(pattern.match(line.strip()) for pattern in _furniture())


def _masthead(text: str, start: int, end: int) -> int:
    """Where a title's tail begins that names its outlet, the title's end where it has none."""
    found = [match.start() for tail in _tails() if (match := tail.search(text, start + _HEADLINE, end))]
    return min(found, default=end)


@lru_cache(maxsize=4)
def _clips(text: str) -> frozenset[int]:
    """Where lines of a list of films begin: "1:08 Crowds at the gate"; hours of a live report go one way."""
    found = list(_CLIP.finditer(text))
    short = [match for match in found if _SHORT_CLIP.match(match[1])]
    hours = [tuple(int(part) for part in match[1].split(":")) for match in found]
    if len(short) < _FEW_CLIPS or hours in (sorted(hours), sorted(hours, reverse=True)):
        return frozenset()
    return frozenset(match.start() + len(match[0]) - len(match[0].lstrip()) for match in found)


def _blocks(text: str) -> Iterator[Span]:
    """Paragraphs: split at blank lines, and at every line break unless the text is hard-wrapped."""
    wrapped = _hard_wrapped(text)
    for block in re.finditer(r"\S(?:.|\n(?![ \t\r]*\n))*", text):
        if wrapped:
            yield from _trimmed(text, *block.span())
            continue
        at = block.start()
        for line in block.group().splitlines(keepends=True):
            yield from _trimmed(text, at, at + len(line))
            at += len(line)


def _hard_wrapped(text: str) -> bool:
    """Whether lines are broken at a fixed width: most inner line ends stand in mid-sentence at 45-100 signs."""
    lines = text.splitlines()
    inner = [a for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(inner) < 2:
        return bool(inner) and 45 <= len(inner[0]) <= 100 and lines[-1][:1].islower()
    broken = [line for line in inner if 40 <= len(line.rstrip()) <= 100 and line.rstrip()[-1] not in '.!?:"”']
    return len(broken) >= 0.6 * len(inner)


def _kind(text: str, start: int, end: int, *, first: bool, title: str | None, marked: tuple[Span, ...]) -> str:
    block = text[start:end]
    if any(a <= start and end <= b for a, b in marked):
        return "furniture"
    if end - start < 60 and _DATE_LINE.fullmatch(block):
        return "dateline"
    if first and title and _squeeze(block) == _squeeze(title):
        return "title"
    if end - start < 400 and (is_furniture(block) or start in _clips(text)):
        return "furniture"
    if end - start > 200 or block[-1] in '.!?"”’,;)…' or _BULLET.match(block):
        return "body"
    alone = any(mark in text[end : end + 6] for mark in _BREAKS)
    if first and alone and _dateline(text, start, end) is None:
        return "title"
    return "heading" if alone and end - start < 90 and not block.endswith((":", "-")) else "body"


def _after_sources(text: str, found: list[Passage]) -> list[Passage]:
    """What follows a heading like "Sources" or "Related news" at the end of a page is furniture too."""
    for i, passage in enumerate(found):
        if (
            passage.kind == "furniture"
            and i >= 2
            and re.match(
                r"(?i)(?:sources?|external links?|related news|sister links)\s*$", text[passage.start : passage.end]
            )
        ):
            return found[:i] + [p._replace(kind="furniture") for p in found[i:]]
    return found


def _may_open(found: list[Passage]) -> bool:
    """Whether a dateline may stand here: no more than one passage of the news before it, lines of a header aside."""
    return sum(p.kind == "body" and p.end - p.start >= _PROSE for p in found) < _OPENING


def _dateline(text: str, start: int, end: int) -> int | None:
    """Where a dateline at `start` ends, or None."""
    colon = _COLON.match(text, start, end)
    if colon:
        return colon.end()
    slug = _SLUG.match(text, start, end)
    match = _DATELINE.match(text, slug.end() if slug else start, min(end, start + 160))
    if not match or match.end() >= end:
        return None
    place = match.group("place")
    town = place.split(",")[0]
    upper = sum(c.isupper() for c in town) >= 0.6 * sum(c.isalpha() for c in town)
    return (
        match.end()
        if upper
        or match.group("date")
        or match.group("agency")
        or "(" in place
        or text[match.end() - 2 : match.end()].strip() in {"—", "--"}
        or _stands_alone(text, match.end(), end)
        else None
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether what follows a dash is a sentence of its own: "Kyiv - Russian forces struck", not "Wagner - a group"."""
    return text[start:end].lstrip()[:1].isupper() and not _DASH.search(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _squeeze(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().lower()
