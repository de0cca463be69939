"""Places in a report: which words name one, which place each stands for, and how the words put things there."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from counterclaim.gazetteer import Gazetteer
from counterclaim.gazetteer.names import fold
from counterclaim.gazetteer.seats import capitals
from counterclaim.read.document import Doc
from counterclaim.read.letter_case import caseless
from counterclaim.read.place_areas import Areas
from counterclaim.read.place_caseless import CaselessFinder
from counterclaim.read.place_names import Finder, Found, local_body
from counterclaim.read.place_rank import Choice, choose
from counterclaim.read.place_seen import with_unlisted
from counterclaim.read.place_words import place_words
from counterclaim.records.reading import PlaceMention
from counterclaim.records.report import Span
from counterclaim.values.geodesy import bearing_of

_WEAK_PRIOR = 4.6
_WEAK_SUPPORT = 2.2
_HEARD_SUPPORT = 1.5
_NEAR = frozenset(["near", "outside", "around", "beside", "nearby", "off", "adjoining"])
_NEAR_NOUNS = frozenset(["outskirts", "vicinity", "close", "edge", "approaches", "suburbs", "outside", "periphery"])
_BE = frozenset(["is", "was", "are", "were", "be", "been", "being"])
_NUMBER = re.compile(r"\d+(?:,\d+)*(?:\.\d+)?$")


def find_places(
    doc: Doc, gaz: Gazetteer, persons: Set[int] = frozenset(), seen: Sequence[Span] = ()
) -> list[PlaceMention]:
    """Every mention of a place in text order, resolved where it can be; `persons` are tokens of persons' names, `seen`
    what the model takes for names of places.

    A name that only the words around mark ("the village of X") and that no place bears comes without geonameid, where
    the area that it is told in lies, if one is told.
    """
    names = _names(doc, gaz, persons, seen)
    choices = choose(doc, [doc.span(name.first - name.directed, name.last) for name in names], gaz)
    placed = {i for name in names for i in range(name.first, name.last)}
    areas = Areas(doc, gaz, names, choices)
    found = []
    for number, (name, choice) in enumerate(zip(names, choices, strict=True)):
        if _kept(name, choice):
            mention = _mention(doc, doc.span(name.first, name.last), _placed(areas, number, choice))
            whole = doc.quote(doc.span(name.first - name.directed, name.last))
            found.append(replace(_worded(doc, name, mention, placed), name=whole))
    return found


def _placed(areas: Areas, number: int, choice: Choice) -> Choice:
    """The place of a name; where no table has it, or only a namesake far off, the area that it is told in."""
    if choice.place is not None and not areas.namesake(number):
        return choice
    return choice._replace(place=None, parent=areas.around(number) or choice.parent, beside=False)


def _names(doc: Doc, gaz: Gazetteer, persons: Set[int], seen: Sequence[Span]) -> list[Found]:
    """Candidates in text order, apart from one another."""
    finder = (CaselessFinder if doc.upper or caseless(doc.text) else Finder)(doc, gaz, persons)
    found = finder.run()
    found += finder.also(seen, found)
    return with_unlisted(doc, gaz, seen, found)


def resolve(doc: Doc, spans: Sequence[Span], gaz: Gazetteer) -> list[PlaceMention]:
    """The places of given spans, in their order; coordinates are None where nothing could be resolved."""
    order = sorted(range(len(spans)), key=lambda number: spans[number])
    choices = choose(doc, [spans[number] for number in order], gaz)
    found = {number: _mention(doc, spans[number], choice) for number, choice in zip(order, choices, strict=True)}
    return [found[number] for number in range(len(spans))]


def _kept(name: Found, choice: Choice) -> bool:
    """Names without a cue are kept where the place is well known or the report's other places lie about it."""
    if name.sure:
        return True
    if choice.place is None:
        return False
    if not name.known and choice.score - choice.prior < _HEARD_SUPPORT:
        return False
    return choice.prior >= _WEAK_PRIOR or choice.score - choice.prior >= _WEAK_SUPPORT


def _mention(doc: Doc, span: Span, choice: Choice) -> PlaceMention:
    place = choice.place or choice.parent
    if place is None:
        return PlaceMention(span, doc.quote(span), confidence=0.2)
    if choice.place is None and place.level == "country":
        return PlaceMention(span, doc.quote(span), country=place.country, confidence=0.2)
    return PlaceMention(
        span,
        doc.quote(span),
        geonameid=place.geonameid if choice.place else None,
        lat=place.lat,
        lon=place.lon,
        country=place.country if len(place.countries) == 1 else None,
        admin1=place.admin1,
        level=place.level if choice.place else "admin1" if choice.beside else place.level,
        radius_km=place.radius_km if not choice.beside else max(100.0, place.radius_km),
        within=choice.place is None,
        confidence=round(choice.likely if choice.place else 0.3, 3),
    )


def _worded(doc: Doc, name: Found, mention: PlaceMention, placed: Set[int]) -> PlaceMention:
    """Add how the words put things there: near it, so far from it, or a government in its name."""
    offset = _offset(doc, name.first)
    near = offset is not None or _near(doc, name.first)
    local = local_body(doc, name.last)
    metonym = local or (not near and _metonym(doc, name, mention, placed))
    return replace(mention, near=near, offset=offset, metonym=metonym, local=local)


def _start(doc: Doc, first: int) -> int:
    """The token before a name and what belongs to it: "the northern city of", "the village of", "the town"."""
    words = place_words()
    i = first - 1
    if i > 1 and doc.lower[i] == "of" and doc.lower[i - 1] in words.kinds and doc.lower[i - 1] not in _NEAR_NOUNS:
        i -= 1
    while i > 0 and (doc.lower[i] in {"the", "a"} or (doc.lower[i] in words.kinds | words.directions)):
        if doc.lower[i] in _NEAR_NOUNS or (doc.lower[i] in words.directions and doc.lower[i + 1] in {"of", "from"}):
            break
        i -= 1
    return i


def _near(doc: Doc, first: int) -> bool:
    i = _start(doc, first)
    if i < 0:
        return False
    if doc.lower[i] in {"of", "to"} and i:
        return doc.lower[i - 1] in _NEAR_NOUNS or bearing_of(doc.lower[i - 1]) is not None
    return doc.lower[i] in _NEAR


def _offset(doc: Doc, first: int) -> tuple[float, float | None] | None:
    """Distance in km and bearing of "12 km north of X", "some 30 miles from the town of X"."""
    i = _start(doc, first)
    if i < 2 or doc.lower[i] not in {"of", "from", "outside"}:
        return None
    i -= 1
    bearing = None
    for k in range(i, max(0, i - 4), -1):
        low = doc.lower[k]
        bearing = bearing if bearing is not None else bearing_of(low)
        unit = place_words().units.get(low)
        glued = re.fullmatch(r"(\d+(?:,\d+)*(?:\.\d+)?)-?([a-z]+)", low)
        if glued and glued[2] in place_words().units:
            return float(glued[1].replace(",", "")) * place_words().units[glued[2]], bearing
        if unit is not None and k and _NUMBER.match(doc.lower[k - 1]):
            return round(float(doc.lower[k - 1].replace(",", "")) * unit, 2), bearing
        if unit is None and bearing_of(low) is None and low not in {"away", "to", "the", "of", "outside"}:
            return None
    return None


def _metonym(doc: Doc, name: Found, mention: PlaceMention, placed: Set[int]) -> bool:
    """Whether a country or a capital stands for its government: it speaks, acts, is talked with, owns an army."""
    if mention.level != "country" and capitals().get(fold(mention.name)) != mention.country:
        return False
    words = place_words()
    before = doc.lower[name.first - 1] if name.first else ""
    tag_after = doc.tags[name.last] if name.last < len(doc.tags) else "PUNCT"
    chunk = doc.chunk_of[name.first]
    head = doc.chunks[chunk].head if chunk >= 0 else name.last - 1
    if head > name.last or (head == name.last and tag_after != "POSS"):  # "Israel's army", "U.S. forces"
        return doc.lower[head] not in words.kinds and head not in placed
    prepositional = doc.tags[name.first - 1] in {"PREP", "TO"} if name.first else False
    if before in words.talk_links:
        return any(low in words.talks for low in doc.lower[max(0, name.first - 5) : name.first - 1])
    if prepositional:
        return False
    k = _past_time(doc, name.last)
    while k + 1 < len(doc.tags) and doc.lower[k] in {"and", ","} and k + 1 in placed:  # "Peru and Chile condemned"
        k += 2
    passive = False
    while k < len(doc.tags) and doc.tags[k] in {"ADV", "AUX", "MODAL", "NEG"}:
        passive = passive or doc.lower[k] in _BE
        k += 1
    if k < len(doc.tags) and doc.tags[k] == "VERB":
        return not passive or (doc.lemma(k) or "") in words.speech
    return False


def _past_time(doc: Doc, k: int) -> int:
    """The token after a time told between subject and verb: "Kinshasa on Wednesday accused"."""
    if k + 1 < len(doc.tags) and doc.tags[k] == "PREP" and doc.tags[k + 1] == "TIME":
        return k + 2
    return k + 1 if k < len(doc.tags) and doc.tags[k] == "TIME" else k
