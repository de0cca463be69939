"""The words that tell names apart: given and family names, titles, heads of bodies and facilities, common words."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from counterclaim.codebook.agents import forms
from counterclaim.codebook.loader import derived, load
from counterclaim.codebook.phrases import PhraseIndex, phrase_parts
from counterclaim.read.lexicon import lexicon

_ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("er", ""),
    ("er", "e"),
    ("ers", ""),
    ("est", ""),
)
_SHORTEST = 2


class NameWords(NamedTuple):
    """Word lists of `given_names.yaml` and `name_words.yaml`, folded; `named` and `particle` are phrases."""

    given: frozenset[str]
    weak: frozenset[str]
    families: frozenset[str]
    bodies: frozenset[str]
    body_nouns: frozenset[str]
    outposts: frozenset[str]
    facilities: frozenset[str]
    sites: frozenset[str]
    known_bodies: frozenset[str]
    before_bodies: frozenset[str]
    after_bodies: frozenset[str]
    body_of: frozenset[str]
    facility_of: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    generations: frozenset[str]
    no_names: frozenset[str]
    named: PhraseIndex[str]
    peoples: PhraseIndex[str]


@derived
def name_words() -> NameWords:
    """The lists, read once a process."""
    lists = {entry["id"]: entry["words"] for entry in load("name_words")}
    people = load("given_names")

    def listed(name: str) -> frozenset[str]:
        return frozenset(lists[name])

    def told(key: str) -> frozenset[str]:
        return frozenset(name for entry in people for name in entry.get(key, ()))

    return NameWords(
        given=told("names"),
        weak=told("weak"),
        families=told("families"),
        bodies=listed("body"),
        body_nouns=listed("body_noun"),
        outposts=listed("outpost"),
        facilities=listed("facility"),
        sites=listed("site"),
        known_bodies=listed("known_body"),
        before_bodies=listed("body_before"),
        after_bodies=listed("body_after"),
        body_of=listed("of"),
        facility_of=listed("facility_of"),
        titles=listed("title"),
        particles=frozenset(word for phrase in lists["particle"] for word in phrase.split()),
        generations=listed("generation"),
        no_names=listed("no_name"),
        named=_phrases(lists["named"]),
        peoples=_phrases(lists["people"]),
    )


def _phrases(words: list[str]) -> PhraseIndex[str]:
    index: PhraseIndex[str] = PhraseIndex(fold=True)
    for phrase in words:
        index.add(phrase_parts(phrase), phrase)
    return index


@derived
def _vocabulary() -> frozenset[str]:
    words = {word for entry in load("common_words") for word in entry["words"]}
    for entry in load("agents"):
        words.update(word.lower() for form in forms(entry) for word in form.split() if word.islower())
    return frozenset(words) | name_words().sites - name_words().families


@lru_cache(maxsize=65536)
def is_common(low: str) -> bool:
    """Whether a word is an ordinary English word, also as a plural or an inflected verb: no name by itself."""
    known, lex = _vocabulary(), lexicon()
    if low in known or low in lex.classes or low in lex.verbs:
        return True
    if "-" in low:
        return all(is_common(piece) for piece in low.split("-") if piece)
    for ending, base in _ENDINGS:
        stem = low[: -len(ending)] + base
        if (
            low.endswith(ending)
            and len(stem) > _SHORTEST
            and (stem in known or stem in lex.verbs or stem in lex.classes)
        ):
            return True
        if low.endswith(ending) and base == "" and stem[-1:] == stem[-2:-1] and stem[:-1] in lex.verbs:
            return True  # "gunned", "planner"
    return False


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word as the name lists write it: lower case, no accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()
