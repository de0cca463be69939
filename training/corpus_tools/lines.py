"""The short lines of a head: `A killed 2, of PE-MIL, combatant, by 1, hedged` to a record.

A line has a first part and options after commas. What a word of an option may be is in the tables of `vocabulary`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from counterclaim.records.reading import Quantity
from training.corpus_tools import vocabulary
from training.corpus_tools.marks import FormatError

REPORT = "report"


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody in a family: `pe: PE-MIL military`."""

    actor: str | None
    kind: str
    country: str | None = None
    identified: bool = True
    organization: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A participant of an account: `pe target claimed`."""

    who: str
    role: str
    certainty: str = "stated"
    basis: str = "stated"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: `PE-MOD asserts, PR+, about A, answers 2, to EC`."""

    source: str | None
    stance: str
    factuality: str
    quote: str | None
    basis: str
    holder: str | None
    about: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A toll entry: `A killed 3+, of PE-MIL, combatant, by 1, hedged`."""

    account: str
    harm: str
    quantity: Quantity
    by: str
    of: str | None = None
    category: str = "unknown"
    hedged: bool = False
    cumulative: bool = False
    scope: str = "incident"
    since: str | None = None
    as_of: str | None = None
    subset: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim: `A responsibility not EC-MIL, by 2, inferred`."""

    account: str
    field: str
    value: str | bool
    polarity: bool
    by: str
    basis: str = "stated"
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A dispute, link or relation: its words in order, and its options."""

    words: tuple[str, ...]
    by: str | None = None
    options: dict[str, str] = field(default_factory=dict)


def who(line: str) -> Who:
    """Reads a `who` line."""
    first, flags, options = _split(line)
    actor, kind = _pair(first, line)
    _known(kind, vocabulary.KINDS, line)
    _only(flags, {"unidentified"}, line)
    _only(options, {"country", "org"}, line)
    return Who(None if actor == "null" else actor, kind, options.get("country"), not flags, options.get("org"))


def role(line: str) -> Role:
    """Reads one item of an account's `who`."""
    words = line.split()
    if len(words) < 2 or words[1] not in vocabulary.ROLES:
        raise FormatError(f"{line!r} is no `WHO ROLE [certainty] [inferred]`")
    rest = set(words[2:])
    _only(rest, vocabulary.CERTAINTIES | {"inferred"}, line)
    certainty = next(iter(rest & vocabulary.CERTAINTIES), "stated")
    return Role(words[0], words[1], certainty, "inferred" if "inferred" in rest else "stated")


def said(line: str) -> Said:
    """Reads a `statements` line."""
    first, flags, options = _split(line)
    source, stance = _pair(first, line)
    _known(stance, vocabulary.STANCES, line)
    _only(flags, vocabulary.FACTUALITIES | vocabulary.QUOTES | {"inferred"}, line)
    _only(options, {"about", "answers", "to", "as"}, line)
    return Said(
        None if source == "null" else source,
        stance,
        next(iter(flags & vocabulary.FACTUALITIES), "CT-" if stance == "denies" else "CT+"),
        next(iter(flags & vocabulary.QUOTES), None),
        "inferred" if "inferred" in flags else "stated",
        options.get("as"),
        *(tuple(options.get(key, "").split()) for key in ("about", "answers", "to")),
    )


def figure(line: str) -> Figure:
    """Reads a `toll` line."""
    first, flags, options = _split(line)
    words = first.split()
    if len(words) != 3:
        raise FormatError(f"{line!r} is no `ACCOUNT HARM NUMBER, by ...`")
    _known(words[1], vocabulary.HARMS, line)
    _only(flags, vocabulary.CATEGORIES | vocabulary.SCOPES | {"hedged", "cumulative"}, line)
    _only(options, {"of", "by", "in", "since", "as"}, line)
    many = quantity(words[2])
    return Figure(
        words[0],
        words[1],
        many,
        _by(options, line),
        options.get("of"),
        next(iter(flags & vocabulary.CATEGORIES), "unknown"),
        many.hedged or "hedged" in flags,
        "cumulative" in flags,
        next(iter(flags & vocabulary.SCOPES), "incident"),
        options.get("since"),
        options.get("as", "").removeprefix("of ") or None,
        options.get("in"),
    )


def claimed(line: str) -> Claimed:
    """Reads a `claims` line."""
    first, flags, options = _split(line)
    words = first.split()
    if len(words) < 3:
        raise FormatError(f"{line!r} is no `ACCOUNT FIELD [not] VALUE, by ...`")
    _known(words[1], vocabulary.FIELDS, line)
    _only(flags, {"inferred"}, line)
    _only(options, {"by", "at"}, line)
    polarity = words[2] != "not"
    value: str | bool = " ".join(words[2 if polarity else 3 :])
    if value == "true":
        value = True
    if not value:
        raise FormatError(f"{line!r} claims nothing")
    basis = "inferred" if flags else "stated"
    return Claimed(words[0], words[1], value, polarity, _by(options, line), basis, options.get("at"))


def tie(line: str) -> Tie:
    """Reads a line of `disputes`, `links` or `relations`."""
    first, flags, options = _split(line)
    _only(flags, {"denial", "values"}, line)
    words = (*first.split(), *sorted(flags))
    return Tie(words, options.get("by"), {key: value for key, value in options.items() if key != "by"})


def quantity(text: str) -> Quantity:
    """`4`, `3+` at least, `-20` up to, `3-9` with best the lower, `24-99/24` with the best named, `~30` about."""
    loose = text.startswith("~")
    bare = text.removeprefix("~")
    found = re.fullmatch(r"(\d*)(?:(\+)|(-)(\d+)(?:/(\d+))?)?", bare)
    if not found or not bare:
        raise FormatError(f"{text!r} is no number: write 4, 3+, -20, 3-9, 24-99/24 or ~30")
    low, more, dash, high, best = found.groups()
    if more:
        return Quantity(int(low), int(low), None, loose)
    if dash and not low:
        return Quantity(None, int(high), int(high), loose)
    if dash:
        return Quantity(int(low), int(best or low), int(high), loose)
    return Quantity(int(bare), int(bare), int(bare), loose)


def _split(line: str) -> tuple[str, set[str], dict[str, str]]:
    """The first part, the options of one word, and those with words after it."""
    first, *rest = (part.strip() for part in line.split(","))
    flags, options = set(), {}
    for part in rest:
        key, _, value = part.partition(" ")
        if value:
            options[key] = value.strip()
        else:
            flags.add(key)
    return first, flags, options


def _pair(first: str, line: str) -> tuple[str, str]:
    words = first.split()
    if len(words) != 2:
        raise FormatError(f"{line!r} begins with two words")
    return words[0], words[1]


def _by(options: dict[str, str], line: str) -> str:
    if "by" not in options:
        raise FormatError(f"{line!r} does not say by whom: `by 3` for a statement, `by report` for its own voice")
    return options["by"]


def _known(word: str, words: frozenset[str], line: str) -> None:
    if word not in words:
        raise FormatError(f"{word!r} in {line!r}: none of {', '.join(sorted(words))}")


def _only(found: set[str] | dict[str, str], allowed: frozenset[str] | set[str], line: str) -> None:
    for word in found:
        if word not in allowed:
            raise FormatError(f"{word!r} in {line!r}: none of {', '.join(sorted(allowed))}")
