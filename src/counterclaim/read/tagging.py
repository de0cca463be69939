"""A coarse part of speech for each token, from closed classes, verb forms and what stands before."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from counterclaim.codebook.roles import plays
from counterclaim.read.lexicon import Lexicon, VerbForm, lexicon

NOMINAL = frozenset({"DET", "NUM", "ADJ", "NOUN", "NAME", "POSS"})
_FIGURE = re.compile(r"\d[\d,.:]*$")
_CLOCK = re.compile(r"\d{1,2}:\d{2}$")
_DAY = re.compile(r"(?:[0-3]?\d|[12]\d{3})$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_NUMBER_WORDS = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
        "million",
        "billion",
        "dozen",
        "dozens",
        "scores",
        "hundreds",
        "thousands",
    ]
)
_TENS = re.compile(r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-[a-z]+$")
_BEFORE = frozenset({"DET", "POSS", "ADJ", "NUM"})
_LOOKED_THROUGH = frozenset({"ADV", "QUOTE"})
_QUOTES = frozenset("\"'“”‘’«»„`")


def tag(words: Sequence[str], lower: Sequence[str], starts_sentence: Sequence[bool], *, cased: bool) -> list[str]:
    """One tag a token; `cased` says whether capitals tell names apart in this text."""
    lex = lexicon()
    seen_lower = {low for word, low in zip(words, lower, strict=True) if word == low} if cased else frozenset()
    tags: list[str] = []
    last = "START"  # the tag before the token, looking through adverbs and quotes
    for i, low in enumerate(lower):
        if i == 1 or (i and tags[-1] not in _LOOKED_THROUGH):
            last = tags[-1]
        before = "START" if starts_sentence[i] else last
        tags.append(
            _one(
                lex,
                words,
                lower,
                tags,
                i,
                before,
                cased and _is_name(lex, words, lower, i, starts_sentence[i], seen_lower),
            )
        )
        gerund = before == "ADJ" and lower[i - 1].endswith("ing")  # "a shooting that claimed the lives of four"
        if low == "that" and tags[i] == "DET" and (gerund or before in {"VERB", "NOUN", "NAME", "PUNCT", "CONJ"}):
            tags[i] = "SUB"
    for i in range(1, len(tags)):  # "around 9 PM": an hour, no minister
        if plays(lower[i], "after_hours") and _FIGURE.match(lower[i - 1]):
            tags[i - 1] = tags[i] = "TIME"
    _settle_to(lower, tags)
    for i in range(1, len(tags) - 1):  # "shot dead four soldiers": a result before the object, no part of it
        if tags[i] == "ADJ" and tags[i - 1] == "VERB" and tags[i + 1] in {"NUM", "DET"}:
            tags[i] = "ADV"
    for i in range(1, len(tags)):  # "claimed the bombing": a gerund that ends its phrase is a noun
        if tags[i] == "ADJ" and lower[i].endswith("ing") and lower[i] not in lex.classes and tags[i - 1] in _BEFORE:
            ends = i + 1 == len(tags) or tags[i + 1] not in {"ADJ", "NOUN", "NAME", "NUM"}
            tags[i] = "NOUN" if ends else "ADJ"
    return tags


def verb_of(low: str) -> VerbForm | None:
    """The verb reading of a word, also of regular forms of verbs that the lexicon lacks."""
    known = lexicon().verbs.get(low)
    if known is not None:
        return known
    if len(low) > 4 and low.endswith("ed") and not low.endswith("eed"):
        return VerbForm(low[:-2], frozenset({"past", "part"}))
    if len(low) > 5 and low.endswith("ing") and low not in _ING_NOUNS:
        return VerbForm(low[:-3], frozenset({"ing"}))
    return None


_COMPASS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "new"})
_WHOLES = frozenset({"both", "all", "each", "some", "others", "many"})  # "both killed by" is no noun phrase
_ING_NOUNS = frozenset(
    [
        "morning",
        "evening",
        "building",
        "nothing",
        "something",
        "anything",
        "everything",
        "during",
        "king",
        "ring",
        "spring",
        "wing",
        "string",
    ]
)


def _is_name(
    lex: Lexicon, words: Sequence[str], lower: Sequence[str], i: int, first: bool, seen_lower: Set[str]
) -> bool:
    word, low = words[i], lower[i]
    if not word[:1].isupper():
        return "-" in word and word.startswith(("al-", "el-", "ash-", "as-", "an-", "ad-", "ar-")) and word != low
    if not first:
        return lex.classes.get(low) not in {"DET", "PRON", "MODAL", "AUX", "TIME", "PREP", "CONJ", "SUB"} or (
            len(word) > 1 and word.isupper() and low not in {"a", "i"}
        )
    if low in _COMPASS and i + 1 < len(words) and words[i + 1][:1].isupper():
        return True
    if low in lex.classes or low in seen_lower or low in _NUMBER_WORDS:
        return False
    following = words[i + 1] if i + 1 < len(words) else ""
    return verb_of(low) is None or following[:1].isupper()


def _one(
    lex: Lexicon, words: Sequence[str], lower: Sequence[str], tags: list[str], i: int, before: str, name: bool
) -> str:
    word, low = words[i], lower[i]
    if not word[0].isalnum():
        if low in {"'s", "’s", "'", "’"} and i and words[i - 1][-1].isalnum():
            return "POSS" if low != "'" or words[i - 1].endswith("s") else "QUOTE"
        return "QUOTE" if word in _QUOTES else lex.classes.get(low.replace("’", "'"), "PUNCT")
    if _FIGURE.match(low) and (_CLOCK.match(low) or (i and tags[i - 1] == "TIME" and _DAY.match(low))):
        return "TIME"  # "on November 3 gunmen": the day counts nobody
    if _FIGURE.match(low) or low in _NUMBER_WORDS or _TENS.match(low):
        return "NUM"
    if name:
        return "NAME"
    closed = lex.classes.get(low.replace("’", "'"))
    if closed == "AUX" and low in {"have", "had", "has"}:
        return "AUX"
    if closed and closed not in {"ADJ", "ADV"}:
        return closed
    verb = verb_of(low)
    if (
        verb is not None
        and not (closed and _noun_follows(words, i))
        and _reads_as_verb(lex, verb, words, tags, i, before)
    ):
        return "VERB"
    if closed:
        return closed
    if (
        low.endswith("ly")
        and len(low) > 4
        and low not in {"family", "assembly", "supply", "italy", "ally", "rally", "july"}
    ):
        return "ADV"
    if _ORDINAL.match(low) or (verb is not None and {"part", "ing"} & verb.forms and before in NOMINAL):
        return "ADJ"
    return "NOUN"


def _reads_as_verb(lex: Lexicon, verb: VerbForm, words: Sequence[str], tags: list[str], i: int, before: str) -> bool:
    """Whether a word that can be a verb is one here, by its form and what stands before it."""
    finite = "past" in verb.forms or "part" in verb.forms
    bare = bool({"base", "s"} & verb.forms)
    nounlike = verb.lemma in lex.nouns and bare
    if before == "NEG" and words[i - 1].lower() in {"no", "neither"}:  # "neither claim": an article, no adverb
        return False
    if before in {"AUX", "MODAL", "NEG", "PRON"}:
        return True
    if (
        before == "ADJ"
        and i > 1
        and words[i - 1].lower() in {"last", "first"}
        and tags[i - 2] in {"NOUN", "NAME", "PRON"}
    ):
        return finite  # "the neighbours last fought"
    if before in {"DET", "POSS", "ADJ", "NUM"}:
        if before == "NUM":
            return finite and not nounlike and not _noun_follows(words, i)
        ahead = words[i - 1].lower()
        return finite and (ahead in _WHOLES or (plays(ahead, "speaking_forces") and plays(words[i].lower(), "spoken")))
    if before in {"PREP", "TO"}:
        if words[i - 1].lower() == "to":
            return "base" in verb.forms
        return "ing" in verb.forms
    if "ing" in verb.forms:
        return True
    if nounlike and not finite:
        return before in {"NAME", "NOUN", "TIME"} and _subject_agrees(verb, words, tags, i)
    return True


def _noun_follows(words: Sequence[str], i: int) -> bool:
    """ "two suspected insurgents": a participle between a count and a plural noun describes it."""
    following = words[i + 1].lower() if i + 1 < len(words) else ""
    if plays(words[i].lower(), "suspected") and following.isalpha() and following not in lexicon().classes:
        return True
    return following.endswith(("s", "men", "people", "children", "women")) and following not in lexicon().classes


def _subject_agrees(verb: VerbForm, words: Sequence[str], tags: list[str], i: int) -> bool:
    """ "rebels attack" and "army attacks" can be subject and verb; "missile attack" and "air strikes" cannot tell."""
    if plays(words[i - 1].lower(), "modifiers"):
        return False
    joined = i >= 3 and tags[i - 2] == "CONJ" and tags[i - 1] == "NAME"
    plural = joined or (words[i - 1].lower().endswith("s") and not words[i - 1].lower().endswith("ss"))
    following = words[i + 1] if i + 1 < len(words) else ""
    closed = lexicon().classes.get(following.lower()) in {"DET", "PRON"} or following.lower() in _NUMBER_WORDS
    object_follows = closed or (following[:1].isupper() and tags[i - 1] == "NAME")
    if joined and not object_follows and lexicon().classes.get(following.lower()) not in {"PREP", "SUB"}:
        plural = words[i - 1].lower().endswith("s")
    return ("base" in verb.forms and plural) or ("s" in verb.forms and not plural and object_follows)


def _settle_to(lower: Sequence[str], tags: list[str]) -> None:
    """Tell "to" before a verb (TO) from the preposition."""
    for i, low in enumerate(lower):
        if low == "to":
            j = i + 1
            while j < len(tags) and tags[j] == "ADV":
                j += 1
            tags[i] = "TO" if j < len(tags) and tags[j] in {"VERB", "AUX"} else "PREP"
