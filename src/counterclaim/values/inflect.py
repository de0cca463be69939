"""English inflection by rule: the forms of a regular verb, and of a regular plural."""

from __future__ import annotations

import re

_VOWELS = "aeiou"
_DOUBLED = re.compile(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$")
_LONG_DOUBLED = frozenset(
    [
        "abet",
        "admit",
        "bar",
        "commit",
        "compel",
        "concur",
        "confer",
        "control",
        "deter",
        "equip",
        "incur",
        "infer",
        "occur",
        "omit",
        "permit",
        "prefer",
        "propel",
        "rebel",
        "recur",
        "refer",
        "regret",
        "repel",
        "submit",
        "transfer",
        "transmit",
        "kidnap",
    ]
)


def verb_forms(base: str) -> dict[str, str]:
    """`{"base", "s", "past", "part", "ing"}` of a regular verb ("stab" -> stabs, stabbed, stabbing)."""
    head, _, tail = base.partition(" ")
    tail = f" {tail}" if tail else ""
    doubled = head in _LONG_DOUBLED or (_syllables(head) == 1 and bool(_DOUBLED.search(head)))
    stem = head + head[-1] if doubled else head
    if head.endswith("e"):
        past, ing = head + "d", (head[:-2] + "ying" if head.endswith("ie") else head[:-1] + "ing")
        if head.endswith(("ee", "ye", "oe")):
            ing = head + "ing"
    elif head.endswith("y") and head[-2:-1] not in _VOWELS:
        past, ing = head[:-1] + "ied", head + "ing"
    else:
        past, ing = stem + "ed", stem + "ing"
    forms = {"base": head, "s": plural(head), "past": past, "part": past, "ing": ing}
    return {name: form + tail for name, form in forms.items()}


def plural(noun: str) -> str:
    """The regular plural of a noun, which is also the third person of a verb ("ambush" -> ambushes)."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def _syllables(word: str) -> int:
    return len(re.findall(r"[aeiouy]+", word.removesuffix("e")))
