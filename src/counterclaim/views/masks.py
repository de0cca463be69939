"""Withholds the names of private people who were harmed, in every text of a row or a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from counterclaim.records.account import Participant
from counterclaim.records.entry import Entry
from counterclaim.records.incident import Incident

MASK = "[name withheld]"
_HARMED = frozenset({"victim", "target"})
_PRIVATE = frozenset({"person", "civilians", "unknown"})
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LEAST = 3


def private_names(incident: Incident, entries: Sequence[Entry]) -> list[str]:
    """Names of people who were harmed and hold no office, the longest first; parts of names are names too."""
    found: set[str] = set()
    every = [*incident.participants, *(part for entry in entries for part in entry.account.participants)]
    for part in every:
        if part.role in _HARMED and part.kind in _PRIVATE and _holds_no_office(part):
            for words in (part.name, *(mention.text for mention in part.mentions)):
                found |= set(_names(words))
    kept = {name for part in every if not _is_private(part) for name in _names(part.name)}
    where = (incident.where, *(entry.account.where for entry in entries))
    places = {word for each in where for name in (each.name, each.admin1) if name for word in _names(name)}
    return sorted(found - kept - places, key=lambda name: (-len(name), name))


def masked(value: Any, names: list[str]) -> Any:
    """A value, nested or plain, with each name masked wherever its words stand, in addresses too."""
    if not names:
        return value
    pattern = re.compile("|".join(rf"(?<!\w){_loose(name)}(?!\w)" for name in names), re.IGNORECASE)
    return _masked(value, pattern)


def _masked(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(MASK, value)
    if isinstance(value, dict):
        return {key: _masked(each, pattern) for key, each in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(_masked(each, pattern) for each in value))
    if isinstance(value, list | tuple):
        return [_masked(each, pattern) for each in value]
    return value


def _is_private(part: Participant) -> bool:
    return part.role in _HARMED and part.kind in _PRIVATE and _holds_no_office(part)


def _holds_no_office(part: Participant) -> bool:
    """Members of a government, force or organization act for it: their names belong to the record."""
    return part.organization is None and (part.actor is None or part.actor.endswith("-CIV"))


def _names(words: str) -> Iterator[str]:
    """A name in full and each of its words that begins with a capital; words for people alone are no name."""
    capital = [word for word in _WORD.findall(words) if word[0].isupper() and len(word) >= _LEAST]
    if capital:
        yield " ".join(capital)
        yield from capital


def _loose(name: str) -> str:
    """A name as it stands in text or in an address: any run of blanks, hyphens or underscores between its words."""
    return r"[\s_+-]+".join(re.escape(word) for word in name.split())
