"""Words of harm as the codebook lists them, indexed for longest match."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from counterclaim.codebook.events import plural_phrase
from counterclaim.codebook.grammar import inflect
from counterclaim.codebook.loader import load
from counterclaim.codebook.phrases import PhraseIndex, phrase_parts


class HarmWord(NamedTuple):
    """`how`: verb | intransitive | adjective | noun | body | total; `form` of verbs as in `inflect`."""

    harm: str
    how: str
    form: str = ""


@cache
def harm_words() -> PhraseIndex[HarmWord]:
    """Every word of harm, verbs in all forms and nouns in both numbers."""
    found: PhraseIndex[HarmWord] = PhraseIndex(fold=True)
    for entry in load("harm"):
        harm = entry["id"]
        for how in ("verbs", "intransitive"):
            for phrase in entry[how]:
                for form, words in inflect(phrase).items():
                    found.add(phrase_parts(words), HarmWord(harm, "verb" if how == "verbs" else how, form))
        for phrase in entry["adjectives"]:
            found.add(phrase_parts(phrase), HarmWord(harm, "adjective"))
        for phrase in entry["nouns"]:
            for words in dict.fromkeys((phrase, plural_phrase(phrase))):
                found.add(phrase_parts(words), HarmWord(harm, "noun"))
        for phrase in entry.get("bodies", ()):
            found.add(phrase_parts(phrase), HarmWord(harm, "body"))
        for phrase in entry["totals"]:
            found.add(phrase_parts(phrase), HarmWord(harm, "total"))
    return found


@cache
def scope_words(scope: str) -> tuple[str, ...]:
    """Phrases of one scope of `harm_scope.yaml`."""
    return next(tuple(entry["words"]) for entry in load("harm_scope") if entry["id"] == scope)
