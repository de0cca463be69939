"""Names of places that no table has: the model sees them, and the words around them tell what they are.

spans of the model | split at commas, less the nouns around | those that a noun or a bearing marks | over pieces of them
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from counterclaim.gazetteer import Gazetteer
from counterclaim.gazetteer.names import fold
from counterclaim.read.document import Doc
from counterclaim.read.place_names import Found
from counterclaim.read.place_words import adjectives, place_words
from counterclaim.records.report import Span

_WIDE = frozenset({"country", "admin1"})
_HELD = ("-held", "-controlled", "-majority", "-dominated")
_JOINED = frozenset({",", "and", "or", ";"})


def with_unlisted(doc: Doc, gazetteer: Gazetteer, spans: Iterable[Span], found: Sequence[Found]) -> list[Found]:
    """The names found, in text order, with what the model sees of "Sar Hawza district", "north of Goldar village".

    A piece of such a name that was taken for another place ("Ali" of "Nad Ali district") gives way to it.
    """
    kept = list(found)
    names = [(*name, fold(doc.quote(doc.span(*name)))) for span in spans for name in _names(doc, span)]
    told = {key for first, last, key in names if _told(doc, first, last)}
    for first, last, key in names:
        inside = [each for each in kept if each.first < last and first < each.last]
        whole = any((each.first, each.last) == (first, last) for each in inside)
        over = any(each.first < first or each.last > last for each in inside)
        if key not in told or whole or over or _opens_wide(doc, gazetteer, first, last):
            continue
        kept = [each for each in kept if each not in inside]
        kept.append(Found(first, last, cue=True, sure=True, known=gazetteer.has(key), listed=False))
    return sorted(kept, key=lambda each: each.first)


def _names(doc: Doc, span: Span) -> Iterator[tuple[int, int]]:
    """The names in a span as token ranges: "Sar Hawza district, Paktika province" holds two."""
    tokens = doc.tokens_in(span)
    if not tokens or doc.sent_of[tokens.start] < 0 or doc.sents[doc.sent_of[tokens.start]].kind == "furniture":
        return
    first = tokens.start
    for i in tokens:
        if doc.lower[i] in _JOINED:
            yield from _bare(doc, first, i)
            first = i + 1
    yield from _bare(doc, first, tokens.stop)


def _bare(doc: Doc, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A name without the article, the bearing and the nouns around it."""
    words = place_words()
    outer = words.kinds | words.directions
    while first < last and (not doc.words[first][:1].isupper() or doc.lower[first] in outer):
        first += 1
    while last > first and (doc.lower[last - 1] in words.kinds or not doc.words[last - 1][0].isalnum()):
        last -= 1
    if first < last and doc.lower[last - 1] not in words.name_after and not any(map(_adjective, doc.words[first:last])):
        yield first, last


def _adjective(word: str) -> bool:
    """Whether a word is of a people, or of who holds a place: "a Kurdish village", "rebel-held districts"."""
    low = word.lower()
    return low in adjectives() or low in place_words().region_adjectives or low.endswith(_HELD)


def _told(doc: Doc, first: int, last: int) -> bool:
    """Whether the words tell what a name is of: "the X district", "the village of X", "northwest of X"."""
    words = place_words()
    after = doc.lower[last] if last < len(doc.lower) else ""
    then = doc.lower[last + 1] if last + 1 < len(doc.lower) else ""
    before, early = (doc.lower[first - k] if first >= k else "" for k in (1, 2))
    if after in words.area_kinds or after in words.settled_kinds:
        return doc.words[last].islower() and then not in words.name_after and then not in words.local_bodies
    if before == "of" and after not in words.name_after:
        return early in words.settled_kinds | words.area_kinds | words.directions | words.beside
    return before in words.settled_kinds


def _opens_wide(doc: Doc, gazetteer: Gazetteer, first: int, last: int) -> bool:
    """Whether a longer name opens with that of a country or province: two names, one beside the other."""
    if last - first == 1 or gazetteer.has(doc.quote(doc.span(first, last))):
        return False
    places = gazetteer.candidates(doc.quote(doc.span(first, first + 1)))[:1]
    return any(place.level in _WIDE for place in places)
