"""Proper names and dates as the model and the rules see them together, word for word.

the rules' names that the model bears out | those of kinds that rules know better | names that the model alone sees
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterclaim.read.document import Doc
from counterclaim.read.model_decode import Mark, Marks
from counterclaim.read.naming import Found
from counterclaim.records.reading import Mention, PlaceMention, TimeMention
from counterclaim.records.report import Span
from counterclaim.values.spans import overlap

_TYPES = {"organisation": "organization"}
"""Labels that our types call otherwise."""
_DETERMINERS = frozenset({"the", "a", "an"})
_OTHERS = frozenset({"person", "organisation"})
_SURE = 0.85
"""How sure the model has to be that a name is no place's for the gazetteer not to be asked."""
_SITES = frozenset({"place", "facility", "nationality"})
_KNOWN = frozenset({"armed_group", "armed_force"})
"""Types that the codebook tells by name: they need no model."""
_NOT_NAMED = frozenset({"place", "date"})


def agreed(doc: Doc, found: Sequence[Found], marks: Marks | None) -> list[Found]:
    """Names as token ranges with type and confidence, in text order; without marks the rules' own."""
    if marks is None:
        return list(found)
    seen = {(first, last, kind): sure for first, last, kind, sure in _marked(doc, marks.layers["entity"])}
    faint = {(first, last, kind) for first, last, kind, _ in _marked(doc, marks.faint["entity"])}
    kept = [one for one in found if one[2] in _KNOWN or one[:3] in faint or one[:3] in seen]
    taken = {k for first, last, _, _ in kept for k in range(first, last)}
    kept += [
        (*key, sure)
        for key, sure in seen.items()
        if key[2] not in _NOT_NAMED and taken.isdisjoint(range(key[0], key[1]))
    ]
    return sorted(kept)


def places_and_dates(
    doc: Doc, places: Sequence[PlaceMention], times: Sequence[TimeMention], marks: Marks | None
) -> list[Mention]:
    """Names of places and dates; times that only tell how long are no dates."""
    told = [(_bare(doc, one.span), "place", one.confidence) for one in places if not one.metonym or marks is None]
    told += [(_bare(doc, one.span), "date", 0.8) for one in times if not (one.value or "").startswith("P")]
    if marks is not None:
        sure = {(doc.span(a, b), kind): share for a, b, kind, share in _marked(doc, marks.layers["entity"])}
        faint = {(doc.span(a, b), kind) for a, b, kind, _ in _marked(doc, marks.faint["entity"])}
        told = [one for one in told if one[:2] in faint and one[:2] not in sure]
        told += [(span, kind, share) for (span, kind), share in sure.items() if kind in {"place", "date"}]
    return [_mention(doc, n, *one) for n, one in enumerate(sorted(set(told)))]


def sites(marks: Marks | None) -> list[Span]:
    """What the model takes for names of places, in text order."""
    found = marks.layers["entity"] if marks else ()
    return sorted(mark.span for mark in found if mark.label == "place")


def unlike(places: Sequence[PlaceMention], marks: Marks | None) -> list[PlaceMention]:
    """Places without those that the model takes for people or bodies: "Madison said", "the Lagos Times"."""
    if marks is None:
        return list(places)
    entities = marks.layers["entity"]
    sites = [mark.span for mark in (*entities, *marks.faint["entity"]) if mark.label in _SITES]
    others = [mark.span for mark in entities if mark.label in _OTHERS and mark.confidence >= _SURE]
    return [one for one in places if not _over(one.span, others) or _over(one.span, sites)]


def _over(span: Span, spans: Sequence[Span]) -> bool:
    return any(overlap(span, other) for other in spans)


def _marked(doc: Doc, layer: Iterable[Mark]) -> list[Found]:
    found = []
    for mark in layer:
        kind = _TYPES.get(mark.label, mark.label)
        tokens = doc.tokens_in(mark.span)
        if not tokens:
            continue
        first = tokens.start
        if kind != "date" and doc.lower[first] in _DETERMINERS and len(tokens) > 1:
            first += 1
        found.append((first, tokens.stop, kind, mark.confidence))
    return found


def _bare(doc: Doc, span: Span) -> Span:
    tokens = doc.tokens_in(span)
    return doc.span(tokens.start, tokens.stop) if tokens else span


def _mention(doc: Doc, number: int, span: Span, kind: str, sure: float) -> Mention:
    return Mention(span, kind, number, span, kind=kind, name=doc.quote(span), confidence=sure)
