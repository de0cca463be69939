"""Kinds of incident, weapons and objects as the codebook lists them, with indexes of the words that tell them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from counterclaim.codebook.grammar import inflect
from counterclaim.codebook.loader import load
from counterclaim.codebook.phrases import PhraseIndex, phrase_parts
from counterclaim.values.inflect import plural

QUAD_CLASS = {"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2}
QUAD_CLASS |= {"REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3}  # all others are 4, material conflict


@dataclass(frozen=True, slots=True)
class EventKind:
    """One entry of `events.yaml`; pairs are (ACLED event type, sub-event type)."""

    id: str
    plover: tuple[str, str | None]
    acled: tuple[str, str]
    cameo: str
    strength: str
    shape: str = "agent_patient"
    domain: str = "conflict"
    one_sided: tuple[str, str] | None = None
    two_sided: tuple[str, str] | None = None
    state_agent: tuple[str, str] | None = None
    patient: str | None = None

    @property
    def quad_class(self) -> int:
        """GDELT's and PLOVER's quad class, 1-4."""
        return QUAD_CLASS.get(self.plover[0], 4)


class Trigger(NamedTuple):
    """A word or phrase that tells a kind of event, as verb (with its form) or as noun."""

    entry: str
    noun: bool
    form: str


class Thing(NamedTuple):
    """A weapon or an object: its kind, and for weapons the PLOVER mode and event entry it implies."""

    kind: str
    mode: str | None = None
    event: str | None = None
    by_self: bool = False


@cache
def events() -> dict[str, EventKind]:
    """All kinds of event by id, in the codebook's order."""
    found = {}
    for entry in load("events"):
        fields = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
        for words in ("verbs", "nouns", "example", "source"):
            fields.pop(words, None)
        found[entry["id"]] = EventKind(**fields)
    return found


@cache
def triggers() -> tuple[PhraseIndex[Trigger], PhraseIndex[Trigger]]:
    """Indexes of verb phrases (every form) and of noun phrases (singular and plural)."""
    verbs: PhraseIndex[Trigger] = PhraseIndex(fold=True)
    nouns: PhraseIndex[Trigger] = PhraseIndex(fold=True)
    for entry in load("events"):
        for phrase in entry["verbs"]:
            for form, words in inflect(phrase).items():
                verbs.add(phrase_parts(words), Trigger(entry["id"], False, form))
        for phrase in entry["nouns"]:
            for words in dict.fromkeys((phrase, plural_phrase(phrase))):
                nouns.add(phrase_parts(words), Trigger(entry["id"], True, "noun"))
    return verbs, nouns


@cache
def weapons() -> PhraseIndex[Thing]:
    """Weapon words, singular and plural."""
    return _things("weapons")


@cache
def objects() -> PhraseIndex[Thing]:
    """Words for physical targets, singular and plural."""
    return _things("objects")


def _things(name: str) -> PhraseIndex[Thing]:
    found: PhraseIndex[Thing] = PhraseIndex(fold=True)
    for entry in load(name):
        thing = Thing(entry["id"], entry.get("mode"), entry.get("event"), bool(entry.get("by_self")))
        for phrase in entry["words"]:
            for words in dict.fromkeys((phrase, plural_phrase(phrase))):
                found.add(phrase_parts(words), thing)
    return found


def plural_phrase(phrase: str) -> str:
    """The plural of a noun phrase: of its first noun before "of"/"on", else of its last word."""
    for link in (" of ", " on ", " from "):
        head, found, tail = phrase.partition(link)
        if found:
            return plural_phrase(head) + found + tail
    head, _, last = phrase.rpartition(" ")
    return f"{head} {plural(last)}".strip()
