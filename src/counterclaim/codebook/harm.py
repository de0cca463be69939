"""Words of harm as the codebook lists them, indexed for longest match."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from counterclaim.codebook.events import plural_phrase
from counterclaim.codebook.grammar import inflect
from counterclaim.codebook.loader import Entry, load
from counterclaim.codebook.phrases import PhraseIndex, phrase_parts

_VERBS = {"verbs": "verb", "loose": "loose", "faint": "faint", "intransitive": "intransitive"}
_NOUNS = {
    "nouns": "noun",
    "bodies": "body",
    "totals": "total",
    "adjectives": "adjective",
    "struck": "adjective",
    "either": "verb",
}


class HarmWord(NamedTuple):
    """`how`: verb | loose | faint | intransitive | adjective | noun | body | taken | total | none.

    `form` of verbs as in `inflect`, of adjectives "struck" where they leave open whether people live; `verbs` are the
    lemmas that a `taken` noun counts with, `who` whose loss it is where no number stands with the noun (`subject`,
    `bearer`, `patient` or `none`).
    """

    harm: str
    how: str
    form: str = ""
    verbs: tuple[str, ...] = ()
    who: str = ""


@cache
def harm_words() -> PhraseIndex[HarmWord]:
    """Every word of harm, verbs in all forms and nouns in both numbers."""
    found: PhraseIndex[HarmWord] = PhraseIndex(fold=True)
    for entry in load("harm"):
        for phrase in entry.get("words", ()):
            found.add(phrase_parts(phrase), HarmWord("", "none"))
        if "verbs" in entry:
            _add_verbs(found, entry)
            _add_nouns(found, entry)
    return found


def _add_verbs(found: PhraseIndex[HarmWord], entry: Entry) -> None:
    for key, how in _VERBS.items():
        for phrase in entry[key]:
            for form, words in _forms(phrase).items():
                found.add(phrase_parts(words), HarmWord(entry["id"], how, form))


def _add_nouns(found: PhraseIndex[HarmWord], entry: Entry) -> None:
    harm = entry["id"]
    for key, how in _NOUNS.items():
        for phrase in entry.get(key, ()):
            form = ("ing" if "ing " in phrase else "part") if key == "either" else key if key == "struck" else ""
            for words in dict.fromkeys((phrase, plural_phrase(phrase)) if how == "noun" else (phrase,)):
                found.add(phrase_parts(words), HarmWord(harm, how, form))
    for row in entry["taken"]:
        for noun in row["nouns"]:
            for words in (noun, plural_phrase(noun)):
                found.add(phrase_parts(words), HarmWord(harm, "taken", "", tuple(row["verbs"]), row["who"]))


def _forms(phrase: str) -> dict[str, str]:
    """Forms of a verb phrase; its verb may stand after an adverb ("fatally shoot") or twice ("shoot and kill")."""
    if phrase.split(maxsplit=1)[0].endswith("ly"):
        adverb, _, rest = phrase.partition(" ")
        return {form: f"{adverb} {words}" for form, words in inflect(rest).items()}
    first, joined, second = phrase.partition(" and ")
    if joined:
        ends = inflect(second)
        return {form: f"{words} and {ends[form]}" for form, words in inflect(first).items()}
    return inflect(phrase)


@cache
def scope_words(scope: str) -> tuple[str, ...]:
    """Phrases of one scope of `harm_scope.yaml`."""
    return next(tuple(entry["words"]) for entry in load("harm_scope") if entry["id"] == scope)


@cache
def cue_words(name: str) -> frozenset[str]:
    """One list of `harm_cues.yaml`."""
    return frozenset(next(entry["words"] for entry in load("harm_cues") if entry["id"] == name))


@cache
def least_count(words: str) -> int | None:
    """The least that "numerous" or "a number of" can mean, where the codebook says."""
    told: dict[str, int] = next(entry["words"] for entry in load("harm_cues") if entry["id"] == "least")
    return next((told[word] for word in words.lower().split() if word in told), None)


def is_fate(words: str) -> bool:
    """Whether a word tells what has become of people and no deed: "dead", "wounded"."""
    parts = phrase_parts(words.lower())
    hit = harm_words().match(parts, 0) if parts else None
    return hit is not None and hit[0] == len(parts) and any(word.how == "adjective" for word in hit[1])
