"""How many acts an account tells where it is a series, and how whoever counts them came to know."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from counterclaim.account.scene import Scene
from counterclaim.codebook.loader import load
from counterclaim.records.reading import NumberMention, Quantity
from counterclaim.values import quantity

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_FEWEST = 2
_SMALL = "and|or|in|on|at|by|when|after|with|from|to|of|were|was|had|have"
_BETWEEN = rf"(?:\s++(?:of\s++)?(?!(?:{_SMALL})\b)[\w'’-]+){{0,3}}?\s++"
_AFTER_TALLY = 40
_REACH = 90
_BOUNDS: dict[str, Callable[[Quantity], Quantity]] = {
    "more_than": quantity.more_than,
    "at_least": quantity.at_least,
    "up_to": quantity.up_to,
    "hedged": quantity.hedged,
}
_OBSERVED = ("heard", "saw", "assessed")


def series(scene: Scene, draft: Draft) -> tuple[Quantity | None, str | None]:
    """The count of acts told with a draft's triggers, with saw, heard or assessed; (None, None) for a single act."""
    for number in dict.fromkeys(scene.sentence(e.span[0]) for e in draft.events):
        start, end = scene.reading.sentences[number].span
        for told in scene.in_sentence(scene.reading.numbers, number):
            if _counts_acts(scene, draft, told, end):
                return told.quantity, _observed(scene.text[start : told.span[0]])
        repeated = _repeated(scene, draft, end)
        if repeated is not None:
            return repeated, _observed(scene.text[start:end])
    return None, None


def _repeated(scene: Scene, draft: Draft, end: int) -> Quantity | None:
    """ "Violated the truce more than 45 times": a trigger of acts and a figure of times behind it."""
    for event in draft.events:
        last = min(end, event.span[1] + _REACH)
        if "times" not in scene.text[event.span[0] : last].lower():
            continue
        match = _times().search(scene.text, event.span[0], last)
        if match is None or not _acts().search(scene.text, event.span[0], match.start()):
            continue
        told = quantity.exact(int(match["figure"].replace(",", "")))
        bound = next((name for name in _BOUNDS if match[name]), None)
        return _BOUNDS[bound](told) if bound else told if (told.low or 0) >= _FEWEST else None
    return None


def _counts_acts(scene: Scene, draft: Draft, told: NumberMention, end: int) -> bool:
    """Whether a number counts the draft's own acts: "128 ceasefire violations", "violated the truce 12 times"."""
    if (told.quantity.best or told.quantity.low or 0) < _FEWEST:
        return False
    after = scene.text[told.span[1] : end]
    noun = _counted().match(after)
    if noun is not None:
        last = told.span[1] + noun.end() + (_AFTER_TALLY if noun["tally"] else 0)
        return any(told.span[0] < e.span[1] and e.span[0] < last for e in draft.events)
    before = scene.text[max(0, told.span[0] - 80) : told.span[0]]
    if re.match(r"\s+times\b", after) and not re.search(r"\btimes (?:more|as|the)\b", after[:16]):
        return _acts().search(before) is not None
    return False


@cache
def _words(name: str) -> str:
    words = next(entry["words"] for entry in load("series") if entry["id"] == name)
    return "|".join(map(re.escape, words))


@cache
def _counted() -> re.Pattern[str]:
    """What stands behind the count of a series: a plural of acts, with up to three words before it."""
    return re.compile(rf"{_BETWEEN}(?:{_words('nouns')}|(?P<tally>{_words('tally')}))\b", re.IGNORECASE)


@cache
def _times() -> re.Pattern[str]:
    bounds = "|".join(rf"(?P<{name}>{_words(name)})" for name in _BOUNDS)
    return re.compile(
        rf"(?:\b(?:{bounds})\s+)?(?P<figure>\b\d[\d,]{{0,6}})\s+times\b(?!\s+(?:more|as|the|his|her)\b)", re.IGNORECASE
    )


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words('acts')})\b", re.IGNORECASE)


@cache
def _ways() -> dict[str, re.Pattern[str]]:
    return {way: re.compile(rf"\b(?:{_words(way)})\b", re.IGNORECASE) for way in _OBSERVED}


def _observed(before: str) -> str | None:
    """The last way of knowing told before a count."""
    found = [(match.start(), way) for way, pattern in _ways().items() for match in pattern.finditer(before)]
    return max(found)[1] if found else None
