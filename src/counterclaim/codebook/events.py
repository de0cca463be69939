"""Kinds of incident, weapons and objects as the codebook lists them, with indexes of the words that tell them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from counterclaim.codebook.grammar import inflect
from counterclaim.codebook.loader import load
from counterclaim.codebook.phrases import PhraseIndex, phrase_parts
from counterclaim.values.inflect import plural

QUAD_CLASS = {"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2}
_USES = ("attack", "strike", "assault")
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
    rank: int = 5
    hints: tuple[str, ...] = ()
    name: str = ""
    against: str = "against"

    @property
    def quad_class(self) -> int:
        """GDELT's and PLOVER's quad class, 1-4."""
        return QUAD_CLASS.get(self.plover[0], 4)


class Trigger(NamedTuple):
    """A word or phrase that tells a kind of event, as verb (with its form) or as noun.

    `wants`: what it must act on to tell it (weapon, place, people, vehicle, object, nothing), `by_weapon` if a weapon
    must do it, `armed` for a noun whose own phrase must name a side or a weapon; None where it stands alone.
    """

    entry: str
    noun: bool
    form: str
    wants: str | None = None


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
        fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
        for words in ("verbs", "verbs_with", "nouns", "nouns_armed", "example", "source"):
            fields.pop(words, None)
        found[entry["id"]] = EventKind(**fields)
    return found


@cache
def scheme_words() -> dict[str, str]:
    """Words of the schemes, each with what it names: `plover`, `mode`, `acled` (event type) or `sub_event`."""
    found: dict[str, str] = {}
    for kind in events().values():
        pairs = [pair for pair in (kind.acled, kind.one_sided, kind.two_sided, kind.state_agent) if pair]
        found |= dict.fromkeys((pair[0] for pair in pairs), "acled") | {pair[1]: "sub_event" for pair in pairs}
        found |= {kind.plover[0]: "plover"} | ({kind.plover[1]: "mode"} if kind.plover[1] else {})
    return found


@cache
def triggers() -> tuple[PhraseIndex[Trigger], PhraseIndex[Trigger]]:
    """Indexes of verb phrases (every form) and of noun phrases (singular and plural)."""
    verbs: PhraseIndex[Trigger] = PhraseIndex(fold=True)
    nouns: PhraseIndex[Trigger] = PhraseIndex(fold=True)
    for entry in load("events"):
        for phrase, wants in _verb_phrases(entry):
            for form, words in inflect(phrase).items():
                verbs.add(phrase_parts(words), Trigger(entry["id"], False, form, wants))
        for key, wants in (("nouns", None), ("nouns_armed", "armed")):
            for phrase in entry.get(key, ()):
                for words in dict.fromkeys((phrase, plural_phrase(phrase))):
                    nouns.add(phrase_parts(words), Trigger(entry["id"], True, "noun", wants))
    for words, told in _weapon_attacks():
        known = nouns.match(words.split(), 0)
        if known is None or known[0] < len(words.split()):
            nouns.add(phrase_parts(words), Trigger(told, True, "noun"))
    return verbs, nouns


def _weapon_attacks() -> Iterator[tuple[str, str]]:
    """ "Landmine attack", "chlorine attacks": a weapon's use as one noun, with the kind of event that it is."""
    for entry in load("weapons"):
        for word in entry["words"] if entry.get("event") else ():
            yield from ((f"{word} {noun}", entry["event"]) for use in _USES for noun in (use, plural(use)))


@cache
def openers() -> frozenset[str]:
    """Words that begin a verb phrase of several words."""
    phrases = [phrase for entry in load("events") for phrase, _ in _verb_phrases(entry) if " " in phrase]
    return frozenset(words.split()[0].lower() for phrase in phrases for words in inflect(phrase).values())


def _verb_phrases(entry: dict[str, Any]) -> list[tuple[str, str | None]]:
    """An entry's verb phrases with what each must act on."""
    plain: list[tuple[str, str | None]] = [(phrase, None) for phrase in entry.get("verbs", ())]
    return plain + [(phrase, wants) for wants, phrases in entry.get("verbs_with", {}).items() for phrase in phrases]


@cache
def weapons() -> PhraseIndex[Thing]:
    """Weapon words, singular and plural."""
    return _things("weapons")


@cache
def weapon_kinds() -> dict[str, Thing]:
    """What each kind of weapon implies."""
    return {e["id"]: Thing(e["id"], e.get("mode"), e.get("event"), bool(e.get("by_self"))) for e in load("weapons")}


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
