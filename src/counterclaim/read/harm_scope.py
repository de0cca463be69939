"""Which time a figure of harm covers: the incident, a day, a period or the war; and whether it is a running sum."""

from __future__ import annotations

import re

from counterclaim.codebook.harm import cue_words, scope_words
from counterclaim.read.document import Doc
from counterclaim.records.report import Span

_YEAR = re.compile(r"(?:19|20)\d\d$")
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


def scope_of(doc: Doc, first: int, last: int, agent: Span | None) -> tuple[str, Span | None]:
    """incident | day | period | war, and the words after "since" where they say from when."""
    sent = doc.sents[doc.sent_of[first]]
    if agent is not None and _is_war(doc, agent, first):
        return "war", _since(doc, sent.first, sent.last)
    since = _since(doc, sent.first, sent.last)
    if since is not None and not any(doc.lower[k] in cue_words("superlative") for k in range(sent.first, sent.last)):
        words = set(doc.text[since[0] : since[1]].lower().split())
        year = any(_YEAR.match(word.strip(",.")) for word in words)
        started = words & (cue_words("war") | {"invasion", "coup", "hostilities", "outbreak", "ceasefire", "war's"})
        return ("war" if year or started else "period"), since
    text = " " + doc.text[sent.start : sent.end].lower() + " "
    for scope in ("war", "day", "period"):
        if any(words in text for words in scope_words(scope)):
            return scope, None
    whole = _in_a_month(doc, last, sent.last) or _in_a_year(doc, last, sent.last)
    return ("period", None) if whole else ("incident", None)


def _is_war(doc: Doc, agent: Span, verb: int) -> bool:
    """ "The insurgency has killed 7,000": a war as the doer, in the perfect."""
    head = doc.lower[doc.at(agent[1] - 1)]
    return head in cue_words("war") and bool({"has", "have", "had"} & set(doc.lower[max(0, verb - 3) : verb]))


def _since(doc: Doc, first: int, last: int) -> Span | None:
    """The words after "since" that tell a time or the beginning of a war; not a reason, not "since then"."""
    for k in range(first, last - 1):
        if doc.lower[k] != "since":
            continue
        end = k + 1
        while end < last and end < k + 9 and doc.lower[end] not in {",", ";", ".", "at", "to", "by", "according"}:
            end += 1
        words = doc.lower[k + 1 : end]
        started = set(words) & (cue_words("war") | {"invasion", "coup", "hostilities", "outbreak", "ceasefire"})
        if started or any(_YEAR.match(word) or word in _MONTHS for word in words):
            return doc.span(k + 1, end) if end > k + 1 else None
    return None


def _in_a_month(doc: Doc, last: int, end: int) -> bool:
    """ "during May": a whole month after the word of harm."""
    for k in range(last, end - 1):
        if doc.lower[k] in {"during", "throughout"} and doc.lower[k + 1] in _MONTHS:
            return not (k + 2 < end and doc.tags[k + 2] == "NUM" and not _YEAR.match(doc.lower[k + 2]))
    return False


def _in_a_year(doc: Doc, last: int, end: int) -> bool:
    """ "died in 2016", "reported this year": a whole year in the clause of the word of harm."""
    for k in range(last, min(end - 1, last + 9)):
        low, following = doc.lower[k], doc.lower[k + 1]
        if low in {",", ";", "when"}:
            return False
        if low == "in" and _YEAR.match(following):
            return k + 2 >= end or doc.lower[k + 2] not in {"-", "and"}
        if low == "this" and following == "year":
            return doc.lower[k - 1] not in {"earlier", "later"}
    return False


def is_running(doc: Doc, i: int) -> bool:
    """Whether the words just before a number make it a sum so far: "bringing the total to 14"."""
    first = max(doc.sents[doc.sent_of[i]].first, i - 7)
    lead = " ".join(doc.lower[first:i]) + " "
    return any(words + " " in lead for words in scope_words("cumulative"))
