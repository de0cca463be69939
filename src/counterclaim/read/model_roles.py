"""Marks of roles to their fillers: mentions of one thing are one filler, and a report may have none.

Reports name a thing many times. The filler is called by the mention that the model is surest of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from counterclaim.read.model_decode import Mark, Marks
from counterclaim.records.reading import RoleMention

_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "at",
        "to",
        "and",
        "from",
        "by",
        "for",
        "on",
        "his",
        "her",
        "their",
        "its",
        "this",
        "that",
    ]
)


_PARTS = {
    "PerpInd": ("acts", False),
    "PerpOrg": ("acts", True),
    "Victim": ("suffers", False),
    "Target": ("object", False),
    "Weapon": ("weapon", False),
}


class Filler(NamedTuple):
    """Somebody or something in a role."""

    role: str
    name: str
    confidence: float
    marks: tuple[Mark, ...]


def fillers(marks: Marks, text: str, enough: Mapping[str, float], tells: float) -> list[Filler]:
    """A report's fillers, the surest first: as sure as `enough` says, in a report as likely as `tells`."""
    if marks.relevant < tells:
        return []
    found = []
    for role, least in enough.items():
        mine = [mark for mark in marks.layers["role"] if mark.label == role]
        found += [one for one in _merged(role, mine, text) if one.confidence >= least]
    return sorted(found, key=lambda one: (-one.confidence, one.marks[0].span))


def role_mentions(found: Sequence[Filler], marks: Marks) -> tuple[RoleMention, ...]:
    """Fillers' spans, and beside them all faint ones, in text order."""
    told = [
        RoleMention(mark.span, *_part(mark, one.confidence), n, one.name)
        for n, one in enumerate(found)
        for mark in one.marks
    ]
    taken = {(mention.span, mention.part) for mention in told}
    for mark in (*marks.layers["role"], *marks.faint["role"]):
        mention = RoleMention(mark.span, *_part(mark, mark.confidence))
        if (mention.span, mention.part) not in taken:
            told.append(mention)
    return tuple(sorted(told, key=lambda one: (one.span, one.part, one.thing is None)))


def stands(marks: Marks | None) -> tuple[RoleMention, ...]:
    """Whom the model sees acting, suffering or taking part, in text order."""
    return tuple(RoleMention(mark.span, mark.label, mark.confidence) for mark in marks.layers["part"]) if marks else ()


def _part(mark: Mark, confidence: float) -> tuple[str, float, bool]:
    part, group = _PARTS[mark.label]
    return part, confidence, group


def _merged(role: str, marks: Iterable[Mark], text: str) -> list[Filler]:
    """Mentions whose words are all among another's, or whose last words agree, are of one thing."""
    groups: list[tuple[set[str], list[Mark]]] = []
    for mark in sorted(marks, key=lambda one: (-len(words(text, one)), one.span)):
        own = words(text, mark)
        home = next((group for group in groups if own and own <= group[0]), None)
        if home is None:
            groups.append((own, [mark]))
        else:
            home[1].append(mark)
    return [_filler(role, group, text) for _, group in groups]


def words(text: str, mark: Mark) -> set[str]:
    """The words that say what is meant, in lower case and without a plural's end."""
    found = {word.lower() for word in _WORD.findall(text[slice(*mark.span)])} - _SMALL
    return {word[:-1] if word.endswith("s") and len(word) > 3 else word for word in found}


def _filler(role: str, group: list[Mark], text: str) -> Filler:
    best = max(group, key=lambda one: (one.confidence, -one.span[0]))
    wrong = 1.0
    for mark in group:
        wrong *= 1 - mark.confidence * (1.0 if mark is best else 0.3)
    ordered = tuple(sorted(group, key=lambda one: one.span))
    return Filler(role, " ".join(text[slice(*best.span)].split()), round(1 - wrong, 4), ordered)
