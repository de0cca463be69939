"""Words that say what world a report is of: arms in use, or something else that borrows the words of war."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from counterclaim.codebook.agents import forms
from counterclaim.codebook.events import plural_phrase
from counterclaim.codebook.loader import derived, load, load_all
from counterclaim.codebook.phrases import PhraseIndex, phrase_index, phrase_parts

_FORCES = {"armed_group": 1.0, "armed_force": 0.8}
_POLICE, _ARMS = 0.4, 1.0
_INITIALS = 3
"""Initials so short are words in texts without capitals."""


class Context(NamedTuple):
    """What a word speaks for: `arms` or another world, how strongly, and how (see contexts.yaml)."""

    id: str
    arms: bool
    weight: float
    frame: bool = False


@derived
def contexts() -> PhraseIndex[Context]:
    """Every word that speaks for a world, singular and plural; the armed and the weapons of the other lists too."""
    found: PhraseIndex[Context] = PhraseIndex(fold=True)
    for entry in load("contexts"):
        context = Context(entry["id"], entry["side"] == "arms", entry["weight"], bool(entry.get("frame")))
        for phrase in entry["words"]:
            for words in dict.fromkeys((phrase, plural_phrase(phrase))):
                found.add(phrase_parts(words), context)
    for entry in load("agents"):
        weight = _POLICE if entry["kind"] == "police" else _FORCES.get(entry["mention"], 0.0)
        if entry["id"] == "gunman":
            weight = _ARMS
        for form in forms(entry) if weight else ():
            found.add(phrase_parts(form), Context("the_armed", True, weight))
    for words in _groups():
        found.add(phrase_parts(words), Context("the_armed", True, _ARMS))
    for entry in load("weapons"):
        for phrase in entry["words"] if not entry.get("by_self") else ():
            for words in dict.fromkeys((phrase, plural_phrase(phrase))):
                found.add(phrase_parts(words), Context("weapons", True, _ARMS))
    return found


@derived
def openings() -> frozenset[str]:
    """Worlds that a report is of where it opens in them."""
    return frozenset(entry["id"] for entry in load("contexts") if entry.get("frame") and entry.get("opens", True))


def _groups() -> Iterator[str]:
    """Names of armed groups that mean nothing else, whatever their case."""
    for entry in load_all("actors"):
        if entry.get("kind") == "armed_group":
            doubtful = set(entry.get("ambiguous", ()))
            names = (entry["name"], *entry.get("aliases", ()))
            yield from (name for name in names if len(name) > _INITIALS and name not in doubtful)


@derived
def purposes() -> PhraseIndex[str]:
    """Words that say what a report is for, by the group of `standing.yaml` that lists them."""
    return phrase_index((phrase, entry["id"]) for entry in load("standing") for phrase in entry["words"])
