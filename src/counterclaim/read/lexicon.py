"""The closed classes and verb forms of the codebook's grammar, ready to look up."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from counterclaim.codebook.grammar import grammar, inflect, irregular

CLASS_TAGS = (  # in order of precedence: the last class that lists a word gives its tag
    ("adjective", "ADJ"), ("adverb", "ADV"), ("preposition", "PREP"), ("subordinator", "SUB"),
    ("conjunction", "CONJ"), ("determiner", "DET"), ("pronoun", "PRON"), ("time", "TIME"),
    ("auxiliary", "AUX"), ("modal", "MODAL"), ("negation", "NEG"),
)  # fmt: skip


class VerbForm(NamedTuple):
    """A word as a verb: its lemma and the forms it can be (base, s, past, part, ing)."""

    lemma: str
    forms: frozenset[str]


class Lexicon(NamedTuple):
    """`classes`: closed-class tag of a word; `verbs`: verb reading of a word; `nouns`: bare verbs that are
    nouns too; `heads`: adjectives that can head a phrase."""

    classes: dict[str, str]
    verbs: dict[str, VerbForm]
    nouns: frozenset[str]
    heads: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon, built once a process from `codebook/data/grammar.yaml`."""
    entries = grammar()
    classes = {word: tag for name, tag in CLASS_TAGS for word in entries[name]["words"]}
    verbs: dict[str, tuple[str, set[str]]] = {}
    for base in [*entries["verb"]["words"], *irregular()]:
        for name, form in inflect(base).items():
            verbs.setdefault(form, (base, set()))[1].add(name)
    return Lexicon(
        classes,
        {form: VerbForm(lemma, frozenset(names)) for form, (lemma, names) in verbs.items()},
        frozenset(entries["both"]["words"]),
        frozenset(entries["nominal"]["words"]),
    )
