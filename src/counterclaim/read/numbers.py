"""Marks every count of a report, in words or figures, exact or vague, and leaves measures out."""

from __future__ import annotations

from functools import cache, lru_cache

from counterclaim.read.document import Doc
from counterclaim.read.letters import Found, Letters, Range, Rules, letter_of, scan
from counterclaim.read.number_words import number_of
from counterclaim.read.times import time_ranges
from counterclaim.records.reading import NumberMention, Quantity
from counterclaim.records.report import Span
from counterclaim.values import quantity

_TAKEN = "_"
_COUNTS = frozenset({"count", "range", "zero", "fixed"})


def find_numbers(doc: Doc) -> list[NumberMention]:
    """Counts in text order, the words that bound or hedge them inside their spans."""
    letters = scan(doc.text)
    mentions = []
    for found in _apart_from_times(doc.text):
        if found.rule.name not in _COUNTS:
            continue
        told = _RESOLVERS[found.rule.name](letters, found)
        if told is not None:
            start, end = found.group("core") or found.match.span()
            mentions.append(NumberMention((letters.starts[start], letters.ends[end - 1]), told))
    return mentions


def measure_spans(doc: Doc) -> list[tuple[Span, str]]:
    """Numbers that count nothing, with what they are: age, money, percent, distance, name, time, ..."""
    letters = scan(doc.text)
    times = time_ranges(doc.text)
    measures = [((letters.starts[start], letters.ends[end - 1]), "time") for start, end in times]
    for found in _apart_from_times(doc.text):
        if found.rule.name not in _COUNTS:
            start, end = found.group("core") or found.match.span()
            measures.append(((letters.starts[start], letters.ends[end - 1]), found.rule.name))
    return sorted(measures)


@cache
def _rules() -> Rules:
    return Rules("quantities")


@lru_cache(maxsize=4)
def _apart_from_times(text: str) -> tuple[Found, ...]:
    """Fits of the rules among the tokens that no time expression takes."""
    letters = scan(text)
    codes, position, pieces = letters.codes, 0, []
    for start, end in time_ranges(text):
        pieces += [codes[position:start], _TAKEN * (end - start)]
        position = end
    masked = letters._replace(codes="".join([*pieces, codes[position:]]))
    return tuple(_rules().all(masked))


def _count(letters: Letters, found: Found) -> Quantity | None:
    span = found.group("a")
    if span is None or _is_compound(letters, found):
        return None
    told = _base(letters, span)
    return _modified(letters, told, found) if told else None


def _range(letters: Letters, found: Found) -> Quantity | None:
    a, b = found.group("a"), found.group("b")
    low = _base(letters, a) if a else None
    high = _base(letters, b) if b else None
    if low is None or high is None or a is None or b is None or _is_compound(letters, found):
        return None
    factor = next((letters.values[i] for i in range(*b) if letters.codes[i] in letter_of("SCALE")), 1)
    if low.low is not None and high.low is not None and low.low < high.low // factor and factor > 1:
        low = quantity.times(low, factor)  # "two to three thousand", "10-15 million"
    if low.low is not None and high.high is not None and low.low >= high.high:
        return None
    return _modified(letters, quantity.span(low, high), found)


def _zero(letters: Letters, found: Found) -> Quantity:  # noqa: ARG001 (a resolver's shape)
    return quantity.exact(0)


def _fixed(letters: Letters, found: Found) -> Quantity:
    start, end = found.match.span()
    for name in ("NONE", "BOTH", "SINGLE"):
        for index in range(start, end):
            if letters.codes[index] in letter_of(name):
                return quantity.exact(letters.values[index])
    raise AssertionError("the rule fits one of these")


def _base(letters: Letters, span: Range) -> Quantity | None:
    """The number itself, without what modifies it."""
    vague = [i for i in range(*span) if letters.codes[i] in letter_of("VAGUE")]
    if not vague:
        number = number_of(letters, span)
        if number is None or number != int(number):
            return None
        return quantity.exact(int(number))
    low, best, high = letters.values[vague[0]]
    told = Quantity(low, best, high)
    for index in range(vague[0] + 1, span[1]):
        code, value = letters.codes[index], letters.values[index]
        if code in letter_of("SCALE") or code in letter_of("DOZENW"):
            told = quantity.times(told, value)
        elif code in letter_of("DOZENS") and told.low is not None:
            told = Quantity(low * value[0], best * value[1], (high + 1) * value[0] - 1)
    return told


def _modified(letters: Letters, told: Quantity, found: Found) -> Quantity:
    """The number after its words of bound and hedge, the nearest to it first."""
    for group in ("mod", "mid"):
        for index in reversed(range(*(found.group(group) or (0, 0)))):
            told = _MODIFIERS[letters.values[index]](told)
    post = found.group("post")
    if post is not None:
        codes = letters.codes[post[0] : post[1]]
        at_least = any(code in letter_of("MOREW") + letter_of("PLUS") for code in codes)
        told = quantity.at_least(told) if at_least else quantity.hedged(told)
    return told


def _is_compound(letters: Letters, found: Found) -> bool:
    """ "Four-storey", "12-member", "T-72": a number hyphened to a word counts nothing by itself."""
    start, end = found.match.span()
    dash = letter_of("DASH")
    after = letters.codes[end : end + 1]
    if after and after in dash and end + 1 < len(letters.starts):
        word = letters.text[letters.starts[end + 1] : letters.starts[end + 1] + 1]
        if (
            letters.starts[end] == letters.ends[end - 1]
            and letters.starts[end + 1] == letters.ends[end]
            and word.isalpha()
        ):
            return True
    before = letters.codes[start - 1 : start] if start else ""
    joined = start > 1 and letters.starts[start] == letters.ends[start - 1] == letters.starts[start - 1] + 1
    return bool(before) and before in dash and joined and letters.ends[start - 2] == letters.starts[start - 1]


_MODIFIERS = {
    "at_least": quantity.at_least,
    "more_than": quantity.more_than,
    "up_to": quantity.up_to,
    "fewer_than": quantity.fewer_than,
    "hedged": quantity.hedged,
}
_RESOLVERS = {"count": _count, "range": _range, "zero": _zero, "fixed": _fixed}
