"""Headlines, days, counts and grades in plain words, as pages and briefs show them."""

from __future__ import annotations

import re

from counterclaim.records.account import When
from counterclaim.views.words import NameOf, clean, holder_name, quoted

_AFTER_DAY = re.compile(r" \(\d{4}-\d{2}.*$|: (?:[a-z]+ ){0,3}[\d,-]+ [a-z]+(?: \(.*\))?(?:[,;].*)?$", re.S)
_ID = re.compile(r"\b(?:[A-Z]{2,}(?:-[A-Z0-9]+)+|[A-Z]{2}|None|witness|medical|unnamed)\b")
_ISO_DAY = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")
_BOUNDS = re.compile(r"\btakes (\w+)/(\w+)/(\w+)")
_DAY = 10
_NOBODY: dict[str, str | None] = {"None": None}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GRADES = {
    "contested": "Sides contradict each other on what happened, who did it or to whom",
    "denied": "Everybody who speaks of it says that it did not happen",
    "refuted": "Whoever said it took the word back",
    "admitted": "Whoever did it says so, and nobody contradicts",
    "corroborated": "Two independent texts or more tell it, and nobody contradicts",
    "single_source": "One text tells it",
}


def title(headline: str) -> str:
    """A headline without the day and the figures that stand beside it."""
    told = clean(_AFTER_DAY.sub("", headline))
    return told[:1].upper() + told[1:]


def day(text: str | None) -> str:
    """`2026-03-04T08:30` as `4 Mar 2026`."""
    if not text or len(text) < 10 or not text[5:7].isdigit() or not 1 <= int(text[5:7]) <= len(_MONTHS):
        return text or "day unknown"
    return f"{int(text[8:10])} {_MONTHS[int(text[5:7]) - 1]} {text[:4]}"


def moment(text: str | None) -> str:
    """`2026-03-04T08:30` as `4 Mar 2026, 08:30`."""
    return f"{day(text)}, {text[11:16]}" if text and len(text) >= 16 else day(text)


def span(when: When) -> str:
    """When it was: `4 Mar 2026, 06:00 to 12:00`, `3 Mar 2026 to 5 Mar 2026, ongoing`, and the words where told."""
    start, end = when.start, when.end
    if start is None and end is None:
        told = "not resolved" if when.text else "not told"
    elif start is None or end is None:
        told = f"from {moment(start)}" if start else f"until {moment(end)}"
    elif start == end:
        told = moment(start)
    elif start[:10] == end[:10] and len(end) > _DAY:
        told = f"{moment(start)} to {end[11:16]}"
    else:
        told = f"{moment(start)} to {moment(end)}"
    notes = ["throughout"] if when.extent == "throughout" and start != end else []
    notes += ["ongoing"] if when.ongoing else []
    return ", ".join([told, *notes]) + (f" {quoted(when.text)}" if when.text else "")


def many(number: int, noun: str, plural: str = "") -> str:
    """`1 report`, `2 reports`, `1,204 reports`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def named(text: str, name_of: NameOf) -> str:
    """Reasons with names where they have ids of holders; days and bounds as they are told elsewhere."""
    text = _ISO_DAY.sub(lambda found: day(found[0]), text)
    text = _BOUNDS.sub(r"takes low \1, best \2, high \3", text)
    return _ID.sub(lambda found: holder_name(_NOBODY.get(found[0], found[0]), name_of), text)
