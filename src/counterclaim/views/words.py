"""Values of the records in words for people: quantities, intervals, places, holders, claims."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from counterclaim.codebook.grammar import grammar
from counterclaim.records.account import Claim, Value, When, Where
from counterclaim.records.reading import Quantity
from counterclaim.records.report import Span

NameOf = Callable[[str], str]

_HOLDERS = {"report": "The report itself", "witness": "Witnesses", "medical": "Medics", "local": "Local people"}
_NOT_NAMED = "Somebody not named"
_CLOSED = ("determiner", "pronoun", "preposition", "conjunction", "subordinator", "negation", "auxiliary")
_SLUG = re.compile(r"[a-z]+(?:_[a-z]+)+")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_QUOTES = {('"', '"'), ("“", "”")}
_MARKS = {'"', "“", "”"}
_HAPPENED = {True: "happened", False: "did not happen"}
_CONTEXT = 120


def clean(text: str) -> str:
    """A text on one line without what could steer a terminal or turn its letters around."""
    return " ".join(_UNSAFE.sub(" ", text).split())


def quoted(text: str) -> str:
    """A text in quotation marks, on one line; its own around the whole are not doubled."""
    told = clean(text)
    whole = len(told) > 1 and (told[0], told[-1]) in _QUOTES and not _MARKS & set(told[1:-1])
    return f"“{told[1:-1] if whole else told}”"


def holder_name(holder: str | None, name_of: NameOf) -> str:
    """Whose word it is, as a heading."""
    if holder is None:
        return "Source not resolved"
    return _HOLDERS.get(holder) or ("Unnamed sources" if holder == "unnamed" else clean(name_of(holder)))


def voice(holder: str | None, name_of: NameOf) -> str:
    """The same within a line."""
    told = holder_name(holder, name_of)
    known = holder is None or holder in _HOLDERS or holder == "unnamed"
    return told[:1].lower() + told[1:] if known else told


def source_name(words: str | None, holder: str | None, name_of: NameOf) -> str:
    """Who said it: the report's words for it; whose word it is where these only point, as "he", "who" and "the" do."""
    told = clean(words or "")
    if not only_points(told):
        return told[:1].upper() + told[1:]
    return _NOT_NAMED if holder is None else holder_name(holder, name_of)


def only_points(words: str) -> bool:
    """Whether words name nobody by themselves: "he", "which", "the", none at all."""
    return all(word in _pointing() for word in words.casefold().split())


@cache
def _pointing() -> frozenset[str]:
    """Words of closed classes, none of which names anybody."""
    told = grammar()
    return frozenset(word for name in _CLOSED for word in told[name]["words"])


def quantity(value: Quantity) -> str:
    """A count with its bounds: `2`, `3 or more`, `24 to 99 (best 24)`."""
    low, best, high = value.low, value.best, value.high
    if low is not None and low == best == high:
        return f"about {low}" if value.hedged else str(low)
    if low is None and high is None:
        return "an untold number" if best is None else f"about {best}"
    if high is None:
        told = f"{low} or more"
        return told if best in {None, low} else f"{told} (best {best})"
    told = f"up to {high}" if low is None else f"{low} to {high}"
    return told if best is None else f"{told} (best {best})"


def interval(when: When) -> str:
    """When it was: an interval of local time, and the words where they are told."""
    start, end = (None if text is None else text.replace("T", " ") for text in (when.start, when.end))
    if start is None and end is None:
        told = "not resolved" if when.text else "not told"
    elif start == end or end is None:
        told = f"{start}" if end else f"from {start}"
    else:
        told = f"until {end}" if start is None else f"{start} to {end}"
    notes = ["throughout"] if when.extent == "throughout" else []
    notes += ["ongoing"] if when.ongoing else []
    return " ".join([told, *notes, *([quoted(when.text)] if when.text else [])])


def place(where: Where, name_of: NameOf) -> str:
    """Where it was: names from small to large, how near the coordinates are, and the words."""
    country = name_of(where.country) if where.country else None
    names = [name for name in dict.fromkeys((where.name, where.admin1, country)) if name]
    told = ", ".join(clean(name) for name in names) or ("not resolved" if where.text else "not told")
    if where.lat is not None and where.lon is not None:
        radius = "" if where.radius_km is None else f" ±{where.radius_km:g} km"
        told += f" ({where.lat:.2f}, {where.lon:.2f}{radius})"
    if where.holder:
        told += f", says {holder_name(where.holder, name_of)}"
    return f"{told} {quoted(where.text)}" if where.text else told


def claimed(claim: Claim, name_of: NameOf) -> str:
    """What a claim holds, in a few words: `Armed forces of Ecuador`, `denies: Armed forces of Ecuador`."""
    return position(claim.field, claim.value, claim.polarity, name_of)


def position(field: str, value: Value, polarity: bool, name_of: NameOf) -> str:
    """What somebody holds on a field."""
    if isinstance(value, bool):
        return _HAPPENED[value is polarity] if field == "occurrence" else ("yes" if value is polarity else "no")
    if isinstance(value, Quantity):
        told = quantity(value)
    else:
        plain = value.replace("_", " ") if _SLUG.fullmatch(value) else name_of(value)
        told = holder_name(value, name_of) if value in _HOLDERS else clean(plain)
    return told if polarity else f"denies: {told}"


def sentence_at(text: str, span: Span, sentences: tuple[Span, ...]) -> str:
    """The sentence that holds a span; without sentences, the words around it."""
    for start, end in sentences:
        if start <= span[0] < end:
            return clean(text[start : max(end, span[1])])
    return clean(text[max(0, span[0] - _CONTEXT) : span[1] + _CONTEXT])
